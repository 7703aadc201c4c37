"""Word documents: what a reader of the printed page sees, plus the alternative texts, as the last edit left it.

Tables, links, content controls and text boxes are read where they stand, tracked insertions are in and deletions out;
headers, footers and notes follow the body. Pages are those Word noted when it last laid out the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .docx_paragraph import NOT_TEXT, Paragraph
from .docx_styles import Styles
from .extracted import Passage, document
from .ooxml import Package, child, chosen, has, local, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from ..document import Document

_MAIN = "word/document.xml"
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}


class _Place(NamedTuple):
    """Where we are: "header", "table 1, row 3"; empty: the page that the body is at. ``cell``: alone in its cell."""

    name: str = ""
    cell: bool = False


def read(path: str, data: bytes) -> Document:
    """Read a Word document. Raises InputError for a file that is broken, encrypted or hostile."""
    package = Package(path, data)
    main = next((r.target for r in package.relations("").values() if r.kind == "officeDocument"), _MAIN)
    root = package.xml(main)
    body = child(root, "body")
    if local(root) != "document" or body is None:
        raise package.error("is no Word document")
    related = package.relations(main).values()
    parts = [relation for relation in related if package.has(relation.target)]
    styles = next((Styles(package.xml(part.target)) for part in parts if part.kind == "styles"), Styles())
    story = _Story(styles, root)
    passages = [*story.read(body)]
    for kind in ("header", "footer"):
        for part in parts:
            if part.kind == kind:
                passages += story.read(package.xml(part.target), _Place(kind))
    for part in parts:
        if part.kind in _NOTES:
            passages += _notes(package.xml(part.target), _NOTES[part.kind], story)
    return document(path, "docx", _once(passages))


def _notes(root: Element, name: str, story: _Story) -> Iterator[Passage]:
    """The notes of a part; what only draws the line above them has a type."""
    notes = [note for note in root if local(note) == name and not value(note, "type")]
    for number, note in enumerate(notes, 1):
        yield from story.read(note, _Place(f"{name} {number}"))


def _once(passages: Iterable[Passage]) -> Iterator[Passage]:
    """First, even and odd pages have headers of their own, mostly with the same words: each is read once."""
    seen: set[tuple[str, str]] = set()
    for passage in passages:
        key = passage.location, passage.text
        if passage.location not in ("header", "footer") or key not in seen:
            seen.add(key)
            yield passage


class _Story:
    """Reads the blocks of one part after another."""

    def __init__(self, styles: Styles, root: Element) -> None:
        self._styles = styles
        self._laid_out = any(local(x) == "lastRenderedPageBreak" for x in root.iter())
        self._paged = self._laid_out or any(local(x) == "br" and value(x, "type") == "page" for x in root.iter())
        self._page = 1
        self._tables = 0
        self._open: Paragraph | None = None

    def read(self, container: Element, place: _Place | None = None) -> Iterator[Passage]:
        """Yield the passages of a body, header, cell, text box or note."""
        yield from self._blocks(container, place or _Place())
        yield from self._finish(place or _Place())

    def _blocks(self, container: Element, place: _Place) -> Iterator[Passage]:
        for element in container:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element, place)
            elif name == "tbl":
                yield from self._table(element, place)
            elif name == "AlternateContent":
                yield from self._blocks(chosen(element), place)
            elif name not in NOT_TEXT:
                yield from self._blocks(element, place)

    def _paragraph(self, element: Element, place: _Place) -> Iterator[Passage]:
        paragraph = self._open or Paragraph(self._styles, self._page, laid_out=self._laid_out)
        paragraph.add(element)
        self._page = paragraph.page
        # Its end mark was deleted: it goes on in the next paragraph.
        self._open = paragraph
        if not has(element, "pPr", "rPr", "del"):
            yield from self._finish(place)

    def _finish(self, place: _Place) -> Iterator[Passage]:
        paragraph, self._open = self._open, None
        if paragraph is None:
            return
        where = place.name or (f"page {paragraph.first_page}" if self._paged else "")
        plain = paragraph.kind == "paragraph" or (paragraph.kind == "heading" and not paragraph.level)
        kind = "cell" if place.cell and plain else paragraph.kind
        yield Passage(paragraph.text, kind, paragraph.level, where)
        for alt in paragraph.alts:
            yield Passage(alt, "alt", 0, where)
        for box in paragraph.boxes:
            yield from self.read(box, place)

    def _table(self, table: Element, place: _Place) -> Iterator[Passage]:
        if not place.name:
            self._tables += 1
        for number, row in enumerate(_parts(table, "tr"), 1):
            where = place.name or f"table {self._tables}, row {number}"
            for cell in _parts(row, "tc") if not has(row, "trPr", "del") else ():
                alone = sum(local(x) == "p" for x in cell.iter()) == 1
                yield from self.read(cell, _Place(where, cell=alone))


def _parts(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in content controls and insertions."""
    for part in element:
        if local(part) == name:
            yield part
        elif local(part) not in NOT_TEXT:
            yield from _parts(part, name)
