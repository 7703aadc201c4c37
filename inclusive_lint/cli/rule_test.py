"""``inclusive-lint rules test``: the examples of the cards, without pytest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import resources
from ..catalog import Catalog
from ..errors import ConfigError, UserError, did_you_mean
from ..examples import run
from ..folders import compile_folders, load_folders
from ..mutation import unproven
from ..profiles import matches
from . import complain

if TYPE_CHECKING:
    from ..rule import Card


def test(names: tuple[str, ...], rules_dirs: tuple[str, ...], lexicons_dirs: tuple[str, ...], *, mutate: bool) -> int:
    """Run the examples; print those that fail; return the exit status."""
    problems: list[UserError] = []
    rules = [resources.folder("rules"), *map(Path, rules_dirs)]
    lexicons = [resources.folder("lexicons"), *map(Path, lexicons_dirs)]
    compiled = compile_folders(rules, lexicons, problems)
    for problem in problems:
        complain(str(problem))
    every, texts = load_folders(rules, lexicons, [])
    cards = {rule_id: card for rule_id, card in every.items() if rule_id in compiled["rules"]}
    wanted = _chosen(cards, names)
    failures = [str(failure) for failure in run(wanted, Catalog.from_compiled(compiled))]
    if mutate:
        broken = {problem.place.path for problem in problems if problem.place}
        sound = [lexicon for lexicon in texts if lexicon.path not in broken]
        failures += map(str, unproven(cards, sound, compiled, [card.id for card in wanted]))
    for failure in failures:
        click.echo(failure)
    examples = sum(len(card.examples) for card in wanted)
    click.echo(f"{len(wanted)} rules, {examples} examples: {len(failures) or 'none'} failed")
    return 2 if problems else int(bool(failures))


def _chosen(cards: dict[str, Card], names: tuple[str, ...]) -> list[Card]:
    """Return the cards that ids or prefixes name. Raises ConfigError."""
    for name in names:
        if not any(matches(name, rule_id) for rule_id in cards):
            raise ConfigError(f"unknown rule {name!r}{did_you_mean(name, cards)}")
    return [card for rule_id, card in sorted(cards.items()) if not names or any(matches(n, rule_id) for n in names)]
