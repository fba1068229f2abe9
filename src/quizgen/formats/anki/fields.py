"""What stands in the fields of a note, its tags, and which cards it has.

The one place that turns a question into what Anki stores.  Values are HTML, one for each field of
the note type in :mod:`quizgen.formats.anki.notetypes`; lists are ``<li>`` elements, and the
scripts of the templates go by their ``data-`` attributes.  No front may hold what gives the answer
away to a reader without scripts, such as a table of Anki's browser: items and right-hand texts are
stored out of order, and feedback has its own field, which only the back shows.

Sounds of the front stand apart from its pictures, for Anki plays whatever a side holds: the back
shows the pictures again, and would play an anthem over its own explanation.  A learner who wants to
hear it again presses R.

Gaps follow Anki's syntax ``{{c1::answer::hint}}``, which ends at the first ``}}`` and splits at the
first ``::``; both are entities in what is written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import assert_never
from zlib import crc32

from quizgen import languages
from quizgen.formats.anki import language
from quizgen.languages import Catalogue, Phrase, join, phrase
from quizgen.model.bank import Bank, Source, Standing, Topic
from quizgen.model.blocks import to_html, to_plain
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
    Pair,
    Pick,
    Reveal,
    TypeIn,
    turned,
)
from quizgen.model.markup import Markup, attribute, escape, inline_html, line_html, link
from quizgen.model.media import MediaFile
from quizgen.model.phrases import paragraphs
from quizgen.model.question import Difficulty, Passage, PictureOrSound, Question, Side
from quizgen.model.values import PartialDate, Tag

TYPE, DIFFICULTY, STANDING, WITHDRAWN = "type", "difficulty", "standing", "withdrawn"
"""The tags that quizgen makes itself, below the root of a topic."""

_TASKS = {
    None: phrase("Type the answer"),
    "exact": phrase("Type the exact answer"),
    "case": phrase("Type the answer; capitals and accents count"),
}
_SPAN_TASKS = {
    "year": phrase("Type the year"),
    "decade": phrase("Type the decade"),
    "century": phrase("Type the century"),
}
_ARROW, _SEMICOLON = "<i hidden> →</i>", "<i hidden>; </i>"
_HIDDEN = " hidden"
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_AFTER_A_WORD = re.compile(r"(?<=\w) (?=\d)")
"""Where a line is not broken: no line begins with the number of a paragraph."""


def cards(form: Form, numbers: Sequence[int] = ()) -> tuple[int, ...]:
    """Return the ordinals of a question's cards: templates, or the numbers of gaps less one."""
    if isinstance(form, Blanks):
        return tuple(sorted(number - 1 for number in _numbers(form, numbers)))
    return (0,) if turned(form) is None else (0, 1)


def tags(question: Question, bank: Bank, topic: Topic) -> tuple[str, ...]:
    """Return the tags of ``question``, all below the root of ``topic``.

    They are those of the bank and its own, its type and difficulty, how its answer stands, and
    whether it is withdrawn.
    """
    standings = tuple([topic.facts[fact].standing for fact in question.facts])
    withdrawn = question.retired is not None
    root = topic.tag_root or topic.id
    own = (*bank.tags, *question.tags)
    return _tags(root, own, question.type, question.difficulty, standings, withdrawn)


@lru_cache(4096)
def _tags(
    root: str,
    own: Sequence[Tag],
    kind: str,
    difficulty: Difficulty | None,
    standings: Sequence[Standing],
    withdrawn: bool,
) -> tuple[str, ...]:
    below = f"{root}::"
    every = [tag if tag == root or tag.startswith(below) else below + tag for tag in own]
    every.append(f"{below}{TYPE}::{kind}")
    if difficulty is not None:
        every.append(f"{below}{DIFFICULTY}::{difficulty}")
    every += [f"{below}{STANDING}::{standing}" for standing in standings]
    if withdrawn:
        every.append(below + WITHDRAWN)
    return tuple(dict.fromkeys(every))


