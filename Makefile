# Everything a newcomer needs is `make run` and `make test`; the rest is for those who change the house.
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin

# Where a machine forbids Python to keep what it compiled, every worker compiles the house and its tests again: seven seconds each.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check core lint screens docs bench venv clean

run: $(VENV)/.run
	$(BIN)/streamlit run app.py

test: check engine slow browser

check: lint core

venv: $(VENV)/.dev

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.dev: requirements.txt pyproject.toml $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	touch $@

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --disable-progress-bar sq_core/catalogue

# What is true of every change, in less time than it takes to describe it: below half a minute on two cores.
core: $(VENV)/.dev
	$(BIN)/pytest -m "not browser and not slow" -n auto

.PHONY: slow browser
# The long tests, and every property once more with eight times as many examples.
slow: $(VENV)/.dev
	$(BIN)/pytest -m "(slow or hypothesis) and not browser" --hypothesis-profile=thorough -n auto

browser: $(VENV)/.dev
	$(BIN)/pytest -m browser -n 2 --dist loadfile

# The same file and the same formulas on the engine's next major version, laid over this one for one run.
NEXT_ENGINE := duckdb==2.0.0
.PHONY: engine
engine: $(VENV)/.next
	PYTHONPATH=$(VENV)/next $(BIN)/pytest -m "not browser and not slow" -n auto tests/store tests/ledger tests/catalogue tests/desk tests/sample/test_golden.py

$(VENV)/.next: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --target $(VENV)/next $(NEXT_ENGINE)
	touch $@

screens: $(VENV)/.dev
	$(BIN)/python -m tests.browser.screens docs/screens

bench: $(VENV)/.dev
	$(BIN)/python -m sq_core bench

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
