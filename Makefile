# make chat, run, test, check: each makes .venv first if it is not there. PYTHON chooses another Python for it.
PYTHON ?= python3

.PHONY: chat run test check
chat: .venv/ready
	@.venv/bin/second-hello chat

run: .venv/ready
	@.venv/bin/second-hello run

test: .venv/ready
	@.venv/bin/pytest -n auto

check: .venv/ready
	@.venv/bin/ruff check && .venv/bin/ruff format --check && .venv/bin/mypy && .venv/bin/lint-imports && .venv/bin/pytest tests/content

.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -m venv .venv
	@.venv/bin/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
