"""The way from the view back to the source, and from offsets to lines."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusive_lint.document import Block, LineIndex, OffsetMap, Piece, ViewBuilder, is_plain_view
from inclusive_lint.model import Span
from inclusive_lint.readers import plain

NFD = "e\u0301"  # é in two code points
SOFT = "\u00ad"


def test_without_pieces_the_view_is_the_source() -> None:
    assert OffsetMap().span(3, 7) == Span(3, 7)


def test_runs_of_equal_length_map_one_to_one_others_as_a_whole() -> None:
    offsets = OffsetMap((Piece(0, 4, 10, 14), Piece(4, 5, 14, 19), Piece(5, 8, 19, 22)))  # "Wij &amp; ik", say
    assert offsets.span(0, 2) == Span(10, 12)
    assert offsets.span(4, 5) == Span(14, 19)
    assert offsets.span(3, 6) == Span(13, 20)
    assert offsets.span(0, 8) == Span(10, 22)


def test_the_line_end_between_blocks_counts_as_the_end_of_the_first() -> None:
    offsets = OffsetMap((Piece(0, 3, 0, 3), Piece(4, 7, 20, 23)))
    assert offsets.span(3, 7) == Span(3, 23)
    assert offsets.span(2, 4) == Span(2, 3)


def built(source: str, *parts: tuple[int, int]) -> tuple[str, OffsetMap, tuple[Block, ...]]:
    builder = ViewBuilder(source)
    for start, end in parts or ((0, len(source)),):
        builder.text(start, end)
        builder.end_block("paragraph")
    document = builder.build("x", "plain")
    return document.view, document.offsets, document.blocks


def test_a_letter_with_its_accent_apart_is_one_letter_of_the_view() -> None:
    source = f"un {NFD}tudiant motiv{NFD}, dit-il"
    view, offsets, _ = built(source)
    assert view.strip() == "un étudiant motivé, dit-il"
    at = view.index("motivé")
    assert source[slice(*offsets.span(at, at + 6))] == f"motiv{NFD}"
    assert source[slice(*offsets.span(at + 5, at + 6))] == NFD


def test_a_heap_of_marks_is_not_put_in_order_as_a_whole() -> None:
    source = "e" + "\u0301\u0327" * 1_000 + " ninja"
    view, offsets, _ = built(source)
    assert view.startswith("\u0229\u0327")  # the first thirty: the cedilla composes and comes first
    assert "\u0301\u0327" in view[1_000:], "to sort them all takes time that grows with their square"
    at = view.index("ninja")
    assert source[slice(*offsets.span(at, at + 5))] == "ninja"


def test_soft_hyphens_and_other_invisible_characters_are_dropped_from_the_view_only() -> None:
    source = f"een jon{SOFT}ge hond\u200b en\ufeff meer"
    view, offsets, _ = built(source)
    assert view.strip() == "een jonge hond en meer"
    at = view.index("jonge hond")
    start, end = offsets.span(at, at + 10)
    assert source[start:end] == f"jon{SOFT}ge hond"


def test_several_accents_on_one_letter_map_as_a_whole() -> None:
    source = "a\u0323\u0302b"  # ậ in three code points
    view, offsets, _ = built(source)
    assert view.strip() == "ậb"
    assert offsets.span(0, 1) == Span(0, 3)
    assert offsets.span(1, 2) == Span(3, 4)


def test_blocks_leave_out_the_blanks_around_them_and_blank_blocks() -> None:
    source = "  Jonge \n\n   \nhond  "
    view, offsets, blocks = built(source, (0, 8), (9, 13), (14, 20))
    assert [view[b.start : b.end] for b in blocks] == ["Jonge", "hond"]
    assert [source[slice(*offsets.span(b.start, b.end))] for b in blocks] == ["Jonge", "hond"]


def test_replaced_text_points_at_what_stands_in_the_source() -> None:
    source = "Onderzoek &amp; ontwikkeling"
    builder = ViewBuilder(source)
    builder.text(0, 10)
    builder.replaced("&", 10, 15)
    builder.text(15, len(source))
    assert builder.is_open
    assert builder.open_text() == "Onderzoek & ontwikkeling"
    builder.end_block("heading", level=2, declared="nl", location="slide 4")
    document = builder.build("x", "html", declared="fr", options={"profile": "nl"}, problems=("1:1: odd",))
    assert not builder.is_open
    assert document.blocks == (Block("heading", 0, 24, 2, "nl", "slide 4"),)
    assert document.offsets.span(10, 24) == Span(10, 28)
    assert (document.declared, document.options, document.problems) == ("fr", {"profile": "nl"}, ("1:1: odd",))


def test_what_is_masked_is_not_read() -> None:
    builder = ViewBuilder("ab CD ef", readable="ab    ef")
    builder.text(0, 8)
    builder.end_block("paragraph")
    assert builder.build("x", "plain").view == "ab    ef\n"


@pytest.mark.parametrize(
    ("source", "simple"),
    [
        ("plain", True),
        ("été à l’œuvre · ‑", True),
        (f"{NFD}t{NFD}", False),
        (f"jon{SOFT}ge", False),
        ("\u212b", False),
        ("a\u200db", False),
    ],
)
def test_which_sources_are_their_own_view(source: str, simple: bool) -> None:
    assert is_plain_view(source) is simple


@given(st.text(st.sampled_from("ab e\u0301\u00ad\u200b\n\rçéÅ\u212b·")))
def test_every_word_of_the_view_leads_to_its_source(source: str) -> None:
    document = plain.read("x.txt", source)
    if not re.search("[\u00ad\u200b]\u0301", source):  # an accent torn off its letter stays alone
        assert unicodedata.is_normalized("NFC", document.view)
    for block in document.blocks:
        for at in range(block.start, block.end):
            start, end = document.offsets.span(at, at + 1)
            assert 0 <= start < end <= len(source)
            seen = unicodedata.normalize("NFC", source[start:end]).translate({0xAD: None, 0x200B: None})
            assert document.view[at] in seen
        whole = document.offsets.span(block.start, block.end)
        ends = (
            document.offsets.span(block.start, block.start + 1).start,
            document.offsets.span(block.end - 1, block.end).end,
        )
        assert tuple(whole) == ends


@pytest.mark.parametrize(
    ("source", "at", "position"),
    [
        ("abc", 0, (1, 1)), ("abc", 3, (1, 4)), ("", 0, (1, 1)),
        ("a\nb", 2, (2, 1)), ("a\r\nb\r\nc", 6, (3, 1)), ("a\r\nb", 1, (1, 2)), ("a\r\nb", 2, (1, 3)), ("a\rb", 2, (2, 1)),
        ("a\n\r\n\nb", 5, (4, 1)), ("a\n", 2, (2, 1)), ("é😀x", 2, (1, 3)),
        ("a\x0bb\x0cc\u2028d", 6, (1, 7)),  # no line ends, for editors
    ],
)  # fmt: skip
def test_positions(source: str, at: int, position: tuple[int, int]) -> None:
    assert LineIndex(source).position(at) == position


@given(st.text(st.sampled_from("ab\r\n")))
def test_positions_agree_with_reading_the_lines(source: str) -> None:
    index = LineIndex(source)
    lines = source.replace("\r\n", "\n\0").replace("\r", "\n").split("\n")
    for at, character in enumerate(source):
        line, column = index.position(at)
        if character not in "\r\n":
            assert lines[line - 1].lstrip("\0")[column - 1] == character
