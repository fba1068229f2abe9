"""quizgen: question banks as code.

Banks of questions are written in YAML, validated, built into Anki packages that can be updated for
years, and asked in the terminal.
"""

__version__ = "0.1.0"
