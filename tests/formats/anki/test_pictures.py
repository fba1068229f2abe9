"""A drawing may hold scripts and links: on a card it is a picture, and does nothing.

Cards show every picture with ``<img>``.  There a browser, and so Anki, runs no script of a drawing,
loads nothing that it names, and follows no link in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import CHROMIUM, Browser
from quizgen.formats.anki.notetypes import NOTE_TYPES

HERE = Path(__file__).parent / "pictures"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as browser:
        yield browser


def test_a_drawing_with_scripts_and_links_does_nothing(browser: Browser, tmp_path: Path) -> None:
    """No script, no event, no request, though the picture is there."""
    drawing = HERE / "hostile.svg"
    page = tmp_path / "card.html"
    page.write_text(f'<title>card</title><img src="{drawing.as_uri()}" alt="x">')
    browser.open(page.as_uri())
    browser.until("document.images[0].complete && document.images[0].naturalWidth === 40")
    browser.js("document.images[0].click()")
    browser.js("new Promise(done => setTimeout(done, 300))")
    assert browser.js("document.title") == "card"
    assert browser.js("window.ran") is None
    assert sorted(set(browser.requests)) == sorted([page.as_uri(), drawing.as_uri()])


def test_the_same_drawing_opened_by_itself_would(browser: Browser) -> None:
    """The test above can fail: scripts run where a drawing is a page of its own."""
    browser.open((HERE / "hostile.svg").as_uri())
    browser.until("window.ran === true")


def test_no_template_shows_a_picture_otherwise() -> None:
    """No ``<object>``, ``<embed>`` or ``<iframe>``, in which a drawing is a page."""
    for kind in NOTE_TYPES.values():
        for template in kind.templates:
            for side in (template.front, template.back):
                for element in ("<object", "<embed", "<iframe", "<use", "<svg"):
                    assert element not in side, (kind.name, element)
