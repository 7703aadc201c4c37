r"""The tokenizer: words that know every inclusive spelling, numbers, and punctuation.

``développeur·se``, ``ingénieur(e)``, ``vendeur/-euse``, ``medewerk(st)er`` and ``étudiantEs`` are one token.
French elisions and the English ``'s`` are tokens of their own. A hyphen joins words without being a token:
``cloud-native`` is two tokens, and ``glued`` says so. No ``\b`` anywhere: it would match inside ``développeur·se``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .grammar import Grammar

BOUNDARY = ""  # stands between blocks in the word list; no term or pattern matches it
_END, _ENDED = "\0", (BOUNDARY,)  # how it is written between the blocks of a text, and read
_MAX_KNOWN = 100_000  # words kept; a server must not grow without end
SENTENCE_END = frozenset(".!?…;")
DOTS = "·•‧∙⋅・･᛫"
_AFTER_ELISION = "aa"
# Other spellings of the apostrophe, the hyphen and the blank, each one character: offsets stay.
_SPELLED = {"’": "'", "ʼ": "'", "‘": "'", "‑": "-", "‐": "-", "\u00a0": " "}
_L = r"[^\W\d_]"
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_LATIN = "[A-Za-zÀ-ÖØ-öø-ɏ]"  # the same letters, in the form that the engine tests fastest
# A number or an initial, which may be one token with what follows a blank: 2 500, M. Dupont. A block may begin at a hyphen inside a word.
_OPEN = re.compile(rf"^-\w|^\d{{3}}(?!\d)|(?:^|[\W\d_]){_L}\.$")
_CLOSING = ",;:!?"  # marks that are never part of the word before them
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
            size = self._sizes[number] = sum(map(_WORDS.__getitem__, self.words[start:end]))
        return size

    def total(self) -> int:
        """Return how many words there are in all blocks."""
        return sum(map(_WORDS.__getitem__, self.words))

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
            places = [m.span() for m in self._expression.finditer(self._folded, start, end)]
            places.append((end, end))
            self._places[number] = places
        return places


class _Words(dict[str, bool]):
    """Whether a token is a word or a number, and no mark; worked out when it is first met."""

    def __missing__(self, word: str) -> bool:
        if len(self) > _MAX_KNOWN:
            self.clear()
        self[word] = found = word[:1].isalnum()
        return found


_WORDS = _Words()


class _Folds(dict[str, str]):
    """Words as written -> folded: lower case, and ``étudiantES``, which ends in capitals of its own, as ``étudiant·es``.

    Equal words are one object, and so looked up faster wherever words are looked up.
    """

    def __init__(self, capitals: re.Pattern[str]) -> None:
        super().__init__()
        self._capitals = capitals
        self._own: dict[str, str] = {}

    def __missing__(self, raw: str) -> str:
        if len(self) > _MAX_KNOWN:
            self.clear()
            self._own.clear()
        plain = raw.islower() or raw.isupper() or not _CAMEL.search(raw)
        folded = (raw if plain else self._capitals.sub(r"·\1", raw)).lower()
        self[raw] = folded = self._own.setdefault(folded, folded)
        return folded


class _Chunks(dict[str, tuple[str, ...] | None]):
    """What stands between two blanks -> its folded tokens; None where they depend on what stands beyond the blank.

    Most of any text are chunks met before, and to look them up takes a third of the time of reading them again.
    """

    def __init__(self, token: re.Pattern[str], folds: _Folds, abbreviations: Sequence[str]) -> None:
        super().__init__()
        self._token = token
        self._folds = folds
        self._abbreviations = frozenset(abbreviations)

    def __missing__(self, raw: str) -> tuple[str, ...] | None:
        if raw == _END:
            self[raw] = _ENDED
            return _ENDED
        word, mark = (raw, "") if raw.isalpha() else (raw[:-1], raw[-1])
        found: tuple[str, ...] | None
        # A word, and a word with a mark behind it, are most of them.
        if word.isalpha() and (not mark or mark in _CLOSING or (mark == "." and self._ends_sentence(word))):
            found = (self._folds[word], mark) if mark else (self._folds[word],)
        else:
            found = None if _OPEN.search(raw) else tuple(map(self._folds.__getitem__, self._token.findall(raw)))
        if len(raw) <= _MAX_CHUNK:
            if len(self) > _MAX_KNOWN:
                self.clear()
            self[raw] = found
        return found

    def _ends_sentence(self, word: str) -> bool:
        """Whether a dot behind a word is one: it is part of an initial and of an abbreviation."""
        return len(word) > 1 and word.lower() not in self._abbreviations


class Tokenizer:
    """Compiled once from the spelling data of all languages."""

    def __init__(self, spelling: Spelling) -> None:
        self._token = re.compile(_expression(spelling))
        self._folds = _Folds(re.compile(_capital_ending(spelling)))
        self._chunks = _Chunks(self._token, self._folds, spelling.abbreviations)
        self._spelling = spelling

    @cached_property
    def _inclusive(self) -> re.Pattern[str]:
        return re.compile(rf"{_L}+(?:{_inclusive_tail(self._spelling)})")

    def is_inclusive(self, word: str) -> bool:
        """Whether a folded token is a form that names both sexes (``développeur·se``)."""
        return self._inclusive.fullmatch(word) is not None

    def tokenize(self, view: str, spans: Sequence[tuple[int, int]]) -> Tokens:
        """Tokenize the blocks of a view."""
        folded = view if view.isascii() else _straight(view)
        chunks = self._chunked(folded, spans)
        words = list(chain.from_iterable(chunks))
        ends = [i for i, word in enumerate(words) if not word]
        return Tokens(words, [0, *[i + 1 for i in ends[:-1]]] if ends else [], spans, folded, self._token)

    def _chunked(self, folded: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, ...]]:
        """Return the tokens of all blocks, chunk by chunk, a boundary behind each block."""
        if _END in folded:
            return [(*self._read(folded, *span), BOUNDARY) for span in spans]
        # One list for the whole text: most texts have many small blocks.
        text = "".join([f"{folded[start:end]} {_END} " for start, end in spans])
        chunks = list(map(self._chunks.__getitem__, text.split()))
        whole: list[tuple[str, ...]] = []
        at = number = 0
        for doubtful in [i for i, chunk in enumerate(chunks) if chunk is None]:
            if doubtful < at:
                continue
            first, last = doubtful, chunks.index(_ENDED, doubtful)
            while first > at and chunks[first - 1] is not _ENDED:
                first -= 1
            number += chunks[at:first].count(_ENDED)
            whole += chunks[at:first]  # type: ignore[arg-type]  # none of them is None
            whole.append(self._read(folded, *spans[number]))
            at = last
        return [*whole, *chunks[at:]]  # type: ignore[list-item]  # nor of these

    def _read(self, folded: str, start: int, end: int) -> tuple[str, ...]:
        """Return the tokens of one block, read as a whole."""
        return tuple(map(self._folds.__getitem__, self._token.findall(folded, start, end)))

    def words(self, text: str) -> list[str]:
        """Return the folded tokens of one short text: how terms and patterns are read too."""
        if len(text) == 2 and text[0].isalpha() and text[1] == ".":
            return [text.lower()]  # an initial, which a text shows by the name after it
        if text[-1:] in ("'", "’") and text[-2:-1].isalpha():
            elided = self.words(text + _AFTER_ELISION)
            if elided[-1] == _AFTER_ELISION:
                return elided[:-1]  # "de l'", which a text shows by the word after it
        return self.tokenize(text, [(0, len(text))]).words[:-1]


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
        r"(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
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
