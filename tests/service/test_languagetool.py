"""The LanguageTool part: its protocol, and its clients as their users have them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .test_check import assert_problem

if TYPE_CHECKING:
    from .conftest import Server

TEXT = "Wij zoeken een 😀 verkoopster. En een ninja."
RAW = "text=R&D zoekt één verkoopster + een ninja voor 100% van de tijd; x&language=y&language=nl-BE&enabledOnly=false"


def post(server: Server, **fields: str) -> Any:
    return server.http.post("/v2/check", data={"language": "nl-BE", **fields})


def found(answer: Any, text: str = TEXT) -> list[tuple[str, str]]:
    """Rule and words of each match, by UTF-16 offsets."""
    assert answer.status_code == 200, answer.text
    units = text.encode("utf-16-le")
    return [
        (m["rule"]["id"], units[2 * m["offset"] : 2 * (m["offset"] + m["length"])].decode("utf-16-le"))
        for m in answer.json()["matches"]
    ]


BOTH = [("gender.feminine-title", "verkoopster"), ("hype.hero-words", "ninja")]


def test_utf16_offsets_agree_with_the_encoding() -> None:
    pytest.importorskip("fastapi", reason="the extra 'service' is not installed")
    from inclusive_lint_service.utf16 import Utf16

    for text in ("", "plain", "é😀", "😀😀a\U0010ffff", "a\r\n\u2028b😀"):
        units = Utf16(text)
        for at in range(len(text) + 1):
            assert units(at) == len(text[:at].encode("utf-16-le")) // 2


@pytest.mark.parametrize("language", ["nl-BE", "nl", "nl_NL", "NL-be", "auto"])
def test_form_and_query(server: Server, language: str) -> None:
    fields = {"text": TEXT, "language": language}
    for answer in (server.http.post("/v2/check", data=fields), server.http.get("/v2/check", params=fields)):
        assert found(answer) == BOTH


def test_a_match_says_all_that_clients_ask_for(server: Server) -> None:
    match = post(server, text=TEXT).json()["matches"][0]
    assert match["message"].startswith("‘verkoopster’")
    assert match["replacements"]
    assert match["sentence"] == "Wij zoeken een 😀 verkoopster."
    context = match["context"]
    units = context["text"].encode("utf-16-le")
    assert (
        units[2 * context["offset"] : 2 * (context["offset"] + context["length"])].decode("utf-16-le") == "verkoopster"
    )
    assert match["rule"]["category"] == {"id": "GENDER", "name": "Gender"}
    assert match["rule"]["description"]


def test_languages(server: Server) -> None:
    listed = server.http.get("/v2/languages").json()
    assert {"nl", "nl-BE", "fr-FR", "fr-BE", "en-GB", "en-US"} <= {x["longCode"] for x in listed}
    answer = post(server, text=TEXT, language="auto", preferredVariants="fr-BE,nl-BE").json()["language"]
    assert (answer["code"], answer["detectedLanguage"]["code"]) == ("nl-BE", "nl-BE")
    french = post(server, text="Nous cherchons une vendeuse pour notre magasin de Liège.", language="auto")
    assert french.json()["language"]["detectedLanguage"]["code"] == "fr"
    assert post(server, text="", language="auto").json()["matches"] == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"disabledRules": "hype.hero-words,WHITESPACE_RULE"}, BOTH[:1]),
        ({"disabledCategories": "HYPE,TYPOS"}, BOTH[:1]),
        ({"enabledOnly": "true", "enabledRules": "hype.hero-words"}, BOTH[1:]),
        ({"enabledOnly": "true", "enabledCategories": "GENDER"}, BOTH[:1]),
        ({"enabledOnly": "true", "enabledRules": "WHITESPACE_RULE"}, []),
        ({"enabledRules": "hype.hero-words", "enabledCategories": "STYLE"}, BOTH),
        ({"level": "picky", "motherTongue": "fr", "dicts": "x", "useragent": "y"}, BOTH),
    ],
)
def test_rules_and_categories(server: Server, fields: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert found(post(server, text=TEXT, **fields)) == expected


PARTS: list[dict[str, str]] = [
    {"markup": "<p>"}, {"text": "Wij zoeken een "}, {"markup": "&#128512;", "interpretAs": "😀"}, {"text": " ver"},
    {"markup": "<b>"}, {"text": "koop"}, {"markup": "</b>"}, {"text": "ster."}, {"markup": "</p>", "interpretAs": "\n\n"},
    {"markup": "<code>ninja</code>"}, {"text": "🚀 Een ninja."},
]  # fmt: skip


def test_annotated_text(server: Server) -> None:
    written = "".join(part.get("text", part.get("markup", "")) for part in PARTS)
    answer = post(server, data=json.dumps({"annotation": PARTS}))
    assert found(answer, written) == [("gender.feminine-title", "ver<b>koop</b>ster"), ("hype.hero-words", "ninja")]
    assert found(post(server, data=json.dumps({"text": TEXT}))) == BOTH


@pytest.mark.parametrize("header", [{}, {"content-type": "application/x-www-form-urlencoded"}])
def test_the_unencoded_form_of_libreoffice(server: Server, header: dict[str, str]) -> None:
    answer = server.http.post("/v2/check", content=RAW.encode(), headers=header)
    text = RAW.removeprefix("text=").rpartition("&language=")[0]
    assert [words for _, words in found(answer, text)] == ["verkoopster", "ninja"]
    assert answer.json()["language"]["code"] == "nl-BE"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("text=R%26D+%2B+x%20y&language=nl&enabledOnly=false", "R&D + x y"),
        ("text=R&D&language=nl", "R&D"),
        ("text=een zin&language=nl", "een zin"),
        ("text=100%&language=nl", "100%"),
        ("text=a\nb&language=nl", "a\nb"),
        ("language=nl&text=a+b", "a b"),
        ("text=een zin zonder taal", "een zin zonder taal"),
    ],
)
def test_forms(body: str, text: str) -> None:
    pytest.importorskip("fastapi", reason="the extra 'service' is not installed")
    from inclusive_lint_service import lt_request

    assert lt_request.form(body.encode())["text"] == text


BAD: list[tuple[dict[str, str], int, str]] = [
    ({}, 400, "a text is missing"),
    ({"text": "a", "language": ""}, 400, "'language' is missing"),
    ({"text": "a", "language": "de-DE"}, 400, "'de-DE' is no language that is checked here"),
    ({"data": "{"}, 400, "no valid JSON"),
    ({"data": "[]"}, 400, '{"annotation": ['),
    ({"data": '{"annotation": [1]}'}, 400, "an object of texts"),
    ({"data": '{"annotation": [{"text": "a", "markup": "b"}]}'}, 400, "either 'text' or 'markup'"),
    ({"data": "[" * 100_000}, 400, "no valid JSON"),
    ({"text": "a", "enabledOnly": "true"}, 400, "enabledOnly=true needs"),
    ({"text": "a", "enabledOnly": "true", "enabledRules": "x", "disabledRules": "y"}, 400, "do not go with"),
    ({"text": "a", "profile": "../x.yaml"}, 400, "unknown profile"),
    ({"text": "a", "doctype": "x"}, 400, "unknown document type"),
    ({f"f{i}": "" for i in range(300)}, 400, "more than 200 fields"),
]


@pytest.mark.parametrize(("fields", "status", "says"), BAD, ids=range(len(BAD)))
def test_bad_requests(server: Server, fields: dict[str, str], status: int, says: str) -> None:
    assert_problem(post(server, **fields), status, says)


def test_half_a_surrogate_pair_does_no_harm(server: Server) -> None:
    answer = post(server, data='{"annotation": [{"text": "Een \\ud83d ninja."}]}')
    assert [m["offset"] for m in answer.json()["matches"]] == [6]
    body = b'{"text": "Een \\ud83d ninja.", "options": {"doctype": "vacancy", "language": "nl"}}'
    sent = server.http.post("/v1/check", content=body, headers={"content-type": "application/json"})
    assert sent.status_code in (200, 422)


def test_both_methods_are_named_where_neither_is_used(server: Server) -> None:
    answer = server.http.put("/v2/check")
    assert_problem(answer, 405, "not allowed")
    assert answer.headers["allow"] == "GET, POST"


def test_info(server: Server) -> None:
    assert server.http.get("/v2/info").json()["software"]["name"] == "inclusive-lint"
    info = server.http.get("/v2/configinfo", params={"language": "nl"}).json()
    assert info["parameter"]["maxTextLength"] == 2_000_000
    assert "hype.hero-words" in {rule["ruleId"] for rule in info["rules"]}


# Clients


def test_language_tool_python(server: Server) -> None:
    pytest.importorskip("language_tool_python", reason="pip install language_tool_python")
    code = (
        "import json, sys, language_tool_python\n"
        "tool = language_tool_python.LanguageTool('nl-BE', remote_server=sys.argv[1])\n"
        "found = [sys.argv[2][m.offset:m.offset + m.error_length] for m in tool.check(sys.argv[2])]\n"
        "tool.disabled_rules = {'hype.hero-words'}\n"
        "print(json.dumps([found, tool.correct(sys.argv[2])]))\n"
    )
    shown = _run([sys.executable, "-c", code, server.url, TEXT])
    words, corrected = json.loads(shown.stdout)
    assert words == ["verkoopster", "ninja"]
    assert corrected == TEXT.replace("verkoopster", "verkoopmedewerker")


def test_pylanguagetool(server: Server, tmp_path: Path) -> None:
    pytest.importorskip("pylanguagetool", reason="pip install pylanguagetool")
    api: Any = import_module("pylanguagetool.api")
    answer = api.check(TEXT, api_url=f"{server.url}/v2/", lang="nl-BE", enabled_only=False)
    assert [m["rule"]["id"] for m in answer["matches"]] == [rule for rule, _ in BOTH]
    (tmp_path / "ad.txt").write_text("Wij zoeken een ninja.")
    script = str(Path(sys.executable).with_name("pylanguagetool"))
    shown = _run([script, "-a", f"{server.url}/v2/", "-l", "nl-BE", "-r", str(tmp_path / "ad.txt")], check=False)
    assert "hype.hero-words" in shown.stdout
    assert shown.returncode == 1


def test_gramma(server: Server, tmp_path: Path) -> None:
    gramma = shutil.which(os.environ.get("GRAMMA") or "gramma")
    if not gramma:
        pytest.skip("gramma is not installed: npm install -g gramma")
    settings = {"api_url": f"{server.url}/v2/check", "language": "nl-BE"}
    (tmp_path / ".gramma.json").write_text(json.dumps(settings))
    (tmp_path / "ad.txt").write_text(TEXT)
    shown = _run([str(Path(gramma).resolve()), "check", "--print", "--no-colors", "ad.txt"], check=False, cwd=tmp_path)
    assert "Found 2 potential mistakes" in shown.stdout
    assert "‘verkoopster’" in shown.stdout
    assert "1) verkoopmedewerker" in shown.stdout


def test_libreoffice_writer(server: Server) -> None:
    python = "/usr/bin/python3"
    if (
        not shutil.which("soffice")
        or subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode
    ):
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui python3-uno")
    script = Path(__file__).with_name("libreoffice.py")
    paragraphs = [TEXT, "R&D zoekt een verkoopster + een ninja voor 100% van de tijd.", "Wij zoeken een collega."]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    shown = _run([python, str(script), server.url, "nl", "BE", *paragraphs], env=environment, timeout=180)
    errors = json.loads(shown.stdout)
    assert [[error["text"] for error in line] for line in errors] == [["verkoopster", "ninja"]] * 2 + [[]]
    assert errors[0][0]["message"].startswith("‘verkoopster’")
    assert errors[0][0]["suggestions"] == ["verkoopmedewerker"]


def _run(command: list[str], *, check: bool = True, **options: Any) -> subprocess.CompletedProcess[str]:
    # Clients decode as the locale says; a plain one would not do for what they print.
    environment = options.pop("env", {**os.environ, "PYTHONIOENCODING": "utf-8"})
    return subprocess.run(command, capture_output=True, text=True, check=check, env=environment, **options)
