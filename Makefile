# make demo   shows the published example, recalculated in a workbook
# make test   every check of the project
# make paket  wheel, sdist and the wheels for Windows in dist/, installed and tried in fresh environments
# Both set up everything themselves in .venv; needed are make and Python >= 3.11 with venv, and PyPI once.
# Another interpreter: make PYTHON=/path/to/python3.13 demo

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
PYTHONS := $(or $(PYTHON),python3.13 python3.12 python3.11 python3 python)
RUN_ENV := $(VENV)/.installed
TEST_ENV := $(VENV)/.installed-test
PRUEFER := tests/node_modules/.package-lock.json
BENCH_ENV := $(VENV)/.installed-bench

.PHONY: demo test fuzz nativ paket setup lint types py39 docs-check unit bench docs format clean
.NOTPARALLEL:
.DEFAULT_GOAL := demo

demo: $(RUN_ENV)
	@$(BIN)/egh demo

test: lint types py39 docs-check unit

setup: $(TEST_ENV)

lint: $(TEST_ENV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(TEST_ENV)
	$(BIN)/mypy

# The annotations of udfs are evaluated at run time, so they count too. The one exception, tomllib, is marked in its line.
py39: $(TEST_ENV)
	$(BIN)/vermin --quiet --no-tips --target=3.9- --eval-annotations --feature union-types --violations calc udfs

docs-check: $(TEST_ENV)
	$(BIN)/python -m egh.doku --check

unit: $(TEST_ENV) $(PRUEFER)
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

paket: $(TEST_ENV)
	PYTHONPATH=tests $(BIN)/python -m paket

# Mutated files and calls, thousands of them; `make test` runs the first few hundred.
fuzz: $(TEST_ENV)
	PYTHONPATH=tests $(BIN)/python tests/zufall.py 20000

# Every template without add-in in five programs (a quarter of an hour); the figures go to docs/ohne_addin.md.
nativ: $(TEST_ENV)
	$(PIP) --editable '.[nativ]'
	$(BIN)/python tests/nativ_zahlen.py

bench: $(BENCH_ENV)
	$(BIN)/python benchmarks/alle.py

docs: $(TEST_ENV)
	$(BIN)/python -m egh.doku

format: $(TEST_ENV)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean:
	rm -rf $(VENV) tests/node_modules build dist *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One stamp per set of packages: a second run is quick, a changed pyproject.toml installs again.
$(RUN_ENV): pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV) …" >&2
	@$(PIP) --editable .
	@touch $@

$(TEST_ENV): pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV), with the tools for the tests …" >&2
	@$(PIP) --editable '.[test]'
	@touch $(RUN_ENV) $@

$(BENCH_ENV): pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV), with the packages to compare with …" >&2
	@$(PIP) --editable '.[bench]'
	@touch $(RUN_ENV) $@

# Microsoft's validator for Office files, and Pyodide; where there is no npm (Debian: nodejs and npm), their tests are skipped.
$(PRUEFER): tests/package-lock.json
	@if command -v npm >/dev/null; then npm ci --prefix tests --silent --no-audit --no-fund || \
	  echo "npm could not install what tests/package.json names; those tests will be skipped." >&2; fi

# The first candidate that really runs (a pyenv shim may exist and fail), is new enough and can make an environment.
$(BIN)/python:
	@venvless=; \
	for p in $(PYTHONS); do \
	  "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	  "$$p" -c 'import ensurepip, venv' >/dev/null 2>&1 || { venvless="$${venvless:-$$p}"; continue; }; \
	  "$$p" -m venv --clear $(VENV) && exit 0; \
	  rm -rf $(VENV); exit 1; \
	done; \
	if [ -n "$$venvless" ]; then \
	  v=$$("$$venvless" -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	  echo "$$venvless (Python $$v) cannot make a virtual environment: install the package python3-venv (or python$$v-venv) and run make again." >&2; \
	else \
	  echo "No Python >= 3.11 found (tried: $(PYTHONS)): install one, or name it with make PYTHON=/path/to/python." >&2; \
	fi; \
	exit 1
