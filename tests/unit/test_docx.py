"""The Word reader: everything a reader sees, nothing that was deleted or is there twice, and no harm from hostile files."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from inclusive_lint.api import Linter
from inclusive_lint.errors import InputError
from inclusive_lint.policy import Options
from inclusive_lint.readers import is_known, ooxml, read

from .office import archive, docx, paragraph, part, run, styled, table

if TYPE_CHECKING:
    from inclusive_lint.document import Document


def blocks(data: bytes) -> list[tuple[str, str, str]]:
    """Kind, text and location of every block."""
    document = read("ad.docx", data)
    assert_spans(document)
    return [(b.kind, document.view[b.start : b.end], b.location) for b in document.blocks]


def assert_spans(document: Document) -> None:
    for block in document.blocks:
        span = document.offsets.span(block.start, block.end)
        shown = document.view[block.start : block.end].replace("\u00ad", "")
        assert document.source[span.start : span.end].replace("\u00ad", "") == shown


def texts(body: str) -> list[str]:
    return [text for _, text, _ in blocks(docx(body))]


def test_kinds_come_from_styles_and_lists() -> None:
    body = (
        styled("Vacature", "Kop1") + styled("Profiel", "Eigen") + styled("Foto van het team", "Bijschrift")
        + styled("eerste punt", "Lijst")
        + paragraph("tweede punt", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + paragraph("geen punt", '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + paragraph("Niveau", '<w:outlineLvl w:val="2"/>') + paragraph(run("Wat we bieden", "<w:b/>"))
        + paragraph(run("Niet vet.", '<w:b w:val="0"/>')) + paragraph("- zelf getypt")
    )  # fmt: skip
    assert [(kind, text) for kind, text, _ in blocks(docx(body))] == [
        ("heading", "Vacature"), ("heading", "Profiel"), ("caption", "Foto van het team"), ("item", "eerste punt"),
        ("item", "tweede punt"), ("paragraph", "geen punt"), ("heading", "Niveau"), ("heading", "Wat we bieden"),
        ("paragraph", "Niet vet."), ("item", "zelf getypt"),
    ]  # fmt: skip
    levels = [b.level for b in read("ad.docx", docx(body)).blocks]
    assert levels == [1, 1, 0, 0, 0, 0, 3, 0, 0, 0]


def test_runs_links_controls_and_fields_are_one_text() -> None:
    body = paragraph(
        run("Wij zoe") + run("ken een ") + f"<w:hyperlink>{run('jonge ')}</w:hyperlink>"
        + f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{run('hond')}</w:sdtContent></w:sdt>"
        + '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>'
        + "<w:r><w:t> met</w:t><w:tab/><w:t>lef</w:t><w:noBreakHyphen/><w:t>punt</w:t><w:softHyphen/><w:t>en</w:t></w:r>"
    )  # fmt: skip
    assert texts(body) == ["Wij zoeken een jonge hond met\tlef‑punten"]


def test_tracked_changes_as_if_accepted_and_hidden_text_out() -> None:
    gone = "<w:r><w:delText>een man</w:delText></w:r>"
    body = paragraph(
        run("Wij zoeken ") + f"<w:del>{gone}</w:del><w:ins>{run('iemand')}</w:ins>"
        + f"<w:moveFrom>{run('van hier')}</w:moveFrom><w:moveTo>{run(' naar hier')}</w:moveTo>"
        + run("verborgen", "<w:vanish/>") + run(" zichtbaar", '<w:vanish w:val="false"/>')
    )  # fmt: skip
    assert texts(body) == ["Wij zoeken iemand naar hier zichtbaar"]


def test_a_deleted_end_of_paragraph_joins_two() -> None:
    body = paragraph("Wij zoeken een jonge ", "<w:rPr><w:del/></w:rPr>") + paragraph("hond.") + paragraph("Einde.")
    assert texts(body) == ["Wij zoeken een jonge hond.", "Einde."]


def test_tables_say_where() -> None:
    body = table(
        [paragraph("Functie"), paragraph("Loon")], [paragraph("Kok") + paragraph("Vast"), paragraph("€ 3.000")]
    )
    deleted = "<w:tr><w:trPr><w:del/></w:trPr><w:tc>" + paragraph("weg") + "</w:tc></w:tr>"
    wrapped = f"<w:sdt><w:sdtContent>{table([paragraph('Kader')])}</w:sdtContent></w:sdt>"
    assert blocks(docx(body.replace("</w:tbl>", deleted + "</w:tbl>") + wrapped)) == [
        ("cell", "Functie", "table 1, row 1"), ("cell", "Loon", "table 1, row 1"), ("paragraph", "Kok", "table 1, row 2"),
        ("paragraph", "Vast", "table 1, row 2"), ("cell", "€ 3.000", "table 1, row 2"), ("cell", "Kader", "table 2, row 1"),
    ]  # fmt: skip


BOX = "<w:txbxContent>" + paragraph("In een kader") + "</w:txbxContent>"
DRAWING = (
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wp:docPr id='1' name='x' descr='Foto van een vrouw'/>"
    f"<wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></wp:inline></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:shape alt='Foto van een vrouw'><v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent>"
)


def test_text_boxes_and_alternative_texts_once() -> None:
    old = f"<w:r><w:pict><v:shape alt='Logo'><v:textbox>{BOX.replace('In een', 'Oud')}</v:textbox></v:shape></w:pict></w:r>"
    assert blocks(docx(paragraph(f"{run('Voor')}<w:r>{DRAWING}</w:r>{run(' en na')}") + paragraph(old))) == [
        ("paragraph", "Voor en na", ""), ("alt", "Foto van een vrouw", ""), ("paragraph", "In een kader", ""),
        ("alt", "Logo", ""), ("paragraph", "Oud kader", ""),
    ]  # fmt: skip


def test_headers_footers_and_notes_follow_the_body() -> None:
    note = (
        "<w:footnote w:type='separator'>"
        + paragraph("lijn")
        + "</w:footnote><w:footnote w:id='2'>"
        + paragraph("Noot")
        + "</w:footnote>"
    )
    parts = {
        "header1.xml": ("header", part("hdr", paragraph("Bedrijf"))),
        "header2.xml": ("header", part("hdr", paragraph("Bedrijf"))),
        "footer1.xml": ("footer", part("ftr", paragraph("Onderaan"))),
        "footnotes.xml": ("footnotes", part("footnotes", note)),
    }
    assert blocks(docx(paragraph("Tekst"), parts)) == [
        ("paragraph", "Tekst", ""), ("paragraph", "Bedrijf", "header"), ("paragraph", "Onderaan", "footer"),
        ("paragraph", "Noot", "footnote 1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mark", "pages"),
    [
        ("<w:r><w:lastRenderedPageBreak/></w:r>", ["page 1", "page 2"]),
        ("<w:r><w:br w:type='page'/></w:r>", ["page 1", "page 2"]),
        ("<w:r><w:br w:type='page'/><w:lastRenderedPageBreak/></w:r>", ["page 1", "page 2"]),
        ("", ["", ""]),
    ],
)
def test_pages(mark: str, pages: list[str]) -> None:
    body = paragraph("Een") + paragraph(mark + run("Twee"))
    assert [where for _, _, where in blocks(docx(body))] == pages


def test_line_breaks_end_a_block_and_directives_work() -> None:
    body = paragraph(f"{run('Profiel')}<w:r><w:br/></w:r>{run('- enthousiast')}<w:r><w:cr/></w:r>{run('- leergierig')}")
    assert [(k, t) for k, t, _ in blocks(docx(body))] == [
        ("paragraph", "Profiel"), ("item", "enthousiast"), ("item", "leergierig"),
    ]  # fmt: skip
    told = paragraph("inclusive-lint disable-file hype.hero-words: voorbeeld") + paragraph("Ninja gezocht.")
    document = read("ad.docx", docx(told))
    assert [d.rules for d in document.directives] == [("hype.hero-words",)]
    assert [b.start for b in document.blocks] != []
    assert "inclusive-lint" not in document.view


def test_strict_documents_are_read_too() -> None:
    data = docx(paragraph("Strikt"))
    strict = part("document", "<w:body>" + paragraph("Strikt") + "</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert blocks(docx("", word__document=strict.encode())) == blocks(data)


def test_a_finding_says_where_it_is() -> None:
    body = table([paragraph("Wij zoeken een verkoopster voor onze winkel in Gent, iemand die graag met mensen werkt.")])
    report = Linter().check(read("ad.docx", docx(body)), Options(doctype="vacancy"))
    found = next(f for f in report.findings if f.text == "verkoopster")
    assert found.location == "table 1, row 1"


# Bad input


GOOD = docx(paragraph("Goed"))
HUGE = b"<?xml version='1.0'?><w:document xmlns:w='x'>" + b" " * 40_000_000 + b"</w:document>"
ENTITIES = b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><w:document xmlns:w='x'>&b;</w:document>"
BROKEN = [
    ("empty", b"", "is broken: it is not the zip"),
    ("noise", b"PK\x03\x04 nothing", "is broken: it is not the zip"),
    ("cut", GOOD[: len(GOOD) // 2], "is broken: it is not the zip"),
    ("encrypted", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is protected with a password or in an old Word format"),
    ("other zip", archive({"a.txt": b"a"}), "is broken: word/document.xml is missing"),
    ("no xml", docx("", word__document=b"{}"), "is broken: word/document.xml is no XML"),
    ("not word", docx("", word__document=b"<workbook/>"), "is no Word document"),
    ("no body", docx("", word__document=b"<document/>"), "is no Word document"),
    ("bomb", docx("", word__document=HUGE), "is refused: word/document.xml unpacks to far more"),
    ("entities", docx("", word__document=ENTITIES), "is refused: word/document.xml has a document type declaration"),
    ("utf-16 entities", docx("", word__document=ENTITIES.decode().encode("utf-16")), "has a document type declaration"),
    ("external entity", docx("", word__document=b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>"), "document type declaration"),
    ("deep", docx("", word__document=b"<a>" * 5000 + b"</a>" * 5000), "is nested deeper"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "says"), [x[1:] for x in BROKEN], ids=[x[0] for x in BROKEN])
def test_bad_files_are_refused_in_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(InputError) as error:
        read("ad.docx", data)
    assert says in str(error.value)
    assert str(error.value).startswith("ad.docx: ")
    assert "\n" not in str(error.value)


def test_too_many_elements_and_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ooxml, "MAX_ELEMENTS", 10)
    with pytest.raises(InputError, match="more elements"):
        read("ad.docx", GOOD)
    monkeypatch.setattr(ooxml, "MAX_PARTS", 3)
    with pytest.raises(InputError, match="more than 3 parts"):
        read("ad.docx", GOOD)


def test_all_parts_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ooxml, "MAX_BYTES", 3_000)
    text = "".join(chr(random.Random(i).randrange(97, 123)) for i in range(2_000))
    parts = {f"header{i}.xml": ("header", part("hdr", paragraph(text))) for i in range(4)}
    with pytest.raises(InputError, match="far more than a text needs"):
        read("ad.docx", docx(paragraph("x"), parts))


def test_damaged_bytes_never_raise_anything_else() -> None:
    chance = random.Random(7)
    for _ in range(300):
        data = bytearray(GOOD)
        for _ in range(chance.randrange(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read("ad.docx", bytes(data))
        except InputError:
            continue


def test_known_by_extension() -> None:
    assert is_known("a/b.DOCX")
    assert is_known("x.docm")
    assert not is_known("x.xlsx")
