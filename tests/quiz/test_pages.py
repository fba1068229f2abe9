"""What stands on the screen, and that no text of a bank does anything there but stand."""

from __future__ import annotations

import re
from datetime import datetime
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.support import ROOT, FakeQuestion, all_types, candidates, candidates_of, spelled, taken
from quizgen.grading import Picked, key
from quizgen.model.forms import (
    Arrange,
    Blanks,
    ExpectedDate,
    ExpectedNumber,
    ExpectedWords,
    Form,
    Gap,
    Option,
    Pair,
    Pick,
    Reveal,
    TypeIn,
)
from quizgen.model.markup import Markup
from quizgen.model.question import Medium, Side
from quizgen.model.values import Id, MediaName, PartialDate
from quizgen.quiz import pages
from quizgen.quiz.dialogue import labels
from quizgen.quiz.layout import Look
from quizgen.quiz.session import Answer, Next, Session, ShowingFeedback, Skip, start, step
from quizgen.quiz.summary import Exam, summary
from quizgen.system.columns import width

HOSTILE = "\x1b]0;title\x07\x1b[2J\x1b[31m\x9b31m\x90q\x9c\u202etxet\u2066\u2028\r\n\x00\x7f*b*"
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def forms(text: str) -> list[Form]:
    """A form of each kind that has ``text`` wherever a text can stand."""
    mark = Markup(text)
    also = Markup(f"{text} 2")
    options = (Option(mark, True, mark), Option(also, False, also))
    return [
        Reveal(mark, also),
        Pick(mark, options),
        Pick(mark, options, many=True),
        TypeIn(mark, ExpectedWords(text)),
        Blanks((mark, Gap(ExpectedWords(text), text, text), Gap(ExpectedWords("b"), "b", text))),
        Arrange(mark, (mark, also, Markup("third"))),
        Pair(mark, ((mark, also), (also, mark)), (Markup(f"{text} 3"),)),
    ]


def media(text: str) -> tuple[Medium, ...]:
    """A picture and a sound on each side, with ``text`` wherever one can stand."""
    picture, sound, mark = MediaName("a.png"), MediaName("a.mp3"), Markup(text)
    return tuple(
        medium
        for side in Side
        for medium in (
            Medium(image=picture, alt=text, side=side),
            Medium(audio=sound, alt=text, credit=mark, side=side),
        )
    )


def hostile(text: str) -> list[Any]:
    mark = Markup(text)
    return [
        FakeQuestion(form, explanation=mark, source=mark, id=f"q{number}", media=media(text))
        for number, form in enumerate(forms(text))
    ]


@pytest.mark.parametrize("right", [True, False])
def test_no_text_of_a_bank_is_obeyed(right: bool) -> None:
    session = start(candidates_of(*hostile(HOSTILE), title=HOSTILE), Random(1))
    lines = [
        line
        for item in session.items
        for line in (spelled(item, key(item.form)) if right else ["?", HOSTILE, "\x1b[A", ""])
    ]
    said, _ = taken(session, [line.replace("\n", " ") for line in lines])
    assert not OBEYED.search(said)


@given(text=st.text(min_size=1, max_size=20), columns=st.integers(20, 90), data=st.data())
def test_every_page_of_every_form_fits(text: str, columns: int, data: st.DataObject) -> None:
    """All but code, of which no line is cut."""
    assume("```" not in text)
    look = Look(columns, decorated=data.draw(st.booleans()))
    session = start(candidates_of(*hostile(text), title=text), Random(0))
    while session.items[len(session.outcomes) :]:
        item = session.items[len(session.outcomes)]
        lines = [*pages.question(session, item, look), *pages.help_for(item, True, look)]
        event = Answer(key(item.form), at=0) if data.draw(st.booleans()) else Skip(at=0)
        session = step(session, event)
        assert isinstance(session.phase, ShowingFeedback)
        lines += pages.feedback(session.phase.outcome, look)
        lines += summary(session, look, "again")
        lines += summary(session, look, "again", Exam(50, {text: lambda _: (text,)}))
        assert max(map(width, lines)) < columns
        assert not any(OBEYED.search(line) or "\n" in line for line in lines)
        session = step(session, Next(at=0))


