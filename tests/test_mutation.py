"""Every exemption is needed: with any one of them taken away, an example of its card fails."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from inclusive_lint import resources
from inclusive_lint.folders import compile_folders, load_folders
from inclusive_lint.mutation import unproven
from inclusive_lint.rule import card_files

MINI = Path(__file__).parent / "data" / "mini"
RULES = [rule_id for _, rule_id in card_files(resources.folder("rules"))]


@cache
def problems() -> dict[str, list[str]]:
    """What is not proven, by rule."""
    folders = [resources.folder("rules")], [resources.folder("lexicons")]
    cards, lexicons = load_folders(*folders)
    found: dict[str, list[str]] = {}
    for problem in unproven(cards, lexicons, compile_folders(*folders)):
        for rule in problem.rules:
            found.setdefault(rule, []).append(str(problem))
    return found


@pytest.mark.parametrize("rule", RULES)
def test_every_exemption_is_proven(rule: str) -> None:
    if found := problems().get(rule):
        pytest.fail("\n".join(found), pytrace=False)


def test_the_small_world_is_proven_and_one_example_less_shows() -> None:
    cards, lexicons = load_folders([MINI / "rules"], [MINI / "lexicons"])
    compiled = compile_folders([MINI / "rules"], [MINI / "lexicons"])
    assert list(unproven(cards, lexicons, compiled)) == []
    hero = cards["hype.hero"]
    for lost, what in (
        ("strip", "except 'ninja uit de strip'"),
        ("gezocht", "scope: doctypes"),
        ("woord|usé|word", "unless: quotation"),
    ):
        examples = tuple(e for e in hero.examples if e.kind == "bad" or not any(x in e.text for x in lost.split("|")))
        less = {**cards, "hype.hero": type(hero)(hero.id, hero.path, hero.data, examples, hero.checker)}
        (problem,) = unproven(less, lexicons, compiled, ["hype.hero"])
        assert problem.what == what
