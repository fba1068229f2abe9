"""The loop of a quiz: what is shown, what is read, and which event comes of it.

It knows no stream and no clock: both come in as arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Protocol, assert_never

from msgspec import Struct
from msgspec.structs import replace

from quizgen.grading import Confidence, grade, key
from quizgen.languages import Catalogue, common_words, join, phrase, words
from quizgen.memory.holding import TakenOver
from quizgen.model.forms import Blanks, Reveal, TypeIn
from quizgen.model.media import suffix
from quizgen.model.question import Side
from quizgen.quiz import pages
from quizgen.quiz.dialogue import (
    BARE_KEYS,
    COMMAND_KEYS,
    Ask,
    Command,
    Ready,
    Unclear,
    interpret,
    interpret_after_feedback,
    interpret_confidence,
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
    Policy,
    Session,
    SetAside,
    ShowingFeedback,
    Skip,
    Stop,
    Undo,
    step,
)
from quizgen.quiz.summary import Exam, summary

REDRAWS = "\x0c"
"""The key Ctrl-L, with which terminals draw their screen again."""
MOST_UNCLEAR = 3
"""Lines that say nothing until a question is skipped where nobody reads what was expected."""


class OutOfTime(Exception):
    """The time for all questions is over."""


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

    def key(self, prompt: str, keys: str, commands: str, hint: str, careful: str = "") -> str:
        """Return the one of ``keys`` that is pressed after ``prompt``.  Raises as :meth:`line`.

        A colon with one of ``commands`` will do, too.  ``hint`` is shown once where a key is
        pressed that is none of them.  One of the ``careful`` keys with others right after it is
        the beginning of a word, and does nothing.
        """

    def discard_typeahead(self, *, at_once: bool = False) -> None:
        """Forget what was typed before now, and for a moment longer unless ``at_once``."""

    def open(self, path: Path) -> bool:
        """Open the picture or sound at ``path``, and return whether there is a program for it."""

    def limited(
        self, seconds: float | None, tick: Callable[[], None]
    ) -> AbstractContextManager[None]:
        """Raise :class:`OutOfTime`, within it, where a line or a key takes longer.

        With a limit, ``tick`` is called every now and then while one is waited for.
        """


class Keeper(Protocol):
    """What the loop needs of whoever remembers what a learner did.

    Whatever keeps something raises :class:`~quizgen.memory.holding.TakenOver` once the session goes
    on in another window.
    """

    def keeps(self, item: Item, /) -> bool:
        """Tell whether anything is kept of ``item``."""

    def keep(self, before: Session, after: Session, /) -> None:
        """Keep the last event of ``after``, which has come of ``before``.

        When this returns, nothing of it can be lost.
        """

    def notes(self, item: Item, /) -> Iterable[str]:
        """Return what a learner should know of ``item`` before they answer: that it was edited."""

    def due(self, place: int, /) -> int | None:
        """Return in how many days the question at ``place`` is asked again, if that is known."""

    def prepare(self) -> None:
        """Do what the first answer would have to wait for: the first question is shown."""

    def take_back(self) -> str:
        """Undo the last mark that was made since the last answer, and return what to say."""

    def flag(self, item: Item, note: str, /) -> None:
        """Keep that something is wrong with ``item``, as ``note`` says."""

    def set_aside(self, item: Item, /, *, for_good: bool) -> None:
        """Keep that ``item`` is not asked again today, or never again."""

    def tick(self) -> None:
        """Keep that the session goes on now."""

    def pause(self) -> None:
        """Keep that the session is left now, though no event says so."""


class Forgetful:
    """A keeper that keeps nothing."""

    def keeps(self, _: Item, /) -> bool:
        """Keep nothing."""
        return False

    def keep(self, _: Session, __: Session, /) -> None:
        """Keep nothing."""

    def notes(self, _: Item, /) -> Iterable[str]:
        """Return nothing."""
        return ()

    def due(self, _: int, /) -> None:
        """Return nothing."""

    def prepare(self) -> None:
        """Do nothing."""

    def take_back(self) -> str:
        """Return nothing."""
        return ""

    def flag(self, _: Item, __: str, /) -> None:
        """Keep nothing."""

    def set_aside(self, _: Item, /, *, for_good: bool) -> None:
        """Keep nothing, be it ``for_good`` or not."""

    def tick(self) -> None:
        """Keep nothing."""

    def pause(self) -> None:
        """Keep nothing."""


class Manner(Struct, frozen=True):
    """How a session is taken, besides what it asks."""

    first_use: bool = False
    """The learner never took a quiz: three lines explain it."""
    ask_confidence: bool = False
    """Learners say how sure they are before they are told."""
    opening: tuple[str, ...] = ()
    """What is said before the first question, besides what is asked."""
    again: str = ""
    """A last line, which tells how to have the same quiz again."""
    resume: str = ""
    """The command that goes on with it, where that is possible."""
    exam: Exam | None = None
    """It is an exam."""
    lang: str = ""
    """The language of everything that is said; left out, a question has that of its bank."""

    def words(self, item: Item) -> Catalogue:
        """Return the words in which ``item`` is asked."""
        return words(self.lang or item.candidate.language)

    def frame(self, session: Session) -> Catalogue:
        """Return the words of what is around the questions of ``session``."""
        return common_words([*map(self.words, session.items)])


_PLAINLY = Manner()
_FORGETFUL = Forgetful()


def run(
    session: Session,
    console: Console,
    now: Callable[[], int],
    manner: Manner = _PLAINLY,
    keeper: Keeper = _FORGETFUL,
) -> Session:
    """Ask what is left of ``session``, show the score however it ends, and return the session.

    ``now`` tells the time in milliseconds since 1970, UTC.
    """
    loop = _Loop(console, now, manner, keeper)
    ending = Ending.QUIT
    try:
        with console.limited(_left(session, now()), keeper.tick):
            loop.open(session)
            while session.ending is None:
                session = loop.kept(session, loop.event(session))
    except EOFError:
        console.show([""])
    except OutOfTime:
        said = phrase("Time is up.")
        console.show(["", *loop.frame(session).lines((Style.STRONG, said))])
        ending = Ending.OUT_OF_TIME
    except KeyboardInterrupt:
        console.show([""])
        ending = Ending.INTERRUPTED
    except TakenOver:
        ending = Ending.TAKEN_OVER
    except SystemExit:  # a signal to end
        with suppress(TakenOver, OSError):
            keeper.pause()
        raise
    if session.ending is None:
        session = loop.stopped(session, ending)
    if session.ending is Ending.TAKEN_OVER:
        console.show(pages.taken_over(loop.frame(session)))
        return session
    whole = session.ending is Ending.OUT_OF_TIME or not session.unanswered
    paused = manner.resume and session.outcomes and not whole
    more = [join("\n", [phrase("To go on where you stopped:"), manner.resume])] if paused else []
    last = join("\n\n", [*more, manner.again])
    console.show(summary(session, loop.frame(session), last, manner.exam))
    return session


def _left(session: Session, now: int) -> float | None:
    """Return the seconds that are left of ``session``, if it has an end."""
    return None if session.deadline is None else max(0, session.deadline - now) / 1000


class _Loop(Struct, frozen=True):
    """How the next event is found out."""

    console: Console
    now: Callable[[], int]
    manner: Manner
    keeper: Keeper

    def open(self, session: Session) -> None:
        """Say what is asked, and how a quiz goes, before its first question."""
        console, manner = self.console, self.manner
        console.show(pages.opening(session, self.frame(session)))
        for text in manner.opening:
            console.show(self.frame(session).lines((Style.FAINT, text)))
        if manner.first_use and console.interactive:
            told = session.policy is Policy.AFTER_EACH
            console.show(pages.first_use(self.frame(session), told=told))

    def frame(self, session: Session) -> Look:
        """Return what the screen is like, in the language of what is around the questions."""
        return replace(self.console.look(), words=self.manner.frame(session))

    def kept(self, session: Session, event: Event) -> Session:
        """Return ``session`` after ``event``, which is kept before anything is shown of it."""
        after = step(session, event)
        self.keeper.keep(session, after)
        return after

    def stopped(self, session: Session, ending: Ending) -> Session:
        """Return ``session`` after it was ended from outside, which is kept where it can be."""
        if ending is not Ending.TAKEN_OVER:
            with suppress(TakenOver):
                return self.kept(session, Stop(ending, at=self.now()))
        return step(session, Stop(Ending.TAKEN_OVER, at=self.now()))

    def event(self, session: Session) -> Event:
        """Return what the learner does next."""
        phase, console = session.phase, self.console
        last = session.events[-1] if session.events else None
        heard = isinstance(last, Appeal)
        if heard:
            console.show(pages.appealed(self._look(session.outcomes[-1].item)))
        match phase:
            case Asking(item):
                if isinstance(last, Undo):
                    console.show(pages.undone(self._look(item)))
                if not heard:
                    console.show(self._question(session, item))
                first = not session.events
                console.discard_typeahead(at_once=first)
                if first and console.interactive:
                    # While the question is read, so that no verdict has to wait.
                    _prepare_grader(session)
                    self.keeper.prepare()
                return self._reply(session, item)
            case Deciding():
                console.show(pages.decision(phase, self._look(phase.outcome.item)))
                console.discard_typeahead()
                return self._decision(phase.outcome.item)
            case ShowingFeedback():
                if not heard:
                    console.show(self._feedback(session))
                return self._after_feedback(session)
            case Done(ending):
                return Stop(ending, at=self.now())
        assert_never(phase)

    def _look(self, item: Item) -> Look:
        """Return what the screen is like, in the language in which ``item`` is asked."""
        return replace(self.console.look(), words=self.manner.words(item))

    def _question(self, session: Session, item: Item) -> Iterable[str]:
        console = self.console
        status = ""
        if session.deadline is not None:
            status = pages.time_left(max(0, session.deadline - self.now()))
        elif session.policy is Policy.AT_THE_END:
            status = phrase("score at the end")
        notes = self.keeper.notes(item)
        return pages.question(
            session, item, self._look(item), status, notes, interactive=console.interactive
        )

    def _feedback(self, session: Session, *, again: bool = False) -> Iterable[str]:
        outcome, days = session.outcomes[-1], self.keeper.due(len(session.outcomes) - 1)
        due = "" if days is None else pages.due_words(days, self.now())
        return pages.feedback(outcome, self._look(outcome.item), due, again=again)

    def _reply(self, session: Session, item: Item) -> Event:
        """Return the answer to ``item``, in as many lines as it takes.

        One branch for each thing that a line can mean.
        """
        reading = _Reading(self.console, item, self._look)
        told = session.policy is Policy.AFTER_EACH
        unclear = 0
        while True:
            match interpret(item, reading.lines):
                case Ask() as ask:
                    reading.ask(ask)
                    continue
                case Ready(reply):
                    sure = self._confidence(item)
                    return Answer(reply, sure, reading.hinted, at=self.now())
                case Command.SKIP if reading.is_sure():
                    return Skip(at=self.now())
                case Command.QUIT:
                    return Stop(at=self.now())
                case Command.APPEAL if told and len(reading.lines) == 1 and _may_appeal(session):
                    return Appeal(at=self.now())
                case Command.UNDO if reading.gaps:
                    reading.lines.pop()
                    self.console.show(pages.undone(self._look(item), gap=reading.gaps + 1))
                case Command.UNDO if self._took_back(item):
                    pass
                case Command.UNDO if session.outcomes:
                    return Undo(at=self.now())
                case Command.SUSPEND | Command.BURY as command if self.keeper.keeps(item):
                    self.keeper.set_aside(item, for_good=command is Command.SUSPEND)
                    self.console.show(pages.set_aside(self._look(item), command))
                    return SetAside(at=self.now())
                case Command.FLAG if self.keeper.keeps(item):
                    self._flag(item)
                case Command.OPEN if item.media(Side.FRONT):
                    self._open(item, back=False)
                case Command.HINT if told and (hint := item.hint):
                    self.console.show(pages.hint(hint, self._look(item)))
                    reading.hinted = True
                case Command.PASSAGE if item.passage:
                    self.console.show(pages.passage(item, self._look(item)))
                case Command() as command:
                    self.console.show(self._shown_for(command, session, reading))
                case Unclear(expected):
                    self._warn(expected, item)
                    unclear += 1
                    if not self.console.interactive and unclear == MOST_UNCLEAR:
                        return Skip(at=self.now())
            reading.lines.pop()

    def _shown_for(self, command: Command, session: Session, reading: _Reading) -> Iterable[str]:
        """Return what a ``command`` shows that leaves the question open."""
        look, interactive = self._look(reading.item), self.console.interactive
        told = session.policy is Policy.AFTER_EACH
        match command:
            case Command.HELP:
                live = "sqbrul?" if told else "squl?"
                live += "h" if told and reading.item.hint else ""
                live += "o" if reading.item.media(Side.FRONT) else ""
                live += "p" if reading.item.passage else ""
                live += "fxz" if self.keeper.keeps(reading.item) else ""
                return pages.help_for(
                    reading.item, reading.typed, look, live, interactive=interactive
                )
            case Command.REDRAW:
                return self._question(session, reading.item)
            case Command.LAST if told and session.outcomes:
                return self._feedback(session, again=True)
            case Command.LAST | Command.APPEAL if not told:
                said = phrase("An exam says how your answers were at its end.")
                return look.lines((Style.MISSED, said))
            case Command.HINT if reading.item.hint:
                return look.lines((Style.MISSED, phrase("An exam gives no hints.")))
            case _:
                return look.lines((Style.MISSED, _NOTHING[command]))

    def _warn(self, sentence: str, item: Item) -> None:
        self.console.show(self._look(item).lines((Style.MISSED, sentence)))

    def _confidence(self, item: Item) -> Confidence | None:
        """Return how sure the learner is, where they are to say so."""
        if not self.manner.ask_confidence:
            return None
        console = self.console
        while True:
            prompt = self._prompt(phrase("How sure are you? g guess, t think, s sure"), item)
            if console.takes_keys:
                line = console.key(prompt, "gts", "", self._keys("g, t, s", item))
            else:
                line = console.line(prompt)
            match interpret_confidence(line):
                case Confidence() as confidence:
                    return confidence
                case Unclear(expected) if console.interactive:
                    self._warn(expected, item)
                case Unclear():
                    return None

    def _flag(self, item: Item) -> None:
        """Read a note for the author, and keep it."""
        prompt = self._prompt(phrase("What is wrong with it?"), item)
        note = self.console.line(prompt).strip()
        self.keeper.flag(item, note)
        said = phrase("Flagged for the author.")
        self.console.show(self._look(item).lines((Style.TEXT, said)))

    def _took_back(self, item: Item) -> bool:
        """Undo the last mark that was made since the last answer; return whether there was one."""
        mark = self.keeper.take_back()
        if mark:
            self.console.show(self._look(item).lines((Style.TEXT, mark)))
        return bool(mark)

    def _open(self, item: Item, *, back: bool) -> None:
        """Open the pictures and sounds that the learner may see and hear now."""
        look = self._look(item)
        for path in item.media(Side.FRONT) + (item.media(Side.BACK) if back else ()):
            if suffix(path.name) == "svg":
                said = phrase(
                    "A drawing may have scripts: open it yourself if you trust it: {path}",
                    path=path,
                )
            elif self.console.open(path):
                said = phrase("Opened {path}", path=path)
            else:
                said = phrase("No program was found here that opens {path}", path=path)
            self.console.show(look.lines((Style.TEXT, said)))

    def _decision(self, item: Item) -> Event:
        """Return whether the learner counts the answer."""
        console = self.console
        while True:
            if not console.interactive and not self._next_is_decision():
                return Next(at=self.now())
            prompt = self._prompt("y/n", item)
            if console.takes_keys:
                hint = self._keys("y, n, u, :q, :?", item)
                line = console.key(prompt, "ynqu?", "qu?", hint, careful="qu")
            else:
                line = console.line(prompt)
            match interpret_decision(line):
                case bool() as counts:
                    return Decide(counts, at=self.now())
                case Command.QUIT:
                    return Stop(at=self.now())
                case Command.UNDO:
                    return Undo(at=self.now())
                case Unclear(expected):
                    self._warn(expected, item)
                case _:
                    console.show(pages.help_to_decide(self._look(item)))

    def _next_is_decision(self) -> bool:
        """Tell whether the next line of a pipe decides: any other answers the next question."""
        try:
            return not isinstance(interpret_decision(self.console.next_line()), Unclear)
        except EOFError:
            return False

    def _after_feedback(self, session: Session) -> Event:
        """Wait until the learner has read the feedback, where somebody is there to read it.

        One branch for each key that does something then.
        """
        console = self.console
        outcome = session.outcomes[-1]
        item = outcome.item
        last = len(session.outcomes) == len(session.items)
        appeals = _may_appeal(session)
        if not console.interactive:
            # The prompt of the next question takes an appeal; after the last there is none.
            if last and appeals and self._next_is_appeal():
                console.line("")
                return Appeal(at=self.now())
            return Next(at=self.now())
        console.discard_typeahead()
        media = outcome.item.media(Side.FRONT) + outcome.item.media(Side.BACK)
        keys = f"u{'r' if appeals else ''}b{'o' if media else ''}"
        keeps = self.keeper.keeps(outcome.item)
        keys += "p" if outcome.item.passage else ""
        keys += "fxz" if keeps else ""
        console.show(pages.keys_after_feedback(keys, self._look(item)))
        while True:
            line = self._line_after_feedback(keys, item, last=last)
            command = interpret_after_feedback(line)
            match command:
                case None:
                    return Next(at=self.now())
                case Command.QUIT:
                    return Stop(at=self.now())
                case Command.UNDO:
                    if not self._took_back(item):
                        return Undo(at=self.now())
                case Command.APPEAL if appeals:
                    return Appeal(at=self.now())
                case Command.LAST | Command.REDRAW:
                    console.show(self._feedback(session, again=True))
                case Command.OPEN if media:
                    self._open(outcome.item, back=True)
                case Command.PASSAGE if outcome.item.passage:
                    console.show(pages.passage(item, self._look(item)))
                case Command.FLAG if keeps:
                    self._flag(outcome.item)
                case Command.SUSPEND | Command.BURY if keeps:
                    kind = Command(command)
                    self.keeper.set_aside(outcome.item, for_good=kind is Command.SUSPEND)
                    console.show(pages.set_aside(self._look(item), kind))
                case _:
                    console.show(pages.help_after_feedback(keys, self._look(item), last=last))

    def _line_after_feedback(self, keys: str, item: Item, *, last: bool) -> str:
        console = self.console
        wanted = phrase("Press Enter to go on, :q to quit")
        if last:
            wanted = phrase("Press Enter for the score")
        prompt = self._prompt(wanted, item)
        if not console.takes_keys:
            return console.line(prompt)
        hint = self._keys(join(", ", [phrase("Enter"), *keys, ":q", ":?"]), item)
        letters = f"q{keys}"
        return console.key(prompt, f"\n {letters}?{REDRAWS}", f"{letters}l?", hint, letters)

    def _next_is_appeal(self) -> bool:
        try:
            return is_appeal(self.console.next_line())
        except EOFError:
            return False

    def _prompt(self, wanted: str, item: Item) -> str:
        return _prompt(wanted, self.console, self._look(item))

    def _keys(self, named: str, item: Item) -> str:
        return _keys(named, self._look(item))


_NOTHING = {
    Command.APPEAL: phrase("There is no wrong answer to appeal against."),
    Command.LAST: phrase("This is the first question: there is no answer before it."),
    Command.SKIP: phrase("Press Enter again to skip the question; it counts as wrong."),
    Command.UNDO: phrase("There is no answer to undo."),
    Command.HINT: phrase("There is no hint to this question."),
    Command.OPEN: phrase("This question has no picture or sound to open."),
    Command.PASSAGE: phrase("This question is about no passage."),
    Command.FLAG: phrase("Nothing is kept of this question, so it cannot be flagged."),
    Command.SUSPEND: phrase("Nothing is kept of this question; press s to skip it."),
    Command.BURY: phrase("Nothing is kept of this question; press s to skip it."),
}
"""What is said to a command that does nothing yet."""


class _Reading:
    """The lines that a learner types in answer to one question."""

    def __init__(self, console: Console, item: Item, look: Callable[[Item], Look]) -> None:
        self.lines: list[str] = []
        self.typed = False
        """Words are typed, so that commands need their colon."""
        self.hinted = False
        """The learner looked at the hint."""
        self._console = console
        self._look = look
        self.item = item
        self._hidden = isinstance(item.form, Reveal)
        self._warned = False

    @property
    def gaps(self) -> int:
        """How many gaps of a text were answered before the last line."""
        return len(self.lines) - 1 if isinstance(self.item.form, Blanks) else 0

    def is_sure(self) -> bool:
        """Tell whether the last line, which skips, is meant: not a single Enter of a learner."""
        if self._warned or not self._console.interactive or self.lines[-1].strip():
            return True
        self._warned = True
        return False

    def ask(self, ask: Ask) -> None:
        """Read one more line."""
        console, form = self._console, self.item.form
        if isinstance(form, Reveal) and self._hidden and self.lines:
            console.show(pages.revealed(form, self._look(self.item)))
            self._hidden = False
        self.typed = ask.typed and not (console.takes_keys and ask.keys)
        self.lines.append(_line(ask, console, self._look(self.item)))


def _prepare_grader(session: Session) -> None:
    """Import what grades the replies of ``session``: of each kind of question one is graded."""
    kinds = {
        (type(item.form), type(item.form.expected) if isinstance(item.form, TypeIn) else None): item
        for item in session.items
    }
    for item in kinds.values():
        grade(item.form, key(item.form))


def _may_appeal(session: Session) -> bool:
    return bool(session.outcomes) and session.outcomes[-1].may_be_appealed


def _line(ask: Ask, console: Console, look: Look) -> str:
    """Return what is typed after the prompt of ``ask``, or the key that stands for it."""
    prompt = _prompt(ask.wanted, console, look)
    if not (console.takes_keys and ask.keys):
        return console.line(prompt)
    hint = _keys(join(", ", [ask.named, ":s", ":q", ":?"]), look)
    key = console.key(prompt, f"{ask.keys}{BARE_KEYS}{REDRAWS}", COMMAND_KEYS, hint, "squo")
    if key == REDRAWS:
        return ":l"
    if key in "\n ":
        return ""
    return f":{key}" if key in BARE_KEYS else key


def _prompt(wanted: str, console: Console, look: Look) -> str:
    """Return the line before the cursor; what is above it is shown."""
    above, prompt = pages.prompt(wanted, look)
    console.show(above)
    return prompt


def _keys(named: str, look: Look) -> str:
    """Return the line that names the keys of which one is to be pressed."""
    return look.words.say(phrase("Keys: {keys}", keys=named))
