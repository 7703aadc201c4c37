"""Words in two genders that no table holds: by their ending, and only where a person is named."""

from __future__ import annotations

from inclusive_lint.pairs import EITHER, FEMININE, MASCULINE, Pairs, compile_pairs

PAIRS = Pairs(
    compile_pairs(
        {},
        {
            "pairs-titles": ["vendeur/vendeuse"],
            "pairs-suffixes": ["ateur/atrice", "eur/euse", "iste/iste"],
            "pairs-participles": ["é/ée"],
            "pairs-things": ["moteur", "santé"],
            "pairs-neutral": ["juriste"],
        },
    )
)


def test_a_noun_is_guessed_by_the_first_ending_that_fits() -> None:
    assert PAIRS.guess("enlumineur") == (MASCULINE, "enlumineuse")
    assert PAIRS.guess("dorloteuse") == (FEMININE, "dorloteur")
    assert PAIRS.guess("gyrateur") == (MASCULINE, "gyratrice")
    assert PAIRS.guess("harpiste") == (EITHER, "harpiste")


def test_things_and_known_words_are_not_guessed() -> None:
    assert PAIRS.guess("moteur") == ("", "")
    assert PAIRS.guess("vendeur") == ("", "")
    assert PAIRS.guess("juriste") == ("", "")
    assert PAIRS.guess("maison") == ("", "")


def test_a_participle_is_guessed_by_its_ending() -> None:
    assert PAIRS.participle("parrainé") == (MASCULINE, "parrainée")
    assert PAIRS.participle("initiée") == (FEMININE, "initié")
    assert PAIRS.participle("santé") == ("", "")
    assert PAIRS.participle("autonome") == ("", "")