def below_root(tags: Sequence[str]) -> list[str]:
    """Return the ``tags`` of a note without their root, which all notes of a topic share.

    Of notes that were built when the root was “quizgen”, those of the author stand beside it.
    """
    roots = [tag.rpartition(f"::{TYPE}::")[0] for tag in tags if f"::{TYPE}::" in tag]
    return [tag.removeprefix(f"{roots[-1]}::") for tag in tags] if roots else [*tags]


def fields(
    question: Question,
    form: Form,
    bank: Bank,
    topic: Topic,
    name: str,
    numbers: Sequence[int] = (),
) -> tuple[str, ...]:
    """Return the values of the fields of ``question``, in the order of its note type.

    ``numbers`` are those of its gaps, in the order of its text; left out, they count from 1.
    """
    tongue = _Tongue(topic, bank, question)
    task, own = _task_and_fields(form, numbers, bank, tongue)
    standing, source, as_of = _source_fields(question, topic, tongue.words)
    passage = bank.passage(question)
    images, sounds, behind = _media(question, passage, bank)
    return (
        *own,
        images,
        sounds,
        tongue.whole(to_html(question.explanation)) if question.explanation else "",
        behind,
        standing,
        source,
        as_of,
        "" if topic.alone else _title(topic.title),
        _title(bank.title),
        tongue.words.say(task),
        _notice(question, tongue.words),
        name,
        tongue.stem(to_html(question.hint)) if question.hint else "",
        _passage(passage, bank) if passage is not None else "",
        language.field(tongue.tag, type(form), dates=_is_date(form)),
        escape(form.reverse.answer) if isinstance(form, TypeIn) and form.reverse else "",
    )


@lru_cache
def _title(title: str) -> str:
    return escape(title)


def _notice(question: Question, words: Catalogue) -> str:
    if question.retired is None:
        return ""
    return f"<b>{words.say(phrase('Withdrawn.'))}</b> {to_html(question.retired)}"


class _Tongue:
    """The languages of a note: that of its words, and those of its texts where they differ."""

    def __init__(self, topic: Topic, bank: Bank, question: Question) -> None:
        self.tag = topic.language_of(bank)
        self.words = languages.words(self.tag)
        own = question.lang
        self._all = own.all if own else None
        self._stem = own.stem or own.all if own else None
        self._answer = own.answer or own.all if own else None

    def whole(self, html: str) -> str:
        """Return a text that belongs to neither side."""
        return language.marked(html, self._all, self.tag)

    def stem(self, html: str) -> str:
        """Return a text of what is asked."""
        return language.marked(html, self._stem, self.tag)

    def answer(self, html: str) -> str:
        """Return a text of the answer."""
        return language.marked(html, self._answer, self.tag)

    @property
    def answer_mark(self) -> str:
        """The attribute of an item of the answer; empty if it is in the language of the note."""
        differs = self._answer is not None and self._answer != self.tag
        return f' lang="{self._answer}"' if differs else ""


def _is_date(form: Form) -> bool:
    """Tell whether a card of ``form`` reads dates."""
    if not isinstance(form, TypeIn):
        return False
    expected = form.expected
    ends = expected.low if isinstance(expected, ExpectedRange) else expected
    return isinstance(ends, ExpectedDate)


def _passage(passage: Passage, bank: Bank) -> str:
    """Return a passage, but for its sounds, which Anki would play again with the back."""
    pictures = "".join([_medium(one, bank.media[one.name]) for one in passage.media if one.image])
    source = line_html(passage.source) if passage.source else ""
    return "".join(
        [
            to_html(passage.text) if passage.text else "",
            f'<div class="qg-media">{pictures}</div>' if pictures else "",
            f'<p class="qg-credit" dir="auto">{source}</p>' if source else "",
        ]
    )


