"""The texts of new files: a bank, a topic with its first bank, and one more question.

They are valid as they are, so that an author begins with something that can be checked, shown and
built, and changes it from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import combining, normalize

from quizgen.authoring import examples
from quizgen.authoring.insertion import item
from quizgen.model.bank import Fact, Source
from quizgen.model.question import Question
from quizgen.model.values import Id, Namespace, Title
from quizgen.reading.records import TopicFile
from quizgen.reading.shapes import Shapes

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
    shapes: Shapes, kind: type[Question], taken: Iterable[str] = (), fact: Id | None = None
) -> str:
    """Return the fields of an example of this ``kind``, whose id is none of those ``taken``.

    It cites ``fact``, if there is one.
    """
    text = examples.question(shapes, kind)
    name = re.search(r"^id: (\S+)", text, re.MULTILINE)
    assert name is not None, f"the example of {kind.type} has no id"
    new = unused(name[1], taken)
    text = text[: name.start(1)] + new + text[name.end(1) :]
    return text if fact is None else f"{_FACT.sub('', text)}facts: [{fact}]\n"


def bank(
    shapes: Shapes,
    name: Id,
    title: Title,
    kinds: Iterable[type[Question]],
    *,
    namespace: Namespace | None = None,
    fact: Id | None = None,
    schema: str = "",
) -> str:
    """Return the text of a bank with an example of each of ``kinds``.

    It is a standalone bank if it has a ``namespace``; in a topic its questions cite ``fact``.
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
        fields = question(shapes, kind, taken, fact)
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


def first_fact() -> Id:
    """Return the id of the fact that a new topic has."""
    found = re.search(r"^id: (\S+)", Fact.EXAMPLE, re.MULTILINE)
    assert found is not None
    return Id(found[1])


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
