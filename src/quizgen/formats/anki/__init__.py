"""Anki packages: the notes and decks of a topic, and what its learners were given."""
