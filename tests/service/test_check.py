"""The API: the same report as the command line, and errors that say what is wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from inclusive_lint.cli import command

from ..unit.office import docx, paragraph, pdf, table
from .conftest import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Server

AD = "Wij zoeken een verkoopster (m/v/x) die onze klanten in Gent helpt."
FILES = sorted(EXAMPLES.glob("*.txt"))


def by_cli(path: Path, *options: str) -> dict[str, Any]:
    """What the command line says of a file."""
    result = CliRunner().invoke(command, ["check", "--no-config", "--format", "json", *options, str(path)])
    data: dict[str, Any] = json.loads(result.stdout)
    for file in (*data["files"], *data["errors"]):
        file["path"] = path.name
    return data


def upload(server: Server, name: str, data: bytes, **fields: str) -> Any:
    return server.http.post("/v1/check/file", files={"file": (name, data)}, data=fields)


@pytest.mark.parametrize("path", FILES, ids=[p.name for p in FILES])
def test_the_report_is_that_of_the_command_line(server: Server, path: Path) -> None:
    text = path.read_bytes().decode()
    expected = by_cli(path)
    posted = server.http.post("/v1/check", json={"text": text, "filename": path.name})
    assert posted.status_code == 200
    assert posted.json() == expected
    assert upload(server, path.name, path.read_bytes()).json() == expected
    options = {"profile": "uk", "message_language": "en", "ignore": ["gender"], "severities": {"age": "info"}}
    changed = server.http.post("/v1/check", json={"text": text, "filename": path.name, "options": options})
    assert changed.json()["files"][0]["profile"] == "uk"
    assert not any(f["rule"].startswith("gender") for f in changed.json()["files"][0]["findings"])


MARKUP = {
    "ad.md": f"# Vacature\n\n{AD}\n".encode(), "ad.html": f"<h1>Vacature</h1><p>{AD.replace('een', '&#101;en')}</p>".encode(),
    "ad.docx": docx(paragraph("Vacature") + table([paragraph(AD)])), "ad.pdf": pdf(["Vacature", AD]),
    "cp1252.txt": "Caissière gezocht: je bent een échte verkoopster.".encode("cp1252"), "empty.txt": b"",
}  # fmt: skip


@pytest.mark.parametrize("name", MARKUP)
def test_every_format_is_read_as_by_the_command_line(server: Server, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(MARKUP[name])
    options = ("--doctype", "vacancy")
    answer = upload(server, name, MARKUP[name], options='{"doctype": "vacancy"}')
    assert answer.status_code == 200
    assert answer.json() == by_cli(path, *options)
    if name.startswith("ad"):
        assert [f["text"] for f in answer.json()["files"][0]["findings"]] == ["verkoopster"]


def test_lists_of_texts_are_read_by_their_name(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    path.write_text(f"id,caption\n1,{AD}\n")
    posted = server.http.post("/v1/check", json={"text": path.read_text(), "filename": path.name})
    assert posted.json() == by_cli(path) == upload(server, path.name, path.read_bytes()).json()


def test_locations_of_documents(server: Server) -> None:
    found = upload(server, "ad.docx", MARKUP["ad.docx"], options='{"doctype": "vacancy"}').json()
    assert found["files"][0]["findings"][0]["location"] == "table 1, row 1"
    found = upload(server, "ad.pdf", MARKUP["ad.pdf"], options='{"doctype": "vacancy"}').json()
    assert found["files"][0]["findings"][0]["location"] == "page 1"


def test_spans_are_of_the_text_that_was_sent(server: Server) -> None:
    text = "\ufeff😀 \r\n" + AD + " \x00"
    finding = server.check(text, doctype="vacancy", language="nl").json()["files"][0]["findings"][0]
    span = finding["span"]
    assert text[span["start"] : span["end"]] == finding["text"] == "verkoopster"


def test_the_format_is_that_of_the_name_unless_it_is_given(server: Server) -> None:
    body = {"text": f"<p>{AD}</p>", "filename": "C:\\x\\ad.html", "options": {"doctype": "vacancy"}}
    file = server.http.post("/v1/check", json=body).json()["files"][0]
    assert file["path"] == "ad.html"
    assert file["findings"][0]["column"] == 19
    for name in ("../../etc/passwd", "ad.docx", "a\nb", ""):
        assert server.http.post("/v1/check", json={"text": AD, "filename": name}).status_code == 200


BAD_BODIES: list[tuple[Any, str]] = [
    (b"{", "the body is no valid JSON"),
    (b'{"text": "a"} x', "the body is no valid JSON"),
    (b"\xff\xfeY\x90", "the body is no valid JSON"),
    (b"\xff\xfe", "the body is no valid JSON"),
    ([], "body: "),
    ({}, "text: Field required"),
    ({"text": 3}, "text: Input should be a valid string"),
    ({"text": "a", "txt": ""}, "txt: Extra inputs are not permitted"),
    ({"text": "a", "format": "docx"}, "format: Input should be"),
    ({"text": "a", "options": {"language": "de"}}, "options.language: Input should be 'nl', 'fr' or 'en'"),
    ({"text": "a", "options": {"as_of": "soon"}}, "options.as_of: "),
    ({"text": "a", "options": {"as_of": 0}}, "options.as_of: "),
    ({"text": "a", "options": {"rules_dirs": ["/etc"]}}, "options.rules_dirs: Extra inputs"),
    ({"text": "a", "options": {"profile": "bee"}}, "unknown profile 'bee' (did you mean 'be'?)"),
    ({"text": "a", "options": {"profile": "/etc/passwd.yaml"}}, "unknown profile "),
    ({"text": "a", "options": {"profile": "x/y"}}, "unknown profile "),
    ({"text": "a", "options": {"select": ["hype.heros"]}}, "unknown rule 'hype.heros'"),
    ({"text": "a", "options": {"severities": {"hype": "loud"}}}, "options.severities.hype: Input should be"),
]


@pytest.mark.parametrize(("body", "says"), BAD_BODIES, ids=range(len(BAD_BODIES)))
def test_wrong_fields_are_told(server: Server, body: Any, says: str) -> None:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = server.http.post("/v1/check", content=content, headers={"content-type": "application/json"})
    assert_problem(answer, 422, says)


def assert_problem(answer: Any, status: int, says: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    data = answer.json()
    assert data["status"] == status
    assert data["title"]
    assert says in data["detail"]
    assert "\n" not in data["detail"]


def test_other_errors(server: Server) -> None:
    http = server.http
    assert_problem(http.post("/v1/check", content=b"x"), 415, "application/json")
    assert_problem(http.post("/v1/check/file", json={}), 415, "multipart/form-data")
    assert_problem(http.get("/v1/nothing"), 404, "nothing at this address")
    assert_problem(http.get("/v1/rules/hype.heros"), 404, "no such rule")
    answer = http.put("/v1/check")
    assert_problem(answer, 405, "not allowed")
    assert answer.headers["allow"] == "POST"


BAD_FILES = [
    ("ad.docx", b"PK\x03\x04", "ad.docx: is broken: it is not the zip"),
    ("ad.pdf", b"%PDF", "ad.pdf: is broken: it cannot be read as PDF"),
    ("ad.txt", b"%PDF-1.7\n", "ad.txt: looks like a binary file (PDF)"),
    ("ad.docx", docx("", word__document=b"<!DOCTYPE a><a/>"), "has a document type declaration"),
    ("locked.pdf", pdf([AD], encrypted=True), "is protected with a password"),
]


@pytest.mark.parametrize(("name", "data", "says"), BAD_FILES)
def test_bad_files_are_told(server: Server, name: str, data: bytes, says: str) -> None:
    assert_problem(upload(server, name, data), 422, says)


def test_bad_forms_are_told(server: Server) -> None:
    assert_problem(upload(server, "a.txt", b"a", options="{"), 422, "options")
    assert_problem(upload(server, "a.txt", b"a", options='{"profile": 1}'), 422, "options.profile")
    assert_problem(upload(server, "a.txt", b"a", format="xls"), 422, "format: use one of")
    assert_problem(upload(server, "a.txt", b"a", encoding="utf-9"), 422, "there is no encoding 'utf-9'")
    assert_problem(upload(server, "a.txt", b"a", other="x"), 422, "a field that is none of")
    assert_problem(server.http.post("/v1/check/file", files={"other": b"x"}), 422, "file: ")
    headers = {"content-type": "multipart/form-data"}
    assert_problem(server.http.post("/v1/check/file", content=b"x", headers=headers), 400, "no multipart form")
    headers = {"content-type": "multipart/form-data; boundary=b"}
    assert_problem(server.http.post("/v1/check/file", content=b"--x\r\n", headers=headers), 400, "no multipart form")


def test_rules_and_profiles(server: Server) -> None:
    listed = json.loads(CliRunner().invoke(command, ["rules", "list", "--format", "json"]).stdout)
    assert server.http.get("/v1/rules").json() == {"rules": listed}
    family = server.http.get("/v1/rules", params={"family": "age"}).json()["rules"]
    assert {rule["family"] for rule in family} == {"age"}
    assert server.http.get("/v1/rules/age.limit").json() == next(r for r in listed if r["id"] == "age.limit")
    profiles = server.http.get("/v1/profiles").json()
    assert profiles["default"] == "be"
    assert {"be", "eu", "uk"} <= {p["id"] for p in profiles["profiles"]}


def test_examples_of_the_description_hold(server: Server) -> None:
    from inclusive_lint_service import examples

    answer = server.http.post("/v1/check", json=examples.REQUEST).json()
    shown = examples.REPORT["files"][0]
    assert shown.keys() <= answer["files"][0].keys()
    for key, value in shown["findings"][0].items():
        if key not in ("message", "references", "suggestions"):
            assert answer["files"][0]["findings"][0][key] == value
    form = {"text": "Wij zoeken een verkoopster.", "language": "nl-BE"}
    found = server.http.post("/v2/check", data=form).json()["matches"][0]
    assert found.keys() == examples.LT_ANSWER["matches"][0].keys()
    assert found["offset"] == 15


def test_the_description_names_what_there_is(server: Server) -> None:
    data = server.http.get("/openapi.json").json()
    options = data["components"]["schemas"]["CheckOptions"]["properties"]
    assert {"be", "uk"} <= set(options["profile"]["anyOf"][0]["enum"])
    assert {"age", "age.limit"} <= set(options["select"]["items"]["enum"])
    paths = {"/v1/check", "/v1/check/file", "/v1/rules", "/v1/rules/{rule_id}", "/v1/profiles", "/v2/check"}
    assert paths | {"/healthz", "/readyz", "/metrics"} <= set(data["paths"])
