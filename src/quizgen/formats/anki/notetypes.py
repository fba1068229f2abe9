"""The note types that quizgen's notes have in a learner's collection, one for each form.

Anki recognises a note type by its id, and its fields and templates by theirs.  Under Anki's default
import options a release may change the text of templates and CSS, and may rename what it likes.  It
may never again change how many fields or templates there are, nor their order: Anki then calls
every note "conflicting", and no update reaches anybody who imported an earlier release.  So each
note type carries fields that are still empty, and templates that make no card until such a field is
filled: only ``Spare 4`` is left, for the template that waits for it.

Anki takes a changed template only if the note type's modification second has grown.  That second
belongs to the code, not to a build: :data:`REVISIONS` says when each note type last changed.

Measured against Anki 23.12 to 26.9; where it is written down in its source, that is
``rslib/src/import_export/package/apkg/import/notes.rs``.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from quizgen.formats.anki.language import script
from quizgen.model.forms import Arrange, Blanks, Form, Pair, Pick, Reveal, TypeIn

TEMPLATES = Path(__file__).with_name("templates")
_INCLUDE = re.compile(r"^ *<!-- include ([a-z.]+) -->\n", re.MULTILINE)
_COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)

# The LaTeX frame of Anki's own note types; no text of quizgen's reaches it.
_LATEX_PRE = r"""\documentclass[12pt]{article}
\special{papersize=3in,5in}
\usepackage[utf8]{inputenc}
\usepackage{amssymb,amsmath}
\pagestyle{empty}
\setlength{\parindent}{0in}
\begin{document}
"""
_LATEX_POST = r"\end{document}"


@cache
def _read(name: str) -> str:
    """Return a file of ``templates/`` with the files that it includes, without script comments."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    if name.endswith(".js"):
        text = _COMMENT.sub("", text).replace("WORDS_IN_ENGLISH", script())
    return _INCLUDE.sub(lambda found: _read(found[1]), text)


class Field(Struct, frozen=True):
    """A field of a note type."""

    name: str
    purpose: str
    """What Anki's editor shows where the field is empty."""
    folded: bool = False
    """Anki's editor shows it folded."""


class Template(Struct, frozen=True):
    """A template: it makes a card of each note in which ``needs`` is not empty."""

    name: str
    page: str
    """Its files are ``<page>.front.html`` and ``<page>.back.html``."""
    needs: str
    listed: tuple[str, str] = ("{{Stem}}", "{{Key}}")
    """What Anki's browser shows of question and answer, in a table of one line for each card."""

    @property
    def columns(self) -> tuple[str, str]:
        """The templates of the two columns: Anki strikes from an answer a question that it begins
        with, such as the CO of CO2, unless a mark stands before it.
        """
        question, answer = self.listed
        return question, f"<span>{answer}</span>"

    @property
    def front(self) -> str:
        return _read(f"{self.page}.front.html")

    @property
    def back(self) -> str:
        return _read(f"{self.page}.back.html")


COMMON = (
    Field("Images", "Pictures that belong to the question"),
    Field("Sounds", "Sounds that belong to the question, played with its front"),
    Field("Explanation", "Why the answer is right"),
    Field("Answer media", "Pictures and sounds of the back, and who made those of both sides"),
    Field("Standing", "How the statement stands in its source, and who says so"),
    Field("Source", "Where the statement is made"),
    Field("As of", "The time that the source speaks of"),
    Field("Topic", "Title of the topic"),
    Field("Bank", "Title of the question bank"),
    Field("Task", "What to do, as the card says it"),
    Field("Notice", "Shown above the card: a correction, or why a question was withdrawn"),
    Field("Id", "Names the question in its bank; do not change", folded=True),
    Field("Hint", "What helps to find the answer, shown on request"),
    Field("Passage", "What several questions are about, shown above the stem"),
    Field("Language", "Its language, and the words of the card in it", folded=True),
)
"""The last fields of every note type but for one, which a template waits for."""

_STEM = Field("Stem", "What is asked")
_SPARE = Template("Spare", "spare", "Spare 4", ("{{Spare 4}}", "{{Stem}}"))


