"""The loop of a quiz: what is shown, what is read, and which event comes of it.

It knows no stream and no clock: both come in as arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, assert_never

from msgspec import Struct

from quizgen.model.forms import Reveal
from quizgen.quiz import pages
from quizgen.quiz.dialogue import (
    COMMAND_KEYS,
    Ask,
    Command,
    Ready,
    Unclear,
    interpret,
    interpret_decision,
    is_appeal,
)
from quizgen.quiz.items import Item
from quizgen.quiz.layout import Look, Style
from quizgen.quiz.session import (
    Answer,
    Appeal,
    Asking,
    Decide,
    Deciding,
    Done,
    Ending,
    Event,
    Next,
    Session,
    ShowingFeedback,
    Skip,
    Stop,
    step,
)

REDRAWS = "\x0c"
"""The key Ctrl-L, with which terminals draw their screen again."""
MOST_UNCLEAR = 3
"""Lines that say nothing until a question is skipped where nobody reads what was expected."""


class Console(Protocol):
    """What the loop needs of whoever shows lines and reads answers."""

    @property
    def interactive(self) -> bool:
        """Somebody is there: live keys are named, and feedback stays until a key is pressed."""

    @property
    def takes_keys(self) -> bool:
        """A single key can be read."""

    def look(self) -> Look:
        """Return what the screen is like now; its size may change at any time."""

    def show(self, lines: Iterable[str]) -> None:
        """Write ``lines``."""

    def line(self, prompt: str) -> str:
        """Return the line that is typed after ``prompt``.  Raises :class:`EOFError` at the end."""

    def next_line(self) -> str:
        """Return the line that :meth:`line` will return next, where nobody is there.

        Raises :class:`EOFError` at the end.
        """

    def key(self, prompt: str, keys: str, commands: str, hint: str) -> str:
        """Return the one of ``keys`` that is pressed after ``prompt``.  Raises as :meth:`line`.

        A colon with one of ``commands`` will do, too.  ``hint`` is shown once where a key is
        pressed that is none of them.
        """

    def discard_typeahead(self, *, at_once: bool = False) -> None:
        """Forget what was typed before now, and for a moment longer unless ``at_once``."""


def run(session: Session, console: Console, now: Callable[[], int], again: str = "") -> Session:
    """Ask what is left of ``session``, show the score however it ends, and return the session.

    ``now`` tells the time in milliseconds since 1970, UTC.  ``again`` is a last line, which tells
    how to have the same quiz again.
    """
    loop = _Loop(console, now)
    try:
        console.show(pages.opening(session, console.look()))
        while session.ending is None:
            session = step(session, loop.event(session))
    except EOFError:
        console.show([""])
        session = step(session, Stop(Ending.QUIT, at=now()))
    except KeyboardInterrupt:
        console.show([""])
        if session.ending is None:
            session = step(session, Stop(Ending.INTERRUPTED, at=now()))
    console.show(pages.summary(session, console.look(), again))
    return session


class _Loop(Struct, frozen=True):
    """How the next event is found out."""

    console: Console
    now: Callable[[], int]

    def event(self, session: Session) -> Event:
        """Return what the learner does next."""
        phase, console = session.phase, self.console
        heard = bool(session.events) and isinstance(session.events[-1], Appeal)
        if heard:
            console.show(pages.appealed(console.look()))
        match phase:
            case Asking(item):
                if not heard:
                    console.show(pages.question(session, item, console.look()))
                console.discard_typeahead(at_once=not session.outcomes)
                return self._reply(session, item)
            case Deciding():
                console.show(pages.decision(phase, console.look()))
                console.discard_typeahead()
                return self._decision()
            case ShowingFeedback(outcome):
                if not heard:
                    console.show(pages.feedback(outcome, console.look()))
                return self._after_feedback(session)
            case Done(ending):
                return Stop(ending, at=self.now())
        assert_never(phase)

    def _reply(self, session: Session, item: Item) -> Event:
        """Return the answer to ``item``, in as many lines as it takes."""
        reading = _Reading(self.console, item)
        unclear = 0
        while True:
            match interpret(item, reading.lines):
                case Ask() as ask:
                    reading.ask(ask)
                    continue
                case Ready(reply):
                    return Answer(reply, at=self.now())
                case Command.SKIP if reading.is_sure():
                    return Skip(at=self.now())
                case Command.QUIT:
                    return Stop(at=self.now())
                case Command.APPEAL if len(reading.lines) == 1 and _may_appeal(session):
                    return Appeal(at=self.now())
                case Command() as command:
                    self.console.show(self._shown_for(command, session, reading))
                case Unclear(expected):
                    self._warn(expected)
                    unclear += 1
                    if not self.console.interactive and unclear == MOST_UNCLEAR:
                        return Skip(at=self.now())
            reading.lines.pop()

    def _shown_for(self, command: Command, session: Session, reading: _Reading) -> Iterable[str]:
        """Return what a ``command`` shows that leaves the question open."""
        look, interactive = self.console.look(), self.console.interactive
        match command:
            case Command.HELP:
                return pages.help_for(reading.item, reading.typed, look, interactive=interactive)
            case Command.REDRAW:
                return pages.question(session, reading.item, look)
            case Command.LAST if session.outcomes:
                return pages.feedback(session.outcomes[-1], look, again=True)
            case _:
                return look.lines((Style.MISSED, _NOTHING[command]))

    def _warn(self, sentence: str) -> None:
        self.console.show(self.console.look().lines((Style.MISSED, sentence)))

    def _decision(self) -> Event:
        """Return whether the learner counts the answer."""
        console = self.console
        while True:
            if not console.interactive and not self._next_is_decision():
                return Next(at=self.now())
            prompt = _prompt("y/n", console)
            if console.takes_keys:
                line = console.key(prompt, "ynq?", "q?", "Keys: y, n, :q, :?")
            else:
                line = console.line(prompt)
            match interpret_decision(line):
                case bool() as counts:
                    return Decide(counts, at=self.now())
                case Command.QUIT:
                    return Stop(at=self.now())
                case Unclear(expected):
                    self._warn(expected)
                case _:
                    console.show(pages.help_to_decide(console.look()))

    def _next_is_decision(self) -> bool:
        """Whether the next line of a pipe decides: any other is the answer to the next question."""
        try:
            return not isinstance(interpret_decision(self.console.next_line()), Unclear)
        except EOFError:
            return False

    def _after_feedback(self, session: Session) -> Event:
        """Wait until the learner has read the feedback, where somebody is there to read it."""
        console = self.console
        last = len(session.outcomes) == len(session.items)
        appeals = _may_appeal(session)
        if not console.interactive:
            # The prompt of the next question takes an appeal; after the last there is none.
            if last and appeals and self._next_is_appeal():
                console.line("")
                return Appeal(at=self.now())
            return Next(at=self.now())
        console.discard_typeahead()
        if appeals:
            console.show(pages.appeal_key(console.look()))
        while True:
            line = self._line_after_feedback(last=last, appeals=appeals)
            text = line.strip().casefold().removeprefix(":")
            if appeals and is_appeal(text):
                return Appeal(at=self.now())
            if text in ("q", "quit"):
                return Stop(at=self.now())
            if not text:
                return Next(at=self.now())
            console.show(pages.help_after_feedback(console.look(), last=last, appeals=appeals))

    def _line_after_feedback(self, *, last: bool, appeals: bool) -> str:
        console = self.console
        prompt = _prompt(
            "Press Enter for the score" if last else "Press Enter to go on, :q to quit", console
        )
        if not console.takes_keys:
            return console.line(prompt)
        hint = f"Keys: Enter{', r' if appeals else ''}, :q, :?"
        commands = "qr?" if appeals else "q?"
        return console.key(prompt, f"\n {commands}", commands, hint)

    def _next_is_appeal(self) -> bool:
        try:
            return is_appeal(self.console.next_line())
        except EOFError:
            return False


_NOTHING = {
    Command.APPEAL: "There is no wrong answer to appeal against.",
    Command.LAST: "This is the first question: there is no answer before it.",
    Command.SKIP: "Press Enter again to skip the question; it counts as wrong.",
}
"""What is said to a command that does nothing yet."""


class _Reading:
    """The lines that a learner types in answer to one question."""

    def __init__(self, console: Console, item: Item) -> None:
        self.lines: list[str] = []
        self.typed = False
        """Words are typed, so that commands need their colon."""
        self._console = console
        self.item = item
        self._named = False
        self._hidden = isinstance(item.form, Reveal)
        self._warned = False

    def is_sure(self) -> bool:
        """Whether the last line, which skips, is meant: not a single Enter of somebody there."""
        if self._warned or not self._console.interactive or self.lines[-1].strip():
            return True
        self._warned = True
        return False

    def ask(self, ask: Ask) -> None:
        """Read one more line."""
        console, form = self._console, self.item.form
        if isinstance(form, Reveal) and self._hidden and self.lines:
            console.show(pages.revealed(form, console.look()))
            self._hidden = False
        self.typed = ask.typed and not (console.takes_keys and ask.keys)
        if console.interactive and not self._named:
            console.show(pages.live_keys(console.look()))
            self._named = True
        self.lines.append(_line(ask, console))


def _may_appeal(session: Session) -> bool:
    return bool(session.outcomes) and session.outcomes[-1].may_be_appealed


def _line(ask: Ask, console: Console) -> str:
    """What is typed after the prompt of ``ask``, or the key that stands for it."""
    prompt = _prompt(ask.wanted, console)
    if not (console.takes_keys and ask.keys):
        return console.line(prompt)
    hint = f"Keys: {ask.named}, :s, :q, :?"
    key = console.key(prompt, f"{ask.keys}sq?{REDRAWS}", COMMAND_KEYS, hint)
    if key == REDRAWS:
        return ":l"
    if key in "\n ":
        return ""
    return f":{key}" if key in "sq?" else key


def _prompt(wanted: str, console: Console) -> str:
    """The line before the cursor; what is above it is shown."""
    above, prompt = pages.prompt(wanted, console.look())
    console.show(above)
    return prompt
