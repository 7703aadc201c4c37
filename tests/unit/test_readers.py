"""The readers: every word of the view stands where the map says, and nothing a stranger writes makes them fail."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from inclusive_lint import errors
from inclusive_lint.document import LineIndex, OffsetMap, Piece, ViewBuilder
from inclusive_lint.errors import InputError
from inclusive_lint.model import Span
from inclusive_lint.readers import FORMATS, READERS, is_known, read, reader_for
from inclusive_lint.readers.plain import blocks_of

if TYPE_CHECKING:
    from inclusive_lint.document import Document

INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
RENDERER = MarkdownIt("commonmark", {"maxNesting": 50}).enable(["table", "strikethrough"])


def plain(text: str) -> Document:
    return read("ad.txt", text.encode(), encoding="utf-8")


def markdown(text: str) -> Document:
    return read("ad.md", text.encode(), encoding="utf-8")


def page(text: str) -> Document:
    return read("ad.html", text.encode(), encoding="utf-8")


def blocks(document: Document) -> list[tuple[str, str]]:
    # Composed: an accent may follow its letter from across markup.
    views = [(b.kind, unicodedata.normalize("NFC", document.view[b.start : b.end])) for b in document.blocks]
    return [(kind, " ".join(view.split())) for kind, view in views]


def texts(document: Document) -> list[str]:
    return [text for _, text in blocks(document)]


def sources(document: Document) -> list[str]:
    """Return the source slice of each block."""
    spans = [document.offsets.span(b.start, b.end) for b in document.blocks]
    return [document.source[s.start : s.end] for s in spans]


def source_of(document: Document, phrase: str) -> str:
    at = document.view.index(phrase)
    span = document.offsets.span(at, at + len(phrase))
    return document.source[span.start : span.end]


def as_read(source: str, format: str) -> str:
    """Decode a slice of a source by other means than the readers use."""
    if format == "html":
        source = html.unescape(
            re.sub(r"<!--.*?-->|<script>.*?</script>|<[a-zA-Z/!?][^>]*>", "", source, flags=re.DOTALL)
        )
    if format == "markdown":
        source = re.sub(r"\]\([^)]*\)|<[a-zA-Z/!][^>]*>|[][*_~]", "", html.unescape(source.replace("\\", "")))
    return INVISIBLE.sub("", unicodedata.normalize("NFC", source))


def assert_words_map_back(document: Document) -> None:
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.view)
        end = block.end
        assert document.view[block.start : block.end].strip() == document.view[block.start : block.end]
        for m in re.finditer(r"\w+", document.view[block.start : block.end]):
            span = document.offsets.span(block.start + m.start(), block.start + m.end())
            assert 0 <= span.start < span.end <= len(document.source)
            assert as_read(document.source[span.start : span.end], document.format) == as_read(m[0], document.format)


# The table


def test_the_table_is_consistent() -> None:
    extensions = [extension for reader in READERS for extension in reader.extensions]
    assert len(extensions) == len(set(extensions))
    assert FORMATS[:3] == ("plain", "markdown", "html")
    assert {"docx", "pdf"} < set(FORMATS)
    assert {reader.name for reader in READERS if reader.binary} >= {"docx", "pdf"}
    assert is_known("A/B.HTML")
    assert not is_known("logo.png")
    assert not is_known("Makefile")


def test_an_unknown_extension_is_plain_text_and_an_unknown_format_an_error() -> None:
    assert read("vacature", b"Wij zoeken").format == "plain"
    assert read("-", b"# Titel", format="markdown").blocks[0].kind == "heading"
    with pytest.raises(InputError, match=r"unknown format 'markdwn'.*did you mean 'markdown'"):
        reader_for("x", "markdwn")
    with pytest.raises(InputError, match="looks like a binary file"):
        read("ad.txt", b"PK\x03\x04rest")


@pytest.mark.parametrize("path", ["ad.txt", "ad.md", "ad.html"])
def test_a_run_imports_only_the_reader_it_needs(path: str) -> None:
    code = (
        "import sys; from inclusive_lint.readers import read; read(sys.argv[1], b'Wij zoeken een collega');"
        "print([m for m in ('markdown_it', 'html', 'html.parser', 'yaml', 'pathspec') if m in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(errors.__file__).parents[1])}
    command = [sys.executable, "-c", code, path]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    wanted = {"ad.txt": "[]", "ad.html": "['html']"}
    assert path == "ad.md" or run.stdout.strip() == wanted[path]
    assert "'yaml'" not in run.stdout
    assert "'html.parser'" not in run.stdout


# The map


def test_a_span_that_ends_between_blocks_stays_inside_the_source() -> None:
    offsets = OffsetMap((Piece(0, 3, 10, 13), Piece(4, 5, 20, 26)))
    assert offsets.span(0, 4) == Span(10, 13)
    assert offsets.span(3, 5) == Span(13, 26)


def test_the_builder_normalises_what_keeps_its_length_too() -> None:
    builder = ViewBuilder("\u212bngstro\u0308m en \u2126")
    builder.text(0, len(builder.source))
    builder.end_block("paragraph")
    document = builder.build("x", "plain")
    assert document.view.strip() == "Ångström en Ω"
    assert_words_map_back(document)


def test_lines_are_counted_for_every_line_end() -> None:
    index = LineIndex("a\r\nb\rc\nd")
    assert [index.position(i) for i in (0, 3, 5, 7)] == [(1, 1), (2, 1), (3, 1), (4, 1)]


# Plain text


def test_plain_lines_are_blocks_and_bullets_stay_out() -> None:
    document = plain("Vacature\r\n\r\n- eerste punt\r\n2) tweede punt\r\n🚀 derde punt\r\n")
    assert blocks(document) == [
        ("paragraph", "Vacature"), ("item", "eerste punt"), ("item", "tweede punt"), ("item", "derde punt"),
    ]  # fmt: skip
    assert document.view == document.source


@pytest.mark.parametrize("line", ["*** Bakker ***", ">>> Bakker <<<", "⭐ Bakker ⭐", "- Bakker -"])
def test_plain_signs_on_both_sides_make_a_banner_and_no_bullet(line: str) -> None:
    assert [block.kind for block in blocks_of(line)] == ["paragraph"]
    assert [block.kind for block in blocks_of(line.rstrip("<*⭐- "))] == ["item"]
    assert [block.kind for block in blocks_of("**Bakker**")] == ["item"]


def test_plain_wrapped_lines_are_joined_and_short_ones_are_not() -> None:
    long = "Wij zoeken voor onze vestiging in het midden van het land een"
    assert len(texts(plain(f"{long}\nervaren collega."))) == 1
    assert len(texts(plain(f"{long}\r\nervaren collega."))) == 1
    assert len(texts(plain(f"{long}.\nervaren collega."))) == 2
    assert len(texts(plain("Wij zoeken een\nervaren collega."))) == 2
    assert len(texts(plain(f"{long}\n\nervaren collega."))) == 2


def test_plain_bullets_inside_a_run_on_line_cut_it() -> None:
    assert blocks(plain("Taken: • plannen • leiden")) == [
        ("paragraph", "Taken:"),
        ("item", "plannen"),
        ("item", "leiden"),
    ]


def test_plain_inclusive_dots_are_no_bullets() -> None:
    assert texts(plain("un•e développeur•se motivé·e")) == ["un•e développeur•se motivé·e"]


def test_plain_text_in_nfd_or_with_soft_hyphens_maps_back() -> None:
    document = plain("Een e\u0301le\u0300ve met mede\u00adwerker\u00ads\u200b en 👩\u200d💻\nslot")
    assert texts(document)[0].startswith("Een élève met medewerkers en")
    assert source_of(document, "élève") == "e\u0301le\u0300ve"
    assert source_of(document, "medewerkers") == "mede\u00adwerker\u00ads"
    assert_words_map_back(document)


def test_plain_blank_text_has_no_blocks() -> None:
    for text in ("", "\n", " \t\r\n", "----\n", "\u200b"):
        assert not any(texts(plain(text)))


def test_plain_reading_costs_at_most_a_microsecond_per_word() -> None:
    line = "Wij zoeken een enthousiaste collega voor ons team in de regio Gent, met zin om te leren.\n"
    text = line * 2000
    start = time.process_time()
    document = plain(text)
    used = time.process_time() - start
    assert len(document.blocks) == 2000
    # Three times the aim, so that a busy machine does not fail the suite.
    assert used / (2000 * len(line.split())) < 3e-6


# Markdown


def test_markdown_kinds_and_levels() -> None:
    document = markdown(
        "# Titel\n\nAlinea.\n\n- punt\n  1. dieper\n\n> citaat\n\n| A | B |\n|---|---|\n| c | d |\n\nTweede\n======\n"
    )
    assert blocks(document) == [
        ("heading", "Titel"), ("paragraph", "Alinea."), ("item", "punt"), ("item", "dieper"), ("quote", "citaat"),
        ("cell", "A"), ("cell", "B"), ("cell", "c"), ("cell", "d"), ("heading", "Tweede"),
    ]  # fmt: skip
    assert [b.level for b in document.blocks if b.kind == "heading"] == [1, 1]
    assert sources(document) == texts(document)


def test_markdown_marks_are_left_out_of_the_words() -> None:
    document = markdown("een *jonge*re **hond** uit [Gent](http://x.be/jonge 'tip &amp; truc') &eacute;n \\*ster\\*")
    assert texts(document) == ["een jongere hond uit Gent én *ster*", "tip & truc"]
    assert source_of(document, "jongere") == "jonge*re"
    assert source_of(document, "én") == "&eacute;n"
    assert source_of(document, "*ster*") == "\\*ster\\*"
    assert source_of(document, "tip & truc") == "tip &amp; truc"


def test_markdown_images_give_their_texts_as_blocks_of_their_own() -> None:
    document = markdown('voor ![een *man*\nen \\[x\\]](a.png "zijn \\"titel\\"") na <img alt="de &lt; rest" src=x>')
    assert blocks(document) == [
        ("paragraph", "voor na"), ("alt", "een *man* en [x]"), ("caption", 'zijn "titel"'), ("alt", "de < rest"),
    ]  # fmt: skip
    assert source_of(document, "de < rest") == "de &lt; rest"


def test_markdown_code_is_skipped_and_keeps_words_apart() -> None:
    document = markdown(
        "een `x``y` woord`z`en\n\n    blok\n\n```\nhek\n```\n\n~~weg~~ <https://a.be/b> <code>a</code>s"
    )
    assert texts(document) == ["een woord en", "weg https://a.be/b s"]


def test_markdown_breaks_and_pasted_bullets_end_a_block() -> None:
    assert texts(markdown("Plaats: Gent  \nUren: 38\\\nLoon: goed<br>Start: nu\nvervolg")) == [
        "Plaats: Gent", "Uren: 38", "Loon: goed", "Start: nu vervolg",
    ]  # fmt: skip
    assert blocks(markdown("Taken\n• plannen\n• leiden\nProfiel")) == [
        ("paragraph", "Taken"), ("item", "plannen"), ("item", "leiden"), ("paragraph", "Profiel"),
    ]  # fmt: skip


def test_markdown_bold_line_is_a_heading_without_level() -> None:
    document = markdown("**Wat bieden wij?**\n\n**Wij zijn een team.**\n\nEen **vet** woord\n")
    assert [b.kind for b in document.blocks] == ["heading", "paragraph", "paragraph"]


def test_markdown_in_html_blocks_takes_over_language_and_hiding() -> None:
    document = markdown('<div lang="fr">\n\nBonjour *toi*\n\n</div>\n\n<div hidden>\n\nweg\n\n</div>\n\n<p>Dag</p>\n')
    assert [(t, b.declared) for t, b in zip(texts(document), document.blocks, strict=True)] == [
        ("Bonjour toi", "fr"), ("Dag", None),
    ]  # fmt: skip


def test_markdown_unclosed_inline_code_tag_ends_with_its_paragraph() -> None:
    assert texts(markdown("een <code>x\n\ntweede")) == ["een", "tweede"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_markdown_places_words_in_nested_lines_of_any_line_end(end: str) -> None:
    lines = ["> - een twee", ">   drie", "vier", "", "1. a", "", "\tb *c* d", "", "Kop ##", "---", "## Nog een ## ##"]
    document = markdown(end.join(lines))
    assert texts(document) == ["een twee drie vier", "a", "b c d", "Kop ##", "Nog een ##"]
    for word in ["een", "twee", "drie", "vier", "a", "b", "c", "d", "Kop", "Nog"]:
        assert source_of(document, word) == word
    assert_words_map_back(document)


def test_markdown_table_cells_with_pipes_and_missing_cells() -> None:
    document = markdown("> | aa \\| b | aa |\n> |---|---|\n> | `x` aa |\n> aa | | te veel\n")
    assert texts(document) == ["aa | b", "aa", "aa", "aa"]
    spans = [document.offsets.span(b.start, b.end) for b in document.blocks]
    assert [document.source[s.start : s.end] for s in spans] == ["aa \\| b", "aa", "aa", "aa"]
    assert len({s.start for s in spans}) == 4


# Front matter


def test_front_matter_gives_texts_language_and_options() -> None:
    document = markdown(
        "---\r\ntitle: 'Chef 🍳 (m/v/x)'\r\ndescription: >\r\n  Wij zoeken\r\n  een chef.\r\nlang: nl-BE\r\n"
        'subtitle: "l\\u00e9ger"\r\ninclusive-lint: {doctype: internal}\r\n---\r\n# Kop\r\n'
    )
    assert blocks(document) == [
        ("title", "Chef 🍳 (m/v/x)"), ("meta", "Wij zoeken een chef."), ("meta", "léger"), ("heading", "Kop"),
    ]  # fmt: skip
    assert (document.declared, document.options, document.problems) == ("nl", {"doctype": "internal"}, ())
    assert source_of(document, "Chef 🍳 (m/v/x)") == "Chef 🍳 (m/v/x)"
    assert source_of(document, "een chef.") == "een chef."
    assert "u00e9" in source_of(document, "léger")


def test_broken_front_matter_is_a_problem_and_the_text_is_read() -> None:
    document = markdown("---\ntitle: a\ntitle: b\n---\nTekst\n")
    assert texts(document) == ["Tekst"]
    assert document.problems == ("3:1: front matter was not read: the key 'title' stands here twice",)
    (problem,) = markdown("---\nfoo: [\n---\nTekst").problems
    assert re.match(r"\d+:\d+: front matter was not read: not valid YAML", problem)


def test_rules_around_prose_are_no_front_matter() -> None:
    assert texts(markdown("---\n\nTekst\n\n---\nMeer")) == ["Tekst", "Meer"]
    assert texts(markdown("---\nTekst zonder einde")) == ["Tekst zonder einde"]
    assert texts(markdown("---\n---\nTekst")) == ["Tekst"]
    assert texts(markdown("----\na: b\n---\nTekst"))[-1] == "Tekst"


def test_front_matter_of_an_html_page() -> None:
    assert blocks(page("---\ntitle: Kok\n---\n<p>Tekst")) == [("title", "Kok"), ("paragraph", "Tekst")]


# HTML


def test_html_kinds_attributes_and_meta() -> None:
    document = page(
        '<html lang="nl-BE"><head><title>Kok</title><meta name=description content="Een &eacute;chte kok">'
        '<meta property="og:description" content=deel><link title=rss><style>p{}</style></head><body>'
        "<h2>Wie?</h2><ul><li>een<li>twee</ul><table><tr><td>cel<td><p>los</table><blockquote>citaat</blockquote>"
        '<figure><img src=a alt="foto"><figcaption>bij</figcaption></figure><button title="tip">Solliciteer</button>'
        '<input placeholder="Naam" aria-label=Uw&#32;naam></body></html>'
    )
    assert blocks(document) == [
        ("title", "Kok"), ("meta", "Een échte kok"), ("meta", "deel"), ("heading", "Wie?"), ("item", "een"),
        ("item", "twee"), ("cell", "cel"), ("paragraph", "los"), ("quote", "citaat"), ("alt", "foto"), ("caption", "bij"),
        ("attribute", "tip"), ("paragraph", "Solliciteer"), ("attribute", "Uw naam"), ("attribute", "Naam"),
    ]  # fmt: skip
    assert document.declared == "nl"
    assert {b.declared for b in document.blocks} == {"nl"}
    assert source_of(document, "échte") == "&eacute;chte"
    assert_words_map_back(document)


def test_what_is_said_of_an_image_describes_it_and_what_is_said_of_a_button_does_not() -> None:
    document = page(
        '<img src=a alt="De pers" title="Een man"><div role=img aria-label="Twee mannen"></div><svg aria-label="Icoon"/>'
        '<a href=b title="Verder" aria-label="Lees verder">x</a>'
    )
    assert [x for x in blocks(document) if x[1] != "x"] == [
        ("alt", "De pers"), ("caption", "Een man"), ("alt", "Twee mannen"), ("alt", "Icoon"), ("attribute", "Verder"),
        ("attribute", "Lees verder"),
    ]  # fmt: skip


def test_images_of_the_front_matter() -> None:
    matter = "image_alt: Twee smeden\ncover:\n  src: a.jpg\n  alt: 'Een &amp; kok'\ngallery:\n- heroAlt: Drie\nsalt: zout\n"
    document = markdown(f"---\n{matter}---\nTekst\n")
    assert blocks(document) == [("alt", "Twee smeden"), ("alt", "Een &amp; kok"), ("alt", "Drie"), ("paragraph", "Tekst")]
    assert source_of(document, "Twee smeden") == "Twee smeden"


def test_html_inline_elements_join_and_gaps_part() -> None:
    document = page("<p>jonge<b>re</b> man<span>nen</span> met<img src=x>plezier<code>x</code>hier<wbr>mee")
    assert texts(document) == ["jongere mannen met plezier hiermee"]
    assert source_of(document, "jongere") == "jonge<b>re"


def test_html_invisible_things_are_skipped() -> None:
    document = page(
        "a<script>if (a < b) 'x</p>'</script><style>b</style><template>c</template><noscript>d</noscript>"
        '<p hidden>e<p style="color:red; DISPLAY : none">f</p><svg><title>logo &amp; co</title><text>g</text></svg>'
        "<!-- h --><![CDATA[i]]><pre>j</pre><ul><li hidden title=k>l<li>zichtbaar</ul>"
    )
    assert blocks(document) == [("paragraph", "a"), ("alt", "logo & co"), ("item", "zichtbaar")]


def test_html_pre_is_read_if_it_is_all_there_is() -> None:
    document = page("<title>t</title><pre lang=nl>Kok &amp; co\n- een\n- tw<b>ee</b>\n</pre>")
    assert blocks(document) == [("title", "t"), ("paragraph", "Kok & co"), ("item", "een"), ("item", "twee")]
    assert document.blocks[-1].declared == "nl"


def test_html_breaks_end_a_block_unless_they_wrap_a_line_or_stand_in_a_heading() -> None:
    long = "Wij zoeken voor onze vestiging in het midden van het land een"
    assert texts(page(f"<p>Gent<br>Brugge<br/>{long}<br>ervaren kok")) == ["Gent", "Brugge", f"{long} ervaren kok"]
    assert texts(page("<h1>Kok<br>m/v/x</h1>")) == ["Kok m/v/x"]
    assert texts(page("<td>a<br>b</td>")) == ["a", "b"]


def test_html_bullets_and_bold_lines_tell_the_kind() -> None:
    document = page("<p><b>Taken</b></p><p>&bull; plannen<br>- leiden<p><strong>Wij werken.</strong><p><b>a</b> b")
    assert blocks(document) == [
        ("heading", "Taken"), ("item", "plannen"), ("item", "leiden"), ("paragraph", "Wij werken."), ("paragraph", "a b"),
    ]  # fmt: skip


def test_html_language_is_inherited_and_a_word_does_not_change_it() -> None:
    document = page(
        '<div lang="fr"><p>un <i lang=en>team</i> ici<p><i lang=en>all English</i><p lang="">?</p></div><p>x'
        '<p xml:lang="nl_NL">y'
    )
    assert [b.declared for b in document.blocks] == ["fr", "en", "fr", None, "nl"]


def test_html_entities_map_as_a_whole() -> None:
    document = page(
        "<p>caf&eacute; R&D &euro;5 &amp;c &#233;&#xE9; mede&shy;werker &nbsp;x &bogus; &#99999999999; a & b"
    )
    assert texts(document) == ["café R&D €5 &c éé medewerker x &bogus; \ufffd a & b"]
    assert source_of(document, "café") == "caf&eacute;"
    assert source_of(document, "éé") == "&#233;&#xE9;"
    assert source_of(document, "medewerker") == "mede&shy;werker"


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("<p>a < b, c <3 d", ["a < b, c <3 d"]),
        ("<p>tekst <a href='open>rest</p>", ["tekst rest"]),
        ('<p>tekst <a href="x', ['tekst <a href="x']),
        ("een</b></p></div>twee", ["eentwee"]),
        ("<td>a</div>b<td>c", ["ab", "c"]),
        ("<b><p>a</b>b</p>", ["a", "b"]),
        ("<p>a<!-- open", ["a"]),
        ("<p>a<!-->b<!--->c<!--d--!>e", ["abce"]),
        ("<script>open", []),
        ("<title>open", ["open"]),
        ("<script src=x />na", ["na"]),
        ("<x-kaart>a</x-kaart>b", ["a", "b"]),
        ("<p title='a>b'>c</p>", ["a>b", "c"]),
        ("</>a<?php b ?>c<!x>d", ["acd"]),
        ("<img alt=a&quot;b>", ['a"b']),
        ("<img alt=''>", []),
        ("<img alt='&#" + "9" * 5000 + ";'>x", ["&#" + "9" * 5000 + ";", "x"]),
        ("<li>a<ul><li>b</ul>c<li>d", ["a", "b", "c", "d"]),
    ],
)
def test_html_that_is_odd_is_read_as_a_browser_would(source: str, wanted: list[str]) -> None:
    assert texts(page(source)) == wanted


@pytest.mark.parametrize(
    "unit",
    [
        "<a ",
        "<!--",
        "<a b='",
        '<a b="',
        "</a ",
        "&",
        "<div>",
        "<li>",
        "<p><b>",
        "<title>",
        "<br>a",
        "<x></y>",
        "<td><b>",
        "<![x[",
    ],
)
def test_hostile_html_takes_linear_time(unit: str) -> None:
    start = time.process_time()
    page(unit * (200_000 // len(unit)))
    assert time.process_time() - start < 5


@pytest.mark.parametrize("unit", ["[", "![", "*a", "> ", "- ", "`", "<a ", "\\", "[a](", "_*", "|a", "&a", "~"])
def test_hostile_markdown_is_read(unit: str) -> None:
    start = time.process_time()
    markdown(unit * (20_000 // len(unit)))
    assert time.process_time() - start < 10


# Whatever is written

WORDS = st.sampled_from(
    [
        "collega",
        "jonge",
        "élève",
        "e\u0301le\u0300ve",
        "mede\u00adwerker",
        "👩\u200d💻",
        "l’équipe",
        "m/v/x",
        "ingénieur·e",
        "a",
    ]
)
SPACES = st.sampled_from([" ", "\n", "\r\n", "\n\n", "\t", "\u00a0", "\r"])
HTML = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<li>", "<ul>", "</ul>", "<br>", "<td>", "<table>", "<div lang=fr>", "</div>", "<h1>",
     "<img alt='een &eacute;l&egrave;ve'>", "<!-- x -->", "&eacute;", "&shy;", "&amp;", "&#x301;x", "<q>", "</q>", "<i hidden>",
     "</i>", "<script>x</script>", "<pre>", "</pre>", "<svg><title>t</title></svg>", "<", ">", "&", "</", "<!", '"']
)  # fmt: skip
MARKDOWN = st.sampled_from(
    ["*", "**", "_", "`", "[", "](u)", '](<u> "t")', "![", "]", "# ", "## ", "- ", "1. ", "> ", "|", "|---|\n", "\\*", "\\",
     "&eacute;", "&amp;", "  \n", "---\n", "===\n", "~~", "[a]: b 'c'\n", "[a]", "    ", "&"]
)  # fmt: skip


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(*parts), max_size=40).map("".join)


@given(joined(WORDS, SPACES, st.sampled_from(["- ", "• ", "1. ", "inclusive-lint disable x", "# "])))
def test_plain_words_map_back(text: str) -> None:
    document = plain(text)
    assert_words_map_back(document)
    assert_same_words(" ".join(texts(document)), text)


def assert_same_words(read_text: str, source: str) -> None:
    """No word is lost or made up (a directive may be left out, a bullet too)."""
    wanted = re.findall(r"\w+", as_read(source, "plain"))
    found = re.findall(r"\w+", read_text)
    assert "inclusive" in wanted or "1" in wanted or found == wanted


@given(joined(WORDS, SPACES, HTML))
def test_html_words_map_back(text: str) -> None:
    assert_words_map_back(page(text))


@given(joined(WORDS, SPACES, MARKDOWN))
def test_markdown_words_map_back_and_are_those_a_renderer_shows(text: str) -> None:
    document = markdown(text)
    assert_words_map_back(document)
    if text.startswith("---"):
        return
    shown = page(RENDERER.render(text))
    if words(document):  # else the renderer shows nothing but code, which is then read as the whole page
        assert words(document) == words(shown)


def words(document: Document) -> list[tuple[str, list[str]]]:
    """Return the words of each block, without what may differ.

    A renderer takes emphasis out of an alt text, we do not; and stray stars and
    numbers are bullets there, where they stand in one token, and none here.
    """
    found = [(kind.replace("item", "paragraph"), re.findall(r"[^\W\d_]+", text)) for kind, text in blocks(document)]
    return [(kind, text) for kind, text in found if text and kind not in ("alt", "attribute", "caption")]


TEXT_FORMATS = ["plain", "markdown", "html"]


@given(joined(WORDS, SPACES, MARKDOWN, HTML, st.just("<a b='"), st.text(max_size=5)), st.sampled_from(TEXT_FORMATS))
def test_nothing_raises_and_spans_stay_inside(text: str, format: str) -> None:
    document = read("x", text.encode("utf-8", "ignore"), format=format, encoding="utf-8")
    for block in document.blocks:
        span = document.offsets.span(block.start, block.end)
        assert 0 <= span.start < span.end <= len(document.source)


@given(st.text())
def test_plain_blocks_are_in_order_and_not_blank(text: str) -> None:
    end = 0
    for block in blocks_of(text):
        assert end <= block.start < block.end
        assert text[block.start : block.end].strip()
        end = block.end
