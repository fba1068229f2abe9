"""The table of what MathJax typesets, held against the MathJax of Anki in a real browser.

The package ``aqt`` ships MathJax as Anki loads it, and the page here is set up as Anki's are.
Every command and every environment of the table is typeset there, and many formulas at random, some
of them harmful: what comes of them has no link, no address and no script, styles nothing but
itself, stays in its place and requests nothing.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

import pytest

from browser import CHROMIUM, Browser
from formulas import NAMES, Maker
from model.test_maths import RIGHT, WRONG
from quizgen.model.blocks import to_html
from quizgen.model.markup import Markup
from quizgen.model.mathjax import COMMANDS, DELIMITERS, ENVIRONMENTS, OPERATORS, PLACED, REFUSED
from quizgen.model.maths import mistakes, sound

FOUND = find_spec("_aqt")
WEB = Path(next(iter((FOUND and FOUND.submodule_search_locations) or ["."])), "data", "web", "js")
HERE = Path(__file__).parent / "maths"
SEED = int(os.environ.get("SEED") or SystemRandom().randrange(10**9))
COUNT = int(os.environ.get("FORMULAS") or 1_000)
"""How many formulas at random; ``make maths-proof`` asks for more."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.skipif(
        not (WEB / "mathjax.js").exists(),
        reason="Anki's MathJax is not there: pip install --no-deps 'aqt>=25.9'",
    ),
]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A page with MathJax as Anki's reviewer loads it."""
    yield from opened(tmp_path_factory.mktemp("maths"), (WEB / "mathjax.js").read_text())


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The same, but that MathJax says what is wrong with a formula."""
    config = (WEB / "mathjax.js").read_text()
    silent = '"[-]":["textmacros"]'
    assert silent in config, "Anki sets MathJax up in another way: look at it"
    config = config.replace(silent, '"[-]":["textmacros","noerrors","noundefined"]')
    config = config.replace('["noerrors","mathtools"]', '["mathtools"]')
    yield from opened(tmp_path_factory.mktemp("maths"), config)


def opened(folder: Path, config: str) -> Iterator[Browser]:
    there = (WEB / "vendor" / "mathjax").as_uri()
    assert "/_anki/js/vendor/mathjax" in config, "Anki loads MathJax from elsewhere: look at it"
    html = (HERE / "page.html").read_text(encoding="utf-8")
    html = html.replace("CONFIG", config.replace("/_anki/js/vendor/mathjax", there))
    path = folder / "page.html"
    path.write_text(html.replace("MATHJAX", there), encoding="utf-8")
    with Browser() as browser:
        browser.open(path.as_uri())
        browser.until("!!(window.MathJax && MathJax.startup && MathJax.startup.document)")
        browser.js("MathJax.startup.promise.then(same)")
        yield browser


def typeset(page: Browser, texts: list[str]) -> list[dict[str, Any]]:
    """What Anki's page makes of each text with formulas, once it is typeset."""
    made: list[dict[str, Any]] = []
    for start in range(0, len(texts), 200):
        shown = [to_html(Markup(text)) for text in texts[start : start + 200]]
        made += json.loads(page.js(f"typeset({json.dumps(shown)})"))
    return made


def errors(strict: Browser, formulas: list[str]) -> list[str]:
    """What MathJax finds wrong with each formula, which Anki's page does not say."""
    found: list[str] = []
    for start in range(0, len(formulas), 500):
        part = json.dumps(formulas[start : start + 500])
        found += json.loads(strict.js(f"errors({part})"))
    return found


def each() -> list[str]:
    """Every command and every environment, where they may stand."""
    maker = Maker(Random(0))
    made = [maker.command(name, 0) for name in NAMES if name not in ("left", "right", "middle")]
    made += [f"{maker.command(name, 0)} x" for name in NAMES if COMMANDS.get(name) == "l"]
    made += [maker.environment(name, 1) for name in ENVIRONMENTS for _ in range(3)]
    for name in PLACED:
        command = maker.command(name, 0)
        made += [
            f"\\begin{{align}} {command} & b \\\\ {command} c \\end{{align}}",
            f"\\begin{{multline}} {command} \\\\ {command} \\end{{multline}}",
            f"\\begin{{prooftree}} {command} \\UnaryInfC{{$B$}} \\end{{prooftree}}",
            f"\\sqrt[{command} 3]{{x}}",
            f"\\begin{{matrix}} a \\\\ {command} b \\end{{matrix}}",
        ]
    made += ["\\sum\\limits_a^b x", "\\int\\nolimits_a^b x"]
    made += [f"\\left{one} a \\middle{one} b \\right{one}" for one in DELIMITERS]
    return [formula for formula in made if not re.search(r"\\[()]", formula)]


