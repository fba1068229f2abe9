"""Each construct of texts through everything: real Anki, a browser, the preview and the quiz."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from browser import CHROMIUM, Browser
from formats.anki.anki_samples import data_of, imported
from golden_banks import OK
from quiz.support import candidates
from quizgen.formats.anki import preview
from quizgen.formats.anki.notetypes import NOTE_TYPES
from quizgen.model.forms import Pick
from quizgen.quiz.items import Candidate
from quizgen.quiz.loop import run
from quizgen.quiz.session import start
from quizgen.quiz.terminal import Lines

(BLOCKS,) = (path for path in OK if path.stem == "blocks")
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("constructs.yaml").read_text("utf-8")
)
FOUND = """
var visible = function (node) { return node.getClientRects().length > 0; };
var read = function (selector) {
  return Array.from(root.querySelectorAll(selector)).filter(visible).map(
    function (node) { return node.innerText.replace(/\\n$/, ""); });
};
var found = {
  code: read("pre"),
  spans: read("code:not(pre code)"),
  items: read(".qg-list > li"),
  cells: read(".qg-table th, .qg-table td"),
  links: Array.from(root.querySelectorAll("a"), function (a) {
    return [a.innerText, a.getAttribute("href")];
  }),
  text: root.innerText
};
"""


@pytest.fixture(scope="module")
def bank() -> list[Candidate]:
    return candidates(BLOCKS)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: how blocks look on cards was NOT tested")
    with Browser(400, 900) as browser:
        browser.open("data:text/html,<!doctype html><p>")
        yield browser


@pytest.fixture(scope="module")
def cards(
    bank: list[Candidate], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[str, str]]:
    """The two sides of the first card of each question, as the real Anki makes them."""
    topic = bank[0].topic
    sides = {}
    folder = tmp_path_factory.mktemp("blocks")
    with imported(folder, topic.banks[0].questions, topic) as collection:
        for nid in collection.find_notes(""):
            note = collection.get_note(nid)
            card = note.cards()[0]
            sides[note.guid] = (card.question(), card.answer())
    return sides


def read_off(browser: Browser, html: str, *, night: bool = False) -> dict[str, Any]:
    """What the browser shows of one side, with its scripts run."""
    found: dict[str, Any] = browser.js(f"""(function () {{
        document.head.innerHTML = "<style>" + {json.dumps(NOTE_TYPES[Pick].css)} + "</style>";
        document.body.className = "card card1 {"nightMode" if night else ""}";
        document.body.innerHTML = {json.dumps(html)};
        document.querySelectorAll("script").forEach(function (old) {{
          var script = document.createElement("script");
          script.textContent = old.textContent;
          old.replaceWith(script);
        }});
        var root = document.body;
        {FOUND}
        return found;
    }})()""")
    return found


def hold(found: dict[str, Any], expected: dict[str, Any], name: str) -> None:
    for kind, wanted in expected.items():
        if kind == "text":
            assert all(text in found["text"] for text in wanted), (name, found["text"])
        elif name in ("order", "match") and kind == "code":  # which stand in any order
            assert sorted(found[kind]) == sorted(wanted), name
        else:
            assert found[kind] == wanted, name


@pytest.mark.browser
@pytest.mark.parametrize("name", EXPECTED)
def test_the_real_anki_shows_it(
    name: str, cards: dict[str, tuple[str, str]], browser: Browser
) -> None:
    for side, html in zip(("front", "back"), cards[name], strict=True):
        hold(read_off(browser, html), EXPECTED[name].get(side, {}), name)
        assert not browser.js(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )


@pytest.mark.browser
def test_the_preview_shows_it(bank: list[Candidate], browser: Browser, tmp_path: Path) -> None:
    data = data_of(preview.write([bank[0].topic], tmp_path / "p.html", lambda _: None).path)

    def html(side: list[int]) -> str:
        frame = [data["texts"][number] for number in data["shapes"][side[0]][0]]
        fill = [*(data["texts"][number] for number in side[1:]), ""]
        return "".join(a + b for a, b in zip(frame, fill, strict=True))

    shown = {note[1].partition("/")[2]: note[4][0] for note in data["notes"]}
    for name, expected in EXPECTED.items():
        for side, place in (("front", 2), ("back", 3)):
            hold(read_off(browser, html(shown[name][place])), expected.get(side, {}), name)


@pytest.mark.browser
@pytest.mark.parametrize("night", [False, True])
def test_wide_code_scrolls_by_itself(
    night: bool, cards: dict[str, tuple[str, str]], browser: Browser
) -> None:
    """The page stays as wide as it is, and code is legible by day and by night."""
    for html in cards["code"]:
        wide = html.replace("def twice", f"def {'twice' * 40}")
        read_off(browser, wide, night=night)
        scrolls, page, ink, ground, direction = browser.js("""(function () {
          var block = document.querySelector("pre"), style = getComputedStyle(block);
          var page = document.documentElement;
          return [block.scrollWidth > block.clientWidth, page.scrollWidth > page.clientWidth,
                  style.color, style.backgroundColor, style.direction];
        })()""")
        assert (scrolls, page, direction) == (True, False, "ltr")
        brightness = [sum(map(int, color[4:-1].split(","))) for color in (ink, ground)]
        assert (
            (brightness[0] > brightness[1] + 300)
            if night
            else (brightness[1] > brightness[0] + 300)
        )
        assert 'class="language-python"' in html


@pytest.mark.parametrize("name", EXPECTED)
def test_the_quiz_shows_it(name: str, bank: list[Candidate]) -> None:
    asked = [candidate for candidate in bank if candidate.question.id == name]
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n")
    reply = {"code": "d\n", "gaps": "a\nb\nc\n"}.get(name, ":s\n")
    run(start(asked, Random(1)), Lines(io.StringIO(reply), out, {}, interactive=False), lambda: 0)
    out.seek(0)
    said = out.read()
    for part in ("quiz", "feedback"):
        assert EXPECTED[name].get(part, "") in said, said
