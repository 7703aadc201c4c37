"""Where the words of a block stand in its text, found by walking along both: the tokenizer's expression need not read it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Token = int  # the number of a word among those of a document
Place = int  # of a character in the text
_HYPHEN = "-"  # joins words without being one of them


def walked(
    words: Sequence[str], first: Token, last: Token, text: str, start: Place, end: Place
) -> list[tuple[int, int]] | None:
    """Return (start, end) in a text of each of the words ``first:last``, which are all the tokens of ``text[start:end]``, in order.

    None where one is not written as it is folded, save for its capitals ("étudiantES").
    """
    lowered = text[start:end].lower()
    length = end - start
    if len(lowered) != length:
        return None
    found: list[tuple[int, int]] = []
    at = 0
    for i in range(first, last):
        word = words[i]
        # Between two tokens there is nothing but blanks, or the hyphen that joins them.
        while at < length and lowered[at].isspace():
            at += 1
        if not lowered.startswith(word, at):
            at += 1
            if lowered[at - 1 : at] != _HYPHEN or not lowered.startswith(word, at):
                return None
        end = at + len(word)
        found.append((start + at, start + end))
        at = end
    return found
