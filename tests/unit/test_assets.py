"""Lists of images (CSV, JSON, YAML) and subtitles: the texts that describe, each in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusive_lint.errors import InputError
from inclusive_lint.readers import is_known, read

if TYPE_CHECKING:
    from inclusive_lint.document import Document


def shown(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, document.view[b.start : b.end]) for b in document.blocks]


def sources(document: Document) -> list[str]:
    return [document.source[slice(*document.offsets.span(b.start, b.end))] for b in document.blocks]


def test_csv() -> None:
    data = 'id;"Alt text";Caption\r\n1;"Een ""man"",\r\nzegt ze";twee\r\n2;;"drie"\r\n'
    document = read("a.csv", data.encode())
    assert shown(document) == [("alt", 'Een "man",\r\nzegt ze'), ("caption", "twee"), ("caption", "drie")]
    assert sources(document) == ['Een ""man"",\r\nzegt ze', "twee", "drie"]
    assert [b.location for b in document.blocks] == ["row 2", "row 2", "row 3"]


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.yaml"])
def test_without_a_known_key_one_line_says_so(name: str) -> None:
    text = {"a.csv": "a,b\n1,2\n", "a.json": '{"a": "b"}', "a.yaml": "a: b\n"}[name]
    document = read(name, text.encode())
    assert (document.blocks, len(document.problems)) == ((), 1)
    assert "describes an image" in document.problems[0]


def test_json() -> None:
    document = read(
        "a.json", rb'{"x": [{"alt": "Een \"man\" \u00e9\ud83d\ude00n"}], "caption": ["a", "b"], "file": "c"}'
    )
    assert shown(document) == [("alt", 'Een "man" é\U0001f600n'), ("caption", "a"), ("caption", "b")]
    assert sources(document)[1:] == ["a", "b"]


def test_yaml() -> None:
    document = read(
        "a.yaml", b"- alt: Een man\n  file: x\n- prompt: >\n    Een vrouw\n    en een kind\n- alt: 'twee'\n"
    )
    assert [text for _, text in shown(document)] == ["Een man", "Een vrouw\n    en een kind", "twee"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.json", '{"alt": ', "not valid JSON"),
        ("a.json", "[" * 100_000, "nested too deeply|not valid JSON"),
        ("a.yaml", "a: [", "not valid YAML"),
        ("a.yaml", "a: &a [*a, *a]\n", "refers to itself"),
    ],
)
def test_what_is_broken_is_an_error_of_one_line(name: str, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(name, text.encode())


def test_subtitles() -> None:
    text = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<i>Een man</i>\nlacht.\n\nNOTE geheim\n\n00:03.000 --> 00:04.000\nDag.\n"
    document = read("a.vtt", text.encode())
    assert shown(document) == [("paragraph", "Een man\nlacht."), ("paragraph", "Dag.")]
    assert [b.location for b in document.blocks] == ["00:00:01.000", "00:03.000"]
    assert shown(read("a.srt", b"1\r\n00:00:01,000 --> 00:00:02,000\r\nDag.\r\n\r\n")) == [("paragraph", "Dag.")]


def test_lists_are_read_where_they_are_named_only() -> None:
    assert is_known("a.srt")
    assert not any(map(is_known, ["a.csv", "a.json", "a.yaml"]))


@given(st.text(alphabet='alt,;"\n\r\\{}[]:é -1', max_size=40), st.sampled_from(["a.csv", "a.json", "a.yaml", "a.srt"]))
def test_nothing_raises_but_input_errors(text: str, name: str) -> None:
    try:
        document = read(name, text.encode(), encoding="utf-8")
    except InputError:
        return
    for block in document.blocks:
        span = document.offsets.span(block.start, block.end)
        assert 0 <= span.start <= span.end <= len(document.source)
