"""What an author writes, read strictly; what is refused says what was expected."""

from __future__ import annotations

from fractions import Fraction

import pytest

from golden_banks import check_goldens
from quizgen.model.values import (
    Decimal,
    Number,
    PartialDate,
    Tolerance,
    parse_former_id,
    parse_id,
    parse_language,
    parse_media_name,
    parse_namespace,
    parse_stated_value,
    parse_tag,
    parse_title,
    quoted,
)

GOOD_IDS = ["a", "1", "duma-ratified", "a-1-b", "2024", "a" * 80]
BAD_IDS = ["", "A", "a_b", "a--b", "-a", "a-", "a b", "é", "a\n", "a" * 81, "a/b", "a::b", "٣"]
GOOD_TAGS = ["a", "Asia", "north-korea", "a::b", "a::b::c", "日本", "a,b", "[x]", "#1", "a" * 100]
BAD_TAGS = [
    "",
    " ",
    "a b",
    "a:b",
    "a:",
    ":a",
    "::a",
    "a::",
    "a::::b",
    'a"b',
    "a\n",
    "a" * 101,
    "\u3000",
]


@pytest.mark.parametrize("text", GOOD_IDS)
def test_good_ids(text: str) -> None:
    """Lower-case letters and digits, in parts joined by single hyphens."""
    assert parse_id(text) == text


@pytest.mark.parametrize("text", BAD_IDS)
def test_bad_ids(text: str) -> None:
    with pytest.raises(ValueError, match=r"found the id .* expected lower-case letters"):
        parse_id(text)


@pytest.mark.parametrize("text", GOOD_TAGS)
def test_good_tags(text: str) -> None:
    """Parts may be nested with ``::`` as in Anki."""
    assert parse_tag(text) == text


@pytest.mark.parametrize("text", BAD_TAGS)
def test_bad_tags(text: str) -> None:
    """Anki splits tags at spaces and mends empty parts, so neither may be."""
    with pytest.raises(ValueError, match=r"found (the|a) tag"):
        parse_tag(text)


@pytest.mark.parametrize("text", ["leech", "Leech", "marked", "MARKED"])
def test_tags_that_anki_gives_itself(text: str) -> None:
    with pytest.raises(ValueError, match=r"which Anki itself gives") as caught:
        parse_tag(text)
    assert caught.value.args[1] == "choose another tag"


def test_namespaces() -> None:
    """A token of 16 to 64 lower-case letters and digits."""
    for text in ("a" * 16, "7qk2m5xw9d3r8t4v", "0" * 64):
        assert parse_namespace(text) == text
    for text in ("", "a" * 15, "a" * 65, "A" * 16, "a" * 15 + "-", "a" * 16 + "\n"):
        with pytest.raises(ValueError, match="16 to 64"):
            parse_namespace(text)


@pytest.mark.parametrize("name", ["a.png", "a b/ü 日本.svg", "~a.png", "-", "a..png", "(1)'.mp3"])
def test_good_names_of_files(name: str) -> None:
    """A file that lies in a folder or below it, on every system."""
    assert parse_media_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        *(
            "../secret.png",
            "maps/../../../secret.png",
            "/etc/passwd.png",
            "C:/a.png",
            "c:a.png",
        ),
        *("..\\secret.png", "\\\\host\\a.png", "a\\b.png", ".a.png", "maps/.a.png", "./a.png"),
        *(
            "a//b.png",
            "a/",
            "a.png/",
            "a.png ",
            " a.png",
            "a.png.",
            "a\0.png",
            "a\n.png",
            "~/\ud800",
        ),
        *("", ".", "..", "a?.png", "a|b.png", "<a>.png", "a" * 201),
    ],
)
def test_bad_names_of_files(name: str) -> None:
    """What would lead out of the folder, or lie nowhere on some system."""
    with pytest.raises(ValueError, match="expected one such as"):
        parse_media_name(name)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("media\\map.png", "write only “map.png”; the file must be in"),
        ("/home/a/map.png", "write only “map.png”"),
        ("../map.png", "write only “map.png”"),
        ("https://example.org/map.png?size=2", "save the file in"),
        (" map.png ", "rename the file to “map.png”"),
        ("map?.png", "give the file in the folder “media” a name of letters"),
        ("maps/", "give the file"),
    ],
)
def test_a_hint_says_which_name_to_write(name: str, hint: str) -> None:
    with pytest.raises(ValueError, match="expected one such as") as error:
        parse_media_name(name)
    assert error.value.args[1].startswith(hint)


