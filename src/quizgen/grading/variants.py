"""Spellings of one word that are equally right: British and American, short and long.

A note on them would teach a preference and no spelling.  Words too short for a rule may differ by
one (``filed`` and ``filled``); what no rule covers is listed.
"""

from __future__ import annotations

import re
from functools import lru_cache

# British and American endings, and the diphthongs of Greek and Latin words.
_RULES = (
    (re.compile(r"(?<=\w\w\w)our(?=(?:s|ed|ing|ite|able|hood|er|ers|ful|less)?$)"), "or"),
    (re.compile(r"(?<=\w\w)(?:is|iz)(?=(?:e|es|ed|er|ers|ing|ation|ations|ational)$)"), "iz"),
    (re.compile(r"(?<=\w\w)ys(?=e[sd]?$)"), "yz"),
    (re.compile(r"(?<=\w\w)tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=^(?:def|off|lic))ence|(?<=^pret)ence"), "ense"),
    (re.compile(r"(?<=\w\w\w[aeiou])ll(?=(?:ed|ing|er|ers|or|ors|ous|ery)$)"), "l"),
    (re.compile(r"(?<=\w\w)ogue(?=s?$)"), "og"),
    (re.compile(r"(?<=\wm)me(?=s?$)"), ""),
    (re.compile(r"sulph"), "sulf"),
    (re.compile(r"^(?:oe|ae(?!r))(?=[a-z]{3})"), "e"),
    (
        re.compile(
            r"(^h|an|yp|uk|ic|ur|yc|^gyn|^orthop|^p|^f|^c|cyclop|^arch|^medi|^pal)ae"
            r"(?=[cdmorsv][a-z])"
        ),
        r"\1e",
    ),
    (re.compile(r"(^am|^f|rrh|^ph|^c|^hom|^on|^subp|man)oe(?=[abcdlmntu])"), r"\1e"),
    (re.compile(r"(?<=^maneuv)re"), "er"),
)
_PAIRS = """
    grey gray, greyish grayish, mould mold, moulds molds, moult molt, smoulder smolder, tyre tire,
    tyres tires, plough plow, ploughs plows, aluminium aluminum, kerb curb, moustache mustache,
    pyjamas pajamas, doughnut donut, doughnuts donuts, maths math, aeroplane airplane,
    aeroplanes airplanes, whiskey whisky, yoghurt yogurt, yoghourt yogurt, cosy cozy,
    artefact artifact, artefacts artifacts, judgement judgment, judgements judgments, ageing aging,
    acknowledgement acknowledgment, fulfil fulfill, enrol enroll, enrolment enrollment,
    skilful skillful, wilful willful, instalment installment, instalments installments,
    jewellery jewelry, sceptic skeptic, sceptical skeptical, sceptics skeptics,
    scepticism skepticism,
    fibre fiber, fibres fibers, calibre caliber, sabre saber, sombre somber, meagre meager,
    ochre ocher, practise practice, draught draft, draughts drafts, mollusc mollusk,
    molluscs mollusks, disc disk, discs disks, omelette omelet, carburettor carburetor,
    catalogue catalog, woollen woolen, cheque check, storey story, vice vise, axe ax,
    tranquillity tranquility, tranquillize tranquilize, distil distill, instil instill,
    appal appall, furore furor, gramme gram, grammes grams, kilogramme kilogram, tsar czar,
    tzar czar, mum mom, programme program, phoney phony, pedlar peddler, whilst while,
    amongst among, towards toward, orientated oriented, preventative preventive, learnt learned,
    spelt spelled, burnt burned, dreamt dreamed, leapt leaped, spoilt spoiled, anti-clockwise
    anticlockwise, per-cent percent, caesium cesium
"""
_LISTED = dict(pair.split() for pair in _PAIRS.split(","))
_SHORTEST = 5


@lru_cache(maxsize=8192)
def american(word: str) -> str:
    """Return ``word``, folded, in American spelling."""
    if word in _LISTED:
        return _LISTED[word]
    if len(word) < _SHORTEST:
        return word
    for pattern, spelling in _RULES:
        word = pattern.sub(spelling, word)
    return word


TITLES = {
    "dr": "doctor",
    "mr": "mister",
    "mrs": "mistress",
    "prof": "professor",
    "sgt": "sergeant",
    "gen": "general",
    "col": "colonel",
    "capt": "captain",
    "lt": "lieutenant",
    "maj": "major",
    "gov": "governor",
    "pres": "president",
    "sen": "senator",
    "rep": "representative",
    "rev": "reverend",
    "st": "saint",
    "mt": "mount",
    "ft": "fort",
    "adm": "admiral",
    "cdr": "commander",
    "pvt": "private",
    "cpl": "corporal",
    "hon": "honorable",
}
"""Short forms that go before a name."""

SUFFIXES = {
    "jr": "junior",
    "jnr": "junior",
    "sr": "senior",
    "snr": "senior",
    "bros": "brothers",
    "co": "company",
    "corp": "corporation",
    "inc": "incorporated",
    "ltd": "limited",
    "univ": "university",
    "dept": "department",
    "inst": "institute",
    "assn": "association",
    "intl": "international",
    "natl": "national",
    "govt": "government",
}
"""Short forms that go after, or within, a name."""

ERAS = {"bce": "bc", "ce": "ad"}
"""Two names of one era; after or before a figure."""

WARS = {
    "wwi": ("world", "war", "1"),
    "wwii": ("world", "war", "2"),
    "ww": ("world", "war"),
    "ww1": ("world", "war", "1"),
    "ww2": ("world", "war", "2"),
}
"""Short forms of the world wars."""

_GREEK_NAMES = """
    α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu
    ξ xi ο omicron π pi ρ rho σ sigma ς sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega
""".split()
GREEK = dict(zip(_GREEK_NAMES[::2], _GREEK_NAMES[1::2], strict=True))
"""Greek letters by name."""

SIGN_NAMES = {
    "&&": ("and",),
    "||": ("or",),
    "!": ("not", "exclamation mark", "bang"),
    "#": ("sharp", "hash"),
    "+": ("plus",),
    "++": ("plus plus",),
    "-": ("minus",),
    "--": ("minus minus",),
    "*": ("star", "times", "asterisk"),
    "**": ("star star",),
    "/": ("slash", "divided by"),
    "=": ("equals", "is"),
    "==": ("equals equals", "equal to"),
    "!=": ("not equal", "not equal to", "does not equal"),
    "<": ("less than", "smaller than"),
    ">": ("greater than", "more than"),
    "<=": ("less than or equal to", "at most"),
    ">=": ("greater than or equal to", "at least"),
    "->": ("arrow", "to"),
    "=>": ("arrow", "implies"),
    "%": ("percent",),
    "@": ("at",),
    "~": ("tilde",),
    "^": ("caret", "to the"),
    "|": ("pipe", "or"),
    "_": ("underscore",),
    "$": ("dollar", "dollars"),
    "∞": ("infinity",),
    "√": ("root", "square root"),
    "∈": ("in", "element of"),
}
"""What signs are called."""
