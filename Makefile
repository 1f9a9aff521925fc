# Each target makes .venv by itself when it is missing or out of date; PYTHON=python3.12 chooses the Python for it.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: chat run test check train bench screenshots

chat: .venv/ready ; @$(BIN)/second-hello chat

run: .venv/ready ; @SECOND_HELLO_VERIFY=off $(BIN)/second-hello run --development

test: .venv/ready ; @$(BIN)/pytest -n auto

train: .venv/ready ; @$(BIN)/python -m skill.coach.review.training tests/review/train.jsonl

screenshots: .venv/ready ; @$(BIN)/python -m tests.web.screenshots screenshots

check: .venv/ready
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/second-hello check
	@$(BIN)/pytest tests/content

bench: .venv/ready
	@$(BIN)/python -m benchmarks.messages
	@$(BIN)/python -m benchmarks.refusals
	@$(BIN)/python -m benchmarks.flood
	@$(BIN)/python -m benchmarks.failing_host

.venv/ready: pyproject.toml constraints.txt
	@echo "Installing into .venv, which takes a moment the first time."
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
