"""The preview: its page holds what Anki shows, is harmless whatever banks say, and works."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from msgspec.structs import replace

from accessibility import violations
from browser import Browser
from formats.anki.anki_samples import BANK, QUESTIONS, TOPIC, data_of, m, sample
from quizgen.formats.anki import preview, templating
from quizgen.formats.anki.preview import findings
from quizgen.formats.anki.release.notes import render
from quizgen.model.forms import ExpectedWords, Option, Pick, Reveal, TypeIn
from quizgen.model.media import MediaFile
from quizgen.model.question import Medium
from quizgen.model.values import Id, MediaName, Tag
from quizgen.reading.library import load

HOSTILE = (
    "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"
    "<!--<script> \u2028\u2029 \\u003c ]]> \"'`${hacked}"
)
MORE = (
    sample("hostile", Reveal(m(HOSTILE), m(HOSTILE)), tags=(Tag("odd::very"),)),
    sample(
        "second-choice",
        Pick(m("Which is *right*?"), (Option(m("This"), True), Option(m("That"), False))),
        tags=(Tag("odd"),),
    ),
    sample("café", TypeIn(m("What is Tōkyō in English?"), ExpectedWords("Tokyo"))),
)
OTHER = replace(BANK, id=Id("more"), title="More <b>& more</b>", tags=(), questions=MORE)
TOPICS = (TOPIC, replace(TOPIC, id=Id("other"), title=f"Other {HOSTILE}", banks=(OTHER,)))
QUESTION_COUNT = len(QUESTIONS) + len(MORE)


BROKEN = """\
bank: asia
title: Asia
questions:
  - id: japan
    type: card
    stem: Which capital?
    answer: Tokyo

  - id: open
    type: truefalse
    stem: It is so.
    answer: true
  - {id: broken, type: card, stem: <b>What?}
"""


def written(folder: Path, **more: Any) -> preview.Preview:
    return preview.write(TOPICS, folder / "preview.html", **{"advance": lambda _: None} | more)


def several(count: int, folder: Path) -> Path:
    """A page of so many topics."""
    topics = [replace(TOPIC, id=Id(f"t{n}"), title=f"Rivers {n}") for n in range(count)]
    preview.write(topics, folder / "several.html", lambda _: None)
    return folder / "several.html"


def expected() -> Iterator[tuple[str, int, str, str]]:
    """Each card with both sides, as they are held against Anki elsewhere."""
    for topic in TOPICS:
        for bank in topic.banks:
            for question in bank.questions:
                note = render(question, bank, topic)
                names = (field.name for field in note.kind.fields)
                values = dict(zip(names, note.fields, strict=True))
                for ordinal in note.cards:
                    template = note.kind.templates[0 if note.kind.is_cloze else ordinal]
                    front = templating.question(template.front, values, ordinal)
                    back = templating.answer(template.back, values, ordinal, front)
                    yield note.name, ordinal, *map(templating.html, (front, back))


def with_markers(html: str) -> str:
    """``html`` with Anki's marker where the type-in box or its comparison is."""
    box = r"\n<center>\n<input type=text id=typeans [^>]*>\n</center>\n"
    compared = r'\n<div style="font-family: [^"]*"><code id=typeans>.*?</code></div>'
    return re.sub(f"{box}|{compared}", "[[type:Answer]]", html, flags=re.DOTALL)


