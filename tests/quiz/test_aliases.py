"""What settles for everyone what a learner counted as right."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from quiz.support import ALL_TYPES, FakeQuestion, candidates, candidates_of, doubted
from quizgen.grading import Recalled, Reply, Typed
from quizgen.model.forms import Blanks, ExpectedWords, Form, Gap, Reveal, TypeIn
from quizgen.model.markup import Markup
from quizgen.quiz import aliases
from quizgen.quiz.session import Answer, Appeal, Decide, Next, Session, Skip, replay, start, step
from quizgen.reading.library import load


def settled(session: Session, paths: dict[tuple[str, str], str] | None = None) -> str:
    return "\n".join(aliases.lines(session, paths or {}))


def appealed(form: Form, reply: Reply) -> str:
    session = start(candidates_of(FakeQuestion(form)), Random(0))
    return settled(replay(session, [Answer(reply, at=0), Appeal(at=0)]))


def test_an_appeal_is_settled_by_accepting_it() -> None:
    words = ExpectedWords("Manet", accept=("Édouard Manet",))
    said = appealed(TypeIn(Markup("Who?"), words), Typed(('the "other" one: Monet',)))
    assert yaml.safe_load(said) == {
        "questions": [{"id": "q", "accept": ["Édouard Manet", 'the "other" one: Monet']}]
    }


def test_what_was_counted_is_settled_and_what_was_not_is_not() -> None:
    assert 'accept: ["Bach"]' in settled(step(doubted(), Decide(True, at=0)))
    for session in (doubted(), step(doubted(), Decide(False, at=0))):
        assert settled(session).startswith("# Nothing to settle")


def test_a_gap_is_written_anew() -> None:
    gaps = [Gap(ExpectedWords(text, (f"{text}!",)), text, "hint") for text in ("one", "two")]
    said = appealed(Blanks((gaps[0], Markup(" and "), gaps[1])), Typed(("one", "deux")))
    assert "    # gap 2: [[two|two!|deux::hint]]" in said
    assert "gap 1" not in said
    assert yaml.safe_load(said) == {"questions": [{"id": "q"}]}


def test_other_questions_are_to_be_looked_at() -> None:
    said = appealed(Reveal(Markup("a"), Markup("b")), Recalled(False))
    assert "look at the question" in said


@pytest.mark.parametrize("kind", ["number", "date"])
def test_numbers_and_dates_accept_no_words(kind: str) -> None:
    session = start([one for one in candidates(ALL_TYPES) if one.question.type == kind], Random(0))
    session = replay(session, [Answer(Typed(("77777",)), at=0), Appeal(at=0)])
    assert '# "77777" was counted as right' in settled(session)


def test_the_file_and_the_line_are_named(tmp_path: Path) -> None:
    """And what is printed, put into the file, makes the answer right."""
    text = ALL_TYPES.read_text("utf-8")
    line = next(
        n for n, it in enumerate(text.splitlines(), 1) if "id: quit-vi" in it or "short" in it
    )
    session = start([o for o in candidates(ALL_TYPES) if o.question.type == "short"], Random(0))
    candidate = session.items[0].candidate
    session = replay(session, [Answer(Typed(("vi",)), at=0), Appeal(at=0), Next(at=0)])
    path = tmp_path / "bank.yaml"
    said = settled(session, {(candidate.topic.namespace, candidate.bank.id): str(path)})
    number = int(said.partition(f"# {path}:")[2].split()[0])
    assert f"id: {candidate.question.id}" in text.splitlines()[number - 1]
    assert abs(number - line) <= 1
    entry: Any = yaml.safe_load(said)["questions"][0]
    tree: Any = yaml.safe_load(text)
    next(one for one in tree["questions"] if one["id"] == entry["id"]).update(entry)
    path.write_text(yaml.safe_dump(tree), "utf-8")
    library = load([path])
    assert library.ok
    form = next(q for q in library.topics[0].banks[0].questions if q.id == entry["id"]).form()
    assert isinstance(form, TypeIn)
    assert isinstance(form.expected, ExpectedWords)
    assert "vi" in form.expected.accept


def test_a_skip_settles_nothing() -> None:
    session = step(start(candidates(ALL_TYPES), Random(0)), Skip(at=0))
    assert settled(session).startswith("# Nothing to settle")
