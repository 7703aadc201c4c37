"""Bad cards and lexicons: each mistake is one sentence with file, line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from inclusive_lint.errors import LexiconError, RuleError, UserError
from inclusive_lint.folders import compile_folders
from inclusive_lint.lexicon import load_lexicon
from inclusive_lint.rule import load_card

if TYPE_CHECKING:
    from pathlib import Path

CARD = """\
summary: Hero words
check: lexicon
ground: bias
default_severity: warning
since: "0.1"
message: {nl: a, fr: b, en: c}
why: {nl: a, fr: b, en: c}
verified: by hand
examples:
  en:
    bad: [We need a <mark>ninja</mark>.]
"""
LEXICON = """\
language: en
sources: {kn: {title: own knowledge}}
terms:
  - {term: hero, confidence: high, source: kn}
  - {term: ninja, confidence: high, source: kn}
"""


def card(tmp_path: Path, text: str, rule_id: str = "hype.hero") -> None:
    path = tmp_path / "card.yaml"
    path.write_text(text, "utf-8")
    load_card(path, rule_id)


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("summary:", "sumary:", "1:1", "unknown key 'sumary' in a rule card (did you mean 'summary'?)"),
        ("check: lexicon", "check: lexicn", "2:8", "must be one of"),
        ("check: lexicon", "check: lexicn", "2:8", "(did you mean 'lexicon'?)"),
        ("check: lexicon", "check: [lexicon]", "2:8", "must be a text"),
        ("ground: bias", "ground: biased", "3:9", "(did you mean 'bias'?)"),
        ("ground: bias\n", "", "1:1", "a rule card needs 'ground'"),
        ("default_severity: warning", "default_severity: warn", "4:19", "must be one of error, warning, info, off"),
        ('since: "0.1"', "since: 1", "5:8", "'since' in a rule card must be a text"),
        ("message: {nl: a, fr: b, en: c}", "message: {nl: a}", "6:10", "message needs 'en'"),
        ("message: {nl: a, fr: b, en: c}", "message: {nl: a, fr: b, en: c, de: d}", "6:32", "unknown key 'de'"),
        ("why: {nl: a, fr: b, en: c}", "why: because", "7:6", "must be a mapping"),
        ("verified:", "summary:", "8:1", "the key 'summary' stands here twice"),
        ("verified: by hand", "verified: by hand\nperson: yes", "9:9", "'person' in a rule card must be true or false"),
        ("verified: by hand", "verified: by hand\nunless: [quotations]", "9:10", "unknown 'quotations'"),
        ("verified: by hand", "verified: by hand\nunless: [negation, negation]", "9:20", "'negation' stands twice"),
        ("verified: by hand", "verified: by hand\nscope: {section: [title]}", "9:9", "unknown key 'section' in scope"),
        ("verified: by hand", "verified: by hand\nscope: {sections: [titel]}", "9:20", "unknown 'titel'"),
        ("verified: by hand", "verified: by hand\nreferences: [{url: x}]", "9:14", "a reference needs 'title'"),
        ("bad: [We need a <mark>ninja</mark>.]", "bad: [We need a ninja.]", "11:11", "a bad example marks the words"),
        ("bad: [We", "good: [We", "11:12", "a good example has no <mark>"),
        ("bad: [We", "worse: [We", "11:5", "unknown key 'worse'"),
        ("  en:\n", "  english:\n", "10:3", "unknown key 'english' in examples"),
        ("bad: [We need a <mark>ninja</mark>.]", "bad: [{txt: x}]", "11:12", "unknown key 'txt' in an example"),
        ("bad: [We need a <mark>ninja</mark>.]", "bad: [12]", "11:11", "an example must be a mapping"),
    ],
)
def test_bad_card(tmp_path: Path, old: str, new: str, at: str, says: str) -> None:
    assert old in CARD
    with pytest.raises(RuleError) as caught:
        card(tmp_path, CARD.replace(old, new, 1))
    assert f"card.yaml:{at}: " in str(caught.value)
    assert says in str(caught.value)


@pytest.mark.parametrize("text", ["", "just words", "- a list", "12"])
def test_what_is_no_card(tmp_path: Path, text: str) -> None:
    with pytest.raises(RuleError, match="a rule card must be a mapping"):
        card(tmp_path, text)


@pytest.mark.parametrize("rule_id", ["Hype.hero", "hype", "hype.hero.words", "hype.héro", "1.a"])
def test_bad_rule_id(tmp_path: Path, rule_id: str) -> None:
    with pytest.raises(RuleError, match="is no rule id"):
        card(tmp_path, CARD, rule_id)


def test_a_card_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "card.yaml").write_bytes(b"summary: caf\xe9\n")
    with pytest.raises(RuleError, match=r"card\.yaml: cannot be read as UTF-8"):
        load_card(tmp_path / "card.yaml", "hype.hero")


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("language: en", "language: de", "1:11", "'language' in a lexicon must be one of nl, fr, en"),
        ("terms:", "term:", "3:1", "unknown key 'term' in a lexicon (did you mean 'terms'?)"),
        ("sources: {kn: {title: own knowledge}}", "sources: {kn: {url: x}}", "2:15", "source 'kn' needs 'title'"),
        ("source: kn", "source: crm", "4:44", "source 'crm' is not among the sources"),
        ("confidence: high, ", "", "4:5", "a term needs 'confidence'"),
        ("confidence: high", "confidence: certain", "4:30", "must be one of high, medium, low"),
        ("term: hero", "term: zero", "5:5", "'ninja' comes before 'zero': terms are sorted"),
        ("term: hero", "term: ninja", "5:5", "'ninja' stands twice"),
        ("term: hero,", "term: hero, forms: [hero],", "4:25", "a form of 'hero' stands twice"),
        ("term: hero,", "term: hero, forms: heroes,", "4:25", "'forms' in a term must be a list of texts"),
        ("term: hero,", "term: hero, forms: [no, 3],", "4:30", "must be a list of texts (quote 3"),
        ("term: hero,", "term: hero, mild: on,", "4:24", "'mild' in a term must be true or false"),
        ("term: hero,", "term: hero, sugest: [x],", "4:18", "unknown key 'sugest' in a term (did you mean 'suggest'?)"),
        ("term: hero,", "term: hero, term: x,", "4:18", "the key 'term' stands here twice"),
        ("terms:", "sets: {a: [x, x]}\nterms:", "3:15", "'x' stands twice in set 'a'"),
    ],
)
def test_bad_lexicon(tmp_path: Path, old: str, new: str, at: str, says: str) -> None:
    assert old in LEXICON
    path = tmp_path / "words.yaml"
    path.write_text(LEXICON.replace(old, new, 1), "utf-8")
    with pytest.raises(LexiconError) as caught:
        load_lexicon(path, "hype.hero")
    assert f"words.yaml:{at}: " in str(caught.value)
    assert says in str(caught.value)


def world(
    tmp_path: Path, card: str = CARD, lexicon: str = LEXICON, topic: str = "hype/hero"
) -> tuple[list[Path], list[Path]]:
    """Write one card and one lexicon as folders."""
    for name, text in (("rules/hype/hero", card), (f"lexicons/en/{topic}", lexicon)):
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    return [tmp_path / "rules"], [tmp_path / "lexicons"]


@pytest.mark.parametrize(
    ("card_text", "lexicon", "topic", "at", "says"),
    [
        (
            CARD,
            LEXICON,
            "hype/heros",
            "heros.yaml:1:1",
            "no rule reads the lexicon 'hype.heros' (did you mean 'hype.hero'?)",
        ),
        (CARD + "unless_fact: [pey]\n", LEXICON, "hype/hero", "hero.yaml:12:15", "unknown fact 'pey'"),
        (
            CARD,
            LEXICON + "patterns:\n  - {pattern: '_ _', confidence: high, source: kn}\n",
            "hype/hero",
            "hero.yaml:7:5",
            "needs at least one word",
        ),
        (
            CARD,
            LEXICON + "patterns:\n  - {pattern: '@heros', confidence: high, source: kn}\n",
            "hype/hero",
            "hero.yaml:7:5",
            "heros",
        ),
        (CARD, LEXICON + "except: [{patern: x}]\n", "hype/hero", "hero.yaml:6:10", "an exception is a phrase"),
    ],
)
def test_what_only_shows_in_the_light_of_other_files(
    tmp_path: Path, card_text: str, lexicon: str, topic: str, at: str, says: str
) -> None:
    with pytest.raises(UserError) as caught:
        compile_folders(*world(tmp_path, card_text, lexicon, topic))
    assert at in str(caught.value)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("added", "at", "says"),
    [
        ("patterns:\n  - {pattern: [{LOWER: {IN: [ja, true]}}], PLUS", "7:34", "true is no word here: quote it"),
        ("patterns:\n  - {pattern: [{LOWER: {IN: [ja, 7]}}], PLUS", "7:34", "7 is no word here: quote it"),
        ("patterns:\n  - {pattern: [{LOWER: {NOT_IN: 7}}], PLUS", "7:33", "7 is no word here: quote it"),
        ("patterns:\n  - {pattern: [{LOWER: {IN: [ja, [nee]]}}], PLUS", "7:34", "['nee'] is no word here"),
        ("patterns:\n  - {pattern: [ja, {LOWER: true}], PLUS", "7:28", "true is no word here: quote it"),
        ("patterns:\n  - {pattern: [ja, {ORTH: {IN: [ja, false]}}], PLUS", "7:37", "false is no word here: quote it"),
        (
            "patterns:\n  - {pattern: [ja, {LOWER: [ja, 7]}], PLUS",
            "7:28",
            "a choice stands under IN: {LOWER: {IN: […]}}",
        ),
        ("patterns:\n  - {pattern: [ja, {LOWER: }], PLUS", "7:28", "a word is missing here"),
        ("patterns:\n  - {pattern: [ja, {MORPH: {IS_SUPERSET: [1]}}], PLUS", "7:43", "1 is no word here"),
        (
            "patterns:\n  - {pattern: [ja, {LENGTH: {'>': long}}], PLUS",
            "7:35",
            "'long' is no length: write a whole number",
        ),
        ("patterns:\n  - {pattern: [ja, 7], PLUS", "7:20", "7 is neither a word nor a mapping (quote it"),
        ("sets: {yes: [ja, true]}\n", "6:18", "must be a list of texts (quote True"),
        ("except: [{pattern: [{LOWER: {IN: [ja, true]}}]}]\n", "6:39", "true is no word here: quote it"),
        ("except: [{sentence: [{LOWER: {IN: [ja, 7]}}]}]\n", "6:40", "7 is no word here: quote it"),
    ],
)
def test_what_is_not_quoted_is_no_word(tmp_path: Path, added: str, at: str, says: str) -> None:
    lexicon = LEXICON + added.replace(" PLUS", " confidence: high, source: kn}\n")
    with pytest.raises(LexiconError) as caught:
        compile_folders(*world(tmp_path, CARD, lexicon))
    assert f"hero.yaml:{at}: " in str(caught.value)
    assert says in str(caught.value)


def test_problems_are_collected_and_the_rest_is_compiled(tmp_path: Path) -> None:
    rules, lexicons = world(tmp_path)
    (tmp_path / "rules/hype/bad.yaml").write_text("sumary: x\n", "utf-8")
    (tmp_path / "lexicons/en/hype/bad.yaml").write_text(LEXICON, "utf-8")
    (tmp_path / "lexicons/en/hype/worse.yaml").write_text("language: [\n", "utf-8")
    (tmp_path / "lexicons/en/hype/worst.yaml").write_text(LEXICON, "utf-8")
    (tmp_path / "lexicons/de").mkdir()
    (tmp_path / "lexicons/de/x.yaml").write_text(LEXICON, "utf-8")
    problems: list[UserError] = []
    compiled = compile_folders(rules, lexicons, problems)
    assert list(compiled["rules"]) == ["hype.hero"]
    said = "\n".join(map(str, problems))
    # The words of the card that is wrong are no second problem.
    assert len(problems) == 4, said
    for expected in (
        "bad.yaml:1:1: unknown key",
        "worse.yaml:2:1",
        "no rule reads the lexicon 'hype.worst'",
        "de/x.yaml: a lexicon stands",
    ):
        assert expected in said


def test_a_later_folder_overrides_adds_and_switches_off(tmp_path: Path) -> None:
    rules, lexicons = world(tmp_path)
    own = tmp_path / "own/en/hype/hero.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "language: en\noff: [hero]\nsources: {kn: {title: own knowledge}}\nterms:\n"
        "  - {term: ninja, suggest: [expert], confidence: low, source: kn}\n"
        "  - {term: wizard, confidence: high, source: kn}\n",
        "utf-8",
    )
    compiled = compile_folders(rules, [*lexicons, tmp_path / "own"])
    english = compiled["languages"]["en"]
    entries = {
        english["terms"][i][0][0]: english["entries"][english["terms"][i][1]] for i in range(len(english["terms"]))
    }
    assert set(entries) == {"ninja", "wizard"}
    assert entries["ninja"]["confidence"] == "low"
    own.write_text("language: en\noff: [heroo]\n", "utf-8")
    with pytest.raises(LexiconError, match=r"there is no entry 'heroo' to switch off \(did you mean 'hero'\?\)"):
        compile_folders(rules, [*lexicons, tmp_path / "own"])
