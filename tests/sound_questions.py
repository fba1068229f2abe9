"""Sound questions of five subjects, made from tables: the rules about questions are silent on them.

They are what careful authors write.  Wrong options are of the kind and the length of the right one,
places of the list are used alike, and false statements are as plain as true ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

COUNTRIES = """
France|Paris|Europe|the euro|Rhône
Spain|Madrid|Europe|the euro|Ebro
Italy|Rome|Europe|the euro|Po
Germany|Berlin|Europe|the euro|Elbe
Poland|Warsaw|Europe|the złoty|Vistula
Portugal|Lisbon|Europe|the euro|Douro
Hungary|Budapest|Europe|the forint|Tisza
Austria|Vienna|Europe|the euro|Inn
Greece|Athens|Europe|the euro|Aliakmon
Norway|Oslo|Europe|the krone|Glomma
Sweden|Stockholm|Europe|the krona|Klarälven
Finland|Helsinki|Europe|the euro|Kemijoki
Ireland|Dublin|Europe|the euro|Shannon
Egypt|Cairo|Africa|the pound|Nile
Kenya|Nairobi|Africa|the shilling|Tana
Ghana|Accra|Africa|the cedi|Volta
Nigeria|Abuja|Africa|the naira|Benue
Senegal|Dakar|Africa|the franc|Gambia
Morocco|Rabat|Africa|the dirham|Sebou
Ethiopia|Addis Ababa|Africa|the birr|Awash
Zambia|Lusaka|Africa|the kwacha|Kafue
Angola|Luanda|Africa|the kwanza|Cuanza
Japan|Tokyo|Asia|the yen|Shinano
Thailand|Bangkok|Asia|the baht|Chao Phraya
Vietnam|Hanoi|Asia|the dong|Red River
Mongolia|Ulaanbaatar|Asia|the tögrög|Selenga
Nepal|Kathmandu|Asia|the rupee|Koshi
Iran|Tehran|Asia|the rial|Karun
Iraq|Baghdad|Asia|the dinar|Tigris
Jordan|Amman|Asia|the dinar|Yarmouk
Malaysia|Kuala Lumpur|Asia|the ringgit|Pahang
Indonesia|Jakarta|Asia|the rupiah|Kapuas
Peru|Lima|South America|the sol|Ucayali
Chile|Santiago|South America|the peso|Loa
Bolivia|Sucre|South America|the boliviano|Mamoré
Colombia|Bogotá|South America|the peso|Magdalena
Uruguay|Montevideo|South America|the peso|Río Negro
Paraguay|Asunción|South America|the guaraní|Pilcomayo
Canada|Ottawa|North America|the dollar|Mackenzie
Cuba|Havana|North America|the peso|Cauto
Honduras|Tegucigalpa|North America|the lempira|Ulúa
Jamaica|Kingston|North America|the dollar|Black River
"""
ELEMENTS = """
hydrogen|H|1|gas|1766|Cavendish
helium|He|2|gas|1895|Ramsay
lithium|Li|3|metal|1817|Arfwedson
carbon|C|6|nonmetal|1789|Lavoisier
nitrogen|N|7|gas|1772|Rutherford
oxygen|O|8|gas|1774|Priestley
fluorine|F|9|gas|1886|Moissan
neon|Ne|10|gas|1898|Travers
sodium|Na|11|metal|1807|Davy
magnesium|Mg|12|metal|1808|Davy
aluminum|Al|13|metal|1825|Ørsted
silicon|Si|14|metalloid|1824|Berzelius
phosphorus|P|15|nonmetal|1669|Brand
sulfur|S|16|nonmetal|1777|Lavoisier
chlorine|Cl|17|gas|1774|Scheele
potassium|K|19|metal|1807|Davy
calcium|Ca|20|metal|1808|Davy
titanium|Ti|22|metal|1791|Gregor
chromium|Cr|24|metal|1797|Vauquelin
manganese|Mn|25|metal|1774|Gahn
cobalt|Co|27|metal|1735|Brandt
nickel|Ni|28|metal|1751|Cronstedt
zinc|Zn|30|metal|1746|Marggraf
bromine|Br|35|liquid|1826|Balard
krypton|Kr|36|gas|1898|Travers
palladium|Pd|46|metal|1802|Wollaston
iodine|I|53|nonmetal|1811|Courtois
xenon|Xe|54|gas|1898|Ramsay
tungsten|W|74|metal|1783|Elhuyar
platinum|Pt|78|metal|1748|Ulloa
bismuth|Bi|83|metal|1753|Geoffroy
uranium|U|92|metal|1789|Klaproth
"""
WORKS = """
Hamlet|play|Shakespeare|English
Faust|play|Goethe|German
Don Quixote|novel|Cervantes|Spanish
War and Peace|novel|Tolstoy|Russian
Crime and Punishment|novel|Dostoevsky|Russian
The Metamorphosis|story|Kafka|German
The Odyssey|epic|Homer|Greek
The Aeneid|epic|Virgil|Latin
The Divine Comedy|poem|Dante|Italian
The Misanthrope|play|Molière|French
Candide|novel|Voltaire|French
Les Misérables|novel|Hugo|French
Madame Bovary|novel|Flaubert|French
A Doll's House|play|Ibsen|Norwegian
Emma|novel|Austen|English
Middlemarch|novel|Eliot|English
Jane Eyre|novel|Brontë|English
Ulysses|novel|Joyce|English
The Trial|novel|Kafka|German
Buddenbrooks|novel|Mann|German
The Cherry Orchard|play|Chekhov|Russian
Eugene Onegin|poem|Pushkin|Russian
Things Fall Apart|novel|Achebe|English
The Tale of Genji|novel|Murasaki|Japanese
"""
EVENTS = """
the Battle of Hastings|1066|England
the signing of Magna Carta|1215|England
the fall of Constantinople|1453|the Byzantine Empire
the first voyage of Columbus|1492|Spain
the posting of Luther's theses|1517|Saxony
the defeat of the Armada|1588|Spain
the Great Fire of London|1666|England
the storming of the Bastille|1789|France
the Congress of Vienna|1815|Austria
the opening of the Suez Canal|1869|Egypt
the first modern Olympics|1896|Greece
the flight of the Wright brothers|1903|the United States
the sinking of the Titanic|1912|the Atlantic
the October Revolution|1917|Russia
the discovery of Tutankhamun's tomb|1922|Egypt
the landing in Normandy|1944|France
the founding of the United Nations|1945|San Francisco
the independence of India|1947|India
the first climb of Everest|1953|Nepal
the launch of Sputnik|1957|Kazakhstan
the building of the Berlin Wall|1961|Germany
the first moon landing|1969|the moon
the eruption of Mount St. Helens|1980|Washington State
the end of apartheid|1994|South Africa
"""
STEPS = ((3, 8, 15), (-9, 4, 12), (-12, -5, 9), (-15, -8, -3))
"""How far wrong years are from the right one."""
BODY = """
heart|pumps blood|chest
lung|takes up oxygen|chest
kidney|filters blood|back
stomach|digests food|belly
liver|makes bile|belly
skin|keeps out germs|surface
retina|turns light into signals|eye
cochlea|turns sound into signals|ear
pancreas|makes insulin|belly
femur|bears weight|thigh
biceps|bends the elbow|arm
diaphragm|moves air|chest
spleen|stores blood cells|belly
bladder|stores urine|pelvis
"""


def rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip().splitlines()]


def four(values: Sequence[str], right: int, seed: int) -> tuple[list[str], int]:
    """Return the right value among three others of about its length, and where it is."""
    own = values[right]
    others = sorted(
        {value for value in values if value != own}, key=lambda value: abs(len(value) - len(own))
    )
    picked = [others[(seed + step) % min(len(others), 7)] for step in range(3)]
    place = seed % 4
    return [*picked[:place], own, *picked[place:]], place


def choice(stem: str, values: Sequence[str], right: int, seed: int) -> str:
    options, place = four(values, right, seed)
    lines = [
        f"      - {'right' if number == place else 'text'}: {text}"
        for number, text in enumerate(options)
    ]
    return "\n".join(["type: choice", f"    stem: {stem}", "    options:", *lines])


def typed(stem: str, answer: str, kind: str = "short") -> str:
    return f"type: {kind}\n    stem: {stem}\n    answer: {answer}"


def statement(text: str, true: bool, why: str) -> str:
    answer = "true" if true else "false"
    return f'type: truefalse\n    stem: "{text}"\n    answer: {answer}\n    explanation: {why}'


def cloze(text: str) -> str:
    return f"type: cloze\n    text: {text}"


def geography() -> Iterator[str]:
    found = rows(COUNTRIES)
    names, capitals, continents, money, rivers = map(list, zip(*found, strict=True))
    for n, name in enumerate(names):
        other = (n + 5) % len(names)
        yield choice(f"What is the capital of {name}?", capitals, n, n)
        yield choice(f"Which of these rivers flows through {name}?", rivers, n, n + 1)
        yield typed(f"What is the currency of {name}?", money[n], "card")
        yield typed(
            f"On which continent does {rivers[n]} flow into its main valley?", continents[n]
        )
        shown, why = (n, other)[n % 2], f"{names[other]} has {capitals[other]} as its capital."
        yield statement(f"{capitals[shown]} is the seat of government of {name}.", n % 2 == 0, why)


def chemistry() -> Iterator[str]:
    found = rows(ELEMENTS)
    names, symbols, numbers, states, years, people = map(list, zip(*found, strict=True))
    for n, name in enumerate(names):
        other = (n + 7) % len(names)
        yield choice(f"Which symbol stands for the element {name}?", symbols, n, n)
        yield typed(f"What is the atomic number of {name}?", numbers[n], "number")
        yield typed(f"In which year was {name} described as an element?", years[n], "date")
        yield choice(f"Who is credited with the discovery of {name}?", people, n, n + 2)
        yield cloze(f"At room temperature, {name} is a [[{states[n]}::which state or class?]].")
        shown = (n, other)[n % 2]
        why = f"{names[other].capitalize()} comes with {numbers[other]} protons instead."
        yield statement(
            f"An atom of {name} has {numbers[shown]} protons.", numbers[shown] == numbers[n], why
        )


def literature() -> Iterator[str]:
    found = rows(WORKS)
    titles, kinds, people, tongues = map(list, zip(*found, strict=True))
    for n, title in enumerate(titles):
        yield choice(f'"Who wrote {title}?"', people, n, n + 3)
        yield typed(f'"In which language was {title} first written?"', tongues[n])
        yield cloze(f"“{title}” is a [[{kinds[n]}::of which kind?]].")


def history() -> Iterator[str]:
    found = rows(EVENTS)
    events, years, places = map(list, zip(*found, strict=True))
    for n, event in enumerate(events):
        near = sorted(str(int(years[n]) + step) for step in STEPS[n % 4])
        options = sorted([*near, years[n]])
        lines = [f"      - {'right' if year == years[n] else 'text'}: '{year}'" for year in options]
        head = f'type: choice\n    stem: "When was {event}?"\n    shuffle: false\n    options:'
        yield "\n".join([head, *lines])
        yield typed(f'"Which country or place is linked to {event}?"', places[n], "card")
    for n in range(0, len(events) - 2, 3):
        items = "\n".join(
            f"      - '{event.replace(chr(39), chr(39) * 2)}'" for event in events[n : n + 3]
        )
        stem = "Put these in order of time, the earliest first."
        yield f"type: order\n    stem: {stem}\n    items:\n{items}"


def biology() -> Iterator[str]:
    found = rows(BODY)
    organs, tasks, places = map(list, zip(*found, strict=True))
    for n, organ in enumerate(organs):
        yield choice(f"What does the {organ} do above all?", tasks, n, n)
        yield typed(f"In which part of the body is the {organ}?", places[n])
    for n in range(0, len(organs) - 3, 4):
        pairs = "\n".join(
            f"      {organ}: {task}"
            for organ, task in zip(organs[n:], tasks[n:], strict=False)
            if organ in organs[n : n + 4]
        )
        stem = f"Match each organ with its task, group {n}."
        yield f"type: match\n    stem: {stem}\n    pairs:\n{pairs}"


SUBJECTS = {
    "geography": geography,
    "chemistry": chemistry,
    "literature": literature,
    "history": history,
    "biology": biology,
}


def bank(subject: str) -> str:
    """Return the bank of a subject."""
    lines = [
        f"bank: {subject}",
        f"title: {subject.capitalize()}",
        "namespace: 0123456789abcdefghij",
    ]
    lines.append("questions:")
    for number, question in enumerate(SUBJECTS[subject]()):
        lines.append(f"  - id: {subject}-{number}\n    {question}")
    return "\n".join(lines) + "\n"
