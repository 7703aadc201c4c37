"""Alternative texts that do not say what an image shows: missing, a file name, a placeholder. An empty one is decoration.

The card says under ``options`` which ``kind`` it is about. Placeholders are the set ``run-alt-placeholder``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..catalog import Rule
    from ..model import Span
    from . import Whole

_EXTENSION = r"\.(?:jpe?g|png|gif|webp|svg|tiff?|bmp|avif|heic|psd)"
_FILE_NAME = re.compile(
    rf"\S+{_EXTENSION}|[\w ()-]+{_EXTENSION}|(?:img|dsc[nf]?|pxl|mvi|gopr)[_-]?\d{{3,}}\S*", re.IGNORECASE
)


def check(whole: Whole, rule: Rule) -> Iterator[Remark]:
    """Yield a remark on every image whose alternative text is of the kind the card is about."""
    for span in _found(whole, rule.options["kind"]):
        yield Remark(rule.id, at=span)


def _found(whole: Whole, kind: str) -> Iterator[Span]:
    document = whole.reading.document
    if kind == "missing":
        yield from document.missing_alts
        return
    for block in document.blocks:
        if block.kind != "alt":
            continue
        text = document.view[block.start : block.end].strip()
        if (kind == "file-name" and _FILE_NAME.fullmatch(text)) or (
            kind == "placeholder" and _is_placeholder(whole, text)
        ):
            yield document.offsets.span(block.start, block.end)


def _is_placeholder(whole: Whole, text: str) -> bool:
    words = " ".join(re.findall(r"\w+", text.lower()))
    return whole.vocabulary is not None and words.rstrip(" 0123456789") in whole.vocabulary.phrases(
        "run-alt-placeholder"
    )
