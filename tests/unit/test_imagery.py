"""Images as described in words: who is seen, who does what, and the patterns that repeats."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from inclusive_lint import resources
from inclusive_lint.catalog import Catalog
from inclusive_lint.engine import Linter
from inclusive_lint.folders import compile_folders
from inclusive_lint.imagery import campaign, cases, measures, people, portraits
from inclusive_lint.imagery.album import Album
from inclusive_lint.imagery.people import Depicted
from inclusive_lint.imagery.words import ImageWords
from inclusive_lint.model import LANGUAGES
from inclusive_lint.readers import read
from inclusive_lint.settings import Settings

if TYPE_CHECKING:
    from inclusive_lint.imagery.campaign import Campaign
    from inclusive_lint.imagery.model import Person, Portrait

NAMES = {
    "Tom": ["Rose", "Mark", "Will", "Grace", "Fatima", "Jan-Willem", "Aïcha", "Kwame", "Roos", "Pierre-Henri"],
    "Nadia": ["Hope", "Bill", "Faith", "Yusuf", "Lien", "Anne-Sophie", "Wei", "Björn", "Dirk", "Zoé"],
}


@cache
def catalog() -> Catalog:
    return Catalog.from_compiled(compile_folders([resources.folder("rules")], [resources.folder("lexicons")]))


@cache
def linter(language: str) -> Linter:
    return Linter(catalog(), Settings(language=language, doctype="imagery"))


def portrait(language: str, text: str) -> Portrait:
    reading = linter(language).read(read("x.txt", text.encode()))
    (found,) = portraits.read(reading, language, catalog().vocabulary(language).imagery)
    return found


def only(language: str, text: str) -> Person:
    (person,) = portrait(language, text).persons
    return person


def patterns(language: str, text: str) -> list[str]:
    report = linter(language).check(read("x.txt", text.encode()))
    return [f.rule for f in report.findings if f.rule.startswith("imagery.")]


def assessed(language: str, *lines: str) -> Campaign:
    reading = linter(language).read(read("x.txt", ("\n".join(lines) + "\n").encode()))
    report = linter(language).judge(reading)
    return campaign.assess(campaign.descriptions(reading, report.findings), catalog().rules, language)


# Words


def test_a_longer_phrase_of_a_kind_hides_the_words_in_it() -> None:
    words = ImageWords(
        {"run-image-who-adult-f": ["lady"], "run-image-who-service-f": ["cleaning lady"], "run-image-cue-x": ["lady"]}
    )
    found = words.read(["a", "cleaning", "lady"], 0, 3).marks
    assert [(m.kind, m.name, m.start) for m in found] == [("who", "service-f", 1), ("cue", "x", 2)]


def test_a_phrase_may_have_a_gap_but_no_sentence_end_in_it() -> None:
    words = ImageWords({"run-image-do-listen": ["looks … on"], "run-image-who-adult-m": ["-man"]})
    assert [m.tokens for m in words.read(["she", "looks", "calmly", "on"], 0, 4).marks] == [(1, 3)]
    assert words.read(["she", "looks", ".", "on"], 0, 4).marks == []
    assert [m.name for m in words.read(["milkman"], 0, 1).marks] == ["adult-m"]
    assert words.read(["aman"], 0, 1).marks == []  # too little before the ending


def test_a_word_that_only_begins_phrases_means_nothing_by_itself() -> None:
    words = ImageWords({"run-image-do-pose": ["puts on"], "run-image-say-article": ["the"]})
    alone = words.read(["puts", "the"], 0, 2)
    assert (alone.marks, list(alone.plain)) == ([], [1])
    marks, plain = words.read(["puts", "on", "the"], 0, 3, frozenset({2}))
    assert [(m.name, m.tokens) for m in marks] == [("pose", (0, 1)), ("article", (2,))]
    assert not plain


def test_the_languages_have_the_same_sets() -> None:
    named = {code: catalog().vocabulary(code).imagery.names for code in LANGUAGES}
    needed = {
        name
        for rule in catalog().rules.values()
        for data in rule.options.get("cases", ())
        for name in _names(cases.parse(data))
    }
    for code, found in named.items():
        # A noun with a gender ends in -f or -m; its kind is what stands before.
        known = {name for _, name in found} | {name.rpartition("-")[0] for _, name in found}
        assert needed <= known | {"owned", "for", "name", "pronoun"}, code


def _names(case: cases.Case) -> set[str]:
    roles = (*case.people, *case.nobody)
    texts = [
        *case.cues,
        *case.denied,
        case.without,
        *(t for r in roles for t in (*r.is_, *r.does, r.is_not, r.does_not)),
    ]
    return {name for text in texts for name in text.split("|") if name}


# Persons


@pytest.mark.parametrize(
    ("language", "text", "gender", "count"),
    [
        ("en", "Two women at a lathe.", "feminine", 2),
        ("en", "A female engineer at work.", "feminine", 1),
        ("en", "An engineer and her drone.", "feminine", 1),
        ("en", "An engineer at work.", "", 1),
        ("nl", "Drie mannen op een steiger.", "masculine", 3),
        ("nl", "Een mannelijke verpleegkundige.", "masculine", 1),
        ("nl", "Een lasster aan het werk.", "feminine", 1),
        ("nl", "Een directeur, hij lacht.", "masculine", 1),
        ("fr", "Une juriste au bureau.", "feminine", 1),
        ("fr", "Un comptable au bureau.", "masculine", 1),
        ("fr", "Quatre soudeuses sur un toit.", "feminine", 4),
        ("fr", "Trois ingénieurs sur un toit.", "", 3),
    ],
)
def test_gender_and_number_are_what_the_words_say(language: str, text: str, gender: str, count: int) -> None:
    person = only(language, text)
    assert (person.gender, person.count) == (gender, count)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A colleague, a woman in a blue coat, solders a wire."),
        ("nl", "Een collega, een vrouw met een blauwe jas, soldeert een draad."),
        ("fr", "Une collègue, une femme en manteau bleu, soude un fil."),
    ],
)
def test_an_apposition_is_the_same_person(language: str, text: str) -> None:
    person = only(language, text)
    assert person.gender == "feminine"
    assert "make" in person.does


def test_a_list_is_several_persons() -> None:
    found = portrait("en", "A man, a nurse and a pilot wait.").persons
    assert [p.gender for p in found] == ["masculine", "", ""]


@pytest.mark.parametrize("text", ["No people.", "A porter's livery on a hook.", "A street without people."])
def test_who_is_not_there_is_nobody(text: str) -> None:
    assert portrait("en", text).persons == ()


def test_verbs_go_to_who_does_them() -> None:
    man, woman = portrait("en", "A man explains the valve while a woman listens.").persons
    assert ("explain" in man.does, "listen" in woman.does) == (True, True)
    man, woman = portrait("nl", "Terwijl een man de kraan bestuurt, kijkt een vrouw toe.").persons
    assert ("make" in man.does, "listen" in woman.does, "listen" in man.does) == (True, True, False)
    man, woman = portrait("fr", "Un homme répare la grue que regarde une femme.").persons
    assert ("make" in man.does, "look" in woman.does or "listen" in woman.does) == (True, True)


def test_ages_are_words_or_figures() -> None:
    ages = [
        only("en", t).age
        for t in ("Tom, 24, repairs a pump.", "A man of 61 years.", "A man in his fifties.", "A man, 41 years.")
    ]
    assert ages == ["young", "old", "old", ""]
    assert only("fr", "Tom, 24 ans, répare une pompe.").age == "young"


def test_a_colour_of_clothes_is_no_colour_of_skin() -> None:
    assert "minority" not in only("en", "A man in a black coat.").traits
    assert "minority" in only("en", "A black man in a coat.").traits
    assert "minority" not in only("fr", "Un homme en manteau noir.").traits
    assert "minority" in only("fr", "Un homme noir en manteau.").traits


# Names say nothing


LINES = {
    "en": [
        "Tom explains the pump to Nadia.",
        "Tom repairs the crane while Nadia, a woman from the office, brings coffee.",
        "Engineer Tom and Nadia at the wheel.",
        "The lovely Nadia and professor Tom at the congress.",
        "Tom, 24, presents his plan.",
        "A nurse, Nadia, helps Tom, a resident.",
    ],
    "nl": [
        "Tom toont Nadia de pomp.",
        "Tom herstelt de kraan terwijl Nadia, een vrouw van het kantoor, koffie brengt.",
        "Ingenieur Tom en Nadia aan het stuur.",
        "Dokter Tom en de charmante Nadia op het congres.",
        "Tom, 24 jaar, stelt zijn plan voor.",
    ],
    "fr": [
        "Tom montre la pompe à Nadia.",
        "Tom répare la grue tandis que Nadia, une femme du bureau, apporte le café.",
        "Le docteur Tom et la charmante Nadia au congrès.",
        "Tom, 24 ans, présente son plan.",
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(10))
def test_other_names_change_nothing(language: str, number: int) -> None:
    for line in LINES[language]:
        other = line.replace("Tom", NAMES["Tom"][number]).replace("Nadia", NAMES["Nadia"][number])
        assert _said(language, line) == _said(language, other), other


def _said(language: str, line: str) -> object:
    read_ = [(p.gender, p.count, p.age, sorted(p.does), sorted(p.traits)) for p in portrait(language, line).persons]
    weighed = assessed(language, line)
    return read_, patterns(language, line), [p for p, _ in weighed.people], weighed.balanced


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_has_no_gender(language: str) -> None:
    line = {"en": "Nadia repairs a pump.", "nl": "Nadia herstelt een pomp.", "fr": "Nadia répare une pompe."}[language]
    person = only(language, line)
    assert (person.gender, person.traits, person.kinds) == ("", frozenset(), frozenset({"name"}))


# Patterns


@pytest.mark.parametrize(
    ("language", "bad", "reversed_"),
    [
        ("en", "A man teaches a woman how to weld.", "A woman teaches a man how to weld."),
        ("nl", "Een man leert een vrouw hoe ze moet lassen.", "Een vrouw leert een man hoe hij moet lassen."),
        ("fr", "Un homme enseigne la soudure à une femme.", "Une femme enseigne la soudure à un homme."),
        ("en", "The director and his secretary.", "The director and her secretary."),
        ("nl", "Vader leest de krant, moeder kookt.", "Moeder leest de krant, vader kookt."),
        ("fr", "Maman repasse, papa rentre du bureau.", "Papa repasse, maman rentre du bureau."),
    ],
)
def test_reversed_roles_stay_silent(language: str, bad: str, reversed_: str) -> None:
    assert len(patterns(language, bad)) == 1
    assert patterns(language, reversed_) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A pregnant woman."), ("en", "A Black woman with a folder."), ("en", "A deaf man signs."), ("en", "An old man on a bench."),
        ("nl", "Een zwarte vrouw met een map."), ("nl", "Een dove man gebaart."), ("nl", "Twee meisjes spelen met een pop."),
        ("fr", "Une femme noire avec un dossier."), ("fr", "Un homme sourd signe."), ("fr", "Des filles jouent à la poupée."),
    ],
)  # fmt: skip
def test_to_name_somebody_is_never_wrong(language: str, text: str) -> None:
    assert patterns(language, text) == []


def test_every_line_is_a_description() -> None:
    text = "a man explains the pump to a woman who writes it all down with great care and a smile\nand another line\n"
    report = linter("en").check(read("x.txt", text.encode()))
    assert [(f.rule, f.start[0]) for f in report.findings if f.rule.startswith("imagery.")] == [
        ("imagery.active-passive", 1)
    ]


def test_alt_texts_and_captions_of_a_page_are_read_and_nothing_else() -> None:
    page = (
        b"<p>A man explains the pump to a woman.</p><img src=a alt='A man explains the pump to a woman.'>"
        b"<figure><figcaption>A man explains the pump to a woman.</figcaption></figure>"
    )
    report = Linter(catalog(), Settings(language="en")).check(read("x.html", page))
    assert [f.rule for f in report.findings if f.rule.startswith("imagery.")] == ["imagery.active-passive"] * 2


# Campaigns


def test_a_share_counts_only_those_of_whom_it_is_said() -> None:
    def person(gender: str, role: str) -> Depicted:
        return Depicted(gender, role, "", "", "", "")

    crowd = [
        person("masculine", "makes"),
        person("", "makes"),
        person("masculine", "makes"),
        person("feminine", "poses"),
    ]
    data = {"of": {"role": "makes|acts"}, "share": {"gender": "feminine"}, "below": 30, "least": 2}
    share = measures.measure(data, crowd)
    assert share is not None
    assert (share.number, share.total, share.members) == (0, 2, (0, 2))
    assert measures.measure({**data, "least": 3}, crowd) is None
    assert measures.measure({**data, "below": 0}, crowd) is None


def test_men_act_and_women_look_on() -> None:
    found = assessed(
        "en",
        "A man drills a hole.",
        "Two men repair a pump.",
        "A man measures a wall.",
        "Three women wave.",
        "A woman poses.",
    )
    assert found.balanced is False
    assert ("gender", "active-passive") in [(x.axis, x.pattern) for x in found.imbalances]
    assert "0 of 4" in found.imbalances[0].question or "0 %" in found.imbalances[0].question


def test_without_gender_there_is_no_verdict() -> None:
    assert (
        assessed("en", "An engineer repairs a pump.", "A colleague measures a wall.", "A man waves.").balanced is None
    )
    assert assessed("en", "A street at dawn.").balanced is None
    assert assessed("en", "A woman repairs a pump.", "A man measures a wall.").balanced is True


def test_those_who_are_served_do_not_count() -> None:
    found = assessed("en", "A woman helps a resident.", "A man carries a child.")
    assert [p.gender for p, _ in found.people] == ["feminine", "masculine"]


def test_what_a_person_counts_as() -> None:
    ((found, _),) = people.depicted(portrait("en", "A black woman in her sixties, crane engineer, inspects a cable."))
    assert found[:6] == ("feminine", "makes", "technical", "old", "minority", "")


# What was told apart later


def test_a_longer_act_hides_the_shorter_one_but_an_article_makes_no_other_act() -> None:
    words = ImageWords(
        {
            "run-image-say-article": ["the"], "run-image-do-job": ["washes cars", "mends the"],
            "run-image-do-chore": ["washes"], "run-image-do-make": ["mends"],
        }
    )  # fmt: skip
    assert [m.name for m in words.read(["washes", "cars"], 0, 2).marks] == ["job"]
    assert {m.name for m in words.read(["mends", "the", "roof"], 0, 3).marks} == {"job", "make", "article"}


def test_a_cue_keeps_its_sides_but_a_mere_thing_hides_them() -> None:
    words = ImageWords(
        {"run-image-cue-dark": ["dark"], "run-image-cue-gloom": ["dark room"], "run-image-cue-thing": ["dark chocolate"]}
    )
    assert [m.name for m in words.read(["dark", "room"], 0, 2).marks] == ["dark", "gloom"]
    assert [m.name for m in words.read(["dark", "chocolate"], 0, 2).marks] == ["thing"]


def test_lui_is_the_subject_only_where_it_opens_the_clause() -> None:
    assert only("fr", "Elle coud, on lui montre la photo.").gender == "feminine"
    assert [p.gender for p in portrait("fr", "Elle repasse, lui prépare sa réunion.").persons] == ["feminine", "masculine"]


def test_a_title_in_the_plural_counts_the_names_behind_it() -> None:
    (men,) = portrait("fr", "MM. Doret, Malin, Vasse, Rupin et Thorel.").persons
    assert (men.gender, men.count) == ("masculine", 5)


def test_two_titled_names_are_two_persons() -> None:
    assert len(portrait("en", "Mr Dole, Professor Quill.").persons) == 2


def test_a_cliche_that_is_quoted_as_a_caption_is_mentioned_and_not_used() -> None:
    assert patterns("en", "Slide 9: why “the girls from accounts” fails as a caption.") == []
    assert patterns("en", "The girls from accounts.") == ["imagery.girl-asymmetry"]


@pytest.mark.parametrize(
    ("language", "shown", "awareness"),
    [
        ("nl", "Zes mannen van de directie.", "Zes mannen van de directie over prostaatkanker."),
        ("fr", "Six hommes de la direction.", "Six hommes de la direction parlent de la prostate."),
        ("en", "Six men of the board.", "Six men of the board talk about prostate cancer."),
    ],
)
def test_health_campaigns_may_show_whom_they_are_for(language: str, shown: str, awareness: str) -> None:
    assert patterns(language, shown) == ["imagery.all-male"]
    assert patterns(language, awareness) == []


@pytest.mark.parametrize(
    ("language", "text", "pattern"),
    [
        ("nl", "Twaalf mannen en helemaal achteraan één vrouw.", "token"),
        ("fr", "Douze matelots et, au dernier rang, une seule femme.", "token"),
        ("en", "Twelve airmen and, in the back row, one woman.", "token"),
        ("nl", "Zij vouwt de was terwijl hij op kantoor zit, een gezin.", "mother-cares"),
        ("fr", "En famille : elle plie le linge, lui part au bureau.", "mother-cares"),
        ("en", "A family: she folds the laundry, he leaves for the office.", "mother-cares"),
        ("nl", "Staafdiagram: roze voor de vrouwelijke, lichtblauw voor de mannelijke collega’s.", "pink-blue"),
        ("nl", "Een zwarte man veegt de vloer van de hotellobby, zakenlui lopen voorbij.", "ethnic-role"),
        ("fr", "Une domestique philippine sert le thé dans une villa.", "ethnic-role"),
        ("en", "A Filipino butler at a wealthy couple’s mansion.", "ethnic-role"),
        ("en", "A girl in a wheelchair stares out at the deserted yard.", "disability-tragedy-or-inspiration"),
    ],
)  # fmt: skip
def test_patterns_by_kind(language: str, text: str, pattern: str) -> None:
    assert f"imagery.{pattern}" in patterns(language, text)


SCENES = [
    "Four men in suits around the table of the board.", "No hoodie, no screen, only a woman who explains the press.",
    "A man explains the lathe to a woman who listens.", "Confined to his wheelchair, a clerk stares at the empty hall.",
    "She looks up at the surgeon, nurse Ann and two girls from accounts behind her.", "A hall with machines.",
]  # fmt: skip


def test_a_case_that_is_met_is_never_left_untried() -> None:
    found = [portrait("en", text) for text in SCENES]
    everything = [cases.parse(x) for rule in catalog().rules.values() for x in rule.options.get("cases", ())]
    tried = [(album, case) for album, some in Album(found).candidates(everything) for case in some]
    met = [(one, case) for one in found for case in everything if cases.evidence(case, one)]
    assert met
    assert [x for x in tried if cases.evidence(x[1], x[0])] == met
    assert len(tried) < len(everything)


@pytest.mark.parametrize(
    ("name", "text", "doctype"),
    [
        ("a.csv", "file;alt\na.jpg;An engineer explains the plan to a trainee.\n", "imagery"),
        ("a.json", '[{"alt": "We are looking for an engineer"}]', "imagery"),
        ("a.yaml", "- caption: An engineer at work\n", "imagery"),
        ("a.csv", "title;description\nEngineer;We are looking for an engineer to join our team.\n", "vacancy"),
        ("a.html", '<img src=a alt="A man at work">', "page"),
    ],
)
def test_a_list_of_images_is_known_as_one(name: str, text: str, doctype: str) -> None:
    reading = Linter(catalog(), Settings(language="en")).read(read(name, text.encode()))
    assert reading.doctype == doctype


def test_a_trainee_or_a_student_is_of_any_age() -> None:
    for language, text in (("nl", "Een studente."), ("fr", "Une étudiante."), ("en", "A female trainee and a junior engineer.")):
        assert {p.age for p in portrait(language, text).persons} == {""}
    assert patterns("en", "A trainee helps an elderly man with his tablet.") == ["imagery.older-confused"]


@pytest.mark.parametrize(
    ("language", "he", "she"),
    [
        ("nl", "De tunnel wordt door de werfleider toegelicht aan een jonge vrouw.", "De tunnel wordt door de ingenieure toegelicht aan een jonge man."),
        ("fr", "Le tunnel est expliqué par le chef de chantier à une stagiaire.", "Le tunnel est expliqué par la cheffe de chantier à un stagiaire."),
        ("en", "The tunnel is explained by the site manager to a young woman.", "The tunnel is explained by a female engineer to a young man."),
    ],
)  # fmt: skip
def test_in_the_passive_the_one_behind_by_acts(language: str, he: str, she: str) -> None:
    assert patterns(language, he) == ["imagery.active-passive"]
    assert patterns(language, she) == []
    first, second = portrait(language, he).persons
    assert "explain" in first.does
    assert "explain" not in second.does


def test_a_description_may_end_with_whom_it_is_about() -> None:
    linter_ = Linter(catalog(), Settings(language="en"))
    for text in ("The boss and his secretary", "The boss and his secretary,"):
        assert linter_.check(read("x.html", f'<img alt="{text}">'.encode())).findings


def test_raised_digits_are_no_number() -> None:
    assert patterns("en", "Four men of the board in a room of 25 m², 3 × 10 ² and ².") == ["imagery.all-male"]


# Briefs


def open_questions(text: str) -> set[str]:
    report = linter("en").check(read("x.txt", text.encode()))
    return {item.fact for item in report.checklist if not item.stated}


def test_a_brief_is_asked_what_it_leaves_open_and_finished_descriptions_are_not() -> None:
    asked = open_questions("Shot 1: a colleague smiles.")
    assert asked == {f"brief_{x}" for x in ("who_acts", "ages", "origins", "disability", "trades", "clothing", "camera", "alt")}
    told = open_questions("Shot 1: a deaf welder in overalls and a nurse test a hoist, at eye level. People of all ages.")
    assert asked - told == {f"brief_{x}" for x in ("who_acts", "ages", "disability", "trades", "clothing", "camera")}
    assert not open_questions("A colleague smiles.")


def test_the_questions_of_a_brief_make_no_remark() -> None:
    report = linter("en").check(read("x.txt", b"Shot 1: a colleague smiles."))
    assert not [f for f in report.findings if f.rule.startswith("brief.")]
