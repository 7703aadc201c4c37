r"""The tokenizer: words that know every inclusive spelling, numbers, and punctuation.

``développeur·se``, ``ingénieur(e)``, ``vendeur/-euse``, ``medewerk(st)er`` and ``étudiantEs`` are one token.
French elisions and the English ``'s`` are tokens of their own. A hyphen joins words without being a token:
``cloud-native`` is two tokens, and ``glued`` says so. No ``\b`` anywhere: it would match inside ``développeur·se``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from .places import walked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .grammar import Grammar

BOUNDARY = ""  # stands between blocks in the word list; no term or pattern matches it
_MAX_KNOWN = 100_000  # words kept; a server must not grow without end
SENTENCE_END = frozenset(".!?…;")
DOTS = "·•‧∙⋅・･᛫"
_AFTER_ELISION = "aa"
# Other spellings of the apostrophe, the hyphen and the blank, each one character: offsets stay.
_SPELLED = {"’": "'", "ʼ": "'", "‘": "'", "‑": "-", "‐": "-", "\u00a0": " "}
_L = r"[^\W\d_]"
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_LATIN = "[A-Za-zÀ-ÖØ-öø-ɏ]"  # the same letters, in the form that the engine tests fastest
_MAX_CHUNK = 40  # characters; no text can fill the memory with endless words
_CAMEL = re.compile(r"[a-zß-öø-ÿ][A-ZÀ-Þ]")  # a capital inside a word


class Spelling(NamedTuple):
    """What the tokenizer must know of the languages: endings of inclusive forms, and elided words."""

    endings: tuple[str, ...] = ()
    hyphen_endings: tuple[str, ...] = ()
    infixes: tuple[str, ...] = ()
    elisions: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()

    def merged(self, other: Spelling) -> Spelling:
        return Spelling(
            tuple(sorted({*self.endings, *other.endings})),
            tuple(sorted({*self.hyphen_endings, *other.hyphen_endings})),
            tuple(sorted({*self.infixes, *other.infixes})),
            tuple(sorted({*self.elisions, *other.elisions})),
            tuple(sorted({*self.abbreviations, *other.abbreviations})),
        )


class Tokens:
    """The words of a view, and where they stand.

    ``words`` are folded: lower case, straight apostrophes. ``firsts[b]`` is the index of the first token of block
    ``b``; a ``BOUNDARY`` stands after each block. Where a word stands is worked out for the blocks that are asked for:
    most hold nothing to report.
    """

    __slots__ = ("_expression", "_folded", "_places", "_sizes", "_spans", "firsts", "grammar", "words")

    def __init__(
        self, words: list[str], firsts: list[int], spans: Sequence[tuple[int, int]], folded: str, expression: re.Pattern[str]
    ) -> None:
        self.words = words
        self.firsts = firsts
        self._spans = spans
        self._folded = folded
        self._expression = expression
        self._places: dict[int, list[tuple[int, int]]] = {}
        self.grammar: Grammar | None = None  # of the document they are part of
        self._sizes: dict[int, int] = {}

    def size(self, number: int) -> int:
        """Return how many words a block holds, marks left out."""
        size = self._sizes.get(number)
        if size is None:
            start, end = self.block(number)
            size = self._sizes[number] = self._count(start, end)
        return size

    def total(self) -> int:
        """Return how many words there are in all blocks."""
        return self._count(0, len(self.words))

    def _count(self, start: int, end: int) -> int:
        words = self.words
        count = 0
        for at in range(start, end):
            word = words[at]
            if word and word[0].isalnum():
                count += 1
        return count

    def block(self, number: int) -> tuple[int, int]:
        """Return the first token of a block and the one after its last."""
        end = self.firsts[number + 1] if number + 1 < len(self.firsts) else len(self.words)
        return self.firsts[number], end - 1

    def block_of(self, index: int) -> int:
        """Return the number of the block a token stands in."""
        return bisect_right(self.firsts, index) - 1

    def place(self, index: int) -> tuple[int, int]:
        """Return (start, end) of a token in the view."""
        number = bisect_right(self.firsts, index) - 1
        return self.places(number)[index - self.firsts[number]]

    def written(self, number: int) -> list[str]:
        """Return the tokens of a block with their capitals."""
        return self._expression.findall(self._folded, *self._spans[number])

    def places(self, number: int) -> list[tuple[int, int]]:
        """Return (start, end) in the view of all tokens of a block, and of its boundary."""
        places = self._places.get(number)
        if places is None:
            start, end = self._spans[number]
            places = walked(self.words, *self.block(number), self._folded, start, end)
            if places is None:
                places = [m.span() for m in self._expression.finditer(self._folded, start, end)]
            places.append((end, end))
            self._places[number] = places
        return places


class _Folds:
    """Words as written -> folded: lower case, and ``étudiantES``, which ends in capitals of its own, as ``étudiant·es``.

    Equal words are one object, and so looked up faster wherever words are looked up.
    """

    def __init__(self, capitals: re.Pattern[str]) -> None:
        self._capitals = capitals
        self._known: dict[str, str] = {}

    def of(self, raw: str) -> str:
        """Return the folded word."""
        folded = self._known.get(raw)
        return self._meet(raw) if folded is None else folded

    def all(self, raws: list[str]) -> tuple[str, ...]:
        """Return the folded words."""
        return tuple([self.of(raw) for raw in raws])

    def _meet(self, raw: str) -> str:
        known = self._known
        if len(known) > _MAX_KNOWN:
            known.clear()
        if raw.islower():  # nothing to fold
            known[raw] = raw
            return raw
        plain = raw[1:].islower() or raw.isupper() or not _CAMEL.search(raw)
        folded = (raw if plain else self._capitals.sub(r"·\1", raw)).lower()
        # A folded word is folded as it is.
        known[raw] = folded = known.setdefault(folded, folded)
        return folded


class Tokenizer:
    """Compiled once from the spelling data of all languages.

    Most of any text are chunks met before, what stands between two blanks, and to look them up takes a third of the time of reading
    them again. A block in which a token goes on beyond a blank is read as a whole.
    """

    def __init__(self, spelling: Spelling) -> None:
        self._token = re.compile(_expression(spelling))
        self._folds = _Folds(re.compile(_capital_ending(spelling)))
        self._abbreviations = frozenset(spelling.abbreviations)
        self._hyphen_endings = tuple([ending.lower() for ending in spelling.hyphen_endings])
        self._spelling = spelling
        self._inclusive: re.Pattern[str] | None = None
        self._chunks: dict[str, tuple[str, ...]] = {}  # their tokens
        # Of chunks whose tokens may depend on what stands beyond a blank: what they are if they do not.
        self._open: dict[str, tuple[str, ...]] = {}

    def is_inclusive(self, word: str) -> bool:
        """Whether a folded token is a form that names both sexes (``développeur·se``)."""
        if self._inclusive is None:
            self._inclusive = re.compile(rf"{_L}+(?:{_inclusive_tail(self._spelling)})")
        return self._inclusive.fullmatch(word) is not None

    def tokenize(self, view: str, spans: Sequence[tuple[int, int]]) -> Tokens:
        """Tokenize the blocks of a view."""
        folded = view if view.isascii() else _straight(view)
        words: list[str] = []
        firsts: list[int] = []
        for start, end in spans:
            firsts.append(len(words))
            if not self._looked_up(folded[start:end].split(), words):
                del words[firsts[-1] :]
                words += self._folds.all(self._token.findall(folded, start, end))
            words.append(BOUNDARY)
        return Tokens(words, firsts, spans, folded, self._token)

    def _looked_up(self, chunks: list[str], words: list[str]) -> bool:
        """Add the tokens of a block to the words, chunk by chunk; False: some token goes on beyond a blank."""
        known = self._chunks
        for at in range(len(chunks)):
            found = known.get(chunks[at])
            if found is None:
                found = self._meet(chunks, at)
                if found is None:
                    return False
            for word in found:
                words.append(word)  # noqa: PERF402 - it is one or two, and compiled this is quicker
        return True

    def _meet(self, chunks: list[str], at: int) -> tuple[str, ...] | None:
        """Return the tokens of a chunk that is met for the first time, or None if they depend on its neighbours."""
        raw = chunks[at]
        found = self._open.get(raw)
        if found is not None:
            return None if _goes_on(chunks, at) else found
        kept = self._chunks
        found = self._plain(raw)
        if found is None:
            tokens = self._token.findall(raw)
            found = self._folds.all(tokens)
            if _is_open(raw, tokens):
                kept = self._open
        if len(raw) <= _MAX_CHUNK:
            if len(kept) > _MAX_KNOWN:
                kept.clear()
            kept[raw] = found
        return None if kept is self._open and _goes_on(chunks, at) else found

    def _plain(self, raw: str) -> tuple[str, ...] | None:
        """Return the tokens of a word between marks, hyphens inside it or not: most chunks are that."""
        if raw.isalpha():
            return (self._folds.of(raw),)
        start, end = 0, len(raw)
        # Marks that are never part of the word behind or before them. (Written here, they compile to comparisons of characters.)
        while start < end and raw[start] in '("“«[':
            start += 1
        while start < end and raw[end - 1] in ',;:!?)"”»]':
            end -= 1
        has_dot = start < end and raw[end - 1] == "."
        last = end - 1 if has_dot else end
        word = raw[start:last]
        parts = [word] if word.isalpha() else self._joined(word)
        if not parts or (has_dot and not self._ends_sentence(word, parts[-1])):
            return None
        if last == len(raw) - 1 and len(word) == last and len(parts) == 1:  # most of them: a word and a mark
            return self._folds.of(word), self._folds.of(raw[last:])
        return self._folds.all([*raw[:start], *parts, *raw[last:]])

    def _joined(self, word: str) -> list[str]:
        """Return the parts that hyphens join, or none if there may be more to it."""
        parts = word.split("-")
        if not word.isascii():
            return []
        for part in parts:
            if not part.isalpha() or part.lower().startswith(self._hyphen_endings):
                return []
        return parts

    def _ends_sentence(self, word: str, part: str) -> bool:
        """Whether a dot behind the last part of a word is one: it is part of an initial and of an abbreviation."""
        return len(part) > 1 and part.lower() not in self._abbreviations and word.lower() not in self._abbreviations

    def words(self, text: str) -> list[str]:
        """Return the folded tokens of one short text: how terms and patterns are read too."""
        if len(text) == 2 and text[0].isalpha() and text[1] == ".":
            return [text.lower()]  # an initial, which a text shows by the name after it
        if text[-1:] in ("'", "’") and text[-2:-1].isalpha():
            elided = self.words(text + _AFTER_ELISION)
            if elided[-1] == _AFTER_ELISION:
                return elided[:-1]  # "de l'", which a text shows by the word after it
        return self.tokenize(text, [(0, len(text))]).words[:-1]


def _is_open(raw: str, tokens: list[str]) -> bool:
    """Whether the tokens of a chunk may not be those, depending on what stands beyond a blank.

    A number or an initial may be one token with that (2 500, M. Dupont), and a block may begin at a hyphen inside a word.
    """
    first = raw[0]
    if first == "-" and len(raw) > 1 and (raw[1].isalnum() or raw[1] == "_"):
        return True
    if first.isdecimal() and len(raw) > 2 and raw[:3].isdecimal() and not raw[3:4].isdecimal():
        return True
    return raw[-1] == "." and len(tokens) > 1 and len(tokens[-2]) == 1 and tokens[-2].isalpha()


def _goes_on(chunks: list[str], at: int) -> bool:
    """Whether an open chunk and one beside it may share a token, or look at each other.

    That is a number that the next three digits belong to, an initial before a name, and a hyphen that may stand inside a word.
    """
    raw = chunks[at]
    if at == 0:
        if raw[0] == "-":
            return True
    elif raw[:3].isdecimal():
        before = chunks[at - 1]
        if before[-1].isdecimal():
            return True
    if raw[-1] == "." and at + 1 < len(chunks):
        after = chunks[at + 1]
        return "A" <= after[0] <= "Z" or "À" <= after[0] <= "Þ"
    return False


def _straight(text: str) -> str:
    """Write apostrophes, hyphens and blanks in one way. (``str.translate`` is ten times slower.)"""
    for spelled, plain in _SPELLED.items():
        text = text.replace(spelled, plain)
    return text


def _alternatives(words: Sequence[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) or r"\Z\A"


def _capital_ending(spelling: Spelling) -> str:
    upper = _alternatives([e.upper() for e in spelling.endings])
    return rf"(?<=[^\W\d_A-Z])((?:{upper})s?)$"


def _inclusive_tail(spelling: Spelling) -> str:
    """What may follow the stem of an inclusive form, glued to it."""
    endings, infixes = _alternatives(spelling.endings), _alternatives(spelling.infixes)
    hyphened = _alternatives(spelling.hyphen_endings)
    end = rf"(?!{_L})"
    return "|".join(
        [
            rf"(?:[{DOTS}]{_L}{{1,7}})+",
            rf"(?:[.*_](?:{endings}|s){end})+",
            rf"\([-/.]?(?:(?:{endings})(?:\)s?(?:\(s\))?|s\))|(?:{infixes})\){_L}*){end}",
            rf"/-?(?:{endings})s?{end}",
            rf"(?:-(?:{hyphened}))+(?:-?s)?(?![-\w'])",
        ]
    )


def _expression(spelling: Spelling) -> str:
    elisions, shortened = _alternatives(spelling.elisions), _alternatives(spelling.abbreviations)
    other = [
        rf"(?i:{elisions})'(?={_L}{{2}}|[àyaéè])",
        rf"(?:{_L}\.){{2,}}(?!{_L})",  # e.g., m.b.t.
        rf"{_L}\.(?=\s?[A-ZÀ-Þ][^\W\dA-Z])",  # an initial: M. Dupont
        rf"(?i:{shortened})\.(?!{_L})",
        rf"{_L}++(?:{_inclusive_tail(spelling)})",
        rf"{_CAPITAL}{{3,}}+(?i:{_inclusive_tail(spelling)})",  # a title in capitals: EMPLOYÉ(E)
        r"(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)]|[\w.+-]{1,64}+@[\w-]++(?:\.[\w-]++)+",
        rf"{_L}\w*(?:'(?![sS](?!\w)){_L}\w*)*",
    ]
    # Words, by what begins them: a plain one is most of any text; blanks fit nothing and must fail at once.
    return "|".join(
        [
            rf"{_LATIN}++(?![\w'({DOTS}/.:*_@-])",
            rf"(?=[^\W_])(?:{'|'.join(other)})",
            r"\d+(?:[.,:]\d+| \d{3}(?!\d))*",
            r"'[sS](?!\w)|\.{2,}|_+",
            # A hyphen inside a word only joins; between numbers or spaces it is a dash.
            rf"(?!-(?:(?<={_L}-)(?=\w)|(?<=\d-)(?={_L})))[^\w\s]",
        ]
    )