@pytest.mark.parametrize("text", ["Rivers", " Rivers of Asia ", "10:30", "日本", "a" * 100])
def test_good_titles(text: str) -> None:
    """One line, which Anki takes for one deck's name; spaces around it are no part of it."""
    assert parse_title(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        *("a\nb", "a" * 101),
        *("a::b", 'a "b"', ":a", "a:", " a: "),
        *("Default", "DEFAULT", "Withdrawn", " withdrawn "),
    ],
)
def test_bad_titles(text: str) -> None:
    """Anki would part it, change it or take it for a deck of its own."""
    with pytest.raises(ValueError, match="found the title"):
        parse_title(text)


@pytest.mark.parametrize("text", ["", " "])
def test_a_title_that_is_empty_is_not_too_long(text: str) -> None:
    with pytest.raises(ValueError, match="the title is empty") as refused:
        parse_title(text)
    assert "shorter" not in str(refused.value.args)


def test_former_ids() -> None:
    """An id, or two with a slash where the question stood in another bank."""
    for text in ("longest", "rivers/longest"):
        assert parse_former_id(text) == text
    for text in ("", "/", "rivers/", "/longest", "a/b/c", "Rivers/longest", "rivers/Longest"):
        with pytest.raises(ValueError, match="found the id"):
            parse_former_id(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Longest River", "write “longest-river”"),
        ("duma_ratified!", "write “duma-ratified”"),
        ("a--b", "write “a-b”"),
        ("日本", "write an id such as “capital-of-japan”"),
    ],
)
def test_a_bad_id_is_mended_in_the_hint(text: str, hint: str) -> None:
    with pytest.raises(ValueError, match="found the id") as refused:
        parse_id(text)
    assert refused.value.args[1] == hint


NUMBERS = [
    ("0", Fraction(0)),
    ("10000", Fraction(10000)),
    ("10,000", Fraction(10000)),
    ("1,234,567.5", Fraction("1234567.5")),
    ("-3.5", Fraction("-3.5")),
    ("−3.5", Fraction("-3.5")),
    ("+7", Fraction(7)),
    (".5", Fraction(1, 2)),
    ("0.1", Fraction(1, 10)),
    ("007", Fraction(7)),
    ("9" * 60, Fraction(10**60 - 1)),
]
NO_NUMBERS = [
    "", " ", ".", "-", "5.", "1e999", "1_0", "0x10", ".nan", "inf", "1,00", "1,0000", ",100",
    "10.000,5", "1 000", "5%", "$5", "ten", "1/0", "٣", "--1", "1\n", "1,000,", "9" * 61, "½",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), NUMBERS, ids=[text[:12] for text, _ in NUMBERS])
def test_numbers(text: str, value: Fraction) -> None:
    """A comma parts thousands and nothing else; the spelling is kept."""
    assert Decimal.parse(text) == Decimal(value, text)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected (a number such as|at most 60)"):
        Decimal.parse(text)


@pytest.mark.parametrize(
    ("text", "amount", "relative"),
    [
        ("500", Fraction(500), False),
        ("0", Fraction(0), False),
        ("1,000", Fraction(1000), False),
        ("5%", Fraction(1, 20), True),
        ("5 %", Fraction(1, 20), True),
        ("0.5%", Fraction(1, 200), True),
    ],
)
def test_tolerances(text: str, amount: Fraction, relative: bool) -> None:
    """``500`` for a difference, ``5%`` for a share of the number."""
    assert Tolerance.parse(text) == Tolerance(amount, relative, text)


