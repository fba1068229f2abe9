"""Banks of many questions with options, for rules that count over a whole bank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samples import HEAD

Options = tuple[Sequence[str], int]
"""The options of a question, and which of them is right."""


def choices(questions: Iterable[Options]) -> dict[str, str]:
    """Return a standalone bank with these options; no two of its stems have a word in common."""
    lines = [HEAD, "questions:\n"]
    for number, (options, right) in enumerate(questions):
        lines.append(f"  - id: q{number}\n    type: choice\n    stem: Riddle{number}, which?\n")
        lines.append("    options:\n")
        for place, text in enumerate(options):
            lines.append(f"      - {'right' if place == right else 'text'}: '{text}'\n")
    return {"bank.yaml": "".join(lines)}


def statements(true: Iterable[str], false: Iterable[str]) -> dict[str, str]:
    """Return a standalone bank with these statements."""
    lines = [HEAD, "questions:\n"]
    every = [(text, "true") for text in true] + [(text, "false") for text in false]
    for number, (text, answer) in enumerate(every):
        lines.append(
            f"  - id: s{number}\n    type: truefalse\n    stem: '{text}'\n    answer: {answer}\n"
            "    explanation: See the chapter about it.\n"
        )
    return {"bank.yaml": "".join(lines)}
