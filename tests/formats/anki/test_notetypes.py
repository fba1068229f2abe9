"""The note types: what must never change, what Anki takes over, and how their cards behave."""

from __future__ import annotations

import json
import queue
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from formats.anki.anki_samples import BANK, NASTY, QUESTIONS, TOPIC, build, imported, shown, write
from quizgen.formats.anki import notetypes
from quizgen.formats.anki.fields import fields
from quizgen.formats.anki.notetypes import NOTE_TYPES, REVISIONS, NoteType, genanki_model
from quizgen.model.forms import Arrange, Form, Pair, Pick, TypeIn

RELEASED = Path(__file__).with_name("revisions.json")
"""The revisions that learners have, by note type."""
SNAPSHOT = Path(__file__).with_name("note_types.json")
TEMPLATES = Path(notetypes.__file__).with_name("templates")
CLIENTS = Path(__file__).with_name("clients.html")
EVERY = pytest.mark.parametrize("note_type", NOTE_TYPES.values(), ids=lambda one: one.name)


class TestWhatNeverChanges:
    def test_there_is_a_note_type_for_each_form(self) -> None:
        assert set(NOTE_TYPES) == set(get_args(Form))

    def test_fields_and_templates_are_those_of_the_first_release(self) -> None:
        now = {
            note_type.name: {
                "id": note_type.id,
                "fields": {
                    field.name: note_type.field_id(ordinal)
                    for ordinal, field in enumerate(note_type.fields)
                },
                "templates": {
                    template.name: note_type.template_id(ordinal)
                    for ordinal, template in enumerate(note_type.templates)
                },
            }
            for note_type in NOTE_TYPES.values()
        }
        before = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
        assert json.dumps(now, indent=1) == json.dumps(before, indent=1), (
            "The fields or templates of a note type changed in number, order or id.  Whoever has "
            "imported an earlier release would get no update any more: Anki reports every note as "
            "conflicting, adds a second note type with a + behind its name for the new notes, and "
            "does so at each later import.  Take a spare field or template instead.  Only if one "
            f"was renamed at its place, which Anki follows by its id, change {SNAPSHOT.name} too."
        )

    @EVERY
    def test_what_learners_have_is_the_newest_revision(self, note_type: NoteType) -> None:
        rows = REVISIONS[note_type.name]
        assert note_type.digest() == rows[-1][0], (
            f"The fields, templates or style of “{note_type.name}” changed, but its second did "
            "not: Anki would leave every learner's copy as it is.  Append to REVISIONS a row with "
            f"a larger second than {rows[-1][1]}:\n"
            f'        ("{note_type.digest()}", …),\n'
            "(or change the last row, if it has not been released)."
        )
        assert all(earlier[1] < later[1] for earlier, later in pairwise(rows))

    @EVERY
    def test_a_released_revision_never_changes(self, note_type: NoteType) -> None:
        given = json.loads(RELEASED.read_text(encoding="utf-8"))[note_type.name]
        rows = [list(row) for row in REVISIONS[note_type.name]]
        assert rows[: len(given)] == given, (
            "A row of REVISIONS changed that learners have decks of.  With another second, a deck "
            "that was built before might turn the cards of a later one back, or no update arrive."
        )
        assert len(rows) - len(given) <= 1, (
            f"Only the newest revision may be changed: write those before it into {RELEASED.name}."
        )

    def test_ids_are_all_different_and_safe_in_javascript(self) -> None:
        ids = [note_type.id for note_type in NOTE_TYPES.values()]
        for note_type in NOTE_TYPES.values():
            ids += map(note_type.field_id, range(len(note_type.fields)))
            ids += map(note_type.template_id, range(len(note_type.templates)))
        assert len(set(ids)) == len(ids)
        assert all(0 < one < 2**53 for one in ids)

    @EVERY
    def test_there_is_room_for_later(self, note_type: NoteType) -> None:
        names = [field.name for field in note_type.fields]
        last = "Reverse" if note_type is NOTE_TYPES[TypeIn] else "Spare 4"
        assert names[-4:] == ["Hint", "Passage", "Language", last]
        assert len(set(names)) == len(names)
        if not note_type.is_cloze:
            assert note_type.templates[-1].needs == last