def _media(question: Question, passage: Passage | None, bank: Bank) -> tuple[str, str, str]:
    """Return the pictures of the front, its sounds, and what the back has, with who made them.

    The sounds and the makers of what the passage shows are among them.
    """
    images: list[str] = []
    sounds: list[str] = []
    behind: list[str] = []
    makers: list[Markup | None] = []
    for shared in passage.media if passage is not None else ():
        makers.append(shared.credit)
        if shared.image is None:
            sounds.append(_medium(shared, bank.media[shared.name]))
    for medium in question.media:
        html = _medium(medium, bank.media[medium.name])
        if medium.side is Side.BACK:
            behind.append(html)
        else:
            (sounds if medium.image is None else images).append(html)
        makers.append(medium.credit)
    makers += [picture.credit for _, picture in question.pictures()]
    credit = [
        f'<p class="qg-credit" dir="auto">{line_html(one)}</p>'
        for one in dict.fromkeys(makers)
        if one
    ]
    return "".join(images), "".join(sounds), "".join([*behind, *credit])


def _medium(medium: PictureOrSound, file: MediaFile) -> str:
    if medium.image is not None:
        return _picture(medium.alt, file)
    words = f'<span dir="auto">{escape(" ".join(medium.alt.split()))}</span>'
    return f'<div class="qg-sound">[sound:{file.stored}] {words}</div>'


def _picture(alt: str, file: MediaFile) -> str:
    size = ""
    if file.size is not None:
        width, height = file.size
        size = f' width="{width}" height="{height}" style="--qg-ratio: {width / height:.4g}"'
    return f'<img src="{file.stored}" alt="{attribute(" ".join(alt.split()))}"{size}>'


def _task_and_fields(
    form: Form, numbers: Sequence[int], bank: Bank, tongue: _Tongue
) -> tuple[Phrase, tuple[str, ...]]:
    """Return what a card of ``form`` asks to do, and the fields that only its note type has."""
    match form:
        case Pick():
            return _pick(form, bank, tongue)
        case TypeIn():
            return _type_in(form, tongue)
        case Reveal():
            return phrase("Recall the answer"), (
                tongue.stem(to_html(form.prompt)),
                tongue.answer(to_html(form.answer)),
                "yes" if form.reverse else "",
            )
        case Blanks():
            return _blanks(form, numbers, tongue)
        case Arrange():
            return _arrange(form, tongue)
        case Pair():
            return _pair(form, tongue)
    assert_never(form)


def _pick(form: Pick, bank: Bank, tongue: _Tongue) -> tuple[Phrase, tuple[str, ...]]:
    options = []
    key = []
    feedback = []
    for number, option in enumerate(form.options):
        text = to_html(Markup(tongue.words.say(option.text)))
        shown = text
        if option.picture is not None:
            shown = _picture(to_plain(option.text), bank.media[option.picture])
        marks = f'<li dir="auto"{tongue.answer_mark} data-option="{number}"'
        if option.right:
            marks += ' data-key="1"'
            key.append(shown if option.picture is None else f"{shown} <span>{text}</span>")
        if option.pinned:
            marks += ' data-pinned="1"'
        options.append(f"{marks}>{shown}</li>")
        if option.feedback:
            feedback.append(
                f'<li dir="auto"{tongue.answer_mark} data-option="{number}"><b>{text}</b> '
                f"<span>{to_html(option.feedback)}</span></li>"
            )
    mode, task = "one", phrase("Choose one")
    if form.many:
        mode = "many"
        task = phrase("Choose all that apply")
        if form.how_many:
            task = phrase("Choose {n}", n=form.count)
    elif form.is_statement and not form.shuffle:
        mode, task = "truth", phrase("True or false?")
    return task, (
        tongue.stem(to_html(form.prompt)),
        "".join(options),
        tongue.answer(key[0]) if len(key) == 1 else _items(_parted(key), tongue.answer_mark),
        "".join(feedback),
        mode,
        "" if form.shuffle else "no",
    )


