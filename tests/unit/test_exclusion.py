"""Where people are shut out: each kind of place, and what looks like one."""

from __future__ import annotations

from functools import lru_cache

import pytest

from inclusive_lint import resources, store
from inclusive_lint.engine import Linter
from inclusive_lint.examples import Runner
from inclusive_lint.exclusion import preferred, shut_out, slots
from inclusive_lint.model import Match, Span
from inclusive_lint.readers.plain import read
from inclusive_lint.reading import Range, Reader, Reading
from inclusive_lint.resolution import said_elsewhere
from inclusive_lint.rule import Example, load_cards
from inclusive_lint.settings import Settings


@lru_cache
def reader() -> Reader:
    return Reader(store.load())


def reading_of(text: str, language: str = "en") -> Reading:
    return reader().read(read("ad.txt", text), language=language, doctype="vacancy")


def is_shut_out(text: str, word: str, language: str = "en") -> bool:
    """Whether the last such word of a text stands where people are shut out."""
    reading = reading_of(text, language)
    at = len(reading.words) - 1 - reading.words[::-1].index(word)
    return shut_out(reading, Range(at, at + 1))


@pytest.mark.parametrize(("shut", "open_"), [
    # the items below a heading; the list ends where another line or heading begins
    ("We'd rather not\n- parrots", "We'd like\n- parrots"),
    ("We'd rather not\n- gossip\n- parrots", "We'd rather not\n- gossip\n\nWe keep parrots."),
    ("We'd rather not\n- gossip\n- parrots", "We'd rather not\n- gossip\n- and we want:\n- parrots"),
    # any line above a list that says no, but for what is not asked
    ("We never take\n- parrots", "We never ask about\n- parrots"),
    ("Not in this house\n- parrots", "In this house\n- parrots"),
    ("Nobody who has\n- parrots", "What follows is a longer line that says at the end that you are not alone with our own\n- parrots"),
    # lines without bullets, up to a blank line
    ("MUST NOT HAVE\nA temper.\nThe parrots.", "MUST NOT HAVE\nA temper.\n\nThe parrots."),
    # behind a colon, behind the question that a heading is
    ("Must not have: a temper, parrots.", "Must not have a temper. We like parrots."),
    ("Who won't like it? Parrots.", "Who won't like it? Nobody. We sell parrots."),
    # the column of a table
    ("| We want | We'd rather not |\n| owls | parrots |", "| We want | We'd rather not |\n| parrots | owls |"),
    # a refusal: its sentence, the question it answers, several questions at once, a line of their own
    ("Parrots need not apply.", "Parrots may apply."),
    ("Do you like parrots? Look elsewhere.", "We like parrots. Look elsewhere for owls."),
    ("Parrots? Owls? Look elsewhere.", "Parrots! Owls? Look elsewhere."),
    ("Do you keep parrots? Not in my house.", "Do you keep parrots? Not a problem."),
    ("I keep parrots. Is that allowed? Look elsewhere.", "We keep parrots. Is your own house too quiet these days? Look elsewhere."),
    ("I keep parrots. Look elsewhere.", "The boss and I keep parrots. Look elsewhere."),
    # the questions in a row with one that was refused, unless their answer reassures
    ("Owls? Look elsewhere. Parrots? The cat decides.", "Owls? Look elsewhere. Parrots? Yes."),
    ("Parrots? The cat decides. Owls? Look elsewhere.", "Parrots? Gladly. Owls? Look elsewhere."),
    ("Parrots? The cat decides. Owls? Look elsewhere.", "Must I like parrots? The cat decides. Owls? Look elsewhere."),
    ("Parrots?\nLook elsewhere.", "Parrots.\nLook elsewhere."),
    ("Do you like parrots? Look elsewhere.", "Do you like parrots? We do not, and would not look elsewhere."),
    ("Parrots need not apply.", "Nobody with parrots need not apply."),
    ("Parrots need not apply.", "Is it true that parrots need not apply?"),
    # a short no after a question that does not ask what is needed or minded
    ("Do you keep parrots? Sorry.", "Are parrots a problem? No."),
    ("Do you keep parrots? No.", "Do you keep parrots? No problem."),
    # what a profile wants nobody to have
    ("Profile\n- free from parrots", "Tasks\n- a room free from parrots"),
    ("Profile\n- no parrots", "Tasks\n- no parrots"),
    ("Profile\n- no parrots", "Profile\n- no experience with parrots"),
    ("Profile\n- no parrots", "Profile\n- a calm voice that frightens no parrots"),
    ("Profile\n- not keen on parrots", "Profile\n- we do not fear parrots"),
    ("Profile\n- no parrots", "Profile\n- need no parrots"),
    ("Profile\n- no cats and no parrots", "Profile\n- no cats because of our parrots"),
    ("We want somebody without parrots.", "We work without parrots."),
    ("You are not one of the parrots.", "The parrots are not of the house."),
    ("Who stays? Not the parrots.", "What is it? Not the parrots."),
    ("0 parrots at home", "We count 0 parrots."),
    ("Parrots need not apply.", "People who dislike parrots need not apply."),
    # what tells that nobody is
    ("Parrots need not apply.", "Parrots are welcome, owls need not apply."),
    ("Parrots need not apply.", "An ad said “parrots need not apply”."),
    ("Parrots need not apply.", "The law says that parrots need not apply."),
])  # fmt: skip
def test_where_people_are_shut_out(shut: str, open_: str) -> None:
    assert is_shut_out(shut, "parrots")
    assert not is_shut_out(open_, "parrots")


