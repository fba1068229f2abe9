"""The options of ``choice`` and ``multi``: how they are written, and what must hold for them
all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from msgspec import Struct
from msgspec.structs import replace

from quizgen.model.blocks import comparable
from quizgen.model.diagnostics import Problem, Route
from quizgen.model.forms import Option
from quizgen.model.markup import Markup, literal
from quizgen.model.phrases import count
from quizgen.model.question import Picture, check_type
from quizgen.model.values import MediaName, quoted

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
    """One option: ``right`` marks a right one, some text, ``text`` or ``image`` a wrong one."""

    SHORTHAND: ClassVar[str] = "text"
    ONE_OF: ClassVar[tuple[str, ...]] = ("text", "right", "image")
    NEEDS: ClassVar[dict[str, tuple[str, ...]]] = {"image": ("alt",)}
    EXAMPLE: ClassVar[str] = """\
text: The Garonne
# right: The Loire
# image: garonne.jpg
# alt: A broad river between stone quays
# credit: Photograph by *A. Traveler*, CC BY 4.0
feedback: It is little more than half as long.
pin: last
"""
    MEANT: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("key", "correct", "answer", "correct_answer", "solution"), "right"),
        **dict.fromkeys(("wrong", "false", "incorrect", "distractor", "option"), "text"),
        **dict.fromkeys(("explanation", "comment", "note", "why"), "feedback"),
        **dict.fromkeys(("picture", "img", "photo", "file", "src", "path"), "image"),
        **dict.fromkeys(("alt_text", "caption", "description"), "alt"),
        **dict.fromkeys(("license", "author", "copyright", "attribution"), "credit"),
    }
    HINTS: ClassVar[dict[str, str]] = dict.fromkeys(
        ("is_correct", "is_right"),
        "delete this field, and write the right option as “right: …”",
    )

    text: Markup | None = None
    """A wrong option."""
    right: Markup | Picture | None = None
    """A right option: some text, or `{image: …, alt: …}`."""
    image: MediaName | None = None
    """A wrong option that is a picture, with `alt`."""
    alt: str | None = None
    """What the picture shows, in words: learners who cannot see it read this, and so does the
    terminal.
    """
    credit: Markup | None = None
    """Who made the picture, and under which license you use it; shown small on the back."""
    feedback: Markup | None = None
    """What learners who picked it should know."""
    pin: Literal["last"] | None = None
    """`last` keeps it at the end when the others are shuffled."""

    def check(self) -> Iterator[Problem]:
        """Yield what is wrong with what it shows.  One branch for each mistake."""
        if self.text is None and self.right is None and self.image is None:
            yield Problem(
                "missing-field",
                "this option has neither “text” nor “right”"
                if self.alt is None
                else "this option has “alt” and no “image”",
                hint="add “right: …” or “text: …”"
                if self.alt is None
                else "add “image: …”, the name of a file in the folder “media”",
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
        elif self.image is not None and self.right is not None:
            yield Problem(
                "option-text",
                "this option has both “image” and “right”",
                ("image",),
                "for a right picture, move “image” and “alt” below “right:”, indented further; "
                "for a wrong one, delete “right”",
                on_key=True,
            )
        elif self.text is not None and (self.right is not None or self.image is not None):
            other = "right" if self.image is None else "image"
            yield Problem(
                "option-text",
                f"this option has both “text” and “{other}”",
                (other,),
                "use “right: …” for a right option or “text: …” for a wrong one, not both"
                if self.image is None
                else "an option is some text or a picture: delete one of them, and say in “alt” "
                "what the picture shows",
                on_key=True,
            )
        else:
            yield from self._check_picture()

    def _check_picture(self) -> Iterator[Problem]:
        """Yield what is wrong with a picture, or with its fields where there is none."""
        if self.image is None:
            for name in ("alt", "credit"):
                if getattr(self, name) is not None:
                    yield Problem(
                        "option-text",
                        f"“{name}” is of a picture, and this option has no “image”",
                        (name,),
                        f"delete “{name}”\nadd “image: …”, the name of a file in “media”",
                        on_key=True,
                    )
        elif self.alt is None:
            yield Problem(
                "missing-field", "the field “alt” is missing", hint=Picture.MISSING["alt"]
            )
        else:
            yield from check_type(self.image, "image")

    @property
    def picture(self) -> Picture | None:
        """The picture that it is, right or wrong, if it is one."""
        if self.image is not None and self.alt is not None:
            return Picture(image=self.image, alt=self.alt, credit=self.credit)
        return self.right if isinstance(self.right, Picture) else None

    @property
    def option_text(self) -> Markup:
        """What the learner reads, whether it is right or not; of a picture what it shows."""
        picture = self.picture
        if picture is not None:
            return literal(" ".join(picture.alt.split()))
        text = self.text if self.right is None else self.right
        assert isinstance(text, str)
        return text

    def option(self) -> Option:
        """Return the option as the learner meets it."""
        right = self.right is not None
        picture = self.picture
        file = None if picture is None else picture.image
        return Option(self.option_text, right, self.feedback, self.pin == "last", file)


_MARKED = (
    r"\*\*(?P<a>[^*]+)\*\*",
    r"(?P<a>.*\S)\s*[(\[](?:correct|right|true|richtig|correcto|x|✓|✔)[)\]]",
    r"(?P<a>.*\S)\s*[*✓✔√]",
    r"[=✓✔√]\s*(?P<a>\S.*)",
)
"""How right options are marked elsewhere."""


def marked_option(options: tuple[OptionEntry, ...]) -> tuple[str, str]:
    """Return the one option that is marked as right in another way, and its text, if any is."""
    import re

    found = []
    for entry in options:
        matches = (re.fullmatch(one, entry.option_text, re.IGNORECASE) for one in _MARKED)
        found += [(str(match[0]), str(match["a"])) for match in matches if match][:1]
    return found[0] if len(found) == 1 else ("", "")


def right_hint(options: tuple[OptionEntry, ...], *, one: bool) -> str:
    """Return what to do where no option is right, where exactly ``one`` must be or several may."""
    written, text = marked_option(options)
    if text:
        return f"write {quoted(f'- right: {text}')} instead of {quoted(f'- {written}')}"
    which = "the right one" if one else "each right one"
    hint = f"write each option on a line of its own: “- right: …” for {which}, “- …” for each other"
    if options and all(
        entry.option_text[:2] in (f"{n}.", f"{n})") for n, entry in enumerate(options, 1)
    ):
        hint += ", all without a number"
    return f"{hint}; for several right ones, write “type: multi”" if one else hint


def check_options(options: tuple[OptionEntry, ...]) -> Iterator[Problem]:
    """Yield what must hold for options of any kind: their number, and that no two are equal."""
    if not FEWEST <= len(options) <= MOST:
        yield Problem(
            "option-count",
            f"found {count(len(options), 'option')}, expected {FEWEST} to {MOST}",
            ("options",),
            "add another option on a line of its own: “- …”"
            if len(options) < FEWEST
            else "delete some of them",
            on_key=True,
        )
    texts = [entry.option_text for entry in options]
    for problem in check_distinct(texts, "options", "option"):
        entry = options[int(problem.route[1])]
        yield replace(problem, route=(*problem.route, *_text_route(entry)))
    yield from _equal_pictures(options)


def _text_route(entry: OptionEntry) -> Route:
    """Return the route from an option to what learners read of it."""
    if entry.picture is not None:
        return ("alt",) if entry.right is None else ("right", "alt")
    return ("text",) if entry.right is None else ("right",)


def _equal_pictures(options: tuple[OptionEntry, ...]) -> Iterator[Problem]:
    """Yield a problem for each picture that an earlier option shows, whatever its words."""
    seen: dict[MediaName, int] = {}
    for number, picture in pictures(options):
        first = seen.setdefault(picture.image, number)
        if first < number:
            yield Problem(
                "equal-options",
                f"this option shows the picture of option {first + 1}; every option must be "
                "different",
                ("options", number, *_picture_route(options[number]), "image"),
                "name another picture, or delete the option",
            )


def _picture_route(entry: OptionEntry) -> Route:
    return () if entry.right is None else ("right",)


def pictures(options: tuple[OptionEntry, ...]) -> Iterator[tuple[int, Picture]]:
    """Yield the options that are pictures, each with its index."""
    for number, entry in enumerate(options):
        if (picture := entry.picture) is not None:
            yield number, picture


def routed_pictures(options: tuple[OptionEntry, ...]) -> Iterator[tuple[Route, Picture]]:
    """Yield the options of a question that are pictures, each with its route."""
    for number, picture in pictures(options):
        yield ("options", number, *_picture_route(options[number])), picture


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
