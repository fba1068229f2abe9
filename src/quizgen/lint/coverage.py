"""Which facts of a source are asked, and which are only cited.

To cite a fact is to say that an answer rests on it; it is asked where learners must know it.  That
shows in the words: its value, or most of what it says, is in the stem or in a right answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import log

from msgspec import Struct

from quizgen.lint.english import STOP, stems, words
from quizgen.lint.views import View, views
from quizgen.model.bank import Fact, Kind
from quizgen.model.blocks import to_plain
from quizgen.model.diagnostics import Span
from quizgen.model.forms import Arrange, ExpectedDate, Pair, TypeIn
from quizgen.model.values import MONTHS, Id, PartialDate
from quizgen.reading.loading import Loaded, LoadedSource, LoadedTopic

CLAIM = 0.5
"""What part of a statement, by the weight of its words, is enough to ask it."""
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Covered(Struct, eq=False):
    """A fact, the questions that cite it, and those among them that ask it."""

    fact: Fact
    cited: list[View]
    asked: list[View]
    mentioned: list[View]
    """Questions whose explanation alone speaks of it."""

    @property
    def standing(self) -> str:
        """How it is covered: ``asked``, ``cited``, ``mentioned``, or ``left out``."""
        for name, found in (
            ("asked", self.asked),
            ("cited", self.cited),
            ("mentioned", self.mentioned),
        ):
            if found:
                return name
        return "left out"

    @property
    def types(self) -> list[str]:
        """The types of the questions that ask it, each once."""
        return sorted({view.question.type for view in self.asked})


class Group(Struct):
    """Facts of one paragraph, or of one kind."""

    name: str
    facts: list[Covered]

    @property
    def asked(self) -> int:
        """How many of them are asked."""
        return sum(bool(one.asked) for one in self.facts)

    @property
    def questions(self) -> list[View]:
        """The questions that ask any of them, each once."""
        return list(dict.fromkeys(view for one in self.facts for view in one.asked))

    @property
    def types(self) -> list[str]:
        """The types of these questions, each once."""
        return sorted({view.question.type for view in self.questions})


class TopicCoverage(Struct):
    """How the facts of a topic are covered."""

    id: str
    title: str
    source: LoadedSource
    whole: Group

    def place(self, covered: Covered) -> Span:
        """Return where a fact is written."""
        assert covered.fact.at is not None
        return self.source.place(covered.fact.at, "id")

    def paragraphs(self) -> list[Group]:
        """Return the facts by the paragraph of the source, in order."""
        return self._groups(lambda fact: (fact.paragraph, f"paragraph {fact.paragraph}"))

    def kinds(self) -> list[Group]:
        """Return the facts by their kind, in the order of the format."""
        return self._groups(lambda fact: (list(Kind).index(fact.kind), str(fact.kind)))

    def _groups(self, key: Callable[[Fact], tuple[int, str]]) -> list[Group]:
        groups: dict[tuple[int, str], list[Covered]] = {}
        for covered in self.whole.facts:
            groups.setdefault(key(covered.fact), []).append(covered)
        return [Group(name, facts) for (_, name), facts in sorted(groups.items())]


def topics(loaded: Loaded) -> list[TopicCoverage]:
    """Return how each topic with facts is covered."""
    found = []
    for topic, source in loaded.sourced:
        record = source.record
        if record is not None and source.facts:
            facts = Group(record.title, coverage(loaded, topic, source))
            found.append(TopicCoverage(record.topic, record.title, source, facts))
    return found


def coverage(loaded: Loaded, topic: LoadedTopic, source: LoadedSource) -> list[Covered]:
    """Return how each fact of ``source`` is covered by the banks of ``topic``."""
    facts = {fact.id: Covered(fact, [], [], []) for fact in source.facts}
    terms = {
        fact.id: frozenset(
            stems[word] for word in words(to_plain(fact.statement)) if word not in STOP
        )
        for fact in source.facts
    }
    weights = _weights(list(terms.values()))
    mine = {id(file) for file in topic.banks}
    for file, found in views(loaded).banks:
        for view in found if id(file) in mine else ():
            _count(view, facts, terms, weights)
    return list(facts.values())


def _count(
    view: View,
    facts: dict[Id, Covered],
    terms: dict[Id, frozenset[str]],
    weights: dict[str, float],
) -> None:
    """Add ``view`` to the facts that it cites, asks or mentions."""
    cited = [facts[name] for name in view.question.facts if name in facts]
    shares = [_share(view, one.fact, terms[one.fact.id], weights) for one in cited]
    # Whatever its words are, a question asks a fact for each of its answers.
    nearest = sorted(shares, reverse=True)[: len(view.answers)]
    for one, share in zip(cited, shares, strict=True):
        one.cited.append(view)
        if share >= CLAIM or share in nearest:
            one.asked.append(view)
    for name in view.question.mentions:
        if name in facts:
            facts[name].mentioned.append(view)


def _weights(all_terms: list[frozenset[str]]) -> dict[str, float]:
    """Return the weight of each word: the fewer statements have it, the more it says."""
    counts: dict[str, int] = {}
    for terms in all_terms:
        for term in terms:
            counts[term] = counts.get(term, 0) + 1
    return {term: log((len(all_terms) + 1) / number) for term, number in counts.items()}


def _share(view: View, fact: Fact, terms: frozenset[str], weights: dict[str, float]) -> float:
    """Return what part of ``fact`` learners must know to answer, or are told in the stem."""
    if fact.value is not None and _has_value(view, fact):
        return 1.0
    said = view.stem_terms | view.answer_terms | _parts(view)
    whole = sum(weights[term] for term in terms)
    return sum(weights[term] for term in terms & said) / whole if whole else 1.0


def _parts(view: View) -> frozenset[str]:
    """Return the words of what is matched, which are neither stem nor answer."""
    form = view.form
    if not isinstance(form, Pair):
        return frozenset()
    return frozenset(
        stems[word] for left, _ in form.pairs for word in words(to_plain(left)) if word not in STOP
    )


def _has_value(view: View, fact: Fact) -> bool:
    """Tell whether the figure or the date of ``fact`` is in the stem or in an answer."""
    assert fact.value is not None
    form = view.form
    texts = [view.stem, *view.answers]
    if isinstance(form, Pair):
        texts += [to_plain(left) for left, _ in form.pairs]
    if fact.value.date is not None:
        if isinstance(form, TypeIn) and isinstance(form.expected, ExpectedDate):
            return form.expected.date.covers(fact.value.date)
        return says_date(" ".join(texts), fact.value.date)
    assert fact.value.number is not None
    return has_figure(" ".join(texts), fact.value.number.value) or (
        # To put it in order is to know how large it is.
        isinstance(form, Arrange) and fact.value.number is not None and len(view.question.facts) > 1
    )


def has_figure(text: str, value: object) -> bool:
    """Tell whether a figure of ``text`` is ``value``."""
    from fractions import Fraction

    return any(
        Fraction(figure.replace(",", "").rstrip(".")) == value for figure in _FIGURE.findall(text)
    )


def says_date(text: str, date: PartialDate) -> bool:
    """Tell whether ``text`` names ``date``, as precisely as it is known; a year may be left out."""
    if date.month is not None and date.iso() in text:
        return True
    said = words(text)
    if date.month is None:
        return str(date.year) in said
    month = MONTHS[date.month].lower()
    if month not in said and month[:3] not in said:
        return False
    if date.day is None:
        return True
    return any(word in (str(date.day), f"{date.day}th", f"{date.day}st") for word in said)
