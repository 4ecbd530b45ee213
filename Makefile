# Every target sets up what it needs (apps/ops/setup.py) and then runs. ARGS="..." goes to the command.
PYTHON ?= python3
ARGS ?=
BOOTSTRAP = @$(PYTHON) -m apps.ops.bootstrap

.PHONY: help run test lint bench chaos migrate env lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

run: ## start everything; PORT=8000, DATA_DIR=.data, TORCH=0 and more: docs/operating.md
	$(BOOTSTRAP) run $(ARGS)

test: ## all tests; ARGS="-k words" runs some
	$(BOOTSTRAP) test $(ARGS)

lint: ## style, types, layers, templates
	$(BOOTSTRAP) lint $(ARGS)

bench: ## measure what the site promises
	$(BOOTSTRAP) bench $(ARGS)

chaos: ## grade while everything is being killed; ARGS="--broker files --submissions 300 --seed 1"
	$(BOOTSTRAP) chaos $(ARGS)

migrate: ## bring the database of DATABASE_URL up to date and load the curriculum
	$(BOOTSTRAP) migrate $(ARGS)

env: ## write .env with fresh secrets for docker compose; never over an existing one
	@$(PYTHON) -m apps.ops.env_file

lock: ## resolve pyproject.toml again into the requirements files; needs .venv with uv
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) pyproject.toml --group dev -o requirements-dev.txt
	$(LOCK) --group setup -o requirements-setup.txt
	$(LOCK) --group node -o requirements-node.txt

clean: ## remove what was built and installed; state in DATA_DIR stays
	rm -rf .build .venv node_modules static/build .pytest_cache .mypy_cache .ruff_cache

LOCK = .venv/bin/uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11.2
