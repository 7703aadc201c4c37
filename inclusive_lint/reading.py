"""A document as the checks see it: its words, languages, sections, and what the matcher saw in one pass."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from . import language as languages
from .cues import Cues
from .grammar import Grammar
from .matcher import Scan, Table, scan
from .model import LANGUAGES, OWN_GRAMMAR, Span
from .structure import Sections, Token, find_doctype, find_sections
from .tokens import BOUNDARY, SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .catalog import Catalog
    from .document import Block, Document
    from .imagery.album import Album
    from .tokens import Tokens


Place = int  # of a character in the view
_IMAGERY = "imagery"
_LISTS = frozenset({"csv", "json", "yaml", "image"})  # formats
_OF_IMAGES = frozenset({"alt", "caption"})  # kinds of blocks
_ENDS = SENTENCE_END | {BOUNDARY}
_UNKNOWN = ""  # no code of a language: that of the text was not asked for yet
_LONGEST = 400  # tokens; what has no end mark for longer is no sentence, and to look through all of it for each word would take ages
# A named tuple of values in order, without the call that sorts out its arguments.
_made: Callable[..., Any] = tuple.__new__


class Range(NamedTuple):
    """Half-open range of tokens."""

    start: int
    end: int


class BlockWords(NamedTuple):
    """What language identification needs of a block."""

    words: Sequence[str]
    declared: str | None


class Reading:
    """One document, read once. Token ranges are indexes into ``tokens``."""

    def __init__(
        self,
        document: Document,
        tokens: Tokens,
        languages_: Sequence[str | None],
        scans: Mapping[str, Scan],
        cues: Cues,
        sections: Sections,
        doctype: str,
        is_inclusive: Callable[[str], bool],
        grammar: str = OWN_GRAMMAR,
    ) -> None:
        self.document = document
        self.tokens = tokens
        self.words = tokens.words
        self.languages = languages_
        self.scans = scans
        self.cues = cues
        self.sections = sections
        self.doctype = doctype
        self._is_inclusive = is_inclusive
        self.grammar = tokens.grammar = Grammar(document.view, languages_, grammar)
        self.albums: dict[str, Album] = {}  # by language, made when an imagery rule asks
        self.scores: dict[str, dict[str, Any]] = {}  # by rule, made when one asks
        self.exclusions: Sequence[Range] | None = None  # where people are shut out, worked out when asked
        self.exceptions: dict[tuple[int, int], Sequence[tuple[int, int]]] = {}  # by pattern and sentence, made when asked
        # The rest is worked out when it is first asked for.
        self._kinds: set[str] = set()
        self._block_starts: list[int] = []
        self._ends: list[int] = []
        self._sentences: dict[int, Range] = {}
        self._cues: dict[str, list[int]] = {}
        self._size = -1
        self._language: str | None = _UNKNOWN

    def is_inclusive(self, token: Token) -> bool:
        """Whether a token is an inclusive spelling ("développeur·se")."""
        word = self.words[token]
        return not word.isalpha() and self._is_inclusive(word)

    def span(self, start: Token, end: Token) -> Span:
        """Return the view span of the tokens ``start:end``."""
        found: Span = _made(Span, (self.tokens.place(start)[0], self.tokens.place(end - 1)[1]))
        return found

    def text(self, start: Token, end: Token) -> str:
        """Return the tokens ``start:end`` as they are written."""
        return self.document.view[self.tokens.place(start)[0] : self.tokens.place(end - 1)[1]]

    def block(self, token: Token) -> Block:
        return self.document.blocks[self.tokens.block_of(token)]

    def has_block(self, kind: str) -> bool:
        """Whether there is a block of a kind."""
        if not self._kinds:
            self._kinds = {block.kind for block in self.document.blocks}
        return kind in self._kinds

    def language_at(self, place: Place) -> str | None:
        """Return the language of the block around a place in the view."""
        return self.languages[self.block_at(place)]

    def block_at(self, place: Place) -> int:
        """Return the number of the block around a place in the view."""
        if not self._block_starts:
            self._block_starts = [block.start for block in self.document.blocks]
        return bisect_right(self._block_starts, place) - 1

    def block_range(self, token: Token) -> Range:
        """Return the tokens of the block around a token, its boundary excluded."""
        found: Range = _made(Range, self.tokens.block(self.tokens.block_of(token)))
        return found

    @property
    def ends(self) -> list[int]:
        """The tokens at which a sentence or a block ends."""
        if not self._ends:
            self._ends = _ends_of(self.words)
        return self._ends

    def sentence(self, token: Token) -> Range:
        """Return the sentence around a token, its end mark excluded; of an endless one a part."""
        ends = self._ends or self.ends
        number = bisect_left(ends, token)
        last = ends[number]
        if token < last and (known := self._sentences.get(number)) is not None:
            return known
        start, end = ends[number - 1] + 1 if number else 0, max(last, token + 1)
        whole = end - start <= _LONGEST
        if not whole:
            start += (token - start) // _LONGEST * _LONGEST
            end = min(end, start + _LONGEST)
        found: Range = _made(Range, (start, end))
        if whole and token < last:  # a mark that is asked for itself is part of what it ends
            self._sentences[number] = found
        return found

    def has_cue(self, name: str, where: Range) -> bool:
        """Whether a cue begins inside a range."""
        return self.cue_in(name, where.start, where.end)

    def cue_at(self, name: str, token: Token) -> bool:
        """Whether a cue begins at a token."""
        return self.cue_in(name, token, token + 1)

    def cue_in(self, name: str, start: Token, end: Token) -> bool:
        """Whether a cue begins at one of the tokens ``start:end``."""
        at = self._cues.get(name)
        if at is None:
            self._cues[name] = at = self.cues["cue-" + name]
        if not at:
            return False
        number = bisect_left(at, start)
        return number < len(at) and at[number] < end

    def any_cue(self, names: Sequence[str], start: Token, end: Token) -> bool:
        """Whether one of several cues begins at one of the tokens ``start:end``."""
        for name in names:
            if self.cue_in(name, start, end):
                return True
        return False

    def cue_count(self, name: str, where: Range) -> int:
        """Number of tokens in a range at which a cue begins."""
        at = self.cues["cue-" + name]
        return bisect_left(at, where.end) - bisect_left(at, where.start)

    @property
    def size(self) -> int:
        """Number of words, marks left out."""
        if self._size < 0:
            self._size = self.tokens.total()
        return self._size

    @property
    def language(self) -> str | None:
        """The language of most words, or None when it is none of ours."""
        if self._language == _UNKNOWN:
            self._language = self._most_spoken()
        return self._language

    def _most_spoken(self) -> str | None:
        codes = set(self.languages)
        if len(codes) < 2:
            return codes.pop() if codes else None
        counts: dict[str | None, int] = {}
        for number, code in enumerate(self.languages):
            start, end = self.tokens.block(number)
            counts[code] = counts.get(code, 0) + end - start
        return max(counts, key=lambda k: counts[k])


def _ends_of(words: Sequence[str]) -> list[int]:
    marks, found = _ENDS, []
    for i, word in enumerate(words):
        if word in marks:
            found.append(i)
    return found


class Reader:
    """Reads documents with one catalog; keeps the word tables it has built."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._tables: dict[str, Table] = {}

    def table(self, language: str) -> Table:
        """Return the word table of a language."""
        if language not in self._tables:
            self._tables[language] = Table(self._catalog.vocabulary(language))
        return self._tables[language]

    def read(
        self, document: Document, *, language: str | None = None, doctype: str | None = None, grammar: str = OWN_GRAMMAR
    ) -> Reading:
        """Tokenize, identify languages, scan, and find the structure of one document."""
        tokens = self._catalog.tokenizer.tokenize(document.view, [(b.start, b.end) for b in document.blocks])
        codes = self._languages(document, tokens, language)
        cues = Cues()
        scans = {code: Scan(cues) for code in LANGUAGES if code in codes}
        for code, first, last in _runs(codes, [*tokens.firsts, len(tokens.words)]):
            scan(self.table(code), tokens, first, last, scans[code])
        sections = find_sections(document, tokens, cues)
        found = doctype or (_IMAGERY if _lists_images(document) else find_doctype(tokens, cues, sections))
        inclusive = self._catalog.tokenizer.is_inclusive
        return Reading(document, tokens, codes, scans, cues, sections, found, inclusive, grammar)

    def _languages(self, document: Document, tokens: Tokens, forced: str | None) -> list[str | None]:
        declared = [block.declared or document.declared for block in document.blocks]
        if forced is None and not any(declared) and (one := languages.only(tokens.words, tokens.firsts)):
            return [one] * len(declared)
        texts = [tokens.words[start : end - 1] for start, end in pairwise([*tokens.firsts, len(tokens.words)])]
        return languages.languages(list(map(BlockWords, texts, declared)), forced=forced)


def _lists_images(document: Document) -> bool:
    """Whether a document is a list of images, or one: a table, a list of records, a picture."""
    return document.format in _LISTS and any(block.kind in _OF_IMAGES for block in document.blocks)


def _runs(codes: Sequence[str | None], bounds: Sequence[int]) -> list[tuple[str, int, int]]:
    """Neighbouring blocks of one language as one range of tokens; their boundaries match nothing."""
    runs: list[tuple[str, int, int]] = []
    for number, code in enumerate(codes):
        if code and runs and runs[-1][0] == code and runs[-1][2] == bounds[number]:
            runs[-1] = (code, runs[-1][1], bounds[number + 1])
        elif code:
            runs.append((code, bounds[number], bounds[number + 1]))
    return runs
