"""A plain call is read without click, and as click reads it."""

from __future__ import annotations

from typing import Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusive_lint.cli import check as command
from inclusive_lint.cli import quick

WORDS = st.sampled_from(
    ["a.txt", "b c.md", "-", "--", "", "--format", "json", "text", "--format=json", "--profile", "uk", "--profile=nl", "--language", "fr",
     "--select", "age,hype", "--ignore", "--allow", "--as-of", "2027-01-31", "--doctype=letter", "-j", "4", "--jobs", "--all", "--no-all",
     "--help", "-h", "--config", "--no-config", "--summary", "--trace", "--encoding", "--output", "--form", "--max-bytes", "--unknown"]
)  # fmt: skip


def as_click_reads_it(arguments: list[str]) -> tuple[tuple[str, ...], dict[str, Any]] | None:
    """Return the paths and the options that were given; None when click refuses the call."""
    try:
        context = command.command.make_context("check", list(arguments))
    except (click.ClickException, click.exceptions.Exit):
        return None
    values = {key.replace("_", "-"): value for key, value in context.params.items()}
    paths = values.pop("paths")
    return paths, {key: value for key, value in values.items() if value not in (None, (), False)}


@given(st.lists(WORDS, max_size=6))
def test_what_is_read_is_what_click_reads(arguments: list[str]) -> None:
    found = quick.parse(["check", *arguments])
    assert found is None or found == as_click_reads_it(arguments)


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["check", "a.txt"], (("a.txt",), {})),
        (["check", "--format", "json", "a.txt", "b.txt"], (("a.txt", "b.txt"), {"format": "json"})),
        (["check", "a.txt", "--select=age", "--select", "hype"], (("a.txt",), {"select": ("age", "hype")})),
        (["check"], None),
        (["rules", "a.txt"], None),
        (["check", "-"], None),
        (["check", "--help", "a.txt"], None),
        (["check", "--format", "xml", "a.txt"], None),
        (["check", "a.txt", "--format"], None),
    ],
)
def test_what_is_plain(arguments: list[str], found: object) -> None:
    assert quick.parse(arguments) == found


def test_a_call_that_is_completed_is_not_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_INCLUSIVE_LINT_COMPLETE", "bash_complete")
    assert quick.parse(["check", "a.txt"]) is None