@pytest.mark.parametrize("seed", range(4))
def test_words_stand_for_pictures_and_sounds(seed: int) -> None:
    """They come with the stem; where the stem is to be recalled, with the answer."""
    form = Reveal(Markup("Which country?"), Markup("Japan"), reverse=True)
    shown = (
        Medium(image=MediaName("a.png"), alt="A map", credit=Markup("by *A.*")),
        Medium(audio=MediaName("a.mp3"), alt="An anthem", side=Side.BACK),
    )
    session = start(candidates_of(FakeQuestion(form, media=shown)), Random(seed))
    turned = session.items[0].form != form
    front = "\n".join(pages.question(session, session.items[0], Look()))
    session = step(session, Skip(at=0))
    assert isinstance(session.phase, ShowingFeedback)
    back = "\n".join(pages.feedback(session.phase.outcome, Look()))
    assert ("[image: A map]" in back) is ("[image: A map]" not in front) is turned
    assert "[audio: An anthem]" in back
    assert "[audio" not in front
    assert back.endswith("  Credit: by A.")


TWO_OPTIONS = (Option(Markup("Paris"), True), Option(Markup("Rome"), False))


@pytest.mark.parametrize(
    ("form", "beside"),
    [
        (Pick(Markup("Capital?"), TWO_OPTIONS), True),
        (TypeIn(Markup("Capital?"), ExpectedWords("Paris")), True),
        (Reveal(Markup("Capital?"), Markup("Paris")), False),
    ],
)
def test_what_was_right_stands_beside_the_verdict(form: Form, beside: bool) -> None:
    """Where it is one short text; a card has shown it before. It is not said again below."""
    session = start(candidates_of(FakeQuestion(form)), Random(0))
    session = step(session, Answer(key(session.items[0].form), at=0))
    assert isinstance(session.phase, ShowingFeedback)
    _, verdict, *below = pages.feedback(session.phase.outcome, Look())
    assert ("Paris" in verdict) is beside
    assert not any("Paris" in line for line in below)


def test_who_says_it_how_firmly_and_where() -> None:
    deck = {candidate.question.id: candidate for candidate in candidates(ROOT / "decks")}
    session = step(start([deck[Id("training-under-way")]], Random(0)), Skip(at=0))
    assert isinstance(session.phase, ShowingFeedback)
    lines = [*pages.feedback(session.phase.outcome, Look())]
    assert lines[-1] == "  Estimate · Western intelligence · paragraph 2"


def test_the_opening_names_the_topic_and_its_date() -> None:
    lines = [*pages.opening(start(candidates(ROOT / "decks"), Random(0), 30), Look())]
    assert lines[0] == "30 questions from 5 banks"
    assert lines[1].endswith("asks them all.")
    assert ", as of " in lines[2]


@pytest.mark.parametrize(
    ("columns", "header"),
    [
        (80, "── 1/1 · All types ─────────────────── 0 right · :s skip · :q quit · :? help ──"),
        (44, "── 1/1 · All types ── 0 right · :s :q :? ──"),
        (40, "── 1/1 · All types ──── 0 right · :? ──"),
        (30, "1/1 · All ty… ── 0 right · :?"),
        (24, "1/1 · All t… ── 0 right"),
    ],
)
def test_the_header_fits_its_line(columns: int, header: str) -> None:
    session = all_types(1)
    session = Session(session.items[:1], (), session.phase)
    lines = [*pages.question(session, session.items[0], Look(columns, decorated=True))]
    assert width(lines[1]) == columns - 1
    assert lines[1] == header


@pytest.mark.parametrize(
    ("expected", "wanted"),
    [
        (ExpectedWords("x"), "a word or a few"),
        (ExpectedDate(PartialDate(1999, 3, 5)), "the date, such as July 20, 1969."),
        (
            ExpectedDate(PartialDate(1999, 3), year_given=True),
            "the month, such as July 1969. The year may",
        ),
        (ExpectedDate(PartialDate(1999)), "the year, such as 1969."),
    ],
)
def test_the_help_says_what_to_type(
    expected: ExpectedWords | ExpectedDate | ExpectedNumber, wanted: str
) -> None:
    session = start(candidates_of(FakeQuestion(TypeIn(Markup("?"), expected))), Random(0))
    assert wanted in "\n".join(pages.help_for(session.items[0], True, Look()))


def test_the_help_of_a_card_names_the_keys_that_answer_there() -> None:
    """Where lines are typed, a bare q would show the answer, and an empty line does."""
    card = start(
        candidates_of(FakeQuestion(Reveal(Markup("Front"), Markup("Back")))), Random(0)
    ).items[0]
    typed = "\n".join(pages.help_for(card, True, Look()))
    assert ":q" in typed
    assert "empty line" not in typed
    keys = "\n".join(pages.help_for(card, False, Look()))
    assert "Here s, q and ? work without the colon" in keys
    assert "without the colon" not in typed
    opens = "\n".join(pages.help_for(card, False, Look(), "sqo?"))
    assert "Here s, q, o and ? work without the colon" in opens, "these are in the list above"


