"""Suppression: each way to ask for it, what it reaches, and what is said of what was asked in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusive_lint import Linter
from inclusive_lint.model import Span
from inclusive_lint.suppression import _has, _Stretches

if TYPE_CHECKING:
    from pathlib import Path

    from inclusive_lint import FileReport

pytestmark = pytest.mark.usefixtures("mini")
TAG = "<!-- inclusive-lint {} -->"


def check(text: str, filename: str = "ad.md", **options: object) -> FileReport:
    return Linter(**options).check_text(text, language="en", filename=filename)  # type: ignore[arg-type]


def lines(report: FileReport) -> tuple[list[int], list[int]]:
    """The lines of the findings, and of what was suppressed."""
    return [f.start[0] for f in report.findings], [s.finding.start[0] for s in report.suppressed]


@pytest.mark.parametrize(
    ("text", "kept", "suppressed"),
    [
        ("{disable-next-line hype.hero: why}\nA ninja.\n\nA ninja.\n", [4], [2]),
        ("{disable-next-line hype.hero: why}\n\nA ninja.\n\nA ninja.\n", [5], [3]),
        ("{disable-next-line hype.hero: why}\n{disable-next-line age.limit: why}\n\nA ninja under 30.\n", [], [4, 4]),
        ("A ninja. {disable-line hype.hero: why}\n\nA ninja.\n", [3], [1]),
        ("A ninja.\n\n{disable-file hype.hero: why}\n\nA ninja.\n", [], [1, 5]),
        ("A ninja.\n\n{disable hype.hero: why}\n\nA ninja.\n\n{enable hype.hero}\n\nA ninja.\n", [1, 9], [5]),
        ("A ninja.\n\n{disable hype: why}\n\nA ninja under 30.\n", [1, 5], [5]),
        ("{disable-next-line hype.ninja: its former name}\nA ninja.\n", [], [2]),
        ("{disable-next-line hype.hero, age.limit: two}\nA ninja under 30.\n", [], [2, 2]),
    ],
)
def test_what_a_directive_reaches(text: str, kept: list[int], suppressed: list[int]) -> None:
    for action in ("disable-next-line", "disable-line", "disable-file", "disable ", "enable "):
        text = text.replace("{" + action, "<!-- inclusive-lint " + action)
    report = check(text.replace("}", " -->"))
    assert lines(report) == (kept, suppressed)
    assert report.notes == ()


def test_a_suppressed_finding_says_by_what_and_why() -> None:
    report = check(TAG.format("disable-next-line hype.hero: quoting the law") + "\nA ninja.\n")
    (suppressed,) = report.suppressed
    assert (suppressed.by, suppressed.reason) == ("disable-next-line", "quoting the law")


def test_in_plain_text_and_in_front_matter() -> None:
    assert lines(check("inclusive-lint disable-next-line hype.hero: x\nA ninja.\n", "ad.txt")) == ([], [2])
    report = check("---\ninclusive-lint:\n  disable: {hype.hero: a quote}\n---\nA ninja.\n")
    assert lines(report) == ([], [5])
    assert report.suppressed[0].reason == "a quote"


def test_crlf() -> None:
    assert lines(check("inclusive-lint disable-next-line hype.hero: x\r\nA ninja.\r\n\r\nA ninja.\r\n", "ad.txt")) == (
        [4],
        [2],
    )


@pytest.mark.parametrize(
    ("directive", "note"),
    [
        (
            "disable-next-line hype.heros: x",
            "1: disable-next-line: unknown rule 'hype.heros' (did you mean 'hype.hero'?)",
        ),
        ("disable-next-line hype.hero: x", "1: disable-next-line hype.hero: there is nothing here to suppress"),
        ("disable-file age.limit", "1: disable-file age.limit: there is nothing here to suppress"),
    ],
)
def test_what_was_asked_in_vain_is_noted(directive: str, note: str) -> None:
    assert check(TAG.format(directive) + "\nPlain words.\n").notes == (note,)


def test_to_suppress_a_rule_that_is_off_is_not_in_vain() -> None:
    assert check(TAG.format("disable-file hype.hero") + "\nA ninja.\n", select=["age"]).notes == ()


@pytest.mark.parametrize(
    ("allow", "kept"),
    [
        (["Ninja Systems"], ["ninja"]),
        (["ninja systems", "a ninja"], []),
        (["NINJA"], []),
        (["inja"], ["Ninja", "ninja"]),
        ([""], ["Ninja", "ninja"]),
    ],
)
def test_an_allowed_phrase(allow: list[str], kept: list[str]) -> None:
    report = check("Work at Ninja\u00a0 Systems. Be a ninja.", allow=allow)
    assert [f.text for f in report.findings] == kept
    assert all(s.by == "allow" and s.reason in allow for s in report.suppressed)


def test_spans_of_what_is_allowed_are_of_the_source(tmp_path: Path) -> None:
    report = Linter(allow=["Café ninja"]).check_text("Au Cafe\u0301 ninja, un ninja.", language="fr")
    assert [(f.text, f.start) for f in report.findings] == [("ninja", (1, 20))]


def test_the_front_matter_may_say_profile_and_kind() -> None:
    report = check(
        "---\ninclusive-lint:\n  profile: uk\n  doctype: report\n  colour: red\n  language: de\n---\nA ninja under 30.\n"
    )
    assert (report.profile, report.doctype) == ("uk", "report")
    assert [f.rule for f in report.findings] == ["age.limit"]
    assert report.notes == ("front matter: there is no option 'colour'", "front matter: language cannot be 'de'")


def test_the_call_wins_over_the_front_matter() -> None:
    report = Linter(profile="eu").check_text(
        "---\ninclusive-lint: {profile: uk}\n---\nA ninja.\n", language="en", filename="a.md"
    )
    assert report.profile == "eu"


PLACES = st.tuples(st.integers(0, 20), st.integers(0, 8)).map(lambda item: (item[0], sum(item)))


@given(st.lists(PLACES, max_size=8), PLACES)
def test_the_first_stretch_that_touches_another(stretches: list[tuple[int, int]], at: tuple[int, int]) -> None:
    touching = [(a, i) for i, (a, b) in enumerate(stretches) if a <= at[1] and at[0] <= b]
    assert _Stretches(stretches).touching(*at) == (min(touching)[1] if touching else None)


@pytest.mark.parametrize(("span", "has"), [((1, 3), False), ((2, 4), True), ((4, 5), True), ((5, 8), False), ((1, 9), True)])
def test_ends_of_an_allowed_phrase(span: tuple[int, int], has: bool) -> None:
    assert _has(_Stretches([(3, 5)]), Span(*span)) == has
