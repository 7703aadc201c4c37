"""Turns cards and lexicons into what runs: one plain JSON value, small tables by word.

Every reference is checked here (sets, topics, facts, patterns), so that the matcher can trust its data.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from . import affixes, anchors
from .errors import LexiconError, did_you_mean
from .lexicon import Entry
from .model import CHOICES, LANGUAGES, NO_NEED
from .pairs import compile_pairs, forms
from .pattern_syntax import PatternError, TokenPattern, parse_pattern
from .tokens import Spelling, Tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .lexicon import Lexicon
    from .rule import Card
    from .strict_yaml import Path as At

FORMAT = 8  # raised when the compiled form changes
_SPELLING = "spelling"
_MARKED = ("section-", "doctype-", "cue-")  # word sets that are looked for in every text
_SUFFIX = "-"  # a cue such as "-manager" is any word that ends so


def compile_catalog(
    cards: Sequence[Card], lexicons: Sequence[Lexicon], titles: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the compiled catalog: JSON values only. ``titles`` are the title tables by language.

    Raises RuleError or LexiconError.
    """
    spelling = _spelling(lexicons)
    tokenizer = Tokenizer(spelling)
    topics = _topics(cards)
    _check_topics(lexicons, topics)
    _check_facts(cards)
    return {
        "format": FORMAT,
        "spelling": [spelling.endings, spelling.hyphen_endings, spelling.infixes, spelling.elisions, spelling.abbreviations],
        "rules": {card.id: _card(card) for card in cards},
        "languages": {
            code: _Language(code, [x for x in lexicons if x.language == code], topics, tokenizer).compiled(
                (titles or {}).get(code, {}), _pair_rules(cards)
            )
            for code in LANGUAGES
        },
    }


def _spelling(lexicons: Iterable[Lexicon]) -> Spelling:
    spelling = Spelling()
    for lexicon in lexicons:
        if lexicon.topic == _SPELLING:
            names = ("endings", "hyphen-endings", "infixes", "elisions", "abbreviations")
            spelling = spelling.merged(Spelling(*(lexicon.sets.get(name, ()) for name in names)))
    return spelling


def _topics(cards: Sequence[Card]) -> dict[str, list[str]]:
    """Topic of a lexicon -> the rules that read it."""
    topics: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        for topic in card.data.get("lexicon") or [card.id]:
            topics[topic].append(card.id)
    return topics


def _check_topics(lexicons: Sequence[Lexicon], topics: dict[str, list[str]]) -> None:
    for lexicon in lexicons:
        if (lexicon.entries or lexicon.excepts) and lexicon.topic not in topics:
            hint = did_you_mean(lexicon.topic, topics)
            raise lexicon.fail((), f"no rule reads the lexicon {lexicon.topic!r}{hint}")


def _check_facts(cards: Sequence[Card]) -> None:
    facts = {card.id.split(".", 1)[1] for card in cards if card.data["check"] == "fact"}
    rules = [card.id for card in cards]
    for card in cards:
        for key in ("unless_fact", "soften_fact"):
            for i, name in enumerate(card.data.get(key) or []):
                _check_fact(card, (key, i), name, facts)
        options = card.data.get("options") or {}
        for key in ("fact", "when_fact") if card.data["check"] in ("missing", "doubt") else ():
            names = options.get(key, [])
            for name in [names] if isinstance(names, str) else names:
                _check_fact(card, ("options", key), name, facts)
        for name in options.get("or_finding", []):
            if name not in rules:
                raise card.fail(("options", "or_finding"), f"unknown rule {name!r}{did_you_mean(name, rules)}")


def _check_fact(card: Card, at: At, name: str, facts: set[str]) -> None:
    if name.replace("_", "-") not in facts:
        raise card.fail(at, f"unknown fact {name!r}{did_you_mean(name, facts)}")


def _pair_rules(cards: Sequence[Card]) -> dict[str, list[str]]:
    """Table of pairs -> the rules that look for its words (``check: title``, ``options: {words: titles}``)."""
    found: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        if card.data["check"] == "title":
            found[(card.data.get("options") or {}).get("words", "titles")].append(card.id)
    return dict(found)


def _card(card: Card) -> dict[str, Any]:
    return {key: value for key, value in card.data.items() if key != "lexicon"}


