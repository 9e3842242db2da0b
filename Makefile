# make build: install the toolkit and build the sample newsroom; make test: all checks.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
TESTED := $(VENV)/.installed-tests

.PHONY: build test lint fuzz bench messages library sentences bill pins clean

build: $(INSTALLED)
	$(BIN)/toolkit build

# From some Python 3.13 on, slipcover takes the lines of a long signature for lines that never ran.
LEAST = $$($(BIN)/python -c "import sys; print(97 if sys.version_info < (3, 13) else 96)")

test: $(TESTED)
	bash .ci/system-tools
	$(MAKE) --no-print-directory lint
	$(BIN)/python -W "ignore:Unable to activate pytest" -m slipcover --json --out $(VENV)/lines \
		-m pytest -q -m ""
	$(BIN)/python -m slipcover --fail-under $(LEAST) --merge $(VENV)/lines --out $(VENV)/lines

lint: $(TESTED)
	$(BIN)/ruff check -q .
	$(BIN)/ruff format -q --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Every reader with damaged files, EXAMPLES each; then under atheris, SECONDS each, if it is there.
EXAMPLES ?= 5000
SECONDS ?= 60
fuzz: $(TESTED)
	FUZZ_EXAMPLES=$(EXAMPLES) $(BIN)/pytest -q tests/fuzz
	for reader in $$($(BIN)/python -m tests.fuzz.readers); do \
		$(BIN)/python -m tests.fuzz.guided $$reader -max_total_time=$(SECONDS) || exit 1; done

messages: $(TESTED)
	$(BIN)/pybabel -q extract -F toolkit/locale/babel.cfg -k speak -k said:2 --add-location=file -o $(VENV)/words.pot toolkit
	$(BIN)/toolkit -q update -l en $(VENV)/words.pot toolkit/locale/toolkit.pot
	for catalog in toolkit/locale/*/LC_MESSAGES/toolkit.po; do \
		$(BIN)/toolkit -q update toolkit/locale/toolkit.pot $$catalog; done

# The page of the library, from the docstrings.
library: $(TESTED)
	$(BIN)/python -m tests.library_page

# The translations of the rules for sentences.
sentences: $(TESTED)
	$(BIN)/python -m tests.translated_sentences

bench: $(TESTED)
	@bash .ci/install $(PYTHON) $(VENV) requirements/bench.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m bench

# The bill of materials, from the pins.
bill: $(TESTED)
	$(BIN)/python -m tests.bill_of_materials

# The newest versions that suit each other on every Python; requirements/ holds their hashes.
pins:
	bash .ci/pin $(PYTHON)

clean:
	rm -rf $(VENV) .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(INSTALLED): pyproject.toml requirements/run.txt
	@bash .ci/install $(PYTHON) $(VENV) requirements/run.txt
	@touch $@

$(TESTED): pyproject.toml requirements/test.txt
	@bash .ci/install $(PYTHON) $(VENV) requirements/test.txt
	@touch $(INSTALLED) $@
