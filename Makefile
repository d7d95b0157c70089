# make run: set everything up and serve the demo organisation on http://localhost:8000
# make test: set everything up and pass the tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ISLANDS := $(BIN)/python hatch_build.py
# With `TOOLS=tools` the islands are built with what their tests and checks want.
TOOLS :=
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Each start would compile everything again.
unexport PYTHONDONTWRITEBYTECODE
export ZWERM_HOME ?= $(CURDIR)/var

.PHONY: run test on-sqlite on-postgresql of-islands check types manners bench islands translations lock clean

run: $(VENV)/ready zwerm/ui/static/built/manifest.json translations
	$(BIN)/python -m zwerm run --demo

# What takes long comes first, each process begins at its own part, and who is done takes over from the others.
# Many wait for programs that they started: one process more than there are processors keeps these busy.
SPREAD = -n $(shell $(BIN)/python -c "import os; print(os.cpu_count() + 1)") --dist worksteal

# On both kinds of database, with make -j side by side. What takes long comes first.
test: on-sqlite on-postgresql of-islands

on-sqlite: $(VENV)/ready zwerm/ui/static/built/manifest.json translations
	$(ISLANDS) providers
	$(BIN)/python -m pytest $(SPREAD)

on-postgresql: $(VENV)/ready zwerm/ui/static/built/manifest.json translations
ifdef ZWERM_TEST_POSTGRES
	ZWERM_DATABASE_URL=$(ZWERM_TEST_POSTGRES) $(BIN)/python -m pytest $(SPREAD) -m "not browser" --database-only
else
	@echo "SKIPPED on PostgreSQL: set ZWERM_TEST_POSTGRES=postgres://user:password@host/name to run the suite there too."
endif

of-islands: $(VENV)/ready zwerm/ui/static/built/manifest.json
	$(ISLANDS) test

# In two halves that take about as long.
check: types manners

types: $(VENV)/ready zwerm/ui/static/built/manifest.json
	$(BIN)/mypy zwerm

manners: $(VENV)/ready zwerm/ui/static/built/manifest.json
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PYTHONPATH=. $(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet zwerm
	$(BIN)/python -m zwerm manage makemigrations --check --dry-run
	$(ISLANDS) check

# What takes long, or the network: make bench LONG=--long
bench: $(VENV)/ready zwerm/ui/static/built/manifest.json translations
	$(BIN)/python bench/everything.py $(LONG)

islands: zwerm/ui/static/built/manifest.json
translations: $(VENV)/ready
	$(BIN)/python -m zwerm.translations

# With the certificates of the machine, as behind an inspecting proxy; else, say with an index of one's own, as pip is set up.
$(VENV)/ready: requirements/dev.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	sed -n '/^uv==/,/[^\\]$$/p' requirements/dev.lock > $(VENV)/uv.lock
	$(PIP) --require-hashes -r $(VENV)/uv.lock
	UV_SYSTEM_CERTS=true $(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.lock \
		|| $(PIP) --require-hashes -r requirements/dev.lock
	touch $@

ISLAND_SOURCES := $(shell find zwerm -path zwerm/ui/static/built -prune -o \( -path '*/islands/*' -o -path '*/styles/*' \) -type f -print 2>/dev/null)
zwerm/ui/static/built/manifest.json: package-lock.json vite.config.ts $(ISLAND_SOURCES) | $(VENV)/ready
	$(ISLANDS) $(TOOLS)

lock:
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header --quiet -o requirements/dev.lock
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --no-header --quiet -c requirements/dev.lock -o requirements/run.lock

clean:
	rm -rf $(VENV) node_modules zwerm/ui/static/built var