class TestModel:
    @EVERY
    def test_genanki_adds_and_changes_nothing(self, note_type: NoteType) -> None:
        model = genanki_model(note_type)
        first = json.dumps(model.to_json(1.0, 7))
        assert json.dumps(model.to_json(2e9, 7)) == first
        assert json.loads(first) == note_type.schema11(7)
        assert model._req == note_type.schema11(7)["req"]
        assert json.loads(first)["mod"] == REVISIONS[note_type.name][-1][1]
        assert all("id" in one for key in ("flds", "tmpls") for one in json.loads(first)[key])

    def test_a_caller_cannot_spoil_the_next_build(self) -> None:
        note_type = NOTE_TYPES[Pick]
        before = json.dumps(note_type.schema11(1))
        note_type.schema11(1)["flds"].clear()
        genanki_model(note_type).fields.clear()
        assert json.dumps(note_type.schema11(1)) == before

    def test_genanki_is_not_imported_before_it_is_needed(self) -> None:
        code = "import sys, quizgen.formats.anki.fields; sys.exit('genanki' in sys.modules)"
        path = str(TEMPLATES.parents[3])
        assert not subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONPATH": path}, check=False
        ).returncode

    def test_anki_keeps_ids_and_seconds(self, collection: Any) -> None:
        for note_type in NOTE_TYPES.values():
            model = collection.models.get(note_type.id)
            assert model["mod"] == note_type.second
            assert [one["id"] for one in model["tmpls"]] == [
                note_type.template_id(ordinal) for ordinal in range(len(note_type.templates))
            ]
            assert [(one["name"], one["id"]) for one in model["flds"]] == [
                (field.name, note_type.field_id(ordinal))
                for ordinal, field in enumerate(note_type.fields)
            ]
            assert [one["description"] for one in model["flds"]] == [
                field.purpose for field in note_type.fields
            ]

    def test_a_second_import_changes_nothing(self, collection: Any, tmp_path: Path) -> None:
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

        build(tmp_path / "again.apkg", QUESTIONS)
        log = collection.import_anki_package(
            ImportAnkiPackageRequest(
                package_path=str(tmp_path / "again.apkg"), options=ImportAnkiPackageOptions()
            )
        ).log
        assert (len(log.new), len(log.conflicting)) == (0, 0)
        assert log.found_notes == len(QUESTIONS)
        assert sorted(name for name in map(str, collection.models.all_names()) if "+" in name) == []


SPARE = [one for one in NOTE_TYPES.values() if one.last.name == "Spare 4"]
"""The note types whose last field and template wait for a use."""


@pytest.mark.parametrize("note_type", SPARE, ids=lambda one: one.name)
def test_a_later_release_can_use_what_is_spare(note_type: NoteType, tmp_path: Path) -> None:
    import genanki
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    question = next(one for one in QUESTIONS if NOTE_TYPES[type(one.form())] is note_type)
    later = note_type.schema11(1)
    later["mod"] += 1
    later["flds"][-1]["name"] = "Picture"
    for template in later["tmpls"]:
        template["name"] = template["name"].replace("Spare", "Picture")
        for side in ("qfmt", "afmt", "bqfmt", "bafmt"):
            template[side] = template[side].replace("Spare 4", "Picture")
    model = genanki_model(note_type)
    model.to_json = lambda _, deck_id: later
    values = [
        *fields(question, question.form(), BANK, TOPIC, f"samples/{question.id}")[:-1],
        "a picture",
    ]
    deck = genanki.Deck(1234567, "Samples")
    deck.add_note(genanki.Note(model, values, guid=str(question.id)))

    with imported(tmp_path, [question]) as collection:
        collection.sched.set_due_date(collection.find_cards(""), "5")
        before = {card: collection.get_card(card).ivl for card in collection.find_cards("")}
        write(deck, tmp_path / "later.apkg", seconds=60)
        log = collection.import_anki_package(
            ImportAnkiPackageRequest(
                package_path=str(tmp_path / "later.apkg"), options=ImportAnkiPackageOptions()
            )
        ).log
        assert (len(log.updated), len(log.new), len(log.conflicting)) == (1, 0, 0)
        note = collection.get_note(collection.find_notes("")[0])
        assert note["Picture"] == "a picture"
        assert all(collection.get_card(card).ivl == ivl != 0 for card, ivl in before.items())
        new = [card for card in note.cards() if card.id not in before]
        if note_type.is_cloze:
            assert not new
        else:
            assert [card.ord for card in new] == [len(note_type.templates) - 1]
            assert "a picture" in shown(new[0].question())


