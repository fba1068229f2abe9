"""Where a card says how its answer stands: in sight on a phone, whatever the learner did."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import quizgen.api
from browser import CHROMIUM, Browser
from quizgen.formats.anki import preview, templating
from quizgen.formats.anki.release.notes import Rendered, render

pytestmark = pytest.mark.browser

DECKS = Path(__file__).parents[3] / "decks"
PHONE = (380, 640)
REVIEWER = Path(preview.__file__).with_name("frame.css").read_text(encoding="utf-8")
BOX = "<center><input type=text id=typeans></center>"
SHOW = """
  document.head.innerHTML = "<style>" + REVIEWER + "</style><style>" + CSS + "</style>";
  document.body.className = "card card1";
  document.body.innerHTML = SIDE;
  document.querySelectorAll("script").forEach(function (old) {
    var script = document.createElement("script");
    script.textContent = old.textContent;
    old.replaceWith(script);
  });
"""
PICK_WRONG = """
  var all = function (selector) { return Array.from(document.querySelectorAll(selector)); };
  var options = all(".qg-options > li");
  options.filter(function (one) { return !one.hasAttribute("data-key"); }).slice(0, 2)
    .forEach(function (one) { one.querySelector("input").click(); });
  all(".qg-items > li, .qg-rights > [data-right]").sort(function (a, b) {
    return (b.dataset.rank || b.dataset.right) - (a.dataset.rank || a.dataset.right);
  }).forEach(function (one) { one.click(); });
"""
LOWEST = """
  Math.max.apply(null, Array.from(document.querySelectorAll(".qg-standings > li"))
    .map(function (one) { return one.getBoundingClientRect().bottom; }))
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: how cards look in a browser was NOT tested")
    with Browser(*PHONE) as browser:
        browser.open("data:text/html,<!doctype html><p>")
        yield browser


def show(browser: Browser, css: str, side: str) -> None:
    given = {"REVIEWER": REVIEWER, "CSS": css, "SIDE": side}
    browser.js(f"(function ({', '.join(given)}) {{ {SHOW} }})"
               f"({', '.join(map(json.dumps, given.values()))})")  # fmt: skip


def sides(note: Rendered, ordinal: int) -> tuple[str, str]:
    values = dict(zip((field.name for field in note.kind.fields), note.fields, strict=True))
    template = note.kind.templates[0 if note.kind.is_cloze else ordinal]
    front = templating.question(template.front, values, ordinal)
    back = templating.answer(template.back, values, ordinal, front)
    return templating.html(front), templating.html(back)


def test_how_an_answer_stands_is_in_sight_on_a_phone(browser: Browser, anki: Any) -> None:
    """On each answer of our decks, after a wrong pick or a wrong answer that was typed."""
    cards = [
        (note, ordinal)
        for topic in quizgen.api.load([DECKS]).topics
        for bank in topic.banks
        for question in bank.questions
        if any(topic.facts[fact].standing != "reported" for fact in question.facts)
        for note in [render(question, bank, topic)]
        for ordinal in note.cards
    ]
    assert len(cards) > 60
    hidden = {}
    for note, ordinal in cards:
        front, back = sides(note, ordinal)
        show(browser, note.kind.css, front.replace("[[type:Answer]]", BOX))
        browser.js(PICK_WRONG)
        if "[[type:Answer]]" in back:
            compared = anki.compare_answer(note.fields[1], "something else")
            back = back.replace("[[type:Answer]]", f"<div>{compared}</div>")
        show(browser, note.kind.css, back)
        judged = "!document.querySelector('.qg-verdict').hidden"
        assert "qg-verdict" not in back or browser.js(judged), note.name
        lowest = browser.js(LOWEST)
        if not 0 < lowest <= PHONE[1]:
            hidden[note.name] = lowest
    assert hidden == {}
