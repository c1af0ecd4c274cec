# 就援。 `make run` starts everything; `make test` tests everything; both need only Debian 12, python3-venv and make.
.DEFAULT_GOAL := run
.PHONY: run check test fix lock assets screens bench
export PATH := $(CURDIR)/.venv/bin:$(PATH)

run: .venv/.installed-run
	@exec .venv/bin/python -m scripts.run

test: .venv/.installed-dev assets
	@scripts/chromium.sh
	pytest -n 2 --dist loadfile

check: .venv/.installed-dev
	ruff format --check .
	ruff check .
	mypy .
	lint-imports
	git ls-files -z '*.html' | xargs -0 djade --check --target-version 5.2
	djlint --lint --quiet templates ui
	python manage.py makemigrations --check --dry-run
	scripts/throwaway.sh python manage.py check --deploy --fail-level WARNING
	scripts/compose_check.sh

fix: .venv/.installed-dev
	ruff check --fix .
	ruff format .
	git ls-files -z '*.html' | xargs -0 djade --target-version 5.2

screens: .venv/.installed-dev assets
	@scripts/chromium.sh
	SCREENS=docs/screens pytest tests/journeys/test_screens.py

# LINES="export ep8" measures those alone; without it all are measured and docs/performance.md is written.
bench: .venv/.installed-dev
	python -m bench $(LINES)

assets: .venv/.installed-run
	@python -m scripts.assets

lock: .venv/.installed-dev
	for name in requirements requirements-embedded requirements-node requirements-dev; do \
	  uv pip compile --quiet --python .venv/bin/python --python-version 3.11 --universal --generate-hashes \
	    --no-emit-index-url --custom-compile-command "make lock" $$name.in -o $$name.txt || exit 1; \
	done
	python -m scripts.assets --lock

.venv/.installed-run: requirements.txt requirements-embedded.txt
	@scripts/setup.sh run

.venv/.installed-dev: requirements.txt requirements-embedded.txt requirements-dev.txt
	@scripts/setup.sh dev
