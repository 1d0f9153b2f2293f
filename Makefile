# Everything you do with Kring by hand. `make` alone lists it.

PYTHON ?= python3
# Test processes side by side, at most four; `make test JOBS=0` runs them in one, for a debugger.
JOBS ?= auto
# Words passed on to pytest: make test ARGS="tests/dialogs -k evaluation"
ARGS ?=

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
COMPILE = $(BIN)/uv --system-certs pip compile --quiet --no-header --universal \
	--python-version 3.11 --generate-hashes $(UPGRADE) --group build pyproject.toml

# A pretend Slack that nobody of Kring wrote (MIT); one program for each sort of machine.
LOCAL_SLACK_SORT := local-slack-$(shell uname -s | tr A-Z a-z)-$(subst aarch64,arm64,$(subst x86_64,x64,$(shell uname -m)))
LOCAL_SLACK := .cache/slack/node_modules/$(LOCAL_SLACK_SORT)/bin/local-slack

.PHONY: help run test test-slow chaos chaos-short e2e-slack pictures slack-pictures bench golden check lint types imports words lock-check lock upgrade fmt clean

help: ## list these targets
	@sed -nE 's/^([a-z0-9-]+):.*## (.*)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

run: .venv/run ## start the playground: a small network to talk with, nothing to set up
	@exec $(BIN)/kring play

test: .venv/dev ## run the tests
	@$(BIN)/python -m pytest -n $(JOBS) --maxprocesses 4 --dist loadgroup -m "not slow" $(ARGS)

test-slow: .venv/dev ## run the tests that live through whole networks, or in a browser
	@$(BIN)/python -m pytest -n $(JOBS) --maxprocesses 4 --dist loadgroup -m slow $(ARGS)

chaos: .venv/dev ## kill, stop and mislead it for hours; figures go to test-results/chaos.jsonl
	@CHAOS_LONG=1 nice -n 10 $(BIN)/python -m pytest -m chaos -s $(ARGS) tests/chaos

chaos-short: .venv/dev ## the same in minutes, as make test-slow does it
	@$(BIN)/python -m pytest -n $(JOBS) --maxprocesses 4 --dist loadgroup -m chaos $(ARGS) tests/chaos

e2e-slack: .venv/dev $(LOCAL_SLACK) ## live through a network in a pretend Slack workspace
	@KRING_LOCAL_SLACK=$(abspath $(LOCAL_SLACK)) $(BIN)/python -m pytest -q -m slack $(ARGS) tests/e2e/slack

bench: .venv/dev ## measure, beside a floor in the same run: ARGS="slack_inbound --short"
	@$(BIN)/python -m benchmarks $(ARGS)

pictures: .venv/dev ## take the pictures of the README anew, in Chromium
	@$(BIN)/python -m tests.adapters.web.pictures

slack-pictures: .venv/dev .cache/pictures/.installed ## draw the golden screens of Slack, to look at: ARGS="share home"
	@$(BIN)/python -m tests.adapters.slack.pictures .cache/pictures $(ARGS)
	@echo 'They are in .cache/pictures/pictures.'

golden: .venv/dev ## write the golden screens anew; read the difference before you keep it
	@$(BIN)/python -m pytest -q --golden tests/test_gallery.py tests/adapters/web/test_render.py \
	tests/adapters/slack/test_screens.py tests/adapters/slack/test_methods.py \
	tests/adapters/teams/test_screens.py

check: lint types imports words lock-check ## everything that can be wrong without running a test

lint: .venv/dev ## style and common mistakes
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: .venv/dev ## strict types, tests included
	@$(BIN)/mypy

imports: .venv/dev ## who may import whom
	@$(BIN)/lint-imports --no-cache

words: .venv/dev ## the templates: complete and well formed in every language
	@$(BIN)/python -m tests.words

lock-check: .venv/dev ## the lock files say what pyproject.toml asks for
	@new=$$(mktemp -d); trap 'rm -r "$$new"' EXIT; \
	cp requirements/run.txt requirements/dev.txt "$$new"; \
	$(COMPILE) --output-file "$$new/run.txt"; \
	$(COMPILE) --group dev --constraint requirements/run.txt --output-file "$$new/dev.txt"; \
	diff -u requirements/run.txt "$$new/run.txt" && diff -u requirements/dev.txt "$$new/dev.txt" \
	|| { echo 'The lock files are out of date: run make lock.' >&2; exit 1; }
	@echo 'The lock files are current.'

lock: .venv/dev ## write the lock files, moving only what pyproject.toml forces to move
	@$(COMPILE) --output-file requirements/run.txt
	@$(COMPILE) --group dev --constraint requirements/run.txt --output-file requirements/dev.txt

upgrade: UPGRADE := --upgrade
upgrade: lock ## write the lock files with the newest releases allowed

fmt: .venv/dev ## format the code and mend what can be mended by itself
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format

clean: ## remove the virtual environment and every cache
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(LOCAL_SLACK):
	@echo 'Installing local-slack ...'
	@npm install --prefix .cache/slack --no-audit --no-fund --loglevel=error $(LOCAL_SLACK_SORT)@0.1.8
	@touch $@

.cache/pictures/.installed:
	@echo 'Installing what draws Block Kit ...'
	@npm install --prefix .cache/pictures --no-audit --no-fund --loglevel=error \
	slack-blocks-to-jsx@1.1.1 react@18.3.1 react-dom@18.3.1 esbuild@0.25.9
	@touch $@

# The stamps: each says that what it was made from is installed, so a second run starts at once.

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit("Kring needs Python 3.11 or newer." if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .venv

.venv/run: requirements/run.txt pyproject.toml | $(BIN)/pip
	@echo 'Installing what Kring runs on ...'
	@$(PIP) install --require-hashes --requirement requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: requirements/dev.txt .venv/run
	@echo 'Installing what Kring is built with ...'
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@
