"""The machine that quizgen runs on: git, signals, files, and the terminal."""
