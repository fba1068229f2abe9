"""Units of measurement: their spellings, what they measure, and their size.

A unit is a size in base units of a dimension, and for temperatures a zero.  Dimensions are products
of powers of the bases below, so that ``km/h``, ``m/s`` and ``mph`` are of one; every currency is a
base of its own.  A name may mean several units (``pounds``), so :func:`find` answers with all.

Sizes are exact by definition where there is one: the international yard and pound of 1959, the SI
Brochure (9th edition) for the rest; a year is 365.25 days and a month a twelfth of it.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

Dimension = tuple[tuple[str, int], ...]
"""Bases and their powers, sorted: ``(("length", 1), ("time", -1))`` is a speed."""


class Unit(NamedTuple):
    """A unit: ``value * size + zero`` is the same measure in base units."""

    dimension: Dimension
    size: Fraction
    zero: Fraction = Fraction(0)

    def converted(self, value: Fraction, to: Unit) -> Fraction:
        """Return ``value`` of this unit in another of the same dimension."""
        return (value * self.size + self.zero - to.zero) / to.size


_LENGTH = {"length": 1}
_MASS = {"mass": 1}
_TIME = {"time": 1}
_VOLUME = {"length": 3}
_ENERGY = {"mass": 1, "length": 2, "time": -2}
_POWER = {"mass": 1, "length": 2, "time": -3}
_PRESSURE = {"mass": 1, "length": -1, "time": -2}
_SHARE: dict[str, int] = {}
TIME: Dimension = (("time", 1),)

_PREFIXES = {
    "n nano": -9,
    "μ micro": -6,
    "u micro": -6,
    "m milli": -3,
    "c centi": -2,
    "d deci": -1,
    "k kilo": 3,
    "M mega": 6,
    "G giga": 9,
    "T tera": 12,
    "p pico": -12,
    "f femto": -15,
    "h hecto": 2,
    "P peta": 15,
}
_SMALL_STEPS = (-1, -2)
_IN_SMALL_STEPS = ("m", "g", "L")
_RARE_STEPS = (-12, -15, 2, 15)
_IN_RARE_STEPS = ("m", "s", "g", "Pa", "J", "W", "eV", "Hz", "F")

# symbol, names, dimension, size in base units; those of the first table take prefixes
_METRIC: tuple[tuple[str, str, dict[str, int], Fraction], ...] = (
    ("m", "metre metres meter meters", _LENGTH, Fraction(1)),
    ("g", "gram grams gramme grammes", _MASS, Fraction(1, 1000)),
    ("s", "second seconds", _TIME, Fraction(1)),
    ("L", "litre litres liter liters", _VOLUME, Fraction(1, 1000)),
    ("W", "watt watts", _POWER, Fraction(1)),
    ("Wh", "watt-hour watt-hours watthour watthours", _ENERGY, Fraction(3600)),
    ("J", "joule joules", _ENERGY, Fraction(1)),
    ("cal", "calorie calories", _ENERGY, Fraction(4184, 1000)),
    ("eV", "electronvolt electronvolts", _ENERGY, Fraction(1602176634, 10**28)),
    ("N", "newton newtons", {"mass": 1, "length": 1, "time": -2}, Fraction(1)),
    ("Pa", "pascal pascals", _PRESSURE, Fraction(1)),
    ("bar", "bars", _PRESSURE, Fraction(100_000)),
    ("Hz", "hertz", {"time": -1}, Fraction(1)),
    ("V", "volt volts", {**_POWER, "current": -1}, Fraction(1)),
    ("A", "amp amps ampere amperes", {"current": 1}, Fraction(1)),
    ("B", "byte bytes", {"information": 1}, Fraction(8)),
    ("bit", "bits", {"information": 1}, Fraction(1)),
    ("mol", "mole moles", {"amount": 1}, Fraction(1)),
    ("t", "tonne tonnes ton tons", _MASS, Fraction(1000)),
    ("Ω", "ohm ohms", {**_POWER, "current": -2}, Fraction(1)),
    ("F", "farad farads", {"mass": -1, "length": -2, "time": 4, "current": 2}, Fraction(1)),
    ("T", "tesla teslas", {"mass": 1, "time": -2, "current": -1}, Fraction(1)),
    ("Bq", "becquerel becquerels", {"time": -1, "decay": 1}, Fraction(1)),
    ("Sv", "sievert sieverts", {"length": 2, "time": -2}, Fraction(1)),
    ("Gy", "gray grays", {"length": 2, "time": -2}, Fraction(1)),
)
_OTHERS: tuple[tuple[str, dict[str, int], Fraction], ...] = (
    ("in inch inches", _LENGTH, Fraction(254, 10_000)),
    ("ft foot feet", _LENGTH, Fraction(3048, 10_000)),
    ("yd yds yard yards", _LENGTH, Fraction(9144, 10_000)),
    ("mi mile miles", _LENGTH, Fraction(1_609_344, 1000)),
    ("kms", _LENGTH, Fraction(1000)),
    ("cms", _LENGTH, Fraction(1, 100)),
    ("nmi|nautical mile|nautical miles", _LENGTH, Fraction(1852)),
    ("au|AU|astronomical unit|astronomical units", _LENGTH, Fraction(149_597_870_700)),
    ("ly|light year|light years|light-year|light-years", _LENGTH, Fraction(9_460_730_472_580_800)),
    ("oz ounce ounces", _MASS, Fraction(45_359_237, 16 * 10**8)),
    ("lb lbs pound pounds", _MASS, Fraction(45_359_237, 10**8)),
    ("st stone stones", _MASS, Fraction(14 * 45_359_237, 10**8)),
    ("|metric ton|metric tons|metric tonnes", _MASS, Fraction(1000)),
    ("min mins minute minutes", _TIME, Fraction(60)),
    ("sec secs", _TIME, Fraction(1)),
    ("h hr hrs hour hours", _TIME, Fraction(3600)),
    ("d day days", _TIME, Fraction(86_400)),
    ("wk week weeks", _TIME, Fraction(604_800)),
    ("month months", _TIME, Fraction(2_629_800)),
    ("yr yrs y year years", _TIME, Fraction(31_557_600)),
    ("decade decades", _TIME, Fraction(315_576_000)),
    ("century centuries", _TIME, Fraction(3_155_760_000)),
    ("l", _VOLUME, Fraction(1, 1000)),
    ("cc ccm ccs", _VOLUME, Fraction(1, 10**6)),
    ("pint pints", _VOLUME, Fraction(473_176_473, 10**12)),
    ("quart quarts", _VOLUME, Fraction(946_352_946, 10**12)),
    ("cup cups", _VOLUME, Fraction(2_365_882_365, 10**13)),
    ("fl oz|fluid ounce|fluid ounces", _VOLUME, Fraction(295_735_295_625, 10**16)),
    ("KiB|Ki|kibibyte|kibibytes", {"information": 1}, Fraction(8 * 2**10)),
    ("MiB|mebibyte|mebibytes", {"information": 1}, Fraction(8 * 2**20)),
    ("GiB|gibibyte|gibibytes", {"information": 1}, Fraction(8 * 2**30)),
    ("TiB|tebibyte|tebibytes", {"information": 1}, Fraction(8 * 2**40)),
    ("Å angstrom angstroms ångström", _LENGTH, Fraction(1, 10**10)),
    ("pc parsec parsecs", _LENGTH, Fraction(30_856_775_814_913_673)),
    ("micron microns", _LENGTH, Fraction(1, 10**6)),
    ("mmHg torr", _PRESSURE, Fraction(101_325, 760)),
    ("rpm", {"time": -1}, Fraction(1, 60)),
    ("gal gallon gallons", _VOLUME, Fraction(3_785_411_784, 10**12)),
    ("barrel barrels bbl", _VOLUME, Fraction(158_987_294_928, 10**12)),
    ("ha hectare hectares", {"length": 2}, Fraction(10_000)),
    ("acre acres ac", {"length": 2}, Fraction(40_468_564_224, 10**7)),
    ("mph", {"length": 1, "time": -1}, Fraction(1_609_344, 3_600_000)),
    ("kph kmh kmph kmhr", {"length": 1, "time": -1}, Fraction(1000, 3600)),
    ("kn kt knot knots", {"length": 1, "time": -1}, Fraction(1852, 3600)),
    ("atm atmosphere atmospheres", _PRESSURE, Fraction(101_325)),
    ("psi", _PRESSURE, Fraction(6_894_757, 1000)),
    ("hp horsepower", _POWER, Fraction(7457, 10)),
    ("%|percent|per cent|pct|percentage", _SHARE, Fraction(1, 100)),
    ("‰|per mille|permille|per mil", _SHARE, Fraction(1, 1000)),
    ("°|deg|degree|degrees", {"angle": 1}, Fraction(1)),
    ("rad radian radians", {"angle": 1}, Fraction(57_295_779_513, 10**9)),
    ("times x × fold -fold", {"times": 1}, Fraction(1)),
    ("$|US$|USD|dollar|dollars|US dollar|US dollars|U.S. dollars|bucks", {"usd": 1}, Fraction(1)),
    ("cent cents", {"usd": 1}, Fraction(1, 100)),
    ("€ EUR euro euros", {"eur": 1}, Fraction(1)),
    ("£|GBP|pound|pounds|pounds sterling|quid", {"gbp": 1}, Fraction(1)),
    ("¥ JPY yen", {"jpy": 1}, Fraction(1)),
    ("CNY RMB yuan renminbi", {"cny": 1}, Fraction(1)),
    ("₽ RUB ruble rubles rouble roubles", {"rub": 1}, Fraction(1)),
    ("₩|KRW|won|South Korean won", {"krw": 1}, Fraction(1)),
    ("₴ UAH hryvnia hryvnias", {"uah": 1}, Fraction(1)),
    ("₹ INR rupee rupees Rs", {"inr": 1}, Fraction(1)),
    ("kr krona kronor krone kroner SEK NOK DKK", {"kr": 1}, Fraction(1)),
    ("zł zloty zlotys PLN", {"pln": 1}, Fraction(1)),
    ("₺ lira liras TRY", {"try": 1}, Fraction(1)),
    ("₪ shekel shekels ILS", {"ils": 1}, Fraction(1)),
    ("R$ BRL real reais", {"brl": 1}, Fraction(1)),
    ("₱ peso pesos", {"peso": 1}, Fraction(1)),
    ("CHF|Swiss franc|Swiss francs", {"chf": 1}, Fraction(1)),
)
_CELSIUS = Unit((("temperature", 1),), Fraction(1), Fraction(27_315, 100))
_FAHRENHEIT = Unit((("temperature", 1),), Fraction(5, 9), Fraction(45_967, 180))
_KELVIN = Unit((("temperature", 1),), Fraction(1))
_TEMPERATURES = (
    ("°C|C|Celsius|degrees C|degree C|deg C|degrees Celsius|degree Celsius|centigrade", _CELSIUS),
    ("degrees centigrade|°|degree|degrees|deg", _CELSIUS),
    ("°F|F|Fahrenheit|degrees F|degree F|deg F|degrees Fahrenheit|degree Fahrenheit", _FAHRENHEIT),
    ("°|degree|degrees|deg", _FAHRENHEIT),
    ("K|kelvin|kelvins|°K|degrees K|degrees kelvin", _KELVIN),
)
CURRENCIES = "US$", "R$", "$", "€", "£", "¥", "₽", "₩", "₴", "₹", "₺", "₪", "₱"
"""The signs that stand before a figure."""

_PER = re.compile(r"\s*/\s*|\s+per\s+|\s+p\.\s?")
_TIMES = re.compile(r"\s*[·⋅∙*×]\s*|\s+")
_RAISED = re.compile(r"(?P<unit>\D+?)\s*\^?\(?(?P<power>-?[1-4])\)?")
_NAMED = re.compile(
    r"(?P<before>square|sq\.?|cubic|cu\.?)\s+(?P<unit>.+)|(?P<unit2>.+)\s(?P<after>squared|cubed)",
    re.IGNORECASE,
)
_LONGEST = 60
_MOST_FACTORS = 4


@lru_cache(maxsize=512)
def find(text: str) -> tuple[Unit, ...]:
    """Return the units that ``text``, which ``spelling.plain`` has read, may name; perhaps none.

    A symbol counts in its own case first (``mW``, ``MW``), and else in any.
    """
    text = text.strip().rstrip(".").strip()
    if not text or len(text) > _LONGEST:
        return ()
    whole = _simple(text) or _power_of(text)
    if whole:
        return whole
    over = _PER.split(text.replace("(", "").replace(")", "") if "/(" in text else text)
    if "/(" in text:
        before, _, below = text.partition("/(")
        over = [before, *_TIMES.split(below.rstrip(") "))]
    if len(over) > _MOST_FACTORS:
        return ()
    return _quotient([_product(part) for part in over])


def _product(text: str) -> tuple[Unit, ...]:
    """Return every unit that is the product of those that ``text`` names: ``m s^-2``, ``kg·m``."""
    whole = _simple(text) or _power_of(text)
    if whole:
        return whole
    factors = _TIMES.split(text.strip())
    if not 2 <= len(factors) <= _MOST_FACTORS:
        return ()
    units = _factor(factors[0])
    for name in factors[1:]:
        units = tuple(_times(a, b, 1) for a in units for b in _factor(name))
    return units


def _factor(name: str) -> tuple[Unit, ...]:
    """Return the units that ``name`` may be in a product, in which none has a zero of its own."""
    return tuple(unit for unit in _simple(name) or _power_of(name) if not unit.zero)


def names(unit: Unit) -> list[str]:
    """Return the names of ``unit`` in lower case."""
    return [name for name, units in _tables()[1].items() if unit in units]


def _simple(text: str) -> tuple[Unit, ...]:
    exact, any_case = _tables()
    return exact.get(text) or any_case.get(text.lower()) or ()


def _quotient(parts: list[tuple[Unit, ...]]) -> tuple[Unit, ...]:
    """Return every unit that is one of the first over one of each of the others."""
    units = parts[0]
    for below in parts[1:]:
        units = tuple(_times(a, b, -1) for a in units for b in below)
    return units


def _power_of(text: str) -> tuple[Unit, ...]:
    """Return ``km^2``, ``m2``, ``s^-1``, ``square miles``, ``metres cubed``."""
    raised = _RAISED.fullmatch(text)
    if raised:
        name, power = raised["unit"], int(raised["power"])
    elif named := _NAMED.fullmatch(text):
        name = named["unit"] or named["unit2"]
        word = (named["before"] or named["after"]).lower()
        power = 2 if word.startswith("s") else 3
    else:
        return ()
    one = Unit((), Fraction(1))
    return tuple(_times(one, unit, power) for unit in _simple(name) if not unit.zero)


def _times(a: Unit, b: Unit, power: int) -> Unit:
    bases = dict(a.dimension)
    for base, exponent in b.dimension:
        bases[base] = bases.get(base, 0) + exponent * power
    return Unit(_dimension(bases), a.size * b.size**power)


def _dimension(bases: dict[str, int]) -> Dimension:
    return tuple(sorted((base, power) for base, power in bases.items() if power))


@cache
def _tables() -> tuple[dict[str, tuple[Unit, ...]], dict[str, tuple[Unit, ...]]]:
    """Return units by their exact spelling, and by their spelling in lower case."""
    exact: dict[str, tuple[Unit, ...]] = {}
    any_case: dict[str, tuple[Unit, ...]] = {}

    def add(name: str, unit: Unit) -> None:
        for table, key in ((exact, name), (any_case, name.lower())):
            if unit not in table.get(key, ()):
                table[key] = (*table.get(key, ()), unit)

    for symbol, names, bases, size in _METRIC:
        unit = Unit(_dimension(bases), size)
        for name in (symbol, *names.split()):
            add(name, unit)
        for prefix, power in _PREFIXES.items():
            if power in _SMALL_STEPS and symbol not in _IN_SMALL_STEPS:
                continue
            if power in _RARE_STEPS and symbol not in _IN_RARE_STEPS:
                continue
            short, long = prefix.split()
            scaled = unit._replace(size=size * Fraction(10) ** power)
            add(short + symbol, scaled)
            for name in names.split():
                add(long + name, scaled)
    for names, bases, size in _OTHERS:
        for name in _names(names):
            add(name, Unit(_dimension(bases), size))
    for names, unit in _TEMPERATURES:
        for name in _names(names):
            add(name, unit)
    return exact, any_case


def _names(names: str) -> list[str]:
    """Return names parted by bars where some are of several words, and else by spaces."""
    return [name for name in names.split("|" if "|" in names else None) if name]
