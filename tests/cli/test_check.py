"""``check``: exit statuses, forms of the report, standard input, configuration."""

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
def test_exit_status(ads: Path, arguments: list[str], status: int, run: Run) -> None:
    result = run("check", *arguments)
    assert result.exit_code == status, result.output
    assert "Traceback" not in result.output


def test_two_beats_one_and_the_report_is_complete(ads: Path, run: Run) -> None:
    result = run("check", "--format", "json", "nowhere.txt", "bad.txt", "worst.txt")
    data = json.loads(result.stdout)
    assert result.exit_code == 2
    assert [f["path"] for f in data["files"]] == ["bad.txt", "worst.txt"]
    assert data["summary"] == {"files": 2, "error": 1, "warning": 1, "info": 1}
    assert data["errors"][0]["path"] == "nowhere.txt"
    assert (
        result.stderr
        == "inclusive-lint: nowhere.txt: there is no file or folder 'nowhere.txt' (did you mean 'worst.txt'?)\n"
    )


def test_the_json_report(ads: Path, report: Report) -> None:
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


def test_the_report_for_people(ads: Path, run: Run) -> None:
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


def test_all_and_explain(ads: Path, run: Run) -> None:
    result = run("check", "bad.txt", "--all", "--explain", "--message-language", "fr")
    for expected in (
        "• conseil",
        "▲ avertissement",
        "pourquoi\N{NO-BREAK SPACE}: Cela fait fuir.",
        "fondement\N{NO-BREAK SPACE}: effet involontaire",
        "sources\N{NO-BREAK SPACE}: A study, 3",
        "1 texte vérifié\N{NO-BREAK SPACE}: 1 avertissement, 1 conseil\n",
    ):
        assert expected in result.stdout
    assert "--all" not in result.stdout


def test_a_clean_run(ads: Path, run: Run) -> None:
    assert run("check", "good.txt").stdout == "1 tekst nagekeken: niets op te merken\n"
    assert run("check", "good.txt", "--message-language", "en").stdout == "1 text checked: nothing to report\n"


def test_github(ads: Path, run: Run) -> None:
    write(ads / "a,b.txt", "Een 100% ninja.\n")
    assert run("check", "--format", "github", "a,b.txt", "--language", "nl").stdout == (
        "::warning file=a%2Cb.txt,line=1,endLine=1,col=10,endColumn=15,title=hype.hero::‘ninja’ is stoer\n"
    )
    assert (
        "::error file=nowhere.txt::nowhere.txt there is no file"
        in run("check", "--format", "github", "nowhere.txt").stdout
    )


def test_github_escapes() -> None:
    from inclusive_lint.reporters.github import _command

    assert _command("error", {"file": "a:b%"}, "x\r\ny: 5%, z") == "::error file=a%3Ab%25::x%0D%0Ay: 5%25, z"


def test_standard_input(here: Path, run: Run, report: Report) -> None:
    assert [f["path"] for f in report("-", stdin=BAD)["files"]] == ["-"]
    (file,) = report("-", "--stdin-filename", "x.html", stdin="<p>Wij zoeken een <b>ninja</b>.</p>")["files"]
    assert (file["path"], file["findings"][0]["column"]) == ("x.html", 22)
    assert run("check", "-", stdin=b"\xff\xfe" + BAD.encode("utf-16-le")).exit_code == 1


def test_the_encoding_that_is_told(here: Path, run: Run) -> None:
    write(here / "a.txt", "Café ninja, en nog veel meer mooie woorden in deze zin.".encode("cp850"))
    result = run("check", "--format", "json", "a.txt", "--encoding", "cp850")
    assert json.loads(result.stdout)["files"][0]["findings"][0]["span"] == {"start": 5, "end": 10}


def test_configuration_per_folder_and_exclude(ads: Path, report: Report) -> None:
    write(ads / "uk/.inclusive-lint.yaml", "profile: uk\nexclude: [old/]\n")
    write(ads / "uk/ad.txt", BAD)
    write(ads / "uk/old/ad.txt", BAD)
    data = report(".", "--exclude", "worst.txt")
    assert [(f["path"], f["profile"]) for f in data["files"]] == [
        ("bad.txt", "be"),
        ("good.txt", "be"),
        ("uk/ad.txt", "uk"),
    ]


def test_run_options_from_the_configuration_of_the_paths(ads: Path, run: Run) -> None:
    write(ads / "sub/pyproject.toml", "[tool.inclusive-lint]\nfail-on = 'never'\nformat = 'json'\n")
    write(ads / "sub/ad.txt", BAD)
    result = run("check", "sub/ad.txt")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["summary"]["warning"] == 1
    assert run("check", "sub", "--no-config").exit_code == 1


def test_own_rules_and_words(ads: Path, report: Report) -> None:
    write(
        ads / "words/nl/hype/hero.yaml",
        "language: nl\noff: [ninja]\nsources: {o: {title: own}}\nterms:\n  - {term: collega, confidence: high, source: o}\n",
    )
    data = report("good.txt", "bad.txt", "--lexicons-dir", "words", "--select", "hype")
    assert [(f["path"], [x["text"] for x in f["findings"]]) for f in data["files"]] == [
        ("good.txt", ["collega"]),
        ("bad.txt", []),
    ]


def test_allow(ads: Path, report: Report) -> None:
    (file,) = report("bad.txt", "--allow", "een NINJA")["files"]
    assert [x["rule"] for x in file["findings"]] == ["style.buzz"]
    assert [(x["rule"], x["by"], x["reason"]) for x in file["suppressed"]] == [("hype.hero", "allow", "een NINJA")]


def test_a_text_cannot_steer_the_terminal(here: Path, run: Run) -> None:
    write(here / "a.txt", "Een ninja \x1b[2J\u202e en nog veel meer mooie woorden in deze zin voor jou.\n")
    assert not {"\x1b", "\u202e"} & set(run("check", "a.txt").stdout)


def test_output_to_a_file(ads: Path, run: Run) -> None:
    assert run("check", "bad.txt", "--format", "json", "--output", "r.json").stdout == ""
    assert json.loads((ads / "r.json").read_text("utf-8"))["summary"]["warning"] == 1
    assert run("check", "bad.txt", "--output", "no/where").exit_code == 2


def test_as_of(ads: Path, report: Report) -> None:
    def severity(day: str) -> str:
        found: str = report("worst.txt", "--profile", "uk", "--as-of", day)["files"][0]["findings"][0]["severity"]
        return found

    assert (severity("2029-12-31"), severity("2030-01-01")) == ("warning", "error")
