"""The page of the figures: whole, safe, and asking for nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from quizgen.statistics import page
from statistics_samples import TODAY, sample

HOSTILE = "</th><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp; \u202e"


class Elements(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in ("meta", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("meta", "rect") or tag in self.open:
            assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("text", ["Which river?", HOSTILE])
def test_text_is_text_and_nothing_is_asked_for(text: str, tmp_path: Path) -> None:
    path = tmp_path / "new" / "stats.html"
    page.write(sample(text), TODAY, path)
    html = path.read_text("utf-8")
    elements = Elements()
    elements.feed(html)
    assert text in elements.text
    assert not elements.seen & {"script", "img", "link", "iframe", "a"}
    assert not [name for name in elements.attributes if name.startswith("on") or name == "src"]
    assert not re.search(r"https?://|url\(|@import", html)
    assert "default-src 'none'" in html


def test_every_chart_has_its_figures_in_words(tmp_path: Path) -> None:
    path = tmp_path / "stats.html"
    page.write(sample(), TODAY, path)
    elements = Elements()
    elements.feed(path.read_text("utf-8"))
    for said in ("4 answers to 2 questions, 25% right.", "50% (1/2)", "October 5: 1", "1 in all"):
        assert said in elements.text
