"""quizgen: question banks as code.

Banks of questions are written in YAML, validated, built into Anki packages that can be updated for
years, and asked in the terminal.  Programs do so with the functions of :mod:`quizgen.api`, which
are attributes of this package and imported when they are used.
"""

TYPE_CHECKING = False
"""Type checkers take it as true; to import it from ``typing`` would double the time of a start."""

if TYPE_CHECKING:
    from quizgen.api import (
        Bank,
        Diagnostic,
        Format,
        Grade,
        Library,
        Paths,
        Question,
        Refused,
        Said,
        Severity,
        Span,
        Topic,
        Verdict,
        Written,
        build,
        grade,
        load,
    )

__version__ = "0.1.0"
__all__ = [
    "Bank",
    "Diagnostic",
    "Format",
    "Grade",
    "Library",
    "Paths",
    "Question",
    "Refused",
    "Said",
    "Severity",
    "Span",
    "Topic",
    "Verdict",
    "Written",
    "__version__",
    "build",
    "grade",
    "load",
]


def __getattr__(name: str) -> object:
    """Import what programs use when they use it: starting stays fast."""
    if name in __all__:
        import quizgen.api

        return getattr(quizgen.api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
