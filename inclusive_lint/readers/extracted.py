"""Text that was taken out of a file nobody can point into by line (docx, pdf): passages become a Document.

The source is the extracted text, one passage after the other; a block says in words where a person finds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..document import ViewBuilder
from .directives import DirectiveReader
from .plain import BULLET, blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..document import Document


class Passage(NamedTuple):
    """A paragraph, heading, cell … ``whole``: its line ends only wrap it; else each line may be a block of its own."""

    text: str
    kind: str = "paragraph"
    level: int = 0
    location: str = ""
    whole: bool = False


def document(path: str, format: str, passages: Iterable[Passage]) -> Document:
    """Make a document of passages; blank ones are left out."""
    kept = [passage for passage in passages if passage.text.strip()]
    source = "\n".join(passage.text for passage in kept)
    directives = DirectiveReader(source)
    readable = directives.plain()
    builder = ViewBuilder(source, readable=readable)
    at = 0
    for passage in kept:
        end = at + len(passage.text)
        for kind, first, last in _blocks(passage, readable[at:end]):
            builder.text(at + first, at + last)
            builder.end_block(kind, level=passage.level, location=passage.location)
        at = end + 1
    return builder.build(
        path, format, directives=tuple(directives.directives), problems=tuple(directives.problems)
    )  # fmt: skip


def _blocks(passage: Passage, text: str) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of each block of a passage."""
    if not passage.whole and passage.kind not in ("heading", "alt", "caption"):
        for block in blocks_of(text):
            kind = block.kind if passage.kind == "paragraph" else passage.kind
            yield kind, block.start, block.end
        return
    start = len(text) - len(text.lstrip())
    bullet = BULLET.match(text, start) if passage.kind in ("paragraph", "item") else None
    yield ("item" if bullet else passage.kind), (bullet.end() if bullet else start), len(text.rstrip())
