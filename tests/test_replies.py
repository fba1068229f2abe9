"""Replies that were once graded wrong, through the grader and on the card: ``replies.yaml``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser import Browser
from quizgen.formats.anki import templating
from quizgen.formats.anki.release.notes import render
from quizgen.grading import Typed, Verdict, grade
from quizgen.model.bank import Topic
from quizgen.model.forms import TypeIn
from quizgen.model.question import Question
from quizgen.reading.library import load

BANK = Path(__file__).with_name("replies.yaml")
COMMENT = re.compile(r"  # (right|wrong): (\[.*\])|  - \{id: ([a-z0-9-]+),")


def topic() -> Topic:
    library = load([BANK])
    assert library.diagnostics == []
    return library.topics[0]


def cases() -> Iterator[tuple[str, str, str]]:
    """The id of each question with a reply, and whether that is right."""
    waiting: list[tuple[str, str]] = []
    for way, replies, name in COMMENT.findall(BANK.read_text(encoding="utf-8")):
        if name:
            yield from ((name, way, reply) for way, reply in waiting)
            waiting = []
        else:
            waiting += [(way, reply) for reply in json.loads(replies)]


QUESTIONS: dict[str, Question] = {one.id: one for one in topic().banks[0].questions}


@pytest.mark.parametrize(("name", "way", "reply"), [*cases()])
def test_the_quiz_grades_it(name: str, way: str, reply: str) -> None:
    verdict = grade(QUESTIONS[name].form(), Typed((reply,))).verdict
    right = (Verdict.RIGHT, Verdict.SLIP)
    assert (verdict in right) is (way == "right"), verdict
    assert way == "right" or verdict is Verdict.WRONG


@pytest.mark.browser
def test_the_card_says_the_same(browser: Browser, anki: Any) -> None:
    """It says “Right” to what is right, and never to what is wrong."""
    whole = topic()
    differing = []
    for name, way, reply in cases():
        note = render(QUESTIONS[name], whole.banks[0], whole)
        values = dict(zip((one.name for one in note.kind.fields), note.fields, strict=True))
        template = note.kind.templates[0]
        back = templating.html(templating.answer(template.back, values, 0, ""))
        compared = f"<div>{anki.compare_answer(values['Answer'], reply)}</div>"
        said = browser.js(f"""(function () {{
          document.body.innerHTML = {json.dumps(back.replace("[[type:Answer]]", compared))};
          new Function(document.querySelector("script").textContent)();
          return document.querySelector(".qg-verdict").textContent;
        }})()""")
        if said.startswith("✓") is not (way == "right"):
            differing.append((name, way, reply, said))
    assert differing == []


def test_every_typed_question_has_replies_of_both_kinds() -> None:
    told = {(name, way) for name, way, _ in cases()}
    typed = [name for name, one in QUESTIONS.items() if isinstance(one.form(), TypeIn)]
    assert told == {(name, way) for name in typed for way in ("right", "wrong")}
