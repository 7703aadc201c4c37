"""The language of texts and of blocks, on texts of our own (tests/data/language)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusive_lint import language, language_id
from inclusive_lint.language import languages
from inclusive_lint.language_id import CLASSES, identify, scores
from inclusive_lint.model import LANGUAGES
from inclusive_lint.tokens import BOUNDARY, Spelling, Tokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence

DATA = Path(__file__).parent.parent / "data" / "language"
MODEL = Path(language_id.__file__).parent / "models" / "language"
BILINGUAL = sorted((DATA / "bilingual").glob("*.txt"))
REFUSED = sorted((DATA / "refused").glob("*.txt"))
TOKENIZER = Tokenizer(Spelling(elisions=("c", "d", "j", "l", "m", "n", "qu", "s", "t")))

DUTCH = "Wij zoeken een collega die graag met mensen werkt en die ook op zaterdag kan komen."
FRENCH = "Nous cherchons une personne qui aime le contact et qui peut aussi venir le samedi."
ENGLISH = "We are looking for a colleague who likes people and who can also come on Saturdays."
GERMAN = "Wir suchen eine Kollegin oder einen Kollegen, der gerne mit Menschen arbeitet und auch samstags kommen kann."


@dataclass(frozen=True)
class Block:
    words: Sequence[str]
    declared: str | None = None


def blocks(*texts: str) -> list[Block]:
    return [Block(TOKENIZER.words(text)) for text in texts]


def guess(text: str) -> str | None:
    return identify(TOKENIZER.words(text)).language


def marked_lines(path: Path) -> list[tuple[str, str]]:
    """Return (language, block) for each line of an ad; comment lines start with #."""
    rows = [line.partition("|") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(code, text) for code, _, text in rows]


class TestBilingualAds:
    def test_there_are_twelve_with_two_languages_or_more(self) -> None:
        assert len(BILINGUAL) == 12
        assert all(len({code for code, _ in marked_lines(path)}) >= 2 for path in BILINGUAL)

    @pytest.mark.parametrize("path", BILINGUAL, ids=lambda path: path.stem)
    def test_every_block_is_right(self, path: Path) -> None:
        rows = marked_lines(path)
        found = languages(blocks(*[text for _, text in rows]))
        assert [(code, text) for code, (_, text) in zip(found, rows, strict=True)] == rows


class TestOtherLanguages:
    def test_there_are_fifty_paragraphs_each(self) -> None:
        assert [path.stem for path in REFUSED] == ["af", "ca", "de", "es", "it", "pl"]
        for path in REFUSED:
            lines = path.read_text(encoding="utf-8").splitlines()
            assert len(lines) == 50
            assert all(30 <= len(line.split()) <= 60 for line in lines)

    def test_paragraphs_are_refused(self) -> None:
        lines = [line for path in REFUSED for line in path.read_text(encoding="utf-8").splitlines()]
        accepted = [line for line in lines if guess(line) in LANGUAGES]
        assert len(accepted) <= 0.02 * len(lines), accepted

    @pytest.mark.parametrize(
        "text", ["Мы ищем нового сотрудника в наш отдел", "Αναζητούμε νέο συνεργάτη", "我们正在招聘一名护士"]
    )
    def test_other_scripts_are_refused(self, text: str) -> None:
        assert guess(text) not in LANGUAGES

    def test_an_other_language_in_a_dutch_ad_is_none(self) -> None:
        assert languages(blocks(DUTCH, GERMAN, DUTCH)) == ["nl", None, "nl"]


