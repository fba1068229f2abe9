"""The options of ``choice`` and ``multi``: how they are written, and what must hold for them
all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from msgspec import Struct
from msgspec.structs import replace

from quizgen.model.blocks import comparable
from quizgen.model.diagnostics import Problem
from quizgen.model.forms import Option
from quizgen.model.markup import Markup
from quizgen.model.phrases import count
from quizgen.model.values import quoted

FEWEST, MOST = 2, 12
HINTS = dict.fromkeys(
    ("answer", "answers", "correct", "correct_answer", "right", "solution", "key"),
    "delete this field, and mark each right option in the list: “- right: …”",
)
"""For fields of a question whose options are marked."""
MEANT = dict.fromkeys(("choices", "alternatives", "distractors", "items", "option"), "options")
"""Other names of the options."""
MISSING = {"options": "add “options:” with one option on each line, the right one “- right: …”"}
"""What a question without options lacks."""


class OptionEntry(Struct, frozen=True, kw_only=True):
    """One option: ``right`` marks a right one, some text or ``text`` a wrong one."""

    SHORTHAND: ClassVar[str] = "text"
    ONE_OF: ClassVar[tuple[str, ...]] = ("text", "right")
    EXAMPLE: ClassVar[str] = """\
text: The Garonne
# right: The Loire
feedback: It is little more than half as long.
pin: last
"""
    MEANT: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("key", "correct", "answer", "correct_answer", "solution"), "right"),
        **dict.fromkeys(("wrong", "false", "incorrect", "distractor", "option"), "text"),
        **dict.fromkeys(("explanation", "comment", "note", "why"), "feedback"),
    }
    HINTS: ClassVar[dict[str, str]] = dict.fromkeys(
        ("is_correct", "is_right"),
        "delete this field, and write the right option as “right: …”",
    )

    text: Markup | None = None
    """A wrong option."""
    right: Markup | None = None
    """A right option."""
    feedback: Markup | None = None
    """What learners who picked it should know."""
    pin: Literal["last"] | None = None
    """`last` keeps it at the end when the others are shuffled."""

    def check(self) -> Iterator[Problem]:
        if self.text is None and self.right is None:
            yield Problem(
                "missing-field",
                "this option has neither “text” nor “right”",
                hint="add “right: …” or “text: …”",
            )
        elif self.text is not None and self.right in ("true", "false", "yes", "no"):
            is_right = self.right in ("true", "yes")
            yield Problem(
                "option-text",
                f"found “{self.right}”, expected the text of a right option",
                ("right",),
                f"write {quoted(f'right: {self.text}')} instead of both lines"
                if is_right
                else "delete this field; an option is wrong unless it is written as “right: …”",
            )
        elif self.text is not None and self.right is not None:
            yield Problem(
                "option-text",
                "this option has both “text” and “right”",
                ("right",),
                "use “right: …” for a right option or “text: …” for a wrong one, not both",
                on_key=True,
            )

    @property
    def option_text(self) -> Markup:
        """What the learner reads, whether it is right or not."""
        text = self.text if self.right is None else self.right
        assert text is not None
        return text

    def option(self) -> Option:
        """Return the option as the learner meets it."""
        right = self.right is not None
        return Option(self.option_text, right, self.feedback, self.pin == "last")


_MARKED = (
    r"\*\*(?P<a>[^*]+)\*\*",
    r"(?P<a>.*\S)\s*[(\[](?:correct|right|true|richtig|correcto|x|✓|✔)[)\]]",
    r"(?P<a>.*\S)\s*[*✓✔√]",
    r"[=✓✔√]\s*(?P<a>\S.*)",
)
"""How right options are marked elsewhere."""


def marked_option(options: tuple[OptionEntry, ...]) -> str:
    """Return the text of the one option that is marked as right in another way, if any is."""
    import re

    found = []
    for entry in options:
        matches = (re.fullmatch(one, entry.option_text, re.IGNORECASE) for one in _MARKED)
        found += [match["a"] for match in matches if match][:1]
    return found[0] if len(found) == 1 else ""


def right_hint(options: tuple[OptionEntry, ...]) -> str:
    """Return what to do where no option is right."""
    if marked := marked_option(options):
        return f"write {quoted(f'- right: {marked}')}; the mark that is there now means nothing"
    return "write “right: ” before the text of a right option, as in “- right: …”"


def check_options(options: tuple[OptionEntry, ...]) -> Iterator[Problem]:
    """Yield what must hold for options of any kind: their number, and that no two are equal."""
    if not FEWEST <= len(options) <= MOST:
        yield Problem(
            "option-count",
            f"found {count(len(options), 'option')}, expected {FEWEST} to {MOST}",
            ("options",),
            "add options" if len(options) < FEWEST else "delete some of them",
            on_key=True,
        )
    texts = [entry.option_text for entry in options]
    for problem in check_distinct(texts, "options", "option"):
        entry = options[int(problem.route[1])]
        yield replace(problem, route=(*problem.route, "text" if entry.right is None else "right"))


def check_distinct(
    texts: Iterable[Markup], field: str, noun: str, *, on_key: bool = False
) -> Iterator[Problem]:
    """Yield a problem for each of ``texts`` that reads as an earlier one, case included."""
    reads = [comparable(text) for text in texts]
    if len(set(reads)) == len(reads):
        return
    seen: dict[str, int] = {}
    for number, text in enumerate(reads):
        first = seen.setdefault(text, number)
        if first < number:
            yield Problem(
                f"equal-{field}",
                f"this {noun} repeats {noun} {first + 1}; every {noun} must be different",
                (field, number),
                "change one of them, or delete it",
                on_key=on_key,
            )
