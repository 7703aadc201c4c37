"""Sections of an ad, with and without headings, and the kind of text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from inclusive_lint.api import Linter
    from inclusive_lint.reading import Reading

ROOT = Path(__file__).resolve().parents[2]
ADS = {
    "nl": """Boekbinder (m/v/x)
Atelier De Rug bindt sinds 1962 boeken die open blijven liggen.
Wat ga je doen?
- Je naait katernen en je lijmt ruggen.
Wie ben jij?
- Je hebt geduld en een vaste hand.
Wat bieden wij?
- 2.600 euro bruto per maand
Interesse?
Stuur een brief naar het atelier.
Meer info:
Bel Lotte op 09 000 00 00.
""",
    "fr": """Relieur ou relieuse (H/F/X)
L’atelier Le Dos relie depuis 1962 des livres qui restent ouverts.
Vos missions
- Vous cousez des cahiers et vous collez des dos.
Votre profil
- Vous avez de la patience et la main sûre.
Nous offrons
- 2.600 euros brut par mois
Comment postuler ?
Écrivez une lettre à l’atelier.
Contact :
Appelez Lotte au 09 000 00 00.
""",
    "en": """Bookbinder (all genders)
The Spine has bound books that stay open since 1962.
What you will do
- You sew sections and glue spines.
What we are looking for
- You have patience and a steady hand.
What we offer
- £2,400 a month before tax
How to apply
Write a letter to the workshop.
Contact
Call Lotte on 09 000 00 00.
""",
}
RUN_ON = {
    "nl": """
Boekbinder Voor ons atelier in de oude drukkerij zoeken wij iemand die graag met papier werkt en die van stilte houdt.
Functieomschrijving Je naait katernen, je lijmt ruggen en je snijdt platten op maat, soms voor één boek en soms voor honderd.
Jouw profiel Je hebt geduld en een vaste hand, en je ruikt het verschil tussen lijm die goed is en lijm van vorig jaar.
Wij bieden Een loon van 2.600 euro, tekens om uit te kiezen en elke vrijdagmiddag vrij.
""",
    "fr": """
Relieuse ou relieur Pour notre atelier dans une ancienne imprimerie, nous cherchons une personne qui aime le papier et le silence.
Vos missions Vous cousez des cahiers, vous collez des dos et vous coupez des plats sur mesure, pour un livre ou pour cent.
Votre profil Vous avez de la patience et la main sûre, et vous reconnaissez une bonne colle à son odeur, même les jours de pluie.
Nous offrons Un salaire de 2.600 euros et tous les vendredis après-midi libres.
""",
    "en": """
