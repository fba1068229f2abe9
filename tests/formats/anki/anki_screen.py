"""Cards on a page as Anki's screens show them, in the light or at night."""

from __future__ import annotations

import json
from collections.abc import Iterator

from browser import Browser
from formats.anki.anki_samples import BANK, TOPIC, sample
from quizgen.formats.anki import templating
from quizgen.formats.anki.notetypes import NOTE_TYPES
from quizgen.formats.anki.release.notes import render
from quizgen.model.bank import Bank, Topic
from quizgen.model.forms import Form
from quizgen.model.question import Question

BOX = "<center><input type=text id=typeans></center>"
"""What Anki puts where a learner types."""


def cards_of(
    question: Question, bank: Bank = BANK, topic: Topic = TOPIC
) -> Iterator[tuple[str, str]]:
    """Front and back of each card of ``question``, with Anki's marker where typing is."""
    for ordinal in render(question, bank, topic).cards:
        yield sides_of(question, bank, topic, ordinal)


def sides_of(
    question: Question, bank: Bank = BANK, topic: Topic = TOPIC, ordinal: int = 0
) -> tuple[str, str]:
    """Front and back of a card of ``question``, with Anki's marker where typing is."""
    note = render(question, bank, topic)
    names = (field.name for field in note.kind.fields)
    values = dict(zip(names, note.fields, strict=True))
    template = note.kind.templates[0 if note.kind.is_cloze else ordinal]
    front = templating.question(template.front, values, ordinal)
    back = templating.answer(template.back, values, ordinal, front)
    return templating.html(front), templating.html(back)


def sides(form: Form) -> tuple[str, str]:
    """Front and back of the card of ``form``, and with Anki's marker where typing is."""
    return sides_of(sample("a", form))


def show(
    browser: Browser,
    form: Form,
    html: str,
    width: int = 760,
    night: bool = False,
    height: int = 900,
) -> None:
    """Show ``html`` as Anki shows a side, which finds out by its text which way the page goes."""
    body, root = ("card card1 nightMode night_mode", "night-mode") if night else ("card card1", "")
    browser.resize(width, height)
    browser.js(f"""
        document.title = "Anki";
        document.documentElement.lang = "en";
        document.documentElement.className = {json.dumps(root)};
        document.head.querySelectorAll("style").forEach(function (old) {{ old.remove(); }});
        document.head.appendChild(document.createElement("style")).textContent =
          {json.dumps(NOTE_TYPES[type(form)].css)};
        document.body.className = {json.dumps(body)};
        document.body.innerHTML = '<div id="qa" dir="auto"></div>';
        var qa = document.getElementById("qa");
        qa.innerHTML = {json.dumps(html)};
        qa.querySelectorAll("script").forEach(function (old) {{
          var script = document.createElement("script");
          script.textContent = old.textContent;
          old.replaceWith(script);
        }});
    """)


def forget(browser: Browser) -> None:
    """Forget what the cards before this one have kept in the page."""
    browser.js("delete window.quizgenStore")


def style(browser: Browser, selector: str, name: str, pseudo: str = "") -> str:
    """The value of a style of the first element that is meant."""
    asked = f"document.querySelector({json.dumps(selector)}), {json.dumps(pseudo)}"
    found: str = browser.js(f"getComputedStyle({asked})[{json.dumps(name)}]")
    return found
