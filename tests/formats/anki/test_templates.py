"""The cards in a browser: how they are laid out, and what they say of what was typed."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from accessibility import violations
from browser import Browser
from formats.anki.anki_samples import BANK, QUESTIONS, TOPIC, m, sample
from formats.anki.anki_screen import BOX, forget, show, sides, sides_of, style
from grading.tables import numeric
from quizgen.formats.anki.release.notes import render
from quizgen.grading import Verdict, Vocabulary, match
from quizgen.model.bank import Topic
from quizgen.model.forms import (
    Arrange,
    Blanks,
    Expected,
    ExpectedNumber,
    ExpectedWords,
    Form,
    Option,
    Pair,
    Pick,
    Reveal,
    TypeIn,
)
from quizgen.model.values import Number
from quizgen.reading.library import load

pytestmark = pytest.mark.browser

CASES = Path(__file__).with_name("typed.yaml")
GRADING = Path(__file__).parents[2] / "grading" / "cases"
DECKS = Path(__file__).parents[3] / "decks"
DECK_REPLIES = GRADING / "decks.yaml"
WIDTHS = (760, 400)
LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 2
ARABIC, HEBREW = ("القاهرة", "الإسكندرية", "الأقصر"), ("אחת", "שתיים", "שלוש")
FORMULA = (
    '<mjx-container style="display: inline-block; position: relative; white-space: nowrap">'
    '<span style="display: inline-block; width: 900px">x</span><mjx-assistive-mml style="'
    'position: absolute; width: 2000px; height: 99px">x</mjx-assistive-mml></mjx-container>'
)
"""What becomes of a wide formula in Anki."""


def too_wide(browser: Browser) -> bool:
    wide: bool = browser.js(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return wide


# -- what was typed --------------------------------------------------------------------------------


def expected(case: dict[str, Any]) -> Expected:
    if "date" in case or "number" in case:
        return numeric(case)
    accept, reject = (tuple(case.get(name, ())) for name in ("accept", "reject"))
    return ExpectedWords(
        case["answer"], accept, reject, tuple(case.get("ask", ())), case.get("match")
    )


def read(path: Path) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return cases


def told(
    browser: Browser, anki: Any, case: dict[str, Any] | Expected, replies: list[str]
) -> list[Any]:
    """What the card says of each reply: the verdict, and what stands as typed."""
    form = TypeIn(m("Q?"), expected(case) if isinstance(case, dict) else case)
    _, back = sides(form)
    answer = render(sample("a", form), BANK, TOPIC).fields[1]
    pages = [
        back.replace("[[type:Answer]]", f"<div>{anki.compare_answer(answer, reply)}</div>")
        for reply in replies
    ]
    found: list[Any] = browser.js(f"""{json.dumps(pages)}.map(function (page) {{
      document.body.innerHTML = page;
      new Function(document.querySelector("script").textContent)();
      var line = document.querySelector(".qg-verdict");
      var typed = document.createElement("p");
      typed.innerHTML = document.getElementById("typeans").innerHTML.split("<br>")[0];
      return [line.textContent, typed.textContent];
    }})""")
    return found


@pytest.mark.parametrize("case", read(CASES), ids=lambda case: str(next(iter(case.values()))))
def test_a_typed_answer_is_judged(browser: Browser, anki: Any, case: dict[str, Any]) -> None:
    says = {
        "right": "✓ Right",
        "wrong": "✗ Wrong",
        "open": "! Not on the list: compare",
    }
    wanted = {reply: says[way] for way in says for reply in case.get(way, ())}
    found = told(browser, anki, case, list(wanted))
    said = {
        reply: line.partition(" with “")[0] for reply, (line, _) in zip(wanted, found, strict=True)
    }
    assert said == wanted
    # And what was typed stands there as it was, without a dash for what is missing.
    assert [typed.split() for _, typed in found] == [reply.split() for reply in wanted]


def test_nothing_typed_is_not_judged(browser: Browser, anki: Any) -> None:
    assert told(browser, anki, {"answer": "State Duma"}, [""]) == [["", "State Duma"]]


@pytest.mark.parametrize("case", read(GRADING / "exact.yaml"), ids=lambda case: case["answer"])
def test_an_exact_answer_is_judged_as_in_the_quiz(
    browser: Browser, anki: Any, case: dict[str, Any]
) -> None:
    wanted = {reply: f"{sign} {way.title()}" for way, sign in (("right", "✓"), ("wrong", "✗"))
              for reply in case[way]}  # fmt: skip
    found = told(browser, anki, case, list(wanted))
    assert {reply: line for reply, (line, _) in zip(wanted, found, strict=True)} == wanted


def test_what_only_the_learner_can_say_is_open_on_an_exact_card(
    browser: Browser, anki: Any
) -> None:
    case = {"answer": "-R", "match": "exact", "ask": ["--recursive"]}
    said = [line for line, _ in told(browser, anki, case, ["-R", "--recursive"])]
    assert said == ["✓ Right", "! Not on the list: compare with “-R”"]


@pytest.mark.parametrize("name", ["words", "numbers", "dates", "ranges"])
def test_no_card_contradicts_the_quiz(browser: Browser, anki: Any, name: str) -> None:
    """What a card calls right or wrong, the quiz does; the quiz understands more."""
    contradicted = []
    for case in read(GRADING / f"{name}.yaml"):
        replies = [
            reply
            for verdict in ("right", "slip", "ask", "wrong")
            for reply in case.get(verdict, ())
            if reply.strip()
        ]
        for reply, (said, _) in zip(replies, told(browser, anki, case, replies), strict=True):
            elsewhere = Vocabulary(answers=case.get("others", ()))
            verdict = match(expected(case), reply, elsewhere).verdict
            if said[:1] in CONTRADICTED[verdict]:
                contradicted.append((case, reply, said, verdict))
    assert contradicted == []


CONTRADICTED = {
    Verdict.RIGHT: ["✗"],
    Verdict.SLIP: ["✗"],
    Verdict.ASK: ["✓", "✗"],
    Verdict.WRONG: ["✓"],
}
"""What a card must not say where the quiz gives a verdict; it may always say: compare."""


def test_no_card_contradicts_the_quiz_on_any_class_of_answers(browser: Browser, anki: Any) -> None:
    cases: dict[str, dict[str, Any]] = {}
    for row in read_table(GRADING / "typed.tsv"):
        if row["type"] != "gap":
            case = cases.setdefault(str([row[name] for name in KEY_COLUMNS]), as_case(row))
            case["replies"].append(row["input"])
    contradicted = []
    for case in cases.values():
        replies = [reply for reply in case["replies"] if reply.strip()]
        for reply, (said, _) in zip(replies, told(browser, anki, case, replies), strict=True):
            verdict = match(expected(case), reply).verdict
            if said[:1] in CONTRADICTED[verdict]:
                contradicted.append((case["replies"], reply, said, verdict))
    assert contradicted == []


def test_no_card_contradicts_the_quiz_on_words_in_pairs(browser: Browser, anki: Any) -> None:
    """Each text of ``pairs.tsv`` as the reply to its key."""
    replies: dict[str, list[str]] = {}
    for line in (GRADING / "pairs.tsv").read_text(encoding="utf-8").splitlines():
        key, _, reply = line.partition("\t")
        if key.strip() and reply.strip():
            replies.setdefault(key, []).append(reply)
    contradicted = []
    for key, texts in replies.items():
        case = {"answer": key}
        for reply, (said, _) in zip(texts, told(browser, anki, case, texts), strict=True):
            verdict = match(expected(case), reply).verdict
            if said[:1] in CONTRADICTED[verdict]:
                contradicted.append((key, reply, said, verdict))
    assert contradicted == []


def test_no_card_contradicts_the_quiz_on_our_decks(browser: Browser, anki: Any) -> None:
    """Each typed answer of our decks, and each gap of them as if it were typed."""
    contradicted = []
    for name, kinds in yaml.load(DECK_REPLIES.read_text("utf-8"), yaml.BaseLoader).items():
        wanted = deck_answer(*name.partition(" ")[::2])
        replies = [*kinds["sensible"], *kinds["wrong"]]
        for reply, (said, _) in zip(replies, told(browser, anki, wanted, replies), strict=True):
            verdict = match(wanted, reply).verdict
            if said[:1] in CONTRADICTED[verdict]:
                contradicted.append((name, reply, said, verdict))
    assert contradicted == []


def deck_answer(question: str, gap: str) -> Expected:
    """What is expected in answer to a question of our decks, or in one of its gaps."""
    (found,) = (one for bank in decks().banks for one in bank.questions if one.id == question)
    form = found.form()
    if isinstance(form, Blanks):
        return form.gaps[int(gap or 1) - 1].expected
    assert isinstance(form, TypeIn)
    return form.expected


@cache
def decks() -> Topic:
    (topic,) = load([DECKS]).topics
    return topic


KEY_COLUMNS = ("type", "key", "reject", "opts")


def read_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [*csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def as_case(row: dict[str, str]) -> dict[str, Any]:
    """A row of a table of typed answers, as a case of the other files."""
    options = dict(part.partition("=")[::2] for part in row["opts"].split(";") if part)
    case: dict[str, Any] = {"replies": [], "reject": [*filter(None, row["reject"].split("; "))]}
    if row["type"] == "date":
        given = "true" if "year_given" in options else "false"
        return case | {"date": row["key"], "year_given": given}
    if row["type"] == "number":
        return case | {"number": row["key"], "tolerance": options.pop("tol", None)} | options
    return case | {"answer": row["key"]}


def test_the_nearest_accepted_answer_is_what_to_compare_with(browser: Browser, anki: Any) -> None:
    case = {"answer": "State Duma", "accept": ["Gosduma", "the lower house"]}
    meant = {"Gosdumma": "Gosduma", "lower hose": "the lower house", "Stat Dum": "State Duma"}
    for reply, nearest in meant.items():
        said = told(browser, anki, case, [reply])[0][0]
        assert said == f"! Not on the list: compare with “{nearest}”"


# -- how it is laid out ----------------------------------------------------------------------------

MATHS = Pick(m("A?"), (Option(m("\\(a\\)"), True), Option(m("\\(b\\)"), False)))
WIDE = {
    "a formula": (MATHS, FORMULA),
    "a formula as the key": (Reveal(m("\\(a\\)"), m("\\(b\\)")), FORMULA),
    "formulas in pairs": (Pair(m("A?"), ((m("\\(a\\)"), m("\\(b\\)")), (m("c"), m("d")))), FORMULA),
    "a word in pairs": (Pair(m("A?"), ((m("a"), m(LONG)), (m(LONG), m("b")))), ""),
    "a unit": (TypeIn(m("A?"), ExpectedNumber(Number(Fraction(3), "3", LONG, LONG))), ""),
    "what was typed": (TypeIn(m("A?"), ExpectedWords("a")), ""),
}


@pytest.mark.parametrize("what", WIDE)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_makes_the_page_wider(browser: Browser, what: str, width: int) -> None:
    form, formula = WIDE[what]
    compared = f'<div><code id="typeans"><span class="typeBad">{LONG}</span></code></div>'
    for html, typed in zip(sides(form), (BOX, compared), strict=True):
        page = html.replace("[[type:Answer]]", typed)
        for text in ("\\(a\\)", "\\(b\\)") if formula else ():
            page = page.replace(text, formula)
        show(browser, form, page, width)
        browser.js("document.querySelectorAll('.qg-rights > [data-right]').forEach(function (one) {"
                   " one.click(); })")  # fmt: skip
        assert not too_wide(browser)
        # It is there all the same, behind a bar.
        assert not formula or browser.js("""
            Array.from(document.querySelectorAll("mjx-container")).every(function (one) {
              if (!one.getClientRects().length) return true;
              for (var box = one.parentNode; box; box = box.parentNode) {
                if (box.scrollWidth > box.clientWidth) return box.id !== "qa";
              }
            })
        """)


@pytest.mark.parametrize("items", [("one", "two", "three"), ARABIC, ("one", *ARABIC[1:])])
def test_what_else_is_right_stands_apart(browser: Browser, items: tuple[str, ...]) -> None:
    form = TypeIn(m("A?"), ExpectedWords("a", items))
    show(browser, form, sides(form)[1].replace("[[type:Answer]]", ""))
    browser.js("document.querySelector('details.qg-also').open = true")
    gaps = browser.js("""(function () {
      var places = Array.from(document.querySelectorAll(".qg-accepted > li")).map(function (item) {
        var range = document.createRange();
        range.selectNodeContents(item);
        return range.getBoundingClientRect();
      });
      return places.slice(1).map(function (place, n) { return place.left - places[n].right; });
    })()""")
    assert all(8 < gap < 24 for gap in gaps), gaps


@pytest.mark.parametrize("reply", ["no", ARABIC[0]])
def test_what_is_typed_does_not_turn_the_card_round(browser: Browser, reply: str) -> None:
    form = TypeIn(m("A?"), ExpectedWords("a"))
    front, back = sides(form)
    show(browser, form, front.replace("[[type:Answer]]", BOX))
    assert style(browser, "#typeans", "unicodeBidi") == "plaintext"
    compared = f'<div><code id="typeans"><span class="typeBad">{reply}</span></code></div>'
    show(browser, form, back.replace("[[type:Answer]]", compared))
    assert style(browser, ".qg", "direction") == "ltr"
    assert style(browser, ".qg-key", "borderLeftWidth") == "3px"
    assert style(browser, "#typeans", "direction") == ("ltr" if reply == "no" else "rtl")


@pytest.mark.parametrize(
    ("texts", "arrow", "bar"), [(("a", "b", "c"), "→", 4), (ARABIC, "←", -4), (HEBREW, "←", -4)]
)
def test_pairs_are_read_from_where_their_script_begins(
    browser: Browser, texts: tuple[str, ...], arrow: str, bar: int
) -> None:
    form = Pair(m("A?"), tuple((m(text), m(text)) for text in texts))
    front, back = sides(form)
    show(browser, form, front, 400)
    assert f" {bar}px 0px 0px 0px inset" in style(browser, ".qg-now", "boxShadow")
    assert style(browser, ".qg-asked", "content", "::after") == f'" {arrow}"'
    show(browser, form, back)
    assert style(browser, ".qg-pairs span + span", "content", "::before") == f'"{arrow} "'


def test_a_long_text_that_is_asked_for_leaves_room(browser: Browser) -> None:
    form = Pair(m("A?"), ((m("word " * 200), m("b")), (m("c"), m("d"))))
    show(browser, form, sides(form)[0], 400)
    assert browser.js("document.querySelector('.qg-asked').offsetHeight") < 120


# -- how it is worked ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form",
    [
        Arrange(m("A?"), (m("a"), m("b"), m("c"))),
        Pair(m("A?"), ((m("a"), m("b")), (m("c"), m("d"))), (m("e"),)),
    ],
)
def test_a_tile_says_from_the_start_whether_it_is_pressed(browser: Browser, form: Form) -> None:
    show(browser, form, sides(form)[0])
    tiles = "Array.from(document.querySelectorAll('.qg-items > *, .qg-rights > [data-right]'))"
    pressed = f"{tiles}.map(function (tile) {{ return tile.getAttribute('aria-pressed'); }})"
    count = browser.js(f"{tiles}.length")
    assert browser.js(pressed) == ["false"] * count
    browser.js(f"{tiles}[1].click()")
    assert browser.js(pressed) == ["false", "true", *["false"] * (count - 2)]


def test_a_text_that_belongs_to_several_is_there_once_and_tapped_again(browser: Browser) -> None:
    pairs = (m("Peru"), m("America")), (m("Chile"), m("America")), (m("Kenya"), m("Africa"))
    form = Pair(m("Where?"), pairs)
    front, back = sides(form)
    for picks, said in (
        (["America", "America", "Africa"], "✓ Right"),
        (["America", "Africa", "Africa"], "✗ 2 of 3 pairs right"),
    ):
        show(browser, form, front)
        texts = "document.querySelectorAll('.qg-rights > [data-right] .qg-text')"
        assert sorted(browser.js(f"Array.from({texts}, (one) => one.textContent)")) == [
            "Africa",
            "America",
        ]
        for pick in picks:
            browser.js(f"Array.from({texts}).find((one) => one.textContent === '{pick}').click()")
        show(browser, form, back)
        assert browser.js("document.querySelector('.qg-verdict').textContent") == said


def pick_by_mouse(browser: Browser, selector: str) -> None:
    place = browser.js(f"document.querySelector({selector!r}).getBoundingClientRect().toJSON()")
    for kind in ("mousePressed", "mouseReleased"):
        browser.call(
            "Input.dispatchMouseEvent",
            type=kind,
            x=place["left"] + 40,
            y=place["top"] + 20,
            button="left",
            clickCount=1,
        )


LISTS = {
    "choice": MATHS,
    "multi": Pick(m("A?"), tuple(Option(m(t), t in "ac") for t in "abc"), many=True),
    "order": Arrange(m("A?"), (m("a"), m("b"), m("c"))),
    "match": Pair(m("A?"), ((m("a"), m("b")), (m("c"), m("d")))),
}
HELD = "document.activeElement.isContentEditable"
"""Whether Anki leaves Space and Enter to the card, as it does where a text is edited."""


@pytest.mark.parametrize("form", LISTS.values(), ids=LISTS)
def test_the_keys_are_named_where_there_is_a_keyboard(browser: Browser, form: Form) -> None:
    forget(browser)
    show(browser, form, sides(form)[0])
    count = browser.js("document.querySelectorAll('.qg-tile:not(.qg-lefts > *)').length")
    assert f"Alt+1 to Alt+{count}" in browser.js("document.querySelector('.qg-task').innerText")
    browser.call("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=5)
    browser.call(
        "Emulation.setDeviceMetricsOverride",
        width=380,
        height=640,
        deviceScaleFactor=2,
        mobile=True,
    )
    assert browser.js("matchMedia('(pointer: coarse)').matches")
    told = browser.js("document.querySelector('.qg-task').innerText")
    browser.call("Emulation.setTouchEmulationEnabled", enabled=False)
    browser.resize(760, 900)
    assert told
    assert "Alt" not in told


@pytest.mark.parametrize("form", LISTS.values(), ids=LISTS)
def test_alt_and_a_digit_pick_from_anywhere(browser: Browser, form: Form) -> None:
    forget(browser)
    show(browser, form, sides(form)[0])
    browser.press("2", 50, modifiers=1, code="Digit2")
    tiles = "document.querySelectorAll('.qg-tile:not(.qg-lefts > *)')"
    on = f"Array.from({tiles}, (one) => /qg-(on|used)/.test(one.className))"
    assert browser.js(on) == [n == 1 for n in range(browser.js(f"{tiles}.length"))]
    browser.press("9", 57, modifiers=1, code="Digit9")
    assert browser.js(on).count(True) == 1


@pytest.mark.parametrize("form", LISTS.values(), ids=LISTS)
def test_a_tile_reached_by_key_is_held_until_enough_is_picked(browser: Browser, form: Form) -> None:
    forget(browser)
    show(browser, form, sides(form)[0])
    browser.press("j", 74, "j")
    assert browser.js(HELD)
    text = browser.js("document.activeElement.textContent")
    browser.press("q", 81, "q")
    browser.type("written")
    assert browser.js("document.activeElement.textContent").endswith(text)
    browser.press(" ", 32, " ")
    many = form == LISTS["multi"]
    assert browser.js("document.querySelectorAll('.qg-on').length") == (form != LISTS["match"])
    for _ in range(3):
        if browser.js(HELD) and not many:
            browser.press("j", 74, "j")
            browser.press(" ", 32, " ")
    assert browser.js(HELD) is many
    # Enter then shows the answer in Anki's desktop program.
    browser.js("window.told = []; window.pycmd = function (what) { told.push(what); }")
    browser.press("Enter", 13, "\r")
    assert browser.js("told") == (["ans"] if many else [])
    browser.js("delete window.pycmd; document.activeElement.blur()")
    assert browser.js("document.querySelectorAll('[contenteditable]').length") == 0
    assert "written" not in browser.js("document.querySelector('.qg').textContent")


@pytest.mark.parametrize("form", LISTS.values(), ids=LISTS)
def test_a_tile_picked_by_mouse_leaves_space_to_anki(browser: Browser, form: Form) -> None:
    forget(browser)
    show(browser, form, sides(form)[0])
    pick_by_mouse(browser, ".qg-tile")
    assert not browser.js(HELD)


def test_what_is_taken_back_leaves_its_number_free(browser: Browser) -> None:
    form = Arrange(m("A?"), tuple(map(m, "abcde")))
    forget(browser)
    show(browser, form, sides(form)[0])

    def tap(*ranks: int) -> list[str]:
        for rank in ranks:
            browser.js(f"document.querySelector('.qg-items > [data-rank=\"{rank}\"]').click()")
        slots = "document.querySelectorAll('.qg-items > *')"
        told: list[str] = browser.js(
            f"Array.from({slots}).sort((a, b) => a.dataset.rank - b.dataset.rank)"
            ".map((one) => one.firstChild.textContent)"
        )
        return told

    assert tap(0, 2, 1) == ["1", "3", "2", "", ""]
    assert tap(2) == ["1", "3", "", "", ""]
    assert tap(3) == ["1", "3", "", "2", ""]
    # Of the last two, one places the other.
    assert tap(2) == ["1", "3", "4", "2", "5"]
    # To tap what placed itself is not to take it back, but to tap it again is.
    assert tap(4) == ["1", "3", "4", "2", "5"]
    assert tap(4) == ["1", "3", "4", "2", ""]
    # What was taken back stays free, even if it is alone.
    assert tap(3) == ["1", "3", "4", "", ""]
    assert tap(4) == ["1", "3", "4", "5", "2"]


@pytest.mark.parametrize(
    ("order", "said", "marks"),
    [
        ("abcde", "✓ Right", "✓✓✓✓✓"),
        ("bcdea", "✗ 4 of 5 in the right order", "✗!!!!"),
        ("bacde", "✗ 4 of 5 in the right order", None),
        ("edcba", "✗ 1 of 5 in place", "✗✗✓✗✗"),
        ("ab", "✗ 2 of 5 in place", "✓✓!!!"),
        ("", "! You picked nothing.", ""),
    ],
)
def test_the_longest_right_run_counts(
    browser: Browser, order: str, said: str, marks: str | None
) -> None:
    form = Arrange(m("A?"), tuple(map(m, "abcde")))
    front, back = sides(form)
    forget(browser)
    show(browser, form, front)
    for item in order:
        rank = "abcde".index(item)
        browser.js(f"document.querySelector('.qg-items > [data-rank=\"{rank}\"]').click()")
    show(browser, form, back)
    assert browser.js("document.querySelector('.qg-verdict').textContent") == said
    told = browser.js(
        "Array.from(document.querySelectorAll('.qg-mark'), (one) => one.textContent[0]).join('')"
    )
    assert marks in (None, told)


@pytest.mark.parametrize("form", LISTS.values(), ids=LISTS)
def test_who_picks_nothing_is_told_so(browser: Browser, form: Form) -> None:
    front, back = sides(form)
    verdict = "document.querySelector('.qg-verdict').textContent"
    forget(browser)
    show(browser, form, front)
    show(browser, form, back)
    assert browser.js(verdict) == "! You picked nothing."
    # Where nothing is remembered, nothing is known of it.
    forget(browser)
    show(browser, form, back)
    assert browser.js(verdict) == ""


@pytest.mark.parametrize("form", LISTS.values(), ids=LISTS)
def test_a_front_that_comes_again_keeps_the_picks(browser: Browser, form: Form) -> None:
    """As when it is edited, or a phone is turned."""
    front, back = sides(form)
    state = "Array.from(document.querySelectorAll('.qg-tile'), (one) => one.outerHTML).join()"
    forget(browser)
    show(browser, form, front)
    browser.js("document.querySelectorAll('.qg-tile:not(.qg-lefts > *)')[1].click()")
    before = browser.js(state)
    assert "qg-on" in before or "qg-now" in before
    show(browser, form, front.replace("A?", "An edit?"))
    assert browser.js(state) == before
    show(browser, form, back)
    show(browser, form, front)
    assert browser.js(state) != before


def test_a_statement_is_true_or_false(browser: Browser) -> None:
    options = (Option(m("True"), True), Option(m("False"), False))
    form = Pick(m("A."), options, shuffle=False)
    show(browser, form, sides(form)[0])
    assert browser.js("document.querySelector('.qg-task').firstChild.data") == "True or false?"
    assert browser.js("document.querySelectorAll('.qg-letter').length") == 0


# -- how it looks ----------------------------------------------------------------------------------

PLACE = """(function () {
  var tile = document.querySelector(".qg-tiles > *"), text = tile.querySelector(".qg-text");
  return [tile.getBoundingClientRect().top, text.getBoundingClientRect().left];
})()"""


@pytest.mark.parametrize("width", [380, 760])
@pytest.mark.parametrize("name", ["who-ratified", "true", "maths"])
def test_the_tiles_stay_where_they_are_when_the_card_turns(
    browser: Browser, name: str, width: int
) -> None:
    (question,) = (one for one in QUESTIONS if one.id == name)
    front, back = sides_of(question)
    forget(browser)
    show(browser, question.form(), front, width)
    browser.js("document.querySelectorAll('.qg-tile')[1].click()")
    before = browser.js(PLACE)
    show(browser, question.form(), back, width)
    assert browser.js(PLACE) == pytest.approx(before, abs=1)


MAP = (
    '<div class="qg-media"><img alt="A map" width="600" height="400" style="--qg-ratio: 1.5" src="'
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='600' height='400'/%3E"
    '"></div>'
)


@pytest.mark.parametrize("width", [380, 1280])
def test_a_tap_enlarges_a_picture_and_another_closes_it(browser: Browser, width: int) -> None:
    form = LISTS["choice"]
    front = sides(form)[0].replace('<div class="qg-work', MAP + '<div class="qg-work')
    forget(browser)
    show(browser, form, front, width)
    small = browser.js("document.querySelector('.qg-picture').offsetWidth")
    assert violations(browser) == []
    pick_by_mouse(browser, ".qg-picture")
    assert browser.js("document.querySelector('.qg-zoom > img').offsetWidth") > 1.5 * small
    assert browser.js("document.elementFromPoint(9, 9).closest('.qg-zoom') !== null")
    assert not too_wide(browser)
    assert violations(browser) == []
    pick_by_mouse(browser, ".qg-zoom")
    assert browser.js("document.querySelectorAll('.qg-zoom').length") == 0
    assert browser.js("document.activeElement.className") == "qg-picture tappable"
    browser.press("x", 88, "x")
    assert browser.js("document.querySelectorAll('.qg-zoom').length") == 1
    browser.press("Escape", 27)
    assert browser.js("document.querySelectorAll('.qg-zoom').length") == 0
    # AnkiDroid does not turn the card, and what is beneath is not picked.
    assert browser.js("document.querySelectorAll('.qg-on').length") == 0
    assert browser.js("document.querySelector('.qg-picture').classList.contains('tappable')")


@pytest.mark.parametrize(("text", "side"), [("a", "Left"), (ARABIC[0], "Right")])
def test_the_bar_and_the_marks_stand_where_the_script_begins(
    browser: Browser, text: str, side: str
) -> None:
    card = Reveal(m("A?"), m(text))
    show(browser, card, sides(card)[1])
    assert style(browser, ".qg-key", f"border{side}Width") == "3px"
    pair = Pair(m("A?"), ((m(text), m(text + "1")), (m(text + "2"), m(text + "3"))))
    front, back = sides(pair)
    forget(browser)
    show(browser, pair, front)
    browser.js(
        "document.querySelectorAll('.qg-rights > [data-right]').forEach((one) => one.click())"
    )
    show(browser, pair, back)
    gaps = browser.js("""(function () {
      var mark = document.querySelector(".qg-mark").getBoundingClientRect();
      var tile = document.querySelector(".qg-pairs > li").getBoundingClientRect();
      return {Left: mark.left - tile.left, Right: tile.right - mark.right};
    })()""")
    assert gaps[side] < 20 < max(gaps.values())


def test_the_sign_after_a_formula_stays_on_its_line(browser: Browser) -> None:
    form = Reveal(m("What is \\(a\\)?"), m("b"))
    show(
        browser,
        form,
        sides(form)[0].replace("\\(a\\)", "<i style='display: inline-block'>long</i>"),
    )
    for width in range(40, 200, 3):
        browser.js(f"document.querySelector('.qg-stem').style.width = '{width}px'")
        lines = browser.js("""(function () {
          var kept = document.querySelector(".qg-kept"), range = document.createRange();
          range.selectNodeContents(kept.lastChild);
          return [kept.firstChild, range].map((one) => one.getBoundingClientRect().bottom);
        })()""")
        assert abs(lines[0] - lines[1]) < 12, width


def test_an_answer_to_recall_is_not_bold(browser: Browser) -> None:
    form = Reveal(m("A?"), m("a long answer " * 20))
    show(browser, form, sides(form)[1])
    assert style(browser, ".qg-key-text", "fontWeight") == "400"


def test_multi_says_how_many_are_right_where_it_should() -> None:
    options = tuple(Option(m(t), t in "ac") for t in "abcd")
    told = Pick(m("A?"), options, many=True, how_many=True)
    assert "Choose 2</p>" in sides(told)[0]
    assert "Choose all that apply</p>" in sides(Pick(m("A?"), options, many=True))[0]


def test_a_line_of_code_is_moved_sideways_and_never_broken(browser: Browser) -> None:
    line = "for one in (1, 2, 3):" + " print(one)" * 9
    card = Reveal(m(f"What does it print?\n```\n{line}\n```"), m("1"))
    show(browser, card, sides(card)[0], 380)
    code = "document.querySelector('.qg-stem pre')"
    assert browser.js(f"{code}.scrollWidth > {code}.clientWidth")
    assert browser.js(f"{code}.querySelector('code').getClientRects().length") == 1
