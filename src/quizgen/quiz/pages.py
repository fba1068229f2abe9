"""What stands on the screen at each moment of a quiz, as lines.

Pure functions of a session and a :class:`~quizgen.quiz.layout.Look`.  Lines are only ever added,
so that all that was asked stays in the scrollback, and a screen reader reads it once.  No color
says what a sign or a word does not say, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, repeat, zip_longest
from itertools import count as count_from
from typing import assert_never

from quizgen.grading import Arranged, Paired, Picked, Result, Typed, Verdict, written
from quizgen.languages import Phrase, counted, join, phrase
from quizgen.memory.schedule import DAY_ENDS_AT
from quizgen.model.bank import Standing
from quizgen.model.blocks import Paragraphs, blocks, to_line, to_plain
from quizgen.model.forms import (
    GAP,
    Arrange,
    Blanks,
    Expected,
    ExpectedDate,
    ExpectedNumber,
    ExpectedRange,
    ExpectedWords,
    Form,
    Option,
    Pair,
    Pick,
    Reveal,
    TypeIn,
)
from quizgen.model.markup import Markup
from quizgen.model.phrases import paragraphs
from quizgen.model.question import Difficulty, PictureOrSound, Side
from quizgen.model.values import PartialDate
from quizgen.quiz.dialogue import (
    BARE_KEYS,
    Command,
    gap_label,
    labels,
    says_whether_true,
    span,
)
from quizgen.quiz.difference import marks
from quizgen.quiz.items import Candidate, Item
from quizgen.quiz.layout import Look, Run, Style, runs
from quizgen.quiz.session import Deciding, Outcome, Policy, Session
from quizgen.system.columns import shorten, width

_DIFFICULTIES = {
    Difficulty.EASY: phrase("easy"),
    Difficulty.MEDIUM: phrase("medium"),
    Difficulty.HARD: phrase("hard"),
}
_INDENT = (Style.TEXT, "  ")
_GOOD, _BAD, _OPEN = (Style.RIGHT, "✓ "), (Style.WRONG, "✗ "), (Style.MISSED, "– ")
_UNSURE = (Style.MISSED, "? ")
TALL = 12
"""Lines of two lists that fit below a question and its stem on the smallest usual screen."""
_FEW = 10
"""Columns in which a passage is named at least, in a window that has no room for it."""
ROOMY = 36
"""Columns from which a rule begins and ends before its texts do."""


# -- before and between ------------------------------------------------------------------------


def opening(session: Session, look: Look) -> Iterator[str]:
    """Yield what is going to be asked, from which sources, and as of when."""
    banks = len({item.candidate.bank.id for item in session.items})
    asked = phrase(
        "{questions} from {banks}",
        questions=counted("{n} question", "{n} questions", len(session.items)),
        banks=counted("{n} bank", "{n} banks", banks),
    )
    yield from look.lines((Style.STRONG, asked))
    if len(session.items) < session.available:
        there = session.available
        said = phrase("There are {n}; {option} asks them all.", n=there, option=f"-n {there}")
        yield from look.lines((Style.FAINT, said))
    topics = {item.candidate.topic.id: item.candidate.topic for item in session.items}
    for topic in topics.values():
        if topic.source is not None:
            as_of = topic.source.as_of.words
            about = phrase("{title}, as of {date}", title=topic.title, date=as_of)
            yield from look.lines((Style.FAINT, about))


_FIRST_USE = (
    phrase("The last line of each question says what to type. Enter ends typed words."),
    phrase("After each answer you see how it was, and Enter goes on."),
    phrase(":? helps at any time; :q ends the quiz, and keeps what you answered."),
)
"""What explains a quiz to somebody who never took one, in three lines."""
_IN_AN_EXAM = phrase("After each answer comes the next question; the end says how they were.")


def first_use(look: Look, *, told: bool) -> Iterator[str]:
    """Yield how a quiz goes, for the first time; ``told`` where each answer is judged at once."""
    yield ""
    first, second, third = _FIRST_USE
    for line in (first, second if told else _IN_AN_EXAM, third):
        yield from look.lines((Style.TEXT, line))


def question(
    session: Session,
    item: Item,
    look: Look,
    status: str = "",
    notes: Iterable[str] = (),
    *,
    interactive: bool = True,
) -> Iterator[str]:
    """Yield the question: how far the learner is, what is asked, what there is.

    ``status`` stands in the place of the score, and ``notes`` before the question.  Live keys are
    named where somebody is there.  A question that is taller than the window ends with its stem,
    which is out of sight by then.
    """
    yield ""
    yield from _header(session, item, look, status, interactive=interactive)
    yield ""
    for note in notes:
        yield from look.lines((Style.MISSED, note))
    yield from _passage(session, item, look, interactive=interactive)
    runs_of_stem = stem(item.form)
    asked = [*look.lines(*runs_of_stem)]
    yield from asked
    key = ":o" if interactive and item.media(Side.FRONT) else ""
    below = [*_media(item, Side.FRONT, look, key=key)] if not item.is_reversed else []
    below += _parts(item, look)
    if below and not isinstance(blocks(_asked(item.form))[-1], Paragraphs):
        yield ""  # what is below code, a list or a table is no part of it
    yield from below
    if item.hint and session.policy is Policy.AFTER_EACH:
        yield from look.lines((Style.FAINT, phrase(":h shows a hint")))
    yield ""
    # The window also holds a line for what is typed.
    if below and look.rows is not None and len(asked) + len(below) + 2 > look.rows:
        yield from asked
        yield ""


def _passage(session: Session, item: Item, look: Look, *, interactive: bool) -> Iterator[str]:
    """Yield the passage: before the first of its questions all of it, then only what it was."""
    key = item.passage_key
    if key is None:
        return
    number = session.number
    if number > 1 and session.items[number - 2].passage_key == key and session.events:
        frame = look.words.say(phrase("Passage: {text}; :p shows it again", text=""))
        named = shorten(look.clean(_first_words(item)), max(_FEW, look.room - width(frame)))
        said = phrase("Passage: {text}; :p shows it again", text=named)
        yield from look.lines((Style.FAINT, said))
        yield ""
        return
    following = 0
    for one in session.items[number - 1 :]:
        if one.passage_key != key:
            break
        following += 1
    about = phrase("Passage:")
    if following > 1:
        about = counted(
            "Passage for the next {n} question:",
            "Passage for the next {n} questions:",
            following,
        )
    yield from look.lines((Style.LABEL, about))
    yield from passage(item, look, interactive=interactive)
    yield ""


def _first_words(item: Item) -> str:
    """Return the text of the passage of ``item`` in one line, or what its first picture shows."""
    shared = item.passage
    assert shared is not None
    words = to_line(shared.text) if shared.text else shared.media[0].alt
    return " ".join(words.split())


def passage(item: Item, look: Look, *, interactive: bool = True) -> Iterator[str]:
    """Yield what several questions are about: its text, its pictures and sounds, its source."""
    shared = item.passage
    if shared is None:
        return
    if shared.text is not None:
        yield from look.lines(*runs(shared.text), hang=_INDENT)
    for medium in shared.media:
        yield from _medium(medium, look, _INDENT, key=":o" if interactive else "")
    if shared.source is not None:
        yield from look.lines((Style.FAINT, _with_addresses(shared.source)), hang=_INDENT)


def hint(text: Markup, look: Look) -> Iterator[str]:
    """Yield what helps to find the answer."""
    yield from look.lines(*runs(text), hang=(Style.LABEL, join("", [phrase("hint:"), " "])))


def prompt(wanted: str, look: Look) -> tuple[list[str], str]:
    """Return what stands before the cursor, and the lines above it where it needs more than one."""
    *above, last = look.lines((Style.TEXT, join("", [wanted, " >"])))
    return above, f"{last} "


def revealed(form: Reveal, look: Look) -> Iterator[str]:
    """Yield the answer of a card."""
    yield from look.lines(*runs(form.answer, Style.STRONG), hang=_INDENT)


def decision(deciding: Deciding, look: Look) -> Iterator[str]:
    """Yield what only the learner can say: whether their answer counts."""
    yield ""
    yield from look.lines((Style.STRONG, deciding.question), hang=_UNSURE)
    if not deciding.outcome.decisions:
        yield from _typed(deciding.outcome, look)
        if deciding.outcome.grade.note:
            yield from look.lines((Style.TEXT, deciding.outcome.grade.note), hang=_INDENT)


def help_to_decide(look: Look) -> Iterator[str]:
    """Yield how a learner says whether an answer counts."""
    text = phrase("Type y if you mean what the answer says, n if your answer is wrong.")
    yield from look.lines((Style.TEXT, text))


def appealed(look: Look) -> Iterator[str]:
    """Say that an appeal was heard."""
    yield from look.lines((_GOOD[0], _ON_YOUR_WORD), hang=_GOOD)


def undone(look: Look, gap: int = 0) -> Iterator[str]:
    """Say that the last answer was taken back, or that for the gap of the number ``gap``."""
    yield ""
    said = phrase("Your last answer is undone.")
    if gap:
        said = phrase("Your answer for gap {n} is undone.", n=gap)
    yield from look.lines((Style.STRONG, said))


def set_aside(look: Look, command: Command) -> Iterator[str]:
    """Say that a question is not asked again."""
    said = phrase("This question is not asked again today.")
    if command is Command.SUSPEND:
        said = phrase("This question is not asked again.")
    yield from look.lines((Style.TEXT, said))


def taken_over(look: Look) -> Iterator[str]:
    """Say that the session goes on in another window."""
    yield ""
    yield from look.lines(
        (Style.STRONG, phrase("This session goes on in another window, so it ends here.")),
        (Style.TEXT, " "),
        (Style.TEXT, phrase("What you have answered here since then is not stored.")),
    )


_AFTER = {
    "u": (phrase("undo"), phrase("takes your answer back, and asks the question again")),
    "r": (phrase("I was right, count it"), phrase("counts your answer as right, as an appeal")),
    "b": ("", phrase("shows again how your answer was")),
    "o": ("", phrase("opens the pictures and sounds of the question")),
    "p": ("", phrase("shows again the passage that the question is about")),
    "f": ("", phrase("flags the question for its author, with a note")),
    "x": ("", phrase("never asks this question again")),
    "z": ("", phrase("does not ask this question again today")),
}
"""What a key does after feedback: in a word where it is always named, and in a sentence."""


def keys_after_feedback(keys: str, look: Look) -> Iterator[str]:
    """Yield what can be done after feedback with one of ``keys``."""
    named = [join(": ", [key, _AFTER[key][0]]) for key in "ru" if key in keys]
    every = join(": ", ["?", phrase("all keys")])
    yield from look.lines((Style.FAINT, join(" · ", [*named, every])))


def help_after_feedback(keys: str, look: Look, *, last: bool) -> Iterator[str]:
    """Yield what can be done after feedback, where ``keys`` do something."""
    goes_on = phrase("shows the score") if last else phrase("goes on to the next question")
    said: list[tuple[str, str]] = [(phrase("Enter"), goes_on)]
    said += [(key, sentence) for key, (_, sentence) in _AFTER.items() if key in keys]
    said.append((":q", phrase("ends the quiz, with the score so far")))
    for key, means in said:
        name = look.words.say(key)
        yield from look.lines((Style.TEXT, means), hang=(Style.LABEL, f"  {name:<6}"))


def help_for(
    item: Item, typed: bool, look: Look, commands: str = "sqbrl?", *, interactive: bool = True
) -> Iterator[str]:
    """Yield how this question is answered, and what else can be done; ``typed`` where words are."""
    yield from look.lines((Style.TEXT, _how(item)))
    means = {
        "s": _skips(item.form, interactive),
        "q": phrase("ends the quiz, with the score so far; so do Ctrl-D and Ctrl-C"),
        "u": _what_is_undone(item.form),
        "b": phrase("shows again how your last answer was"),
        "r": phrase("counts your last answer as right, if it counts as wrong"),
        "h": phrase("shows a hint"),
        "o": phrase("opens the pictures and sounds of the question"),
        "p": phrase("shows the passage again"),
        "f": phrase("flags the question for its author, with a note"),
        "x": phrase("never asks this question again"),
        "z": phrase("does not ask this question again today"),
        "l": phrase("shows the question again; so does Ctrl-L")
        if interactive
        else phrase("shows the question again"),
        "?": phrase("shows this help"),
    }
    for key, sentence in means.items():
        if key in commands:
            yield from look.lines((Style.TEXT, sentence), hang=(Style.LABEL, f"  :{key:<3}"))
    if not typed:
        *most, last = (key for key in BARE_KEYS if key in commands)
        keys = join(phrase(" and "), [join(phrase(", "), most), last])
        said = phrase("Here {keys} work without the colon, too.", keys=keys)
        yield from look.lines((Style.FAINT, said))
    if typed and not isinstance(item.form, Reveal):
        yield from look.lines((Style.FAINT, phrase("The answer “:q” itself is typed “::q”.")))


def _what_is_undone(form: Form) -> Phrase:
    """Say what undo does: within a text with several gaps, it takes back the gap before."""
    if isinstance(form, Blanks) and len(form.gaps) > 1:
        return phrase(
            "undoes your answer for the gap before, or your last answer, and asks for it again"
        )
    return phrase("undoes your last answer, and asks its question again")


def _skips(form: Form, interactive: bool) -> Phrase:
    """Say what skips: an empty line, too, unless it shows an answer or leaves one gap empty."""
    if isinstance(form, Reveal | Blanks):
        return phrase("skips the question; it counts as wrong")
    if interactive:
        return phrase("skips the question, as Enter does if you press it twice; it counts as wrong")
    return phrase("skips the question, as an empty line does; it counts as wrong")


def _how(item: Item) -> str:
    form = item.form
    match form:
        case Reveal():
            return phrase("Recall the answer, look at it, and say whether you knew it.")
        case Pick():
            if says_whether_true(item):
                return phrase("Type t if the statement is true, f if it is false.")
            if form.many:
                return phrase("Type the letter of each option that applies, such as “ac” or “a c”.")
            letters = span(labels(item))
            return phrase("Type the letter of the right option: one of {letters}.", letters=letters)
        case TypeIn():
            return _how_to_type(form.expected)
        case Blanks():
            return phrase("Type what goes in the gap, or press Enter to leave it empty.")
        case Arrange():
            return phrase("Type the letters in the right order, such as “cab” or “c a b”.")
        case Pair():
            return phrase(
                "Type the letter that belongs to 1, then to 2, and so on, such as “cab”; "
                "or “1c 2a 3b”."
            )
    assert_never(form)


def _how_to_type(expected: Expected) -> Phrase:
    match expected:
        case ExpectedWords():
            return _HOW_TO_TYPE_WORDS[expected.match]
        case ExpectedNumber():
            return phrase(
                "Type the number, such as 1,500 or 2.5 million; the unit may be left out."
            )
        case ExpectedDate():
            how = _HOW_TO_TYPE_DATES[expected.date.precision]
            if expected.year_given:
                return join(" ", [how, phrase("The year may be left out.")])
            return how
        case ExpectedRange(within=within):
            if within:
                return phrase("Type both ends, such as 5 to 10, or one within.")
            return phrase("Type both ends, such as 5 to 10.")
    assert_never(expected)


_HOW_TO_TYPE_WORDS = {
    None: phrase("Type the answer, a word or a few."),
    "exact": phrase("Type the answer, a word or a few; case, accents and signs count."),
    "case": phrase("Type the answer, a word or a few; case and accents count."),
}
_HOW_TO_TYPE_DATES = {
    "day": phrase("Type the date, such as {date}.", date=PartialDate(1969, 7, 20).words),
    "month": phrase("Type the month, such as {date}.", date=PartialDate(1969, 7).words),
    "year": phrase("Type the year, such as {date}.", date=PartialDate(1969).words),
    "decade": phrase("Type the decade, such as {date}.", date=PartialDate(1960, span=10).words),
    "century": phrase("Type the century, such as {date}.", date=PartialDate(1901, span=100).words),
}


def time_left(milliseconds: int) -> Phrase:
    """Return in words how much time is left: in minutes, and in seconds of the last one."""
    seconds = -(-milliseconds // 1000)
    if seconds > 60:
        return phrase("{n} min left", n=-(-seconds // 60))
    return phrase("{n} s left", n=seconds)


_LIVE = {phrase(":s skip · :q quit · :? help"): 20, ":s :q :?": 12, ":?": 6}
"""What can be done at every question, in as many words as there is room for: how many columns of
the bank's title they leave, or all of it.
"""


def _header(
    session: Session, item: Item, look: Look, status: str, *, interactive: bool
) -> Iterator[str]:
    """Yield one line with the place, the bank, the score and the live keys."""
    say = look.words.say
    place = f"{session.number}/{len(session.items)}"
    bank, level = item.candidate.bank.title, item.candidate.question.difficulty
    hard = None if level is None else say(_DIFFICULTIES[level])
    score = say(status or phrase("{n} right", n=session.score.right))
    live = {say(keys): wanted for keys, wanted in _LIVE.items()}
    if not look.decorated:
        parts = (place, bank, hard, score, *([*live][:1] if interactive else ()))
        yield from look.lines((Style.TEXT, " · ".join(part for part in parts if part)))
        return
    before, after = ("── ", " ──") if look.room >= ROOMY else ("", "")
    free = look.room - width(f"{before}{place} ·   {score}{after}")
    name = width(look.clean(bank))
    fitting = (keys for keys, wanted in live.items() if free - len(keys) - 5 >= min(name, wanted))
    keys = f" · {found}" if (found := next(fitting, "")) else ""
    free -= width(keys)
    about = look.clean(shorten(bank, free - 2))
    if hard is not None and width(f"{about} · {hard}") <= free - 2:
        about += f" · {hard}"
    yield from look.lines(
        (Style.FAINT, before),
        (Style.STRONG, place),
        (Style.FAINT, f" · {about} {'─' * (free - width(about))} {score}{keys}{after}"),
    )


def _asked(form: Form) -> Markup:
    return form.whole if isinstance(form, Blanks) else form.prompt


def stem(form: Form, *, brief: bool = False) -> list[Run]:
    """Return what is asked, without what there is to choose from."""
    if isinstance(form, Blanks):
        return gapped(form, brief=brief)
    return runs(form.prompt, brief=brief)


def _media(
    item: Item, side: Side, look: Look, hang: Run = (Style.TEXT, ""), *, key: str = ""
) -> Iterator[str]:
    """Yield what stands for the pictures and sounds of one side, and their ``key``."""
    for medium in item.candidate.question.media:
        if medium.side is side:
            yield from _medium(medium, look, hang, key=key)


def _medium(medium: PictureOrSound, look: Look, hang: Run, *, key: str = "") -> Iterator[str]:
    """Yield what stands for a picture or a sound, and the ``key`` that opens it."""
    kind = phrase("audio") if medium.image is None else phrase("image")
    opens = join("", [" ", phrase("{key} opens it", key=key)]) if key else ""
    end = (Style.LABEL, "]"), (Style.FAINT, opens)
    begin = (Style.LABEL, join("", ["[", kind, ": "]))
    yield from look.lines(begin, (Style.TEXT, medium.alt), *end, hang=hang)


def gapped(form: Blanks, *, filled: bool = False, brief: bool = False) -> list[Run]:
    """Return the text with its gaps, or with their keys where they are to be ``filled``."""
    shown: list[Run] = []
    numbers = count_from(0)
    gaps = form.gaps
    for style, text in runs(form.whole, brief=brief):
        first, *others = text.split(GAP)
        shown.append((style, first))
        for other in others:
            number = next(numbers)
            gap = gaps[number]
            label = gap_label(form, number) or "…"
            about = to_plain(gap.typeset) if filled else label
            about += f": {gap.hint}" if gap.hint and not filled else ""
            shown += [(Style.LABEL, f"[{about}]"), (style, other)]
    return shown


def _parts(item: Item, look: Look) -> Iterator[str]:
    """Yield the options, the items, or the two sides of the pairs, in the order shown."""
    form = item.form
    match form:
        case Pick():
            if not says_whether_true(item):
                options = _shown(item, [option.text for option in form.options])
                files = (_file(item, form.options[number]) for number in item.shown)
                yield from _list(options, look, files)
        case Arrange():
            yield from _list(_shown(item, form.items), look)
        case Pair():
            lefts = [(str(number + 1), left) for number, (left, _) in enumerate(form.pairs)]
            yield from _two_lists(lefts, _shown(item, form.rights), look)
        case Reveal() | TypeIn() | Blanks():
            return
        case _:
            assert_never(form)


def _shown(item: Item, texts: tuple[Markup, ...] | list[Markup]) -> list[tuple[str, Markup]]:
    """Return ``texts`` with their labels, in the order shown."""
    return [(label, texts[number]) for label, number in zip(labels(item), item.shown, strict=True)]


def _file(item: Item, option: Option) -> str:
    """Return the path of the picture that an option is, if it is one."""
    file = item.candidate.bank.media.get(option.picture) if option.picture is not None else None
    return "" if file is None else f" [image: {file.path}]"


def _list(
    texts: Iterable[tuple[str, Markup]], look: Look, files: Iterable[str] = ()
) -> Iterator[str]:
    """Yield ``texts`` behind their labels, each with what ``files`` says of its picture."""
    for (label, text), file in zip(texts, chain(files, repeat("")), strict=False):
        yield from look.lines(*runs(text), (Style.FAINT, file), hang=(Style.LABEL, f"  {label}) "))


def _two_lists(
    lefts: list[tuple[str, Markup]], rights: list[tuple[str, Markup]], look: Look
) -> Iterator[str]:
    """Yield one list after the other, or side by side where the stem would leave the screen.

    Where both are wide, each has half of the line.
    """
    sides = [
        [[(Style.LABEL, f"  {label}) "), *runs(text)] for label, text in texts]
        for texts in (lefts, rights)
    ]
    before, after = (max(_width(row, look) for row in rows) for rows in sides)
    several_lines = any("\n" in text for _, text in (*lefts, *rights))
    narrow = not look.decorated or look.room < ROOMY
    if len(lefts) + len(rights) <= TALL or narrow or several_lines:
        yield from _list(lefts, look)
        yield ""
        yield from _list(rights, look)
        return
    if before + after > look.room:
        before = min(before, max(look.room // 2, look.room - after))
    columns = (before, look.room - before)
    for left, right in zip_longest(*sides, fillvalue=[]):
        yield from look.row(left, right, columns=columns)


def _width(row: Iterable[Run], look: Look) -> int:
    return width(look.clean("".join(text for _, text in row)))


# -- after an answer ---------------------------------------------------------------------------


def feedback(outcome: Outcome, look: Look, due: str = "", *, again: bool = False) -> Iterator[str]:
    """Yield how the answer was: the verdict, the right answer, why, who says so, its due day.

    Where the learner was asked whether it counts, what they typed was shown then, and is only
    repeated where all is shown ``again``.
    """
    yield ""
    shown = bool(outcome.questions) and not again
    yield from _verdict(outcome, look, noted=shown)
    yield from _comparison(outcome, look, typed=not shown)
    question = outcome.item.candidate.question
    if question.explanation is not None:
        yield from look.lines(*runs(question.explanation), hang=_INDENT)
    if outcome.item.is_reversed:
        yield from _media(outcome.item, Side.FRONT, look, _INDENT)
    yield from _media(outcome.item, Side.BACK, look, _INDENT)
    for line in (*_sources(outcome.item.candidate), *((due,) if due else ())):
        yield from look.lines((Style.FAINT, line), hang=_INDENT)


_ON_YOUR_WORD = phrase("Counted as right, on your word")
_VERDICTS: dict[Result, tuple[Run, str]] = {
    Result.RIGHT: (_GOOD, phrase("Right")),
    Result.SLIP: (_GOOD, phrase("Right, with a slip")),
    Result.COUNTED: (_GOOD, _ON_YOUR_WORD),
    Result.APPEALED: (_GOOD, _ON_YOUR_WORD),
    Result.UNDECIDED: (_OPEN, phrase("Not certain, so it counts as wrong")),
    Result.WRONG: (_BAD, phrase("Wrong")),
    Result.SKIPPED: (_OPEN, phrase("Skipped")),
}


def _verdict(outcome: Outcome, look: Look, *, noted: bool) -> Iterator[str]:
    """Yield the verdict, with the note on it unless that is ``noted`` already."""
    note = "" if noted or _marks_parts(outcome.item.form) else outcome.grade.note
    mark, word = _VERDICTS[outcome.result]
    text: list[Run] = [(mark[0], word)]
    if outcome.result is Result.RIGHT and _short(outcome.item.form):
        text += [(mark[0], ": "), (Style.TEXT, key_text(outcome.item.form))]
    elif note:
        text.append((Style.TEXT, join("", [". ", note])))
    yield from look.lines(*text, hang=mark)


def _marks_parts(form: Form) -> bool:
    """Return whether what is shown of an answer to ``form`` says of each part how it was."""
    return isinstance(form, Pair) or (isinstance(form, Pick) and form.many)


def due_words(days: int, now: int) -> Phrase:
    """Return when a question is asked again: in so many days from ``now``, in milliseconds.

    The day is that of the schedule, as everywhere.  Where the calendar has turned already, a
    learner is told at which hour the next day begins.
    """
    from datetime import datetime, timedelta  # which a quiz without a history does without

    if days == 0:
        return phrase("Due again today")
    here = datetime.fromtimestamp(now / 1000).astimezone()
    date = (here - timedelta(hours=DAY_ENDS_AT)).date() + timedelta(days=days)
    if date == here.date():
        hour = f"{DAY_ENDS_AT:02}:00"
        return phrase("Due again tomorrow, which begins at {time}", time=hour)
    on = PartialDate(date.year, date.month, date.day).words
    if days == 1:
        return phrase("Due again tomorrow, on {date}", date=on)
    return counted(
        "Due again in {n} day, on {date}", "Due again in {n} days, on {date}", days, date=on
    )


def _short(form: Form) -> bool:
    """Return whether the key of ``form`` is one text, which can stand beside the verdict."""
    match form:
        case Pick():
            return not form.many
        case TypeIn() | Blanks():
            return True
        case Reveal() | Arrange() | Pair():
            return False
    assert_never(form)


def _comparison(outcome: Outcome, look: Look, *, typed: bool) -> Iterator[str]:
    """Yield what is right, and what the learner replied; what they typed only where ``typed``."""
    item, reply = outcome.item, outcome.reply
    form = item.form
    if outcome.result is Result.RIGHT and isinstance(form, TypeIn | Blanks):
        return
    match form:
        case Reveal():
            if outcome.reply is None:
                yield from _answer(runs(form.answer), look)
        case Pick():
            picked = reply.options if isinstance(reply, Picked) else frozenset()
            yield from _picked(form, item, picked, look)
        case TypeIn() | Blanks():
            if typed:
                yield from _typed(outcome, look)
            yield from _answer([(Style.STRONG, key_text(form))], look)
        case Arrange():
            order = reply.order if isinstance(reply, Arranged) else ()
            yield from _arranged(form, item, order, look)
        case Pair():
            rights = reply.rights if isinstance(reply, Paired) else ()
            yield from _paired(form, item, rights, look)
        case _:
            assert_never(form)


YOU, ANSWER = phrase("you:"), phrase("answer:")


def hanging(style: Style, before: str, said: Phrase) -> Run:
    """Return what hangs before a text, and says what it is."""
    return style, join("", [before, said, " "])


def _yours(mark: str) -> Phrase:
    """Return what a learner gave where something else is right, in brackets after it."""
    return join("", [" (", YOU, f" {mark})"])


def _you(text: list[Run], look: Look) -> Iterator[str]:
    yield from look.lines(*text, hang=hanging(Style.FAINT, "  ", YOU))


def _answer(text: list[Run], look: Look) -> Iterator[str]:
    yield from look.lines(*text, hang=hanging(Style.FAINT, "  ", ANSWER))


def _picked(form: Pick, item: Item, picked: frozenset[int], look: Look) -> Iterator[str]:
    """Yield the options that were picked or should have been, with what is to say of each."""
    marks = dict(zip(item.shown, labels(item), strict=True))
    keys = frozenset(number for number, option in enumerate(form.options) if option.right)

    def named(number: int, style: Style = Style.TEXT) -> list[Run]:
        option = form.options[number].text
        text: list[Run] = [(style, option)]
        if not isinstance(option, Phrase):
            text = runs(option, style)
        return text if says_whether_true(item) else [(Style.LABEL, f"{marks[number]}) "), *text]

    def feedback(number: int) -> Iterator[str]:
        said = form.options[number].feedback
        if said is not None:
            yield from look.lines(*runs(said), hang=(Style.TEXT, "     "))

    if not form.many:
        for number in picked - keys:
            yield from look.lines(*named(number), hang=hanging(_BAD[0], f"  {_BAD[1]}", YOU))
            yield from feedback(number)
        for number in keys:
            if number in picked:
                yield from feedback(number)
            else:
                hang = hanging(_GOOD[0], f"  {_GOOD[1]}", ANSWER)
                yield from look.lines(*named(number, Style.STRONG), hang=hang)
        return
    for number in item.shown:
        if number in picked | keys:
            if number in picked:
                mark, said = _BAD, phrase("you; does not apply")
                if number in keys:
                    mark, said = _GOOD, phrase("you; applies")
            else:
                mark, said = _OPEN, phrase("applies")
            text = [*named(number), (mark[0], join("", [" (", said, ")"]))]
            yield from look.lines(*text, hang=(mark[0], f"  {mark[1]}"))
            if number in picked:
                yield from feedback(number)


def _typed(outcome: Outcome, look: Look) -> Iterator[str]:
    """Yield what was typed, gap by gap, with marks where it differs from the answer nearest to it.

    Numbers and dates have no marks: they may be written in many ways, and differ by their value.
    """
    form, reply = outcome.item.form, outcome.reply
    if not isinstance(reply, Typed):
        return
    text = ""
    differ: set[int] = set()
    compared: list[str] = []
    grades = outcome.grade.gaps or (outcome.grade,) * len(reply.texts)
    for typed, graded, expected in zip(reply.texts, grades, _expected(form), strict=True):
        text += " · " if text else ""
        if graded.verdict is not Verdict.RIGHT and isinstance(expected, ExpectedWords):
            places = marks(typed, graded.nearest)
            differ |= {len(text) + place for place in places}
            if places and graded.nearest != written(expected):
                compared.append(graded.nearest)
        text += typed or "–"
    yield from look.marked_lines(text, differ, hanging(Style.FAINT, "  ", YOU))
    for nearest in compared:
        hang = hanging(Style.FAINT, "  ", phrase("compared with:"))
        yield from look.lines((Style.TEXT, nearest), hang=hang)


def _expected(form: Form) -> list[Expected]:
    """Return what is expected in each place where something is typed."""
    if isinstance(form, Blanks):
        return [gap.expected for gap in form.gaps]
    return [form.expected] if isinstance(form, TypeIn) else []


def _arranged(form: Arrange, item: Item, order: tuple[int, ...], look: Look) -> Iterator[str]:
    """Yield the items in the right order, each with whether it stood there."""
    marks = dict(zip(item.shown, labels(item), strict=True))
    right = [*range(len(form.items))]
    if order != tuple(right):
        if order:
            yield from _you([(Style.LABEL, "".join(marks[number] for number in order))], look)
        yield from _answer([(Style.LABEL, "".join(marks[number] for number in right))], look)
    for number in right:
        text = runs(form.items[number])
        mark = _OPEN if not order else _GOOD
        if order and order[number] != number:
            mark = _BAD
            text.append((Style.WRONG, _yours(str(order.index(number) + 1))))
        hang = (mark[0], f"  {mark[1]}{number + 1}. {marks[number]}) ")
        yield from look.lines(*text, hang=hang)


def _paired(form: Pair, item: Item, rights: tuple[int, ...], look: Look) -> Iterator[str]:
    """Yield each left text with its partner, and with what the learner gave it."""
    marks = dict(zip(item.shown, labels(item), strict=True))
    partners = form.partners
    for number, (left, right) in enumerate(form.pairs):
        own = partners[number]
        given = partners[rights[number]] if rights else None
        mark = _OPEN if given is None else _GOOD if given == own else _BAD
        partner = runs(right, brief=True)
        label = [(Style.FAINT, " – "), (Style.LABEL, f"{marks[own]}) ")]
        text = [*runs(left, brief=True), *label, *partner]
        if given is not None and given != own:
            text.append((Style.WRONG, _yours(marks[given])))
        yield from look.lines(*text, hang=(mark[0], f"  {mark[1]}{number + 1}. "))


def _sources(candidate: Candidate) -> Iterator[str]:
    """Yield who says it, how firmly, and where; the same voice is named once."""
    topic, question = candidate.topic, candidate.question
    voices: dict[tuple[Standing, str], list[int]] = {}
    for name in question.facts:
        fact = topic.facts.get(name)
        if fact is not None:
            voices.setdefault((fact.standing, fact.says), []).append(fact.paragraph)
    for (standing, says), numbers in voices.items():
        yield join(" · ", [standing.words, says, paragraphs(numbers)])
    if question.source is not None:
        yield phrase("Source: {source}", source=_with_addresses(question.source))
    if question.as_of is not None:
        yield phrase("As of {date}", date=question.as_of.words)
    passage = candidate.bank.passage(question)
    makers = [] if passage is None else [medium.credit for medium in passage.media]
    makers += [medium.credit for medium in question.media]
    makers += [picture.credit for _, picture in question.pictures()]
    for credit in dict.fromkeys(makers):
        if credit is not None:
            yield phrase("Credit: {credit}", credit=_with_addresses(credit))


def _with_addresses(line: Markup) -> str:
    """Return ``line`` without its marks; after the text of a link, where it leads."""
    return "".join(text for _, text in runs(line))


def one_line(text: Markup) -> str:
    """Return ``text`` in one line; words of quizgen's own as they are, for a catalogue."""
    return text if isinstance(text, Phrase) else to_line(text)


def key_text(form: Form) -> str:
    """Return what is right, in one line."""
    match form:
        case Reveal():
            return to_line(form.answer)
        case Pick():
            return join("; ", [one_line(option.text) for option in form.options if option.right])
        case TypeIn():
            return written(form.expected)
        case Blanks():
            return " · ".join(to_plain(gap.typeset) for gap in form.gaps)
        case Arrange():
            return " → ".join(map(to_line, form.items))
        case Pair():
            return "; ".join(f"{to_line(left)} – {to_line(right)}" for left, right in form.pairs)
    assert_never(form)
