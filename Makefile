# From a clean clone, each of these runs to the end on a bare Debian 12 with git, make, python3 and
# python3-venv.  The first run installs into .venv; later ones start at once.

PYTHON ?= python3
BIN := .venv/bin
# In the suite each test file stays on one worker: its fixtures are made once.
WORKERS ?= auto
# Every run of the suite draws the same examples and reads text the same way.
export HYPOTHESIS_PROFILE ?= ci
export LC_ALL := C.UTF-8

.PHONY: help demo test check lint types layers suite bench crash package clean

help:
	@echo "make demo     tell the demonstration's story; with a display, open its window"
	@echo "make test     everything that must hold: check, then the tests"
	@echo "make check    lint, types and layers"
	@echo "make bench    measure, against the goals"
	@echo "make crash    kill the program at 200 points and look at the record"
	@echo "make package  build the frozen program and run its demonstration"
	@echo "make clean    remove what the others made, except demo-recount/"

demo: .make/installed
	$(BIN)/adjudicator demo

test: check suite

check: lint types layers

lint: .make/installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .make/installed
	$(BIN)/mypy

layers: .make/installed
	$(BIN)/lint-imports

suite: .make/installed
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

bench: .make/installed
	$(BIN)/python -m tests.benchmarks

crash: .make/installed
	ADJUDICATOR_CRASH_POINTS=200 $(BIN)/python -m pytest -n $(WORKERS) tests/crash

package: .make/packager
	$(BIN)/python packaging/build.py

clean:
	rm -rf .venv .make build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

.make/system: packaging/system_libraries.py
	$(PYTHON) packaging/system_libraries.py
	@mkdir -p $(@D) && touch $@

.make/installed: pyproject.toml .make/system
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[postgres,test,lint]'
	@touch $@

.make/packager: .make/installed
	$(BIN)/python packaging/system_libraries.py --build
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[package]'
	@touch $@
