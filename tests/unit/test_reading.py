"""A document as the checks see it: sentences, cues, and what stands in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusive_lint.readers.plain import read
from inclusive_lint.reading import Range
from inclusive_lint.tokens import BOUNDARY, SENTENCE_END

if TYPE_CHECKING:
    from inclusive_lint.api import Linter
    from inclusive_lint.reading import Reading

LONGEST = 400


def reading_of(linter: Linter, text: str) -> Reading:
    return linter.engine(read("ad.txt", text))[1]


def sentence(words: list[str], token: int) -> tuple[int, int]:
    """What the words around a token say, one by one."""
    start, end = token, token
    while start and words[start - 1] not in SENTENCE_END and words[start - 1] != BOUNDARY:
        start -= 1
    while words[end] not in SENTENCE_END and words[end] != BOUNDARY:
        end += 1
    end = max(end, token + 1)
    if end - start > LONGEST:
        start += (token - start) // LONGEST * LONGEST
        end = min(end, start + LONGEST)
    return start, end


def test_sentences_in_any_order(linter: Linter) -> None:
    text = f"We seek a cook. Do you cook? Yes!\n\n{'we cook ' * 450}. And more\nto come"
    reading = reading_of(linter, text)
    tokens = range(len(reading.words))
    for order in (tokens, reversed(tokens)):
        for token in order:
            assert reading.sentence(token) == sentence(reading.words, token)


def test_cues_in_a_range_and_at_a_token(linter: Linter) -> None:
    reading = reading_of(linter, "We do not seek a cook who does not cook.")
    places = reading.cues["cue-negation"]
    assert places
    for start in range(len(reading.words)):
        assert reading.cue_at("negation", start) is (start in places)
        for end in range(start, len(reading.words)):
            inside = any(start <= at < end for at in places)
            assert reading.cue_in("negation", start, end) is inside
            assert reading.has_cue("negation", Range(start, end)) is inside
            assert reading.any_cue(("no-such-cue", "negation"), start, end) is inside


def test_blocks_by_kind(linter: Linter) -> None:
    reading = reading_of(linter, "Cook\n- cooks\n")
    assert reading.has_block("item")
    assert not reading.has_block("alt")
    assert reading.block_at(0) == 0
    assert reading.language == reading.languages[0]
