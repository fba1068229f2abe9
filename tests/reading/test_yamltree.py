"""YAML text as a tree of texts and places, whichever parser reads it."""

from __future__ import annotations

import pytest

from golden_banks import check_goldens
from quizgen.model.nodes import Mapping, Node, Scalar, Sequence
from quizgen.reading import yamltree
from quizgen.reading.yamltree import Document


def plain(node: Node | None) -> object:
    """A tree as lists, dictionaries and texts."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {name: plain(value) for name, value in node.entries.items()}
    return None


SHAPES = [
    ("a: b", {"a": "b"}),
    ("- a\n- b", ["a", "b"]),
    ("a:\n- b\n- c", {"a": ["b", "c"]}),
    ("a: [b, {c: d}]", {"a": ["b", {"c": "d"}]}),
    ("a: >-\n  b\n  c\n\n  d", {"a": "b c\nd"}),
    ("a: |\n  b\n   c\n", {"a": "b\n c\n"}),
    ("a: b\n  c", {"a": "b c"}),
    ("a: 'b''c'", {"a": "b'c"}),
    (r'a: "b\nc\té\x41"', {"a": "b\nc\téA"}),
    ("a:", {"a": ""}),
    ("{a: , b: }", {"a": "", "b": ""}),
    ("? a\n: b", {"a": "b"}),
    ("a: b # c", {"a": "b"}),
    ("a: b#c", {"a": "b#c"}),
    ("a: {b: http://c.d/?e=f}", {"a": {"b": "http://c.d/?e=f"}}),
    ("[What?, Who?, 'When?']", ["What?", "Who?", "When?"]),
    ("---\na: b\n...\n", {"a": "b"}),
    ("\ufeffa: b", {"a": "b"}),
    ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    ("a: 日本 😀", {"a": "日本 😀"}),
]


@pytest.mark.parametrize(("text", "expected"), SHAPES, ids=[text for text, _ in SHAPES])
def test_shapes(read, text: str, expected: object) -> None:
    """Only the shape of YAML is taken: mappings, lists and scalars."""
    document = read(text)
    assert document.faults == []
    assert not document.damaged
    assert plain(document.root) == expected


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "yes",
        "12:30",
        "010",
        "1_000",
        "1.10",
        "null",
        "~",
        "2024-10-24",
        "=",
        "<<",
        ".inf",
        "!",
    ],
)
def test_a_scalar_is_exactly_its_characters(read, text: str) -> None:
    document = read(f"a: {text}" if text != "!" else "a: '!'")
    assert plain(document.root) == {"a": text}
    assert document.faults == []


@pytest.mark.parametrize("text", ["", "\n", "# a\n", "---\n", "''", '""', "---\n...\n"])
def test_nothing_is_no_tree(read, text: str) -> None:
    assert read(text) == Document()


PLACES = [
    ("a: b", (0, 3)),
    ("a:  'b'", (0, 4)),
    ("a:", (0, 2)),
    ("a: # c\n", (0, 2)),
    ("{a: }", (0, 3)),
    ("{a:\n}", (0, 3)),
    ("a: >-\n  b", (0, 3)),
    ("a:\n  b", (1, 2)),
    ("\n\na: b", (2, 3)),
    ("{日本: x, 😀: y, a: b}", (0, 17)),
    ("a: b\n\n", (0, 3)),
]


@pytest.mark.parametrize(("text", "place"), PLACES, ids=[text for text, _ in PLACES])
def test_a_scalar_knows_where_it_begins(read, text: str, place: tuple[int, int]) -> None:
    """Lines and columns count from 0, columns in characters."""
    root = read(text).root
    mark = root.entries["a"].mark
    assert (mark.line, mark.column) == place


ITEMS = "items:\n  - a: 1\n  - {}\n  - c: 3\nrest: x\n"


@pytest.mark.parametrize(
    "broken",
    ["b: 'x", "b: x: y", "b: [", "b: ]", "b: @x", "b: *", 'b: "\\q"', "b: x\n   c: y", "b: !a!x"],
)
def test_a_broken_item_does_not_hide_the_others(read, broken: str) -> None:
    """After a syntax error within an item of a list, that item is blanked and the rest is read."""
    document = read(ITEMS.format(broken).replace("{}", broken))
    assert [fault.code for fault in document.faults] == ["yaml-syntax"]
    assert document.damaged
    assert plain(document.root) == {"items": [{"a": "1"}, {"c": "3"}], "rest": "x"}
    items = document.root.entries["items"]
    assert [item.mark.line for item in items.items] == [1, 3 + broken.count("\n")]


def test_a_dash_may_stand_in_a_line_of_its_own(read) -> None:
    document = read("items:\n  -\n    a: 'x\n  -\n    b: y\n")
    assert len(document.faults) == 1
    assert plain(document.root) == {"items": [{"b": "y"}]}


@pytest.mark.parametrize("indent", ["", "    "])
def test_items_may_be_indented_in_any_way(read, indent: str) -> None:
    document = read(f"a: b\nitems:\n{indent}- a: 'x\n{indent}- b: [y,\n{indent}   z]\nrest: c\n")
    assert len(document.faults) == 1
    assert plain(document.root) == {"a": "b", "items": [{"b": ["y", "z"]}], "rest": "c"}


def test_a_break_in_one_list_does_not_touch_another(read) -> None:
    document = read("one:\n  - a: 1\n  - 'x\ntwo:\n  - b: 2\n  - @y\n  - c: 3\n")
    assert [fault.line for fault in document.faults] == [2, 5]
    assert plain(document.root) == {"one": [{"a": "1"}], "two": [{"b": "2"}, {"c": "3"}]}


def test_a_list_of_one_broken_item_is_an_empty_list(read) -> None:
    """What is missing from a damaged tree means nothing: no second mistake is made of it."""
    document = read("a: b\nitems:\n  - 'x\nrest: y\n")
    assert len(document.faults) == 1
    assert plain(document.root) == {"a": "b", "items": [], "rest": "y"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("items: # of what\n  # of this\n  - 'x\n", []),
        ("items:\n- 'x\n", []),
        ("items: three\n  - x: y\n", "three"),
        ("items:\n  all: of them\n  - x\n", {"all": "of them"}),
    ],
)
def test_a_list_that_is_none_does_not_become_one(read, text: str, expected: object) -> None:
    document = read(text)
    assert len(document.faults) == 1
    assert plain(document.root) == {"items": expected}


def test_a_forgotten_dash_is_told_once(read) -> None:
    """The first key of an item that is there again begins a new one."""
    document = read("- a: 1\n  b: 2\n  a: 3\n  b: 4\n- c: 5\n  d: 6\n  d: 7\n")
    places = [(fault.code, fault.line, fault.column) for fault in document.faults]
    assert places == [("duplicate-field", 2, 2), ("duplicate-field", 6, 2)]
    assert plain(document.root) == [{"c": "5", "d": "6"}]


def test_a_break_outside_of_lists_ends_reading(read) -> None:
    document = read("a: b: c\n")
    assert document.root is None
    assert document.damaged
    assert len(document.faults) == 1


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("[1,500, 2]", 1),
        ("[a, {b: c 1,500,000 m}]", 10),
        ("{a: 10,000, b: 10,000}", 4),
        ("[a: -1,500.5]", 5),
    ],
)
def test_a_number_is_not_split_at_its_comma(read, text: str, column: int) -> None:
    document = read(f"- x\n- {text}\n- y")
    places = [(fault.code, fault.line, fault.column) for fault in document.faults]
    assert places == [("split-number", 1, 2 + column)]
    assert plain(document.root) == ["x", "y"]


@pytest.mark.parametrize(
    "text", ["[1, 500]", "[1,50]", "[1,5000]", "['1',500]", "[1,'500']", "[a1,500]", "[a,500]"]
)
def test_other_commas_part_what_they_part(read, text: str) -> None:
    document = read(text)
    assert document.faults == []
    assert len(document.root.items) == 2


SWALLOWED = [
    ("- a: 'x\n  b: y'", (0, 5)),
    ("- a: 'x\n  b: it's\n- c: d", (0, 5)),
    ('- a: "x\n  b: "y"', (0, 5)),
    ("- a: b\n- {c: 'x, d: e}\n- {f: 'y'}", (1, 6)),
    ("a:\n  - 'x\n  - y'", (1, 4)),
    ("- a:\n    'x\n  b: y'", (1, 4)),
    ("- - 'x\n  - y'", (0, 4)),
]


@pytest.mark.parametrize(("text", "place"), SWALLOWED, ids=[text for text, _ in SWALLOWED])
def test_an_open_quote_is_told_where_it_begins(read, text: str, place: tuple[int, int]) -> None:
    """A text in quotes that swallows keys or items: its quote was to close before."""
    document = read(text)
    assert [fault.code for fault in document.faults] == ["yaml-syntax"]
    assert (document.faults[0].line, document.faults[0].column) == place


@pytest.mark.parametrize(
    "text",
    [
        "a: 'x\n  b: y'",
        "- a: 'x\n   - y'",
        "- 'x\n  b: y'",
        "- 'x\n  - y'",
        "a: 'x\ny'",
        "'x\n\ny'",
    ],
)
def test_a_text_in_quotes_may_go_on_where_it_belongs(read, text: str) -> None:
    assert read(text).faults == []


def test_no_more_than_so_many_repairs(read) -> None:
    """Syntax errors after which the rest of a file is left unread."""
    document = read("items:\n" + "  - a: b: c\n" * 50)
    assert len(document.faults) == yamltree.MAX_REPAIRS
    assert document.root is None
    assert document.damaged


def test_depth_is_bounded(read) -> None:
    """How deep lists and mappings may nest."""
    deep = yamltree.MAX_DEPTH
    assert read("[" * deep + "]" * deep).faults == []
    (fault,) = read("[" * (deep + 1) + "]" * (deep + 1)).faults
    assert (fault.code, fault.line, fault.column) == ("too-deep", 0, deep)


def test_the_length_of_a_line_is_bounded(read) -> None:
    longest = "a: " + "x" * (yamltree.MAX_LINE - 3)
    assert read(longest).faults == []
    (fault,) = read(f"b: c\n{longest}x").faults
    assert (fault.code, fault.line, fault.column) == ("line-too-long", 1, 0)
    assert "1,000,001" in fault.message


@pytest.mark.parametrize(
    "char", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\ufeff", "\uffff", "\ud800"]
)
def test_control_characters_are_mistakes_and_are_read_as_spaces(read, char: str) -> None:
    document = read(f"a: b\nc: d{char}e{char}\nf: {char}\n")
    places = [(fault.code, fault.line, fault.column) for fault in document.faults]
    assert places == [("control-character", 1, 4), ("control-character", 2, 3)]
    assert plain(document.root) == {"a": "b", "c": "d e", "f": ""}


def test_a_tab_is_a_mistake_and_is_read_as_a_space(read) -> None:
    document = read("a:\tb\tc\nd: e\n")
    assert [(fault.code, fault.line, fault.column) for fault in document.faults] == [("tab", 0, 2)]
    assert plain(document.root) == {"a": "b c", "d": "e"}


def test_nothing_is_ever_expanded(read) -> None:
    """Anchors, aliases and tags are mistakes, each with its place."""
    document = read("a: &x [b]\nc: *x\n<<: *x\nd: !!set e\nf: ! g\n")
    places = [(fault.code, fault.line, fault.column) for fault in document.faults]
    assert places == [
        ("anchor", 0, 3),
        ("alias", 1, 3),
        ("alias", 2, 4),
        ("tag", 3, 3),
        ("tag", 4, 3),
    ]
    assert plain(document.root) == {"a": ["b"], "c": "*x", "<<": "*x", "d": "e", "f": "g"}


def test_the_first_of_two_equal_keys_stands(read) -> None:
    document = read("a: b\nc: d\n'a': e\n")
    (fault,) = document.faults
    assert (fault.code, fault.line, fault.column) == ("duplicate-field", 2, 0)
    assert "already used on line 1" in fault.message
    assert plain(document.root) == {"a": "b", "c": "d"}


def test_mistakes_are_told_as_before() -> None:
    check_goldens()


@pytest.mark.parametrize(
    ("written", "single"),
    [
        (r'"\\(\nabla f\\)"', r"'\(\nabla f\)'"),
        (r'''"a \\(x' \neq y\\)"''', r"'a \(x'' \neq y\)'"),
        (r'"a \\(x \neq y\\) \" b"', ""),
        (r'"\\[\nu\\]"', r"'\[\nu\]'"),
    ],
)
def test_a_command_whose_first_letter_ends_the_line_is_named(
    read, written: str, single: str
) -> None:
    (fault,) = read(f"a: {written}").faults
    assert fault.code == "control-character"
    assert "ends the line" in fault.message
    assert [text for _, _, text in fault.edits] == [single] * bool(single)


@pytest.mark.parametrize(
    "written",
    [r'"a\nb"', r'"no formula:\nabla"', r'"\\(a\\)\nabla"', r'"\\(a\nb\\)"', r'"\\(\\nabla\\)"'],
)
def test_the_end_of_a_line_in_double_quotes_is_one(read, written: str) -> None:
    assert not read(f"a: {written}").faults
