# Everything a person types here. `make up` and `make test` are all that a newcomer needs.

PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000

.PHONY: up test prove fmt check lock clean

## Set up what is missing, then serve the sample archive from ./archive-demo
up: .venv/run
	@$(BIN)/headcanon up --demo --data archive-demo --port $(PORT)

## Set up what is missing, then run the quick tests
test: .venv/test
	@$(BIN)/python -m pytest

## The slow half: full kill loops, fuzzing, large archives, other people's programs
prove: .venv/test
	@$(BIN)/python -m tests.prove

## Put the code into house style
fmt: .venv/test
	@$(BIN)/ruff check --fix --quiet headcanon tests
	@$(BIN)/ruff format --quiet headcanon tests

## Style and import rules, without the tests
check: .venv/test
	@$(BIN)/ruff check headcanon tests
	@$(BIN)/ruff format --check --quiet headcanon tests
	@$(BIN)/lint-imports --no-logo --no-cache

## Choose dependencies anew (needs uv); hashes in, no index address
lock:
	@for set in run test; do \
	  extras="--extra postgres --extra build"; [ $$set = test ] && extras="$$extras --extra test"; \
	  uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-header --no-annotate --upgrade --quiet $$extras pyproject.toml -o requirements/$$set.txt; \
	done

clean:
	rm -rf .venv archive-demo .pytest_cache

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Headcanon needs Python 3.11 or newer; set PYTHON=python3.x to name it." >&2; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { echo "Python's venv is missing: on Debian and Ubuntu, apt install python3-venv." >&2; exit 1; }
	@touch $@

.venv/run: .venv/python pyproject.toml requirements/run.txt
	@echo "Setting up Headcanon in .venv …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test: .venv/run requirements/test.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@
