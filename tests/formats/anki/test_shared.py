"""What cards show besides their own question, on a page: passages, pictures that are options, and
the typed card that asks in reverse; for those who see them, and those who do not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product

import pytest

from accessibility import violations
from browser import CHROMIUM, Browser
from formats.anki.anki_screen import BOX, forget, show, sides_of
from golden_banks import GOLDENS
from quizgen.model.forms import Form
from quizgen.reading.library import load

pytestmark = pytest.mark.browser

CARDS = {
    "passage": ("passages.yaml", "day-of-falling", 0),
    "passage with a list": ("passages.yaml", "depth", 0),
    "passage of a picture": ("pictures", "coast", 0),
    "pictures": ("pictures", "which", 0),
    "several pictures": ("pictures", "every", 0),
    "reverse": ("short.yaml", "both-ways", 1),
}
"""The golden bank, the question and the card of each."""
WIDTHS = (380, 760)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: what cards show was NOT tested")
    with Browser() as browser:
        browser.open("data:text/html,<!doctype html><p>")
        yield browser


def card(kind: str) -> tuple[Form, str, str]:
    """The form of a card, its front and its back, as they are before anything is typed."""
    folder, name, ordinal = CARDS[kind]
    (topic,) = load([GOLDENS / "ok" / folder]).topics
    (bank,) = topic.banks
    (question,) = (one for one in bank.questions if one.id == name)
    front, back = sides_of(question, bank, topic, ordinal)
    for marker in ("[[type:Answer]]", "[[type:Reverse]]"):
        front = front.replace(marker, BOX)
        back = back.replace(marker, "<div><code id=typeans>fjords</code></div>")
    return question.form(), front, back


def tap_all(browser: Browser) -> None:
    browser.js("document.querySelectorAll('.qg-options > *').forEach((one) => { one.click(); })")


@pytest.mark.parametrize("kind", CARDS)
def test_axe_finds_nothing(browser: Browser, kind: str) -> None:
    form, front, back = card(kind)
    found = []
    for night, width in product((False, True), WIDTHS):
        forget(browser)
        show(browser, form, front, width, night)
        tap_all(browser)
        found += [("front", night, width, one) for one in violations(browser)]
        show(browser, form, back, width, night)
        browser.js("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found += [("back", night, width, one) for one in violations(browser)]
    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", CARDS)
def test_nothing_is_wider_than_the_screen(browser: Browser, kind: str, width: int) -> None:
    form, *sides = card(kind)
    for side in sides:
        show(browser, form, side, width)
        browser.js("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert browser.js("document.documentElement.scrollWidth") <= width


def test_a_passage_is_above_the_stem_and_folded_on_the_back(browser: Browser) -> None:
    form, front, back = card("passage")
    seen = """(function () {
      var passage = document.querySelector('.qg-passage');
      var stem = document.querySelector('.qg-stem');
      return [passage.checkVisibility(),
        passage.getBoundingClientRect().bottom <= stem.getBoundingClientRect().top];
    })()"""
    show(browser, form, front)
    assert browser.js(seen) == [True, True]
    show(browser, form, back)
    assert browser.js(seen)[0] is False
    browser.js("document.querySelector('.qg-folded > summary').click()")
    assert browser.js(seen) == [True, True]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", ["pictures", "several pictures"])
def test_a_tap_on_a_picture_picks_it(browser: Browser, kind: str, width: int) -> None:
    """And each picture is as wide as its tile has room for."""
    form, front, _ = card(kind)
    forget(browser)
    show(browser, form, front, width)
    tall, picked = browser.js("""(function () {
      var pictures = Array.from(document.querySelectorAll('.qg-options img'));
      pictures[0].click();
      return [
        Array.from(document.querySelectorAll('.qg-tile'), (one) => one.offsetHeight),
        document.querySelectorAll('.qg-on').length
      ];
    })()""")
    assert (min(tall) >= 48, picked) == (True, 1)
    words = browser.js("Array.from(document.querySelectorAll('.qg-options img'), (one) => one.alt)")
    assert json.dumps(sorted(words)).count("A peninsula between two seas") == 1


def test_what_is_typed_in_reverse_is_judged(browser: Browser) -> None:
    form, _, back = card("reverse")
    compared = "<code id=typeans><span class=typeGood>{}</span></code>"
    verdicts = {}
    for typed in ("the bread", "bread", "cake"):
        show(browser, form, back.replace("<code id=typeans>fjords</code>", compared.format(typed)))
        verdicts[typed] = browser.js("document.querySelector('.qg-verdict').textContent")[0]
    assert verdicts == {"the bread": "✓", "bread": "✓", "cake": "!"}
