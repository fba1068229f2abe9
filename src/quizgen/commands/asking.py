"""What the commands that ask questions share: which of them are asked, and on which screen."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import wraps
from random import SystemRandom
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from quizgen.commands.common import paths_argument
from quizgen.commands.data import history_options
from quizgen.commands.offers import names_of
from quizgen.languages import Catalogue, available, catalogue, common_words, phrase, words
from quizgen.memory.schedule import LEAST_RETENTION, MOST_RETENTION, RETENTION
from quizgen.model.values import parse_language, quoted
from quizgen.quiz.items import Candidate
from quizgen.quiz.terms import TERMS, Terms
from quizgen.system import output

if TYPE_CHECKING:
    from quizgen.quiz.loop import Console
    from quizgen.reading.library import Library

COUNT = 10
"""Questions of a quiz, unless it is said how many: some five minutes."""
SEEDS = 10_000
"""Seeds that are drawn: few enough to be typed again, many enough to be another every time."""


class Narrowed(Struct, frozen=True):
    """Which questions are meant, as the command line has it."""

    values: Mapping[str, Collection[str]]
    """For each option that narrows the choice its values, any of which will do."""
    every_tag: bool

    @property
    def is_given(self) -> bool:
        """Whether anything narrows the choice."""
        return any(self.values.values())


class Wanted(Struct, frozen=True):
    """Which questions are asked, and how, as the command line has it."""

    paths: tuple[str, ...]
    values: Mapping[str, Collection[str]] = {}
    """For each option that narrows the choice its values, any of which will do."""
    every_tag: bool = False
    """A question must have all the tags."""
    count: int | None = None
    seed: int | None = None
    plain: bool = False
    data: str | None = None
    no_history: bool = False
    resume: bool = False
    terms: Terms = TERMS
    confidence: bool = False
    lang: str | None = None
    """The language of the quiz; left out, a question is asked in that of its bank."""

    def command(self, name: str, *more: str, seed: int) -> str:
        """Return the command ``name`` that asks the same questions in the same order."""
        words = ["quizgen", name]
        if self.count is not None:
            words += ["-n", str(self.count)]
        for option, values in self.values.items():
            for value in values:
                words += [f"--{option}", value]
        words += ["--all-tags"] if self.every_tag else []
        words += [f"--lang={self.lang}"] if self.lang else []
        dashes = ["--"] if any(path.startswith("-") for path in self.paths) else []
        return shlex.join([*words, *more, "--seed", str(seed), *dashes, *self.paths])

    def drawn_seed(self) -> int:
        """Return the seed that was given, or one that is drawn."""
        return SystemRandom().randrange(SEEDS) if self.seed is None else self.seed


def _filter(option: str, metavar: str, help_: str) -> Callable[[Any], Any]:
    """Return an option that chooses questions by a name, and may be repeated."""
    return click.option(
        f"--{option}",
        option,
        multiple=True,
        shell_complete=names_of(option),
        metavar=metavar,
        help=help_,
    )


_FILTERS = [
    _filter("bank", "ID", "Ask from this bank only."),
    _filter("type", "TYPE", "Ask only this type."),
    _filter("tag", "TAG", "Ask only questions with this tag."),
    click.option("--all-tags", is_flag=True, help="Ask only questions that have every --tag."),
    _filter("difficulty", "LEVEL", "Ask only easy, medium or hard questions."),
    _filter("fact", "ID", "Ask only what rests on this fact."),
]
_SHARED = ("count", "seed", "plain", "data", "no_history", "resume", "confidence", "lang")
"""The options that are fields of :class:`Wanted` as they are."""
_HISTORY = [
    click.option("--resume", is_flag=True, help="Go on with what was not finished."),
    click.option("--confidence", is_flag=True, help="Ask how sure you are before you are told."),
    click.option("--easy", is_flag=True, help="Count as easy what is right and sure."),
    click.option(
        "--retention",
        type=click.IntRange(round(100 * LEAST_RETENTION), round(100 * MOST_RETENTION)),
        default=round(100 * RETENTION),
        metavar="PERCENT",
        help=f"Aim at knowing this share when it is asked again ({RETENTION:.0%} if left out).",
    ),
]


class LanguageParam(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions
    """The tag of a language that quizgen speaks."""

    name = "tag"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the tag ``value``, in its usual case."""
        try:
            tag = parse_language(str(value))
        except ValueError as error:
            self.fail(f"{error.args[0]}; {error.args[1]}", param, ctx)
        if catalogue(tag) is None:
            known = ", ".join(available())
            self.fail(f"quizgen has no words in {quoted(tag)}; there are: {known}", param, ctx)
        return tag


_LANG = click.option(
    "--lang",
    type=LanguageParam(),
    metavar="TAG",
    envvar="QUIZGEN_LANG",
    help="Ask in this language, such as de (else QUIZGEN_LANG, or the language of each bank).",
)
_PLAIN = click.option("--plain", is_flag=True, help="Words only: no color, no single keys.")