class NoteType(Struct, frozen=True):
    """A note type; the ids of its fields and templates count up from ``first_id``."""

    name: str
    id: int
    first_id: int
    own: tuple[Field, ...]
    """The fields before the common ones; the first is what Anki's browser sorts by."""
    templates: tuple[Template, ...]
    is_cloze: bool = False
    last: Field = Field("Spare 4", "Empty until a later release needs it", folded=True)
    """The field that the last template waits for."""

    @property
    def fields(self) -> tuple[Field, ...]:
        return (*self.own, *COMMON, self.last)

    @property
    def css(self) -> str:
        return _read("style.css")

    @property
    def second(self) -> int:
        """When it last changed."""
        return REVISIONS[self.name][-1][1]

    def field_id(self, ordinal: int) -> int:
        return self.first_id + ordinal

    def template_id(self, ordinal: int) -> int:
        return self.first_id + 500 + ordinal

    def digest(self) -> str:
        """Return a hash of all that a learner's Anki takes over when the note type changes."""
        content = [
            self.name,
            self.is_cloze,
            self.css,
            [[field.name, field.purpose, field.folded] for field in self.fields],
            [
                [template.name, template.front, template.back, *template.columns]
                for template in self.templates
            ],
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()

    def schema11(self, deck_id: int | None) -> dict[str, Any]:
        """Return the note type as the database of a package holds it, made anew at each call."""
        names = [field.name for field in self.fields]
        return {
            "id": str(self.id),
            "name": self.name,
            "type": int(self.is_cloze),
            "mod": self.second,
            "usn": -1,
            "sortf": 0,
            "did": deck_id,
            "tmpls": [
                {
                    "id": self.template_id(ordinal),
                    "name": template.name,
                    "ord": ordinal,
                    "qfmt": template.front,
                    "afmt": template.back,
                    "bqfmt": template.columns[0],
                    "bafmt": template.columns[1],
                    "bfont": "",
                    "bsize": 0,
                    "did": None,
                }
                for ordinal, template in enumerate(self.templates)
            ],
            "flds": [
                {
                    "id": self.field_id(ordinal),
                    "name": field.name,
                    "ord": ordinal,
                    "font": "Arial",
                    "size": 20,
                    "rtl": False,
                    "sticky": False,
                    "media": [],
                    "description": field.purpose,
                    "collapsed": field.folded,
                }
                for ordinal, field in enumerate(self.fields)
            ],
            "css": self.css,
            "latexPre": _LATEX_PRE,
            "latexPost": _LATEX_POST,
            "latexsvg": False,
            "req": [
                [ordinal, "any", [names.index(template.needs)]]
                for ordinal, template in enumerate(self.templates)
            ],
            "tags": [],
            "vers": [],
        }


CARD = NoteType(
    name="quizgen Card",
    id=2161115763472,
    first_id=2271023169460000,
    own=(
        _STEM,
        Field("Answer", "The key"),
        Field("Reverse", "Not empty: a second card asks from the answer back to the stem"),
    ),
    templates=(
        Template("Card", "card", "Stem", ("{{Stem}}", "{{Answer}}")),
        Template("Reverse", "reverse", "Reverse", ("{{Answer}}", "{{Stem}}")),
        _SPARE,
    ),
)
CHOICE = NoteType(
    name="quizgen Choice",
    id=1693039962026,
    first_id=1450398970292000,
    own=(
        _STEM,
        Field("Options", "The options, as a list"),
        Field("Key", "The right ones among them"),
        Field("Feedback", "What to say of single options, as a list"),
        Field("Mode", "one, many or truth: how many options may be picked"),
        Field("Shuffle", "no: the options keep their order"),
    ),
    templates=(Template("Choice", "choice", "Stem"), _SPARE),
)
TYPED = NoteType(
    name="quizgen Typed",
    id=1464871182918,
    first_id=2962054847965000,
    own=(
        _STEM,
        Field("Answer", "What to type, in its shortest form"),
        Field("Key", "The key in full"),
        Field("Accepted", "What else is right, as a list"),
        Field("Rejected", "What is known to be wrong, as a list"),
        Field("Before", "Stands before the type-in box"),
        Field("After", "Stands behind the type-in box"),
        Field("Expects", "words, exact, case, number, date or range"),
    ),
    templates=(
        Template("Typed", "typed", "Stem"),
        Template("Reverse", "reverse.typed", "Reverse", ("{{Key}}", "{{Stem}}")),
    ),
    last=Field("Reverse", "What is typed where the card asks from the answer back to the stem"),
)
CLOZE = NoteType(
    name="quizgen Cloze",
    id=1524862556446,
    first_id=3762863464394000,
    own=(
        Field("Text", "The text with its gaps"),
        Field("Accepted", "What else is right in the gaps, as a list"),
    ),
    templates=(Template("Cloze", "cloze", "Text", ("{{cloze:Text}}", "{{cloze-only:Text}}")),),
    is_cloze=True,
)
ORDER = NoteType(
    name="quizgen Order",
    id=1695556896385,
    first_id=3636412648183000,
    own=(
        _STEM,
        Field("Items", "The items out of order, as a list"),
        Field("Key", "The items in the right order, as a list"),
    ),
    templates=(Template("Order", "order", "Stem"), _SPARE),
)
MATCH = NoteType(
    name="quizgen Match",
    id=2183869881543,
    first_id=3525087441003000,
    own=(
        _STEM,
        Field("Lefts", "The texts on the left, as a list"),
        Field("Rights", "The texts on the right out of order, as a list"),
        Field("Key", "The right pairs, as a list"),
        Field("Extra", "Texts that belong to none, as a list"),
    ),
    templates=(Template("Match", "match", "Stem"), _SPARE),
)

NOTE_TYPES: dict[type[Form], NoteType] = {
    Reveal: CARD,
    Pick: CHOICE,
    TypeIn: TYPED,
    Blanks: CLOZE,
    Arrange: ORDER,
    Pair: MATCH,
}
"""The note type of each form."""

REVISIONS: dict[str, tuple[tuple[str, int], ...]] = {
    "quizgen Card": (
        ("f471943296a4b1f1b9f651e8f0036cab2867bc2576e46bc59578be9c995de87e", 1795305600),
        ("88a2e21b8d784c526bed7cb1536786a216408712f40abc99e01c4508174b8489", 1795651200),
        ("5923ecb8dc9759a19a7cb310f44d71f0de0564e9e9d649c67e56aeca95d4fc77", 1795824000),
        ("878e055423ce39a915bfbd1ce96d4c936b7d42998270168dd23dfe0ad86f7416", 1795910400),
        ("9e85bf2f559556bf853657a808c9de40f77df3919fa800111cbd6fa040641caf", 1795953600),
    ),
    "quizgen Choice": (
        ("7aebf5bf6636982f4f1b659eb0862c8264c85654b5059c090ca4f91cbf191900", 1795305600),
        ("20b8dc71df8405ce6158debd4fa097bd74bb2d07dac013a8ba912249645f9bd9", 1795651200),
        ("bea7d84d9976bd8cf2985f31762541b186165d76a5108909936e0ca203d1e94f", 1795824000),
        ("baaa86c50ca384df8e775b8450ddaa68cffe5ba4b70be4347780d26e7999baf9", 1795910400),
        ("426ac694cb0a218e0fb130031ced1d486971f5a4b867bd83d79e47b7cce5031f", 1795953600),
    ),
    "quizgen Typed": (
        ("0101a75a0d04862531b4713b7b2c5584ea412b5a8d0f665e5a844f2705a5fce2", 1795305600),
        ("357d822d3c964206c79d3cec8b7e341fd332e1c40f4a6325778fad1d5ade375c", 1795651200),
        ("8e0d75a3ba08ce9e5645ef3676ccfb4fe05fda2653eecfdc6145e25ea7aa3218", 1795824000),
        ("7cb9a01c14d66631d6e80bc6c8e9205f86481373e2ba7c71986a58f9501c84b5", 1795910400),
        ("015c37b8ea1c3202b9d623d25987288ebd2eb3e83acfe8b08736d97c2469eceb", 1795953600),
    ),
    "quizgen Cloze": (
        ("de69aa12690c60a00a85bf0d0f01956dd4f4f0bad6a8a56d019326d37e3172b4", 1795305600),
        ("a5727b9eea8bda82de09c8801298e7bb4938c38dc31237a90cec78da413b7f5d", 1795651200),
        ("8164fdc1461020401fe6f89200fa6c091c172b7ba1dd207b990e6c1fff90409c", 1795824000),
        ("556ef4eba99a81a0e0ccc3d8d723122ca793db7c2d6a3ec0536f818a778b2ce6", 1795910400),
        ("93020c95a7979e7cd22b599b5c4221a62cebe94376297b5aec74da60d2e093d5", 1795953600),
    ),
    "quizgen Order": (
        ("820e83251b210f0522062c97b9d488e008ac77fda6ba992e55e14721274f50cd", 1795305600),
        ("8998e9247d859e9d3e0ee53ba61805d21d5c53b2c2e119d793018f139a8dde9f", 1795651200),
        ("2018eeb6f7faafcffa1ebea8f549388f4bc24dc88ddeb4fe1f16510b5dcdf24a", 1795824000),
        ("301d61a12844d34cc702331578e302b8fadf146394ab50e80b3a12f21cf0765d", 1795910400),
        ("6a1b940197baa05d5bf48c2086342190e761ec4ce6d012bafa88778cf772587a", 1795953600),
    ),
    "quizgen Match": (
        ("bd3663e2a21ca4ce0ede6071bbd2cbe645e3db8b033c7739020209bc4837c707", 1795305600),
        ("b17fc49bb6792159ba5b9ed7155189782978e7182aba6c58f866d373f7d78183", 1795651200),
        ("c20c74aba8263f729fcd944df2db268ad8509da5f90c2e2c4615b1e3c7880dd4", 1795824000),
        ("d4016ee0fd564967e7de9984020ed980c8cbdc9506159611608bd79a28658dda", 1795910400),
        ("9694386dc63c01c09ec037dfc0026d3c4da73962a01117a38d19b773cf066a1a", 1795953600),
    ),
}
"""For each note type its releases: the :meth:`~NoteType.digest`, and the second that it bears.

Append a row with a larger second when the digest changes; a released row never changes.
"""


def genanki_model(note_type: NoteType) -> Any:
    """Return ``note_type`` as a ``genanki.Model``, whose JSON is ours.

    genanki would stamp it with the second of the build, and would ask of every field that a
    conditional or a filter hides that it be filled, or make no card.
    """
    import genanki

    content = note_type.schema11(deck_id=1)
    model = genanki.Model(
        note_type.id,
        note_type.name,
        fields=content["flds"],
        templates=content["tmpls"],
        css=note_type.css,
        model_type=genanki.Model.CLOZE if note_type.is_cloze else genanki.Model.FRONT_BACK,
    )
    model.__dict__["_req"] = content["req"]  # fills genanki's cached property
    model.to_json = lambda _, deck_id: note_type.schema11(deck_id)
    return model
