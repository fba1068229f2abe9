"""Coverage as a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from quizgen.reports.coverage_html import render
from reports.coverage_sample import covered


def test_each_fact_has_its_color_and_says_it_in_words(tmp_path: Path) -> None:
    page = "\n".join(render(covered(tmp_path)))
    facts = re.findall(r'<li class="(\w+)" id="(\w+)"', page)
    assert facts == [
        ("asked", "height"), ("cited", "snow"), ("mentioned", "survey"), ("out", "rock")
    ]  # fmt: skip
    for words in ("asked by 1 question", "and not asked", "only mentioned", "in no question"):
        assert words in page


def test_nothing_of_a_bank_is_markup_or_is_fetched(tmp_path: Path) -> None:
    page = "\n".join(render(covered(tmp_path)))
    assert "&lt;b&gt;Snow" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_every_element_is_closed(tmp_path: Path) -> None:
    opened: list[str] = []

    class Nesting(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag != "meta":
                opened.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert opened.pop() == tag

    Nesting().feed("\n".join(render(covered(tmp_path))))
    assert opened == []
