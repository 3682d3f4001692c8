# Two commands are enough: `make run` opens the house, `make check` says whether it is sound.
# Needs python3 (3.11 or newer) and make; everything else is fetched into .venv, pinned by hash.

PYTHON ?= python3
PORT ?= 8000
TESTS ?= tests
WORKERS ?= 2
OWN := .venv/bin/python
# A data folder for what only reads the settings, so that no check touches .data.
APART := FACTCHECK_DATA=build/check
CODE := factcheck newsrooms sources claims tests benchmarks manage.py requirements
export PORT

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check lint types floors format templates lock secrets clean

help: ## say what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## make .venv with what running needs
	@$(PYTHON) requirements/set_up.py embedded

setup-dev: ## make .venv with what testing needs too
	@$(PYTHON) requirements/set_up.py dev

run: setup ## open the house on 127.0.0.1:8000 (PORT=… for another); Ctrl-C closes it
	@exec $(OWN) -m factcheck.house --with-parent

test: setup-dev ## run the tests against servers of their own (TESTS=path for some)
	@$(OWN) -m pytest -n $(WORKERS) $(TESTS)

check: setup-dev lint types floors templates test ## everything CI asks for

lint: setup-dev
	$(OWN) -m ruff check .
	$(OWN) -m ruff format --check .

types: setup-dev
	$(APART) $(OWN) -m mypy $(CODE)

floors: setup-dev
	$(OWN) -c 'from importlinter.cli import lint_imports_command; lint_imports_command(["--no-logo"])'

templates: setup-dev
	$(OWN) -m djlint --lint --quiet factcheck newsrooms sources claims

format: setup-dev ## put the code into the house's form
	$(OWN) -m ruff check --fix .
	$(OWN) -m ruff format .

lock: setup-dev ## pin again what requirements/*.in ask for
	for name in bootstrap runtime embedded dev; do \
	  .venv/tools/bin/uv pip compile --quiet --universal --generate-hashes --no-header \
	    --python-version 3.11 requirements/$$name.in --output-file requirements/$$name.lock; done

secrets: ## make the secrets that docker compose asks for; those that exist stay
	@umask 077; mkdir -p secrets; for name in secret_key postgres_password database_password valkey_password email_password secret_key_old; do \
	  [ -e secrets/$$name ] || $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(48), end="")' >secrets/$$name; \
	done; chmod 444 secrets/*  # the folder is closed to others, and the containers read them as other users

clean: ## remove .venv, data and everything else that was made here
	rm -rf .venv .venv.lock .data build staticfiles .mypy_cache .ruff_cache .pytest_cache .hypothesis .schemathesis .import_linter_cache .schemathesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
