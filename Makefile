# Everything from a fresh clone: each target creates the virtual environment it needs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# A virtual environment with the real Anki desktop program, for the pictures only.
AQT ?= $(HOME)/.aqt
FILES := 'aqt>=25.9' 'axe-playwright-python>=0.1.8'
# Random histories that are tried by "make histories".
HISTORIES ?= 200

.PHONY: decks quiz test search histories schedule-proof history-proof lint maths-proof programs fuzz bench bench-typed bench-slips bench-cues bench-quiz pictures clean
.DELETE_ON_ERROR:

decks: $(VENV)/installed  ## build our decks into output/
	$(BIN)/quizgen build
	@echo "Take the quiz with: make quiz"

quiz: decks  ## take a quiz of ten questions
	$(BIN)/quizgen quiz -n 10

test: $(VENV)/installed-test  ## run every test
	$(BIN)/python -m pytest -n auto -rs

search: $(VENV)/installed-test  ## try new examples of every law; SEED=n tries those of an earlier run again
	@seed=$${SEED:-$$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}; \
	echo "Looking for counter-examples. To look for the same again: make search SEED=$$seed"; \
	HYPOTHESIS_PROFILE=$${HYPOTHESIS_PROFILE:-search} $(BIN)/python -m pytest -n auto -q \
		-m hypothesis --hypothesis-seed=$$seed

histories: $(VENV)/installed-test  ## hundreds of random histories of banks in git, against the real Anki
	QUIZGEN_HISTORIES=$(HISTORIES) $(BIN)/python -m pytest -n 0 -q tests/updates/test_histories.py

schedule-proof: $(VENV)/installed-proof $(VENV)/installed-test  ## compare the schedule with FSRS in Rust; REVIEWS=n, SEED=n
	REVIEWS=$${REVIEWS:-30000} $(BIN)/python -m pytest -q -s tests/memory/test_other_fsrs.py

history-proof: $(VENV)/installed-test  ## kill processes, damage files, and simulate months; KILLS=n, DAMAGED=n
	KILLS=$${KILLS:-50} ANSWERS=$${ANSWERS:-200} $(BIN)/python -m pytest -q -n 0 tests/memory/test_processes.py
	DAMAGED=$${DAMAGED:-1000} $(BIN)/python -m pytest -q -n 0 tests/memory/test_damaged_files.py
	HYPOTHESIS_PROFILE=hunt $(BIN)/python -m pytest -q -n 0 tests/memory/test_tables.py tests/memory/test_transfer.py
	cd tests && ../$(BIN)/python memory/simulation.py

lint: $(VENV)/installed-lint  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

maths-proof: $(VENV)/installed-test  ## typeset many more formulas in a browser; FORMULAS=n, SEED=n
	FORMULAS=$${FORMULAS:-30000} $(BIN)/python -m pytest tests/model/test_mathjax.py

programs: $(VENV)/installed-test  ## show the code of many random programs everywhere; PROGRAMS=n, SEED=n
	PROGRAMS=$${PROGRAMS:-2000} $(BIN)/python -m pytest -n 0 -q tests/test_programs.py

.PHONY: schema-proof
schema-proof: $(VENV)/installed-test  ## compare the schemas with the reader on 10,000 banks
	SCHEMA_BANKS=$${SCHEMA_BANKS:-5000} $(BIN)/python -m pytest -n auto -q tests/authoring/test_schema.py

fuzz: $(VENV)/installed-test  ## give quizgen 100,000 inputs that nobody would write; COUNT=n, SEED=n
	$(BIN)/python tests/fuzz/run.py --count $${COUNT:-100000} $${SEED:+--seed $$SEED}

bench: $(VENV)/installed  ## print the benchmarks, as ratios
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/validate.py
	$(BIN)/python benchmarks/build.py
	$(BIN)/python benchmarks/writer.py
	$(BIN)/python benchmarks/history.py
	$(BIN)/python benchmarks/memory.py
	$(BIN)/python benchmarks/texts.py

bench-quiz: $(VENV)/installed-test  ## print how long a learner waits, beside other programs; ARGS has more options
	$(BIN)/python benchmarks/quiz.py $(ARGS)

bench-typed: $(VENV)/installed  ## print how typed answers are graded; CASES names another file
	$(BIN)/python benchmarks/typed.py $(or $(CASES),tests/grading/cases/typed.tsv)

bench-slips: $(VENV)/installed-proof  ## measure what is a slip of the pen on public word lists
	$(BIN)/python benchmarks/slips.py

bench-cues: $(VENV)/installed  ## print how much of our decks can be guessed; BANKS names others
	$(BIN)/python benchmarks/cues.py $(BANKS)

pictures: decks $(VENV)/installed-test  ## take the pictures of the docs; see docs/pictures/make.py
	$(BIN)/quizgen build docs/pictures/*.yaml
	$(AQT)/bin/python docs/pictures/make.py
	$(BIN)/python docs/pictures/terminal.py

$(VENV)/bin/python:
	@echo "Setting up $(VENV), which takes about half a minute ..."
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/installed-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	# Anki's own MathJax and the checker of accessibility, as files: without what they run with.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps $(FILES)
	touch $@ $(VENV)/installed

$(VENV)/installed-proof: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[proof]'
	touch $@ $(VENV)/installed

$(VENV)/installed-lint: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,lint]'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps $(FILES)
	touch $@ $(VENV)/installed $(VENV)/installed-test

clean:  ## remove everything that can be made again
	rm -rf $(VENV) output/*.apkg output/*.csv output/preview.html .mypy_cache .pytest_cache .ruff_cache .hypothesis
