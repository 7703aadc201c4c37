"""The grammar layer: the notation, what is asked of it and when, what happens without it, and which models answer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from inclusive_lint import grammar
from inclusive_lint.api import Linter
from inclusive_lint.errors import ConfigError
from inclusive_lint.grammar import Analysis, Grammar
from inclusive_lint.model import FileReport, Report
from inclusive_lint.pattern_syntax import PatternError, parse_pattern
from inclusive_lint.reporters import REPORTERS, View
from inclusive_lint.tokens import Spelling, Tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MODELS = Path(grammar.__file__).parent / "models" / "grammar"
TOKENIZER = Tokenizer(Spelling())
CARD = """
summary: A test
check: lexicon
ground: style
default_severity: warning
since: "1"
scope: {doctypes: [vacancy]}
unless: [quotation]
message: {en: "{match}"}
why: {en: A test.}
references: []
verified: a test
examples: {en: {bad: ["You <mark>lead</mark> people."]}}
"""
LEXICON = """
language: en
sources: {kn: {title: own knowledge}}
patterns:
  - {pattern: "<lead:VERB>", confidence: high, source: kn}
"""


@pytest.fixture(autouse=True)
def _forget() -> Any:
    grammar.tagger.cache_clear()
    yield
    grammar.tagger.cache_clear()


@pytest.fixture
def own_rule(tmp_path: Path, mini: Path) -> Callable[..., Linter]:
    """A linter with one rule more, from folders such as a user's: ``lead`` as a verb."""

    def make(lexicon: str = LEXICON, **options: Any) -> Linter:
        for folder, text in (("rules/own", CARD), ("lexicons/en/own", lexicon)):
            (tmp_path / folder).mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / "lead.yaml").write_text(text, "utf-8")
        folders: dict[str, Any] = {"rules_dirs": [str(tmp_path / "rules")], "lexicons_dirs": [str(tmp_path / "lexicons")]}
        return Linter(select=["own.lead"], **folders, **options)

    return make


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a tagger of straw was asked; to it, ``lead`` is a verb after "you" and a noun elsewhere."""
    sentences: list[str] = []

    def tag(words: Sequence[str]) -> list[Analysis]:
        sentences.append(" ".join(words))
        verbs = {i + 1 for i, w in enumerate(words) if w.lower() == "you"}
        return [
            Analysis("VERB" if i in verbs else "NOUN", w.lower(), frozenset({"Number=Sing"})) for i, w in enumerate(words)
        ]

    monkeypatch.setattr(grammar, "tagger", lambda language, choice="own": tag)
    return sentences


def found(linter: Linter, text: str, doctype: str = "vacancy") -> list[str]:
    return [f.text for f in linter.check_text(text, language="en", doctype=doctype).findings]


@pytest.mark.parametrize(
    ("shorthand", "notation"),
    [
        ("lead:VERB", {"LOWER": "lead", "POS": "VERB"}),
        ("lead|leads:VERB|AUX", {"LOWER": {"IN": ["lead", "leads"]}, "POS": {"IN": ["AUX", "VERB"]}}),
        (":NOUN?", {"POS": "NOUN", "OP": "?"}),
        ("_:ADJ{0,3}", {"POS": "ADJ", "OP": "{0,3}"}),
        ("!lead:VERB", {"LOWER": "lead", "POS": "VERB", "OP": "!"}),
        (":NOUN[Gender=Fem|Number=Sing]", {"POS": "NOUN", "MORPH": {"IS_SUPERSET": ["Gender=Fem", "Number=Sing"]}}),
        ("/ing$/:VERB", {"LOWER": {"REGEX": "ing$"}, "POS": "VERB"}),
        ("~lead|guide", {"LEMMA": {"IN": ["guide", "lead"]}}),
        ("~lead:VERB", {"LEMMA": "lead", "POS": "VERB"}),
    ],
)
def test_the_shorthand_says_what_the_notation_says(shorthand: str, notation: dict[str, Any]) -> None:
    def parsed(item: Any) -> Any:
        return parse_pattern(["x", item], TOKENIZER.words, {})[1]

    assert parsed(shorthand) == parsed(notation)


def test_a_colon_and_a_time_are_no_part_of_speech() -> None:
    assert [t.literals() for t in parse_pattern("om : 9:30", TOKENIZER.words, {})] == [("om",), (":",), ("9:30",)]


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("lead:VREB", "unknown part of speech 'VREB' (did you mean 'VERB'?)"),
        ({"POS": "Noun"}, "unknown part of speech 'Noun'"),
        (":NOUN[Fem]", "'Fem' is no feature: write it as in Gender=Fem"),
        ({"TAG": "NNS"}, "TAG is not in our grammar: use POS, MORPH or LEMMA"),
        ({"POS": {"IS_SUBSET": ["NOUN"]}}, "unknown operator 'IS_SUBSET' for POS"),
    ],
)
def test_a_mistake_is_named(item: Any, said: str) -> None:
    with pytest.raises(PatternError) as error:
        parse_pattern(["lead", item], TOKENIZER.words, {})
    assert said in str(error.value)


def test_grammar_decides_between_two_readings(own_rule: Callable[..., Linter], asked: list[str]) -> None:
    linter = own_rule()
    assert found(linter, "You lead people. The lead is yours.") == ["lead"]
    assert asked == ["You lead people", "The lead is yours"]


def test_a_text_without_the_words_asks_for_no_grammar(own_rule: Callable[..., Linter], asked: list[str]) -> None:
    assert found(own_rule(), "You guide people. Nothing here leads anywhere.") == []
    assert asked == []


def test_grammar_is_asked_last(own_rule: Callable[..., Linter], asked: list[str]) -> None:
    linter = own_rule()
    assert found(linter, "You lead people.", doctype="letter") == []
    assert found(linter, 'They wrote "you lead people" to us.') == []
    assert asked == []


def test_a_sentence_is_analysed_once(own_rule: Callable[..., Linter], asked: list[str]) -> None:
    assert found(own_rule(), "You lead people and you lead talks.") == ["lead", "lead"]
    assert asked == ["You lead people and you lead talks"]


@pytest.mark.parametrize(
    ("morph", "meets"),
    [
        ({"IS_SUPERSET": ["Number=Sing"]}, True),
        ({"IS_SUPERSET": ["Number=Sing", "Gender=Fem"]}, False),
        ({"IS_SUBSET": ["Number=Sing", "Gender=Fem"]}, True),
        ({"INTERSECTS": ["Number=Plur", "Gender=Fem"]}, False),
        ({"REGEX": "Number=(Sing|Plur)"}, True),
        ("Number=Sing", True),
        ({"NOT_IN": ["Number=Sing"]}, False),
    ],
)
def test_features_are_compared_as_sets_or_text(
    own_rule: Callable[..., Linter], asked: list[str], morph: Any, meets: bool
) -> None:
    lexicon = LEXICON.replace('"<lead:VERB>"', f"[{{LOWER: lead, MORPH: {morph}}}]")
    assert (found(own_rule(lexicon), "You lead.") == ["lead"]) is meets


def test_where_words_can_be_read_in_two_ways_grammar_chooses(own_rule: Callable[..., Linter], asked: list[str]) -> None:
    # By its words alone the pattern would reach to the last word of three.
    lexicon = LEXICON.replace('"<lead:VERB>"', '"lead _{0,2} <_:VERB>"')
    assert found(own_rule(lexicon), "The lead, you say that") == ["say"]


def test_an_exception_that_asks_for_grammar(own_rule: Callable[..., Linter], asked: list[str]) -> None:
    lexicon = LEXICON.replace('"<lead:VERB>"', "lead") + '\nexcept:\n  - {pattern: "lead:NOUN"}\n'
    assert found(own_rule(lexicon), "You lead people. The lead is yours.") == ["lead"]


def test_without_spacy_patterns_are_skipped_and_the_report_says_so_once(
    own_rule: Callable[..., Linter], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    linter = own_rule()
    report = linter.check_text("You lead people. You lead on.", language="en", doctype="vacancy")
    assert report.findings == ()
    assert report.general == ("Patterns that ask for grammar were skipped: spaCy is missing or does not fit (English)",)
    assert linter.check_text("You guide people.", language="en", doctype="vacancy").general == ()


@pytest.mark.parametrize(("form", "times"), [("text", 1), ("github", 1), ("json", 2)])
def test_a_report_of_many_files_says_once_what_was_skipped(form: str, times: int) -> None:
    said = ("nothing was asked",)
    files = [FileReport(name, "en", (), "vacancy", "be", general=said) for name in ("a.txt", "b.txt")]
    report = REPORTERS[form](Report(tuple(files)), View("1"))
    assert report.count("nothing was asked") == times  # in JSON each file has its own notes


def test_without_spacy_an_exception_keeps_silent_in_doubt(
    own_rule: Callable[..., Linter], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    lexicon = LEXICON.replace('"<lead:VERB>"', "lead") + '\nexcept:\n  - {pattern: "lead:NOUN people"}\n'
    assert found(own_rule(lexicon), "You lead people. You lead talks.") == ["lead"]


def test_grammar_can_be_switched_off(own_rule: Callable[..., Linter], asked: list[str]) -> None:
    report = own_rule(grammar="off").check_text("You lead people.", language="en", doctype="vacancy")
    assert (report.findings, report.general, asked) == ((), (), [])


def test_an_unknown_choice_is_refused(own_rule: Callable[..., Linter]) -> None:
    with pytest.raises(ConfigError, match=r"grammar cannot be 'onw' \(did you mean 'own'"):
        own_rule(grammar="onw")


@pytest.mark.grammar
@pytest.mark.parametrize(
    ("language", "sentence", "word", "pos", "features"),
    [
        ("nl", "Een blinde muur is hoog", "muur", "NOUN", {"Gender=Com", "Number=Sing"}),
        ("nl", "De bakkers werken samen", "werken", "VERB", {"Number=Plur", "VerbForm=Fin"}),
        ("fr", "Une coiffeuse expérimentée", "expérimentée", "ADJ", {"Gender=Fem", "Number=Sing"}),
        ("en", "You will lead the team", "lead", "VERB", {"VerbForm=Inf"}),
    ],
)
def test_our_own_models(language: str, sentence: str, word: str, pos: str, features: set[str]) -> None:
    tag = grammar.tagger(language)
    assert tag is not None
    analysis = tag(sentence.split())[sentence.split().index(word)]
    assert analysis.pos == pos
    assert features <= analysis.morph


@pytest.mark.grammar
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_a_model_is_small_and_knows_hardly_a_word_of_what_it_learned_from(language: str) -> None:
    files = [p for p in (MODELS / language).rglob("*") if p.is_file()]
    assert sum(p.stat().st_size for p in files) < 3_000_000
    tag = grammar.tagger(language)
    assert tag is not None
    import spacy

    strings = list(spacy.load(MODELS / language).vocab.strings)
    assert len([s for s in strings if s.isalpha() and len(s) > 6]) < 400


@pytest.mark.grammar
def test_what_a_text_said_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = grammar._pipeline("nl", "own")
    monkeypatch.setattr(grammar, "_pipeline", lambda *_: nlp)
    tag = grammar.tagger("nl")
    assert tag is not None
    assert [x.lemma for x in tag(["Xyzzyplughen", "werkt"])][1] == "werken"
    assert not [s for s in nlp.vocab.strings if "yzzy" in s]


@pytest.mark.grammar
def test_an_official_model_answers_where_the_user_wants_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert grammar.official("nl") == ""
    package = tmp_path / "nl_core_news_sm"
    package.mkdir()
    (package / "__init__.py").write_text(
        "import spacy\n\n\ndef load(**options):\n    nlp = spacy.blank('xx')\n"
        "    nlp.add_pipe('attribute_ruler').add([[{}]], {'POS': 'X'})\n    return nlp\n",
        "utf-8",
    )
    (tmp_path / "nl_core_news_sm-3.8.0.dist-info").mkdir()
    (tmp_path / "nl_core_news_sm-3.8.0.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: nl_core_news_sm\nVersion: 3.8.0\n", "utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    assert grammar.official("nl") == "nl_core_news_sm"
    installed, own = grammar.tagger("nl", "installed"), grammar.tagger("nl", "own")
    assert installed is not None
    assert own is not None
    assert (installed(["werk"])[0].pos, own(["werk"])[0].pos) == ("X", "NOUN")


@pytest.mark.grammar
def test_the_command_line_of_spacy_is_only_put_off() -> None:
    code = (
        "import sys; from inclusive_lint import grammar; assert grammar.tagger('nl');"
        "assert not any(m == 'spacy.cli' or m.startswith('spacy.cli.') for m in sys.modules);"
        "import spacy.cli; assert callable(spacy.cli.app); assert spacy.info(silent=True)['spacy_version']"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


def test_a_long_line_without_marks_is_analysed_in_part(asked: list[str]) -> None:
    text = "word " * 2000
    tokens = TOKENIZER.tokenize(text, [(0, len(text))])
    layer = Grammar(text, ["en"])
    assert layer.answers(tokens, 1000)
    assert layer.at(tokens, 1000).pos == "NOUN"
    assert len(asked[0].split()) < 700
