"""``rules``, ``profiles``, ``config`` and ``check --trace``."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from inclusive_lint import __version__, resources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]
    Report = Callable[..., dict[str, Any]]
    Process = Callable[..., list[str]]

pytestmark = pytest.mark.usefixtures("mini")


def write(path: Path, text: str | bytes) -> Path:
    """Write a file, and the folders it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_trace(ads: Path, run: Run) -> None:
    write(ads / "t.txt", "Een ‘ninja’ en een ninja uit de strip.\nEen guru of een ninja en een dynamisch team.\n")
    result = run("check", "--trace", "t.txt:1", "--language", "nl", "--message-language", "en")
    assert result.stdout == (
        "1:6  ninja  hype.hero  silent: quotation (it stands between quotation marks)\n"
        "1:20  ninja  hype.hero  silent: except (an exception in the lexicon)\n"
    )
    result = run(
        "check",
        "--trace",
        "t.txt:2",
        "--language",
        "nl",
        "--message-language",
        "en",
        "--ignore",
        "style",
        "--allow",
        "een guru",
    )
    assert result.stdout == (
        "2:5  guru  hype.hero  silent: suppressed by allow: een guru\n"
        "2:17  ninja  hype.hero  reported as warning\n"
        "2:30  dynamisch  style.buzz  silent: the rule is off in this profile or configuration\n"
    )
    assert run("check", "--trace", "good.txt:1", "--message-language", "en").stdout == "no rule found a word here\n"
    assert run("check", "--trace", "good.txt").exit_code == 2
    assert run("check", "--trace", "nowhere.txt:1").exit_code == 2


def test_rules_list_and_show(here: Path, run: Run) -> None:
    assert [r["id"] for r in json.loads(run("rules", "list", "--format", "json").stdout)] == [
        "age.limit",
        "fact.pay",
        "hype.hero",
        "style.buzz",
    ]
    assert run("rules", "list", "--family", "hype").stdout == "hype.hero  warning  Hero words\n"
    shown = run("rules", "show", "hype.ninja", "--language", "fr").stdout
    for expected in (
        "Cela fait fuir.",
        "uk: off",
        "in document types: page, vacancy",
        "context: quotation",
        "nl: 2 forms, 0 patterns, 1 exceptions",
        "A study, 3",
        "not verified",
        "en bad  We need a [ninja] now.",
    ):
        assert expected in shown
    result = run("rules", "show", "hype.heros")
    assert (result.exit_code, result.stderr) == (
        2,
        "inclusive-lint: unknown rule 'hype.heros' (did you mean 'hype.hero'?)\n",
    )


def test_references_that_nobody_read_lately(here: Path, run: Run) -> None:
    assert run("rules", "list", "--stale").stdout == (
        "hype.hero  not verified  A study, 3\n1 references to read again; 1 more say how they were read, not when\n"
    )
    card = here / "mine" / "house" / "dated.yaml"
    run("rules", "new", "house.dated", "--rules-dir", "mine", "--lexicons-dir", "words")
    text = card.read_text("utf-8")
    start = text.index("references:")
    card.write_text(f'{text[:start]}references: [{{title: A law, article: "9", verified: read, on: 2026-03-01}}]\n{text[text.index("verified:", start):]}', "utf-8")
    for day, lines in (("2027-03-01", []), ("2027-03-02", ["house.dated  read on 2026-03-01  A law, 9"])):
        found = run("rules", "list", "--stale", "--rules-dir", "mine", "--lexicons-dir", "words", "--as-of", day, "--family", "house")
        assert found.stdout.splitlines()[:-1] == lines
    assert run("rules", "list", "--stale", "--as-of", "soon").exit_code == 2


@pytest.mark.parametrize(
    ("dates", "listed"),
    [
        ("changes: 2026-06-07", ["was to change on 2026-06-07"]),
        ("changes: 2026-06-07, on: null", ["was to change on 2026-06-07"]),
        ("changes: 2026-06-07, on: 2026-05-01", ["was to change on 2026-06-07"]),
        ("changes: 2026-06-07, on: 2026-06-08", []),
        ("changes: 2026-07-01", []),
        ("dated: 1981", []),
    ],
)
def test_a_law_that_was_to_change_is_to_be_read_again(here: Path, run: Run, dates: str, listed: list[str]) -> None:
    refer(here, run, dates)
    found = run("rules", "list", "--stale", "--rules-dir", "mine", "--lexicons-dir", "words", "--as-of", "2026-06-10", "--family", "house")
    assert [line.split("  ")[1] for line in found.stdout.splitlines()[:-1]] == listed


