"""The cards for those who do not see them, or use no mouse."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from accessibility import tree, violations
from browser import CHROMIUM, Browser
from formats.anki.anki_samples import QUESTIONS
from formats.anki.anki_screen import BOX, cards_of, forget, show, sides, sides_of
from quizgen.formats.anki.notetypes import NOTE_TYPES
from quizgen.model.forms import Option, Pick, Reveal
from quizgen.model.markup import Markup
from quizgen.reading.library import load

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[3]
TREES = Path(__file__).with_name("trees")
NAMES = {
    "card": "duma",
    "choice": "who-ratified",
    "multi": "who-confirmed",
    "truefalse": "true",
    "short": "house",
    "number": "troops",
    "date": "day",
    "cloze": "gaps",
    "order": "events",
    "match": "help",
}
"""A question of each kind of card."""
SAMPLES = {kind: next(one for one in QUESTIONS if one.id == name) for kind, name in NAMES.items()}
WORK = {
    "nothing": "",
    "some": "all('.qg-options > *, .qg-items > *, .qg-rights > [tabindex]').slice(0, 2)",
    "all": "all('.qg-options > *, .qg-items > *, .qg-rights > [tabindex]')",
}
"""The tiles that are tapped on the front."""
COMPARED = (
    '<div><code id="typeans"><span class="typeGood">Du</span><span class="typeBad">xx</span>'
    '<br><span id="typearrow">&darr;</span><br>'
    '<span class="typeGood">Du</span><span class="typeMissed">ma</span></code></div>'
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: what screen readers find was NOT tested")
    with Browser() as browser:
        browser.open("data:text/html,<!doctype html><p>")
        yield browser


def work(browser: Browser, tiles: str) -> None:
    """Tap ``tiles`` of the card."""
    if tiles:
        browser.js(
            "function all(names) { return Array.from(document.querySelectorAll(names)); }"
            f"{tiles}.forEach(function (tile) {{ tile.click(); }})"
        )


@pytest.mark.parametrize(("kind", "done"), [*product(SAMPLES, WORK)])
def test_axe_finds_nothing(browser: Browser, kind: str, done: str) -> None:
    question = SAMPLES[kind]
    form = question.form()
    front, back = sides_of(question)
    found = []
    for night, width in product((False, True), (380, 760)):
        forget(browser)
        show(browser, form, front.replace("[[type:Answer]]", BOX), width, night)
        work(browser, WORK[done])
        found += [("front", night, width, one) for one in violations(browser)]
        compared = COMPARED if done == "all" else "<div><code id=typeans>Duma</code></div>"
        show(browser, form, back.replace("[[type:Answer]]", compared), width, night)
        browser.js("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found += [("back", night, width, one) for one in violations(browser)]
    assert not found, "\n".join(map(str, found))


BANKS = sorted(
    path
    for folder in (
        ROOT / "tests/goldens/ok",
        ROOT / "tests/languages/banks",
        ROOT / "docs/pictures",
    )
    for path in folder.glob("*.yaml")
)
PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='60' height='40'/%3E"


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_axe_finds_nothing_on_what_a_bank_may_hold(browser: Browser, path: Path) -> None:
    """Code, tables, lists, passages, pictures, options that are pictures, other languages."""
    found = []
    for topic in load([path]).topics:
        for bank, question in ((one, each) for one in topic.banks for each in one.questions):
            for front, back in cards_of(question, bank, topic):
                for side, night in product((front, back), (False, True)):
                    html = re.sub(r"\[\[type:[^]]*\]\]", BOX if side == front else COMPARED, side)
                    html = re.sub(r'(<img src=")[^"]*', rf"\g<1>{PICTURE}", html)
                    forget(browser)
                    show(browser, question.form(), html, 380, night)
                    browser.js(
                        "document.querySelectorAll('details').forEach((one) => one.open = true)"
                    )
                    found += [(question.id, side == back, one) for one in violations(browser)]
    assert not found, "\n".join(map(str, found))


WORDS = " | ".join("antidisestablishmentarianism" for _ in range(9))
WIDE = Markup(f"A table\n\n| {WORDS} |\n|{'---|' * 9}\n| {WORDS} |\n")


@pytest.mark.parametrize("width", [380, 760])
def test_a_wide_table_is_reached_with_tab(browser: Browser, width: int) -> None:
    card = Reveal(Markup("A?"), WIDE)
    pick = Pick(WIDE, (Option(WIDE, True), Option(Markup("a"), False)))
    for form in (card, pick):
        forget(browser)
        for html in sides(form):
            show(browser, form, html, width)
            assert violations(browser) == []
            nested = "document.querySelectorAll('.qg-tiles [tabindex] [tabindex]').length"
            assert browser.js(nested) == 0


@pytest.mark.parametrize("kind", SAMPLES)
def test_what_a_screen_reader_is_given(
    browser: Browser, kind: str, request: pytest.FixtureRequest
) -> None:
    question = SAMPLES[kind]
    form = question.form()
    front, back = sides_of(question)
    forget(browser)
    # The same order each day.
    browser.js("Date.prototype.getTime = Date.prototype.getTimezoneOffset = () => 0")
    show(browser, form, front.replace("[[type:Answer]]", BOX))
    told = "Front\n" + tree(browser)
    work(browser, "all('.qg-options > *, .qg-items > *, .qg-rights > [tabindex]').slice(0, 2)")
    if "role=" in browser.js("(document.querySelector('.qg-tile') || document.head).outerHTML"):
        told += "\nFront, with the first two tiles tapped\n" + tree(browser)
    show(browser, form, back.replace("[[type:Answer]]", COMPARED))
    told += "\nBack\n" + tree(browser)
    path = TREES / f"{kind}.txt"
    if request.config.getoption("--update-goldens"):
        TREES.mkdir(exist_ok=True)
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8"), "run pytest with --update-goldens, then review"


# AnkiDroid turns the card unless what is tapped, or something around it, is one of these.
INTERACTIVE = """
(function (x, y) {
  var node = document.elementFromPoint(x, y);
  for (; node && node !== document; node = node.parentNode) {
    if (["A", "BUTTON", "VIDEO", "SUMMARY", "INPUT"].indexOf(node.nodeName) >= 0 || node.onclick ||
        node.getAttribute("contentEditable") || node.classList.contains("tappable")) return true;
  }
  return false;
})
"""


@pytest.mark.parametrize("width", [380, 760])
@pytest.mark.parametrize("kind", ["choice", "multi", "truefalse", "order", "match", "short"])
def test_no_tap_among_the_tiles_turns_the_card(browser: Browser, kind: str, width: int) -> None:
    question = SAMPLES[kind]
    show(
        browser,
        question.form(),
        sides_of(question)[0].replace("[[type:Answer]]", BOX),
        width,
        height=2000,
    )
    turning = browser.js(f"""(function () {{
      var interactive = {INTERACTIVE};
      var first = document.querySelector(".qg-task").getBoundingClientRect();
      var list = document.querySelector(".qg-columns, .qg-tiles, .qg-typed");
      var last = list.getBoundingClientRect();
      var found = [];
      for (var y = Math.ceil(first.top); y < last.bottom; y += 1) {{
        for (var x = Math.ceil(last.left); x < last.right; x += 3) {{
          if (!interactive(x, y)) found.push([x, y]);
        }}
      }}
      return [found.length, interactive(5, 5), last.bottom - first.top > 40];
    }})()""")
    assert turning == [0, False, True]


@pytest.mark.parametrize("kind", ["choice", "order", "match"])
def test_targets_are_large_enough_for_a_finger(browser: Browser, kind: str) -> None:
    question = SAMPLES[kind]
    show(browser, question.form(), sides_of(question)[0], 380)
    heights = browser.js(
        "Array.from(document.querySelectorAll('.qg-tile'), (one) => one.offsetHeight)"
    )
    assert heights
    assert min(heights) >= 48


def test_every_kind_of_note_is_looked_at() -> None:
    assert {type(question.form()) for question in SAMPLES.values()} == set(NOTE_TYPES)
    assert json.dumps(sorted(NAMES)) == json.dumps(sorted(path.stem for path in TREES.iterdir()))