class TestIdentify:
    @pytest.mark.parametrize(("text", "code"), [(DUTCH, "nl"), (FRENCH, "fr"), (ENGLISH, "en"), (GERMAN, "other")])
    def test_a_sentence(self, text: str, code: str) -> None:
        found = identify(TOKENIZER.words(text))
        assert found.language == code
        assert found.margin > 0.5
        assert found.known > 10

    @pytest.mark.parametrize("text", ["", "1.250 – 42 %", "…", "jobs@example.org https://example.org/jobs", "B2B"])
    def test_no_evidence(self, text: str) -> None:
        assert identify(TOKENIZER.words(text)) == (None, 0.0, 0)

    def test_a_block_boundary_says_nothing(self) -> None:
        assert identify([BOUNDARY]).language is None

    @pytest.mark.parametrize(
        "text",
        [
            "Als senior backend developer overleg je elke week met stakeholders, de product owner en het scrum team.",
            "Je doet de onboarding van key accounts en rapporteert aan de sales manager.",
            "Ervaring met cloud, DevOps en machine learning is mooi meegenomen.",
        ],
    )
    def test_english_job_words_do_not_make_dutch_english(self, text: str) -> None:
        assert guess(text) == "nl"

    def test_english_job_words_alone_are_english_but_no_evidence(self) -> None:
        assert identify(["senior", "software", "engineer"])[::2] == ("en", 0)

    @pytest.mark.parametrize("word", ["développeur·se", "conseiller(ère)", "qualifié·e·s"])
    def test_inclusive_spellings_are_read_by_their_stem(self, word: str) -> None:
        ranked = scores([word])
        assert max(ranked, key=lambda code: ranked[code]) == "fr"

    def test_scores_of_two_texts_add_up(self) -> None:
        a, b = TOKENIZER.words(DUTCH), TOKENIZER.words(ENGLISH)
        both = scores([*a, *b])
        assert tuple(both) == CLASSES
        for code in LANGUAGES:
            assert both[code] == pytest.approx(scores(a)[code] + scores(b)[code])

    def test_a_full_cache_changes_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        words = TOKENIZER.words(f"{DUTCH} {FRENCH} {ENGLISH} {GERMAN}")
        before = scores(words)
        monkeypatch.setattr(language_id, "_CACHED_WORDS", 5)
        language_id._model().kept.clear()
        assert scores(words) == before
        assert len(language_id._model().kept) <= 5

    def test_an_endless_word_is_not_kept(self) -> None:
        word = "werkgever" * 1000
        assert identify([word]).known == 1
        assert word not in language_id._model().kept


class TestPrecedence:
    def test_forced_wins(self) -> None:
        assert languages([Block(TOKENIZER.words(DUTCH), "fr-BE"), *blocks(ENGLISH)], forced="en") == ["en", "en"]

    @pytest.mark.parametrize(
        ("tag", "code"), [("fr", "fr"), ("nl-BE", "nl"), ("EN_gb", "en"), ("de-DE", None), ("ca", None)]
    )
    def test_declared_beats_detected(self, tag: str, code: str | None) -> None:
        text = FRENCH if code == "nl" else DUTCH
        assert languages([Block(TOKENIZER.words(text), tag)]) == [code]

    @pytest.mark.parametrize("tag", [None, "", "und", "mul"])
    def test_an_empty_declaration_is_none(self, tag: str | None) -> None:
        assert languages([Block(TOKENIZER.words(DUTCH), tag)]) == ["nl"]

    def test_a_declared_block_speaks_for_its_neighbours_without_evidence(self) -> None:
        assert languages([Block(["2024"]), Block(["2025"], "fr"), Block(["2026"])]) == ["fr", "fr", "fr"]


