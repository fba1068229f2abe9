"""Formulas of the preview as MathML: what is typeset, and that nothing else comes of any."""

from __future__ import annotations

from html.parser import HTMLParser
from random import Random

import pytest

from formulas import Maker
from quizgen.formats.anki.preview.maths import keys, typeset

pytest.importorskip("math_core", reason="math-core is not installed: no maths was typeset")

TAGS = {
    *"math mfrac mi mn mo mover mpadded mphantom mroot mrow mspace msqrt mstyle msub".split(),
    *"msubsup msup mtable mtd mtext mtr munder munderover mmultiscripts".split(),
    *"mprescripts none merror code em i span b strong".split(),
}
"""Elements that lay out, and neither load, link nor run anything."""


class _Elements(HTMLParser):
    """Collects what stands in HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.styles: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.styles |= {value or "" for name, value in attrs if name == "style"}


def test_formulas_are_found_as_they_stand() -> None:
    html = "<b>a</b> \\( x &lt; y \\) <i>\\[ z \\]</i> \\( <b>no</b> \\)"
    assert list(keys(html)) == ["(x < y", "[z"]
    assert list(keys("no maths")) == []


@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("(\\frac{1}{2}", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
        ("[x", 'display="block"'),
        ("(\\text{a <b>}", "&lt;b&gt;"),
        ("(\\begin{pmatrix} a \\\\ b \\end{pmatrix}", "<mtable"),
    ],
)
def test_common_maths_is_typeset(key: str, part: str) -> None:
    assert part in typeset(key)


def test_lines_have_no_numbers_as_in_anki() -> None:
    made = typeset("[\\begin{align} a &= b \\\\ c &= d \\end{align}")
    assert "<mtable" in made
    assert "(1)" not in made


@pytest.mark.parametrize(
    "key", ["(\\ce{H2O}", "(\\cancel{x}", "(\\nothing", "({", "(" + "{" * 5000]
)
def test_what_would_not_be_whole_stays_as_its_source(key: str) -> None:
    assert typeset(key) == ""


def test_nothing_but_maths_comes_of_any_formula() -> None:
    elements = _Elements()
    for seed in range(2000):
        elements.feed(typeset(f"({Maker(Random(seed)).slipped()}"))
    assert elements.tags <= TAGS
    assert not {name for name in elements.attributes if name.startswith("on")}
    assert elements.attributes.isdisjoint({"href", "src", "xlink:href", "action"})
    assert not [style for style in elements.styles if "url" in style or "position" in style]
