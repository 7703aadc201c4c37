"""HTML: the visible text, block by block, and the attributes a reader gets to see or hear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..document import ViewBuilder
from . import front_matter, markup
from .directives import DirectiveReader
from .page import Page
from .plain import blocks_of

if TYPE_CHECKING:
    from ..document import Document


def read(path: str, source: str) -> Document:
    """Read an HTML page or a piece of one. Nothing in it is an error: a linter reads what a browser would show."""
    matter = front_matter.find(path, source)
    builder = ViewBuilder(source)
    directives = DirectiveReader(source)
    front_matter.add_texts(builder, matter)
    page = Page(builder, directives)
    page.feed(matter.end, len(source))
    page.close_all()
    if not page.has_text:
        _add_preformatted(builder, page)
    return builder.build(
        path, "html", declared=matter.declared or page.declared, options=matter.options,
        directives=(*matter.directives, *directives.directives), problems=(*matter.problems, *directives.problems),
        missing_alts=tuple(page.missing_alts),
    )  # fmt: skip


def _add_preformatted(builder: ViewBuilder, page: Page) -> None:
    """``<pre>`` is code, unless it is all there is: then it is a plain text that was wrapped for the web."""
    for start, end, declared in page.preformatted:
        for block in blocks_of(builder.source[start:end]):
            for token in markup.scan(builder.source, start + block.start, start + block.end):
                if token.kind == "text":
                    builder.text(token.start, token.end)
                elif token.kind == "entity":
                    builder.replaced(markup.decoded(builder.source[token.start : token.end]), token.start, token.end)
            builder.end_block(block.kind, declared=declared)