class TestPage:
    def test_it_holds_every_card_as_anki_shows_it(self, tmp_path: Path) -> None:
        page = written(tmp_path)
        data = data_of(page.path)

        def html(side: list[int]) -> str:
            frame = [data["texts"][number] for number in data["shapes"][side[0]][0]]
            fill = [*(data["texts"][number] for number in side[1:]), ""]
            assert len(frame) == len(fill)
            return "".join(a + b for a, b in zip(frame, fill, strict=True))

        found = [
            (note[1], card[0], with_markers(html(card[2])), with_markers(html(card[3])))
            for note in data["notes"]
            for card in note[4]
        ]
        assert found == list(expected())
        assert (page.questions, page.cards) == (QUESTION_COUNT, len(found))
        assert page.size == page.path.stat().st_size

    def test_what_cards_share_is_there_once(self, tmp_path: Path) -> None:
        text = written(tmp_path).path.read_text(encoding="utf-8")
        assert text.count("A Turning Point in Global Warfare Dynamics") == 1 + 4  # and paragraphs
        # Three note types have that function on both sides; one ends in two ways before it.
        assert text.count("function shuffled") <= 8

    def test_no_text_ends_the_script(self, tmp_path: Path) -> None:
        text = written(tmp_path).path.read_text(encoding="utf-8")
        assert text.count("</script>") == 2
        head, _, rest = text.partition('id="data">')
        data = rest.partition("</script>\n<script>")[0]
        assert not re.search("</|<!--|[\u2028\u2029]", data)
        assert "<img" not in head

    def test_it_asks_for_nothing(self, tmp_path: Path) -> None:
        text = written(tmp_path).path.read_text(encoding="utf-8")
        assert "default-src 'none'" in text
        assert not re.search(r"(src|href)=[\"']?(https?:)?//", text)
        assert not re.search(r"@import|url\(|fetch\(|XMLHttp", text)

    def test_it_is_the_same_each_time(self, tmp_path: Path) -> None:
        first = written(tmp_path).path.read_bytes()
        assert written(tmp_path).path.read_bytes() == first

    def test_it_tells_how_far_it_got(self, tmp_path: Path) -> None:
        many = replace(BANK, questions=tuple(sample(f"q{n}", MORE[0].asks) for n in range(600)))
        done: list[int] = []
        preview.write([replace(TOPIC, banks=(many,))], tmp_path / "a.html", done.append)
        assert done == [256, 256]

    @pytest.mark.parametrize(
        ("count", "title"), [(1, "Rivers 0"), (2, "Rivers 0 · Rivers 1"), (3, "3 decks")]
    )
    def test_many_topics_are_counted(self, tmp_path: Path, count: int, title: str) -> None:
        text = several(count, tmp_path).read_text(encoding="utf-8")
        assert f"<title>Preview: {title}</title>" in text
        assert f"<h1>{title}</h1>" in text

    def test_a_failure_leaves_the_old_page(self, tmp_path: Path) -> None:
        (tmp_path / "preview.html").write_text("old")

        def fail(_: int) -> None:
            raise RuntimeError

        with pytest.raises(FileNotFoundError):
            preview.write(TOPICS, tmp_path / "nowhere" / "preview.html", lambda _: None)
        (tmp_path / "folder.html").mkdir()
        with pytest.raises(OSError, match="folder"):
            preview.write(TOPICS, tmp_path / "folder.html", lambda _: None)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.html", "preview.html"]
        assert (tmp_path / "preview.html").read_text() == "old"

    def test_genanki_is_not_imported(self) -> None:
        code = "import sys, quizgen.formats.anki.preview; print('genanki' in sys.modules)"
        run = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": str(Path(preview.__file__).parents[4])},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == "False"


# -- in a browser ----------------------------------------------------------------------------------

SECRETS = "window.hacked || document.querySelectorAll('img, .about script, .about b').length"