class TestFiles:
    @pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.[jc]s*")), ids=lambda path: path.name)
    def test_scripts_and_styles_hold_nothing_that_anki_reads(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\{\{|\}\}|</script|<!--", text)

    def test_every_file_is_used_and_every_include_is_there(self) -> None:
        pages = "".join(
            template.front + template.back
            for note_type in NOTE_TYPES.values()
            for template in note_type.templates
        )
        assert "<!--" not in pages
        named = {"style.css"}
        for path in TEMPLATES.glob("*.html"):
            named |= set(re.findall(r"<!-- include (\S+) -->", path.read_text(encoding="utf-8")))
        for note_type in NOTE_TYPES.values():
            for template in note_type.templates:
                named |= {f"{template.page}.front.html", f"{template.page}.back.html"}
        assert named == {path.name for path in TEMPLATES.iterdir()}

    @pytest.mark.parametrize("night", [False, True], ids=["light", "night"])
    def test_text_stands_out_from_its_ground(self, night: bool) -> None:
        css = (TEMPLATES / "style.css").read_text(encoding="utf-8")
        block = re.findall(r"\{([^}]*--qg-page[^}]*)\}", css)[night]
        colors = dict(re.findall(r"--qg-([a-z-]+): (#[0-9a-f]{6})", block))
        grounds = {
            "ink": ["page", "tile", "wash", "right-wash", "wrong-wash", "missed-wash"],
            "soft": ["page", "tile", "wash", "right-wash", "wrong-wash", "missed-wash"],
            "accent": ["page", "tile", "wash"],
            "right": ["page", "tile", "right-wash", "wrong-wash", "missed-wash"],
            "wrong": ["page", "wrong-wash"],
            "missed": ["page", "missed-wash"],
            "tile": ["accent"],
        }
        for text, names in grounds.items():
            for ground in names:
                assert contrast(colors[text], colors[ground]) >= 4.5, (text, ground)


def contrast(one: str, other: str) -> float:
    """The contrast of two colors, as the Web Content Accessibility Guidelines 2.1 define it."""

    def luminance(color: str) -> float:
        shares = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
        return sum(weight * s for weight, s in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with imported(tmp_path_factory.mktemp("anki"), QUESTIONS) as collection:
        yield collection


def reported(chromium: str, folder: Path, page: str) -> Any:
    """What ``page`` posts to ``report`` when it is opened in a browser."""
    (folder / "page.html").write_text(page, encoding="utf-8")
    reports: queue.Queue[bytes] = queue.Queue()

    class Handler(SimpleHTTPRequestHandler):
        def do_POST(self) -> None:
            reports.put(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    browser = subprocess.Popen(
        [
            chromium,
            *("--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"),
            f"--user-data-dir={folder / 'profile'}",
            f"http://127.0.0.1:{server.server_port}/page.html",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        return json.loads(reports.get(timeout=90))
    finally:
        browser.terminate()
        browser.wait(timeout=30)
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Any]:
    """A function that opens a page and gives what the page posts."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("chromium is not installed: how cards behave in a browser was NOT tested")
    return lambda page: reported(chromium, tmp_path_factory.mktemp("browser"), page)


def as_script(value: object) -> str:
    """``value`` as a literal within a script element."""
    return json.dumps(value).replace("</", "<\\/")


def card_of(collection: Any, guid: str) -> Any:
    return collection.get_card(collection.find_cards(f"Id:samples/{guid}")[0])


FLIPS = 6
REMEMBERING = ("one page", "page per side", "page per side, session wiped")
FORGETFUL = ("page per side, all wiped", "storage forbidden")


@pytest.fixture(scope="module")
def flips(collection: Any, browser: Callable[[str], Any]) -> list[dict[str, Any]]:
    """What a learner saw on both sides of cards, in five kinds of client."""
    cards = []
    for guid in ("who-ratified", "who-confirmed", "events", "help"):
        output = card_of(collection, guid).render_output()
        cards.append({"name": guid, "front": output.question_text, "back": output.answer_text})
    page = CLIENTS.read_text(encoding="utf-8")
    page = page.replace("/*CARDS*/", as_script(cards)).replace("/*FLIPS*/", str(FLIPS))
    report: list[dict[str, Any]] = browser(page)
    assert len(report) == 5 * FLIPS * len(cards)
    return report


@pytest.mark.browser
class TestInABrowser:
    def test_no_script_fails_and_nothing_stays_hidden(self, flips: list[dict[str, Any]]) -> None:
        for flip in flips:
            for side in ("front", "back"):
                assert flip[side]["error"] == "", flip
                assert not flip[side]["hidden"], flip

    def test_options_keep_their_order_on_the_back(self, flips: list[dict[str, Any]]) -> None:
        options = [flip for flip in flips if flip["card"].startswith("who")]
        assert all(flip["front"]["order"] == flip["back"]["order"] for flip in options)

    @pytest.mark.parametrize("client", REMEMBERING + FORGETFUL)
    def test_orders_vary_wherever_they_can_be_remembered(
        self, flips: list[dict[str, Any]], client: str
    ) -> None:
        for card in ("who-confirmed", "help"):
            orders = {
                tuple(flip["front"]["order"])
                for flip in flips
                if (flip["client"], flip["card"]) == (client, card)
            }
            assert (len(orders) > 1) == (client in REMEMBERING), (card, orders)

    def test_a_pinned_option_stays_last(self, flips: list[dict[str, Any]]) -> None:
        for flip in flips:
            if flip["card"] == "who-ratified":
                assert flip["front"]["order"][-1] == "3"

    def test_what_was_picked_is_judged_where_it_is_remembered(
        self, flips: list[dict[str, Any]]
    ) -> None:
        for flip in flips:
            assert flip["front"]["picked"], flip
            verdict, marks = flip["back"]["verdict"], " ".join(flip["back"]["marks"])
            if flip["client"] in FORGETFUL:
                assert "✗" not in verdict + marks, flip
                assert verdict == "", flip
                continue
            assert verdict[0] in "✓✗", flip
            if flip["card"] == "who-ratified":
                right = flip["front"]["order"][1] == "1"
                assert verdict == ("✓ Right" if right else "✗ Wrong")
                assert marks.count("your pick") == marks.count("✓") == 1
            elif flip["card"] == "events":
                places = [flip["front"]["items"].index(str(rank)) for rank in range(4)]
                for rank, (place, told) in enumerate(
                    zip(places, flip["back"]["marks"], strict=True)
                ):
                    number = f"number {place + 1}"
                    assert told == "✓ Right" if place == rank else told.endswith(number), flip

    def test_items_never_begin_in_their_order(self, flips: list[dict[str, Any]]) -> None:
        for flip in flips:
            if flip["card"] == "events":
                assert flip["front"]["items"] != ["0", "1", "2", "3"]
                assert flip["back"]["sequence"] == ["0", "1", "2", "3"]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("guid", "pressed", "picked"),
    [
        ("who-ratified", "jjx", [1]),
        ("who-ratified", "jxjjx", [2]),
        ("who-ratified", "kx", [3]),
        ("who-confirmed", "jxjxjxkx", [0, 2]),
        ("events", "jxjx", [0, 1]),
        ("events", "jxjxjx", [0, 1, 2, 3]),
        ("events", "jxjxjxjx", [0, 1, 2, 3]),
        ("events", "jxjxjxx", [0, 1, 3]),
        ("help", "kxkkx", [0, 1]),
        ("house", "jx", []),
    ],
)
def test_a_card_is_worked_with_the_keys_that_anki_leaves(
    collection: Any, browser: Callable[[str], Any], guid: str, pressed: str, picked: list[int]
) -> None:
    page = """<!doctype html><meta charset="utf-8">FRONT<script>
    PRESSED.split("").forEach(function (key) {
      (document.activeElement || document.body).dispatchEvent(
        new KeyboardEvent("keydown", { key: key, bubbles: true, cancelable: true })
      );
    });
    var tiles = Array.from(document.querySelectorAll(".qg-tile:not(.qg-rights > *)"));
    var on = tiles.flatMap((tile, n) => tile.classList.contains("qg-on") ? [n] : []);
    fetch("report", { method: "POST", body: JSON.stringify(on) });
    </script>"""
    front = card_of(collection, guid).render_output().question_text
    page = page.replace("FRONT", front).replace("PRESSED", as_script(pressed))
    assert browser(page) == picked


TYPED = [
    ("house", "State Duma", "✓ Right"),
    ("house", "the duma", "✓ Right"),
    ("house", " DUMA. ", "✓ Right"),
    ("house", "Federation Council", "✗ Wrong"),
    ("house", "Rada", "! Not on the list: compare with “Duma”"),
    ("house", "", ""),
    ("troops", "10000", "✓ Right"),
    ("troops", "9,500", "✓ Right"),
    ("troops", "9499", "✗ Wrong"),
    ("troops", "10.4", "✗ Wrong"),
    ("day", "Oct 24th", "✓ Right"),
    ("day", "24 October 2024", "✓ Right"),
    ("day", "2024-10-24", "✓ Right"),
    ("day", "October 23", "✗ Wrong"),
    ("day", "24", "! Not on the list: compare"),
    ("nasty-typein-0", NASTY[0], "✓ Right"),
    ("nasty-typein-2", NASTY[2] + "!", "✓ Right"),
    ("nasty-typein-3", "no " + NASTY[3], "✗ Wrong"),
]


@pytest.mark.browser
def test_a_typed_answer_is_held_against_all_that_is_listed(
    collection: Any, browser: Callable[[str], Any]
) -> None:
    sides = []
    for guid, typed, _ in TYPED:
        card = card_of(collection, guid)
        compared = collection.compare_answer(card.note()["Answer"], typed)
        answer = card.render_output().answer_text
        sides.append(answer.replace("[[type:Answer]]", compared))
    page = """<!doctype html><meta charset="utf-8"><script>
    var verdicts = SIDES.map(function (side) {
      document.body.innerHTML = side;
      var script = document.createElement("script");
      script.textContent = document.body.querySelector("script").textContent;
      document.body.appendChild(script);
      var line = document.querySelector(".qg-verdict");
      return line.textContent;
    });
    fetch("report", { method: "POST", body: JSON.stringify(verdicts) });
    </script>""".replace("SIDES", as_script(sides)).replace("<script>", "<body><script>", 1)
    assert browser(page) == [verdict for _, _, verdict in TYPED]


@pytest.mark.parametrize("form", [Pick, Arrange, Pair, TypeIn])
def test_a_reader_without_scripts_finds_the_key_on_the_back(
    collection: Any, form: type[Form]
) -> None:
    for question in QUESTIONS:
        if not isinstance(question.form(), form):
            continue
        card = card_of(collection, question.id)
        assert shown(card.note()["Key"]) in shown(card.answer()), question.id
