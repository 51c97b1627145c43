# Two commands set up all they need: `make demo` shows the product, `make test` proves it.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test assets format clean

DEMO := $(BIN)/wijkgraaf --library demo
ADVISER := een groep bewoners neemt een leegstaand schoolgebouw over en begint een bewonersbedrijf
WRITER := elke wissel kost vertrouwen

demo: .venv/installed
	@# Exit code 3 says that a document could not be read, as a scan where Tesseract is not installed: the rest goes on.
	@$(DEMO) ingest corpus/documents || [ $$? -eq 3 ]
	@printf '\n\033[1mDe adviseur vraagt:\033[0m waar speelde dit eerder? “$(ADVISER)”\n\n'
	@$(DEMO) cases --like "$(ADVISER)" --limit 2
	@printf '\n\033[1mDe onderzoeker vraagt\033[0m met SPARQL: welke casussen worden in de meeste documenten beschreven?\n\n'
	@$(DEMO) sparql --query cases-in-several-documents --limit 5
	@printf '\n\033[1mDe schrijver vraagt:\033[0m wie zei er iets over “$(WRITER)”?\n\n'
	@$(DEMO) quotes "$(WRITER)" --limit 2
	@printf 'De bibliotheek staat in de map demo. In de browser: $(DEMO) serve. Alle opdrachten: $(DEMO) --help\n'

test: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q -n 2

# The browser's scripts come from the npm registry; the pages work without them.
assets: .venv/installed
	$(BIN)/python -m app.web.assets

format: .venv/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv demo .pytest_cache .mypy_cache .ruff_cache

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; try: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml
	$(BIN)/pip install --quiet --editable .
	touch $@

.venv/installed-dev: .venv/bin/python pyproject.toml
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch .venv/installed $@