class _Language:
    """Compiles one language."""

    def __init__(
        self, code: str, lexicons: Sequence[Lexicon], topics: dict[str, list[str]], tokenizer: Tokenizer
    ) -> None:
        self._code = code
        self._lexicons = lexicons
        self._topics = topics
        self._words_of = tokenizer.words
        self._sets: dict[str, tuple[str, ...]] = {}
        for lexicon in lexicons:
            for name, items in lexicon.sets.items():
                self._sets[name] = (*self._sets.get(name, ()), *items)
        self._words: dict[str, list[str]] = defaultdict(list)
        self._terms: list[list[Any]] = []
        self._entries: list[dict[str, Any]] = []
        self._patterns: list[list[Any]] = []
        self._nearest: list[int] = []
        self._classes: dict[tuple[str, ...], int] = {}
        self._suffixes: dict[str, int] = {}
        self._suffix_cues: dict[str, list[str]] = {}
        self._stops: set[str] = set()
        self._regexes: dict[str, list[int]] = defaultdict(list)
        self._excepts: dict[str, list[Any]] = defaultdict(list)

    def compiled(self, titles: Mapping[str, Any], pair_rules: Mapping[str, list[str]]) -> dict[str, Any]:
        for lexicon in self._lexicons:
            for rule in self._topics.get(lexicon.topic, ()):
                for i, item in enumerate(lexicon.excepts):
                    self._excepts[rule].append(self._except(lexicon, item, ("except", i)))
            for entry in lexicon.entries:
                self._entry(lexicon, entry)
        cues = self._cues()
        pairs = compile_pairs(titles, self._sets)
        for table, rules in pair_rules.items():
            self._pair_terms(forms(pairs, table), rules, table)
        return {
            "words": {word: " ".join(numbers) for word, numbers in self._words.items()},
            "terms": self._terms, "entries": self._entries, "patterns": self._patterns, "nearest": self._nearest,
            "classes": [_joined(words) for words in self._classes],
            "suffixes": self._suffixes, "stops": sorted(self._stops), "excepts": dict(self._excepts), **cues,
            "suffix_cues": self._suffix_cues, "pairs": pairs, **self._expressions(),
            "sets": {k: v for k, v in self._sets.items() if k.startswith("run-")},
        }  # fmt: skip

    def _expressions(self) -> dict[str, Any]:
        """The expressions that are anchors, and by which letters at either end of a word they are worth trying.

        ``signed`` are for words that are not all letters, ``loose`` for any.
        """
        found: dict[str, dict[str, list[int]]] = {"heads": {}, "tails": {}}
        loose: list[int] = []
        signed: list[int] = []
        for number, expression in enumerate(self._regexes):
            ends = {"tails": affixes.tails(expression), "heads": affixes.heads(expression)}
            # The longer of the two says more.
            side = max(ends, key=lambda name: min(map(len, ends[name] or {""})))
            for letters in sorted(ends[side] or ()):
                found[side].setdefault(letters, []).append(number)
            if not ends[side]:
                (signed if affixes.needs_sign(expression) else loose).append(number)
        regexes = [
            [e, patterns, sorted(affixes.heads(e) or ()), sorted(affixes.tails(e) or ())] for e, patterns in self._regexes.items()
        ]
        return {"regexes": regexes, **found, "loose": loose, "signed": signed}

    def _cues(self) -> dict[str, Any]:
        """Phrases that say where a word stands: [words, name]; found by their first word, or by an ending. Of one word the name is enough."""
        cues: list[list[Any]] = []
        names: dict[str, int] = {}
        for name, items in self._sets.items():
            for item in items if name.startswith(_MARKED) else ():
                words = self._words_of(item.removeprefix(_SUFFIX))
                if item.startswith(_SUFFIX):
                    self._suffix_cues.setdefault(words[0], []).append(name)
                    continue
                if len(words) == 1:
                    self._words[words[0]].append(f"n{names.setdefault(name, len(names))}")
                    continue
                self._words[words[0]].append(f"c{len(cues)}")
                cues.append([words, name])
        return {"cues": cues, "cue_names": list(names)}

    def _entry(self, lexicon: Lexicon, entry: Entry) -> None:
        number = len(self._entries)
        excepts = [self._except(lexicon, x, (*entry.at, "except", i)) for i, x in enumerate(entry.excepts)]
        name = f"{lexicon.topic}:{entry.forms[0] if entry.forms else entry.at[-1]}"
        self._entries.append(self._values(entry, self._topics[lexicon.topic], name) | {"except": excepts})
        for form in entry.forms:
            self._form(lexicon, entry, form, number)
        if entry.pattern is not None:
            self._pattern(lexicon, entry, number)

    def _values(self, entry: Entry, rules: Sequence[str], name: str) -> dict[str, Any]:
        """What a check reads of an entry."""
        return {
            "rules": rules,
            "suggest": entry.suggest,
            "confidence": entry.confidence,
            "mild": entry.mild,
            "pairs": [w for p in entry.pairs for w in self._words_of(p)],
            "region": entry.region,
            "style": entry.style,
            "sections": entry.sections,
            "person": entry.person,
            "compounds": entry.compounds,
            "exact": entry.forms if entry.match_case else (),
            "except": (),
            "id": name,
        }

    def _pair_terms(self, words: Sequence[str], rules: Sequence[str], table: str) -> None:
        """Make every word of a table of pairs a term of the rules that look for it."""
        number = len(self._entries)
        self._entries.append(self._values(Entry(), rules, table) | {"table": table})
        for word in words:
            self._words[word].append(f"e{number}")
            self._terms.append([[word], number])

    def _form(self, lexicon: Lexicon, entry: Entry, form: str, number: int) -> None:
        words = self._words_of(form)
        if not words:
            raise lexicon.fail(entry.at, f"{form!r} holds no word")
        # What a text can be asked word by word is filed without a row of its own.
        self._words[words[0]].append(f"t{len(self._terms)}" if len(words) > 1 else f"e{number}")
        self._terms.append([words, number])
        if entry.compounds:
            if len(words) > 1:
                raise lexicon.fail(entry.at, "compounds: true is for single words")
            self._suffixes[words[0]] = number
        self._stops.update(w.lower() for w in entry.stop)

    def _pattern(self, lexicon: Lexicon, entry: Entry, number: int) -> None:
        tokens = self._parse(lexicon, entry.pattern, entry.at)
        anchor = anchors.anchor(tokens, self._code)
        if anchor is None:
            raise lexicon.fail(entry.at, "a pattern needs at least one word (or expression) to look for")
        for word in anchor.words:
            self._words[word].append(f"p{len(self._patterns)}")
        if anchor.expression:
            self._regexes[anchor.expression].append(len(self._patterns))
        needs = self._needs(anchor.needs)
        self._nearest += needs[0] if needs else NO_NEED
        self._patterns.append([number, anchor.least, anchor.most, needs, token_values(tokens, self._class)])

    def _class(self, words: Sequence[str]) -> int:
        """The number of a choice of words: many patterns share one."""
        return self._classes.setdefault(tuple(words), len(self._classes))

    def _needs(self, needs: Iterable[anchors.Need]) -> list[list[int]]:
        return [[self._class(need.words), need.low, need.high] for need in needs]

    def _parse(self, lexicon: Lexicon, data: object, at: At, key: str = "pattern") -> tuple[TokenPattern, ...]:
        try:
            return parse_pattern(data, self._words_of, self._sets)
        except PatternError as e:
            raise lexicon.fail((*at, key, *e.at) if e.at else at, str(e)) from None

    def _except(self, lexicon: Lexicon, item: object, at: At) -> Any:
        """A phrase (list of words) or, for a mapping ``{pattern: …}``, token values."""
        if isinstance(item, str):
            return self._words_of(item)
        if isinstance(item, dict) and set(item) == {"pattern"}:
            tokens = self._parse(lexicon, item["pattern"], at)
            return {"tokens": token_values(tokens, self._class), "needs": self._needs(anchors.needs(tokens, self._code))}
        if isinstance(item, dict) and set(item) == {"sentence"}:
            return {"sentence": self._parse_choice(lexicon, item["sentence"], at)}
        raise lexicon.fail(at, "an exception is a phrase, {pattern: …} or {sentence: words}")

    def _parse_choice(self, lexicon: Lexicon, item: object, at: At) -> int:
        """The number of a choice of words of which any, anywhere in the sentence, is an exception."""
        tokens = self._parse(lexicon, item, at, "sentence")
        if len(tokens) != 1 or not tokens[0].literals() or tokens[0].phrases:
            raise lexicon.fail(at, "sentence: takes one choice of single words, as in 'a|b|@set'")
        return self._class(tokens[0].literals())


