"""Pictures: the descriptions inside JPEG, PNG, WebP and TIFF, and what happens with those that are broken."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PIL", reason="pictures need the extra 'images'")
pytest.importorskip("defusedxml", reason="pictures need the extra 'images'")
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from inclusive_lint.errors import InputError
from inclusive_lint.readers import image, is_known, read, shows_images

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from inclusive_lint.document import Document

XMP = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:i="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
<i:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Een vrouw roeit.</rdf:li></rdf:Alt></i:AltTextAccessibility>
<i:ExtDescrAccessibility><rdf:Alt><rdf:li xml:lang="nl">Een vrouw roeit op de Leie.</rdf:li></rdf:Alt></i:ExtDescrAccessibility>
<dc:description><rdf:Alt><rdf:li xml:lang="fr">Une rameuse.</rdf:li><rdf:li xml:lang="en">A rower.</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
FOUND = [
    ("alt", "Een vrouw roeit."),
    ("caption", "Een vrouw roeit op de Leie."),
    ("caption", "Une rameuse."),
    ("caption", "A rower."),
]


def picture(format: str, **how: Any) -> bytes:
    out = BytesIO()
    Image.new("RGB", (2, 2)).save(out, format, **how)
    return out.getvalue()


def shown(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, document.view[b.start : b.end]) for b in document.blocks]


def with_xmp(format: str, packet: bytes) -> bytes:
    if format == "PNG":
        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", packet.decode())
        return picture("PNG", pnginfo=info)
    if format == "TIFF":
        return picture("TIFF", tiffinfo={700: packet})
    return picture(format, xmp=packet)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_xmp_in_every_format(format: str) -> None:
    document = read(f"a.{format.lower()}", with_xmp(format, XMP))
    assert (shown(document), document.problems) == (FOUND, ())
    assert document.blocks[0].location == "AltTextAccessibility"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_exif(format: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = "A potter."
    assert shown(read("a.webp", picture(format, exif=exif))) == [("caption", "A potter.")]


def test_the_older_iptc_block_and_the_text_of_png() -> None:
    caption = b"Een sc\xe8ne."
    record = b"\x1c\x02\x78" + struct.pack(">H", len(caption)) + caption
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record + b"\0" * (len(record) % 2)
    body = b"Photoshop 3.0\0" + block
    jpeg = picture("JPEG")
    data = jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]
    assert shown(read("a.jpg", data)) == [("caption", "Een scène.")]
    info = PngInfo()
    info.add_text("Description", "A kiln.")
    assert shown(read("a.png", picture("PNG", pnginfo=info))) == [("caption", "A kiln.")]


def test_what_stands_twice_is_read_once() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Een  vrouw roeit."
    assert shown(read("a.jpg", picture("JPEG", xmp=XMP, exif=exif))) == FOUND


def test_without_metadata_one_line_says_so() -> None:
    document = read("a.png", picture("PNG"))
    assert (document.blocks, document.problems) == ((), ("has no description in its metadata (IPTC, XMP, EXIF)",))


@pytest.mark.parametrize(
    "packet",
    [
        b"<x:xmpmeta><rdf",
        b'<!DOCTYPE a [<!ENTITY b "' + b"c" * 99 + b'">]><a>&b;&b;</a>',
        XMP.replace(b"Une rameuse.", b"&unknown;"),
    ],
)
def test_broken_xmp_is_told_and_the_rest_is_read(packet: bytes) -> None:
    exif = Image.Exif()
    exif[0x010E] = "A potter."
    document = read("a.jpg", picture("JPEG", xmp=packet, exif=exif))
    assert shown(document) == [("caption", "A potter.")]
    assert document.problems == ("has XMP metadata that are broken and were not read",)


def test_too_much_xmp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image, "MAX_XMP", 9)
    (problem,) = read("a.jpg", picture("JPEG", xmp=XMP)).problems
    assert "more than 9 bytes of XMP" in problem


def claims(width: int, height: int) -> bytes:
    """A PNG that says it is huge and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(60_000, 60_000), (13_000, 12_000)])
def test_a_picture_that_claims_to_be_huge(size: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="claims more than 150,000,000 pixels"):
        read("a.png", claims(*size))


def bomb_in_text() -> bytes:
    data = b"Description\0\0" + zlib.compress(b"a" * 80_000_000)
    chunk = struct.pack(">I", len(data)) + b"zTXt" + data + struct.pack(">I", zlib.crc32(b"zTXt" + data))
    png = picture("PNG")
    return png[:33] + chunk + png[33:]


@pytest.mark.parametrize("data", [b"", b"no picture", picture("JPEG")[:30], picture("TIFF")[:20], bomb_in_text()])
def test_broken_pictures_and_bombs_are_one_line(data: bytes) -> None:
    with pytest.raises(InputError, match="cannot be read as JPEG"):
        read("a.jpg", data)


def test_every_cut_of_a_picture_is_read_or_told() -> None:
    for data in (picture("JPEG", xmp=XMP), with_xmp("PNG", XMP), with_xmp("TIFF", XMP), with_xmp("WEBP", XMP)):
        for end in range(0, len(data), 7):
            told = ""
            try:
                read("a.jpg", data[:end])
            except InputError as error:
                told = str(error)
            assert not told or "cannot be read" in told


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(image, "import_module", missing)
    with pytest.raises(InputError, match=r"inclusive-lint\[images\]"):
        read("a.jpg", picture("JPEG"))


def test_only_a_campaign_reads_the_pictures_of_a_folder(run: Callable[..., Result], here: Path) -> None:
    assert not is_known("a.jpg")
    assert shows_images("a.jpg")
    assert shows_images("a.html")
    assert not shows_images("a.csv")
    (here / "a.jpg").write_bytes(picture("JPEG", xmp=XMP))
    (here / "b.png").write_bytes(picture("PNG"))
    (here / "c.webp").write_bytes(b"no picture")
    result = run("campaign", ".", "--format", "csv", "--language", "nl")
    assert "Een vrouw roeit." in result.stdout
    assert "b.png: has no description in its metadata" in result.stderr
    assert "is empty" not in result.stderr  # one line says what is wrong
    assert "c.webp: is broken or no picture" in result.stderr
    assert result.exit_code == 2
