"""What questions say is no mistake."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from quizgen.reading.library import Library, load
from samples import HEAD, codes

Load = Callable[..., Library]
POINT = "type: number\nstem: How long?\nanswer: 2.850\n"


def test_a_warning_is_ignored_where_its_question_says_why(load_question: Load) -> None:
    assert codes(load_question(f"{POINT}ignore: {{thousands-point: in thousands}}\n")) == []
    assert codes(load_question(POINT)) == ["thousands-point"]


def test_it_is_ignored_in_no_other_question(load_text: Load) -> None:
    one = "  - id: {}\n    type: number\n    stem: How long?\n    answer: 2.850\n"
    text = HEAD + "questions:\n" + one.format("a") + "    ignore: {thousands-point: yes it is}\n"
    (found,) = load_text(text + one.format("b")).diagnostics
    assert (found.code, found.place.line) == ("thousands-point", 13)


def test_what_is_not_reported_is_not_ignored_for_long(load_question: Load) -> None:
    library = load_question(POINT.replace("2.850", "2,850") + "ignore: {thousands-point: so}\n")
    assert codes(library) == ["unused-ignore"]
    assert library.ok


def test_an_error_is_not_ignored(load_question: Load) -> None:
    library = load_question("type: card\nstem: What?\nignore: {missing-field: so}\n")
    assert codes(library) == ["missing-field", "unused-ignore"]


def test_a_code_that_there_is_not_is_an_error(load_question: Load) -> None:
    library = load_question(POINT + "ignore: {thousand-point: so}\n")
    found = next(one for one in library.diagnostics if one.code == "unknown-code")
    assert found.hint == "write “thousands-point: …”"
    assert not library.ok


def test_a_reason_is_needed(load_question: Load) -> None:
    library = load_question(POINT + "ignore: {thousands-point: true}\n")
    assert "bad-reason" in codes(library)


def test_advice_that_nobody_asked_for_is_not_missed(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    question = "  - {id: a, type: card, stem: What?, answer: x, ignore: {long-answer: so}}\n"
    path.write_text(f"{HEAD}questions:\n{question}")
    assert codes(load([path])) == []
    assert codes(load([path], advice=True)) == ["unused-ignore"]
