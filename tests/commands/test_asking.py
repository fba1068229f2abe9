"""Which questions are wanted, as the command line has it."""

from __future__ import annotations

import shlex

import click
import pytest

from quiz.support import ROOT, candidates
from quizgen.commands.asking import FILTERS, Wanted, choose, tags_of

DECKS = candidates(ROOT / "decks")


def test_any_tag_will_do_unless_all_are_wanted() -> None:
    several = next(one for one in DECKS if len(set(tags_of(one))) > 1)
    first, second = sorted(set(tags_of(several)))[:2]
    wanted = {"tag": (first, second)}
    any_of = choose(DECKS, wanted)
    all_of = choose(DECKS, wanted, every_tag=True)
    assert several in all_of
    assert len(all_of) < len(any_of)
    assert all({first, second} <= set(tags_of(one)) for one in all_of)
    assert all({first, second} & set(tags_of(one)) for one in any_of)


def test_a_fact_leads_to_the_questions_that_rest_on_it() -> None:
    fact = DECKS[0].question.facts[0]
    chosen = choose(DECKS, {"fact": (fact,)})
    assert chosen == [one for one in DECKS if fact in one.question.facts]
    with pytest.raises(click.UsageError, match="no question has the fact “nothing-of-it”"):
        choose(DECKS, {"fact": ("nothing-of-it",)})


def test_all_tags_together_may_be_too_many() -> None:
    tags = sorted({tag for one in DECKS for tag in tags_of(one)})
    with pytest.raises(click.UsageError, match="--tag and --all-tags together"):
        choose(DECKS, {"tag": tags}, every_tag=True)


def test_the_command_has_everything_that_was_wanted() -> None:
    values = dict.fromkeys(FILTERS, ()) | {"tag": ("a b", "c"), "fact": ("x",)}
    wanted = Wanted(("-odd", "decks"), values, every_tag=True, count=5, seed=3)
    command = shlex.split(wanted.command("exam", "--pass=80", seed=3))
    assert command[:5] == ["quizgen", "exam", "-n", "5", "--tag"]
    assert command[5:] == [
        "a b",
        *"--tag c --fact x --all-tags --pass=80 --seed 3 -- -odd decks".split(),
    ]
    assert wanted.drawn_seed() == 3
    assert Wanted((), {}).drawn_seed() in range(10_000)