class Page:
    """The page in a browser."""

    def __init__(self, browser: Browser, path: Path) -> None:
        self.browser = browser
        self.path = path

    def open(self, **asked: str) -> None:
        self.browser.open(f"{self.path.as_uri()}#{urlencode(asked)}")
        self.browser.until("document.getElementById('count').textContent")

    def count(self) -> str:
        text: str = self.browser.js("document.getElementById('count').textContent")
        return text

    def names(self) -> list[str]:
        """The cards that are shown."""
        names: list[str] = self.browser.js(
            "Array.from(document.querySelectorAll('article h2'), (h) => h.textContent)"
        )
        return names

    def frame(self, number: int = 0, ready: str = "document.querySelector('#qa > *')") -> str:
        """The frame of the pane with this number, once a card is in it."""
        name = self.browser.frame(
            f"(document.querySelectorAll('.pane')[{number}] || document).querySelector('iframe')"
        )
        self.browser.until(f"!!({ready})", name)
        return name

    def turn(self, number: int = 0) -> None:
        """Click the button that shows the answer."""
        self.browser.js(f"document.querySelectorAll('.flip button')[{number}].click()")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("preview")).path


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a bank with mistakes: a sound question, one with a warning, one unsound."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "asia.yaml").write_text(BROKEN, encoding="utf-8")
    library = load([folder / "asia.yaml"])
    found = findings.of(library.loaded, library.diagnostics, library.texts)
    made = preview.write(library.topics, folder / "broken.html", lambda _: None, found)
    assert (made.questions, made.left_out) == (2, 1)
    return made.path


@pytest.fixture
def page(browser: Browser, path: Path) -> Iterator[Page]:
    """The page; whatever a test does with it, nothing is asked for and nothing complained of."""
    browser.resize(1280, 900)
    yield Page(browser, path)
    browser.js("1")  # what is on its way arrives before the answer does
    assert browser.complaints == []
    assert {one.partition("#")[0] for one in browser.requests} <= {path.as_uri(), "data:,"}


CARDS = len(list(expected()))


