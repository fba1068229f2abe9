"""From a tree to records: how each annotation is read, on records made for the purpose."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar, Literal

import pytest
from msgspec import Struct, field

from golden_banks import check_goldens
from quizgen.model.diagnostics import Problem, Severity
from quizgen.model.markup import Markup
from quizgen.model.nodes import Mapping
from quizgen.model.record import Record
from quizgen.model.values import Id
from quizgen.reading.findings import Findings
from quizgen.reading.reader import Reader
from quizgen.reading.shape_mistakes import INVALID
from quizgen.reading.yamltree import parse


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


class Leaf(Struct, frozen=True, kw_only=True):
    SHORTHAND: ClassVar[str] = "text"
    HINTS: ClassVar[dict[str, str]] = {"shape": "leaves have a colour"}

    text: Markup
    colour: Colour | None = None


class Branch(Record, frozen=True, kw_only=True):
    id: Id
    leaves: tuple[Leaf, ...] = ()
    words: tuple[str, ...] = ()
    pairs: dict[Markup, Markup] = field(default_factory=dict)
    count: int | None = None
    dead: bool = False
    pin: Literal["first", "last"] | None = None
    inner: Branch | None = None

    def check(self) -> Iterator[Problem]:
        if self.count == 13:
            yield Problem("unlucky", "found 13", ("count",))
        if self.count == 7:
            yield Problem("lucky", "found 7", ("count",), severity=Severity.WARNING)
        if self.words == ("x",):
            yield Problem("far", "found x", ("words", 0, "deeper", 5))


class Tree(Struct, frozen=True, kw_only=True):
    branches: tuple[Branch, ...] = ()


class Animal(Struct, frozen=True, kw_only=True):
    """The base of a union."""

    name: str | None = None


class Cat(Animal, frozen=True, kw_only=True):
    lives: int


class Zoo(Struct, frozen=True, kw_only=True):
    animals: tuple[Animal, ...]


def read(record: type, text: str, unions: dict[type, dict[str, type]] | None = None):
    """What is read, and each mistake as ``line:column code``."""
    root = parse(text).root
    assert root is not None
    findings = Findings("tree.yaml", text)
    made = Reader(unions).read(record, root, findings)
    return made, [f"{d.place.line}:{d.place.column} {d.code}" for d in findings.diagnostics]


def test_everything_is_read_by_its_annotation() -> None:
    made, found = read(
        Branch,
        "{id: b, leaves: [bare, {text: full, colour: red}], words: [010, no], "
        "pairs: {a: b, c: d}, count: 3, dead: true, pin: last, inner: {id: c}}",
    )
    assert found == []
    assert made == Branch(
        id=Id("b"),
        leaves=(Leaf(text=Markup("bare")), Leaf(text=Markup("full"), colour=Colour.RED)),
        words=("010", "no"),
        pairs={Markup("a"): Markup("b"), Markup("c"): Markup("d")},
        count=3,
        dead=True,
        pin="last",
        inner=Branch(id=Id("c")),
    )
    assert isinstance(made.at, Mapping)
    assert isinstance(made.inner.at, Mapping)


def test_what_is_not_written_has_its_default() -> None:
    assert read(Branch, "id: b") == (Branch(id=Id("b")), [])


MISTAKES = [
    ("leaves: []", ["1:1 missing-field"]),
    ("id: B", ["1:5 bad-id"]),
    ("id: b\nwords: x", ["2:8 wrong-shape"]),
    (
        "id: b\nwords: [x, [y], {z: z}, '']",
        ["2:12 wrong-shape", "2:17 wrong-shape", "2:25 empty-text"],
    ),
    ("id: b\nleaves: ['', {text: t, colour: blue}]", ["2:10 empty-text", "2:32 unknown-value"]),
    ("id: b\nleaves: [[t], {}]", ["2:10 wrong-shape", "2:15 missing-field"]),
    ("id: b\npairs: [a]", ["2:8 wrong-shape"]),
    ("id: b\npairs: {a: [b], '': c}", ["2:12 wrong-shape", "2:17 empty-text"]),
    ("id: b\ncount: 0", ["2:8 bad-number"]),
    ("id: b\ncount: 01\n", []),
    ("id: b\ncount: ٣", ["2:8 bad-number"]),
    ("id: b\ncount: 10000000", ["2:8 bad-number"]),
    ("id: b\ndead: yes", ["2:7 bad-boolean"]),
    ("id: b\npin: middle", ["2:6 unknown-value"]),
    ("id: b\npin: [last]", ["2:6 wrong-shape"]),
    ("id: b\nat: 1\nleafs: []", ["2:1 unknown-field", "3:1 unknown-field"]),
    ("id: b\ninner: {id: B, inner: {}}", ["2:13 bad-id", "2:23 missing-field"]),
    ("id: b\ncount: 13", ["2:8 unlucky"]),
    ("id: b\nwords:\n  - x", ["3:5 far"]),
    ("id: b\ncount: 13\ndead: 5", ["3:7 bad-boolean"]),
    ("- id: b", ["1:1 wrong-shape"]),
]


@pytest.mark.parametrize(("text", "expected"), MISTAKES, ids=[text for text, _ in MISTAKES])
def test_every_mistake_is_reported_at_its_place(text: str, expected: list[str]) -> None:
    """A record's own ``check`` runs when all its fields are sound, and names faults by routes."""
    made, found = read(Branch, text)
    assert found == expected
    assert (made is INVALID) == bool(expected)


