"""What the rules about good questions share: English words, chance, and a view of each question."""
