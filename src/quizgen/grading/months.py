"""Names of the months, in English and in other large languages, as learners type them.

Besides those that are listed here, the names in the languages that quizgen speaks are read.  Names
are folded (no case, no accents).  A short form is a beginning of three or four letters that
only one month has; in English the usual three letters are enough.
"""

from __future__ import annotations

from functools import cache

from quizgen.grading.spelling import fold
from quizgen.languages import Phrase, in_each_language
from quizgen.model.values import MONTHS

ENGLISH = {name.lower(): number for number, name in enumerate(MONTHS) if name}

# German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Polish, Turkish, Indonesian; Russian
# and Ukrainian in the case that follows a day, and in the first.
_OTHERS = """
    januar janner janvier enero gennaio janeiro januari stycznia styczen ocak
    января январь січня січень
    februar fevrier febrero febbraio fevereiro februari lutego luty subat
    февраля февраль лютого лютий
    marz mars marzo marco maart marca marzec mart maret марта март березня березень
    april avril abril aprile kwietnia kwiecien nisan апреля апрель квітня квітень
    mai mayo maggio maio mei maj maja mayis мая май травня травень
    juni juin junio giugno junho czerwca czerwiec haziran июня июнь червня червень
    juli juillet julio luglio julho lipca lipiec temmuz июля июль липня липень
    august aout agosto augustus augusti sierpnia sierpien agustos agustus
    августа август серпня серпень
    september septembre septiembre settembre setembro wrzesnia wrzesien eylul
    сентября сентябрь вересня вересень
    oktober octobre octubre ottobre outubro pazdziernika pazdziernik ekim
    октября октябрь жовтня жовтень
    november novembre noviembre novembro listopada listopad kasim
    ноября ноябрь листопада листопад
    dezember decembre diciembre dicembre dezembro december grudnia grudzien aralik desember
    декабря декабрь грудня грудень
"""
_FIRST_OF_EACH = (
    "januar februar marz april mai juni juli august september oktober november dezember"
)


@cache
def _other_names() -> dict[str, int]:
    names: dict[str, int] = {}
    firsts, number = _FIRST_OF_EACH.split(), 0
    for name in _OTHERS.split():
        if number < len(firsts) and name == firsts[number]:
            number += 1
        names[name] = number
    return names


@cache
def _spoken_names() -> dict[str, int]:
    """Return the names in the languages that quizgen speaks."""
    return {
        fold(name): number
        for number, month in enumerate(MONTHS)
        if isinstance(month, Phrase)
        for name in in_each_language(month)
    }


@cache
def _short_forms() -> dict[str, int]:
    """Return beginnings that only one month has, and the usual English ones."""
    short: dict[str, set[int]] = {}
    for name, number in (*ENGLISH.items(), *_other_names().items()):
        for length in range(3, min(len(name), 5)):
            short.setdefault(name[:length], set()).add(number)
    found = {form: numbers.pop() for form, numbers in short.items() if len(numbers) == 1}
    return found | {name[:3]: number for name, number in ENGLISH.items()} | {"sept": 9}


def month_number(word: str) -> int | None:
    """Return the number of the month that ``word``, folded, names or abbreviates."""
    known = ENGLISH.get(word) or _other_names().get(word) or _short_forms().get(word)
    return known or _spoken_names().get(word)
