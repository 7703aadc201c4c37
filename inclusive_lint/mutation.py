"""Shows that every exemption is needed: with any one of them taken away, an example of its card must fail.

The compiled catalog is changed in memory, one exemption at a time, and only the card's own examples are run again.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .catalog import Catalog
from .examples import Runner
from .folders import layered
from .reading import Reader
from .rule import DOCUMENT_CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .errors import Place
    from .lexicon import Entry, Lexicon
    from .rule import Card, Example

_NEGATIVE = ("not_sections", "not_blocks", "not_doctypes")


@dataclass(frozen=True, slots=True)
class Unproven:
    """An exemption that no example needs."""

    rules: tuple[str, ...]
    place: Place
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {', '.join(self.rules)}: no example fails without {self.what}"


def unproven(
    cards: Mapping[str, Card], lexicons: Sequence[Lexicon], compiled: Mapping[str, Any], only: Iterable[str] = ()
) -> Iterator[Unproven]:
    """Yield every exemption of the rules ``only`` (empty: all) that can be taken away unnoticed."""
    prover = _Prover(cards, layered(lexicons), compiled)
    wanted = set(only) or set(cards)
    for rule_id in sorted(wanted & set(cards)):
        yield from prover.card(cards[rule_id])
    yield from prover.lexicons(wanted)


class _Prover:
    """Holds the catalog that is changed and changed back."""

    def __init__(self, cards: Mapping[str, Card], lexicons: Sequence[Lexicon], compiled: Mapping[str, Any]) -> None:
        self._cards = cards
        self._lexicons = lexicons
        self._compiled = compiled
        self._catalog = Catalog.from_compiled(compiled)
        self._reader = Reader(self._catalog)
        self._runner = Runner(self._catalog, self._reader)
        self._sound: dict[str, list[Example]] = {}
        self._readers: dict[str, list[str]] = defaultdict(list)
        for card in cards.values():
            for topic in card.data.get("lexicon") or [card.id]:
                self._readers[topic].append(card.id)

    def card(self, card: Card) -> Iterator[Unproven]:
        """Take away what the card itself exempts."""
        for data, at, what in _without_one(card.data):
            rules = {**self._compiled["rules"], card.id: {k: v for k, v in data.items() if k != "lexicon"}}
            changed = Catalog.from_compiled({**self._compiled, "rules": rules})
            kind = "bad" if at[0] == "soften_fact" else "good"
            if not self._fails(Runner(changed, self._reader), [card.id], kind=kind):
                yield Unproven((card.id,), card.checker.yaml.place(at), what)

    def lexicons(self, wanted: set[str]) -> Iterator[Unproven]:
        """Take away what the lexicons of the rules exempt."""
        numbers: dict[str, int] = defaultdict(int)
        counts: dict[tuple[str, str], int] = defaultdict(int)
        for lexicon in self._lexicons:
            code = lexicon.language
            rules = self._readers.get(lexicon.topic, [])
            is_wanted = bool(wanted.intersection(rules))
            if is_wanted:
                for rule in rules:
                    self._right(self._cards[rule])  # while nothing is taken away
                yield from self._excepts(lexicon, rules, counts)
                yield from self._together(lexicon, numbers[code], rules, "pairs", [])
                yield from self._together(lexicon, numbers[code], rules, "style", {})
            for rule in rules:
                counts[code, rule] += len(lexicon.excepts)
            for entry in lexicon.entries:
                if is_wanted:
                    yield from self._entry(lexicon, entry, numbers[code], rules)
                numbers[code] += 1

    def _excepts(
        self, lexicon: Lexicon, rules: Sequence[str], counts: Mapping[tuple[str, str], int]
    ) -> Iterator[Unproven]:
        """The exceptions for every entry of a file."""
        code = lexicon.language
        table = self._compiled["languages"][code]["excepts"]
        for i, item in enumerate(lexicon.excepts):
            lists = [(table[rule], counts[code, rule] + i) for rule in rules]
            with _removed(lists):
                # A linter files the exceptions of a rule when it first needs them: this one has not.
                fails = self._fails(Runner(self._catalog, self._reader), rules, code)
            if not fails:
                yield Unproven(tuple(rules), lexicon.checker.yaml.place(("except", i)), f"except {_shown(item)}")

    def _entry(self, lexicon: Lexicon, entry: Entry, number: int, rules: Sequence[str]) -> Iterator[Unproven]:
        """The exceptions of one entry, and what it asks of its place."""
        code = lexicon.language
        compiled = self._compiled["languages"][code]["entries"][number]
        for i, item in enumerate(entry.excepts):
            with _removed([(compiled["except"], i)]):
                fails = self._fails(self._runner, rules, code)
            if not fails:
                place = lexicon.checker.yaml.place((*entry.at, "except", i))
                yield Unproven(tuple(rules), place, f"except {_shown(item)}")
        for key, value, none in (("sections", entry.sections, ()), ("person", entry.person is True, None)):
            if not value:
                continue
            kept, compiled[key] = compiled[key], none
            fails = self._fails(self._runner, rules, code)
            compiled[key] = kept
            if not fails:
                yield Unproven(tuple(rules), lexicon.checker.yaml.place((*entry.at, key)), key)

    def _together(self, lexicon: Lexicon, first: int, rules: Sequence[str], key: str, none: object) -> Iterator[Unproven]:
        """The pairs or the house styles of a file: one example shows for all that they are looked at."""
        if key == "pairs" and not any("paired" in (self._cards[rule].data.get("unless") or ()) for rule in rules):
            return
        code = lexicon.language
        having = [i for i, entry in enumerate(lexicon.entries) if getattr(entry, key)]
        entries = [self._compiled["languages"][code]["entries"][first + i] for i in having]
        kept = [entry[key] for entry in entries]
        for entry in entries:
            entry[key] = none
        fails = self._fails(self._runner, rules, code)
        for entry, value in zip(entries, kept, strict=True):
            entry[key] = value
        if having and not fails:
            at = (*lexicon.entries[having[0]].at, key)
            yield Unproven(tuple(rules), lexicon.checker.yaml.place(at), f"the {key} of this file")

    def _fails(self, runner: Runner, rules: Iterable[str], language: str = "", kind: str = "good") -> bool:
        """Whether an example that is right on the whole catalog is wrong now."""
        for rule in rules:
            card = self._cards[rule]
            for example in self._right(card):
                fits = example.kind == kind and (not language or example.language == language)
                if fits and any(runner.example(card, example)):
                    return True
        return False

    def _right(self, card: Card) -> list[Example]:
        """The examples that can prove something: good ones, and those that state their severity."""
        if card.id not in self._sound:
            candidates = [e for e in card.examples if e.kind == "good" or (e.kind == "bad" and e.severity)]
            self._sound[card.id] = [e for e in candidates if not any(self._runner.example(card, e))]
        return self._sound[card.id]


@contextmanager
def _removed(lists: Sequence[tuple[list[Any], int]]) -> Iterator[None]:
    """Take one item out of each list for a while."""
    items = [(items, i, items.pop(i)) for items, i in lists]
    try:
        yield
    finally:
        for target, i, item in items:
            target.insert(i, item)


def _without_one(data: dict[str, Any]) -> Iterator[tuple[dict[str, Any], tuple[str | int, ...], str]]:
    """Yield the card's data without one exemption, where that stands, and what it is called."""
    for key in ("unless", "unless_fact", "soften_fact"):
        for i, name in enumerate(data.get(key) or ()):
            yield {**data, key: [x for x in data[key] if x != name]}, (key, i), f"{key}: {name}"
    options = data.get("options") or {}
    for key in ("when_fact", "when_style", "min_words"):
        if data["check"] in DOCUMENT_CHECKS and key in options:
            less = {k: v for k, v in options.items() if k != key} | ({"min_words": 0} if key == "min_words" else {})
            yield {**data, "options": less}, ("options", key), f"options: {key}"
    yield from _without_whole(data)
    scope = data.get("scope") or {}
    for key, names in scope.items():
        if key not in _NEGATIVE:
            yield {**data, "scope": {k: v for k, v in scope.items() if k != key}}, ("scope", key), f"scope: {key}"
            continue
        for i, name in enumerate(names):
            less = {**scope, key: [x for x in names if x != name]}
            yield {**data, "scope": less}, ("scope", key, i), f"scope: {key}: {name}"


def _without_whole(data: dict[str, Any]) -> Iterator[tuple[dict[str, Any], tuple[str | int, ...], str]]:
    """Yield it without what is taken away as a whole."""
    for key, none, name in (("only", [], "only"), ("style", {}, "style"), ("person", False, "person: true")):
        if data.get(key):
            yield {**data, key: none}, (key,), name


def _shown(item: object) -> str:
    if isinstance(item, dict):
        key, value = next(iter(item.items()))
        return f"{{{key}: {value}}}"
    return repr(item)
