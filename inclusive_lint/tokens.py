"""The tokenizer: words that know every inclusive spelling, numbers, and punctuation.

``développeur·se``, ``ingénieur(e)``, ``vendeur/-euse``, ``medewerk(st)er`` and ``étudiantEs`` are one token.
French elisions and the English ``'s`` are tokens of their own. A hyphen joins words without being a token:
``cloud-native`` is two tokens, and ``glued`` says so. No ``\\b`` anywhere: it would match inside ``développeur·se``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BOUNDARY = ""  # stands between blocks in the word list; no term or pattern matches it
SENTENCE_END = frozenset(".!?…;")
DOTS = "·•‧∙⋅・･·᛫"
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‑": "-", "‐": "-", "\u00a0": " "})
_L = r"[^\W\d_]"


@dataclass(frozen=True, slots=True)
class Spelling:
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


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists over the whole view. ``words`` are folded: lower case, straight apostrophes.

    ``firsts[b]`` is the index of the first token of block ``b``; a ``BOUNDARY`` stands after each block.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    firsts: list[int]

    def block_of(self, index: int) -> int:
        return bisect_right(self.firsts, index) - 1


class Tokenizer:
    """Compiled once from the spelling data of all languages."""

    def __init__(self, spelling: Spelling) -> None:
        self._token = re.compile(_expression(spelling))
        self._capital = re.compile(_capital_ending(spelling))
        self._inclusive = re.compile(rf"{_L}+(?:{_inclusive_tail(spelling)})")

    def is_inclusive(self, word: str) -> bool:
        """Whether a folded token is a form that names both sexes (``développeur·se``)."""
        return self._inclusive.fullmatch(word) is not None

    def tokenize(self, view: str, spans: Iterable[tuple[int, int]]) -> Tokens:
        """Tokenize the blocks of a view."""
        words: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        firsts: list[int] = []
        folded = view if view.isascii() else view.translate(_APOSTROPHES)
        finditer = self._token.finditer
        for a, b in spans:
            firsts.append(len(words))
            for m in finditer(folded, a, b):
                raw = m[0]
                word = raw.lower()
                if word != raw and word[1:] != raw[1:] and not raw.isupper():
                    word = self._capital.sub(r"·\1", raw).lower()
                i, j = m.span()
                words.append(word)
                starts.append(i)
                ends.append(j)
            words.append(BOUNDARY)
            starts.append(b)
            ends.append(b)
        return Tokens(words, starts, ends, firsts)

    def words(self, text: str) -> list[str]:
        """Return the folded tokens of one short text: how terms and patterns are read too."""
        if len(text) == 2 and text[0].isalpha() and text[1] == ".":
            return [text.lower()]  # an initial, which a text shows by the name after it
        return self.tokenize(text, [(0, len(text))]).words[:-1]


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
            rf"\([-/.]?(?:(?:{endings})(?:\)s?|s\))|(?:{infixes})\){_L}*){end}",
            rf"/-?(?:{endings})s?{end}",
            rf"(?:-(?:{hyphened}))+(?:-?s)?(?![-\w'])",
        ]
    )


def _expression(spelling: Spelling) -> str:
    elisions, shortened = _alternatives(spelling.elisions), _alternatives(spelling.abbreviations)
    return "|".join(
        [
            rf"{_L}++(?![\w'({DOTS}/.:*_@-])",  # the plain word: most of any text
            rf"(?i:{elisions})'(?={_L}{{2}}|[àyaéè])",
            rf"(?:{_L}\.){{2,}}(?!{_L})",  # e.g., m.b.t.
            rf"{_L}\.(?=\s?[A-ZÀ-Þ][^\W\dA-Z])",  # an initial: M. Dupont
            rf"(?i:{shortened})\.(?!{_L})",
            rf"{_L}++(?:{_inclusive_tail(spelling)})",
            r"https?://[^\s<>\"]+|www\.[^\s<>\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
            rf"{_L}\w*(?:'(?!s(?!\w)){_L}\w*)*",
            r"'s(?!\w)",
            r"\d+(?:[.,:]\d+| \d{3}(?!\d))*",
            r"\.{2,}|_+",
            # A hyphen inside a word only joins; between numbers or spaces it is a dash.
            rf"(?!(?:(?<={_L})-(?=\w)|(?<=\d)-(?={_L})))[^\w\s]",
        ]
    )
