"""In which order new cards come: as the author listed them, cues apart from what they cue."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from formats.anki.anki_samples import m, sample
from quizgen.formats.anki.sequence import REACH, Read, spread
from quizgen.model.forms import Blanks, ExpectedWords, Gap, Option, Pick, Reveal, TypeIn
from quizgen.model.question import Question
from quizgen.model.values import Id

HOUSE = sample("house", TypeIn(m("Which house ratified it?"), ExpectedWords("the State Duma")))
DAY = sample("day", Reveal(m("On which day did the State Duma ratify it?"), m("On October 24")))
PLACE = sample("place", Reveal(m("Where do they train?"), m("At several sites")))
WAR = sample("war", Reveal(m("Which war came last?"), m("The Korean War")))


def ids(questions: Sequence[Question]) -> list[str]:
    return [question.id for question in questions]


def test_questions_come_as_in_their_file() -> None:
    assert ids(spread([HOUSE, PLACE, WAR])) == ["house", "place", "war"]
    assert ids(spread([WAR, PLACE, HOUSE])) == ["war", "place", "house"]


def test_a_stem_with_the_answer_does_not_come_just_before() -> None:
    assert ids(spread([DAY, HOUSE, PLACE])) == ["day", "place", "house"]
    assert ids(spread([HOUSE, DAY, PLACE])) == [
        "house",
        "day",
        "place",
    ]  # this way it tells nothing


def test_nor_does_an_explanation_or_an_answer() -> None:
    why = sample(
        "why", Reveal(m("What is it?"), m("A treaty")), explanation=m("The State Duma did.")
    )
    gap = sample("gap", Blanks((m("The "), Gap(ExpectedWords("x"), "x"), m(" of the State Duma"))))
    pick = sample("pick", Pick(m("Who?"), (Option(m("State Duma"), True), Option(m("b"), False))))
    for cue in (why, gap, pick):
        assert ids(spread([cue, HOUSE, PLACE])) == [cue.id, "place", "house"]


def test_a_wrong_option_gives_nothing_away() -> None:
    pick = sample("pick", Pick(m("Who?"), (Option(m("a"), True), Option(m("State Duma"), False))))
    assert ids(spread([pick, HOUSE, PLACE])) == ["pick", "house", "place"]


def test_questions_on_one_fact_do_not_come_one_after_another() -> None:
    one, two = (sample(name, Reveal(m(f"{name}?"), m(name)), "ratified") for name in "ab")
    assert ids(spread([one, two, PLACE])) == ["a", "place", "b"]
    told = sample("told", Reveal(m("c?"), m("d")), "pivot", mentions=(Id("ratified"),))
    assert ids(spread([told, one, PLACE])) == ["told", "place", "a"]


def test_what_nothing_can_be_put_between_stays() -> None:
    one, two = (sample(name, Reveal(m(f"{name}?"), m(name)), "ratified") for name in "ab")
    assert ids(spread([one, two])) == ["a", "b"]


def test_a_bank_does_not_begin_with_what_the_one_before_told() -> None:
    assert ids(spread([HOUSE, PLACE], DAY)) == ["place", "house"]


@given(st.lists(st.sampled_from("abcde"), max_size=24))
def test_all_are_there_and_none_goes_far(facts: list[str]) -> None:
    questions = [
        sample(f"q{n}", Reveal(m(f"{n}?"), m(f"x{n}")), fact) for n, fact in enumerate(facts)
    ]
    order = spread(questions)
    assert sorted(ids(order)) == sorted(ids(questions))
    assert order == spread(questions)
    for place, question in enumerate(order):
        waiting = [one for one in questions if one not in order[:place]]
        assert question in waiting[:REACH]
        if place and Read(order[place - 1]).cues(Read(question)):  # then nothing near was better
            assert all(Read(order[place - 1]).cues(Read(one)) for one in waiting[:REACH])
