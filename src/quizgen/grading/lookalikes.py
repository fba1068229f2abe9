"""Words that look like a slip of another and are not: where a near miss is a mistake.

There is no dictionary here.  Kinds of words that are never forgiven a letter, prefixes and endings
that oppose, and a list of pairs that learners do confuse, do the work; for the rest an author lists
what to ``reject``.
"""

from __future__ import annotations

import re
from functools import cache

_NEGATIONS = """
no not non never none nor neither without cannot cant dont doesnt didnt isnt arent wasnt werent wont
wouldnt shouldnt couldnt hasnt havent hadnt except unlike
"""
_DIRECTIONS = """
north south east west northern southern eastern western northeast northwest southeast southwest
left right upper lower inner outer front rear before after above below inside outside
anterior posterior dorsal ventral all some any
"""
_CARDINALS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
hundred thousand million billion trillion dozen half quarter
"""
_ORDINALS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth
hundredth thousandth millionth
"""
_NEGATION_SET = frozenset(_NEGATIONS.split())
_EXACT = frozenset(" ".join((_NEGATIONS, _DIRECTIONS, _CARDINALS, _ORDINALS)).split())

_ROMAN = re.compile(r"(?=.)m{0,3}(c[md]|d?c{0,3})(x[cl]|l?x{0,3})(i[xv]|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}

_PREFIXES = (
    ("hyper", "hypo"),
    ("inter", "intra", "intro", "infra"),
    ("pre", "pro", "per", "post"),
    ("ante", "anti"),
    ("macro", "micro", "meso"),
    ("homo", "hetero", "hemi", "hexa", "hepta"),
    ("ab", "ad"),
    ("sub", "super", "supra"),
    ("endo", "exo", "ecto", "epi"),
    ("mono", "multi"),
    ("di", "de"),
    ("tetra", "tri"),
    ("in", "de"),
    ("in", "ex", "im"),
    ("a", "de"),
    ("con", "di"),
    ("over", "under"),
    ("maxi", "mini"),
    ("pro", "anti", "contra"),
    ("uni", "bi", "tri", "multi", "omni"),
    ("ana", "cata"),
    ("auto", "hetero", "allo", "iso"),
    ("eu", "dys"),
    ("poly", "mono", "oligo"),
    ("ben", "mal"),
    ("hyper", "hypo", "normo"),
    ("tachy", "brady"),
    ("vaso", "naso"),
    ("photo", "chemo", "phono"),
    ("thermo", "chemo"),
)
_NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "non", "anti", "dis", "a", "an", "de", "mis")
_ENDINGS = (
    ("ism", "ist"),
    ("er", "ee"),
    ("or", "ee"),
    ("ase", "ose"),
    ("itis", "osis"),
    ("ectomy", "otomy", "ostomy"),
    ("gram", "graph", "graphy"),
    ("zoic", "zoan"),
)
_SALTS = re.compile(
    r"(?P<stem>.*(?:sulf|sulph|nitr|phosph|chlor|brom|iod|fluor|arsen|selen|am|im|hydr))"
    r"(?:ate|ite|ide|ine)s?"
)
_CHAINS = re.compile(
    r"(?P<stem>.*(?:meth|eth|prop|but|pent|hex|hept|oct|non|dec|alk))(?:ane|ene|yne|yl|anol)s?"
)
_MIDDLES = (
    ("phob", "phil"),
    ("cardio", "cranio"),
    ("genic", "lytic"),
    ("phasic", "phagic"),
    ("philia", "phobia"),
)

