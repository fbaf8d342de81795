# Done Once (一次办成): every chore by its name. `make` alone lists them.

# python3.11 if there is one: the lock file was made with it.
PYTHON = $(or $(shell command -v python3.11),python3)
BIN = .venv/bin
INSTALLED = .venv/.installed
READY_TO_TEST = .venv/.ready_to_test
PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement

# WeasyPrint draws with Pango and Noto. Names need more than Noto CJK has: BabelStone Han and Hanazono
# complete GB 18030-2022 level 3, Noto core has the scripts of the nationalities. The tests look at
# pages and papers with Chromium and Poppler, read square codes as a phone does, with ZBar, and start a
# PostgreSQL and an nginx of their own.
RUN_PACKAGES = python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
	fontconfig fonts-noto-cjk fonts-noto-core fonts-babelstone-han fonts-hanazono
TEST_PACKAGES = chromium poppler-utils zbar-tools postgresql nginx

# What is compiled is kept: the tests start some hundreds of processes, and each would compile anew.
unexport PYTHONDONTWRITEBYTECODE

# One more than there are cores: many tests wait for a process or a server of their own.
WORKERS = $(shell expr $$(nproc) + 1)

.DEFAULT_GOAL = help
.PHONY: help run test check walk rehearse fuzz faults attack coverage mutants \
	lint style types imports bench screenshots install debian debian-run lock clean

help: ## list the targets
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 20

run: install ## start the kiosk on 127.0.0.1:8501 and the designer on 127.0.0.1:8502
	$(BIN)/python manage.py run

# Packages come while .venv is filled, and types are checked beside style and imports.
test: ## check the code and run every test
	$(MAKE) --no-print-directory --jobs 2 debian lint
	$(BIN)/pytest --numprocesses $(WORKERS) --dist loadgroup -m "not browser and not walk"
	$(BIN)/pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not walk" tests/browser  # by themselves

check: lint ## check the code and run the tests of the pure core, before each commit
	$(BIN)/pytest --quiet --numprocesses auto core tests/core tests/laws tests/pages/test_locales.py

walk: debian $(READY_TO_TEST) ## walk through every theme by touch, and three stories to the results in hand
	$(BIN)/pytest --numprocesses 2 --dist load -m walk tests/browser tests/services/test_playing_scenarios.py

rehearse: debian $(READY_TO_TEST) ## take 10,000 cases out and in again; upgrade 1,000; go back to a moment
	DONE_ONCE_REHEARSED_CASES=$(or $(NUMBER),10000) $(BIN)/pytest --quiet tests/services/test_backing_up.py tests/deploy/test_point_in_time.py -k 'every_case or moment'
	DONE_ONCE_UPGRADED_CASES=1000 $(BIN)/pytest --quiet tests/commands/test_upgrade_command.py

# Options: NUMBER of documents for each reader, SEED, TO (folder for documents that made faults).
fuzz: $(READY_TO_TEST) ## try 100,000 damaged and strange documents on every reader
	$(BIN)/python -m tests.fuzz.running --number $(or $(NUMBER),100000) --seed $(or $(SEED),1) --to $(or $(TO),fuzz_faults)

# Options: NUMBER of faults on each database, SEED.
faults: debian $(READY_TO_TEST) ## strike the main job 500 times on each database, and look at what is true
	$(BIN)/python -m tests.faults.running --number $(or $(NUMBER),500) --seed $(or $(SEED),1)

attack: debian $(READY_TO_TEST) ## try every attack of the table, and say what held
	$(BIN)/python -m tests.attacks.running

coverage: $(READY_TO_TEST) ## report which lines of the core its tests run, into htmlcov/
	$(BIN)/pytest --quiet --numprocesses auto --cov core --cov-branch --cov-report html --cov-report term:skip-covered core tests/core tests/laws

# Options: FILE of the core to change, all of it by default.
mutants: $(READY_TO_TEST) ## change the core in one place at a time; list the changes no test notices
	$(BIN)/mutmut run $(addsuffix *,$(subst /,.,$(basename $(FILE))))
	$(BIN)/mutmut results

lint: types style imports ## check style, types and import rules

types: $(READY_TO_TEST)
	$(BIN)/mypy

style: $(READY_TO_TEST)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

imports: $(READY_TO_TEST)
	$(BIN)/lint-imports --no-logo

bench: debian $(READY_TO_TEST) ## compare with peers, benchmark by benchmark
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement benchmarks/requirements.txt
	@for file in benchmarks/[!_]*.py; do \
		$(BIN)/python -m "benchmarks.$$(basename "$$file" .py)" || exit; \
	done

screenshots: debian $(READY_TO_TEST) ## take pictures of every page; those that documents show are kept
	$(BIN)/python -m docs.take_screenshots
	$(BIN)/python -m docs.take_designer_screenshots
	$(BIN)/python -m docs.choose_screenshots

install: $(INSTALLED) ## fill .venv with exactly what requirements.lock says

# Made new, not updated, so that nothing the lock no longer names stays behind.
$(INSTALLED): requirements.lock | debian-run
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv --clear .venv
	$(PIP_INSTALL) requirements.lock
	@touch $@

$(READY_TO_TEST): $(INSTALLED) requirements-dev.lock
	$(PIP_INSTALL) requirements-dev.lock
	@touch $@

debian: debian-run ## install the Debian packages that running and testing need
	@deploy/install_debian_packages.sh $(TEST_PACKAGES)

debian-run:
	@deploy/install_debian_packages.sh $(RUN_PACKAGES)

lock: debian-run ## write both lock files anew from the newest versions in range
	deploy/lock_requirements.sh $(PYTHON)

clean: ## remove everything that was made, but never data/
	rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .coverage htmlcov mutants
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
