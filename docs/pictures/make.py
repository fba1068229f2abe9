#!/usr/bin/env python3
"""Take the pictures of the cards, in the real Anki desktop program, without a screen.

    python3 -m venv ~/.aqt && ~/.aqt/bin/pip install 'aqt[qt6]'      # once, about 620 MB
    quizgen build decks docs/pictures/*.yaml
    ~/.aqt/bin/python docs/pictures/make.py

On Debian, Qt's browser wants these packages, which a desktop has: libasound2 libdbus-1-3 libegl1
libgl1 libnss3 libxcomposite1 libxdamage1 libxkbcommon0 libxkbfile1 libxrandr2 libxtst6, and fonts:
fonts-noto-core.

The package is imported into a profile of its own that is thrown away; each card is worked as a
learner would, by clicks and keys in its page, and answered through Anki's reviewer.  For each form,
``form-<name>.png`` shows the question above the answer: light, night, and as narrow as a phone.
``choice.png`` is the window of the program itself, with the question that the README shows.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parents[1] / "output"
BANKS = ("rivers", "floods", "texts", "german", "arabic")
PACKAGES = tuple(OUTPUT / f"{name}.apkg" for name in ("north-korea-russia-2024", *BANKS))

PICK_WRONG = "document.querySelector('.qg-options > :not([data-key])').click()"
README = "readme"
WORK = {
    README: ("rivers/longest-in-france", PICK_WRONG),
    "card": ("comparisons/non-lethal-example", ""),
    "choice": ("actors/whom-seoul-sends", PICK_WRONG),
    "code": ("texts/printed-last", PICK_WRONG),
    "maths": ("texts/energy-of-water", "type('241')"),
    "german": ("german/river-through-cologne", PICK_WRONG),
    "arabic": ("arabic/capital-of-egypt", PICK_WRONG),
    "passage": ("floods/days-of-rising", "type('4')"),
    "pictures": (
        "floods/near-cairo",
        """document.querySelectorAll('.qg-options > :not([data-key])').forEach(function (one) {
          if (one.querySelector('[alt^="Broad steps"]')) one.click();
        })""",
    ),
    "multi": (
        "actors/who-acknowledged",
        """document.querySelector('.qg-options > [data-key]').click();
        document.querySelector('.qg-options > :not([data-key])').click()""",
    ),
    "short": ("actors/house-of-the-duma", "type('lower chamber')"),
    "number": ("figures/soldiers-in-training", "type('21000')"),
    "date": ("dates/ratification-day", "type('Oct 24th')"),
    "cloze": ("comparisons/kind-of-shift", ""),
    "order": (
        "dates/stages-of-deployment",
        """[0, 2, 1, 3, 4, 5].forEach(function (rank) {
          var item = document.querySelector('.qg-items > [data-rank="' + rank + '"]');
          if (item) item.click();
        })""",
    ),
    "match": (
        "claims/statements-and-standing",
        """[0, 2, 1].forEach(function (right) {
          document.querySelector('.qg-rights > [data-right="' + right + '"]').click();
        })""",
    ),
}
"""For each form the question that is shown, and how a learner works its front."""

TYPE = """function type(text) {
  var box = document.getElementById('typeans');
  box.value = text;
};
"""
LOOKS = (("light", 600), ("night", 600), ("light", 380))
GAP = 14
GROUND = "#c9ced4"
COLORS = 256
ALIKE = 0xF8F8F8
"""The bits in which colors that look alike agree."""
GROUNDS = 32
"""Colors that a picture has so much of that they stay what they are: what letters stand on."""


def profile(base: Path, packages: list[Path]) -> dict[str, int]:
    """Make a profile in the folder ``base`` with ``packages`` in it; the card of each form."""
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
    from aqt.profiles import ProfileManager

    manager = ProfileManager(ProfileManager.get_created_base_folder(str(base)))
    manager.setupMeta()
    manager.create("Pictures")
    manager.load("Pictures")
    manager.meta.update(
        defaultLang="en_US",
        firstRun=False,
        updates=False,
        suppressUpdate=True,
        check_for_updates=False,
    )
    manager.save()
    collection = Collection(manager.collectionPath())
    for package in packages:
        request = ImportAnkiPackageRequest(
            package_path=str(package), options=ImportAnkiPackageOptions()
        )
        collection.import_anki_package(request)
    cards = {}
    for form, (question, _) in WORK.items():
        found = collection.find_cards(f'"Id:{question}"', order="c.ord")
        if not found:
            sys.exit(f"there is no question {question}: name another one in WORK")
        cards[form] = found[0]
    collection.close()
    manager.db.close()
    return cards


class Studio:
    """The program with its window, once it runs."""

    def __init__(self, mw: Any, cards: dict[str, int]) -> None:
        self.mw = mw
        self.cards = cards

    def wait(self, milliseconds: int) -> None:
        from aqt.qt import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, test: Callable[[], Any], seconds: int = 20) -> None:
        for _ in range(seconds * 20):
            if test():
                return
            self.wait(50)
        raise TimeoutError

    def run(self, script: str) -> Any:
        """The value of ``script`` in the page of the card."""
        got: list[Any] = []
        self.mw.reviewer.web.evalWithCallback(script, got.append)
        self.until(lambda: got, 5)
        return got[0]

    def dress(self, look: str) -> None:
        """Light or night."""
        from aqt.theme import Theme

        self.mw.set_theme(Theme.DARK if look == "night" else Theme.LIGHT)
        self.wait(300)

    def ask(self, form: str) -> None:
        """Show the front of the card of ``form``: every other card is put aside."""
        card = self.cards[form]
        collection = self.mw.col
        collection.decks.select(collection.get_card(card).did)
        collection.sched.suspend_cards(collection.find_cards(f"-cid:{card}"))
        collection.sched.unsuspend_cards([card])
        reviewer = self.mw.reviewer
        for _ in range(3):
            self.mw.moveToState("overview")
            self.wait(400)
            self.mw.moveToState("review")
            self.until(lambda: reviewer.card is not None and reviewer.card.id == card)
            # On a slow machine the page of the reviewer may miss its scripts: then once more.
            with contextlib.suppress(TimeoutError):
                self.until(lambda: self.run("!!document.getElementById('qg')"), 5)
                break
        self.wait(300)

    def work(self, form: str) -> None:
        """Do what a learner does."""
        self.run(f"{TYPE}{WORK[form][1]}; document.activeElement.blur(); 1")
        self.wait(250)

    def answer(self) -> None:
        """Show the back, as Enter does."""
        self.mw.reviewer._getTypedAnswer()
        self.until(lambda: self.run("!!document.querySelector('.qg-back')"))
        self.wait(350)

    def card(self, width: int) -> Any:
        """A picture of the card, all of it."""
        web = self.mw.reviewer.web
        self.fit(width)
        tall = self.run("Math.ceil(document.documentElement.getBoundingClientRect().height)")
        picture = web.grab().toImage()
        return picture.copy(0, 0, picture.width(), min(int(tall), picture.height()))

    def fit(self, width: int) -> None:
        """Make the window as tall as the card is."""
        # Anki's window has a least width, which is more than that of a phone.
        self.mw.reviewer.web.setFixedWidth(width)
        self.mw.resize(width, 400)
        self.wait(250)
        tall = self.run("Math.ceil(document.documentElement.getBoundingClientRect().height)")
        bars = self.mw.height() - self.mw.reviewer.web.height()
        self.mw.resize(width, int(tall) + bars)
        self.run("window.scrollTo(0, 0)")
        self.wait(350)

    def take(self) -> None:
        """All pictures."""
        self.until(lambda: self.mw.col is not None and self.mw.state == "deckBrowser")
        self.wait(500)
        pictures: dict[str, list[Any]] = {form: [] for form in WORK if form != README}
        for look, width in LOOKS:
            self.dress(look)
            self.mw.resize(width, 700)
            for form, sides in pictures.items():
                self.ask(form)
                self.work(form)
                sides.append(self.card(width))
                self.answer()
                sides.append(self.card(width))
        for form, sides in pictures.items():
            save(sheet(sides), HERE / f"form-{form}.png")
        self.dress("light")
        self.mw.resize(760, 700)
        self.ask(README)
        self.work(README)
        self.answer()
        self.fit(760)
        save(self.mw.grab().toImage(), HERE / "choice.png")


def sheet(sides: list[Any]) -> Any:
    """Questions above answers, a column for each look."""
    from aqt.qt import QColor, QImage, QPainter

    fronts, backs = sides[::2], sides[1::2]
    widths = [picture.width() for picture in fronts]
    upper = max(picture.height() for picture in fronts)
    lower = max(picture.height() for picture in backs)
    size = sum(widths) + GAP * (len(widths) + 1), upper + lower + 3 * GAP
    made = QImage(*size, QImage.Format.Format_RGB32)
    made.fill(QColor(GROUND))
    painter = QPainter(made)
    left = GAP
    for width, front, back in zip(widths, fronts, backs, strict=True):
        painter.drawImage(left, GAP, front)
        painter.drawImage(left, upper + 2 * GAP, back)
        left += width + GAP
    painter.end()
    return made


def save(picture: Any, path: Path) -> None:
    """Write ``picture`` with the colors that it has most of, each other one as the nearest."""
    from aqt.qt import QImage

    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    width, height = picture.width(), picture.height()
    memory = picture.constBits()
    memory.setsize(picture.sizeInBytes())
    pixels = memoryview(bytes(memory)).cast("I")
    counts = Counter(pixels)
    # Of colors that look alike, one stands for all: else the shades of letters would push out what
    # a picture has little of.
    shades: dict[int, int] = {}
    weights: Counter[int] = Counter()
    for color, count in counts.most_common():
        shades.setdefault(color & ALIKE, color)
        weights[color & ALIKE] += count
    kept = [color for color, _ in counts.most_common(GROUNDS)]
    kept += [shades[shade] for shade, _ in weights.most_common() if shades[shade] not in kept]
    del kept[COLORS:]
    numbers = {color: number for number, color in enumerate(kept)}

    def parts(color: int) -> tuple[int, int, int]:
        return color >> 16 & 255, color >> 8 & 255, color & 255

    palette = [(*parts(color), number) for number, color in enumerate(kept)]
    for color in counts.keys() - numbers.keys():
        r, g, b = parts(color)
        numbers[color] = min(
            ((r - r2) ** 2 + (g - g2) ** 2 + (b - b2) ** 2, number)
            for r2, g2, b2, number in palette
        )[1]
    indexed = bytes(map(numbers.__getitem__, pixels))
    made = QImage(indexed, width, height, width, QImage.Format.Format_Indexed8)
    made.setColorTable([color | 0xFF000000 for color in kept])
    if not made.save(str(path), "PNG", 0):
        sys.exit(f"{path}: could not be written")
    print(f"{path}: {width} × {height}, {path.stat().st_size / 1000:.0f} kB")


def main() -> None:
    parser = argparse.ArgumentParser(description="Take the pictures of the cards.")
    parser.add_argument("packages", nargs="*", type=Path, default=PACKAGES)
    packages = [package.resolve() for package in parser.parse_args().packages]
    for package in packages:
        if not package.exists():
            sys.exit(f"{package} is missing: run “quizgen build decks docs/pictures”")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("LIBGL_ALWAYS_SOFTWARE", "1")
    os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = (
        "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync"
    )
    os.environ["ANKI_SINGLE_INSTANCE_KEY"] = f"pictures{os.getpid()}"
    base = Path(tempfile.mkdtemp(prefix="quizgen-pictures-"))

    import anki.lang

    anki.lang.set_lang("en")
    cards = profile(base, packages)

    import aqt
    from aqt.qt import QTimer

    arguments = ["anki", "-b", str(base), "-p", "Pictures", "-l", "en"]
    app = aqt._run(arguments, exec=False)
    assert app is not None
    code = 1

    def take() -> None:
        nonlocal code
        try:
            Studio(aqt.mw, cards).take()
            code = 0
        except Exception:
            traceback.print_exc()
        finally:
            # Anki would ask to synchronise, and write backups, on its way out.
            sys.stdout.flush()
            with contextlib.suppress(OSError):
                shutil.rmtree(base)
            os._exit(code)

    QTimer.singleShot(1500, take)
    app.exec()


if __name__ == "__main__":
    main()
