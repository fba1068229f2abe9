"""What must hold for the answers of ``number`` and ``date`` that may be ranges."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Problem


def check_range(ranged: bool, within: bool, tolerance: str = "") -> Iterator[Problem]:
    """Report what does not go with an answer that is a range, or with one that is not.

    ``tolerance`` is the name of a field that says how far off is right, if it is written.
    """
    if within and not ranged:
        yield Problem(
            "no-range",
            "“within” needs a range, and the answer is not one",
            ("within",),
            "write the answer as a range, such as “60 to 100”\ndelete “within”",
            on_key=True,
        )
    if tolerance and ranged:
        yield Problem(
            "no-range",
            f"“{tolerance}” does not go with a range, which says how far its ends are",
            (tolerance,),
            f"delete “{tolerance}”\nwrite “within: true”, if all between the ends is right",
            on_key=True,
        )
