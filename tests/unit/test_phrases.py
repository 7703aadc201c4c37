"""Errors in Dutch and French: what the code says and what the catalogs translate are held against one another."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from inclusive_lint import phrases
from inclusive_lint.phrases import Phrasebook, language_of_environment, translated

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SERVICE = ROOT / "service" / "inclusive_lint_service"
CATALOGS = {"inclusive_lint": phrases.FOLDER, "service": SERVICE / "sentences"}
LANGUAGES = ("nl", "fr")
# Before a request is read whole, nobody knows what language its sender speaks: connection.py stays English.
# Where users meet sentences. Errors in rule cards, lexicons and profiles are for those who write them.
MODULES = [
    *(ROOT / "inclusive_lint" / f"{name}.py" for name in ("api", "discover", "runner", "policy", "planning", "suppression")),
    *(ROOT / "inclusive_lint" / f"cli/{name}.py" for name in ("check", "checking", "campaign", "config", "group", "serve", "trace")),
    ROOT / "inclusive_lint" / "config_file.py", *(ROOT / "inclusive_lint" / "readers").glob("*.py"), *(path for path in SERVICE.glob("*.py") if path.name != "connection.py"), *(SERVICE / "page").glob("*.py"),
]  # fmt: skip
RAISED = {
    "InputError", "ConfigError", "UserError", "UsageError", "InputProblem", "RequestError", "_RefusedError", "refuse", "problem", "error", "_error",
    "_refuse", "Outcome",
}  # fmt: skip


def catalog(folder: Path, language: str) -> dict[str, str]:
    data: dict[str, str] = json.loads((folder / f"{language}.json").read_text("utf-8"))
    return data


def shape(node: ast.expr) -> str:
    """A sentence as the code has it, with something in place of each value."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(v.value if isinstance(v, ast.Constant) else "·" for v in node.values)  # type: ignore[misc]
    return ""


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence that is raised, with the place in the code."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(getattr(node, "func", None), "id", getattr(getattr(node, "func", None), "attr", ""))
            if (
                isinstance(node, ast.Call)
                and name in RAISED
                and getattr(getattr(node.func, "value", None), "id", "") not in ("_log", "error_log")
            ):
                for argument in node.args[:3]:
                    said = shape(argument)
                    if " " in said.strip("· :"):
                        yield said, f"{path.name}:{node.lineno}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_is_said_is_translated(language: str) -> None:
    found = list(sentences())
    assert len(found) > 60
    missing = {place: said for said, place in found if all(_translated(x, language) == x for x in _forms(said))}
    assert missing == {}


def _translated(sentence: str, language: str) -> str:
    return translated(sentence, language, CATALOGS["service"])


def _forms(said: str) -> list[str]:
    """A sentence whose last value may be missing, or whose first is "the file is"."""
    return [said, said.removesuffix("·"), said.replace("· larger", "the file is larger").replace("the the", "the")]


@pytest.mark.parametrize("folder", CATALOGS.values(), ids=CATALOGS)
def test_both_languages_say_the_same(folder: Path) -> None:
    dutch, french = (catalog(folder, language) for language in LANGUAGES)
    assert list(dutch) == list(french)
    for english in dutch:
        slots = set(re.findall(r"\{\w+\}", english))
        for translation in (dutch[english], french[english]):
            assert set(re.findall(r"\{\w+\}", translation)) == slots, english
            assert translation != english


def test_a_sentence_with_its_place_and_what_was_meant() -> None:
    said = "ads/x.txt:3:1: unknown rule 'hype.heros' (did you mean 'hype.hero-words'?)"
    assert translated(said, "nl") == "ads/x.txt:3:1: onbekende regel 'hype.heros' (bedoelde je 'hype.hero-words'?)"
    assert translated(said, "en") == translated(said, "de") == translated(said, None) == said
    assert translated("C: something new", "nl") == "C: something new"
    byte = "x: is not utf-8: byte 0xff at position 3 does not fit; try another --encoding"
    assert translated(byte, "fr").startswith(
        "x: n’est pas en utf-8\u00a0: l’octet 0xff à la position 3 ne convient pas"
    )


def test_a_large_number_is_no_decimal() -> None:
    said = "a.txt: is larger than 10,000,000 bytes; raise --max-bytes to read it"
    assert "10\u00a0000\u00a0000 bytes" in translated(said, "nl")
    assert translated(said, "en") == said


def test_what_a_user_wrote_is_never_a_slot() -> None:
    book = Phrasebook({"there is no {thing}": "er is geen {thing}"})
    assert book("there is no {x} \\1 %s") == "er is geen {x} \\1 %s"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "nl_BE.UTF-8"}, "nl"), ({"LANG": "fr"}, "fr"), ({"LANG": "de_DE"}, "en"), ({}, "en"), ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "nl_NL", "LC_ALL": "fr_FR.UTF-8"}, "fr"), ({"LANG": "nl_NL", "LC_MESSAGES": "en_GB", "LC_ALL": ""}, "en"),
    ],
)  # fmt: skip
def test_the_language_of_the_system(variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language_of_environment() == expected
