"""The tokenizer: what is one word, what is several, and where each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inclusive_lint.tokens import BOUNDARY, DOTS, Spelling, Tokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence

# Characters that mean something to the tokenizer, and some that only look as if they did.
LETTERS = "abeéEÉsStrnlLdDqQuUœßİ"
SIGNS = f"{DOTS}.,:;!?…()[]/-‑‐–—_*'’ʼ‘\"«»@#€%+&"
SPACES = " \t\n\u00a0\u202f"
CHARACTERS = st.sampled_from(LETTERS + SIGNS + SPACES + "0123456789")
PIECES = st.sampled_from(
    [
        "développeur·se", "ingénieur(e)s", "vendeur/-euse", "chargé-e-s", "étudiantES", "medewerk(st)er", "m/v/x", "(f/m/d)", "l’âge", "qu'il",
        "today's", "9-to-5", "35 000", "M. Dupont", "e.g.", "www.example.org/a?b=1", "post@example.org", "iPhone", "ADMINISTRATEURS", "…", "C++",
        "2 500 000", "J. R. Smit", "(cross-check),", "full-time.", '"etc.",', "“word”", "[a-b]", "EMPLOYÉ-E", "vis-à-vis", "-a", "U.S. Mail", "B.\tAd",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(CHARACTERS, max_size=40),
    st.lists(st.one_of(PIECES, st.text(CHARACTERS, max_size=4))).map(" ".join),
    st.text(max_size=40),
)

# Stem, ending and plural of forms that name both sexes; the sign between stem and ending changes.
DOTTED = [
    ("développeur", "se"),
    ("étudiant", "e"),
    ("technicien", "ne"),
    ("administrat", "rice"),
    ("né", "e"),
    ("infirmier", "ère"),
]


@pytest.mark.parametrize("dot", sorted(set(DOTS)))
@pytest.mark.parametrize(("stem", "ending"), DOTTED)
def test_a_dotted_form_is_one_word_with_every_dot(tokenizer: Tokenizer, dot: str, stem: str, ending: str) -> None:
    for form in (f"{stem}{dot}{ending}", f"{stem}{dot}{ending}s", f"{stem}{dot}{ending}{dot}s"):
        assert tokenizer.words(form) == [form]
        assert tokenizer.is_inclusive(form)
        assert tokenizer.words(f"Les {form}, et d’autres") == ["les", form, ",", "et", "d'", "autres"]


@pytest.mark.parametrize(
    "form",
    [
        # brackets
        "développeur(se)", "ingénieur(e)", "ingénieur(e)s", "directeur(trice)", "salarié(es)", "docent(e)", "docent(e)s", "leraar(-ares)",
        "medewerk(st)er", "medewerk(st)ers", "onderzoek(st)er", "vendeur(/euse)", "motivé(.e)",
        # slashes
        "développeur/euse", "développeur/-euse", "vendeur/euses", "leraar/-ares", "acteur/trice",
        # hyphens
        "développeur-euse", "chargé-e", "chargé-e-s", "technicien-ne-s", "collaborateur-trice-s",
        # full stop, star, low line
        "motivé.e", "motivé.e.s", "auteur.trice", "motivé*e", "salarié_e",
    ],
)  # fmt: skip
def test_other_inclusive_spellings_are_one_word(tokenizer: Tokenizer, form: str) -> None:
    assert tokenizer.words(form) == [form]
    assert tokenizer.is_inclusive(form)
    assert tokenizer.words(f"{form.capitalize()}.")[0] == form


@pytest.mark.parametrize("form", ["EMPLOYÉ(E)", "EMPLOYÉ(E)S", "VENDEUR/EUSE", "RÉGISSEUR.EUSE", "CHARGÉ-E", "OUVRIER(e)"])
def test_a_title_in_capitals_is_read_like_any(tokenizer: Tokenizer, form: str) -> None:
    assert tokenizer.words(f"{form} de nuit") == [form.lower(), "de", "nuit"]
    assert tokenizer.is_inclusive(form.lower())


@pytest.mark.parametrize("written", ["PERMIS BE(E)", "PARENT(S)", "ET/OU"])
def test_brackets_and_slashes_in_capitals_are_no_ending(tokenizer: Tokenizer, written: str) -> None:
    assert not any(tokenizer.is_inclusive(word) for word in tokenizer.words(written))


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("développeurEUSE", "développeur·euse"), ("étudiantE", "étudiant·e"), ("étudiantES", "étudiant·es"), ("étudiantEs", "étudiant·es"),
        ("chargéE", "chargé·e"), ("salariéEs", "salarié·es"),
    ],
)  # fmt: skip
def test_an_ending_in_capitals_is_read_as_dotted(tokenizer: Tokenizer, written: str, word: str) -> None:
    assert tokenizer.words(written) == [word]
    assert tokenizer.is_inclusive(word)


@pytest.mark.parametrize(
    "name", ["JavaScript", "iPhone", "LinkedIn", "McDonald", "DevOps", "ÉTUDIANTES", "VRIJWILLIGER", "GmbH"]
)
def test_capitals_elsewhere_are_no_ending(tokenizer: Tokenizer, name: str) -> None:
    assert tokenizer.words(name) == [name.lower()]
    assert not tokenizer.is_inclusive(name.lower())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # markers and double forms are several words
        ("m/v/x", "m / v / x"), ("(H/F)", "( h / f )"), ("(f/m/d)", "( f / m / d )"), ("v/m", "v / m"),
        ("verkoper/verkoopster", "verkoper / verkoopster"), ("développeur ou développeuse", "développeur ou développeuse"),
        # a plural in brackets names no sex
        ("employé(s)", "employé ( s )"), ("vrijwilliger(s)", "vrijwilliger ( s )"),
        # elisions and 's
        ("l'âge", "l' âge"), ("L’ÂGE", "l' âge"), ("d’une", "d' une"), ("qu'il", "qu' il"), ("lorsqu’elle", "lorsqu' elle"), ("s'y", "s' y"),
        ("aujourd’hui", "aujourd'hui"), ("presqu'île", "presqu'île"), ("the team’s", "the team 's"), ("it's", "it 's"), ("don’t", "don't"),
        ("collega's", "collega 's"), ("COLLEGA'S", "collega 's"), ("'S NACHTS", "'s nachts"), ("’s avonds", "'s avonds"), ("jobs’", "jobs '"),
        # hyphens join without being words; between numbers or blanks they are dashes
        ("cloud-native", "cloud native"), ("9-to-5", "9 to 5"), ("porte‑parole", "porte parole"), ("25-35 ans", "25 - 35 ans"),
        ("Gent - Brugge", "gent - brugge"), ("Gent – Brugge", "gent – brugge"), ("-18", "- 18"), ("arc-en-ciel", "arc en ciel"),
        ("half- en voltijds", "half - en voltijds"),
        # numbers
        ("€2.900,50", "€ 2.900,50"), ("35 000 euros", "35~000 euros"), ("35\u00a0000", "35~000"), ("10:30", "10:30"), ("24/7", "24 / 7"),
        ("3%", "3 %"), ("B2B", "b2b"), ("2 500 3", "2~500 3"),
        # initials, abbreviations, sentence ends
        ("M. Dupont", "m. dupont"), ("Jan P. Smit", "jan p. smit"), ("dr. Peeters", "dr. peeters"), ("incl. btw", "incl. btw"),
        ("e.g. this", "e.g. this"), ("m.b.t. dit", "m.b.t. dit"), ("Plan B.", "plan b ."), ("Ja. Nee.", "ja . nee ."), ("Ja... nee", "ja ... nee"),
        # addresses
        ("zie www.example.be/x?y=1 of", "zie www.example.be/x?y=1 of"), ("mail jan.p@example.co.uk, of", "mail jan.p@example.co.uk , of"),
        ("https://example.org/a-b", "https://example.org/a-b"),
        # programming languages, product names
        ("C++", "c + +"), ("C#", "c #"), (".NET", ". net"), ("Node.js", "node . js"),
        ("«a»", "« a »"), ("", ""), (" \n\t", ""), ("…", "…"), ("a…b", "a … b"),
    ],
)  # fmt: skip
def test_words(tokenizer: Tokenizer, text: str, words: str) -> None:
    """In what is expected, ``~`` stands for the blank inside a number."""
    assert tokenizer.words(text) == [word.replace("~", " ") for word in words.split()]


@pytest.mark.parametrize(
    "word",
    [
        "développeur",
        "employé",
        "e.g.",
        "m.b.t.",
        "b2b",
        "node.js",
        "example.org",
        "peut-être",
        "est-elle",
        "vis-à-vis",
        "celle-ci",
        "and/or",
        "en/of",
        "l'",
        "35 000",
        "·",
    ],
)
def test_what_is_no_inclusive_form(tokenizer: Tokenizer, word: str) -> None:
    assert not tokenizer.is_inclusive(word)
    assert not any(tokenizer.is_inclusive(w) for w in tokenizer.words(word))


def test_an_initial_as_a_term_of_its_own(tokenizer: Tokenizer) -> None:
    assert tokenizer.words("M.") == ["m."]


def test_blocks_are_kept_apart(tokenizer: Tokenizer) -> None:
    view = "Jonge hond\ngezocht, l’ami\n\nx"
    tokens = tokenizer.tokenize(view, [(0, 10), (11, 25), (26, 26), (27, 28)])
    assert tokens.words == ["jonge", "hond", BOUNDARY, "gezocht", ",", "l'", "ami", BOUNDARY, BOUNDARY, "x", BOUNDARY]
    assert tokens.firsts == [0, 3, 8, 9]
    assert [tokens.block_of(i) for i in range(len(tokens.words))] == [0, 0, 0, 1, 1, 1, 1, 1, 2, 3, 3]
    assert [view[slice(*tokens.place(i))] for i in (1, 5, 6, 9)] == ["hond", "l’", "ami", "x"]
    assert tokens.place(2) == (10, 10)


def test_a_tokenizer_without_spelling_data() -> None:
    assert Tokenizer(Spelling()).words("L'ami né·e (m/v) 3,5 docent(e)") == [
        "l'ami",
        "né·e",
        "(",
        "m",
        "/",
        "v",
        ")",
        "3,5",
        "docent",
        "(",
        "e",
        ")",
    ]


@st.composite
def views(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A view, and blocks of it in order, not overlapping."""
    view = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(view)), max_size=6)))
    return view, list(zip(cuts[::2], cuts[1::2], strict=False)) or [(0, len(view))]


