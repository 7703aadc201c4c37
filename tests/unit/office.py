"""Word documents and PDFs made by hand, for the tests of their readers."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": _W,
        "r": _R,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:basedOn w:val="Standaard"/></w:style>
<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Eigen kop"/><w:basedOn w:val="Kop1"/></w:style>
<w:style w:type="paragraph" w:styleId="Bijschrift"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Lijst"><w:name w:val="Opsomming"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
"""


def run(text: str, properties: str = "") -> str:
    """A ``w:r`` with a text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A ``w:p``; a content without markup becomes one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content if content.startswith('<') else run(content)}</w:p>"


def styled(text: str, style: str) -> str:
    """A paragraph in a style."""
    return paragraph(text, f'<w:pStyle w:val="{style}"/>')


def table(*rows: Sequence[str]) -> str:
    """A table of cells, each given by its content."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(f'<w:tc>{c}</w:tc>' for c in row)}</w:tr>" for row in rows) + "</w:tbl>"


def part(name: str, content: str) -> str:
    """One XML part."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_NAMESPACES}>{content}</w:{name}>'


def docx(body: str, parts: Mapping[str, tuple[str, str]] | None = None, **files: bytes) -> bytes:
    """A Word document. ``parts``: file name -> (kind of relation, XML); ``files`` replace parts by name, ``/`` as ``__``."""
    parts = {"styles.xml": ("styles", part("styles", STYLES)), **(parts or {})}
    content = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": _relations({"word/document.xml": "officeDocument"}),
        "word/_rels/document.xml.rels": _relations({name: kind for name, (kind, _) in parts.items()}),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>").encode(),
        **{f"word/{name}": xml.encode() for name, (_, xml) in parts.items()},
        **{name.replace("__", "/") + ".xml": data for name, data in files.items()},
    }
    return archive(content)


def archive(content: Mapping[str, bytes]) -> bytes:
    """A zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in content.items():
            file.writestr(name, data)
    return stream.getvalue()


def _relations(targets: Mapping[str, str]) -> bytes:
    items = "".join(
        f'<Relationship Id="r{i}" Type="{_R}/{kind}" Target="{name}"/>'
        for i, (name, kind) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}">{items}</Relationships>'.encode()


def pdf(*pages: Sequence[str], encrypted: bool = False) -> bytes:
    """A PDF with one line of Helvetica under the other."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for lines in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        shown = "".join(f"({line.translate(_ESCAPED)}) Tj 0 -14 Td " for line in lines)
        stream = f"BT /F1 10 Tf 40 800 Td {shown}ET"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {len(objects) + 2} 0 R>>"
        )
        objects.append(f"<</Length {len(stream.encode('cp1252'))}>>stream\n{stream}\nendstream")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    if encrypted:
        key = "41" * 32
        objects.append(f"<</Filter/Standard/V 1/R 2/O<{key}>/U<{key}>/P -4>>")
    return _pdf_file(objects, f"/Encrypt {len(objects)} 0 R/ID[<41><41>]" if encrypted else "")


_ESCAPED = str.maketrans({"(": "\\(", ")": "\\)", "\\": "\\\\"})


def _pdf_file(objects: Sequence[str], trailer: str) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += "".join(f"{place:010d} 00000 n \n" for place in places).encode()
    return data + f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
