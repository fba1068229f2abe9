"""The question types, one module each.

A type is a frozen struct: its fields are the keys that an author may write, ``check`` says what
is wrong with one by itself, ``form`` says what the learner is asked to do.  To add one, write its
file here and name its class in :data:`TYPES`.
"""

from __future__ import annotations

from quizgen.model.question import Question
from quizgen.questions.card import Card
from quizgen.questions.choice import Choice
from quizgen.questions.cloze import Cloze
from quizgen.questions.date import Date
from quizgen.questions.match import Match
from quizgen.questions.multi import Multi
from quizgen.questions.number import Number
from quizgen.questions.order import Order
from quizgen.questions.short import Short
from quizgen.questions.truefalse import TrueFalse

TYPES: dict[str, type[Question]] = {
    kind.type: kind
    for kind in (Card, Choice, Multi, TrueFalse, Short, Number, Date, Cloze, Order, Match)
}
"""Every question type by the name that an author writes as ``type``."""
