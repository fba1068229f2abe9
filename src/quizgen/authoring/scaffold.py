"""The texts of new files: a bank, a topic with its first bank, and one more question.

They are valid as they are, so that an author begins with something that can be checked, shown and
built, and changes it from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from unicodedata import combining, normalize

from quizgen.authoring import examples
from quizgen.authoring.insertion import item
from quizgen.model.bank import Fact, Source
from quizgen.model.blocks import to_plain
from quizgen.model.question import Question
from quizgen.model.values import Id, Namespace, Number, PartialDate, Title
from quizgen.reading.findings import Findings
from quizgen.reading.reader import Reader
from quizgen.reading.records import TopicFile
from quizgen.reading.shapes import Shapes
from quizgen.reading.yamltree import parse

_MARGIN = "  "
_LONGEST_ID = 80
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"}
)
"""Letters of the Latin script that no accent parts from those of ASCII."""
_FACT = re.compile(r"^facts: .*\n", re.MULTILINE)


def slug(text: str) -> str:
    """Return the id that ``text`` makes: its words in lower case, joined by hyphens.

    A word with a letter that ASCII has nothing for is left out; nothing may be left.
    """
    plain = normalize("NFKD", text.lower().translate(_LETTERS))
    plain = "".join(char for char in plain if not combining(char)).replace("’", "").replace("'", "")
    words = (word for word in re.findall(r"[^\W_]+", plain) if word.isascii())
    return "-".join(words)[:_LONGEST_ID].rstrip("-")


def unused(name: str, taken: Iterable[str]) -> str:
    """Return ``name``, with a number if it is one of ``taken``."""
    others = set(taken)
    number = 1
    found = name
    while found in others:
        number += 1
        found = f"{name[: _LONGEST_ID - 4].rstrip('-')}-{number}"
    return found


def question(
    shapes: Shapes, kind: type[Question], taken: Iterable[str] = (), facts: Sequence[Fact] = ()
) -> str:
    """Return the fields of an example of this ``kind``, whose id is none of those ``taken``.

    It cites one of ``facts``, if there are any: one that its answer cannot disagree with.  Where
    each of them has another value than the answer, the question is about the first.
    """
    text = examples.question(shapes, kind)
    name = re.search(r"^id: (\S+)", text, re.MULTILINE)
    assert name is not None, f"the example of {kind.type} has no id"
    new = unused(name[1], taken)
    text = text[: name.start(1)] + new + text[name.end(1) :]
    if not facts:
        return text
    other = [fact for fact in facts if not _may_disagree(fact, kind)]
    fact = next((one for one in other if one.value is None), (other or facts)[0])
    text = text if other else _about(text, fact)
    return f"{_FACT.sub('', text)}facts: [{fact.id}]\n"


def _may_disagree(fact: Fact, kind: type[Question]) -> bool:
    """Return whether ``fact`` has a value of the kind that the answers of ``kind`` are."""
    answers = {"number": Number, "date": PartialDate}.get(kind.type)
    return answers is not None and fact.value is not None and isinstance(fact.value.stated, answers)


def _about(text: str, fact: Fact) -> str:
    """Return the example ``text`` with a stem and an answer that are about the value of ``fact``.

    Its other fields, but for the comment, the id and the type, are about its own answer.
    """
    assert fact.value is not None
    value = fact.value.stated
    statement = " ".join(to_plain(fact.statement).split())
    head = re.match(r"(?:#.*\n)*id: .*\ntype: .*\n", text)
    assert head is not None, "examples begin so"
    if isinstance(value, Number):
        noun, shown, answer = "number", value.written, value.written
    else:
        noun, shown, answer = "date", str(value), value.iso()
    stem = f"Which {noun} does the source give? {statement.replace(shown, '…')}"
    lines = [f"stem: {_text(stem)}", f"answer: {answer}"]
    if isinstance(value, Number) and value.unit:
        lines.append(f"unit: {_text(value.unit)}")
    return head[0] + "".join(f"{line}\n" for line in lines)


def bank(
    shapes: Shapes,
    name: Id,
    title: Title,
    kinds: Iterable[type[Question]],
    *,
    namespace: Namespace | None = None,
    facts: Sequence[Fact] = (),
    schema: str = "",
) -> str:
    """Return the text of a bank with an example of each of ``kinds``.

    It is a standalone bank if it has a ``namespace``; in a topic its questions cite ``facts``.
    ``schema`` is where editors find what may be written.
    """
    lines = [
        *_for_editors(schema),
        "# Put your own questions in place of the examples. The id of a question never changes:",
        "# learners' reviews are tied to it.",
        f"bank: {name}",
        f"title: {_text(title)}",
    ]
    if namespace is not None:
        lines.append(f"namespace: {namespace}  # never changes, either")
    lines.append("questions:")
    taken: list[str] = []
    for kind in kinds:
        fields = question(shapes, kind, taken, facts)
        taken += re.findall(r"^id: (\S+)", fields, re.MULTILINE)
        lines += [*([""] if len(taken) > 1 else []), *item(fields, _MARGIN)]
    return "\n".join([*lines, ""])


def topic(shapes: Shapes, name: Id, title: Title, namespace: Namespace, *, schema: str = "") -> str:
    """Return the text of a ``source.yaml`` with one fact; ``schema`` is as for a bank."""
    source, fact = (shapes.of(record).example.rstrip("\n") for record in (Source, Fact))
    assert TopicFile.EXAMPLE, "the fields below are those that it shows"
    lines = [
        *_for_editors(schema),
        "# The text that the questions are drawn from, and what it states. The cards show both.",
        f"topic: {name}",
        f"title: {_text(title)}",
        f"namespace: {namespace}  # never changes: learners' reviews are tied to it",
        "source:",
        *(f"{_MARGIN}{line}" for line in source.split("\n")),
        "facts:",
        *item(fact, _MARGIN),
    ]
    return "\n".join([*lines, ""])


def first_fact() -> Fact:
    """Return the fact that a new topic has."""
    root = parse(Fact.EXAMPLE).root
    assert root is not None
    fact = Reader({}).read(Fact, root, Findings(""))
    assert isinstance(fact, Fact)
    return fact


def schema_line(path: str) -> str:
    """Return the comment by which editors find the schema at ``path``."""
    return f"# yaml-language-server: $schema={path}"


def _for_editors(schema: str) -> list[str]:
    return [schema_line(schema)] if schema else []


def _text(text: str) -> str:
    """Return ``text`` as YAML: in quotes where it would be read as something else."""
    if re.fullmatch(r"[^\W_][^#:\n]*", text) and text == text.strip():
        return text
    return "'" + text.replace("'", "''") + "'"