def _joined(words: Sequence[str]) -> str | list[str]:
    """A choice of words as one text, which is read in less time than a list; a few tokens ("2 500") have a blank in them."""
    return " ".join(words) if words and not any(" " in word for word in words) else [*words]


def token_values(tokens: Sequence[TokenPattern], number_of: Callable[[Sequence[str]], int]) -> list[Any]:
    """The elements of a pattern as plain values; choices of folded words by their number.

    Most elements are one word of a choice: they are that number and no more, the marked ones its complement.
    """
    return [_element_values(token, number_of) for token in tokens]


def _element_values(t: TokenPattern, number_of: Callable[[Sequence[str]], int]) -> Any:
    tests = [_test_values(test, number_of) for test in t.tests]
    if (t.least, t.most, t.negated) == (1, 1, False) and not t.phrases and len(tests) == 1 and tests[0][:2] == ["LOWER", "in"]:
        return ~tests[0][2] if t.marked else tests[0][2]
    return [t.least, t.most, int(t.negated), int(t.marked), t.phrases, tests]


def _test_values(test: tuple[str, str, Any], number_of: Callable[[Sequence[str]], int]) -> list[Any]:
    attribute, op, value = test
    return [attribute, op, number_of(value) if attribute == "LOWER" and op in CHOICES else value]


__all__ = ["FORMAT", "LexiconError", "compile_catalog"]