@pytest.mark.browser
class TestInABrowser:
    def test_all_cards_are_there(self, page: Page) -> None:
        page.open()
        assert page.count() == f"{CARDS} cards"
        first = [name for name, _, _, _ in expected()][:30]
        assert page.names()[:30] == first

    @pytest.mark.parametrize(
        ("asked", "names"),
        [
            ({"search": "LOWER house"}, {"samples/duma", "samples/who-ratified", "samples/house"}),
            ({"search": "who-conf"}, {"samples/who-confirmed"}),
            ({"search": "odd::very"}, {"more/hostile"}),
            ({"search": "tokyo"}, {"more/café"}),
            ({"search": "</script><script>window"}, {"more/hostile"}),
            ({"search": "qg-stem"}, set()),
            ({"tag": "odd"}, {"more/hostile", "more/second-choice"}),
            ({"tag": "odd::very"}, {"more/hostile"}),
            ({"bank": "more"}, {f"more/{one.id}" for one in MORE}),
            ({"topic": "1", "tag": "odd", "search": "right"}, {"more/second-choice"}),
            ({"topic": "0", "tag": "odd"}, set()),
        ],
    )
    def test_filters(self, page: Page, asked: dict[str, str], names: set[str]) -> None:
        page.open(**asked)
        assert names <= set(page.names())
        if asked != {"search": "LOWER house"}:
            assert names == set(page.names())
        assert page.count().startswith(f"{len(page.names())} of {CARDS} cards")
        nothing = page.browser.js("!document.getElementById('none').hidden")
        assert nothing == (not names)

    def test_controls_filter(self, page: Page) -> None:
        """What is typed and chosen is kept in the address; one button shows all again."""
        page.open()
        page.browser.press("/", 191, "/")
        assert page.browser.js("document.activeElement.id") == "search"
        page.browser.type("plain")
        page.browser.until("location.hash === '#search=plain'")
        found = page.count()
        assert re.fullmatch(rf"\d+ of {CARDS} cards", found)
        page.browser.js(
            "var s = document.getElementById('bank'); s.value = 'more'; s.onchange(); 1"
        )
        assert page.count() == f"0 of {CARDS} cards"
        assert page.browser.js("location.hash") == "#search=plain&bank=more"
        page.browser.js("document.getElementById('clear').click()")
        assert page.count() == f"{CARDS} cards"
        assert page.browser.js("document.getElementById('search').value") == ""

    def test_choices_say_how_many_cards_they_have(self, page: Page) -> None:
        page.open()
        for name, some in {
            "topic": "North Korean troops in Russia (82)",
            "bank": "Samples (82)",
            "type": "",
            "tag": "odd (2)",
        }.items():
            shown = page.browser.js(
                f"Array.from(document.getElementById('{name}').options, (o) => o.text)"
            )
            assert some == "" or some.replace("82", str(CARDS - len(MORE))) in shown
            hidden = page.browser.js(f"document.getElementById('{name}').parentNode.hidden")
            assert hidden == (not some)

    def test_counts_follow_the_other_filters(self, page: Page) -> None:
        """What is offered leads to a card."""
        options = (
            "Array.from(document.getElementById('{}').options)"
            ".filter((o) => !o.hidden && !o.disabled).map((o) => o.text)"
        )
        page.open(search="hostile")
        assert page.browser.js(options.format("topic"))[1].endswith("(1)")
        assert page.browser.js(options.format("bank")) == ["All banks", "More <b>& more</b> (1)"]
        assert page.browser.js(options.format("tag")) == ["All tags", "odd (1)", "odd::very (1)"]
        page.open(tag="odd::very")
        assert {"odd (2)", "odd::very (1)"} <= set(page.browser.js(options.format("tag")))
        page.open(bank="samples", tag="odd")
        assert "odd (0)" in page.browser.js(options.format("tag")), "what is chosen can be seen"

    def test_the_keyboard_reaches_every_control(self, page: Page) -> None:
        page.open(search="second-choice", sides="question")
        frame = page.frame()
        reached = []
        for _ in range(10):
            page.browser.press("Tab", 9)
            reached.append(
                page.browser.js(
                    "(({id, name, tagName, className}) => id || name || className || tagName)"
                    "(document.activeElement)"
                )
            )
        wanted = "clear search topic bank tag colors width sides tag BUTTON".split()
        assert reached == wanted
        page.browser.press("Tab", 9)
        page.browser.until("document.activeElement.role === 'radio'", frame)
        page.browser.js("document.querySelector('iframe').focus()")
        page.browser.press("j")
        page.browser.press("x")
        assert page.browser.until("document.querySelectorAll('.qg-on').length", frame) == 1

    def test_frames_hold_the_sides(self, page: Page) -> None:
        """Those that are put together in the page are those that are held against Anki."""
        again = """new Promise((done) => {
          addEventListener("message", (event) => event.data.sides && done(event.data.sides));
          parent.postMessage({ ready: true }, "*");
        })"""
        sides = {name: both for name, _, *both in expected()}
        for name in ("samples/house", "samples/events", "more/hostile", "samples/nasty-pick-4"):
            page.open(search=name, sides="question")
            front, back = page.browser.js(again, page.frame())
            assert [with_markers(front), with_markers(back)] == sides[name]

    def test_a_pick_is_judged_on_the_answer(self, page: Page) -> None:
        """Each card keeps its own state, though all are on one page."""
        page.open(type="sample", search="second-choice", colors="both", sides="question")
        light, night = page.frame(0), page.frame(1)
        assert not page.browser.js("document.body.classList.contains('nightMode')", light)
        classes = page.browser.js("document.body.className", night)
        assert classes == "card card1 nightMode night_mode"
        pick = "document.querySelector('.qg-options > {}').click()"
        page.browser.js(pick.format("[data-key]"), light)
        page.browser.js(pick.format(":not([data-key])"), night)
        page.turn(0)
        page.turn(1)
        verdict = "(document.querySelector('.qg-verdict') || {}).textContent"
        assert page.browser.until(verdict, light) == "✓ Right"
        assert page.browser.until(verdict, night) == "✗ Wrong"
        buttons = "Array.from(document.querySelectorAll('.flip'), (b) => b.innerText).join('|')"
        page.browser.until(f"{buttons}.split('Show question').length === 3")
        page.turn(0)
        page.browser.until("!!document.querySelector('[role=radio]')", light)
        page.browser.until(f"{buttons}.includes('Show answer')")

    def test_enter_shows_the_answer(self, page: Page) -> None:
        page.open(search="samples/house", sides="question")
        frame = page.frame()
        page.browser.js("document.querySelector('iframe').focus()")
        page.browser.js("document.getElementById('typeans').focus()", frame)
        page.browser.type(" DUMA. ")
        page.browser.press("Enter", 13, "\r")
        verdict = "(document.querySelector('.qg-verdict') || {}).textContent"
        assert page.browser.until(verdict, frame) == "✓ Right"

    def test_an_answer_stays_an_answer(self, page: Page) -> None:
        """Only what has a button that says so is turned by Enter."""
        page.open(search="samples/house")
        frame = page.frame(1)
        enter = "new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, cancelable: true})"
        assert page.browser.js(f"document.body.dispatchEvent({enter})", frame)
        assert page.browser.js("!!document.querySelector('.qg-back')", frame)
        assert not page.browser.js(f"document.body.dispatchEvent({enter})", page.frame(0))

    def test_the_search_is_found_from_within_a_card(self, page: Page) -> None:
        page.open(search="samples/house", sides="question")
        frame = page.frame()
        page.browser.js("document.querySelector('iframe').focus()")
        page.browser.js("document.getElementById('typeans').focus()", frame)
        page.browser.press("/", 191, "/")
        assert page.browser.js("document.getElementById('typeans').value", frame) == "/"
        page.browser.js("document.activeElement.blur()", frame)
        page.browser.press("/", 191, "/")
        page.browser.until("document.activeElement.id === 'search'")
        assert page.browser.js("document.getElementById('search').value") == "samples/house"

    def test_the_focus_is_seen(self, page: Page) -> None:
        page.open(search="samples/house")
        page.frame(1)
        outlines = (
            "Array.from(document.querySelectorAll('.box'), (b) => getComputedStyle(b).outlineStyle)"
        )
        page.browser.js("document.querySelectorAll('iframe')[1].focus()")
        assert page.browser.js(outlines) == ["none", "solid"]

    def test_a_tag_keeps_the_focus(self, page: Page) -> None:
        page.open(search="second-choice", sides="question")
        page.frame()
        page.browser.js("document.querySelector('.tag').focus()")
        for pressed, tag in (("true", "odd"), ("false", "")):
            page.browser.press("Enter", 13, "\r")
            page.browser.until(f"document.getElementById('tag').value === '{tag}'")
            focused = "document.activeElement.{}"
            assert page.browser.js(focused.format("textContent")) == "odd"
            assert page.browser.js(focused.format("getAttribute('aria-pressed')")) == pressed

    def test_what_was_worked_stays(self, page: Page) -> None:
        """What is far away is dropped, but for some frames in which something was done."""
        page.open()
        for number in range(1, 52):
            page.browser.js(f"document.querySelectorAll('.pane')[{number}].scrollIntoView()")
            page.browser.js("document.body.click()", page.frame(number))
        page.browser.js("scrollTo(0, 1e6)")
        there = "Array.from(document.querySelectorAll('.pane'), (p) => !!p.querySelector('iframe'))"
        page.browser.wait(
            lambda: page.browser.js(there)[:52] == [False, False, *[True] * 50], "frames to go"
        )

    def test_what_is_typed_is_compared_as_by_anki(self, page: Page) -> None:
        from anki import collection

        compare = collection.Collection(str(page.path.parent / "collection.anki2")).compare_answer
        page.open(search="samples/house", sides="question")
        frame = page.frame()
        press = "new KeyboardEvent('keydown', {key: 'Enter', bubbles: true})"
        enter = f"document.body.dispatchEvent({press})"
        # Without its scripts, the card shows the comparison as it is.
        page.browser.js(
            "(() => { const make = document.createElement.bind(document);"
            "document.createElement = (tag) => make(tag === 'script' ? 'i' : tag) })()",
            frame,
        )
        for typed in ("State Duma", "state duma", "duma", "Stat Duuma!", "x", "amuD", "a & <b>"):
            page.browser.js(f"document.getElementById('typeans').value = {typed!r}; {enter}", frame)
            shown = "document.querySelector('code#typeans').outerHTML"
            ours = page.browser.js(shown, frame).replace('"', "")
            assert ours == compare("State Duma", typed).replace("&darr;", "↓"), typed
            page.browser.js(enter, frame)

    def test_maths_is_typeset_where_it_can_be(self, browser: Browser, tmp_path: Path) -> None:
        pytest.importorskip("math_core", reason="math-core is not installed: no maths was typeset")
        form = Reveal(m("What is \\( \\frac{1}{2} < x \\)?"), m("\\( \\ce{H2O} \\)"))
        bank = replace(BANK, questions=(sample("half", form),))
        preview.write([replace(TOPIC, banks=(bank,))], tmp_path / "a.html", lambda _: None)
        page = Page(browser, tmp_path / "a.html")
        page.open()
        frame = page.frame(1, ready="document.querySelector('.preview-maths')")
        assert browser.js("document.querySelector('.qg-stem math').textContent", frame) == "12<x"
        assert browser.js("document.querySelector('mfrac').offsetHeight || 1", frame)
        # What is not known typeset is there as its source, and that is said.
        assert browser.js("document.querySelector('.preview-maths').textContent", frame) == (
            "\\ce{H2O}"
        )
        notes = "['typeset', 'maths'].map((id) => !document.getElementById(id).hidden)"
        assert browser.js(notes) == [True, True]
        page.open(search="nothing like it")
        assert browser.complaints == []

    def test_where_a_question_stands_is_shown_and_found(
        self, browser: Browser, broken: Path
    ) -> None:
        page = Page(browser, broken)
        page.open()
        places = browser.js("Array.from(document.querySelectorAll('.place'), (p) => p.textContent)")
        assert [place.rpartition("/")[2] for place in places] == ["asia.yaml:4", "asia.yaml:9"]
        page.open(search="asia.yaml:9")
        assert page.names() == ["asia/open"]

    def test_what_was_found_is_on_the_page(self, browser: Browser, broken: Path) -> None:
        page = Page(browser, broken)
        page.open()
        assert browser.js("document.getElementById('findings').textContent") == "1 error, 1 warning"
        told = browser.js("document.querySelector('.findings ol').innerText")
        assert "the field “answer” is missing" in told
        assert "- {id: broken, type: card, stem: <b>What?}" in told
        assert re.findall(r"asia\.yaml:\d+:\d+.*", told) == [
            "asia.yaml:9:5 its card", "asia.yaml:13:5",
        ]  # fmt: skip
        assert browser.js("document.querySelector('.left-out').textContent").startswith("1 quest")
        # A finding of a sound question stands with its card, too, and leads there.
        found = "Array.from(document.querySelectorAll('article'), (a) => a.innerText)"
        assert ["explanation is missing" in text for text in browser.js(found)] == [False, True]
        browser.js("document.querySelector('.findings a').click()")
        browser.until("document.querySelectorAll('article').length === 1")
        assert page.names() == ["asia/open"]

    def test_every_answer_is_printed(self, page: Page) -> None:
        """Without controls or scripts, and only of the cards that are asked for."""
        page.open(bank="more")
        browser = page.browser
        browser.js("window.dispatchEvent(new Event('beforeprint'))")
        paper = "document.getElementById('paper').shadowRoot"
        sheets = browser.js(f"Array.from({paper}.querySelectorAll('.sheet'), (s) => s.innerHTML)")
        assert len(sheets) == len([name for name, *_ in expected() if name.startswith("more/")])
        assert not browser.js(f"{paper}.querySelectorAll('script, input, iframe').length")
        browser.call("Emulation.setEmulatedMedia", media="print")
        try:
            shown = browser.js("document.body.innerText") + browser.js(
                f"Array.from({paper}.querySelectorAll('.sheet'), (s) => s.innerText).join()"
            )
        finally:
            browser.call("Emulation.setEmulatedMedia", media="")
        assert "Tokyo" in shown
        assert "✓" in browser.js(
            f"getComputedStyle({paper}.querySelector('[data-key]'), '::before').content"
        )
        assert "Search" not in shown
        assert "Show answer" not in shown
        assert not browser.js(SECRETS)
        browser.js("window.dispatchEvent(new Event('afterprint'))")
        assert not browser.js(f"{paper}.childNodes.length")

    @pytest.mark.parametrize("asked", [{}, {"colors": "night", "width": "760"}])
    @pytest.mark.parametrize("width", [1280, 380])
    def test_axe_finds_nothing(
        self, browser: Browser, path: Path, broken: Path, asked: dict[str, str], width: int
    ) -> None:
        browser.resize(width, 900)
        for one in (path, broken):
            page = Page(browser, one)
            page.open(**asked)
            frames = [page.frame(0), page.frame(1)]
            browser.js("document.getElementById('more').open = true")
            assert violations(browser) == []
            for frame in frames:
                assert violations(browser, frame) == []

    def test_a_hostile_text_stays_text(self, page: Page) -> None:
        page.open(search="more/hostile", colors="both")
        assert HOSTILE in page.browser.js("document.querySelector('h1').textContent")
        assert "<b>& more</b> (1)" in page.browser.js("document.getElementById('bank').innerText")
        for number in range(4):
            frame = page.frame(number)
            assert HOSTILE[:80] in page.browser.js("document.body.innerText", frame)
            assert not page.browser.js(SECRETS, frame)
        assert not page.browser.js(SECRETS)

    def test_a_card_cannot_reach_the_page(self, page: Page) -> None:
        page.open(search="more/hostile")
        frame = page.frame()
        reach = "(() => { try { return parent.document.title } catch (e) { return e.name } })()"
        assert page.browser.js(reach, frame) == "SecurityError"

    def test_pictures_and_sounds_are_in_the_page(self, browser: Browser, tmp_path: Path) -> None:
        picture, sound = tmp_path / "a.svg", tmp_path / "b.mp3"
        picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"/>')
        sound.write_bytes(b"ID3")
        asked = sample(
            "flag",
            Reveal(m("Whose flag?"), m("Nobody's")),
            media=(
                Medium(image=MediaName("a.svg"), alt="A flag"),
                Medium(audio=MediaName("b.mp3"), alt="An anthem"),
            ),
        )
        media = {
            MediaName("a.svg"): MediaFile(picture, "q-1.svg", None),
            MediaName("b.mp3"): MediaFile(sound, "q-2.mp3", None),
        }
        bank = replace(BANK, questions=(asked, sample("none", asked.asks)), media=media)
        path = tmp_path / "media.html"
        preview.write([replace(TOPIC, banks=(bank,))], path, lambda _: None)
        data = data_of(path)["media"]
        assert {name: one.partition(";base64,")[0] for name, one in data.items()} == {
            "q-1.svg": "data:image/svg+xml",
            "q-2.mp3": "data:audio/mpeg",
        }
        page = Page(browser, path)
        page.open(search="flag")
        frame = page.frame()
        assert browser.until("document.images.length && document.images[0].naturalWidth", frame)
        assert browser.js("document.querySelector('audio').src", frame) == data["q-2.mp3"]
        assert browser.js("document.images[0].src", frame) == data["q-1.svg"]
        assert browser.complaints == []

    @pytest.mark.parametrize("width", [1280, 760, 380])
    @pytest.mark.parametrize("asked", [{}, {"width": "760", "colors": "both"}])
    def test_nothing_is_too_wide(self, page: Page, width: int, asked: dict[str, str]) -> None:
        page.browser.resize(width, 800)
        page.open(**asked)
        page.browser.js("document.getElementById('more').open = true")
        frame = page.frame()
        assert page.browser.js("document.documentElement.scrollWidth") <= width
        assert page.browser.js("document.documentElement.scrollWidth <= innerWidth", frame)

    @pytest.mark.parametrize("width", [1280, 380])
    def test_many_topics_leave_room(self, browser: Browser, tmp_path: Path, width: int) -> None:
        browser.resize(width, 800)
        page = Page(browser, several(5, tmp_path))
        page.open()
        assert browser.js("document.getElementById('head').offsetHeight") < 150
        # What gets the focus is not behind it, however tall it is.
        browser.js("document.getElementById('more').open = true")
        browser.until("scrollTo(0, 600) || scrollY > 500")
        browser.until(
            "document.querySelector('.tag').focus() || document.activeElement"
            ".getBoundingClientRect().top > document.getElementById('head').offsetHeight"
        )
        assert browser.js("scrollY") < 500

    @pytest.mark.parametrize("colors", ["light", "night"])
    def test_the_edges_of_controls_are_seen(self, page: Page, colors: str) -> None:
        """By at least 3:1, against the page and against what is within."""
        page.open(colors=colors)
        contrasts = """(() => {
          const light = (color) => color.match(/\\d+/g).slice(0, 3).map((part) => part / 255)
            .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
          const of = (node, name) => light(getComputedStyle(document.querySelector(node))[name]);
          return ["#search", "#bank", "#width span", "#width input:not(:checked) + span", ".tag"]
            .flatMap((node) => ["body", "#head"].map((ground) => {
              const [a, b] = [of(node, "borderTopColor"), of(ground, "backgroundColor")];
              return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            }));
        })()"""
        assert min(page.browser.js(contrasts)) >= 3

    def test_without_scripts_there_is_a_notice(self, page: Page) -> None:
        page.browser.call("Emulation.setScriptExecutionDisabled", value=True)
        try:
            page.browser.open(page.path.as_uri())
            shown = page.browser.js("document.body.innerText")
            searched = page.browser.js("document.getElementById('search').offsetHeight")
        finally:
            page.browser.call("Emulation.setScriptExecutionDisabled", value=False)
        title, notice = re.split(r"\n+", shown.strip())
        assert title.startswith(TOPIC.title)
        assert notice == "The cards are shown by scripts, which are turned off here."
        assert searched == 0

    def test_frames_are_as_tall_as_their_cards(self, page: Page) -> None:
        page.open(bank="more")
        for number in range(4):
            frame = page.frame(number)
            tall = page.browser.js("Math.ceil(document.documentElement.offsetHeight)", frame)
            pane = f"document.querySelectorAll('.pane iframe')[{number}]"
            script = f"Math.abs({pane}.offsetHeight - {tall}) < 2"
            assert page.browser.until(script)

    def test_thousands_of_cards_cost_what_is_looked_at(
        self, browser: Browser, tmp_path: Path
    ) -> None:
        many = tuple(sample(f"q{n}", Reveal(m(f"Question {n}?"), m("Yes"))) for n in range(3000))
        topic = replace(TOPIC, banks=(replace(BANK, questions=many),))
        path = tmp_path / "many.html"
        preview.write([topic], path, lambda _: None)
        page = Page(browser, path)
        page.open()
        assert page.count() == "3,000 cards"
        page.frame()
        shown = len(page.names())
        assert shown < 100
        browser.js("scrollTo(0, document.documentElement.scrollHeight)")
        browser.wait(lambda: len(page.names()) > shown, "more cards")
        assert browser.js("document.querySelectorAll('iframe').length") < 60
        page.open(search="2999")
        assert page.count() == "1 of 3,000 cards"
        assert "Question 2999?" in browser.js("document.body.innerText", page.frame())