def asked_options(
    what: str, count_help: str = f"Ask COUNT questions ({COUNT} if left out)."
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Give a command that asks, ``what`` it is, its paths and the options that all of them have.

    The command is called with ``wanted``, which holds them.
    """
    options: list[Callable[[Any], Any]] = [
        paths_argument,
        click.option(
            "-n",
            "--count",
            type=click.IntRange(min=1),
            metavar="COUNT",
            help=count_help,
        ),
        *_FILTERS,
        click.option("--seed", type=int, metavar="N", help=f"Repeat the {what} with this seed."),
        *_HISTORY,
        history_options,
        _LANG,
        _PLAIN,
    ]

    def decorate(function: Callable[..., int]) -> Callable[..., int]:
        @wraps(function)
        def command(*, paths: tuple[str, ...], **given: Any) -> int:
            values = {name: given.pop(name) for name in FILTERS}
            terms = Terms(given.pop("retention") / 100, given.pop("easy"))
            shared = {name: given.pop(name) for name in _SHARED}
            wanted = Wanted(paths, values, given.pop("all_tags"), terms=terms, **shared)
            return function(wanted=wanted, **given)

        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def filter_options(function: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that choose questions; it is called with ``narrowed``."""

    @wraps(function)
    def command(**given: Any) -> int:
        values = {name: given.pop(name) for name in FILTERS}
        return function(narrowed=Narrowed(values, given.pop("all_tags")), **given)

    for option in reversed(_FILTERS):
        command = option(command)
    return command


def candidates_of(library: Library, wanted: Wanted | Narrowed) -> list[Candidate]:
    """Return every question of ``library`` that is still asked, and that is ``wanted``.

    Raises :class:`click.UsageError` where there is none, or where nothing has a name that is asked
    for.
    """
    return choose(every_candidate(library), wanted.values, every_tag=wanted.every_tag)


def every_candidate(library: Library) -> list[Candidate]:
    """Return every question of ``library`` that is still asked."""
    return [
        Candidate(topic, bank, question)
        for topic in library.topics
        for bank in topic.banks
        for question in bank.questions
        if question.retired is None
    ]


def choose(
    candidates: Sequence[Candidate],
    wanted: Mapping[str, Collection[str]],
    *,
    every_tag: bool = False,
) -> list[Candidate]:
    """Return those of ``candidates`` that have, for each option in ``wanted``, one of its values.

    With ``every_tag``, they have all the tags.  The options are the keys of :data:`FILTERS`; one
    without values leaves all.  Raises :class:`click.UsageError` for a value that no candidate has,
    and where none is left.
    """
    chosen = list(candidates)
    for option, values in wanted.items():
        if values:
            names = FILTERS[option]
            _known(option, values, candidates, names)
            enough = set(values).issubset if option == "tag" and every_tag else None
            chosen = [
                candidate
                for candidate in chosen
                if (
                    enough(names(candidate))
                    if enough
                    else not set(values).isdisjoint(names(candidate))
                )
            ]
    if not chosen:
        given = [f"--{option}" for option, values in wanted.items() if values]
        given += ["--all-tags"] if every_tag else []
        raise click.UsageError(
            f"no question matches {' and '.join(given)} together"
            if candidates
            else "there is no question to ask"
        )
    return chosen


def words_of(candidates: Iterable[Candidate], wanted: Wanted) -> Catalogue:
    """Return the words of what is said before ``candidates`` are asked."""
    return common_words([words(wanted.lang or one.language) for one in candidates])


def open_screen(wanted: Wanted) -> Console:
    """Return the console on which questions are asked."""
    from quizgen.quiz import terminal

    stdin, stdout = output.standard_streams()
    return terminal.open_console(stdin, stdout, os.environ, wanted.plain)


def tags_of(candidate: Candidate) -> list[str]:
    """Return the tags of a question, its bank's too, each with those above it."""
    return [
        "::".join(parts[: length + 1])
        for tag in (*candidate.bank.tags, *candidate.question.tags)
        for parts in [tag.split("::")]
        for length in range(len(parts))
    ]


def _difficulty(candidate: Candidate) -> tuple[str, ...]:
    difficulty = candidate.question.difficulty
    return (difficulty,) if difficulty else ()


FILTERS: dict[str, Callable[[Candidate], Collection[str]]] = {
    "bank": lambda candidate: (candidate.bank.id,),
    "type": lambda candidate: (candidate.question.type,),
    "tag": tags_of,
    "difficulty": _difficulty,
    "fact": lambda candidate: candidate.question.facts,
}
"""What the values of each option are held against."""


def _known(
    option: str,
    wanted: Iterable[str],
    candidates: Iterable[Candidate],
    names: Callable[[Candidate], Iterable[str]],
) -> None:
    """Refuse a name that nothing has, with those that there are."""
    known = sorted({name for candidate in candidates for name in names(candidate)})
    for name in wanted:
        if name not in known:
            from quizgen.model.suggestions import did_you_mean

            hint = did_you_mean(name, known)
            raise click.UsageError(
                f"no question has the {option} {quoted(name)}"
                + (f"; {hint}" if hint else "")
                + (f"; there are: {', '.join(known)}" if known else "")
            )


GROUPS: dict[str, Callable[[Candidate], Iterable[str]]] = {
    phrase("By bank"): lambda candidate: (candidate.bank.title,),
    phrase("By tag"): tags_of,
    phrase("By type"): lambda candidate: (candidate.question.type,),
    phrase("By difficulty"): _difficulty,
}
"""What the score is told by."""