@pytest.mark.parametrize("text", ["", "-1", "-5%", "%", "5%%", "a little", "±5", "5 percent"])
def test_what_is_no_tolerance(text: str) -> None:
    with pytest.raises(ValueError, match="found the tolerance"):
        Tolerance.parse(text)


def test_how_far_a_tolerance_reaches() -> None:
    """The greatest difference from a value that is still right."""
    assert Tolerance.parse("5%").around(Fraction(-200)) == 10
    assert Tolerance.parse("5").around(Fraction(-200)) == 5


DATES = [
    ("2024", PartialDate(2024), "year", "2024"),
    ("2024-10", PartialDate(2024, 10), "month", "October 2024"),
    ("2024-10-24", PartialDate(2024, 10, 24), "day", "October 24, 2024"),
    ("2000-02-29", PartialDate(2000, 2, 29), "day", "February 29, 2000"),
    ("0001-01-01", PartialDate(1, 1, 1), "day", "January 1, 1"),
    ("9999-12-31", PartialDate(9999, 12, 31), "day", "December 31, 9999"),
]


@pytest.mark.parametrize(("text", "date", "precision", "words"), DATES, ids=[d[0] for d in DATES])
def test_dates(text: str, date: PartialDate, precision: str, words: str) -> None:
    """A day, a month or a year of the Gregorian calendar, as precise as it is known."""
    assert PartialDate.parse(text) == date
    assert date.iso() == text
    assert date.precision == precision
    assert str(date) == words


NO_DATES = [
    ("2023-02-29", "February 2023 has 28 days, not 29"),
    ("1900-02-29", "has 28 days"),
    ("2024-04-31", "has 30 days"),
    ("2024-04-00", "not 0"),
    ("2024-13", "there is no month 13"),
    ("2024-00", "there is no month 0"),
    ("0000", "there is no year 0"),
    ("24-10-24", "expected a date such as"),
    ("2024-1", "expected a date such as"),
    ("2024/10/24", "expected a date such as"),
    ("2024-10-24 ", "expected a date such as"),
    ("2024-10-24T00:00", "expected a date such as"),
    ("-2024", "expected a date such as"),
    ("", "expected a date such as"),
    ("٢٠٢٤", "expected a date such as"),
]


@pytest.mark.parametrize(("text", "words"), NO_DATES, ids=[text for text, _ in NO_DATES])
def test_what_is_no_date(text: str, words: str) -> None:
    """Days that do not exist are refused, with the reason."""
    with pytest.raises(ValueError, match=words):
        PartialDate.parse(text)


SHORT_DATES = [
    ("476", "write 0476 for the year 476"),
    ("9", "write 0009 for the year 9"),
    ("800-12-25", "write 0800-12-25 for the year 800"),
    ("1066-9", "write 1066-09"),
    ("1815-6-18", "write 1815-06-18"),
    ("0", "write year, month and day in this order, joined by hyphens"),
    ("1815-6-31", "write year, month and day in this order, joined by hyphens"),
    ("24-10-24", "write year, month and day in this order, joined by hyphens"),
]


NOTATIONS = [
    ("1/3", Fraction(1, 3)),
    ("−2/4", Fraction(-1, 2)),
    ("1 1/2", Fraction(3, 2)),
    ("6.022e23", Fraction(6022 * 10**20)),
    ("1.5E-3", Fraction(15, 10_000)),
    ("-2×10^3", Fraction(-2000)),
    ("1.6 · 10^-19", Fraction(16, 10**20)),
]


@pytest.mark.parametrize(("text", "value"), NOTATIONS)
def test_a_number_in_another_notation(text: str, value: Fraction) -> None:
    assert Decimal.parse(text) == Decimal(value, text)


@pytest.mark.parametrize("text", ["0xFF", "0b101", "1/0", "1 1/0"])
def test_what_is_no_number_here_has_a_hint_of_its_own(text: str) -> None:
    with pytest.raises(ValueError, match="expected a number") as caught:
        Decimal.parse(text)
    assert "digits" not in caught.value.args[1]