class TestNeighbours:
    def test_a_short_english_title_in_a_dutch_ad_is_dutch(self) -> None:
        assert languages(blocks("Head of Customer Care", DUTCH, "What we offer", DUTCH)) == ["nl"] * 4

    @pytest.mark.parametrize(("heading", "code"), [("Wat bieden wij?", "nl"), ("Que proposons-nous ?", "fr")])
    def test_a_heading_between_two_languages_takes_the_side_that_fits(self, heading: str, code: str) -> None:
        assert languages(blocks(DUTCH, DUTCH, heading, FRENCH, FRENCH))[2] == code

    @pytest.mark.parametrize("before", [[DUTCH, FRENCH], [FRENCH, DUTCH]])
    def test_a_block_without_evidence_takes_a_neighbours_language(self, before: list[str]) -> None:
        assert languages(blocks(*before, "02 555 00 00"))[2] in LANGUAGES

    def test_a_list_of_tools_takes_the_language_of_the_ad(self) -> None:
        tools = "Hadoop, Spark, Hive, Kafka, Airflow, Terraform, Ansible, Vault, Consul, Grafana, Loki"
        for text, code in ((DUTCH, "nl"), (FRENCH, "fr"), (ENGLISH, "en")):
            assert languages(blocks(text, tools, text)) == [code] * 3

    def test_a_long_block_decides_for_itself(self) -> None:
        assert languages(blocks(DUTCH, DUTCH, ENGLISH, DUTCH, DUTCH)) == ["nl", "nl", "en", "nl", "nl"]

    @pytest.mark.parametrize(
        ("text", "code"),
        [("Verpleegkundige gezocht", "nl"), ("Recherche menuisier expérimenté", "fr"), ("Nurses wanted here", "en")],
    )
    def test_a_document_of_a_few_words_uses_what_there_is(self, text: str, code: str) -> None:
        assert languages(blocks(text)) == [code]

    def test_nothing_to_go_by(self) -> None:
        assert languages([]) == []
        assert languages(blocks("", "2024", "***")) == [None, None, None]

    def test_a_document_in_one_language_needs_no_search(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delattr(language, "_cheapest_path")
        assert languages(blocks("Vacature", DUTCH, "Wat bieden wij?", DUTCH)) == ["nl"] * 4


class TestModelData:
    def test_the_file_is_small_and_whole(self) -> None:
        raw = (MODEL / "weights.json").read_bytes()
        data = json.loads(raw)
        assert len(raw) <= 150_000
        assert tuple(data["languages"][: len(LANGUAGES)]) == LANGUAGES
        for keys, weights in (("words", "word_weights"), ("loans", "loan_weights"), ("grams", "gram_weights")):
            assert len(data[weights]) == len(data[keys].split()) * len(data["languages"])
            assert len(set(data[keys].split())) == len(data[keys].split())

    def test_every_gram_has_weight(self) -> None:
        assert all(language_id._model()._grams.values())

    @pytest.mark.parametrize("name", ["UD_Dutch-Alpino", "UD_Dutch-LassySmall", "UD_French-GSD", "UD_English-EWT"])
    def test_the_treebanks_are_named(self, name: str) -> None:
        assert name in (MODEL / "LICENSE").read_text(encoding="utf-8")
        assert name in (MODEL / "MODEL_CARD.md").read_text(encoding="utf-8")


SOME_WORDS = st.lists(
    st.one_of(st.sampled_from([w for text in (DUTCH, FRENCH, ENGLISH, GERMAN) for w in TOKENIZER.words(text)]), st.text(max_size=12))
)


class TestWithoutTheUnknownWords:
    """The words of the table settle most texts; what they settle must be what all words would say."""

    @given(SOME_WORDS, st.sampled_from(LANGUAGES), st.floats(0, 3), st.booleans())
    def test_a_block_that_is_not_doubtful_suits(self, words: list[str], code: str, noise: float, weighed: bool) -> None:
        others = language_id.against(code, noise)
        if others.settles(words, 0, len(words)) if weighed else not others.blocks(words, [0], 0).doubtful:
            found = language_id.weigh(words)
            own = found.scores[CLASSES.index(code)]
            assert max(found.scores) - own <= noise * found.known + 1e-9

    @given(SOME_WORDS, st.sampled_from(LANGUAGES), st.integers(0, 60))
    def test_a_block_that_is_plain_loses_in_other_classes(self, words: list[str], code: str, units: int) -> None:
        if language_id.against(code, language.NOISE).blocks(words, [0], units).plain:
            costs = dict(zip(CLASSES, language._costs(language_id.weigh(words), None), strict=True))
            assert costs.pop(code) == 0
            assert min(costs.values()) * language_id.units(1) >= units

    @given(SOME_WORDS, SOME_WORDS, st.sampled_from(LANGUAGES))
    def test_the_language_that_leads_is_the_likeliest(self, words: list[str], more: list[str], code: str) -> None:
        others = language_id.against(code, language.NOISE)
        both = [*words, *more]
        if others.blocks(both, [0, len(words)], 0).whole < 0 or others.leads(both):
            assert language._main_class([], [language_id.weigh(words), language_id.weigh(more)]) == code

    @given(st.lists(SOME_WORDS, min_size=1, max_size=8))
    def test_a_text_in_one_language_is_read_as_block_by_block(self, texts: list[list[str]]) -> None:
        words = [word for text in texts for word in text]
        firsts = [sum(map(len, texts[:i])) for i in range(len(texts))]
        found = language.only(words, firsts)
        assert found is None or languages([Block(text) for text in texts]) == [found] * len(texts)

    def test_a_plain_text_is_settled(self) -> None:
        for text, code in ((DUTCH, "nl"), (FRENCH, "fr"), (ENGLISH, "en")):
            words = TOKENIZER.words(text)
            assert language_id.likeliest(words) == code
            assert language.only(words, [0]) == code

    def test_foreign_letters_are_weighed_at_once(self) -> None:
        assert language_id.likeliest(["работа"] * 5) is None
        assert all(language_id.against(code, 0.8).of("работа") > 0 for code in LANGUAGES)
