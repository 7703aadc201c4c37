"""The command line: exit statuses, forms of the report, standard input, colours, and everything that can go wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from inclusive_lint import __version__
from inclusive_lint.cli import command

if TYPE_CHECKING:
    from click.testing import Result

pytestmark = pytest.mark.usefixtures("mini")
GOOD = "Wij zoeken een collega die graag met mensen werkt en die goed kan luisteren naar wat zij vragen.\n"
BAD = "Wij zoeken een ninja voor ons dynamisch team, en je hebt veel zin om samen met ons te werken aan iets moois.\n"
WORST = "Je bent maximaal 35 jaar en je hebt veel zin om samen met ons te werken aan iets moois voor de mensen.\n"


def run(*arguments: object, stdin: str | bytes | None = None, **env: str) -> Result:
    return CliRunner().invoke(command, [str(a) for a in arguments], input=stdin, env=env)


def report(*arguments: object, **more: Any) -> dict[str, Any]:
    result = run("check", "--format", "json", *arguments, **more)
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.fixture
def ads(here: Path) -> Path:
    write(here / "good.txt", GOOD)
    write(here / "bad.txt", BAD)
    write(here / "worst.txt", WORST)
    return here


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["good.txt"], 0),
        (["bad.txt"], 1),
        (["good.txt", "bad.txt"], 1),
        (["bad.txt", "--fail-on", "error"], 0),
        (["worst.txt", "--fail-on", "error"], 1),
        (["worst.txt", "--fail-on", "never"], 0),
        (["bad.txt", "--select", "style"], 0),
        (["bad.txt", "--select", "style", "--fail-on", "info"], 1),
        (["bad.txt", "--ignore", "hype"], 0),
        (["bad.txt", "nowhere.txt"], 2),
        (["bad.txt", "nowhere.txt", "--fail-on", "never"], 2),
        (["--fail-on", "always", "bad.txt"], 2),
        (["--no-such-option", "bad.txt"], 2),
        ([], 2),
        (["*.txt"], 1),
        (["."], 1),
        (["[gx]*.txt"], 0),
    ],
)
def test_exit_status(ads: Path, arguments: list[str], status: int) -> None:
    result = run("check", *arguments)
    assert result.exit_code == status, result.output
    assert "Traceback" not in result.output


def test_two_beats_one_and_the_report_is_complete(ads: Path) -> None:
    result = run("check", "--format", "json", "nowhere.txt", "bad.txt", "worst.txt")
    data = json.loads(result.stdout)
    assert result.exit_code == 2
    assert [f["path"] for f in data["files"]] == ["bad.txt", "worst.txt"]
    assert data["summary"] == {"files": 2, "error": 1, "warning": 1, "info": 1}
    assert data["errors"][0]["path"] == "nowhere.txt"
    assert result.stderr == "inclusive-lint: nowhere.txt: there is no file or folder 'nowhere.txt' (did you mean 'worst.txt'?)\n"


def test_the_json_report(ads: Path) -> None:
    text = "Een ninja.\r\nWe zoeken een ninja voor ons team, en je bent graag samen met andere mensen aan het werk.\r\n"
    write(ads / "crlf.txt", b"\xef\xbb\xbf" + text.encode())
    (file,) = report("crlf.txt", "--doctype", "vacancy")["files"]
    assert {k: file[k] for k in ("path", "language", "doctype", "profile", "suppressed")} == {
        "path": "crlf.txt", "language": "nl", "doctype": "vacancy", "profile": "be", "suppressed": [],
    }  # fmt: skip
    assert file["languages"] == [{"span": {"start": 0, "end": len(text) - 2}, "language": "nl"}]
    assert file["facts"] == {"pay": {"present": False}}
    for finding in file["findings"]:
        assert text[finding["span"]["start"] : finding["span"]["end"]] == finding["text"] == "ninja"
    assert {k: v for k, v in file["findings"][1].items() if k not in ("message", "span")} == {
        "rule": "hype.hero", "severity": "warning", "confidence": "high", "ground": "bias", "language": "nl", "suggestions": [],
        "references": ["A study, 3"], "text": "ninja", "line": 2, "column": 15, "end_line": 2, "end_column": 20,
    }  # fmt: skip


def test_the_report_for_people(ads: Path) -> None:
    result = run("check", "bad.txt", "worst.txt")
    assert result.stdout == (
        "bad.txt  Nederlands · pagina\n\n"
        "  1:16  ▲ waarschuwing  ‘ninja’ is stoer\n"
        "        Wij zoeken een ninja voor ons dynamisch team, en je hebt veel zin om samen met ons te…\n"
        "                       ^^^^^\n"
        "        hype.hero\n\n"
        "worst.txt  Nederlands · pagina\n\n"
        "  1:9  ✖ fout  ‘maximaal 35 jaar’ is een leeftijdsgrens\n"
        "       Je bent maximaal 35 jaar en je hebt veel zin om samen met ons te werken aan iets moois…\n"
        "               ^^^^^^^^^^^^^^^^\n"
        "       age.limit\n\n"
        "2 teksten nagekeken: 1 fout, 1 waarschuwing, 1 hint (--all toont ze)\n"
    )


def test_all_and_explain(ads: Path) -> None:
    result = run("check", "bad.txt", "--all", "--explain", "--message-language", "fr")
    for expected in ("• conseil", "▲ avertissement", "pourquoi: Cela fait fuir.", "fondement: effet involontaire", "sources: A study, 3", "1 texte vérifié: 1 avertissement, 1 conseil\n"):
        assert expected in result.stdout
    assert "--all" not in result.stdout


def test_a_clean_run(ads: Path) -> None:
    assert run("check", "good.txt").stdout == "1 tekst nagekeken: niets op te merken\n"
    assert run("check", "good.txt", "--message-language", "en").stdout == "1 text checked: nothing to report\n"


def test_github(ads: Path) -> None:
    write(ads / "a,b.txt", "Een 100% ninja.\n")
    assert run("check", "--format", "github", "a,b.txt", "--language", "nl").stdout == (
        "::warning file=a%2Cb.txt,line=1,endLine=1,col=10,endColumn=15,title=hype.hero::‘ninja’ is stoer\n"
    )
    assert "::error file=nowhere.txt::nowhere.txt there is no file" in run("check", "--format", "github", "nowhere.txt").stdout


def test_github_escapes() -> None:
    from inclusive_lint.reporters.github import _command

    assert _command("error", {"file": "a:b%"}, "x\r\ny: 5%, z") == "::error file=a%3Ab%25::x%0D%0Ay: 5%25, z"


def test_standard_input(here: Path) -> None:
    assert [f["path"] for f in report("-", stdin=BAD)["files"]] == ["-"]
    (file,) = report("-", "--stdin-filename", "x.html", stdin="<p>Wij zoeken een <b>ninja</b>.</p>")["files"]
    assert (file["path"], file["findings"][0]["column"]) == ("x.html", 22)
    assert run("check", "-", stdin=b"\xff\xfe" + BAD.encode("utf-16-le")).exit_code == 1


def test_the_encoding_that_is_told(here: Path) -> None:
    write(here / "a.txt", "Café ninja, en nog veel meer mooie woorden in deze zin.".encode("cp850"))
    result = run("check", "--format", "json", "a.txt", "--encoding", "cp850")
    assert json.loads(result.stdout)["files"][0]["findings"][0]["span"] == {"start": 5, "end": 10}


BAD_INPUT = [
    ("nowhere.txt", None, 2, "there is no file or folder 'nowhere.txt'"),
    ("binary.txt", b"%PDF-1.7 \x00\x01", 2, "binary.txt: looks like a binary file (PDF)"),
    ("noise.txt", bytes(range(256)) * 8, 2, "noise.txt: looks like a binary file"),
    ("empty.txt", b"", 0, "empty.txt: is empty: there is nothing to check"),
    ("blank.md", b" \n\n", 0, "blank.md: is empty: there is nothing to check"),
    ("matter.md", b"---\ntitle: [a\n---\nHallo.\n", 0, "matter.md:3:1: front matter was not read"),
    ("twice.md", b"---\ntitle: a\ntitle: b\n---\nHallo.\n", 0, "twice.md:3:1: front matter was not read: the key 'title' stands here twice"),
    ("typo.md", b"<!-- inclusive-lint disable-net-line hype.hero: x -->\nHallo.\n", 0, "typo.md:1:1: there is no suppression 'disable-net-line' (did you mean 'disable-next-line'?)"),
]


@pytest.mark.parametrize(("name", "content", "status", "says"), BAD_INPUT, ids=[x[0] for x in BAD_INPUT])
def test_bad_input(ads: Path, name: str, content: bytes | None, status: int, says: str) -> None:
    if content is not None:
        write(ads / name, content)
    result = run("check", "--format", "json", name, "bad.txt")
    assert result.exit_code == (status or 1)
    assert "bad.txt" in [f["path"] for f in json.loads(result.stdout)["files"]]
    assert says in result.stderr
    assert result.stderr.count("\n") == len(json.loads(result.stdout)["errors"]) == 1
    assert "Traceback" not in result.output


def test_too_large(ads: Path) -> None:
    result = run("check", "bad.txt", "--max-bytes", 10)
    assert result.exit_code == 2
    assert "bad.txt: is larger than 10 bytes" in result.stderr
    assert run("check", "-", "--max-bytes", 10, stdin=BAD).exit_code == 2


@pytest.mark.parametrize(
    ("encoding", "says"),
    [("utf-9", "there is no encoding 'utf-9'"), ("ascii", "is not ascii")],
)
def test_wrong_encoding(here: Path, encoding: str, says: str) -> None:
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
        (["--rules-dir", "nowhere"], "there is no folder of rules 'nowhere'"),
        (["--config", "nowhere.yaml"], "nowhere.yaml: this configuration cannot be read"),
    ],
)
def test_a_wrong_call_is_told_and_the_report_is_complete(ads: Path, arguments: list[str], says: str) -> None:
    result = run("check", "--format", "json", "worst.txt", *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    data = json.loads(result.stdout)
    assert len(data["files"]) == len(data["errors"]) == 1


def test_bad_configuration_and_bad_rule_card(ads: Path) -> None:
    write(ads / ".inclusive-lint.yaml", "profil: be\nrules-dir: mine\nseverities: {hype.heros: info, hype.hero: error}\n")
    write(ads / "mine/hype/bad.yaml", "summary: x\nsummary: y\n")
    result = run("check", "--format", "json", "bad.txt")
    data = json.loads(result.stdout)
    assert result.exit_code == 2
    assert [(e["path"].rsplit("/", 1)[-1], e["line"], e["column"]) for e in data["errors"]] == [
        (".inclusive-lint.yaml", 1, 1), ("bad.yaml", 2, 1), (".inclusive-lint.yaml", 3, 26),
    ]  # fmt: skip
    assert data["files"][0]["findings"][0]["severity"] == "error"


def test_configuration_per_folder_and_exclude(ads: Path) -> None:
    write(ads / "uk/.inclusive-lint.yaml", "profile: uk\nexclude: [old/]\n")
    write(ads / "uk/ad.txt", BAD)
    write(ads / "uk/old/ad.txt", BAD)
    data = report(".", "--exclude", "worst.txt")
    assert [(f["path"], f["profile"]) for f in data["files"]] == [("bad.txt", "be"), ("good.txt", "be"), ("uk/ad.txt", "uk")]


def test_run_options_from_the_configuration_of_the_paths(ads: Path) -> None:
    write(ads / "sub/pyproject.toml", "[tool.inclusive-lint]\nfail-on = 'never'\nformat = 'json'\n")
    write(ads / "sub/ad.txt", BAD)
    result = run("check", "sub/ad.txt")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["summary"]["warning"] == 1
    assert run("check", "sub", "--no-config").exit_code == 1


def test_own_rules_and_words(ads: Path) -> None:
    write(ads / "words/nl/hype/hero.yaml", "language: nl\noff: [ninja]\nsources: {o: {title: own}}\nterms:\n  - {term: collega, confidence: high, source: o}\n")
    data = report("good.txt", "bad.txt", "--lexicons-dir", "words", "--select", "hype")
    assert [(f["path"], [x["text"] for x in f["findings"]]) for f in data["files"]] == [("good.txt", ["collega"]), ("bad.txt", [])]


def test_allow(ads: Path) -> None:
    (file,) = report("bad.txt", "--allow", "een NINJA")["files"]
    assert [x["rule"] for x in file["findings"]] == ["style.buzz"]
    assert [(x["rule"], x["by"], x["reason"]) for x in file["suppressed"]] == [("hype.hero", "allow", "een NINJA")]


def test_several_processes_lose_nothing(here: Path) -> None:
    for i in range(60):
        write(here / f"{i:02}.txt", BAD if i % 2 else GOOD)
    write(here / "30.txt", b"%PDF-1.4\x00")
    one = report(".")
    # Workers are processes of their own: they must see the small world too.
    two = json.loads(subprocess.run([*python("check", ".", "--format", "json", "-j", "2")], capture_output=True, check=False).stdout)
    assert two == one
    assert len(one["files"]) == 59
    assert len(one["errors"]) == 1


def python(*arguments: str) -> list[str]:
    """The command in a process of its own, in the small world."""
    launcher = Path(__file__).parent / "small_world.py"
    return [sys.executable, str(launcher), *arguments]


@pytest.mark.parametrize(
    ("arguments", "stdin", "status"),
    [(["check", "good.txt"], "", 0), (["check", "bad.txt"], "", 1), (["check", "-"], BAD, 1), (["check", "nowhere"], "", 2), (["chek"], "", 2), (["--version"], "", 0)],
)
def test_in_a_process_of_its_own(ads: Path, arguments: list[str], stdin: str, status: int) -> None:
    done = subprocess.run(python(*arguments), input=stdin.encode(), capture_output=True, check=False)
    assert done.returncode == status, done
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("env", "options", "colored"),
    [
        ({}, [], False), ({"FORCE_COLOR": "1"}, [], True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True), ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
    ],
)  # fmt: skip
def test_color(ads: Path, env: dict[str, str], options: list[str], colored: bool) -> None:
    clean = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    done = subprocess.run(python("check", "bad.txt", *options), capture_output=True, check=False, env=clean | env)
    assert (b"\x1b[" in done.stdout) is colored
    assert "waarschuwing" in done.stdout.decode()


def test_an_ascii_terminal(ads: Path) -> None:
    done = subprocess.run(python("check", "bad.txt"), capture_output=True, check=False, env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 1
    assert b"! waarschuwing" in done.stdout


def test_a_text_cannot_steer_the_terminal(here: Path) -> None:
    write(here / "a.txt", "Een ninja \x1b[2J\u202e en nog veel meer mooie woorden in deze zin voor jou.\n")
    assert not {"\x1b", "\u202e"} & set(run("check", "a.txt").stdout)


def test_output_to_a_file(ads: Path) -> None:
    assert run("check", "bad.txt", "--format", "json", "--output", "r.json").stdout == ""
    assert json.loads((ads / "r.json").read_text("utf-8"))["summary"]["warning"] == 1
    assert run("check", "bad.txt", "--output", "no/where").exit_code == 2


def test_trace(ads: Path) -> None:
    write(ads / "t.txt", "Een ‘ninja’ en een ninja uit de strip.\nEen guru of een ninja en een dynamisch team.\n")
    result = run("check", "--trace", "t.txt:1", "--language", "nl", "--message-language", "en")
    assert result.stdout == (
        "1:6  ninja  hype.hero  silent: quotation (it stands between quotation marks)\n"
        "1:20  ninja  hype.hero  silent: except (an exception in the lexicon)\n"
    )
    result = run("check", "--trace", "t.txt:2", "--language", "nl", "--message-language", "en", "--ignore", "style", "--allow", "een guru")
    assert result.stdout == (
        "2:5  guru  hype.hero  silent: suppressed by allow: een guru\n"
        "2:17  ninja  hype.hero  reported as warning\n"
        "2:30  dynamisch  style.buzz  silent: the rule is off in this profile or configuration\n"
    )
    assert run("check", "--trace", "good.txt:1", "--message-language", "en").stdout == "no rule found a word here\n"
    assert run("check", "--trace", "good.txt").exit_code == 2
    assert run("check", "--trace", "nowhere.txt:1").exit_code == 2


def test_as_of(ads: Path) -> None:
    def severity(day: str) -> str:
        found: str = report("worst.txt", "--profile", "uk", "--as-of", day)["files"][0]["findings"][0]["severity"]
        return found

    assert (severity("2029-12-31"), severity("2030-01-01")) == ("warning", "error")


def test_rules_list_and_show(here: Path) -> None:
    assert [r["id"] for r in json.loads(run("rules", "list", "--format", "json").stdout)] == ["age.limit", "fact.pay", "hype.hero", "style.buzz"]
    assert run("rules", "list", "--family", "hype").stdout == "hype.hero  warning  Hero words\n"
    shown = run("rules", "show", "hype.ninja", "--language", "fr").stdout
    for expected in ("Cela fait fuir.", "uk: off", "in document types: page, vacancy", "context: quotation", "nl: 2 forms, 0 patterns, 1 exceptions", "A study, 3", "not verified", "en bad  We need a [ninja] now."):
        assert expected in shown
    result = run("rules", "show", "hype.heros")
    assert (result.exit_code, result.stderr) == (2, "inclusive-lint: unknown rule 'hype.heros' (did you mean 'hype.hero'?)\n")


def test_rules_test(here: Path) -> None:
    assert run("rules", "test", "--mutate").stdout == "4 rules, 16 examples: none failed\n"
    assert run("rules", "test", "hype").exit_code == 0
    assert run("rules", "test", "hyp").exit_code == 2


def test_rules_new_makes_a_rule_that_tests_well(here: Path) -> None:
    result = run("rules", "new", "house.jargon")
    assert result.stdout.split() == ["rules/house/jargon.yaml", *(f"lexicons/{code}/house/jargon.yaml" for code in ("nl", "fr", "en"))]
    tested = run("rules", "test", "house.jargon", "--rules-dir", "rules", "--lexicons-dir", "lexicons", "--mutate")
    assert (tested.exit_code, tested.stdout) == (0, "1 rules, 9 examples: none failed\n")
    assert run("rules", "new", "house.jargon").exit_code == 2
    assert run("rules", "new", "House").exit_code == 2


def test_profiles(here: Path) -> None:
    assert run("profiles", "list", "--language", "nl").stdout == "be  België\neu  Overal\nuk  VK\n"
    data = json.loads(run("profiles", "show", "uk", "--format", "json", "--as-of", "2031-01-01").stdout)
    assert data["severities"] == {"age.limit": "error", "hype.hero": "off", "style.buzz": "info"}
    assert run("profiles", "show", "ukk").exit_code == 2


def test_config_show(ads: Path) -> None:
    write(ads / ".inclusive-lint.yaml", "allow: [Guru Systems]\n")
    result = run("config", "show", "bad.txt", "--profile", "uk", "--json")
    data = json.loads(result.stdout)
    assert data["values"]["profile"] == [{"value": "uk", "origin": "--profile"}]
    assert data["values"]["allow"] == [{"value": "Guru Systems", "origin": f"{ads}/.inclusive-lint.yaml:1:9"}]
    assert "fail-on" in run("config", "show").stdout
    assert run("config", "show", "--profile", "ukk").exit_code == 2


def test_help_says_how_to_complete_and_what_the_statuses_mean() -> None:
    text = run("--help").stdout
    assert "_INCLUSIVE_LINT_COMPLETE=bash_source" in text
    assert "Exit status: 0" in text
    assert run("--version").stdout == f"inclusive-lint, version {__version__}\n"


def test_a_command_that_does_not_exist(ads: Path) -> None:
    assert "did you mean 'check'?" in run("chekc").stderr
    assert "did you mean 'inclusive-lint check bad.txt'?" in run("bad.txt").stderr


def test_a_bug_is_one_sentence(ads: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr("inclusive_lint.runner.document_of", broken)
    result = run("check", "bad.txt", "good.txt")
    assert result.exit_code == 2
    assert result.stderr.count("because of a bug in inclusive-lint (ZeroDivisionError: boom); please report it") == 2
    assert "Traceback" not in result.output
    assert "Traceback" in run("check", "bad.txt", "--debug").stderr
    monkeypatch.setattr("inclusive_lint.cli.check.planned", broken)
    result = run("check", "bad.txt")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "this is a bug in inclusive-lint" in result.stderr


def test_what_a_plain_check_does_not_import(ads: Path) -> None:
    heavy = ("yaml", "fastapi", "spacy", "markdown_it", "html.parser", "rich", "importlib.metadata", "pathspec", "tomllib", "concurrent.futures", "multiprocessing")
    run("check", "bad.txt")  # fills the cache of compiled tables
    program = f"import sys; sys.argv[1:] = ['check', 'bad.txt']; import runpy\ntry: runpy.run_path({python()[1]!r}, run_name='__main__')\nexcept SystemExit: print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, text=True)
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr


def test_importing_the_package_is_cheap() -> None:
    program = "import sys, inclusive_lint; print(sorted(m for m in sys.modules if m.startswith('inclusive_lint')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "['inclusive_lint']"