Bookbinder For our workshop in a former printing house we want somebody who likes working with paper and does not mind the quiet.
Responsibilities You sew sections, glue spines and cut boards to size, sometimes for one book and sometimes for a hundred of them.
Requirements You have patience and a steady hand, and you can tell a good glue from a bad one by its smell on a rainy day.
Benefits A salary of £29,000 and every Friday afternoon to yourself.
""",
}
PLACES = {
    "nl": {"katernen": "tasks", "geduld": "profile", "vrijdagmiddag": "offer"},
    "fr": {"cahiers": "tasks", "patience": "profile", "vendredis": "offer"},
    "en": {"spines": "tasks", "patience": "profile", "Friday": "offer"},
}
EXPECTED = [
    "title",
    "other",
    *(name for name in ("tasks", "profile", "offer", "procedure", "contact") for _ in range(2)),
]


def read(linter: Linter, text: str, language: str | None = None) -> Reading:
    from inclusive_lint.readers import plain

    return linter.engine(plain.read("ad.txt", text), linter.options._replace(language=language))[1]


def sections(reading: Reading) -> list[str]:
    """Return the section of the last word of each block."""
    firsts = [*reading.tokens.firsts, len(reading.words)]
    return [reading.sections.at(end - 2) for end in firsts[1:]]


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_an_ad_with_headings(linter: Linter, language: str) -> None:
    reading = read(linter, ADS[language])
    assert reading.language == language
    assert sections(reading) == EXPECTED
    assert reading.doctype == "vacancy"


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_headings_in_capitals_with_colons_and_inline(linter: Linter, language: str) -> None:
    lines = ADS[language].splitlines()
    loud = [line.upper() if i in (2, 4, 6, 8) else line for i, line in enumerate(lines)]
    assert sections(read(linter, "\n".join(loud), language)) == EXPECTED
    inline = [
        *lines[:2],
        *(
            f"{head.rstrip(' ?:')}: {body.removeprefix('- ')}"
            for head, body in zip(lines[2::2], lines[3::2], strict=True)
        ),
    ]
    assert sections(read(linter, "\n".join(inline), language)) == [*EXPECTED[:2], *EXPECTED[2::2]]


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_an_ad_without_line_breaks(linter: Linter, language: str) -> None:
    reading = read(linter, " ".join(RUN_ON[language].split()), language)
    places = {word: reading.words.index(word.lower()) for word in PLACES[language]}
    assert {word: reading.sections.at(at) for word, at in places.items()} == PLACES[language]


def test_the_longer_phrase_of_a_heading_decides(linter: Linter) -> None:
    # "Nous" alone opens what is offered.
    assert sections(read(linter, "Reliure Claes\n\nNous relions.\n\nNous demandons\n\n- du soin", "fr"))[-1] == "profile"


def test_one_line_has_no_title(linter: Linter) -> None:
    assert sections(read(linter, "Wij zoeken een boekbinder met geduld.", "nl")) == ["other"]


def test_a_sentence_is_no_heading(linter: Linter) -> None:
    text = "Boekbinder\nHet profiel van de rug is rond.\nWij bieden plaats aan tien boeken per plank, en meer niet.\n"
    assert set(sections(read(linter, text, "nl"))) <= {"title", "other"}


def test_an_empty_text(linter: Linter) -> None:
    reading = read(linter, "")
    assert (reading.doctype, reading.language, sections(reading)) == ("page", None, [])


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.txt")), ids=lambda path: path.stem)
def test_our_example_ads_are_vacancies(linter: Linter, path: Path) -> None:
    assert read(linter, path.read_text("utf-8")).doctype == "vacancy"


@pytest.mark.parametrize(
    "text",
    [
        ("Night porter, The Swan\n\nTen till seven, four on three off. You'll let in the late and wake the early.\n\n"
        "Room if you need one. £12.60 and service charge. Two references.\n\nThe Swan, 01328 000 000"),
        ("Two bus mechanics, please.\n\nOur garage keeps 61 buses on the road; two of us have retired.\n\n"
        "Days, lates and one Saturday in three. Grade C, £19.40 rising to £21.10.\n\nAsk for Shona at the gate."),
        ("The Blue Note is growing!\n\nSomebody has to hold bakery and stage together: coffee in the morning, bands at night.\n\n"
        "Who fits\n~ you can count\n~ you like jazz\n\n€16.20 gross, meal vouchers, two evenings off in a row.\n\nDrop by."),
    ],
)
def test_a_short_ad_in_its_own_words_is_a_vacancy(linter: Linter, text: str) -> None:
    assert read(linter, text, "en").doctype == "vacancy"


@pytest.mark.parametrize(
    "text",
    [
        ("Zadelmaker, Tielt\n\nOnze huidige zadelmaker, Rik, hangt in mei zijn els aan de haak.\n\nWat moet ge kunnen? Leer snijden, "
        "nijptang en naald hanteren, en luisteren naar ruiters.\n\n€ 17,10 per uur, PC 128. Spring eens binnen, de poort staat open."),
        ("Kaarsengieter / wasmeester\n\nAl vier generaties ruikt het hier naar bijenwas. Wij geven u een werkbank bij het raam, "
        "het loon van de cao en een premie met Kerstmis.\n\nUw brief mag naar Waskade 3. Inlichtingen geeft mevrouw Ploeg."),
    ],
)
def test_a_short_dutch_ad_in_its_own_words_is_a_vacancy(linter: Linter, text: str) -> None:
    assert read(linter, text, "nl").doctype == "vacancy"


@pytest.mark.parametrize(
    ("language", "title"),
    [("nl", "Grafdelver en hovenierster (m/v/x), Zomergem"), ("fr", "Fossoyage et jardins (H/F/X), Ath"), ("en", "Graves and gardens (f/m/x), Ely")],
)
def test_a_marker_of_gender_in_the_first_line_makes_an_ad(linter: Linter, language: str, title: str) -> None:
    text = title + "\n\nStone, clay, roses.\n\nMarble and moss.\n\n058 00 00 00"
    assert read(linter, text, language).doctype == "vacancy"
    assert read(linter, text.replace(title, "Marble"), language).doctype == "page"


@pytest.mark.parametrize(
    "name",
    ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "THIRD_PARTY.md", "LICENSE", "lexicons/LICENSE", "docs/architecture.md", "docs/limits.md",
     "docs/writing-rules.md", "benchmarks/quality/README.md", "inclusive_lint/models/language/MODEL_CARD.md"],
)  # fmt: skip
def test_texts_about_software_are_pages(linter: Linter, name: str) -> None:
    from inclusive_lint.readers import read as read_file

    path = ROOT / name
    document = read_file(path.name, path.read_bytes())
    assert linter.engine(document)[1].doctype == "page"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "nl",
            "Gent opent zaterdag een nieuw zwembad. Het water is er warm en de glijbaan lang. De kassa gaat open om negen uur.",
        ),
        (
            "fr",
            "Une tarte aux pommes se prépare la veille. Épluchez les fruits, étalez la pâte et laissez reposer une heure au frais.",
        ),
        (
            "en",
            "To install the driver, unplug the printer, wait for ten seconds and start the program from the menu. Restart if asked.",
        ),
    ],
)
def test_other_texts_are_pages(linter: Linter, language: str, text: str) -> None:
    reading = read(linter, text)
    assert (reading.language, reading.doctype) == (language, "page")


def test_the_caller_knows_better(linter: Linter) -> None:
    report = linter.check_text("Wij zoeken een boekbinder.", language="nl", doctype="campaign")
    assert report.doctype == "campaign"


LETTERS = [
    (
        "nl",
        ("Beste mevrouw Maes,\n\nBedankt voor uw sollicitatie als archivaris. Wij nodigen u graag uit voor een gesprek op dinsdag 3 maart om tien uur, in "
        "lokaal 4 van het stadhuis. Het gesprek duurt een uur. Gelieve uw komst te bevestigen.\n\nMet vriendelijke groeten,\nDe personeelsdienst"),
    ),
    (
        "fr",
        ("Chère Madame,\n\nNous vous remercions de votre candidature au poste de relieuse. Nous avons le plaisir de vous inviter à un entretien le mardi "
        "3 mars à dix heures, salle 4. L’entretien dure une heure. Merci de confirmer votre présence.\n\nBien cordialement,\nLe service du personnel"),
    ),
    (
        "en",
        ("Dear Kim,\n\nThank you for your application for the post of archivist. We would like to invite you to an interview on Tuesday 3 March at ten, in "
        "room 4 of the town hall. It takes an hour. Please confirm your attendance.\n\nKind regards,\nThe people team"),
    ),
    ("en", "Dear Kim,\n\nWelcome to the team! Your first day is Monday 4 May at nine. Come to the main entrance and ask for Jo, who has your badge.\n\nWarm regards,\nJo"),
]


@pytest.mark.parametrize(("language", "text"), LETTERS)
def test_a_letter_about_a_selection_is_a_letter(linter: Linter, language: str, text: str) -> None:
    assert read(linter, text, language).doctype == "letter"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Infoavond over water\n\nDonderdag 7 mei om 19 uur in de bibliotheek. Op het programma: een lezing en een film. De inkom is gratis, schrijf je in voor 1 mei."),
        ("fr", "Soirée sur l’eau\n\nJeudi 7 mai à 19 heures, à la bibliothèque. Au programme : un exposé et un film. L’entrée est gratuite, les places sont limitées."),
        ("en", "An evening on water\n\nThursday 7 May at seven, in the library. On the programme: a talk and a film. Admission is free, places are limited."),
    ],
)
def test_an_invitation_is_an_event(linter: Linter, language: str, text: str) -> None:
    assert read(linter, text, language).doctype == "event"


INTERNAL = "{title}\n\nTaken\n\n- Je plant het werk van de ploeg.\n\nProfiel\n\n- Je kent het huis.\n\nAanbod\n\n- Een vaste plek.{end}"


def test_an_ad_for_colleagues_says_so_in_its_first_lines(linter: Linter) -> None:
    assert read(linter, INTERNAL.format(title="Interne vacature: ploegbaas", end=""), "nl").doctype == "internal"
    end = "\n\nInterne kandidaten hebben voorrang."
    assert read(linter, INTERNAL.format(title="Ploegbaas", end=end), "nl").doctype == "vacancy"
    run_on = "Ploegbaas gezocht voor onze drukkerij. " * 6 + "Bij gelijke kunde gaan interne kandidaten voor."
    assert read(linter, INTERNAL.format(title=run_on, end=""), "nl").doctype == "vacancy"