def documented_fold(raw: str, word: str) -> bool:
    """Lower case, straight apostrophes and hyphens, plain blanks; an ending in capitals gets its dot."""
    plain = raw.translate(str.maketrans("’ʼ‘‑‐\u00a0", "'''-- ")).lower()
    return word == plain or (
        word.count("·") == plain.count("·") + 1 and word.replace("·", "") == plain.replace("·", "")
    )


@example(("0-A", [(1, 3)]))  # a block that begins at a hyphen inside a word
@given(views())
def test_places_are_in_order_inside_their_block_and_hold_the_word(
    tokenizer: Tokenizer, given_view: tuple[str, Sequence[tuple[int, int]]]
) -> None:
    view, spans = given_view
    tokens = tokenizer.tokenize(view, spans)
    at = 0
    for number, (start, end) in enumerate(spans):
        assert tokens.firsts[number] == at
        reached = start
        while tokens.words[at] != BOUNDARY:
            a, b = tokens.place(at)
            assert reached <= a < b <= end
            assert documented_fold(view[a:b], tokens.words[at]), (view[a:b], tokens.words[at])
            assert not any(c.isalnum() for c in view[reached:a]), "nothing readable is lost between two words"
            reached = b
            at += 1
        assert tokens.place(at) == (end, end)
        at += 1
    assert at == len(tokens.words)


