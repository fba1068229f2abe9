"""Chance: how unlikely a count is, and between which bounds a share lies.

A rule about a whole bank counts, and says something only where chance hardly ever does the same.
All figures are exact (binomial), so that small banks are not judged by a law of large ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, exp, inf, lgamma, log, sqrt

RARE = 0.001
"""The chance at which a bank that has no fault is told of one: once in a thousand banks."""
_EXACT = 400
"""Trials up to which sums are of whole numbers."""
_UNEVEN = 200
"""Trials up to which each has its own chance: the time grows with their square."""


def _mass(hits: int, trials: int, chance: float) -> float:
    """Return the chance of exactly ``hits`` in ``trials``."""
    if not 0.0 < chance < 1.0:
        return float(hits == (trials if chance >= 1.0 else 0))
    if trials <= _EXACT:
        return float(comb(trials, hits)) * chance**hits * (1 - chance) ** (trials - hits)
    return exp(_ways(trials, hits) + hits * log(chance) + (trials - hits) * log(1 - chance))


def at_least(hits: int, trials: int, chance: float) -> float:
    """Return the chance of ``hits`` or more in ``trials`` that each hit with ``chance``.

    The sum ends where a further term no longer changes it.
    """
    if hits <= 0:
        return 1.0
    total, term = 0.0, 0.0
    for number in range(hits, trials + 1):
        term = _mass(number, trials, chance)
        total += term
        if number > trials * chance and term < total * 1e-12:
            break
    return min(total, 1.0)


def at_most(hits: int, trials: int, chance: float) -> float:
    """Return the chance of ``hits`` or fewer in ``trials`` that each hit with ``chance``."""
    return at_least(trials - hits, trials, 1 - chance)


def uneven(hits: int, chances: Sequence[float]) -> float:
    """Return the chance of ``hits`` or more where each trial has a chance of its own.

    The exact distribution is summed up trial by trial (Poisson binomial); for many trials it is
    that of their mean, which is never less likely to be exceeded (Hoeffding 1956).
    """
    if len(chances) > _UNEVEN or len(set(chances)) == 1:
        return at_least(hits, len(chances), sum(chances) / len(chances))
    spread = [1.0]
    for chance in chances:
        spread = [
            here * (1 - chance) + below * chance
            for here, below in zip([*spread, 0.0], [0.0, *spread], strict=True)
        ]
    return min(1.0, sum(spread[max(hits, 0) :]))


def wilson(hits: int, trials: int, z: float = 1.96) -> tuple[float, float]:
    """Return the bounds of the share ``hits`` / ``trials``, by default those of 95 % confidence.

    The score interval of Wilson (1927), which holds for small numbers and for shares near 0 and 1.
    """
    if trials == 0:
        return 0.0, 1.0
    share = hits / trials
    middle = share + z * z / (2 * trials)
    around = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return max(0.0, (middle - around) / scale), min(1.0, (middle + around) / scale)


def fisher(hits: int, trials: int, others: int, other_trials: int) -> float:
    """Return the chance that a set of ``trials`` has ``hits`` or more of all that there are.

    There are ``others`` among ``other_trials`` besides: Fisher's exact test, to one side.
    """
    marked = hits + others
    most = min(marked, trials)
    return min(
        1.0,
        sum(
            exp(
                _ways(trials, number)
                + _ways(other_trials, marked - number)
                - _ways(trials + other_trials, marked)
            )
            for number in range(hits, most + 1)
        ),
    )


def _ways(total: int, chosen: int) -> float:
    """Return the logarithm of the number of ways to choose ``chosen`` out of ``total``."""
    if not 0 <= chosen <= total:
        return -inf
    return lgamma(total + 1) - lgamma(chosen + 1) - lgamma(total - chosen + 1)


def percent(share: float) -> str:
    """Return ``share`` as ``85 %``."""
    return f"{100 * share:.0f} %"
