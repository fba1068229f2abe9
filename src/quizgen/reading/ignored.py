"""What questions say is no mistake: the warnings and the advice that their ``ignore`` names.

Nothing is ignored in silence for long: a code that there is not, and one that is no longer reported
for its question, are found.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from quizgen import rules
from quizgen.model.diagnostics import Diagnostic, Severity
from quizgen.model.nodes import Mapping
from quizgen.reading.findings import last_line
from quizgen.reading.loading import Loaded, LoadedBank

FIELD = "ignore"


class _Ignoring(Struct):
    """A question that ignores something."""

    file: LoadedBank
    question: Mapping
    named: Mapping
    used: set[str] = field(default_factory=set)
    errors: set[str] = field(default_factory=set)

    def covers(self, one: Diagnostic) -> bool:
        """Tell whether ``one`` is about this question, and its code is named."""
        if one.code not in self.named.entries:
            return False
        return self.question.mark.line < one.place.line <= last_line(self.question) + 1


def without_ignored(
    loaded: Loaded, diagnostics: list[Diagnostic], *, advice: bool
) -> list[Diagnostic]:
    """Return ``diagnostics`` without what questions ignore, and with what is wrong with that.

    Where no ``advice`` was asked for, that of an ignored code is not missed.
    """
    ignoring: dict[str, list[_Ignoring]] = {}
    for file in loaded.banks:
        if FIELD in file.findings.text and (found := list(_ignoring(file))):
            ignoring[file.path] = found
    if not ignoring:
        return diagnostics
    kept = [one for one in diagnostics if not _is_ignored(one, ignoring.get(one.place.path, []))]
    for each in (one for found in ignoring.values() for one in found):
        kept += _unused(each, advice)
    return kept


def _ignoring(file: LoadedBank) -> Iterator[_Ignoring]:
    for question in file.entries("questions"):
        named = question.entries.get(FIELD)
        if type(named) is Mapping:
            yield _Ignoring(file, question, named)


def _is_ignored(one: Diagnostic, ignoring: list[_Ignoring]) -> bool:
    for each in ignoring:
        if each.covers(one):
            if one.severity is Severity.ERROR:
                each.errors.add(one.code)
                return False
            each.used.add(one.code)
            return True
    return False


def _unused(each: _Ignoring, advice: bool) -> Iterator[Diagnostic]:
    """Yield what is wrong with the codes that a question names."""
    from quizgen import codes  # which reads a folder

    quiet = set() if advice else {rule.CODE for rule in rules.ADVICE}
    is_sound = any(question.at is each.question for question in each.file.questions)
    for code in each.named.entries:
        place = each.file.place(each.named, code, on_key=True)
        if code not in codes.names():
            near = codes.nearest(code)
            hint = f"write “{near}: …”" if near else "“quizgen explain” lists all codes"
            yield Diagnostic("unknown-code", f"there is no code “{code}”", place, hint)
        elif code in each.errors:
            message = f"“{code}” is an error here, which cannot be ignored"
            yield Diagnostic("unused-ignore", message, place, _DELETE, Severity.WARNING)
        elif is_sound and code not in each.used and code not in quiet:
            message = f"“{code}” is ignored here, but is not reported"
            yield Diagnostic("unused-ignore", message, place, _DELETE, Severity.WARNING)


_DELETE = "delete this line"
