"""Where lines go into the text of a bank, so that everything else in it stays as it was.

An author's comments, spaces and line ends are kept.  A text is changed by lines that are put in or
exchanged, at places that its tree gives; what comes of it is read again, and given back only if it
says what it said before, and what was to be added.
"""

from __future__ import annotations

import re

from quizgen.authoring.examples import plain
from quizgen.model.nodes import Mapping, Node, Scalar, Sequence
from quizgen.reading.yamltree import parse

_LINE = r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z"
_DASH = r"^(\ufeff? *)-( +)$"
_MARGIN = "  "


class NoPlace(ValueError):
    """The lines cannot be put where they belong; the text says why."""


def lines_of(text: str) -> list[str]:
    """Return the lines of ``text``, each with what ends it."""
    return re.findall(_LINE, text)


def line_end(text: str) -> str:
    """Return what ends the lines of ``text``."""
    found = re.search(r"\r\n|\r|\n", text)
    return found[0] if found else "\n"


def root_of(text: str) -> Mapping:
    """Return the fields of the file ``text``.  Raises :class:`NoPlace` where it cannot be read."""
    document = parse(text)
    if document.faults or document.damaged:
        raise NoPlace("the file cannot be read")
    if not isinstance(document.root, Mapping):
        raise NoPlace("the file has no fields such as “name: value”")
    return document.root


def item(fields: str, margin: str, gap: str = " ") -> list[str]:
    """Return the lines of an item of a list: ``fields``, and before them ``margin`` and a dash.

    Comments at their beginning come before the dash.
    """
    made = []
    begun = False
    for line in fields.rstrip("\n").split("\n"):
        if begun:
            made.append(f"{margin} {gap}{line}" if line else "")
        elif line.startswith("#"):
            made.append(f"{margin}{line}")
        else:
            made.append(f"{margin}-{gap}{line}")
            begun = True
    return made


def append(text: str, name: str, fields: str) -> str:
    """Return ``text``, the text of a file, with an item at the end of the list ``name``.

    ``fields`` are those of the item, in YAML, a line each.  Raises :class:`NoPlace`.
    """
    root = root_of(text)
    lines = lines_of(text)
    end = line_end(text)
    listed = root.entries.get(name)
    if lines and not lines[-1].endswith(("\r", "\n")):
        lines[-1] += end
    if isinstance(listed, Sequence) and listed.items:
        margin, gap = _margin_of(listed, lines)
        last = _last_line(root, name, lines, len(margin))
        blank = [end] if _has_blank_lines(listed, lines) else []
        lines[last + 1 : last + 1] = [*blank, *(line + end for line in item(fields, margin, gap))]
    else:
        new = [line + end for line in item(fields, _MARGIN)]
        if listed is None:
            lines += [f"{name}:{end}", *new]
        else:
            number = root.keys[name].line
            lines[number : number + 1] = [_without_brackets(listed, name, lines[number], end), *new]
    return _checked(root, "".join(lines), name, fields)


def add_field(text: str, after: str, line: str) -> str:
    """Return ``text``, the text of a file, with ``line``, a field of it, after another field.

    Raises :class:`NoPlace`.
    """
    root = root_of(text)
    lines = lines_of(text)
    if after not in root.entries:
        raise NoPlace(f"the file has no field “{after}”")
    number = root.keys[after].line
    later = [mark.line for mark in root.keys.values() if mark.line > number]
    place = min([*later, len(lines)])
    while place > number + 1 and not re.match(r"\s*[^\s#]", lines[place - 1]):
        place -= 1
    end = line_end(text)
    if not lines[place - 1].endswith(("\r", "\n")):
        lines[place - 1] += end
    lines.insert(place, line + end)
    new = parse(line).root
    assert new is not None
    changed = "".join(lines)
    if plain(root_of(changed)) != plain(root) | plain(new):
        raise NoPlace(f"the lines around “{after}” are not laid out as expected")
    return changed


def _margin_of(listed: Sequence, lines: list[str]) -> tuple[str, str]:
    """Return what is before the dash of the items of a list, and between it and an item."""
    mark = listed.items[0].mark
    found = re.search(_DASH, lines[mark.line][: mark.column])
    if found is None:
        raise NoPlace("the list is not written with one “- ” for each item")
    return found[1], found[2]


def _last_line(root: Mapping, name: str, lines: list[str], margin: int) -> int:
    """Return the number of the last line of the list ``name`` of ``root``.

    A comment that is indented further than the ``margin`` belongs to the item before it.
    """
    begin = root.keys[name].line
    later = [mark.line for mark in root.keys.values() if mark.line > begin]
    last = min(later, default=len(lines)) - 1
    own = rf"\s*[^\s#]| {{{margin + 1},}}#"
    while last > begin and not re.match(own, _no_end_marker(lines[last])):
        last -= 1
    return last


def _no_end_marker(line: str) -> str:
    """Return ``line``, or nothing if it says that the file ends here."""
    return "" if re.match(r"\.\.\.\s*$", line) else line


def _has_blank_lines(listed: Sequence, lines: list[str]) -> bool:
    """Return whether there is a blank line between the items, or there is but one."""
    begin, end = listed.items[0].mark.line, listed.items[-1].mark.line
    return begin == end or any(not line.strip() for line in lines[begin:end])


def _without_brackets(listed: Node, name: str, line: str, end: str) -> str:
    """Return the ``line`` of an empty list without its brackets."""
    is_empty = isinstance(listed, Sequence) or (isinstance(listed, Scalar) and not listed.text)
    found = re.match(r"([^#\[]*?:)\s*(?:\[\s*\])?\s*(#.*)?$", line.rstrip("\r\n"))
    if not is_empty or found is None:
        raise NoPlace(f"“{name}” is not a list")
    return f"{found[1]}{' ' + found[2] if found[2] else ''}{end}"


def _checked(before: Mapping, text: str, name: str, fields: str) -> str:
    """Return ``text`` if it says what it said ``before``, and the new item."""
    new = parse(fields).root
    assert new is not None
    wanted = plain(before)
    wanted[name] = [*(wanted.get(name) or []), plain(new)]
    if plain(root_of(text)) != wanted:
        raise NoPlace("the lines around that place are not laid out as expected")
    return text
