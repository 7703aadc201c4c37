"""Readability: syllables per language, sentences where they end, and no score where there is too little."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from inclusive_lint.api import Linter
from inclusive_lint.checks.readability import _Words

if TYPE_CHECKING:
    from inclusive_lint.catalog import Catalog

SENTENCE = {
    "nl": "Je maakt elke dag soep en brood voor de school. ",
    "fr": "Vous faites la soupe et le pain pour les classes. ",
    "en": "You make soup and bread for the school each day. ",
}


def score(catalog: Catalog, text: str, language: str) -> Any:
    return Linter(catalog=catalog).check_text(text, language=language, doctype="vacancy").scores["readability"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "nl",
            {
                "idee": 2,
                "radio": 3,
                "nationaal": 4,
                "leeuw": 1,
                "nieuwe": 2,
                "boeien": 2,
                "zee": 1,
                "geïnteresseerd": 5,
            },
        ),
        (
            "fr",
            {"entreprise": 3, "année": 2, "bonne": 1, "les": 1, "qui": 1, "équipe": 2, "compétences": 3, "œuvre": 1},
        ),
        ("en", {"table": 2, "worked": 1, "wanted": 2, "people": 2, "responsible": 4, "action": 2, "make": 1, "the": 1}),
    ],
)
def test_syllables(catalog: Catalog, language: str, words: dict[str, int]) -> None:
    count = _Words.of(catalog.vocabulary(language)).count
    assert {word: count(word) for word in words} == words


@pytest.mark.parametrize("language", SENTENCE)
def test_no_score_below_a_hundred_words(catalog: Catalog, language: str) -> None:
    assert score(catalog, SENTENCE[language] * 5, language)["score"] is None
    assert score(catalog, SENTENCE[language] * 12, language)["score"] is not None
    assert score(catalog, "", language)["score"] is None


@pytest.mark.parametrize("language", SENTENCE)
def test_a_list_item_is_a_sentence(catalog: Catalog, language: str) -> None:
    plain = score(catalog, SENTENCE[language] * 15, language)
    listed = score(catalog, "".join(f"- {SENTENCE[language].rstrip('. ')}\n" for _ in range(15)), language)
    assert listed["sentences"] == plain["sentences"] == 15
    assert listed["score"] == plain["score"]


@pytest.mark.parametrize("language", SENTENCE)
def test_longer_sentences_read_harder(catalog: Catalog, language: str) -> None:
    short = score(catalog, SENTENCE[language] * 15, language)
    long = score(catalog, SENTENCE[language].replace(". ", ", ") * 15, language)
    assert long["score"] < short["score"]
    assert long["lix"] > short["lix"]


def test_the_formula_by_hand(catalog: Catalog) -> None:
    found = score(catalog, SENTENCE["nl"] * 15, "nl")
    assert found["formula"] == "Flesch-Douma"
    # je maakt el-ke dag soep en brood voor de school: eleven syllables, ten words
    assert found["syllables_per_word"] == 1.1
    assert found["score"] == pytest.approx(206.84 - 0.93 * 10 - 77 * 1.1, abs=0.05)
    assert found["band"] == "very easy"


def test_a_hint_for_public_bodies_only(catalog: Catalog) -> None:
    hard = (
        "De verantwoordelijkheidsverdeling tussen de administratieve organisatieonderdelen veronderstelt voortdurende afstemming. "
        * 15
    )
    for profile, wanted in (("be", 0), ("be-public", 1), ("be-fwb", 1)):
        report = Linter(profile=profile, catalog=catalog).check_text(hard, language="nl", doctype="vacancy")
        found = [f.severity.value for f in report.findings if f.rule == "readability.level"]
        assert found == ["info"] * wanted
