"""A campaign over HTTP: the report of the command line, from texts and from files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from inclusive_lint.cli import command

from ..unit.office import docx, paragraph
from .test_check import assert_problem

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Server

TEXTS = {
    "shoot/brief.txt": "A man drills a hole.\nTwo men repair a pump.\nA man measures a wall.\nThree women wave.\n",
    "site/index.html": "<p>Welcome.</p><img src=a.jpg alt='A woman poses &amp; smiles.'>",
    "site/news/index.html": "<img src=b.jpg alt='A woman smiles at a man who welds.'>",
}
FILES = {
    **{name: text.encode() for name, text in TEXTS.items()},
    "images.csv": b"file;alt\n1.jpg;A man explains a chart.\n",
    "spot.srt": b"1\n00:00:01,000 --> 00:00:02,000\nA man paints a wall.\n",
    "plan.docx": docx(paragraph("A girl admires an engineer.")),
}
OPTIONS = {"doctype": "imagery", "language": "en"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files, where the command line finds them by the names under which they are sent."""
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def by_cli(names: Any, *options: str, form: str = "json") -> str:
    arguments = ["campaign", "--format", form, *options, *names]
    return CliRunner().invoke(command, arguments).stdout


def as_arguments(options: dict[str, str]) -> list[str]:
    return [part for key, value in options.items() for part in (f"--{key.replace('_', '-')}", value)]


def post_texts(
    server: Server, texts: dict[str, str] = TEXTS, headers: dict[str, str] | None = None, **fields: Any
) -> Any:
    files = [{"filename": name, "text": text} for name, text in texts.items()]
    return server.http.post("/v1/campaign", json={"files": files, "options": OPTIONS, **fields}, headers=headers)


def post_files(server: Server, files: dict[str, bytes] = FILES, **fields: str) -> Any:
    sent = [("files", (name, data)) for name, data in files.items()]
    return server.http.post("/v1/campaign", files=sent, data={"options": json.dumps(OPTIONS), **fields})


@pytest.mark.parametrize("more", [{}, {"message_language": "fr", "profile": "uk"}, {"language": "nl"}])
def test_the_report_is_that_of_the_command_line(server: Server, folder: Path, more: dict[str, str]) -> None:
    options = {**OPTIONS, **more}
    expected = json.loads(by_cli(FILES, *as_arguments(options)))
    answer = post_files(server, options=json.dumps(options))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == expected
    assert len(expected["descriptions"]) == 10
    expected = json.loads(by_cli(TEXTS, *as_arguments(options)))
    assert post_texts(server, options=options).json() == expected


def test_the_verdict_and_its_evidence(server: Server) -> None:
    data = post_files(server).json()
    assert data["balanced"] is False
    found = {x["pattern"]: x for x in data["findings"]}["active-passive"]
    assert {place["path"] for place in found["evidence"]} >= {"shoot/brief.txt", "images.csv"}
    for description in post_texts(server).json()["descriptions"]:
        if description["path"].endswith(".txt"):
            span = description["span"]
            assert TEXTS[description["path"]][span["start"] : span["end"]] == description["text"]


@pytest.mark.parametrize("form", ["html", "csv"])
def test_other_forms_of_the_report(server: Server, folder: Path, form: str) -> None:
    expected = by_cli(TEXTS, *as_arguments(OPTIONS), form=form)
    asked = post_texts(server, report=form)
    liked = post_texts(server, headers={"accept": f"text/{form}, application/json;q=0.5"})
    sent = post_files(server, {name: FILES[name] for name in TEXTS}, report=form)
    for answer in (asked, liked, sent):
        assert answer.status_code == 200
        assert answer.headers["content-type"] == f"text/{form}; charset=utf-8"
        assert answer.text == expected
    assert post_texts(server, report="json", headers={"accept": "text/html"}).json()["version"] == 1