@pytest.mark.parametrize(("first", "not_first"), [
    ("Preferably a parrot.", "Preferably with experience of a parrot."),
    ("Preferably a parrot.", "Preferably patient, with a parrot."),
    ("Preferably a parrot.", "Preferably someone who in good weather walks the parrot."),
    ("A parrot preferred.", "Somebody who can teach a parrot preferred."),
    ("A parrot preferred.", "Knowledge of a parrot preferred."),
    ("A parrot only, please.", "A parrot only bites when hungry."),
    ("Preferably a parrot.", "The ad said “preferably a parrot”."),
    ("Preferably a parrot.", "Preferably a parrot, as positive action allows."),
    ("Preferably a parrot.", "The law says preferably a parrot."),
    ("Preferably a parrot.", "There is no need to be preferably a parrot."),
])  # fmt: skip
def test_who_comes_first(first: str, not_first: str) -> None:
    for text, wanted in ((first, True), (not_first, False)):
        reading = reading_of(text)
        at = reading.words.index("parrot")
        assert preferred(reading, Range(at, at + 1)) is wanted, text


def test_a_text_without_such_a_place_has_no_slots() -> None:
    assert not slots(reading_of("Profile\n- patience\n- a good voice"))
    assert slots(reading_of("Preferably patient."))


def test_plain_words_are_looked_at_only_where_there_is_such_a_place() -> None:
    seen: list[str] = []
    linter = Linter(store.load(), Settings(language="en", doctype="vacancy"))
    for text in ("You write to pensioners.", "You write to pensioners. Owls need not apply."):
        linter.check(read("ad.txt", text), lambda rule, _at, reason: seen.append(f"{rule} {reason}"))
    assert [x for x in seen if x.startswith("age.shut-out")] == ["age.shut-out shut-out"]


@pytest.mark.parametrize(("text", "marked"), [
    ("Were you raised on cassette tapes? Look elsewhere.", "cassette tapes"),
    ("I remember cassette tapes. Is that fine? Sadly, look elsewhere.", "look elsewhere"),
    ("I remember cassette tapes. Sorry, no.", "Sorry, no"),
])  # fmt: skip
def test_of_what_a_candidate_says_the_answer_is_marked(text: str, marked: str) -> None:
    findings = Linter(store.load(), Settings(language="en", doctype="vacancy")).check(read("ad.txt", text)).findings
    assert [f.text for f in findings if f.rule == "age.shut-out"] == [marked]


def test_examples_of_such_a_card_are_read_by_it_alone() -> None:
    cards = {card.id: card for card in load_cards(resources.folder("rules"))}
    card = cards["age.shut-out"]
    runner = Runner(store.load())
    text, mark = "Grandads need not apply.", (0, 8)
    assert list(runner.example(card, Example("bad", "en", text, (mark,)))) == []
    findings = Linter(store.load(), Settings(language="en", doctype="vacancy")).check(read("ad.txt", text)).findings
    assert "age.shut-out" not in {f.rule for f in findings}


def test_one_exclusion_is_one_finding() -> None:
    view = "Parents of toddlers | owls with nests. Babies"
    parents, toddlers, nests, babies = (
        Match("family.shut-out", Span(view.index(word), view.index(word) + len(word))) for word in ("Parents", "toddlers", "nests", "Babies")
    )
    status = parents._replace(rule="family.status")

    def plain(match: Match) -> bool:
        return match.rule == "family.shut-out"

    assert said_elsewhere([parents, toddlers, nests, babies], view, plain) == [parents, nests, babies]
    assert said_elsewhere([status, toddlers, nests, babies], view, plain) == [status, babies]
    hint = status._replace(mild=True)
    assert said_elsewhere([hint, parents], view, plain) == [hint]
    assert said_elsewhere([hint, toddlers], view, plain) == [hint, toddlers]
    assert said_elsewhere([status._replace(rule="age.limit"), toddlers], view, plain) == [status._replace(rule="age.limit"), toddlers]