def inert(page: Browser, formulas: list[str]) -> None:
    """Assert that no formula that stands, nor one that does not, does more than typeset."""
    page.requests.clear()
    for formula, made in zip(
        formulas, typeset(page, [f"before \\({one}\\) after" for one in formulas]), strict=True
    ):
        assert made["harm"] == [], f"{formula!r} (SEED={SEED}) does more than typeset"
        assert made["formulas"] == sound(formula), f"{formula!r} (SEED={SEED})"
    asked = [address for address in page.requests if not address.startswith(WEB.as_uri())]
    assert asked == [], "a formula loads something"
    assert page.js("same()"), f"a formula changed the others (SEED={SEED})"


def test_every_command_of_mathjax_is_judged(page: Browser) -> None:
    """It is in the table, or among those that are refused."""
    tables = json.loads(page.js("tables()"))
    judged = {*COMMANDS, *OPERATORS, *REFUSED, "begin", "end", " ", "\xa0"}
    names = {name for name in tables["macro"] if len(name) > 1 or not name.isascii()} - judged
    assert {name for name in names if f"{name}" not in DELIMITERS} == set()
    assert set(tables["environment"]) == set(ENVIRONMENTS)
    assert set(tables["delimiter"]) == set(DELIMITERS)
    known = {*tables["macro"], *(name.removeprefix("\\") for name in tables["delimiter"])}
    assert {*COMMANDS, *OPERATORS} - known == set()


def test_every_allowed_command_is_inert(page: Browser) -> None:
    formulas = each()
    standing = " ".join(formula for formula in formulas if sound(formula))
    unused = [name for name in NAMES if f"\\{name}" not in standing]
    assert unused == [], "no formula that stands has these"
    inert(page, formulas)


def test_formulas_that_may_not_stand_are_not_typeset(page: Browser) -> None:
    """Should a program make a card of one: its characters are shown."""
    inert(page, [formula for formula, *_ in WRONG])


def test_formulas_of_teachers_are_typeset(page: Browser, strict: Browser) -> None:
    """All of them, and MathJax finds nothing wrong."""
    inert(page, RIGHT)
    assert errors(strict, RIGHT) == [""] * len(RIGHT)


def test_formulas_at_random_are_inert(page: Browser) -> None:
    maker = Maker(Random(SEED))
    formulas = [maker.slipped() for _ in range(COUNT)]
    inert(page, [one for one in formulas if one.strip() and not re.search(r"\\[()]", one)])


def test_what_mathjax_shows_in_red_is_a_mistake(strict: Browser) -> None:
    """In all but a few formulas at random, of those that hardly anybody would write."""
    maker = Maker(Random(SEED))
    formulas = [maker.slipped() for _ in range(COUNT)]
    wrong = errors(strict, formulas)
    missed = [
        (formula, error)
        for formula, error in zip(formulas, wrong, strict=True)
        if error and sound(formula)
    ]
    assert [one for one in missed if one[1].startswith("stops")] == [], f"SEED={SEED}"
    assert len(missed) <= COUNT // 50, f"SEED={SEED}: {missed[:20]}"


def test_what_is_refused_does_harm(page: Browser) -> None:
    """These tests can fail: MathJax itself does what is refused."""
    for formula in (
        "\\href{javascript:1}{x}", "\\style{position:fixed}{x}", "\\class{a}{x}", "\\cssId{a}{x}",
        "\\style{background:url(x)}{x}", "\\bbox[background:url(x)]{x}",
        "\\mmlToken{mi}[href=x]{x}",
    ):  # fmt: skip
        shown = json.dumps([rf"\({formula}\)"])
        (made,) = json.loads(page.js(f"typeset({shown})"))
        assert made["harm"], formula
        assert mistakes(formula)


@pytest.mark.parametrize(
    "text",
    [
        "\\[x\\]", "$x$", "$$x$$", "\\\\(x\\\\)", "\\(x", "\\begin{align}x\\end{align}",
        "`\\(x\\)`", "[$]x[/$]", "[latex]x[/latex]", "<anki-mathjax>x</anki-mathjax>",
        "\\ref{x}", "\\\\[x\\\\]", "<math><mi>x</mi></math>",
    ],
)  # fmt: skip
def test_nothing_else_is_taken_for_a_formula(page: Browser, text: str) -> None:
    (made,) = typeset(page, [text])
    assert not made["formulas"]
    assert made["harm"] == []


def test_formulas_on_lines_of_their_own_are_displayed(page: Browser) -> None:
    """Others stay in their line, and those in code are code."""
    code = "\\(c\\) \\[ d \\]"
    text = f"a \\(b\\)\n\\[\nx^2 \\\\[2pt]\n\\]\n```\n{code}\n```\n- \\(e\\)\n- f"
    typeset(page, [text])
    shown = page.js("""Array.from(
      document.querySelectorAll("#qa mjx-container"), (one) => one.getAttribute("display"))""")
    assert shown == [None, "true", None]
    assert page.js("document.querySelector('#qa pre').textContent") == code
