"""Bytes to text, in every encoding a job ad was ever saved in."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusive_lint.errors import InputError
from inclusive_lint.readers import read
from inclusive_lint.readers.decode import decode, html_charset

TEXT = "Ingénieur·e qualité – salaire brut de 3 000 €, œuvre sociale"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-8"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"", "cp1252"),
    ],
)
def test_each_encoding_is_found(mark: bytes, encoding: str) -> None:
    source = TEXT.replace("·", "(e)")
    assert decode(mark + source.encode(encoding)) == (source, encoding)


def test_offsets_count_without_the_mark() -> None:
    document = read("x.txt", codecs.BOM_UTF8 + b"Chef")
    assert document.offsets.span(0, 4) == (0, 4)
    assert document.source == "Chef"


def test_bytes_that_cp1252_leaves_undefined_are_read_as_browsers_do() -> None:
    assert decode(b"\x93quote\x94 \x81\x9d caf\xe9").text == "“quote” \x81\x9d café"


def test_an_empty_file_is_text() -> None:
    assert decode(b"") == ("", "utf-8")
    assert decode(codecs.BOM_UTF16_LE) == ("", "utf-16-le")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 obj", r" \(PDF\)"),
        (b"PK\x03\x04\x14\x00", r" \(zip"),
        (b"\x89PNG\r\n\x1a\n", r" \(PNG image\)"),
        (b"{\\rtf1 tekst}", r" \(RTF\)"),
        (b"text\x00with\x00zeros and more of it", ""),
        (b"\x00\xd8" * 10 + b"a\x00", ""),
        (bytes(range(1, 256)) * 8, ""),
    ],
)
def test_binary_files_are_refused(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=rf"^ad: looks like a binary file{what}"):
        decode(data, "ad")


def test_the_word_of_the_user_is_taken() -> None:
    assert decode(TEXT.encode("iso8859-15", "replace"), encoding="latin9").encoding == "iso8859-15"
    assert decode("\ufeffx".encode(), encoding="utf8") == ("x", "utf-8")


def test_a_wrong_word_of_the_user_is_a_sentence_with_the_place() -> None:
    with pytest.raises(
        InputError, match=r"ad.txt: is not utf-8: byte 0xe9 at position 3 does not fit; try another --encoding"
    ):
        decode(b"caf\xe9", "ad.txt", "utf-8")
    with pytest.raises(InputError, match=r"is not ascii: byte 0xc3 at position 0"):
        decode("é".encode(), "ad.txt", "ascii")
    with pytest.raises(InputError, match=r"is not utf-16-le: byte 0x61 at position 2"):
        decode(codecs.BOM_UTF16_LE + b"a", "ad.txt")


@pytest.mark.parametrize("encoding", ["utf-9", "rot13", "base64", "", "a\0b", "undefined"])
def test_an_encoding_that_does_not_exist(encoding: str) -> None:
    if not encoding:
        assert decode(b"x", encoding=encoding).encoding == "utf-8"
        return
    with pytest.raises(InputError, match=r"there is no encoding|is not undefined"):
        decode(b"x", encoding=encoding)


def test_a_page_may_say_its_encoding() -> None:
    body = '<meta charset="iso-8859-15"><p>cœur à 5 €'.encode("iso8859-15")
    assert read("x.html", body).source.endswith("cœur à 5 €")
    assert html_charset(b'<meta http-equiv=x content="text/html; charset=windows-1250">') == "cp1250"
    for word in (b"utf-8", b"iso-8859-1", b"nonsense", b"rot13", b"utf-16"):
        assert html_charset(b"<meta charset=" + word + b">") == "cp1252"
    assert html_charset(b"<p>") == "cp1252"


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_an_input_error(data: bytes) -> None:
    try:
        decoded = decode(data, "x")
    except InputError:
        return
    assert isinstance(decoded.text, str)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff")))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    if not text.startswith("{\\rtf"):
        assert decode(text.encode()) == (text, "utf-8")