@pytest.mark.parametrize(("columns", "beside"), [(80, True), (25, False)])
def test_many_pairs_leave_the_stem_on_the_screen(columns: int, beside: bool) -> None:
    """Where there is room, what belongs together stands side by side."""
    pairs = tuple((Markup(f"country {n}"), Markup(f"capital {n}")) for n in range(8))
    session = start(candidates_of(FakeQuestion(Pair(Markup("Which?"), pairs))), Random(0))
    look = Look(columns, decorated=True)
    lines = [*pages.question(session, session.items[0], look)]
    assert (len(lines) <= 14) is beside
    assert ("  1) country 0  a) capital" in "\n".join(lines)) is beside
    for number in range(8):
        assert sum(f"capital {number}" in line for line in lines) == 1


def test_wide_pairs_have_half_of_the_line_each() -> None:
    """The stem of eight long pairs is still in view on the smallest usual screen."""
    pairs = tuple(
        (Markup(f"the country at place {n} of the long list"), Markup(f"capital {n} " * 3))
        for n in range(8)
    )
    session = start(candidates_of(FakeQuestion(Pair(Markup("Which?"), pairs))), Random(0))
    look = Look(80, decorated=True, rows=24)
    lines = [*pages.question(session, session.items[0], look)]
    assert len(lines) <= 23
    assert max(map(width, lines)) < 80


@pytest.mark.parametrize("rows", [10, 14, 24, None])
def test_a_question_that_is_taller_than_the_window_ends_with_its_stem(rows: int | None) -> None:
    options = tuple(Option(Markup(f"option {n}"), n == 0) for n in range(10))
    session = start(candidates_of(FakeQuestion(Pick(Markup("Which?"), options))), Random(0))
    lines = [*pages.question(session, session.items[0], Look(rows=rows))]
    seen = lines[-(rows or len(lines) + 1) + 1 :]
    assert "Which?" in seen
    assert lines.count("Which?") == (2 if rows == 10 else 1)


@pytest.mark.parametrize(
    ("stem", "parted"),
    [
        ("Which?", False),
        ("Which\nof the two?", False),
        ("Which?\n\n- one\n- two", True),
        ("Which?\n\n```\none\n```", True),
        ("| a | b |\n|---|---|\n| 1 | 2 |", True),
        ("Which?\n\n\\[\nx\n\\]", True),
        ("- one\n- two\n\nWhich?", False),
    ],
)
def test_options_are_no_part_of_a_block_above_them(stem: str, parted: bool) -> None:
    options = tuple(Option(Markup(text), text == "a") for text in "ab")
    session = start(candidates_of(FakeQuestion(Pick(Markup(stem), options))), Random(0))
    lines = [*pages.question(session, session.items[0], Look())]
    first = next(number for number, line in enumerate(lines) if line.startswith("  a) "))
    assert (lines[first - 1] == "") is parted


def test_each_option_has_a_sign_and_a_word() -> None:
    """Those of several options are in the transcripts."""
    session = start(candidates_of(FakeQuestion(Pick(Markup("Capital?"), TWO_OPTIONS))), Random(0))
    (item,) = session.items
    place = dict(zip(item.shown, labels(item), strict=True))
    session = step(session, Answer(Picked(frozenset({1})), at=0))
    assert isinstance(session.phase, ShowingFeedback)
    said = [*pages.feedback(session.phase.outcome, Look())]
    assert f"  ✗ you: {place[1]}) Rome" in said
    assert f"  ✓ answer: {place[0]}) Paris" in said


@pytest.mark.parametrize(
    ("hour", "days", "words"),
    [
        (23, 0, "today"),
        (23, 1, "tomorrow, on March 2, 2026"),
        (4, 1, "tomorrow, on March 2, 2026"),
        (3, 0, "today"),
        (3, 1, "tomorrow, which begins at 04:00"),
        (0, 2, "in 2 days, on March 2, 2026"),
        (0, 3, "in 3 days, on March 3, 2026"),
    ],
)
def test_the_day_of_the_schedule_tells_what_is_tomorrow(hour: int, days: int, words: str) -> None:
    at = datetime(2026, 3, 1, hour, 30).timestamp() * 1000
    assert pages.due_words(days, round(at)) == f"Due again {words}"
