# Two commands are enough: `make run` and `make test`.
PYTHON ?= python3
PORT ?= 8501
# Not from the environment: some shells keep the machine's name in HOST.
HOST = 127.0.0.1
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
UV_VERSION := 0.13.9
# One worker a core; the tests of a file stay together, since they share servers and datasets.
PYTEST ?= -n auto --dist loadfile --no-loadscope-reorder

RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed

.DEFAULT_GOAL := help
.PHONY: help run install install-dev chromium nginx test thorough quick lint format bench lock clean

help:
	@echo "make run      start the dashboard on port 8501 (PORT=8600 for another;"
	@echo "              HOST=0.0.0.0 lets other machines read it, too)"
	@echo "make test     everything the tests need, then the linter and all tests"
	@echo "make thorough the same with twenty times as many random cases, before a release"
	@echo "make quick    the linter and the tests that need no browser"
	@echo "make format   rewrite the code in the house format"
	@echo "make bench    measure the speed beside what people would otherwise use"
	@echo "make lock     pin again what requirements*.txt bring along"

run: $(RUNTIME)
	@echo "Crisis Map: http://localhost:$(PORT)"
ifeq ($(filter 127.0.0.1 ::1 localhost,$(HOST)),)
	@echo "Whoever can reach port $(PORT) of this machine can read it, without a password or encryption."
endif
	@exec $(BIN)/streamlit run dashboard.py --server.port $(PORT) --server.address $(HOST)

install: $(RUNTIME)
install-dev: $(DEV)

# A stamp is younger than what it was installed from, so a second start installs nothing.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Crisis Map needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.txt requirements.lock | $(BIN)/python
	$(PIP) install -r requirements.txt -c requirements.lock
	@touch $@

$(DEV): requirements.txt requirements-dev.txt requirements.lock | $(BIN)/python
	$(PIP) install -r requirements-dev.txt -c requirements.lock
	@touch $@ $(RUNTIME)

chromium: $(DEV)
	@scripts/get_chromium.sh $(BIN)/python

# What the tests of deploy/ put in front of the dashboard.
nginx:
	@scripts/get_nginx.sh

test: $(DEV) chromium nginx lint
	$(BIN)/python -m pytest $(PYTEST)

# Not in every run: what is drawn again and again finds more the longer it is drawn.
thorough: export CRISIS_MAP_DRAWS = 20
thorough: test

quick: $(DEV) lint
	$(BIN)/python -m pytest $(PYTEST) -m "not browser"

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy

format: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV) chromium
	$(BIN)/python -m bench

# For every platform and Python from 3.11 on. No address of a package index goes into the file.
lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip --disable-pip-version-check --quiet install uv==$(UV_VERSION)
	build/lock/bin/uv pip compile --universal --python-version 3.11 --upgrade --quiet \
	  --no-emit-index-url --custom-compile-command "make lock" \
	  --output-file requirements.lock requirements.txt requirements-dev.txt

clean:
	rm -rf $(VENV) build .pytest_cache .ruff_cache .mypy_cache .hypothesis
