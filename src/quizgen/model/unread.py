r"""Markdown, HTML and TeX that nobody reads: what an author wrote as a mark and learners see raw.

What means something is known to :mod:`quizgen.model.blocks` and :mod:`quizgen.model.markup`; all
else is characters, as promised.  This module looks at the characters for what other programs would
read: a picture, ``$x^2$``, ``__bold__``, ``<b>``.  It is silent on what makes sense as it is:
prices, comparisons, ``vector<int>``, names with underscores, and all that is within code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from quizgen.model.blocks import Code, Formula, Items, Table, places
from quizgen.model.diagnostics import Problem, Severity
from quizgen.model.markup import Markup, marks

_HIDDEN = "\0"
"""Stands for each character of what is read as code, as maths or as a link."""


class Unread(Struct, frozen=True):
    """Something that nobody reads."""

    place: int
    """Where it begins in the text."""
    found: str
    problem: Problem


def _mark(place: int, found: str, message: str, hint: str) -> Unread:
    """Return what is not read of a text that can be used all the same."""
    problem = Problem("unread-markdown", message, hint=hint, severity=Severity.WARNING)
    return Unread(place, found, problem)


def unread(text: str, folded: Sequence[str] = ()) -> list[Unread]:
    """Return what nobody reads of ``text``, in its order.

    ``folded`` are the lines that it has in the file, where YAML has joined some of them.
    """
    inside = _without_blocks(text)
    if (mark := _code_mark(inside, folded=bool(folded))) is not None:
        return [mark]
    if (mark := _folded_list(inside, folded)) is not None:
        return [mark]
    read = _without_marks(inside, links=False)
    bare = _without_marks(inside, links=True)
    found = [*_links(text, read, bare), *_lines(bare)]
    for look in (_formulas, _emphasis, _tags, _entities):
        found += look(bare)
    found.sort(key=lambda one: one.place)
    apart: list[Unread] = []
    end = 0
    for one in found:
        if one.place >= end:
            apart.append(one)
            end = one.place + len(one.found)
    return apart


def _without_blocks(text: str) -> str:
    """Hide the code blocks of ``text``, its displayed formulas and the bars of its tables."""
    parts = []
    done = 0
    for start, end, block in places(Markup(text)):
        shown = text[start:end]
        if isinstance(block, Code | Formula):
            shown = re.sub(r"[^\n]", _HIDDEN, shown)
        elif isinstance(block, Table):
            shown = re.sub(r"(?m)^\|[ :|-]+$|\|", lambda found: _HIDDEN * len(found[0]), shown)
        elif isinstance(block, Items):
            shown = re.sub(r"(?m)^- ", _HIDDEN * 2, shown)
        parts += [text[done:start], shown]
        done = end
    return "".join([*parts, text[done:]])


def _without_marks(text: str, *, links: bool) -> str:
    """Hide the code and the formulas of ``text``, and its ``links`` too."""
    parts = []
    done = 0
    for kind, start, end in marks(text):
        if start >= done and (kind in ("code", "maths") or (links and kind == "link")):
            parts += [text[done:start], _HIDDEN * (end - start)]
            done = end
    return "".join([*parts, text[done:]])


# -- code --------------------------------------------------------------------------------------


_FENCE = r"(?m)(?P<begin>^ {0,3})?(?P<sign>(?P<mark>`{3,})[^\s`]*|(?<=^)~{3,}\S*)(?P<rest>.*)"
_JOINED = "write “|-” after the name of the field, instead of “>-” or nothing"


def _code_mark(text: str, *, folded: bool) -> Unread | None:
    """Return the first mark of a code block that makes none, if there is one."""
    for found in re.finditer(_FENCE, text):
        place, sign, mark = found.start("sign"), found["sign"], found["mark"]
        begins = found["begin"] == ""
        if begins and mark and "\n" in text and not found["rest"].strip():
            message = f"the code after “{sign}” does not end"
            hint = f"write “{mark}” on a line of its own after the code"
            return Unread(place, sign, Problem("open-fence", message, hint=hint))
        if text.find(sign[:3], place + 3) < 0:
            continue  # one mark alone is a sign that the text speaks of
        if not mark:
            message = "“~~~” does not begin a code block"
            return _mark(place, sign, message, "write “```” instead of “~~~”")
        if folded:
            message = "the lines of this code block are joined into one"
            problem = Problem("folded-fence", message, hint=_JOINED, severity=Severity.WARNING)
            return Unread(place, sign, problem)
        if found["begin"]:
            message = "a code block cannot be indented"
            hint = "write “```” at the beginning of a line, also at the end"
        elif begins and "```" not in found["rest"]:
            message = f"found “{sign}{found['rest']}”, expected at most a language after “```”"
            hint = "write one word at most after “```”"
        else:
            message = "found “```” inside a line, where it does not begin code"
            hint = "write `…` for code in a line, or “```” on lines of its own"
        return _mark(place, sign, message, hint)
    return None


def _folded_list(text: str, lines: Sequence[str]) -> Unread | None:
    """Return the first mark of a list that YAML has joined into one line, if there is one."""
    for mark, item in (("- ", r" *- \S"), ("1. ", r" *\d+\. \S")):
        if mark in text and sum(re.match(item, line) is not None for line in lines) > 1:
            message = "the items of this list are joined into one line"
            place = text.index(mark)
            found = re.match(r"\S+(?: [^\s\0]+)?", text[place:])
            assert found is not None
            return _mark(place, found[0], message, _JOINED)
    return None


# -- links and pictures ------------------------------------------------------------------------

_PICTURE = r"!\[[^\[\]\n]*\]\([^()\n]*\)"
_LINK = r"(?<![\w\])\\])\[((?:[^\[\]\n]|\[[^\[\]\n]*\])+)\]\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)"
_ADDRESS = (
    r"(?i)(?:[a-z][a-z0-9+.-]*:|//|www\.|\.{0,2}/|#).*|\S+\.(?:html?|md|pdf|org|com|net|io)\S*"
)
_BRACKETED = r"<((?:https?://|mailto:)[^\s<>]+)>"


def _links(text: str, read: str, bare: str) -> Iterator[Unread]:
    """Find what looks like a picture or a link; ``read`` still has the links that are read."""
    for found in re.finditer(_PICTURE, read):
        shown = text[found.start() : found.end()]
        message = "a picture cannot be inside text"
        hint = "name its file in the field “media” of the question: “- image: …”"
        yield _mark(found.start(), shown, message, hint)
    for found in re.finditer(_LINK, bare):
        label, address = found[1], found[2].strip()
        if re.fullmatch(_ADDRESS, address):
            shown = text[found.start() : found.end()]
            yield _mark(found.start(), shown, *_about_link(label, address))
    for found in re.finditer(_BRACKETED, bare):
        message = "“<” and “>” around an address are shown, too"
        yield _mark(
            found.start(), found[0], message, f"write “{found[1]}”, or “[text]({found[1]})”"
        )


def _about_link(label: str, address: str) -> tuple[str, str]:
    """Return what is wrong with a link that is not read, and what to do."""
    from quizgen.model.urls import parse_url

    url, space, rest = address.partition(" ")
    if space and rest.lstrip()[:1] in ('"', "'"):
        return "a link has no title", f"write “({url})” after the text of the link"
    try:
        parse_url(address)
    except ValueError as error:
        if re.match(r"(?i)https?:|mailto:", address):
            return error.args[0], error.args[1]
        if scheme := re.match(r"(?i)[a-z][a-z0-9+.-]*:", address):
            return (
                f"a card may not lead to “{scheme[0]}”",
                "write an address that begins with https://",
            )
        message = (
            f"found “{address}”, expected an address that begins with https://, http:// or mailto:"
        )
        return message, "write the whole address, with https://"
    if "[" in label:
        return "the text of a link has brackets", "put the text within [ and ] in backticks"
    return "this link is not read", "write “[text](https://…)”, with nothing else in it"


# -- lines -------------------------------------------------------------------------------------


def _lines(text: str) -> Iterator[Unread]:
    """Find what begins lines of a table, a heading, or a list of another kind."""
    for found in re.finditer(
        r"(?m)^.*\|[ ]*:?-{2,}:?[ ]*\|.*$|^[ ]*:?-{2,}:?[ ]*(?:\|[ ]*:?-+:?[ ]*)+$", text
    ):
        message = "this is not read as a table"
        hint = (
            "begin and end each line with “|”, and write as many cells in each line as in the first"
            if "\n" in text
            else "write “|-” after the name of the field, so that each line stays a line"
        )
        shown = re.search(r"\|?[ ]*:?-{2,}:?[ |:-]*", found[0])
        assert shown is not None
        yield _mark(found.start() + shown.start(), shown[0].rstrip(), message, hint)
    if "\n" not in text:
        return
    for found in re.finditer(r"(?m)^#{2,6} +\S", text):
        message = "text has no headings"
        yield _mark(found.start(), found[0][:-1].rstrip(), message, "write “**…**” for bold text")
    starred = re.search(r"(?m)^([*+] )\S.*\n(?:\n|[ ]+.*\n)*\1\S", text)
    if starred is not None:
        message = f"“{starred[1].strip()}” does not begin an item of a list"
        yield _mark(starred.start(), starred[1].strip(), message, "write “- ” before each item")
    nested = re.search(r"(?m)^(?:\0\0|\d+\. ).*\n(?:[ ]{2,}[^\s-].*\n)*([ ]{2,})- \S", text)
    if nested is not None:
        message = "a list cannot be within an item of another list"
        hint = "make one list of both, or two lists"
        yield _mark(nested.start(1), nested[1] + "-", message, hint)


# -- maths -------------------------------------------------------------------------------------

_DOLLARS = r"(?<![\w$\\])(\$\$?)(?=[^\s$\0])([^$\n]*?[^\s$\\\0])\1(?![\w$({\[])"
_DISPLAY = r"(?<!\\)\\\[(?!\[)((?:(?!\\\[)[^\n])*?)\\\]"
_COMMAND = r"\\[A-Za-z]|[\^_]\{|[\w)\]}]\^[\w({\\-]"
_ALGEBRA = r"[-+]?(?:[A-Za-z]'?|\d+|[-+*/=<>|(),.^_! ]|\\[,;:!])+"


def _formulas(text: str) -> Iterator[Unread]:
    """Find formulas between dollar signs, or between brackets within a line."""
    for found in re.finditer(_DOLLARS, text):
        if _is_maths(found[2]):
            block = found[1] == "$$"
            message = f"a formula is not read between “{found[1]}”"
            hint = f"write “\\({found[2]}\\)”" + "; on lines of their own, \\[ and \\]" * block
            yield _mark(found.start(), found[0], message, hint)
    for found in re.finditer(r"(?m)^\$\$$\n((?:[^$\n]+\n)+)^\$\$$", text):
        message = "a formula is not read between “$$”"
        yield _mark(
            found.start(), "$$", message, "write “\\[” before the formula and “\\]” after it"
        )
    for found in re.finditer(_DISPLAY, text):
        if re.search(_COMMAND, found[1]) or re.search(r"\w ?= ?\w", found[1]):
            message = "“\\[” begins a formula only on a line of its own, where there are several"
            yield _mark(found.start(), found[0], message, f"write “\\({found[1]}\\)”")


def _is_maths(content: str) -> bool:
    """Tell whether ``content``, which is between dollar signs, is a formula rather than text."""
    if re.search(_COMMAND, content):
        return True
    content = re.sub(r"\b(?:log|exp|sin|cos|tan|max|min|lim)\b", "", content)
    if re.search(r"[A-Za-z]{3}", content) or not re.fullmatch(_ALGEBRA, content):
        return False
    return " " not in content.strip() or re.search(r"[=<>+*/^_(-]", content) is not None


# -- emphasis ----------------------------------------------------------------------------------

_BOLD = r"(?<![\w.])__(?=[^\s_])([^_\n\0]+(?:_[^_\n\0]+)*)(?<=\S)__(?![\w(])"
_STRUCK = r"(?<![\w~])~~(?=[^\s~])([^~\n\0]+)(?<=\S)~~(?![\w~])"
_THREE = r"(?<![\w*/)\]=])\*{3}(?=[^\s*])([^*\n\0]+)(?<=\S)\*{3}(?![\w*/(\[=])"
_STARS = r"(?<![\w*/)\]=(])\*\*(?=\w)([\w ,.'’-]*\w)\*\*(?=[/(\[=])"
_UNDERSCORED = r"(?<![\w/.\\:])(?<!\w\()_(?=[^\W\d_])([^_\n\0]+[^\W_]{2})_(?!\w|[(/=]|\.\w)"
"""Text of three letters or more: fewer, as in ``_x_``, are most often a name."""
_START_OF_WORD = r"(?<![\w*/)\]=(])\*\*([^\W\d_]+)\*\*([^\W\d_]+)"
_END_OF_WORD = r"(?<![\w*])([^\W\d_]+)\*\*([^\W\d_]{2,})\*\*(?![\w*])"


def _emphasis(text: str) -> Iterator[Unread]:
    """Find marks of emphasis of other kinds, and of ours where they mean nothing."""
    for found in re.finditer(_BOLD, text):
        if not _is_name(found[1]):
            hint = f"write “**{found[1]}**”\nif learners should read the underscores, use backticks"
            message = "“__” does not make text bold"
            yield _mark(found.start(), found[0], message, hint)
    for found in re.finditer(_UNDERSCORED, text):
        hint = f"write “*{found[1]}*”\nif learners should read the underscores, use backticks"
        yield _mark(found.start(), found[0], "“_” does not make text italic", hint)
    for pattern in (_START_OF_WORD, _END_OF_WORD):
        for found in re.finditer(pattern, text):
            message = "“**” makes only whole words bold"
            yield _mark(found.start(), found[0], message, f"write “**{found[1]}{found[2]}**”")
    for found in re.finditer(_STRUCK, text):
        yield _mark(found.start(), found[0], "“~~” does not strike text out", "delete “~~”")
    for found in re.finditer(_THREE, text):
        message = "“***” does not make text bold and italic"
        yield _mark(found.start(), found[0], message, f"write “**{found[1]}**” or “*{found[1]}*”")
    for found in re.finditer(_STARS, text):
        sign = text[found.end()]
        message = f"“**” right before “{sign}” does not end bold text"
        yield _mark(found.start(), found[0], message, f"put a space before “{sign}”")


def _is_name(word: str) -> bool:
    """Tell whether ``__word__`` is a name of a programming language."""
    if not word.isidentifier() or not word.isascii():
        return False
    if word.upper() == word or "_" in word or word in _NAMES:
        return True
    name = f"__{word}__"
    kinds = (object, type, int, str, list, dict, float, frozenset, Exception, Iterator, type(_tags))
    return any(hasattr(kind, name) for kind in kinds)


_NAMES = frozenset(
    """
    all annotations attribute author bases builtins cached call debug declspec del delattr
    delete dir enter exit aenter aexit anext await file future get getattr getitem iadd import
    instancecheck inline int128 int64 loader main match_args metaclass missing name
    pycache new next package path proto restrict set setattr slots spec subclasscheck typename
    version volatile asm const dirname filename
    """.split()
)
"""Names that Python, C and JavaScript write with two underscores on both sides."""


# -- HTML --------------------------------------------------------------------------------------

_TAG = r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[^<>\0]*)?)\s*/?>|<!--"
_MATHS_TAG = "write it in a formula, such as \\(x_2\\) or \\(x^2\\)"
_TAGS = {
    **dict.fromkeys(("b", "strong"), "write “**…**” for bold text"),
    **dict.fromkeys(("i", "em", "u", "var", "cite"), "write “*…*” for emphasis"),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), "write “`…`” for code"),
    "pre": "write the code on lines of its own, between lines of “```”",
    **dict.fromkeys(
        ("br", "p", "div", "hr"), "write “|-” after the name of the field, and begin a new line"
    ),
    **dict.fromkeys(("sub", "sup"), _MATHS_TAG),
    "a": "write “[text](https://…)” for a link",
    **dict.fromkeys(
        ("img", "picture", "video", "audio"), "name its file in the field “media” of the question"
    ),
    **dict.fromkeys(("ul", "ol", "li"), "begin each item on a line of its own, with “- ”"),
    **dict.fromkeys(
        ("table", "tr", "td", "th", "tbody", "thead"),
        "write the lines of the table with “|” between cells",
    ),
    **dict.fromkeys(
        (
            "span",
            "font",
            "small",
            "big",
            "center",
            "mark",
            "s",
            "del",
            "strike",
            "ins",
            "blockquote",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "details",
            "summary",
        ),
        "delete the tag",
    ),
}
"""What to write instead of a tag."""
_ALONE = frozenset("br hr img".split())
"""Tags that have no end."""


def _tags(text: str) -> Iterator[Unread]:
    """Find tags of HTML: those that have an end, or need none."""
    if "<" not in text:
        return
    closed = {name.lower() for name in re.findall(r"</([A-Za-z0-9]+)\s*>", text)}
    last = text.rfind("-->")
    told: set[str] = set()
    for found in re.finditer(_TAG, text):
        name = (found[2] or "").lower()
        if found[0] == "<!--":
            if found[0] not in told and found.end() <= last:
                told.add(found[0])
                message = "a comment of HTML is shown to learners"
                yield _mark(
                    found.start(), "<!--", message, "write it after “#” on a line of the file"
                )
            continue
        if found[1] or name not in _TAGS or name in told:
            continue
        if name not in _ALONE and name not in closed:
            continue
        told.add(name)
        message = f"the tag “{found[0]}” is shown to learners as it is"
        hint = f"{_TAGS[name]}\nif learners should read the tag, put it in backticks"
        yield _mark(found.start(), found[0], message, hint)


def _entities(text: str) -> Iterator[Unread]:
    """Find entities of HTML."""
    if "&" not in text:
        return
    from html import unescape

    told: set[str] = set()
    for found in re.finditer(r"&(?:[A-Za-z][A-Za-z0-9]*|#\d+|#[xX][0-9A-Fa-f]+);", text):
        char = unescape(found[0])
        if char == found[0] or char in told:
            continue
        told.add(char)
        shown = char if char.isprintable() and not char.isspace() else ""
        message = f"“{found[0]}” is shown to learners as it is"
        hint = f"write “{shown}”" if shown else "write the character itself, or a space"
        yield _mark(
            found.start(),
            found[0],
            message,
            f"{hint}\nif learners should read it, put it in backticks",
        )
