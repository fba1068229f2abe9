"""The loop of a quiz over lines: what is decided, appealed, and read from a pipe."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from golden_banks import GOLDENS
from quiz.support import FakeQuestion, all_types, candidates, candidates_of, doubted
from quizgen.grading import Result
from quizgen.model.forms import Blanks, ExpectedWords, Gap, TypeIn
from quizgen.model.markup import Markup
from quizgen.model.media import MediaFile
from quizgen.model.question import Medium
from quizgen.model.values import MediaName
from quizgen.quiz.loop import run
from quizgen.quiz.session import Ending, Policy, Session, start
from quizgen.quiz.terminal import Lines

ASKED = "? You wrote “Bach”; the answer is “Johann Sebastian Bach”. Count it?"
CLOCK: Iterator[int] = count(1_000, 1_000)


def take(session: Session, *lines: str, interactive: bool = False) -> tuple[str, Session]:
    """What a quiz says to ``lines``, and what became of it."""
    out = io.StringIO()
    typed = io.StringIO("".join(f"{line}\n" for line in lines))
    environment = {"PYTHONIOENCODING": "utf-8"}
    console = Lines(typed, Utf8(out), environment, interactive)
    session = run(session, console, lambda: next(CLOCK))
    return out.getvalue(), session


class Utf8(io.StringIO):
    """A stream that can write everything."""

    encoding = "utf-8"

    def __init__(self, into: io.StringIO) -> None:
        super().__init__()
        self._into = into

    def write(self, text: str) -> int:
        return self._into.write(text)


def typed(*answers: str) -> Session:
    """Questions with these answers."""
    questions = (FakeQuestion(TypeIn(Markup("Who?"), ExpectedWords(one))) for one in answers)
    return start(candidates_of(*questions), Random(0))


def results(session: Session) -> list[Result]:
    return [outcome.result for outcome in session.outcomes]


@pytest.mark.parametrize(
    ("line", "result", "said"),
    [
        ("y", Result.COUNTED, "✓ Counted as right, on your word"),
        ("YES", Result.COUNTED, "✓ Counted as right, on your word"),
        ("n", Result.WRONG, "✗ Wrong"),
    ],
)
@pytest.mark.parametrize("interactive", [False, True])
def test_the_next_line_says_whether_an_answer_counts(
    line: str, result: Result, said: str, interactive: bool
) -> None:
    go_on = [""] if interactive else []
    text, session = take(doubted(), line, *go_on, "Johann Sebastian Bach", interactive=interactive)
    assert results(session) == [result, Result.RIGHT]
    assert ASKED in text
    assert said in text


def test_a_line_of_a_pipe_that_does_not_decide_answers_the_next_question() -> None:
    """A file of answers cannot know what will be asked."""
    text, session = take(doubted(), "Johann Sebastian Bach")
    assert results(session) == [Result.UNDECIDED, Result.RIGHT]
    assert "– Not certain, so it counts as wrong" in text


def test_whoever_is_there_is_asked_again() -> None:
    text, session = take(doubted(), "perhaps", "?", "", "y", interactive=True)
    assert results(session) == [Result.COUNTED]
    assert text.count("Type y to count it, n if it is wrong.") == 2
    assert "Type y if you mean what the answer says" in text


def test_at_the_end_of_a_pipe_the_verdict_is_said() -> None:
    text, session = take(doubted())
    assert results(session) == [Result.UNDECIDED]
    assert "– Not certain, so it counts as wrong" in text
    assert "0 of 1 right, 0% · 1 undecided · 1 not answered" in text
    assert "  1. Who composed it?\n     you: Bach (not certain)\n     answer: Johann" in text
    assert session.ending is Ending.QUIT


def test_each_gap_is_asked_about() -> None:
    text, session = take(doubted("First?", "Second?"), "y", "n")
    assert results(session) == [Result.WRONG]
    assert text.index("? Gap 1: First?") < text.index("? Gap 2: Second?")


def test_quitting_while_asked_leaves_it_undecided() -> None:
    _, session = take(doubted(), ":q")
    assert results(session) == [Result.UNDECIDED]
    assert session.ending is Ending.QUIT


@pytest.mark.parametrize(
    ("interactive", "lines"),
    [(True, ["x", "r", "", "same", ""]), (False, ["x", ":r", "same"]), (False, ["x", "r:", ":r"])],
)
def test_an_appeal_by_line_counts(interactive: bool, lines: list[str]) -> None:
    """After feedback where somebody is there, at the next question in a pipe."""
    text, session = take(typed("same", "same"), *lines, interactive=interactive)
    if lines[1] == "r:":
        assert results(session) == [Result.WRONG, Result.APPEALED]
        return
    assert results(session) == [Result.APPEALED, Result.RIGHT]
    assert "✓ Counted as right, on your word" in text
    assert "2 of 2 right, 100% · 1 on appeal" in text
    assert "Counted on your word\n  1. Who? (appeal)\n     you: x\n" in text
    assert "Missed" not in text


def test_the_last_answer_of_a_pipe_can_be_appealed() -> None:
    for line in (":r", "r"):
        text, session = take(typed("one"), "x", line)
        assert results(session) == [Result.APPEALED]
        assert text.count("✗ Wrong") == 1


@pytest.mark.parametrize("lines", [(":r", "one"), ("one", ":r")])
def test_there_may_be_nothing_to_appeal_against(lines: tuple[str, ...]) -> None:
    text, session = take(typed("one", "one"), *lines)
    assert "There is no wrong answer to appeal against." in text
    assert Result.APPEALED not in results(session)


def test_every_event_has_the_time_that_it_is_told() -> None:
    _, session = take(all_types(1), "", "", "", ":q")
    times = [event.at for event in session.events]
    assert times == sorted(set(times))
    assert len(times) == 7


def with_hint(*hints: str) -> Session:
    """Questions with these hints."""
    form = TypeIn(Markup("Who?"), ExpectedWords("Bach"))
    questions = (FakeQuestion(form, hint=Markup(hint) if hint else None) for hint in hints)
    return start(candidates_of(*questions), Random(0))


def test_a_hint_is_shown_on_request_and_kept_with_the_answer() -> None:
    text, session = take(with_hint("A *composer*", "Another"), ":h", "Bach", "Bach")
    assert [outcome.hinted for outcome in session.outcomes] == [True, False]
    assert text.count("hint: A composer") == 1
    assert text.count(":h shows a hint") == 2
    assert "hint: Another" not in text


def test_without_a_hint_nothing_is_said_of_one_until_it_is_asked_for() -> None:
    text, _ = take(with_hint(""), ":h", "Bach")
    assert text.count("hint") == 1
    assert "There is no hint to this question." in text


def test_an_exam_gives_no_hints() -> None:
    session = with_hint("A composer")
    exam = replace(session, policy=Policy.AT_THE_END)
    text, _ = take(exam, ":h", "Bach")
    assert "A composer" not in text
    assert "An exam gives no hints." in text


# -- pictures and sounds -----------------------------------------------------------------------


class Viewer(Lines):
    """A console of somebody who has a program for pictures."""

    def __init__(self, lines: list[str], out: io.StringIO) -> None:
        typed = io.StringIO("".join(f"{line}\n" for line in lines))
        super().__init__(typed, Utf8(out), {}, interactive=True)
        self.opened: list[Path] = []

    def open(self, path: Path) -> bool:
        self.opened.append(path)
        return path.suffix != ".ogg"


@pytest.mark.parametrize(
    ("name", "opened", "said"),
    [
        ("map.png", True, "Opened "),
        ("anthem.ogg", True, "No program was found here that opens "),
        ("drawing.svg", False, "A drawing may have scripts"),
    ],
)
def test_what_a_question_shows_is_opened_and_no_drawing(
    name: str, opened: bool, said: str, tmp_path: Path
) -> None:
    """A drawing would be opened in a browser, which runs the scripts of whoever made it."""
    kind = {"audio": MediaName(name)} if name.endswith("ogg") else {"image": MediaName(name)}
    medium = Medium(alt="A thing", **kind)
    question = FakeQuestion(TypeIn(Markup("Where?"), ExpectedWords("here")), media=(medium,))
    (one,) = candidates_of(question)
    path = tmp_path / name
    files = {MediaName(name): MediaFile(path, name)}
    one = replace(one, bank=replace(one.bank, media=files))
    out = io.StringIO()
    viewer = Viewer([":o", "here", ""], out)
    run(start([one], Random(0)), viewer, lambda: 0)
    assert viewer.opened == ([path] if opened else [])
    assert "A thing] :o opens it" in out.getvalue()
    assert said in out.getvalue()
    assert str(path) in "".join(out.getvalue().split("\n")).replace("\n", "")


def test_nothing_can_be_opened_where_there_is_nothing() -> None:
    text, _ = take(typed("one"), ":o", ":u", ":f", ":x", "one", interactive=True)
    assert "This question has no picture or sound to open." in text
    assert "There is no answer to undo." in text
    assert "so it cannot be flagged" in text
    assert "press s to skip it" in text


def text_with_gaps(*answers: str) -> Session:
    form = Blanks(tuple(Gap(ExpectedWords(one), one) for one in answers))
    return start(candidates_of(FakeQuestion(form), FakeQuestion(form)), Random(0))


@pytest.mark.parametrize("interactive", [True, False])
def test_undo_within_a_text_takes_back_the_gap_before(interactive: bool) -> None:
    """And says so; the answer to the question before stays."""
    right = ["Loire", "Seine", "Marne", *([""] if interactive else [])]
    lines = [*right, "Lore", "Sein", ":u", ":u", *right]
    text, session = take(text_with_gaps(*right[:3]), *lines, interactive=interactive)
    assert results(session) == [Result.RIGHT, Result.RIGHT]
    second = text.index("Your answer for gap 2 is undone.\n")
    assert second < text.index("Your answer for gap 1 is undone.\n")
    assert "Your last answer is undone." not in text


def test_undo_at_the_first_gap_takes_back_the_answer_before() -> None:
    text, session = take(text_with_gaps("Loire", "Seine"), "Loire", "x", ":u", "Loire", "Seine")
    assert results(session) == [Result.RIGHT]
    assert "Your last answer is undone." in text


def about_passages() -> Session:
    found = candidates(GOLDENS / "ok" / "passages.yaml")
    return start([one for one in found if one.question.passage == "flood"], Random(0))


def test_a_passage_is_shown_once_and_again_on_request() -> None:
    text, _ = take(about_passages(), ":p", "3", "p", "", ":?", "b", "", interactive=True)
    whole = "  The level of the river rose on three days, and fell on the fourth.\n"
    assert text.startswith("2 questions from 1 bank")
    first, second = text.split("Passage for the next 2 questions:\n")
    assert whole not in first
    assert second.count(whole) == 3  # before its first question, after :p, and after p
    assert re.search(r"\nPassage: The level of the river rose on .*…; :p shows it again\n", second)
    assert ":p  shows the passage again\n" in second


def test_a_question_without_a_passage_says_so() -> None:
    text, _ = take(typed("one"), ":p", "one", interactive=True)
    assert "This question is about no passage." in text
    assert ":p" not in take(typed("one"), ":?", "one", interactive=True)[0]


def test_options_that_are_pictures_are_named_by_their_words_and_files() -> None:
    (one,) = (one for one in candidates(GOLDENS / "ok" / "pictures") if one.question.id == "which")
    text, session = take(start([one], Random(0)), "a peninsula between two seas")
    plain = " ".join(text.split())
    folder = one.bank.media[MediaName("korea.png")].path.parent
    assert f"A peninsula between two seas [image: {folder}" in plain.replace("\n", " ")
    assert "Neither" in text
    assert "Credit: Drawing by A. Surveyor, CC BY 4.0" in plain
    assert results(session) == [Result.WRONG]
