"""Every example of every card: exact spans, nothing else, suggestions that are clean when applied."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from inclusive_lint import resources
from inclusive_lint.catalog import Catalog
from inclusive_lint.examples import Runner
from inclusive_lint.folders import compile_folders
from inclusive_lint.model import NO_GRAMMAR
from inclusive_lint.rule import load_cards

if TYPE_CHECKING:
    from inclusive_lint.rule import Card

CARDS = load_cards(resources.folder("rules"))


@cache
def runner() -> Runner:
    return Runner(Catalog.from_compiled(compile_folders([resources.folder("rules")], [resources.folder("lexicons")])))


@pytest.mark.parametrize("card", CARDS, ids=[card.id for card in CARDS])
def test_examples(card: Card) -> None:
    failures = [str(failure) for example in card.examples for failure in runner().example(card, example)]
    if failures:
        pytest.fail("\n".join(failures), pytrace=False)


@pytest.mark.parametrize("card", CARDS, ids=[card.id for card in CARDS])
def test_a_card_has_an_example_to_find_in_each_of_its_languages(card: Card) -> None:
    languages = {e.language for e in card.examples}
    assert languages
    assert {e.language for e in card.examples if e.kind == "bad"} == languages


@pytest.mark.grammar
@pytest.mark.parametrize("card", [c for c in CARDS if any(e.grammar for e in c.examples)], ids=lambda card: card.id)
def test_an_example_that_says_it_needs_grammar_needs_it(card: Card) -> None:
    without = Runner(runner()._catalog, grammar=NO_GRAMMAR)
    for example in card.examples:
        if example.grammar:
            assert list(without.example(card, replace(example, grammar=False))), example.text
