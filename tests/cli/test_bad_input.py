"""Everything that can go wrong is one sentence, and the rest of the run goes on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]
    Report = Callable[..., dict[str, Any]]
    Process = Callable[..., list[str]]

pytestmark = pytest.mark.usefixtures("mini")
BAD = "Wij zoeken een ninja voor ons dynamisch team, en je hebt veel zin om samen met ons te werken aan iets moois.\n"


def write(path: Path, text: str | bytes) -> Path:
    """Write a file, and the folders it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


BAD_INPUT = [
    ("nowhere.txt", None, 2, "there is no file or folder 'nowhere.txt'"),
    ("binary.txt", b"%PDF-1.7 \x00\x01", 2, "binary.txt: looks like a binary file (PDF)"),
    ("noise.txt", bytes(range(256)) * 8, 2, "noise.txt: looks like a binary file"),
    ("empty.txt", b"", 0, "empty.txt: is empty: there is nothing to check"),
    ("blank.md", b" \n\n", 0, "blank.md: is empty: there is nothing to check"),
    ("matter.md", b"---\ntitle: [a\n---\nHallo.\n", 0, "matter.md:3:1: front matter was not read"),
    (
        "twice.md",
        b"---\ntitle: a\ntitle: b\n---\nHallo.\n",
        0,
        "twice.md:3:1: front matter was not read: the key 'title' stands here twice",
    ),
    (
        "typo.md",
        b"<!-- inclusive-lint disable-net-line hype.hero: x -->\nHallo.\n",
        0,
        "typo.md:1:1: there is no suppression 'disable-net-line' (did you mean 'disable-next-line'?)",
    ),
]


@pytest.mark.parametrize(("name", "content", "status", "says"), BAD_INPUT, ids=[x[0] for x in BAD_INPUT])
def test_bad_input(ads: Path, name: str, content: bytes | None, status: int, says: str, run: Run) -> None:
    if content is not None:
        write(ads / name, content)
    result = run("check", "--format", "json", name, "bad.txt")
    assert result.exit_code == (status or 1)
    assert "bad.txt" in [f["path"] for f in json.loads(result.stdout)["files"]]
    assert says in result.stderr
    assert result.stderr.count("\n") == len(json.loads(result.stdout)["errors"]) == 1
    assert "Traceback" not in result.output


def test_too_large(ads: Path, run: Run) -> None:
    result = run("check", "bad.txt", "--max-bytes", 10)
    assert result.exit_code == 2
    assert "bad.txt: is larger than 10 bytes" in result.stderr
    assert run("check", "-", "--max-bytes", 10, stdin=BAD).exit_code == 2


