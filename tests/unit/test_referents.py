"""Who is meant: what decides it, one thing at a time. The words are those of the lexicons."""

from __future__ import annotations

from functools import lru_cache

import pytest

from inclusive_lint import store
from inclusive_lint.mentions import OTHER, SOUGHT
from inclusive_lint.readers.plain import read
from inclusive_lint.reading import Range, Reader, Reading
from inclusive_lint.referents import Referents, third_person


@lru_cache
def reader() -> Reader:
    return Reader(store.load())


def reading_of(text: str, language: str) -> Reading:
    return reader().read(read("ad.txt", text), language=language, doctype="vacancy")


def who(text: str, language: str, pronoun: str) -> str:
    """What the last such pronoun of a text refers to."""
    reading = reading_of(text, language)
    return Referents(reading).antecedent(len(reading.words) - 1 - reading.words[::-1].index(pronoun))


@pytest.mark.parametrize(("language", "pronoun", "sought", "other"), [
    # a verb that tells what was
    ("en", "she", "We need a cleaner for the office; she runs the place.", "We promoted a cleaner in May; she runs the place."),
    ("nl", "zij", "Een kapster werkt op zaterdag; zij leidt de zaak.", "In 2019 kwam een kapster bij ons; zij leidt de zaak."),
    ("fr", "il", "Le vendeur conseille et il range.", "Le vendeur avait deux filles et il range."),
    # an article, and a pronoun that is for persons only
    ("en", "his", "A farrier is as good as his forge.", "A winner is as good as his forge."),
    ("en", "his", "We like a blacksmith who knows his fire.", "We like Daniel Webb: he knows his fire."),
    # a superior is no topic, somebody met is
    ("en", "he", "The applicant reports to Dr Ruth Lane. In May he starts.", "The applicant meets Dr Ruth Lane. In May he starts."),
    ("fr", "il", "Le titulaire travaille sous l'autorité de M. Paul Lacombe. Le soir, il ferme.", "Paul Lacombe est content. Le soir, il ferme."),
    # whom a clause only supposes
    ("fr", "il", "Si un client se plaint, le vendeur écoute. Puis il aide.", "Un client se plaint souvent. Puis il aide."),
    ("fr", "il", "Dès qu'il arrive, le veilleur fait le tour.", "Dès qu'il arrive, le client fait le tour."),
    # where things have a sex, one that no list knows is a thing
    ("fr", "il", "Le laborantin note tout. Il est précis.", "Le zigouigoui note tout. Il est précis."),
    ("fr", "elle", "La serveuse sourit, elle est rapide.", "On sert une zigouigouite, elle est rapide."),
    ("fr", "il", "Le matin, il ouvre la porte.", "Voici un zigouigoui, il ouvre la porte."),
    # the title names the person sought
    ("nl", "hij", "Zaakvoerder voor een slagerij\n\nDe zaakvoerder leidt ons. Hij bakt.", "Bakker in Gent\n\nDe zaakvoerder leidt ons. Hij bakt."),
    ("en", "he", "Buyer for a toy chain\n\nThe buyer travels. In March he is away.", "Toys\n\nThe buyer travels. In March he is away."),
    # a letterhead names nobody
    ("fr", "il", "Chapelier du théâtre\n\nLe chapelier réalise cent pièces. Il restaure.", "Service des chapeaux du théâtre\n\nLe service réalise cent pièces. Il restaure."),
    # the party concerned is the person sought
    ("fr", "il", "L'intéressé ouvre la grille. Il salue.", "Le syndic ouvre la grille. Il salue."),
    # the last part of a compound is what it is
    ("nl", "zijn", "Hier leert een leerling-lasser zijn vak.", "Hier leert een leerling zijn vak."),
    # "it is he who" tells of somebody before
    ("en", "he", "We need a porter. It is he who locks up.", "Daniel Webb is here. It is he who locks up."),
    # a clause that supposes somebody, and what is done or got
    ("en", "he", "The tutor is in. If a child is ill, he rings the parents.", "The tutor is in. If a child is ill, he gets soup."),
    ("nl", "hij", "De kok is er. Komt een gast klagen, dan lost hij dat op.", "De kok is er. Komt de gast klagen, dan lost hij dat op."),
    # "as foreman he" says what somebody is
    ("en", "he", "We need a fitter. As fitter he runs the site.", "Daniel Webb is here. As fitter he runs the site."),
    # a man who does the work is no visitor
    ("en", "he", "A man mends it before he goes home.", "A man calls before he goes home."),
    # a new one is sought, the one we have is not
    ("nl", "hij", "Onze nieuwe postbode fietst. Hij lacht.", "Onze postbode fietst. Hij lacht."),
    # a title before a name is no one else
    ("en", "she", "The chairwoman hopes she calls.", "Chairwoman Joan Hale hopes she calls."),
    # somebody told to be sought after the noun
    ("en", "she", "The girl we appoint learns before she starts.", "The girl next door learns before she starts."),
    # what tells how an unknown noun is tells of a thing
    ("nl", "hij", "De stadsgids vertelt graag. Hij krijgt een fiets.", "De stadspomp is oud. Hij krijgt een fiets."),
    # one who is called up is a person, not a place
    ("nl", "hij", "Hier in Geert. Overdag hoort hij niks.", "Bel naar Geert. Overdag hoort hij niks."),
    # whom others report to is nobody sought
    ("en", "her", "You meet the person we seek: the manager loves her work.", "Report to the manager and brief her."),
    # a heading names nobody
    ("fr", "il", "Nous cherchons un magasinier.\n\nFonction\n\nIl range.", "Nous cherchons un magasinier.\n\nJean Petit travaille ici.\n\nIl range."),
    # a house is "she" in Dutch
    ("nl", "zij", "De secretaresse helpt ons. Dit doet zij graag.", "De stad helpt ons. Dit doet zij graag."),
    # a post of caretaker is no thing here
    ("fr", "il", "Poste de concierge. Il ferme la porte.", "Boîte de concierge. La poste et le cabinet. Il ferme la porte."),
])  # fmt: skip
def test_who_a_pronoun_means(language: str, pronoun: str, sought: str, other: str) -> None:
    assert who(sought, language, pronoun) == SOUGHT
    assert who(other, language, pronoun) != SOUGHT


def test_a_pronoun_joined_by_and_goes_with_the_subject() -> None:
    assert who("Le candidat connaît le métier et il travaille.", "fr", "il") == SOUGHT
    assert who("Le candidat connaît le métier quand il travaille.", "fr", "il") == OTHER


@pytest.mark.parametrize(("language", "noun", "sought", "other"), [
    ("en", "postman", "We seek a postman.", "In 1950 we had a postman."),
    ("en", "fireman", "A fireman is wanted.", "A retired fireman is here."),
    ("en", "drayman", "You become the drayman.", "You leave that to the drayman."),
    ("nl", "naaister", "Voor dit atelier: de naaister.", "Dit loopt gelijk met de naaister."),
    ("fr", "hôtesse", "Il faut une hôtesse.", "À l'époque, une hôtesse chantait."),
])  # fmt: skip
def test_whom_a_noun_means(language: str, noun: str, sought: str, other: str) -> None:
    for text, expected in ((sought, False), (other, True)):
        reading = reading_of(text, language)
        at = reading.words.index(noun)
        assert third_person(reading, Range(at, at + 1)) is expected, text