def _type_in(form: TypeIn, tongue: _Tongue) -> tuple[Phrase, tuple[str, ...]]:
    expected, words = form.expected, tongue.words
    before = after = ""
    rejected: Iterable[str] = ()
    match expected:
        case ExpectedWords():
            task, expects = _TASKS[expected.match], _expects(expected)
            answer = key = expected.answer
            others = _other_answers(expected)
            accepted = "".join(
                f'<li dir="auto"{_HIDDEN * (text not in others)}>{escape(text)}</li>'
                for text in expected.accept
            )
            rejected = map(escape, expected.reject)
        case ExpectedNumber():
            number = expected.number
            task, expects = phrase("Type the number in digits"), "number"
            answer, key = number.written, words.say(number.words)
            before, after = words.say(number.before), number.unit
            plain = answer.replace(",", "")
            accepted = _spelled([plain] if plain != answer else []) + _range(expected, words)
        case ExpectedDate():
            task, expects = _date_task(expected), "date"
            answer, *spellings = _spellings(expected, words)
            key = words.say(expected.date.words)
            accepted = _spelled(spellings)
            expects = "words" if expected.date.span > 1 else expects
        case ExpectedRange():
            task, expects = phrase("Type both ends, as in 5 to 10"), "range"
            answer, key = _ends(expected, words), words.say(expected.shown)
            accepted = _within(expected, words)
            if isinstance(expected.low, ExpectedNumber):
                number = expected.low.number
                before, after = words.say(number.before), number.unit
        case _:
            assert_never(expected)
    return task, (
        tongue.stem(to_html(form.prompt)),
        escape(answer),
        tongue.answer(escape(key)),
        accepted,
        _items(rejected),
        escape(before),
        escape(after),
        expects,
    )


def _expects(expected: ExpectedWords) -> str:
    """Return what the card's script is to make of words; ``open`` if some are for the learner."""
    if expected.match is None:
        return "words"
    return f"{expected.match} open" if expected.ask else expected.match


def _numbers(form: Blanks, numbers: Sequence[int]) -> Sequence[int]:
    return numbers or range(1, len(form.gaps) + 1)


def _blanks(
    form: Blanks, numbers: Sequence[int], tongue: _Tongue
) -> tuple[Phrase, tuple[str, ...]]:
    text = []
    accepted = []
    before, *between = to_html(form.whole).split(GAP)
    text.append(before)
    for gap, number, after in zip(form.gaps, _numbers(form, numbers), between, strict=True):
        shown = inline_html(gap.typeset)
        hint = f"::{_inside_gap(escape(gap.hint))}" if gap.hint else ""
        text += (f"{{{{c{number}::{_inside_gap(shown)}{hint}}}}}", after)
        if others := tongue.words.say(_others(gap.expected, gap.shown)):
            accepted.append(f'<li dir="auto" data-gap="{number}"><b>{shown}</b> {others}</li>')
    return phrase("Fill in the gap"), (tongue.whole("".join(text)), "".join(accepted))


def _arrange(form: Arrange, tongue: _Tongue) -> tuple[Phrase, tuple[str, ...]]:
    items = _numbered("rank", map(to_html, form.items), tongue.answer_mark)
    key = _numbered("rank", _parted(map(to_html, form.items)), tongue.answer_mark)
    prompt = tongue.stem(to_html(form.prompt))
    return phrase("Put these in order"), (prompt, "".join(_mixed(items)), "".join(key))


def _pair(form: Pair, tongue: _Tongue) -> tuple[Phrase, tuple[str, ...]]:
    lefts = [to_html(left) for left, _ in form.pairs]
    rights = [to_html(right) for right in form.rights]
    partners = form.partners
    key = [
        f'<li data-left="{number}"{_partner(number, partners[number])}>'
        f'<span dir="auto">{left}{_ARROW}</span> '
        f'<span dir="auto"{tongue.answer_mark}>{right}</span></li>'
        for number, (left, right) in enumerate(
            zip(lefts, _parted(rights[: len(lefts)]), strict=True)
        )
    ]
    tiles = _numbered("right", rights, tongue.answer_mark)
    if len(form.offered) < len(rights):
        # That one may be used again is said of all: no tile may give away that it is needed twice.
        tiles = [tiles[n].replace("<li ", '<li data-again="1" ', 1) for n in form.offered]
    return phrase("Match the pairs"), (
        tongue.stem(to_html(form.prompt)),
        "".join(_numbered("left", lefts)),
        "".join(_mixed(tiles)),
        "".join(key),
        _items(rights[len(lefts) :], tongue.answer_mark),
    )