def test_the_dates_of_a_reference_are_shown(here: Path, run: Run) -> None:
    refer(here, run, "dated: 2010, changes: 2027-01-01")
    folders = ("--rules-dir", "mine", "--lexicons-dir", "words")
    page = run("rules", "show", "house.dated", *folders).stdout
    for line in ("dated: 2010", "verified: read", "read on: not recorded", "to change on: 2027-01-01"):
        assert line in page
    (reference,) = json.loads(run("rules", "show", "house.dated", *folders, "--format", "json").stdout)["references"]
    assert (reference["dated"], reference["on"]) == ("2010", None)


@pytest.mark.parametrize("dates", ["dated: spring", "dated: 2010-13", "changes: 2027", "on: 2026-02-30"])
def test_a_date_of_a_reference_in_the_wrong_form(here: Path, run: Run, dates: str) -> None:
    refer(here, run, dates)
    result = run("rules", "list", "--rules-dir", "mine", "--lexicons-dir", "words")
    assert result.exit_code == 2
    assert re.search(r"dated\.yaml:\d+:\d+: .* is no date: write 20", result.stderr)


def refer(here: Path, run: Run, dates: str) -> None:
    """Make the card house.dated with one reference that has these dates."""
    card = here / "mine" / "house" / "dated.yaml"
    run("rules", "new", "house.dated", "--rules-dir", "mine", "--lexicons-dir", "words")
    text = card.read_text("utf-8")
    start = text.index("references:")
    card.write_text(f'{text[:start]}references: [{{title: A law, verified: read, {dates}}}]\n{text[text.index("verified:", start):]}', "utf-8")


def test_rules_test(here: Path, run: Run) -> None:
    assert run("rules", "test", "--mutate").stdout == "4 rules, 16 examples: none failed\n"
    assert run("rules", "test", "hype").exit_code == 0
    assert run("rules", "test", "hyp").exit_code == 2


def test_rules_new_makes_a_rule_that_tests_well(here: Path, run: Run) -> None:
    result = run("rules", "new", "house.jargon")
    assert result.stdout.split() == [
        "rules/house/jargon.yaml",
        *(f"lexicons/{code}/house/jargon.yaml" for code in ("nl", "fr", "en")),
    ]
    tested = run("rules", "test", "house.jargon", "--rules-dir", "rules", "--lexicons-dir", "lexicons", "--mutate")
    assert (tested.exit_code, tested.stdout) == (0, "1 rules, 9 examples: none failed\n")
    assert run("rules", "new", "house.jargon").exit_code == 2
    assert run("rules", "new", "House").exit_code == 2


def test_profiles(here: Path, run: Run) -> None:
    assert run("profiles", "list", "--language", "nl").stdout == "be  België\neu  Overal\nuk  VK\n"
    data = json.loads(run("profiles", "show", "uk", "--format", "json", "--as-of", "2031-01-01").stdout)
    assert data["severities"] == {"age.limit": "error", "hype.hero": "off", "style.buzz": "info"}
    assert run("profiles", "show", "ukk").exit_code == 2
    assert "\nage.limit   warning, error from 2030-01-01\n" in run("profiles", "show", "uk", "--as-of", "2029-12-31").stdout


def test_config_show(ads: Path, run: Run) -> None:
    write(ads / ".inclusive-lint.yaml", "allow: [Guru Systems]\n")
    result = run("config", "show", "bad.txt", "--profile", "uk", "--json")
    data = json.loads(result.stdout)
    assert data["values"]["profile"] == [{"value": "uk", "origin": "--profile"}]
    assert data["values"]["allow"] == [{"value": "Guru Systems", "origin": f"{ads}/.inclusive-lint.yaml:1:9"}]
    assert "fail-on" in run("config", "show").stdout
    assert run("config", "show", "--profile", "ukk").exit_code == 2


def test_help_says_how_to_complete_and_what_the_statuses_mean(run: Run) -> None:
    text = run("--help").stdout
    assert "_INCLUSIVE_LINT_COMPLETE=bash_source" in text
    assert "Exit status: 0" in text
    assert run("--version").stdout == f"inclusive-lint, version {__version__}, {resources.form()}\n"
