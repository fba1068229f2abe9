"""The question types, one module each.

A type is a frozen struct: its fields are the keys that an author may write, ``check`` says what
is wrong with one by itself, ``form`` says what the learner is asked to do.  To add one, write its
file here and name it in :data:`TYPES`.
"""

from __future__ import annotations

from importlib import import_module

from quizgen.model.question import Question


def _type(name: str) -> type[Question]:
    """Return the type that the module ``name`` is about: its subclass of :class:`Question`."""
    for kind in vars(import_module(f"quizgen.questions.{name}")).values():
        if isinstance(kind, type) and getattr(kind, "type", "") == name:
            assert issubclass(kind, Question)
            return kind
    raise TypeError(f"quizgen.questions.{name} has no class with type = {name!r}")


TYPES: dict[str, type[Question]] = {
    name: _type(name)
    for name in (
        "card",
        "choice",
        "multi",
        "truefalse",
        "short",
        "number",
        "date",
        "cloze",
        "order",
        "match",
    )
}
"""Every question type by the name that an author writes as ``type``, which is its module's."""
