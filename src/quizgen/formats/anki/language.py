"""The words of a card in the language of its bank: what the field ``Language`` of a note holds.

Note types are shared by all decks and languages, so that words cannot be part of them.  What was
decided:

- The templates and their scripts say everything in English.  A note in another language brings the
  words that its form needs, as JSON in an attribute of the field.  So a new language, or a better
  translation, changes no note type, and an English note holds no words at all.
- The field also says which language the card is in (``lang``) and from which side it is written
  (``dir``); the script of the templates hands both to the card.
- Without the script, a card works as before, in English; what has a field of its own (the task,
  the standing) is in the bank's language even then.
- Where the bank names no language, the field is empty.  A language without a catalogue has the tag
  only, and the script marks the English words as such, for whoever has the card read aloud.
"""

from __future__ import annotations

import json
from functools import cache

from quizgen.languages import Catalogue, Phrase, catalogue, direction, phrase
from quizgen.model.forms import Arrange, Blanks, Form, Pair, Pick, Reveal, TypeIn
from quizgen.model.markup import attribute
from quizgen.model.values import MONTHS, Language

SCRIPTED: dict[str, Phrase] = {
    "right": phrase("Right"),
    "wrong": phrase("Wrong"),
    "compare": phrase("Not on the list: compare"),
    "compareWith": phrase("Not on the list: compare with “{text}”", text="%1"),
    "nothing": phrase("You picked nothing."),
    "rightPick": phrase("Right, your pick"),
    "wrongPick": phrase("Wrong, your pick"),
    "missedPick": phrase("Missed: right, but not picked"),
    "rightAnswer": phrase("Right answer"),
    "found": phrase("{n} of {all} found", n="%1", all="%2"),
    "wrongPicks": phrase(", {n} wrong", n="%1"),
    "placeTask": phrase("Tap them in order. Tap one again to undo."),
    "inPlace": phrase("{n} of {all} in place", n="%1", all="%2"),
    "inOrder": phrase("{n} of {all} in the right order", n="%1", all="%2"),
    "shifted": phrase("In order, but you put it at number {n}", n="%1"),
    "misplaced": phrase("You put this at number {n}", n="%1"),
    "unplaced": phrase("You did not place it"),
    "matchTask": phrase("Tap an item, then its match. Tap again to undo."),
    "pairs": phrase("{n} of {all} pairs right", n="%1", all="%2"),
    "chosen": phrase("You chose: "),
    "unmatched": phrase("You left this without a match"),
    "keys": phrase("Keys: Alt+1 to Alt+{n}, or j, k and Space", n="%1"),
}
"""What the scripts of the templates say, by its name there; values take the place of %1 and %2."""

STATIC: dict[str, Phrase] = {
    "hint": phrase("Hint"),
    "passage": phrase("Passage"),
    "asOf": phrase("As of {date}", date="%1"),
    "alsoRight": phrase("Also right"),
    "rejected": phrase("Wrong"),
    "belongToNone": phrase("Belongs to none"),
}
"""What the templates say, by the name in ``data-say``; the value is in ``data-value``."""

_EVERYWHERE = ("hint", "passage", "asOf")
_OF_FORM: dict[type[Form], tuple[str, ...]] = {
    Reveal: (),
    Pick: (
        "right",
        "wrong",
        "nothing",
        "rightPick",
        "wrongPick",
        "missedPick",
        "rightAnswer",
        "found",
        "wrongPicks",
        "keys",
    ),
    TypeIn: ("right", "wrong", "compare", "compareWith", "alsoRight", "rejected"),
    Blanks: ("alsoRight",),
    Arrange: (
        "right",
        "nothing",
        "placeTask",
        "inPlace",
        "inOrder",
        "shifted",
        "misplaced",
        "unplaced",
        "keys",
    ),
    Pair: (
        "right",
        "nothing",
        "matchTask",
        "pairs",
        "chosen",
        "unmatched",
        "belongToNone",
        "keys",
    ),
}
"""Which of these words a card of each form needs."""


@cache
def field(tag: Language | None, form: type[Form], *, dates: bool = False) -> str:
    """Return the field of a note of ``form`` in the language ``tag``; empty where nobody said one.

    With ``dates``, the names of the months are among the words: the card reads them.
    """
    if tag is None:
        return ""
    known = catalogue(tag)
    attributes = f'lang="{tag}" dir="{direction(tag)}"'
    if known is not None and known.phrases:
        said = _said(known, form, dates=dates)
        data = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        attributes += f' data-words="{attribute(data)}"'
    return f"<span {attributes}>{tag}</span>"


def _said(known: Catalogue, form: type[Form], *, dates: bool) -> dict[str, object]:
    every = STATIC | SCRIPTED
    said: dict[str, object] = {
        name: known.say(every[name]) for name in (*_EVERYWHERE, *_OF_FORM[form])
    }
    if dates:
        said["months"] = [known.say(name) for name in MONTHS[1:]]
    return said


def marked(html: str, language: Language | None, around: Language | None) -> str:
    """Return ``html``, a text in ``language``, marked as such where ``around`` is another."""
    if not html or language is None or language == around:
        return html
    return f'<div lang="{language}">{html}</div>'


def script() -> str:
    """Return the table of English words for the scripts of the templates."""
    return json.dumps(dict(SCRIPTED), ensure_ascii=False, indent=2)
