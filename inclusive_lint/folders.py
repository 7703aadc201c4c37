"""From folders of YAML to the compiled catalog: loads, checks, compiles; what is wrong is raised, or collected."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .compiler import compile_catalog
from .errors import LexiconError, RuleError, UserError, did_you_mean
from .lexicon import lexicon_files, load_lexicon_file
from .profiles import compile_profiles, load_profile, profile_files
from .rule import card_files, load_card

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from typing import TypeVar

    from .lexicon import Entry, Lexicon
    from .rule import Card

    T = TypeVar("T")


def compile_folders(
    rules: Sequence[Path], lexicons: Sequence[Path], problems: list[UserError] | None = None
) -> dict[str, Any]:
    """Load, check and compile YAML folders; later ones add to and override earlier ones.

    Raises the first RuleError or LexiconError; with ``problems``, all are collected there, and what is wrong left out.
    """
    cards, texts = load_folders(rules, lexicons, problems)
    known = [rule_id for folder in rules for _, rule_id in card_files(folder)]  # also those left out
    compiled = _compile(cards, layered(texts, problems), load_titles(lexicons), problems, {*known}.difference(cards))
    profiles: dict[str, Any] = {}
    for folder in rules:
        found = [_kept(load_profile, problems, path, name) for path, name in profile_files(folder)]
        profiles = _kept(compile_profiles, problems, [x for x in found if x], known, profiles) or profiles
    return compiled | {"profiles": profiles}


def load_folders(
    rules: Iterable[Path], lexicons: Iterable[Path], problems: list[UserError] | None = None
) -> tuple[dict[str, Card], list[Lexicon]]:
    """Load cards by id, and lexicons."""
    cards: dict[str, Card] = {}
    for path, rule_id in [x for folder in rules for x in card_files(folder)]:
        if card := _kept(load_card, problems, path, rule_id):
            cards[rule_id] = card
    files = [x for folder in lexicons for x in lexicon_files(folder)]
    found = [_kept(load_lexicon_file, problems, path, parts) for path, parts in files]
    return cards, [lexicon for lexicon in found if lexicon]


def load_titles(lexicons: Iterable[Path]) -> dict[str, Any]:
    """Load the generated tables of titles, ``titles/<language>.json``; a later folder replaces a language's table."""
    paths = [path for folder in lexicons for path in sorted((folder / "titles").glob("*.json"))]
    return {path.stem: json.loads(path.read_text("utf-8")) for path in paths}


def _kept(load: Callable[..., T], problems: list[UserError] | None, *args: Any) -> T | None:
    """Call ``load``; collect its error, if errors are collected."""
    try:
        return load(*args)
    except UserError as error:
        if problems is None:
            raise
        problems.append(error)
        return None


def _compile(
    cards: dict[str, Card], lexicons: list[Lexicon], titles: dict[str, Any], problems: list[UserError] | None,
    missing: set[str],
) -> dict[str, Any]:  # fmt: skip
    """Compile, leaving out file by file what is wrong in the light of the other files."""
    while True:
        try:
            return compile_catalog(list(cards.values()), lexicons, titles)
        except (RuleError, LexiconError) as error:
            culprit = error.place.path if error.place else ""
            dropped = [card.id for card in cards.values() if card.path == culprit]
            left = [lexicon for lexicon in lexicons if lexicon.path != culprit]
            if problems is None or (not dropped and len(left) == len(lexicons)):
                raise
            # The words of a rule that is left out are no second error.
            if not any(lexicon.topic in missing for lexicon in lexicons if lexicon.path == culprit):
                problems.append(error)
            missing.update(dropped)
            lexicons = left
            cards = {rule_id: card for rule_id, card in cards.items() if rule_id not in missing}


def layered(lexicons: Sequence[Lexicon], problems: list[UserError] | None = None) -> list[Lexicon]:
    """Let later lexicons of a topic override the words of earlier ones, and switch off those they name."""
    found: list[Lexicon] = []
    for i, lexicon in enumerate(lexicons):
        later = [x for x in lexicons[i + 1 :] if (x.language, x.topic) == (lexicon.language, lexicon.topic)]
        gone = {name.casefold() for x in later for name in (*x.off, *(f for e in x.entries for f in e.forms))}
        if lexicon.off:
            _kept(_check_off, problems, lexicon, lexicons[:i])
        entries = tuple(e for e in (_without(e, gone) for e in lexicon.entries) if e) if gone else lexicon.entries
        found.append(replace(lexicon, entries=entries))
    return found


def _without(entry: Entry, gone: set[str]) -> Entry | None:
    """Return an entry without the forms that are gone; None if nothing is left."""
    if entry.pattern is not None:
        return None if str(entry.pattern).casefold() in gone else entry
    forms = tuple(form for form in entry.forms if form.casefold() not in gone)
    return replace(entry, forms=forms) if forms else None


def _check_off(lexicon: Lexicon, earlier: Sequence[Lexicon]) -> None:
    same = [x for x in earlier if (x.language, x.topic) == (lexicon.language, lexicon.topic)]
    entries = [entry for x in same for entry in x.entries]
    known = {name for e in entries for name in (e.forms or (str(e.pattern),))}
    for i, name in enumerate(lexicon.off):
        if name not in known:
            raise lexicon.fail(("off", i), f"there is no entry {name!r} to switch off{did_you_mean(name, known)}")
