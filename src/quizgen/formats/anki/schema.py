"""The tables of a package: the schema 11 of Anki's database, as every package of ours has it.

What writes a package and what reads one know it from here; Anki's own statement of it is
``rslib/src/storage/schema11.sql``.  Indexes are left out: see :mod:`quizgen.formats.anki.package`.
"""

TABLES = {
    "col": """\
CREATE TABLE col (
  id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
  ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL,
  conf text NOT NULL, models text NOT NULL, decks text NOT NULL, dconf text NOT NULL,
  tags text NOT NULL
)""",
    "notes": """\
CREATE TABLE notes (
  id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
  usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL,
  csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL
)""",
    "cards": """\
CREATE TABLE cards (
  id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL,
  due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL,
  lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL
)""",
    "revlog": """\
CREATE TABLE revlog (
  id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
  ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL,
  type integer NOT NULL
)""",
    "graves": """\
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL)""",
}
"""Every table with the statement that makes it, which SQLite keeps word for word."""
DATABASE = "collection.anki2"
"""The member of a package that is the database; it comes first."""
REMARKS = "quizgen"
"""The option of the collection, unknown to Anki, that has what a package says to later builds."""