ANY_DATES = [
    ("1989-11-09", PartialDate(1989, 11, 9), "November 9, 1989", "1989-11-09"),
    ("44 BC", PartialDate(-44), "44 BC", "0044 BC"),
    ("44 b.c.e.", PartialDate(-44), "44 BC", "0044 BC"),
    ("0044-03-15 BC", PartialDate(-44, 3, 15), "March 15, 44 BC", "0044-03-15 BC"),
    ("44-03 BCE", PartialDate(-44, 3), "March 44 BC", "0044-03 BC"),
    ("AD 476", PartialDate(476), "476", "0476"),
    ("476 CE", PartialDate(476), "476", "0476"),
    ("the 1920s", PartialDate(1920, span=10), "1920s", "1920s"),
    ("440s BC", PartialDate(-440, span=10), "440s BC", "440s BC"),
    ("19th century", PartialDate(1801, span=100), "19th century", "19th century"),
    ("1st century BC", PartialDate(-1, span=100), "1st century BC", "1st century BC"),
]


@pytest.mark.parametrize(("text", "date", "shown", "written"), ANY_DATES)
def test_a_date_in_an_era(text: str, date: PartialDate, shown: str, written: str) -> None:
    assert PartialDate.parse_any(text) == date
    assert (str(date), date.iso()) == (shown, written)
    assert PartialDate.parse_any(written) == date


NO_DATES = [
    ("-0044-03-15", "write “0044-03-15 BC”"),
    ("-44", "write “44 BC”"),
    ("476", "write 0476 for the year 476"),
    ("20s", "write year, month and day in this order, joined by hyphens"),
    ("0 BC", "correct the year"),
    ("0029-02-30 BC", "correct the day or the month"),
    ("AD 44 BC", "write year, month and day in this order, joined by hyphens"),
]


@pytest.mark.parametrize(("text", "hint"), NO_DATES)
def test_what_is_no_date_in_any_era_has_a_hint(text: str, hint: str) -> None:
    with pytest.raises(ValueError, match="found") as caught:
        PartialDate.parse_any(text)
    assert caught.value.args[1] == hint


def test_a_span_covers_what_is_in_it() -> None:
    parse = PartialDate.parse_any
    assert parse("1920s").covers(parse("1925-06-01"))
    assert parse("20th century").covers(parse("1920s"))
    assert parse("5th century BC").covers(parse("450 BC"))
    assert not parse("1920s").covers(parse("1930"))
    assert not parse("1920").covers(parse("1920s"))


LANGUAGES = [
    ("fr", "fr"),
    ("FR", "fr"),
    ("no", "no"),
    ("pt-br", "pt-BR"),
    ("zh-hant-tw", "zh-Hant-TW"),
    ("es-419", "es-419"),
    ("de-CH-1996", "de-CH-1996"),
    ("sl-rozaj-biske", "sl-rozaj-biske"),
    ("zh-yue", "zh-yue"),
    ("en-u-ca-buddhist", "en-u-ca-buddhist"),
    ("de-x-Schwob", "de-x-schwob"),
]


@pytest.mark.parametrize(("text", "tag"), LANGUAGES)
def test_a_language_has_the_shape_of_a_tag(text: str, tag: str) -> None:
    assert parse_language(text) == tag


NO_LANGUAGES = [
    ("english", "write en"),
    (" Français ", "write fr"),
    ("en_US", "write en-US"),
    ("zh_hans_CN", "write zh-Hans-CN"),
    ("klingon", "write a language tag such as fr, pt-BR or zh-Hant"),
    ("e", "write a language tag such as fr, pt-BR or zh-Hant"),
    ("", "write a language tag such as fr, pt-BR or zh-Hant"),
    ("en-", "write a language tag such as fr, pt-BR or zh-Hant"),
    ("日本", "write a language tag such as fr, pt-BR or zh-Hant"),
]


@pytest.mark.parametrize(("text", "hint"), NO_LANGUAGES)
def test_what_is_no_language_tag_has_a_hint(text: str, hint: str) -> None:
    with pytest.raises(ValueError, match="expected a tag such as") as caught:
        parse_language(text)
    assert caught.value.args[1] == hint


