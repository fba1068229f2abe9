"""The schemas that editors read: they say what the reader says, on banks that nobody wrote.

A validator that is not ours reads the schema.  It is given what an editor sees of a file: truth
values and numbers where YAML 1.2 has them, and nothing for what is empty.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from bank_writer import write
from quizgen.authoring import schema
from quizgen.model.nodes import Mapping, Node, Place, Scalar, Sequence
from quizgen.model.question import Question
from quizgen.questions import TYPES
from quizgen.reading import defaults
from quizgen.reading.loading import Loader
from quizgen.reading.reader import Findings, Reader
from quizgen.reading.records import BankFile, TopicFile
from quizgen.reading.shapes import Shapes
from quizgen.reading.yamltree import parse
from strategies import banks, topics

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "docs" / "schema"
BANKS = int(os.environ.get("SCHEMA_BANKS", "40"))
"""Banks that are tried; ``make schema-proof`` tries 10,000."""

OF_SHAPE = {
    "missing-field",
    "unknown-field",
    "wrong-shape",
    "unknown-value",
    "unknown-type",
    "empty-text",
    "bad-boolean",
    "bad-number",
    "bad-id",
    "bad-tag",
    "bad-title",
    "bad-namespace",
}
"""What a schema must refuse, too: everything else needs to know more than the shape of one file."""


@cache
def validators() -> dict[str, Draft7Validator]:
    texts = {name: json.loads(text) for name, text in schema.texts().items()}
    for one in texts.values():
        Draft7Validator.check_schema(one)
    return {name: Draft7Validator(one) for name, one in texts.items()}


def seen(node: Node) -> Any:
    """What an editor sees of ``node``: the core schema of YAML 1.2, but ``~`` and ``null``."""
    if isinstance(node, Mapping):
        return {name: seen(child) for name, child in node.entries.items()}
    if isinstance(node, Sequence):
        return [seen(child) for child in node.items]
    text = node.text
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        # The digits are lost with the zeros before them: then it is text, as an author sees.
        return int(text) if str(int(text)) == text.removeprefix("+") else text
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]+)", text):
        return float(text) if not float(text).is_integer() else text
    return None if text == "" else text


def accepted(node: Node, name: str) -> bool:
    return validators()[name].is_valid(seen(node))


def mistakes(node: Node, record: type) -> list[str]:
    """The codes of what the reader finds."""
    if record is BankFile and isinstance(node, Mapping) and "defaults" in node.entries:
        file = Loader()
        node = read_with_defaults(file, node)
    findings = Findings("file")
    Reader({Question: TYPES}).read(record, node, findings)
    return [one.code for one in findings.diagnostics if one.severity == "error"]


def read_with_defaults(loader: Loader, node: Mapping) -> Node:
    """``node`` with its defaults in its questions, as a bank is loaded."""
    given_defaults = defaults.given(node)
    if given_defaults is None:
        return node
    shapes = Shapes({Question: TYPES})
    return defaults.filled(
        node, given_defaults, lambda kind: shapes.of(TYPES.get(kind, Question)).fields
    )


# -- both ways -------------------------------------------------------------------------------------


@settings(max_examples=BANKS)
@given(banks)
def test_what_we_accept_is_accepted(bank: BankFile) -> None:
    root = parse(write(bank)).root
    assert root is not None
    assert list(validators()["bank.schema.json"].iter_errors(seen(root))) == []


@settings(max_examples=BANKS)
@given(topics)
def test_what_we_accept_of_a_topic_is_accepted(topic: TopicFile) -> None:
    root = parse(write(topic)).root
    assert root is not None
    assert list(validators()["source.schema.json"].iter_errors(seen(root))) == []


def nodes(node: Node) -> Iterator[Node]:
    """``node`` and all that is in it."""
    yield node
    children = ()
    if isinstance(node, Mapping):
        children = tuple(node.entries.values())
    elif isinstance(node, Sequence):
        children = tuple(node.items)
    for child in children:
        yield from nodes(child)


HERE = Place(0, 0)
WORDS = ["", "true", "false", "maybe", "1", "-1", "0", "1.5", "1969", "476", "a b", "A", "choice"]
WORDS += ["x", "easy", "2024-10-09", "2024-13", "5%", "{", "right: x", "text", "99999999"]
NAMES = ["answer", "stem", "type", "options", "extra", "text", "right", "defaults", "tags", "was"]
NAMES += ["shuffle", "source", "namespace", "anwser", "value", "date", "number", "id", "facts"]
scalars = st.sampled_from(WORDS).map(lambda text: Scalar(text, HERE))
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=2).map(lambda items: Sequence(items, HERE))
        | st.dictionaries(st.sampled_from(NAMES), inner, max_size=2).map(
            lambda entries: Mapping(entries, dict.fromkeys(entries, HERE), HERE)
        )
    ),
    max_leaves=3,
)


def damage(root: Node, data: st.DataObject) -> None:
    """Change one place of the tree ``root``: take something away, put something in, rename it."""
    places = [node for node in nodes(root) if isinstance(node, Mapping | Sequence)]
    place = data.draw(st.sampled_from(places))
    if isinstance(place, Sequence):
        number = data.draw(st.integers(0, len(place.items)))
        place.items[number : number + 1] = [data.draw(values)]
        return
    name = data.draw(st.sampled_from([*place.entries, data.draw(st.sampled_from(NAMES))]))
    match data.draw(st.sampled_from(["take", "put", "rename", "copy"])):
        case "take":
            place.entries.pop(name, None)
        case "rename" if name in place.entries:
            new = data.draw(st.sampled_from(NAMES))
            place.entries[new] = place.entries.pop(name)
        case "copy" if place.entries:
            place.entries[name] = data.draw(st.sampled_from([*place.entries.values()]))
        case _:
            place.entries[name] = data.draw(values)
    place.keys = dict.fromkeys(place.entries, HERE)


FILES = {
    "bank.schema.json": (banks, BankFile),
    "source.schema.json": (topics, TopicFile),
}


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=BANKS)
@given(data=st.data())
def test_what_we_refuse_in_shape_is_refused(name: str, data: st.DataObject) -> None:
    """And nothing else: a bank is damaged in one to three places."""
    strategy, record = FILES[name]
    root = parse(write(data.draw(strategy))).root
    assert root is not None
    for _ in range(data.draw(st.integers(1, 3))):
        damage(root, data)
    # The schema first: the reader puts what a misspelled field means into the tree.
    errors = [error.message[:200] for error in validators()[name].iter_errors(seen(root))]
    found = mistakes(root, record)
    if OF_SHAPE & set(found):
        assert errors, f"the reader finds {found}, and the schema nothing"
    elif not found:
        assert errors == []


ONE = {
    "a question without a type": ("- {id: a, stem: B?, answer: C}", False),
    "a type from the defaults": ("- {id: a, stem: B?, answer: C}", True),
    "another type than the default": ("- {id: a, type: truefalse, stem: B, answer: true}", True),
    "a field that the default type lacks": ("- {id: a, stem: B?, answer: C, unit: d}", False),
}


@pytest.mark.parametrize("name", ONE)
def test_a_type_may_come_from_the_defaults(name: str) -> None:
    question, sound = ONE[name]
    given_defaults = "" if name == "a question without a type" else "defaults: {type: card}\n"
    root = parse(f"bank: a\ntitle: A\n{given_defaults}questions:\n  {question}\n").root
    assert root is not None
    assert accepted(root, "bank.schema.json") is sound


LONG = "a" * 80
OPTIONS = "- {id: a, type: choice, stem: B?, options: [{right: C}, {image: d.png%s}]}"
REFUSED = {
    "an id": ("- {id: %s, type: card, stem: B?, answer: C}", LONG, f"{LONG}b"),
    "a former id": ("- {id: a, type: card, stem: B?, answer: C, was: [%s]}", LONG, f"{LONG}b"),
    "a bank": ("- {id: a, type: card, stem: B?, answer: C, was: [%s/a]}", LONG, f"{LONG}b"),
    "a tag": ("- {id: a, type: card, stem: B?, answer: C, tags: [%s]}", "c" * 100, "c" * 101),
    "a picture": (OPTIONS, ", alt: E", ""),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_too_long_or_lacks_its_words_is_refused(name: str) -> None:
    question, *values = REFUSED[name]
    for value, sound in zip(values, (True, False), strict=True):
        root = parse(f"bank: a\ntitle: A\nquestions:\n  {question % value}\n").root
        assert root is not None
        assert accepted(root, "bank.schema.json") is sound
        assert bool(mistakes(root, BankFile)) is not sound


# -- what it shows, and who names it ---------------------------------------------------------------


def fields(one: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """Every field that a schema describes, with its place."""
    for key, value in one.items() if isinstance(one, dict) else ():
        if key == "properties" and where.rpartition("/")[2] not in ("if", "defaults", "then"):
            yield from ((f"{where}/{name}", field) for name, field in value.items())
        yield from fields(value, f"{where}/{key}")
    for number, value in enumerate(one if isinstance(one, list) else ()):
        yield from fields(value, f"{where}/{number}")


@pytest.mark.parametrize("name", FILES)
def test_every_field_is_described_with_an_example(name: str) -> None:
    whole = validators()[name].schema
    for where, field in fields(whole):
        if where.startswith("/allOf"):
            continue
        described = field
        while set(described) == {"$ref"}:
            described = whole["definitions"][described["$ref"].rpartition("/")[2]]
        assert described.get("description"), f"{where}: write a sentence below the field"
        assert described.keys() & {"examples", "const", "enum"}, f"{where}: show it in EXAMPLE"


SHIPPED = sorted((ROOT / "decks").rglob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_bank_of_ours_names_its_schema(path: Path) -> None:
    """By a path that leads to a file here, so that an editor needs no network."""
    text = path.read_text(encoding="utf-8")
    found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert found, f"{path}: let its first line name docs/schema"
    named = (path.parent / found[1]).resolve()
    assert named.parent == COMMITTED
    assert (named.name == "source.schema.json") == (path.name == "source.yaml")
    root = parse(text).root
    assert root is not None
    assert list(validators()[named.name].iter_errors(seen(root))) == []
