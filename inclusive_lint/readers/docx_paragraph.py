"""One paragraph of a Word document: its text, and what is anchored in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .ooxml import child, chosen, has, local, value

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    from .docx_styles import Styles

# Properties, deleted text and field codes: nothing a reader sees.
NOT_TEXT = frozenset({
    "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "del", "moveFrom", "delText", "instrText",
    "delInstrText", "rt", "bookmarkStart", "bookmarkEnd", "proofErr", "annotationRef", "customXmlPr", "smartTagPr", "fldChar",
})  # fmt: skip
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "‑",
    "softHyphen": "\u00ad",
    "sym": " ",
}
_DRAWN = frozenset({"drawing", "pict", "object"})
_SHORT = 80  # longer bold text is no heading


class Paragraph:
    """Collects the text of a paragraph, its pictures' alternative texts, and the text boxes anchored in it."""

    def __init__(self, styles: Styles, page: int, *, laid_out: bool) -> None:
        self.page = page
        self.alts: list[str] = []
        self.boxes: list[Element] = []
        self.first_page = page
        self._styles = styles
        self._laid_out = laid_out
        self._parts: list[str] = []
        self._style = styles.plain
        self._bold = True

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def level(self) -> int:
        return self._style.level

    @property
    def kind(self) -> str:
        """What kind of block this is; a short line all in bold is what many use for a heading."""
        if self._style.kind == "paragraph" and self._bold:
            text = self.text.strip()
            if text and "\n" not in text and len(text) < _SHORT and not text.endswith((".", ",", ";")):
                return "heading"
        return self._style.kind

    def add(self, element: Element) -> None:
        """Add a ``w:p``."""
        if not self.text.strip():
            self._style = self._styles.of(child(element, "pPr"))
        self._inline(element)

    def _inline(self, elements: Iterable[Element], *, bold: bool = False) -> None:
        for element in elements:
            name = local(element)
            if name in NOT_TEXT:
                continue
            if name == "t":
                self._text(element.text or "", bold=bold)
            elif name in ("lastRenderedPageBreak", "br", "cr"):
                self._break(element, name)
            elif name in _CHARACTERS:
                self._parts.append(_CHARACTERS[name])
            elif name in _DRAWN:
                self._drawing(element)
            elif name == "AlternateContent":
                self._inline(chosen(element), bold=bold)
            elif name != "r" or not has(element, "rPr", "vanish"):
                self._inline(element, bold=has(element, "rPr", "b") if name == "r" else bold)

    def _text(self, text: str, *, bold: bool) -> None:
        if text.strip():
            if not self.text.strip():
                self.first_page = self.page
            self._bold = self._bold and bold
        self._parts.append(text)

    def _break(self, element: Element, name: str) -> None:
        """A line or page break; once Word has noted where pages begin, only those notes count."""
        is_page = name == "lastRenderedPageBreak" or value(element, "type") == "page"
        if is_page and (name == "lastRenderedPageBreak") is self._laid_out:
            self.page += 1
        if name != "lastRenderedPageBreak":
            self._parts.append("\n")

    def _drawing(self, element: Element) -> None:
        """A picture or shape: the text for those who do not see it, and the text boxes in it."""
        for part in element:
            name = local(part)
            if name == "txbxContent":
                self.boxes.append(part)
            elif name == "AlternateContent":
                self._drawing(chosen(part))
            else:
                said = value(part, "descr") if name == "docPr" else value(part, "alt") if name == "shape" else ""
                if said.strip():
                    self.alts.append(" ".join(said.split()))
                self._drawing(part)