@pytest.mark.parametrize(("text", "hint"), SHORT_DATES)
def test_a_date_without_leading_zeros_is_shown_with_them(text: str, hint: str) -> None:
    """A year of two digits before a month may be any year, so no repair is sure."""
    with pytest.raises(ValueError, match="expected a date such as") as caught:
        PartialDate.parse(text)
    assert caught.value.args[1] == hint


def test_a_date_covers_what_lies_within_it() -> None:
    """Whether another is this date, or lies within it."""
    year, month, day = PartialDate(2024), PartialDate(2024, 10), PartialDate(2024, 10, 24)
    assert [year.covers(other) for other in (year, month, day)] == [True, True, True]
    assert [month.covers(other) for other in (year, month, day)] == [False, True, True]
    assert [day.covers(other) for other in (year, month, day)] == [False, False, True]
    assert not month.covers(PartialDate(2023, 10, 24))
    assert not month.covers(PartialDate(2024, 11))


def figure(value: int, written: str, unit: str = "", qualifier: str = "") -> Number:
    return Number(Fraction(value), written, unit, qualifier)


CLAIMS = [
    ("10,000", figure(10_000, "10,000")),
    ("over 10,000 troops", figure(10_000, "10,000", "troops", "over")),
    ("More than 3,000", figure(3_000, "3,000", "", "more than")),
    ("up to 12,000", figure(12_000, "12,000", "", "up to")),
    ("2024", figure(2024, "2024")),
    ("October 24, 2024", PartialDate(2024, 10, 24)),
    ("24 October 2024", PartialDate(2024, 10, 24)),
    ("October 2024", PartialDate(2024, 10)),
    ("2024-10-24", PartialDate(2024, 10, 24)),
    ("", None),
    ("Tokyo", None),
    ("October", None),
    ("the Group of 7 states", None),
    ("10,00", None),
    ("February 30, 2024", None),
    ("Octember 2024", None),
    ("3 or 4", None),
]


@pytest.mark.parametrize(("text", "claim"), CLAIMS, ids=[text for text, _ in CLAIMS])
def test_claims(text: str, claim: object) -> None:
    """The figure or date that a text is, or ``None`` where it is anything else."""
    assert parse_stated_value(text) == claim


def test_a_figure_as_it_is_read() -> None:
    assert str(figure(10_000, "10,000", "troops", "over")) == "over 10,000 troops"
    assert str(figure(5, "5")) == "5"


def test_a_quoted_text_is_short_and_on_one_line() -> None:
    """In quotes, on one line and not too long, for a sentence."""
    assert quoted("a\n b\t c") == "“a b c”"
    assert quoted("x" * 60) == f"“{'x' * 60}”"
    assert quoted("x" * 61) == f"“{'x' * 57}…”"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("5 km", "write “5”, and “unit: km” on a line of its own"),
        ("1,500.5m²", "write “1,500.5”, and “unit: m²” on a line of its own"),
        ("-10%", "write “-10”, and “unit: '%'” on a line of its own"),
        ("–5", "write “-5”, with a hyphen for the minus"),
        ("1e999", "write digits, with a point before the decimals"),
        ("five", "write digits, with a point before the decimals"),
        ("–", "write digits, with a point before the decimals"),
    ],
)
def test_a_number_with_a_unit_is_told_where_it_belongs(text: str, hint: str) -> None:
    with pytest.raises(ValueError, match="found") as caught:
        Decimal.parse(text)
    assert caught.value.args[1] == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Capital of Japan", "write “capital-of-japan”"),
        ("Größe", "write “grosse”"),
        ("São Paulo", "write “sao-paulo”"),
        ("Œuvre", "write an id such as “capital-of-japan”"),
        ("東京", "write an id such as “capital-of-japan”"),
        ("...", "write an id such as “capital-of-japan”"),
    ],
)
def test_an_id_is_mended_where_its_letters_can_be_told(text: str, hint: str) -> None:
    with pytest.raises(ValueError, match="found the id") as caught:
        parse_id(text)
    assert caught.value.args[1] == hint


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