@pytest.mark.parametrize(
    ("encoding", "says"),
    [("utf-9", "there is no encoding 'utf-9'"), ("ascii", "is not ascii")],
)
def test_wrong_encoding(here: Path, encoding: str, says: str, run: Run) -> None:
    write(here / "é.txt", "Café.")
    result = run("check", "é.txt", "--encoding", encoding)
    assert result.exit_code == 2
    assert says in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--select", "hype.heros"], "--select: unknown rule 'hype.heros' (did you mean 'hype.hero'?)"),
        (["--ignore", "hyp"], "--ignore: unknown rule 'hyp' (did you mean 'hype'?)"),
        (["--profile", "bee"], "--profile: unknown profile 'bee' (did you mean 'be'?); there are be, eu, uk"),
        (["--profile", "x/y.yaml"], "there is no profile file 'x/y.yaml'"),
        (["--select", "hype", "--ignore", "hype"], "--select: 'hype' is in 'select' and in 'ignore' (--ignore): take one of them away"),
        (["--rules-dir", "nowhere"], "there is no folder of rules 'nowhere'"),
        (["--config", "nowhere.yaml"], "nowhere.yaml: this configuration cannot be read"),
    ],
)
def test_a_wrong_call_is_told_and_the_report_is_complete(ads: Path, arguments: list[str], says: str, run: Run) -> None:
    result = run("check", "--format", "json", "worst.txt", *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    data = json.loads(result.stdout)
    assert len(data["files"]) == len(data["errors"]) == 1


def test_a_wrong_setting_is_not_counted_as_a_file(ads: Path, run: Run) -> None:
    result = run("check", "worst.txt", "--profile", "bee", "--message-language", "en")
    assert result.stdout.splitlines()[-1].endswith("1 setting is wrong")
    assert "not checked" not in result.stdout


def test_bad_configuration_and_bad_rule_card(ads: Path, run: Run) -> None:
    write(
        ads / ".inclusive-lint.yaml", "profil: be\nrules-dir: mine\nseverities: {hype.heros: info, hype.hero: error}\n"
    )
    write(ads / "mine/hype/bad.yaml", "summary: x\nsummary: y\n")
    result = run("check", "--format", "json", "bad.txt")
    data = json.loads(result.stdout)
    assert result.exit_code == 2
    assert [(e["path"].rsplit("/", 1)[-1], e["line"], e["column"]) for e in data["errors"]] == [
        (".inclusive-lint.yaml", 1, 1), ("bad.yaml", 2, 1), (".inclusive-lint.yaml", 3, 26),
    ]  # fmt: skip
    assert data["files"][0]["findings"][0]["severity"] == "error"


def test_a_command_that_does_not_exist(ads: Path, run: Run) -> None:
    assert "did you mean 'check'?" in run("chekc").stderr
    assert "did you mean 'inclusive-lint check bad.txt'?" in run("bad.txt").stderr


def test_a_bug_is_one_sentence(ads: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr("inclusive_lint.runner.document_of", broken)
    result = run("check", "bad.txt", "good.txt")
    assert result.exit_code == 2
    assert result.stderr.count("because of a bug in inclusive-lint (ZeroDivisionError: boom); please report it") == 2
    assert "Traceback" not in result.output
    assert "Traceback" in run("check", "bad.txt", "--debug").stderr
    monkeypatch.setattr("inclusive_lint.cli.checking.planned", broken)
    result = run("check", "bad.txt")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "this is a bug in inclusive-lint" in result.stderr


def test_errors_are_in_the_language_of_whoever_asks(
    run: Callable[..., Result], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "empty.txt").write_text("", "utf-8")
    (here / "binary.txt").write_bytes(b"%PDF-1.7\n")
    calls = (["check", "nowhere.txt"], ["check", "empty.txt", "binary.txt"], ["check", "--select", "hype.heros", "empty.txt"])
    said = {
        "nl": ("geen bestand of map 'nowhere.txt'", "is leeg", "lijkt een binair bestand", "onbekende regel 'hype.heros'"),
        "fr": ("ni fichier ni dossier 'nowhere.txt'", "est vide", "fichier binaire", "règle inconnue 'hype.heros'"),
        "en": ("no file or folder 'nowhere.txt'", "is empty", "a binary file", "unknown rule 'hype.heros'"),
    }
    for language, expected in said.items():
        asked = "".join(run(*call, "--no-config", "--message-language", language).stderr for call in calls)
        monkeypatch.setenv("LC_ALL", f"{language}_BE.UTF-8")
        found = "".join(run(*call, "--no-config").stderr for call in calls)
        assert asked == found
        assert all(sentence in asked for sentence in expected), asked
    assert "'soon' is geen datum" in run("check", "--as-of", "soon", "--message-language", "nl", "empty.txt").stderr
    assert "onbekend profiel 'bee' (bedoelde je 'be'?)" in run("campaign", "--profile", "bee", "--message-language", "nl", "empty.txt").stderr


@pytest.mark.parametrize(
    ("call", "dutch", "french"),
    [
        ("check --frobnicate a.txt", "De optie '--frobnicate' bestaat niet.", "L’option '--frobnicate' n’existe pas."),
        ("check --formt json a.txt", "Bedoelde je '--format'?", "S’agissait-il de '--format'\u00a0?"),
        ("check --format xml a.txt", "voor '--format': 'xml' is geen van 'text', ", "pour '--format'\u00a0: 'xml' n’est pas l’une des valeurs 'text', "),
        ("check", "'PATH...' ontbreekt: noem bestanden of mappen", "Il manque l’argument 'PATH...'\u00a0: indiquez"),
        ("campaign", "Het argument 'PATH...' ontbreekt.", "Il manque l’argument 'PATH...'."),
        ("chekc a.txt", "'chekc' bestaat niet (bedoelde je 'check'?)", "'chekc' n’existe pas (s’agissait-il de 'check'\u00a0?)"),
        ("rules sho", "Bedoelde je 'show'?", "S’agissait-il de 'show'\u00a0?"),
        ("check a.txt -j x", "'x' is geen geheel getal.", "'x' n’est pas un nombre entier."),
        ("serve --port 99999", "99999 ligt niet in 0<=x<=65535.", "99999 est en dehors de 0<=x<=65535."),
        ("check a.txt --format", "'--format' vraagt een waarde.", "'--format' demande une valeur."),
        ("rules list x", "Het argument x is er te veel.", "L’argument x est de trop."),
        ("check nowhere.txt", "er is geen bestand of map 'nowhere.txt'", "il n’y a ni fichier ni dossier 'nowhere.txt'"),
    ],
)  # fmt: skip
def test_a_wrong_call_in_the_language_of_the_system(run: Run, call: str, dutch: str, french: str) -> None:
    for language, said in (("nl_BE.UTF-8", dutch), ("fr_FR.UTF-8", french)):
        result = run(*call.split(), LC_ALL=language)
        assert result.exit_code == 2
        assert said in result.stderr
        assert "Error" not in result.stderr
    assert "Usage: inclusive-lint" in run("check", LC_ALL="C").stderr


def test_the_last_line_is_in_that_language_where_no_text_has_one(run: Run) -> None:
    assert run("check", "nowhere.txt", LC_ALL="nl_NL").stdout == "geen tekst nagekeken: 1 bestand niet nagekeken\n"
    assert run("check", "nowhere.txt", LC_ALL="C").stdout == "no text checked: 1 file not checked\n"


@pytest.mark.parametrize("asked", ["--message-language=nl", "--message-language nl"])
def test_a_wrong_call_in_the_language_it_asks_for(run: Run, asked: str) -> None:
    said = run("check", *asked.split(), "--frobnicate", LC_ALL="fr_FR.UTF-8").stderr
    assert said.splitlines()[0] == "Gebruik: inclusive-lint check [OPTIONS] PATH..."
    assert "'inclusive-lint check --help' legt uit hoe het werkt." in said
    assert "Fout: De optie '--frobnicate' bestaat niet." in said
    assert "No such option" in run("check", "--message-language", "xx", "--frobnicate", LC_ALL="C").stderr