def test_the_page_may_use_its_style_and_nothing_else(server: Server) -> None:
    answer = post_texts(server, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'unsafe-inline'" in policy
    assert "script" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert "unsafe" not in post_texts(server).headers["content-security-policy"]


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(server: Server, folder: Path) -> None:
    broken = {"broken.docx": b"PK\x03\x04", "list.json": b"{", "empty.txt": b""}
    for name, data in broken.items():
        (folder / name).write_bytes(data)
    answer = post_files(server, {**FILES, **broken})
    assert answer.status_code == 200
    assert answer.json() == json.loads(by_cli([*FILES, *broken], *as_arguments(OPTIONS)))
    errors = {error["path"]: error for error in answer.json()["errors"]}
    assert [errors[name]["fatal"] for name in broken] == [True, True, False]
    assert "is broken" in errors["broken.docx"]["message"]
    page = post_files(server, {**FILES, **broken}, report="html").text
    assert "<h2>Not read</h2><ul><li>broken.docx: is broken" in page
    assert_problem(post_files(server, {"broken.docx": b"PK\x03\x04"}), 422, "broken.docx: is broken")


def test_names_only_label(server: Server) -> None:
    names = ["../../etc/passwd", "C:\\shoot\\brief.txt", "/a//./b.txt", "..", "a\nb.txt"]
    answer = post_texts(server, dict.fromkeys(names, "A man drills a hole."))
    paths = [description["path"] for description in answer.json()["descriptions"]]
    assert paths == ["etc/passwd", "C:/shoot/brief.txt", "a/b.txt", "text.txt", "ab.txt"]


BAD_BODIES: list[tuple[Any, str]] = [
    (b"{", "the body is no valid JSON"),
    ([], "body: Input should be"),
    ({}, "files: Field required"),
    ({"files": []}, "files: List should have at least 1 item"),
    ({"files": [{"text": 1}]}, "files.0.text: Input should be a valid string"),
    ({"files": [{"text": "a"}] * 201}, "files: List should have at most 200 items"),
    ({"files": [{"text": "a"}], "report": "xml"}, "report: Input should be 'json', 'html' or 'csv'"),
    ({"files": [{"text": "a"}], "options": {"select": []}}, "options.select: Extra inputs"),
    ({"files": [{"text": "a"}], "options": {"profile": "bee"}}, "unknown profile 'bee' (did you mean 'be'?)"),
    ({"files": [{"text": "a"}], "options": {"profile": "/etc/x.yaml"}}, "unknown profile"),
]


@pytest.mark.parametrize(("body", "says"), BAD_BODIES, ids=range(len(BAD_BODIES)))
def test_wrong_fields_are_told(server: Server, body: Any, says: str) -> None:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = server.http.post("/v1/campaign", content=content, headers={"content-type": "application/json"})
    assert_problem(answer, 422, says)


def test_bad_forms_are_told(server: Server) -> None:
    http = server.http
    assert_problem(http.post("/v1/campaign", content=b"x", headers={"content-type": "text/plain"}), 415, "multipart")
    assert_problem(http.post("/v1/campaign", files={"file": b"x"}), 422, "files: the form needs a file")
    assert_problem(http.post("/v1/campaign", files={"files": ("", b"")}), 422, "files: ")
    assert_problem(post_files(server, report="xml"), 422, "report: use one of json, html, csv")
    assert_problem(post_files(server, options="{"), 422, "options is no valid JSON")
    assert_problem(post_files(server, options='{"profile": 1}'), 422, "options.profile")
    assert_problem(post_files(server, other="x"), 422, "a field that is none of files, options, encoding, report")
    assert_problem(post_files(server, {f"{i}.txt": b"a" for i in range(201)}), 422, "no more than 200")


def test_bodies_that_are_too_large(server: Server) -> None:
    assert_problem(post_texts(server, {"a.txt": "a" * 2_000_000}), 413, "larger than 2,000,000 bytes")
    files = {f"{i}.txt": b"a" * 2_100_000 for i in range(5)}
    assert_problem(post_files(server, files), 413, "larger than")
    comment = b"<!--" + b"a" * 1_500_000 + b"-->"
    assert post_files(server, {f"{i}.html": comment for i in range(4)}).status_code == 200


def test_the_example_of_the_description_holds(server: Server) -> None:
    from inclusive_lint_service import examples

    assert server.http.post("/v1/campaign", json=examples.CAMPAIGN_REQUEST).json() == examples.CAMPAIGN_REPORT
    body = server.http.get("/openapi.json").json()["paths"]["/v1/campaign"]["post"]["requestBody"]["content"]
    assert body.keys() == {"application/json", "multipart/form-data"}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "json"), ("*/*", "json"), ("text/html", "html"), ("text/csv;q=0.9, text/html;q=0.8", "csv"),
        ("text/html;q=0", "json"), ("image/png", "json"), ("text/html;q=x", "json"), ("TEXT/HTML ; level=1", "html"),
    ],
)  # fmt: skip
def test_what_a_client_likes_best(header: str, expected: str) -> None:
    pytest.importorskip("fastapi", reason="the extra 'service' is not installed")
    from inclusive_lint_service import accept

    kinds = {"json": "application/json", "html": "text/html", "csv": "text/csv"}
    assert accept.choose(header, tuple(kinds.values())) == kinds[expected]
