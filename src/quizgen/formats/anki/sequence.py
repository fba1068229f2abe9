"""In which order learners meet the questions of a bank: as in its file, but no cue before its use.

One question cues the next if it says what that one asks for: it cites or mentions a fact that the
next one rests on, or it has the answer of the next one among its own words.  Between such
neighbors another question is put that stands a little further down, if there is one.  The order
follows from the questions alone, so it is the same in every build.

Anki puts new cards of one deck in the order of their positions, and never moves a card that a
learner already has.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from itertools import islice

from quizgen.lint.english import ARTICLES, STOP, words
from quizgen.lint.views import contains, lazy_property, shown
from quizgen.model.blocks import to_plain
from quizgen.model.forms import Blanks, Pick, Reveal, TypeIn
from quizgen.model.question import Question

REACH = 8
"""Questions further down that are looked at, to find one that may come first."""
LONGEST = 8
"""Words of an answer that another question may tell by the way."""


class Read:
    """What a question asks for, and what it tells a learner who sees its answer."""

    def __init__(self, question: Question) -> None:
        self.question = question

    @lazy_property
    def key(self) -> list[str]:
        """The words of its one answer; nothing where it has several, or where they say little."""
        form = self.question.form()
        match form:
            case Pick() if not form.many and self.question.type != "truefalse":
                text = to_plain(next(option.text for option in form.options if option.right))
            case TypeIn():
                text = shown(form.expected)
            case Reveal():
                text = to_plain(form.answer)
            case _:
                return []
        found = words(text)
        found = found[1:] if found and found[0] in ARTICLES else found
        return [] if len(found) > LONGEST or STOP.issuperset(found) else found

    @lazy_property
    def told(self) -> list[str]:
        """The words of its stem, its answer and its explanation."""
        form, why = self.question.form(), self.question.explanation
        asked = form.whole if isinstance(form, Blanks) else form.prompt
        return [*words(to_plain(asked)), *self.key, *(words(to_plain(why)) if why else ())]

    def cues(self, other: Read) -> bool:
        """Tell whether a learner who has just seen this one need not know the ``other``."""
        here, there = self.question, other.question
        if there.facts and not {*here.facts, *here.mentions}.isdisjoint(there.facts):
            return True
        return bool(other.key) and contains(self.told, other.key)


def spread(questions: Iterable[Question], before: Question | None = None) -> list[Question]:
    """Return ``questions`` in the order in which they are met, after the question ``before``."""
    waiting = deque(map(Read, questions))
    last = Read(before) if before else None
    found = []
    while waiting:
        near = enumerate(islice(waiting, REACH))
        place = next((place for place, one in near if last is None or not last.cues(one)), 0)
        last = waiting[place]
        del waiting[place]
        found.append(last.question)
    return found
