"""The PDF reader: pages, paragraphs, words cut at line ends, and files that cannot be read."""

from __future__ import annotations

import random
import sys

import pytest

from inclusive_lint.errors import InputError
from inclusive_lint.readers import read
from inclusive_lint.readers.pdf import paragraphs

from .office import pdf

AD = [
    "Verkoopmedewerker",
    "Wij zoeken een collega die graag met klanten werkt en die ons team wil ver-",
    "sterken, en die goed kan luisteren naar wat mensen vragen.",
    "- enthousiast",
    "- leergierig",
]


@pytest.fixture(autouse=True)
def _needs_pdfium(request: pytest.FixtureRequest) -> None:
    if "without" not in request.node.name:
        pytest.importorskip("pypdfium2", reason="PDF needs the extra 'documents'")


def test_pages_paragraphs_and_cut_words() -> None:
    document = read("ad.pdf", pdf(AD, ["Tweede pagina (m/v/x)"]))
    assert [(b.kind, document.view[b.start : b.end], b.location) for b in document.blocks] == [
        ("paragraph", AD[0], "page 1"),
        ("paragraph", f"{AD[1][:-1]}{AD[2]}", "page 1"),
        ("item", "enthousiast", "page 1"), ("item", "leergierig", "page 1"),
        ("paragraph", "Tweede pagina (m/v/x)", "page 2"),
    ]  # fmt: skip
    assert document.source.startswith(f"{AD[0]}\nWij zoeken")
    assert not any(c in document.source for c in "\x02\r\ufffe")


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["Kop", "Dit is een zin die nogal lang is en die verder gaat op", "de volgende regel."], 2),
        (["Voor de dienst hart en bloed kiezen wij straks bij", "Ziekenhuis Sint-Jan in Brugge, een groot huis", "met veel werk"], 1),
        (["Eerste zin van een alinea die hier eindigt.", "Tweede zin."], 2),
        (["Teamwerk", "Communicatie", "Frans"], 3),
        (["• een lang punt in een lijst dat nog verder", "gaat", "• twee"], 2),
    ],
)  # fmt: skip
def test_lines_become_paragraphs(lines: list[str], count: int) -> None:
    assert len(list(paragraphs("\n".join(lines)))) == count


BROKEN = [
    ("empty", b"", "is broken"),
    ("noise", b"%PDF-1.7 and nothing", "is broken"),
    ("no pdf", b"Just text", "is broken"),
    ("encrypted", pdf(AD, encrypted=True), "is protected with a password"),
    ("no text", pdf([]), "has no text in it"),
]


@pytest.mark.parametrize(("data", "says"), [x[1:] for x in BROKEN], ids=[x[0] for x in BROKEN])
def test_bad_files_are_refused_in_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(InputError) as error:
        read("ad.pdf", data)
    assert says in str(error.value)
    assert str(error.value).startswith("ad.pdf: ")


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inclusive_lint.readers.pdf.MAX_PAGES", 1)
    with pytest.raises(InputError, match="has more than 1 pages"):
        read("ad.pdf", pdf(AD, AD))
    monkeypatch.setattr("inclusive_lint.readers.pdf.MAX_TEXT", 10)
    with pytest.raises(InputError, match="holds more than 10 characters"):
        read("ad.pdf", pdf(AD))


def test_damaged_bytes_never_raise_anything_else() -> None:
    chance = random.Random(3)
    good = pdf(AD, AD)
    for _ in range(200):
        data = bytearray(good)
        for _ in range(chance.randrange(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read("ad.pdf", bytes(data))
        except InputError:
            continue


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(InputError, match=r"pip install 'inclusive-lint\[documents\]'"):
        read("ad.pdf", b"%PDF-1.4")