# Pairs within two slips of each other, a line for each field of knowledge.
_GROUPS = """
algeria nigeria | angola anguilla | austria australia | austrian australian | granada grenada
| iceland ireland | india indiana | mauritania mauritius | serbia siberia | liberia siberia
| slovakia slovenia | slovakian slovenian | francis frances | julius julian | louis louise
| cerium cesium | electron election | indium iridium | neuron neutron | neurons neutrons
| nucleoside nucleotide | photon proton protein | photons protons proteins | silicon silicone
| reflection refraction | fission fusion | altitude attitude aptitude | planet plant
| ileum ilium | mucus mucous | perineal peroneal | prostate prostrate | venous venus
| astronomy astrology | entomology etymology | oncology ontology | psychology physiology
| topology typology | ionic iconic | amend emend | angel angle | breath breadth | capital capitol
| casual causal | complement compliment | conservation conversation | council counsel
| county country | dairy diary | desert dessert | discreet discrete | human humane
| immoral immortal | ingenious ingenuous | later latter | marital martial | minister ministry
| model modal | monarch monarchy | moral morale | perpetrate perpetuate | persecute prosecute
| personal personnel | principal principle | senate senator | stationary stationery
| statue statute status | thorough through | trail trial
| mitosis meiosis | monet manet | thallium thulium | rubella rubeola | lactose lactase
| amylase amylose | prednisone prednisolone | prednisones prednisolones | germanium geranium
| adenosine adenine | ellipse eclipse | plato pluto | isotope isotone isotherm isobar
| europa europe | geneva genoa genova | zambia gambia | creatine creatinine | affect effect
| cysteine cystine | trapezium trapezius | linoleate linolenate | homeomorphism homomorphism
| ordinance ordnance | stomata stromata | tortuous torturous | quantile quartile
| translation translocation transduction | pentobarbital phenobarbital | ester ether
| vinblastine vincristine | convection conviction conduction | import export | abduction adduction
| afferent efferent | alkene alkane alkyne | aspartate aspartame | mercury mercurial
| abscess abscise | accept except | allusion illusion | elicit illicit | eminent imminent immanent
| emigrant immigrant | emigration immigration | explicit implicit | inductive deductive
| induction deduction | inhale exhale | interior inferior | prescribe proscribe | proceed precede
| respectively respectfully | credible creditable | historic hysteric | flagrant fragrant
| vacation vocation | tenant tenet | parameter perimeter | permeate permute | relic relict
| anode cathode | cation anion | mantle mental | vector victor | pathos ethos bathos
| glycogen glucagon glycerol | humerus humorous | palate palette pallet
| gorilla guerrilla | cavalry calvary | dual duel | stratum stratus | cirrus citrus
| latitude longitude | meteor meteorite | axiom axon | cortisol cortisone | pepsin pepsis
| thymine thiamine | uracil uranyl | guanine guanosine | cytosine cytidine | tyrosine thyroxine
| iran iraq | niger nigeria | mali malawi malta | guinea guiana guyana | paraguay uruguay
| dominica dominican | libya lydia | kenya korea | oman yemen | latvia lithuania estonia
| belarus belgium | jordan sudan | china chile | cuba aruba | tonga togo | samoa somalia
| stalactite stalagmite | stalactites stalagmites | artery arteriole | arteries arterioles
| weather whether | comet comment | titan triton
| leucine lysine | alanine arginine | glutamine glutamate | serine sarin
"""

# Plurals that mean something else than several of the singular.
_PLURALS_APART = frozenset(
    """
    arms customs goods glasses spectacles news means waters manners airs damages grounds looks woods
    spirits contents premises mathematics economics physics politics
    """.split()
)


def is_plural_apart(a: str, b: str) -> bool:
    """Return whether the plural of ``a`` and ``b`` has a meaning of its own: ``customs``."""
    return max(a, b, key=len) in _PLURALS_APART


def is_exact(word: str) -> bool:
    """Return whether ``word``, folded, is of a kind of which no letter may be missed."""
    return word in _EXACT or not word.isalpha() or roman(word) is not None


def is_negation(word: str) -> bool:
    """Return whether ``word``, folded, turns a statement round."""
    return word in _NEGATION_SET


def roman(word: str) -> int | None:
    """Return the value of a Roman numeral in lower case, or ``None``."""
    if not 0 < len(word) <= 15 or not _ROMAN.fullmatch(word):
        return None
    values = [_ROMAN_VALUES[letter] for letter in word]
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))


def distinct(a: str, b: str) -> bool:
    """Return whether ``a`` and ``b``, folded and spelled much alike, are two words."""
    return (
        is_exact(a)
        or is_exact(b)
        or _negated(a, b)
        or _negated(b, a)
        or any(_opposed(a, b, family) for family in _PREFIXES)
        or any(_opposed(a[::-1], b[::-1], _reversed(family)) for family in _ENDINGS)
        or any(a.replace(p, q) == b or b.replace(p, q) == a for p, q in _MIDDLES)
        or _same_stem(_SALTS, a, b)
        or _same_stem(_CHAINS, a, b)
        or bool(_groups().get(a, frozenset()) & _groups().get(b, frozenset()))
    )


def _negated(a: str, b: str) -> bool:
    return any(a == prefix + b for prefix in _NEGATIVE_PREFIXES)


def _opposed(a: str, b: str, family: tuple[str, ...]) -> bool:
    """Return whether ``a`` and ``b`` are one stem behind two prefixes of a family."""
    return any(
        p != q and a.startswith(p) and b.startswith(q) and a[len(p) :] == b[len(q) :]
        for p in family
        for q in family
    )


def _reversed(family: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(ending[::-1] for ending in family)


def _same_stem(pattern: re.Pattern[str], a: str, b: str) -> bool:
    first, second = pattern.fullmatch(a), pattern.fullmatch(b)
    return bool(
        first and second and first["stem"] == second["stem"] and a.rstrip("s") != b.rstrip("s")
    )


@cache
def _groups() -> dict[str, frozenset[int]]:
    """Map each listed word to the numbers of the groups in which it stands."""
    groups: dict[str, frozenset[int]] = {}
    for number, group in enumerate(_GROUPS.split("|")):
        for word in group.split():
            groups[word] = groups.get(word, frozenset()) | {number}
    return groups