def test_a_warning_leaves_a_record_sound() -> None:
    made, found = read(Branch, "id: b\ncount: 7")
    assert found == ["2:8 lucky"]
    assert made == Branch(id=Id("b"), count=7)


def test_unsound_records_that_keep_their_place_are_left_out() -> None:
    """In a list of records that keep their place the unsound are left out, the others stand."""
    made, found = read(Tree, "branches: [{id: a}, {id: B}, {id: c, count: x}, {id: d}]")
    assert [branch.id for branch in made.branches] == ["a", "d"]
    assert len(found) == 2


def test_a_union_is_read_by_its_type() -> None:
    """A base record in ``unions``: the key ``type`` tells which of its records it is."""
    unions: dict[type, dict[str, type]] = {Animal: {"cat": Cat}}
    assert read(Zoo, "animals: [{type: cat, lives: 9}]", unions) == (
        Zoo(animals=(Cat(lives=9),)),
        [],
    )
    assert read(Zoo, "animals: [{typ: cat, name: x}, {type: cta, name: []}]", unions)[1] == [
        "1:12 unknown-field",
        "1:11 missing-field",
        "1:39 unknown-type",
        "1:50 wrong-shape",
        "1:32 missing-field",
    ]
    _, found = read(
        Zoo, "animals: [{lives: 9}, {type: cta}, {type: [cat]}, {type: cat}, cat]", unions
    )
    assert found == [
        "1:11 missing-field",
        "1:30 unknown-type",
        "1:23 missing-field",
        "1:43 wrong-shape",
        "1:51 missing-field",
        "1:64 wrong-shape",
    ]


def test_an_annotation_that_nobody_can_read_is_a_bug() -> None:
    class Strange(Struct):
        number: float

    with pytest.raises(TypeError, match="nothing can be written for"):
        Reader().read(Strange, parse("number: 1").root, Findings("x"))  # type: ignore[arg-type]


def test_an_unknown_key_names_what_is_still_free() -> None:
    """``expected`` lists the keys that are not there yet, and a hint names the nearest."""
    text = "id: b\nleafs: []\nwords: []"
    findings = Findings("x", text)
    Reader().read(Branch, parse(text).root, findings)  # type: ignore[arg-type]
    (found,) = findings.diagnostics
    assert found.message == (
        "found the field “leafs”, expected one of count, dead, inner, leaves, pairs, pin"
    )
    assert found.hint == "did you mean “leaves”?"


EACH_ITEM = "write each item of the list on a line of its own, after “- ”"
NO_LIST = "without “- ” and without square brackets"


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("yes", "write true"),
        ("T", "write true"),
        ("0", "write false"),
        ("maybe", "write true or false"),
        ("", "write something after “dead:”, or delete “dead”"),
    ],
)
def test_a_hint_at_a_boolean_is_given_where_it_is_clear(word: str, hint: str) -> None:
    text = f"id: b\ndead: {word}"
    findings = Findings("x", text)
    Reader().read(Branch, parse(text).root, findings)  # type: ignore[arg-type]
    assert [found.hint for found in findings.diagnostics] == [hint]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("words: x, y", "put it in square brackets: “[x, y]”"),
        ("leaves: x", "put it in square brackets: “[x]”"),
        ("words: 'x: y'", EACH_ITEM),
        ("words: {x: y}", "begin each item with “- ” instead of “x: ”: “- y”"),
        ("words: {one: y}", "begin the line of each item with “- ”: “- one: y”"),
        ("words:\n  one\n  two", "begin the line of each item with “- ”: “- one”"),
        (
            "words:\n  1. one\n  2. two",
            "write each item on a line of its own, without its number or letter: “- one”",
        ),
        ("inner: [x]", f"write fields such as “name: value” {NO_LIST}"),
        ("id: [x]", f"write an id {NO_LIST}"),
    ],
)
def test_what_should_be_a_list_is_shown_as_one(text: str, hint: str) -> None:
    text = text if text.startswith("id") else f"id: b\n{text}"
    findings = Findings("x", text)
    Reader().read(Branch, parse(text).root, findings)  # type: ignore[arg-type]
    assert [found.hint for found in findings.diagnostics] == [hint]


