# make build: install the toolkit and build the sample newsroom; make test: all checks.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
TESTED := $(VENV)/.installed-tests

.PHONY: build test lint bench messages clean

build: $(INSTALLED)
	$(BIN)/toolkit build

test: $(TESTED)
	bash .ci/system-tools
	$(MAKE) --no-print-directory lint
	$(BIN)/pytest -n 2 -q --cov --cov-report=term-missing:skip-covered

lint: $(TESTED)
	$(BIN)/ruff check -q .
	$(BIN)/ruff format -q --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

messages: $(TESTED)
	$(BIN)/pybabel -q extract -F toolkit/locale/babel.cfg --add-location=file -o $(VENV)/words.pot toolkit
	$(BIN)/toolkit -q update -l en $(VENV)/words.pot toolkit/locale/toolkit.pot
	for language in en kk ru ug; do $(BIN)/toolkit -q update toolkit/locale/toolkit.pot \
		toolkit/locale/$$language/LC_MESSAGES/toolkit.po; done

bench: $(TESTED)
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[bench]'
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m bench

clean:
	rm -rf $(VENV) .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(TESTED): $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $(INSTALLED) $@
