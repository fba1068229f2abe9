"""A former id in `was` belongs to another question. Two questions cannot share one note in Anki.
If the other question is the newer one, give it an id that was never used. If this question never
had the former id, delete that id from `was`.

```yaml wrong
- id: loire
  type: card
  stem: The longest river in France?
  answer: The Loire
- id: rhone
  was: [loire]
  type: card
  stem: The river of Lyon?
  answer: The Rhône
```

```yaml right
- id: loire
  type: card
  stem: The longest river in France?
  answer: The Loire
- id: rhone
  was: [river-of-lyon]
  type: card
  stem: The river of Lyon?
  answer: The Rhône
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.values import quoted
from quizgen.reading.loading import Loaded, LoadedBank

CODE = "taken-id"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find questions whose first id is the first id of another question of the topic."""
    for topic in loaded.topics:
        if not any(_has_former_ids(file) for file in topic.banks):
            continue
        seen: dict[str, str] = {}
        for renamed in (False, True):  # a name in use beats a former one
            for file in topic.banks:
                yield from _taken_in(file, renamed, seen)


def _has_former_ids(file: LoadedBank) -> bool:
    return file.bank is not None and bool(
        file.bank.was or any(question.was for question in file.questions)
    )


def _taken_in(file: LoadedBank, renamed: bool, seen: dict[str, str]) -> Iterator[Finding]:
    """Look at the questions of one bank that have other names now, or at those that have not.

    ``seen`` has the first ids that were met so far, each with the question that has it.
    """
    if file.bank is None:
        return
    for question in file.questions:
        if bool(question.was or file.bank.was) is not renamed:
            continue
        origin, name = file.bank.origin(question), f"{file.bank.id}/{question.id}"
        other = seen.setdefault(origin, name)
        if other != name and question.at is not None:
            yield Finding(
                file.place(question.at, "was"),
                f"the former id {quoted(origin)} belongs to another question (today "
                f"{quoted(other)})",
                f"if {quoted(other)} is the newer one, give it an id that was never used\n"
                "if this question never had that id, delete it from “was”",
            )