def _partner(number: int, partner: int) -> str:
    """Return the mark of a pair whose right-hand text is that of an earlier pair."""
    return f' data-partner="{partner}"' if partner != number else ""


def _items(texts: Iterable[str], mark: str = "") -> str:
    """Return HTML texts as the items of a list, with the ``mark`` of their language."""
    return "".join([f'<li dir="auto"{mark}>{text}</li>' for text in texts])


def _parted(texts: Iterable[str]) -> Iterator[str]:
    """Yield HTML texts with what parts them where only text is left, as in Anki's browser."""
    *most, last = texts
    for text in most:
        yield f"{text}{_SEMICOLON}"
    yield last


def _spelled(texts: Iterable[str]) -> str:
    """Return other spellings of the key as items that only the card's script reads."""
    return "".join([f'<li dir="auto"{_HIDDEN}>{escape(text)}</li>' for text in texts])


def _other_answers(expected: ExpectedWords) -> list[str]:
    """Return what else is accepted, without what only spells an answer before it otherwise."""
    from quizgen.grading import Verdict, match

    others: list[str] = []
    for text in expected.accept:
        known = ExpectedWords(expected.answer, tuple(others), match=expected.match)
        if match(known, text).verdict is not Verdict.RIGHT:
            others.append(text)
    return others


def _numbered(what: str, texts: Iterable[str], mark: str = "") -> list[str]:
    """Return HTML texts as items that know their number, with the ``mark`` of their language."""
    return [
        f'<li dir="auto"{mark} data-{what}="{number}">{text}</li>'
        for number, text in enumerate(texts)
    ]


def _mixed(items: Sequence[str]) -> list[str]:
    """Return ``items`` in an order that tells nothing of theirs, the same in every build."""
    mixed = sorted(items, key=lambda item: crc32(item.encode()))
    return mixed if mixed != list(items) else mixed[::-1]


def _inside_gap(html: str) -> str:
    return html.replace(":", "&#58;")


def _others(expected: Expected, shown: str) -> str:
    """Return what is right in a gap besides its key, in words."""
    others: str = ""
    match expected:
        case ExpectedWords():
            texts = [escape(text) for text in _other_answers(expected) if text != shown]
            others = join(phrase(", "), texts) if texts else ""
        case ExpectedNumber():
            if bounds := _bounds(expected):
                others = phrase("{low} to {high}", low=bounds[0], high=bounds[1])
        case ExpectedDate():
            pass
        case ExpectedRange():
            others = phrase("what is within") if expected.within else ""
        case _:
            assert_never(expected)
    return phrase("also accepted: {answers}", answers=others) if others else ""


def _bounds(expected: ExpectedNumber) -> tuple[str, str] | None:
    """Return the least and the greatest number that is right, where that is more than one."""
    if expected.tolerance is None:
        return None
    value = expected.number.value
    around = expected.tolerance.around(value)
    if not around:
        return None
    return _decimal(value - around), _decimal(value + around)