@pytest.mark.parametrize("text", ["colour:red", "'colour: red'", "colour = red"])
def test_a_bare_text_does_not_begin_with_a_key(text: str) -> None:
    """A key that is found to its text is part of it for YAML, and never meant so."""
    assert read(Branch, f"id: b\nleaves: [{text}]")[1] == ["2:10 wrong-shape"]
    made, found = read(Branch, f"id: b\nleaves: [coloured, text: {text}]")
    assert not found
    assert made.leaves[1].text.startswith("colour")


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("id: b\u00a0", "1:5 bad-id", "a no-break space (U+00A0) in “b”"),
        ("id: b\ndead: tr\u00adue", "2:9 bad-boolean", "a soft hyphen (U+00AD)"),
        ("id: b\n\u200bdead: true", "2:1 unknown-field", "a zero width space (U+200B)"),
        ("id: b\npin: >-\n  la\u3000st", "2:6 unknown-value", "an ideographic space (U+3000)"),
    ],
)
def test_a_character_that_nobody_sees_is_named(text: str, place: str, name: str) -> None:
    """At its own place, where what it stands in is no value."""
    findings = Findings("x", text)
    Reader().read(Branch, parse(text).root, findings)  # type: ignore[arg-type]
    (found,) = findings.diagnostics
    assert found.message.startswith(f"found {name}")
    assert f"{found.place.line}:{found.place.column} {found.code}" == place.replace("1:5", "1:6")


WIDTHS = [
    ("id: Bad", 3),
    ("id: 'Bad'", 5),
    ('id: "Bad" # why', 5),
    ('id: "B\\"ad"', 7),
    ("{id: '', dead: false}", 2),
    ("id: Bad one", 7),
    ("id: >-\n  Bad", 2),
    ("id: [b]", 1),
    ("id:", 1),
]


@pytest.mark.parametrize(("text", "width"), WIDTHS, ids=[text for text, _ in WIDTHS])
def test_as_much_is_underlined_as_the_value_fills(text: str, width: int) -> None:
    """``width`` is the number of characters to underline on the first line."""
    findings = Findings("x", text)
    Reader().read(Branch, parse(text).root, findings)  # type: ignore[arg-type]
    (found,) = findings.diagnostics
    assert found.place.width == width


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{id: b, count: 10,5}", "put the number in quotes"),
        ("{id: b, and more, dead: true}", "put the whole text before it in quotes"),
        ("{id: b, leafs, dead: true}", "did you mean “leaves”?"),
        (
            "{id: b, a whole sentence: x}",
            "if this is text that contains “: ”, put the whole text in quotes",
        ),
        ("{id: b, leafs: []}", "did you mean “leaves”?"),
        ("{id: b, zebra: x}", "delete this field, or correct its name"),
        ("{id: b, leaves: [{text: t, Shape: x}]}", "leaves have a colour"),
        ("{Words: [], id: b, words: []}", "put both into one field"),
    ],
)
def test_an_unknown_key_is_explained(text: str, hint: str) -> None:
    """By what an author most likely meant."""
    findings = Findings("x", text)
    Reader().read(Branch, parse(text).root, findings)  # type: ignore[arg-type]
    (found,) = findings.diagnostics
    assert found.code == "unknown-field"
    assert found.hint.startswith(hint)


def test_no_pair_is_lost_where_two_begin_with_one_text() -> None:
    """The spaces around a text are dropped, in quotes as well: then two may be one."""
    made, found = read(Branch, "id: b\npairs:\n  a: x\n  ' a': y\n  b: z\n")
    assert made is INVALID
    assert found == ["4:3 equal-pairs"]


def test_a_mistake_in_a_formula_is_found_on_its_line() -> None:
    """Also where the text begins lines above, and says the same before without a mistake."""
    text = """\
id: b
leaves:
  - text: |
      What \\fracc means.
      Here \\(\\fracc{1}{2}\\) and
      \\(1\\) \\(\\fracc{1}{2}\\)
"""
    assert read(Branch, text)[1] == ["5:14 bad-formula", "6:15 bad-formula"]


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
