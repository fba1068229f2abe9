"""What one would write without quizgen: a bank loaded with yaml.load, written with genanki.

Takes the bank and the package to write.  It checks nothing and keeps no places.
"""

from __future__ import annotations

import html
import sys
from typing import Any

import genanki
import yaml

FIELDS = ("Stem", "Answer", "Explanation", "Source", "Difficulty", "Id")
MODEL = genanki.Model(
    1607392319,
    "Plain",
    fields=[{"name": name} for name in FIELDS],
    templates=[
        {"name": "Card 1", "qfmt": "{{Stem}}", "afmt": "{{FrontSide}}<hr id=answer>{{Answer}}"}
    ],
)


def answer(question: dict[str, Any]) -> str:
    """The answer side, as text."""
    parts = []
    for key in ("answer", "options", "items", "pairs", "text"):
        value = question.get(key)
        if isinstance(value, dict):
            parts += [f"{left}: {right}" for left, right in value.items()]
        elif isinstance(value, list):
            parts += [v if isinstance(v, str) else str(next(iter(v.values()))) for v in value]
        elif value is not None:
            parts.append(str(value))
    return "<br>".join(map(html.escape, parts))


def main() -> None:
    source, target = sys.argv[1:]
    with open(source, encoding="utf-8") as stream:
        bank = yaml.load(stream, Loader=yaml.CSafeLoader)
    deck = genanki.Deck(2059400110, bank["title"])
    for question in bank["questions"]:
        fields = [
            html.escape(question.get("stem") or question["text"]),
            answer(question),
            html.escape(question.get("explanation", "")),
            html.escape(question["source"]),
            question.get("difficulty", ""),
            question["id"],
        ]
        guid = genanki.guid_for(bank["bank"], question["id"])
        deck.add_note(genanki.Note(MODEL, fields, tags=question.get("tags", []), guid=guid))
    genanki.Package(deck).write_to_file(target)


if __name__ == "__main__":
    main()
