# The two commands: `make demo` and `make test`. Both make what they need in .venv first.
PYTHON ?= python3
PORT ?= 8001
BIN = .venv/bin
SYSTEM_PACKAGES = chromium nginx-light fonts-noto-cjk fonts-arphic-gbsn00lp fonts-arphic-gkai00mp fonts-wqy-zenhei \
  libarchive-tools libreoffice-writer libreoffice-calc

.PHONY: demo test scores install lint types lock bench clean

demo: .venv/installed
	$(BIN)/notices ingest corpus --registry output/registry.db
	$(BIN)/notices serve --registry output/registry.db --port $(PORT)

test: .venv/tested
	@bash tests/system-packages.sh $(SYSTEM_PACKAGES)
	$(BIN)/python -m pytest -n auto

lint: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/tested
	$(BIN)/mypy

# Writes README's tables of scores and the figures that the site shows; fails where a part of the corpus is below its floors,
# and raises those that lag behind.
SCORED = corpus corpus/measured
scores: .venv/installed
	@for part in $(SCORED); do \
	  $(BIN)/notices evaluate $$part/gold --files $$part/notices --floors corpus/floors.toml --raise-floors \
	    --markdown README.md --figures output/accuracy.json > /dev/null || exit 1; \
	done

bench: .venv/tested
	$(BIN)/python -m tests.benchmarks

# Installs what pyproject.toml asks for anew and writes down the versions got.
lock:
	rm -rf .venv/lock && $(PYTHON) -m venv .venv/lock
	.venv/lock/bin/pip install --quiet -e '.[test]'
	.venv/lock/bin/pip freeze --all --exclude-editable | grep -v '^pip==' > requirements.lock

install: .venv/installed

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "error: Python 3.11 or newer is needed; $(PYTHON) is older. Install the package python3 (3.11+), or run: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "error: Python's venv module is missing. Install the package python3-venv, then run this again." >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/pip pyproject.toml requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint requirements.lock -e .
	@touch $@

.venv/tested: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint requirements.lock -e '.[test]'
	@touch $@

clean:
	rm -rf .venv build dist output/registry.db* output/originals