def _decimal(value: Fraction) -> str:
    """Write ``9,500`` or ``0.25``: what an author writes in decimals has bounds in decimals."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    return f"{(Decimal(value.numerator) / value.denominator).normalize():,f}"


def _range(expected: ExpectedNumber, words: Catalogue) -> str:
    """Return the item of a list that says how far from the number an answer is right."""
    bounds = _bounds(expected)
    if bounds is None:
        return ""
    low, high = bounds
    plain = f'data-low="{low.replace(",", "")}" data-high="{high.replace(",", "")}"'
    return f"<li {plain}>{words.say(_anything(low, high))}</li>"


def _anything(low: str, high: str) -> Phrase:
    return phrase("anything from {low} to {high}", low=low, high=high)


def _both_ends(expected: ExpectedRange, words: Catalogue) -> list[str]:
    return [
        end.number.written if isinstance(end, ExpectedNumber) else words.say(end.date.words)
        for end in (expected.low, expected.high)
    ]


def _ends(expected: ExpectedRange, words: Catalogue) -> str:
    """Return both ends of a range as they are typed, without their unit.

    The card reads “to” between them, or a dash, which is the same in all languages.
    """
    return (" – " if words.phrases else " to ").join(_both_ends(expected, words))


def _within(expected: ExpectedRange, words: Catalogue) -> str:
    """Return the item of a list that says that one number or date within is right, too."""
    if not expected.within:
        return ""
    low, high = _both_ends(expected, words)
    return f"<li data-within>{escape(words.say(_anything(low, high)))}</li>"


def _date_task(expected: ExpectedDate) -> Phrase:
    """Return what to type, by an example that is as precise as the date."""
    precision = expected.date.precision
    if precision not in ("month", "day"):
        return _SPAN_TASKS[precision]
    date = PartialDate(1999, 3, 5 if precision == "day" else None)
    example = date.without_year if expected.year_given else date.words
    return phrase("Type the date, as in {date}", date=example)


def _spellings(expected: ExpectedDate, words: Catalogue) -> list[str]:
    """Return how a date may be typed; the first is what Anki compares with.

    It is in the language of the note if the card reads it there: with the name of a month.
    """
    date = expected.date
    english = _english_spellings(expected)
    if not words.phrases or date.span > 1 or date.month is None or date.year < 0:
        own = words.say(date.words)
        # The card takes the last for the whole date.
        return english if own in english else [english[0], own, *(english[1:] or english)]
    own = words.say(date.without_year if expected.year_given else date.words)
    return [*dict.fromkeys([own, words.say(date.words), *english])]


def _english_spellings(expected: ExpectedDate) -> list[str]:
    date = expected.date
    if date.span > 1:
        return [str(date), f"the {date}"]
    if date.month is None:
        return [str(date)]
    month = str(PartialDate(date.year, date.month)).partition(" ")[0]
    if date.day is None:
        full = [str(date), date.iso()]
        return [month, *full] if expected.year_given else full
    full = [str(date), f"{date.day} {month} {PartialDate(date.year)}", date.iso()]
    if expected.year_given:
        return [f"{month} {date.day}", f"{date.day} {month}", *full]
    return full


def _source_fields(question: Question, topic: Topic, words: Catalogue) -> tuple[str, str, str]:
    """Return how what ``question`` says stands, where it comes from, and as of when."""
    given = line_html(question.source) if question.source else ""
    own = "" if question.as_of is None else words.say(question.as_of.words)
    if topic.source is None or (given and not question.facts):
        return "", given, own
    as_of = own or words.say(topic.source.as_of.words)
    facts = [topic.facts[fact] for fact in question.facts]
    standing = "".join(
        dict.fromkeys([_standing(fact.standing, fact.says, words) for fact in facts])
    )
    place = words.say(paragraphs([fact.paragraph for fact in facts])) if facts else ""
    place = _AFTER_A_WORD.sub(_NO_BREAK_SPACE, place)
    source = _article(topic.source, place, words)
    return standing, f"{source}<p>{given}</p>" if given else source, as_of


@lru_cache
def _article(source: Source, place: str, words: Catalogue) -> str:
    """Return what names ``source`` and the ``place`` in it on one line, and unfolds the rest."""
    title = f"<cite>{escape(source.title)}</cite>"
    names = [escape(name) for name in (source.author, source.publisher) if name]
    if source.url:
        names.insert(0, link(source.url, escape(source.title)))
    written = words.say(phrase("Written: {date}", date=escape(source.dated)))
    more = "".join(f"<p>{line}</p>" for line in (", ".join(names), written) if line)
    where = f"<span> · {place}</span>" if place else ""
    return f'<details><summary class="tappable">{title}{where}</summary>{more}</details>'


@lru_cache(4096)
def _standing(standing: Standing, says: str, words: Catalogue) -> str:
    label = words.say(standing.words)
    who = f" · {escape(says)}" if says else ""
    return f'<li dir="auto" data-standing="{standing}">{label}{who}</li>'
