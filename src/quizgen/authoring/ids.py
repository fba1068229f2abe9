"""Ids for what has none yet: proposed from its words, and put into the text of a file.

An id is proposed once, when somebody asks for it, and is the author's from then on.  What a
question says may change afterwards, and its id stays: nothing derives an id when a bank is read or
built.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from quizgen.authoring.examples import plain
from quizgen.authoring.insertion import NoPlace, line_end, lines_of, root_of
from quizgen.authoring.scaffold import slug, unused
from quizgen.model.diagnostics import Mark
from quizgen.model.filenames import SOURCE_FILE
from quizgen.model.nodes import Mapping, Node, Scalar, Sequence

MOST_WORDS = 5
"""Words of a proposed id: enough to know the question by, and few enough to type."""
_SAYING = {"questions": ("stem", "text"), "facts": ("statement",)}
"""The lists whose items have ids, and the fields by whose words these are known."""
_GAP = r"\[\[.*?\]\]"
_MARKS = r"\\\(.*?\\\)|[*`_]"
_SMALL = frozenset(
    """
    a an the this that these those it its his her their our your my there
    of in on at to for from by with into onto than then as about over under between
    and or but not is are was were be been being do does did has have had can could may might will
    which what who whom whose when where why how many much following please did
    """.split()
)
"""Words that many questions have, and that tell none from another."""


class Proposal(Struct, frozen=True):
    """An id for what has none."""

    line: int
    """The line that it is put on, from 1."""
    field: str
    """``id``, or ``bank`` or ``topic`` for a whole file."""
    id: str
    words: str
    """What it is the id of, in the author's words."""
    mark: Mark
    """Where its owner begins."""
    is_empty: bool = False
    """The field is there, and empty."""


def propose(text: str, path: Path, taken: Iterable[str] = ()) -> list[Proposal]:
    """Return an id for everything in ``text``, the file at ``path``, that has none.

    None is one of ``taken``, or one that the file has or had.  Raises
    :class:`~quizgen.authoring.insertion.NoPlace` where the file cannot be read.
    """
    root = root_of(text)
    known = {*taken, *_known(root)}
    found = list(_of_file(root, path))
    for name, saying in _SAYING.items():
        listed = root.entries.get(name)
        items = listed.items if isinstance(listed, Sequence) else []
        for number, item in enumerate(items, 1):
            if isinstance(item, Mapping) and _lacks(item, "id"):
                words = _words(item, saying)
                made = unused(_from_words(words) or f"{name.removesuffix('s')}-{number}", known)
                known.add(made)
                found.append(_proposal(item, "id", made, words))
    return found


def write(text: str, proposals: Iterable[Proposal]) -> str:
    """Return ``text`` with the ``proposals`` in their places, and all else as it was.

    Raises :class:`~quizgen.authoring.insertion.NoPlace` where one has no place.
    """
    mark = "\ufeff" * text.startswith("\ufeff")
    lines = lines_of(text.removeprefix(mark))
    end = line_end(text)
    listed = sorted(proposals, key=lambda one: (one.mark.line, one.mark.column), reverse=True)
    for one in listed:
        number, column = one.mark.line, one.mark.column
        line = lines[number]
        if one.is_empty:
            colon = line.index(":", column + len(one.field)) + 1
            line = f"{line[:colon]} {one.id}{line[colon:]}"
        elif line[column : column + 1] == "{":
            line = f"{line[: column + 1]}{one.field}: {one.id}, {line[column + 1 :]}"
        else:
            margin = re.sub(r"\S", " ", line[:column])
            line = f"{line[:column]}{one.field}: {one.id}{end}{margin}{line[column:]}"
        lines[number] = line
    changed = mark + "".join(lines)
    if plain(_with(root_of(text), listed)) != plain(root_of(changed)):
        raise NoPlace("the lines around an id are not laid out as expected")
    return changed


def _of_file(root: Mapping, path: Path) -> Iterator[Proposal]:
    """Yield the id of the whole file, if it lacks one: from the name of the file or folder."""
    field = "topic" if path.name == SOURCE_FILE else "bank"
    name = path.parent.absolute().name if field == "topic" else path.stem
    if _lacks(root, field) and (made := slug(name)):
        yield _proposal(root, field, made, path.name)


def _proposal(owner: Mapping, field: str, made: str, words: str) -> Proposal:
    is_empty = field in owner.entries
    mark = owner.keys[field] if is_empty else owner.mark
    return Proposal(mark.line + 1, field, made, words, mark, is_empty)


def _lacks(owner: Mapping, field: str) -> bool:
    """Tell whether ``owner`` has no ``field``, however it is spelled, or has it empty."""
    if all(name.strip().lower() != field for name in owner.entries):
        return True
    value = owner.entries.get(field)
    return isinstance(value, Scalar) and not value.text


def _known(root: Mapping) -> Iterator[str]:
    """Yield every id that something in the file has or had."""
    for name in _SAYING:
        listed = root.entries.get(name)
        for item in listed.items if isinstance(listed, Sequence) else ():
            if isinstance(item, Mapping):
                for field in ("id", "was"):
                    yield from _texts(item.entries.get(field))


def _texts(node: Node | None) -> Iterator[str]:
    for one in node.items if isinstance(node, Sequence) else [node]:
        if isinstance(one, Scalar):
            yield one.text


def _words(item: Mapping, saying: Iterable[str]) -> str:
    """Return what ``item`` says, in one of the fields ``saying``."""
    for field in saying:
        value = item.entries.get(field)
        if isinstance(value, Scalar) and value.text.strip():
            return " ".join(value.text.split())
    return ""


def _from_words(words: str) -> str:
    """Return the id that ``words`` make: the first of them that mean something."""
    made = slug(re.sub(_MARKS, "", re.sub(_GAP, " ", words))).split("-")
    telling = [word for word in made if word not in _SMALL]
    return "-".join((telling or made)[:MOST_WORDS])


def _with(root: Mapping, proposals: Iterable[Proposal]) -> Mapping:
    """Return ``root`` as it is with ``proposals``; for a file that is read only for this."""
    by_mark = {(one.mark.line, one.mark.column): one for one in proposals}
    owners = [root]
    for name in _SAYING:
        listed = root.entries.get(name)
        if isinstance(listed, Sequence):
            owners += [item for item in listed.items if isinstance(item, Mapping)]
    for owner in owners:
        for field in ("id", "bank", "topic"):
            mark = owner.keys.get(field, owner.mark)
            one = by_mark.get((mark.line, mark.column))
            if one is not None and one.field == field:
                owner.entries[field] = Scalar(one.id, owner.mark)
    return root
