"""What was found in the files of a preview: as a list at the top of its page, and with each card.

A finding belongs to the question that begins last before it in its file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from msgspec import Struct

from quizgen.model.diagnostics import Diagnostic, Severity
from quizgen.model.markup import attribute, escape
from quizgen.model.phrases import count
from quizgen.reading.loading import Loaded

_LONGEST = 120
"""Characters of a line that are shown."""


class Findings(Struct, frozen=True):
    """The findings of a page, and which question each belongs to."""

    diagnostics: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = {}
    """The text of each file that has any, by its path."""
    starts: Mapping[str, list[int]] = {}
    """The lines on which the questions of each file begin."""

    @property
    def questions(self) -> int:
        """How many questions the files have, sound or not."""
        return sum(map(len, self.starts.values()))

    def owner(self, one: Diagnostic) -> str:
        """Return the place of the question that ``one`` is in, as its card has it."""
        starts = self.starts.get(one.place.path, [])
        number = bisect_right(starts, one.place.line)
        return f"{one.place.path}:{starts[number - 1]}" if number else ""

    def html(self, shown: Iterable[str]) -> str:
        """Return the list for the top of the page; those of questions at ``shown`` lead there."""
        if not self.diagnostics:
            return ""
        places = set(shown)
        counts = [(sum(one.severity is severity for one in self.diagnostics), severity)
                  for severity in Severity]  # fmt: skip
        told = ", ".join(_found(number, severity) for number, severity in counts if number)
        items = "".join(self._item(one, places) for one in self.diagnostics)
        return (
            '<section class="findings" aria-labelledby="findings">'
            f'<h2 id="findings">{told}</h2><ol>{items}</ol></section>'
        )

    def _item(self, one: Diagnostic, shown: set[str]) -> str:
        at, owner = one.place, self.owner(one)
        place = f"{at.path}:{at.line}:{at.column}"
        line = self._line(one)
        return (
            f"<li>{told(one)}"
            f"{f'<pre tabindex=0>{escape(line)}</pre>' if line else ''}"
            f'<p class="where">{escape(place)}{_link(owner) if owner in shown else ""}</p></li>'
        )

    def _line(self, one: Diagnostic) -> str:
        lines = self.texts.get(one.place.path, "").split("\n")
        number = one.place.line - 1
        return lines[number].strip()[:_LONGEST] if 0 <= number < len(lines) else ""


def of(loaded: Loaded, diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]) -> Findings:
    """Return what was found in the files of ``loaded``."""
    starts = {
        file.path: sorted(question.mark.line + 1 for question in file.entries("questions"))
        for file in loaded.banks
    }
    return Findings(tuple(diagnostics), texts, starts)


def told(one: Diagnostic) -> str:
    """Return what ``one`` says, and how to mend it."""
    hints = "".join(f'<p class="hint">{escape(line)}</p>' for line in one.hint.split("\n") if line)
    return (
        f'<p class="{one.severity}"><b>{one.severity}</b> {escape(one.message)} '
        f"<code>{escape(one.code)}</code></p>{hints}"
    )


def _link(owner: str) -> str:
    from urllib.parse import urlencode

    return f' <a href="#{attribute(urlencode({"search": owner}))}">its card</a>'


def _found(number: int, severity: Severity) -> str:
    if severity is Severity.ADVICE:  # which has no plural
        return f"{count(number, 'piece')} of advice"
    return count(number, str(severity))