@given(TEXTS)
def test_reading_a_word_again_changes_nothing(tokenizer: Tokenizer, text: str) -> None:
    """Terms and patterns are read by the same tokenizer, so a word must stay what it is."""
    for word in tokenizer.words(text):
        if word.isalpha() and word == word.lower():
            assert tokenizer.words(word) == [word]


@given(TEXTS)
def test_chunks_looked_up_are_the_words_of_the_whole_text(tokenizer: Tokenizer, text: str) -> None:
    """A number or an initial may go on beyond a blank: there the block is read as a whole."""
    tokens = tokenizer.tokenize(text, [(0, len(text))])
    assert len(tokens.words) - 1 == len([tokens.place(i) for i in range(len(tokens.words) - 1)])
    assert all(tokens.place(i)[0] < tokens.place(i)[1] for i in range(len(tokens.words) - 1))
    assert [m[0].lower() for m in tokens._expression.finditer(tokens._folded)] == [
        tokens._folded[slice(*tokens.place(i))].lower() for i in range(len(tokens.words) - 1)
    ]
    raw = tokens._expression.findall(tokens._folded)
    assert tokens.words[:-1] == [tokenizer._folds.of(word) for word in raw]


@example(("0 000", [(0, 1), (1, 5)]))
@example(("a·bcdefghi. Jkl", [(0, 15)]))  # an initial is what is left of the word
@example(("A. Bc d", [(0, 2), (2, 5), (5, 7)]))
@given(views())
def test_chunks_looked_up_are_the_words_of_each_block(
    tokenizer: Tokenizer, given_view: tuple[str, Sequence[tuple[int, int]]]
) -> None:
    view, spans = given_view
    tokens = tokenizer.tokenize(view, spans)
    words: list[str] = []
    for number in range(len(spans)):
        words += [*map(tokenizer._folds.of, tokens.written(number)), BOUNDARY]
    assert tokens.words == words


def test_a_block_that_begins_with_a_hyphen_looks_behind_it(tokenizer: Tokenizer) -> None:
    assert tokenizer.tokenize("A-a", [(1, 3)]).words == ["a", BOUNDARY]
    assert tokenizer.tokenize("A -a", [(2, 4)]).words == ["-", "a", BOUNDARY]


def test_an_elision_at_the_end_of_a_word_list_entry_is_one_token(tokenizer: Tokenizer) -> None:
    assert tokenizer.words("d'") == ["d'"]
    assert tokenizer.words("à cause de l’") == ["à", "cause", "de", "l'"]
    assert tokenizer.words("girls '") == ["girls", "'"]


@pytest.mark.parametrize("piece", ["a-", "a.", "a+", "a@", "a.b@", "www.", "a'", "e(e)", "/e"])
def test_a_text_without_blanks_is_read_in_one_go(tokenizer: Tokenizer, piece: str) -> None:
    """An address has no end in sight here: where each letter looks for one to the end of the text, this takes minutes."""
    few, more, most = (tokenizer.tokenize(piece * times, [(0, len(piece) * times)]).words for times in (32_000, 64_000, 96_000))
    assert len(most) - len(more) == len(more) - len(few)
    assert "".join(most).startswith("".join(few)[:1000])


def test_an_address_is_one_token(tokenizer: Tokenizer) -> None:
    assert tokenizer.words("jobs.hr+new@mail-1.example.org") == ["jobs.hr+new@mail-1.example.org"]
