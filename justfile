# What one does every day. `python tools/bootstrap.py test` needs no just and does all of `check`.

python := if os_family() == "windows" { ".venv/Scripts/python.exe" } else { ".venv/bin/python" }
system_python := if os_family() == "windows" { "python" } else { "python3" }
lint_imports := if os_family() == "windows" { ".venv/Scripts/lint-imports.exe" } else { ".venv/bin/lint-imports" }
compile := "uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --group build"

# list the recipes
default:
    @just --list

# install everything and run all checks, as CI does
bootstrap:
    {{system_python}} tools/bootstrap.py test

# lint, format, types, layers
check:
    {{python}} -m ruff check
    {{python}} -m ruff format --check
    {{python}} -m mypy
    {{lint_imports}}

# put imports and format right
fix:
    {{python}} -m ruff check --fix
    {{python}} -m ruff format

# run tests; arguments go to pytest
test *arguments:
    {{python}} -m pytest -n 2 {{arguments}}

# score the reader on the documents coded by hand, error by error
gold *arguments:
    {{python}} -m reportedly evaluate gold tests/data/gold --floor tests/gold/floor.json {{arguments}}

# compare with the committed figures on public corpora; `--update` commits new ones
corpora folder *arguments="--check":
    {{python}} -m reportedly evaluate time --corpora {{folder}} {{arguments}}
    {{python}} -m reportedly evaluate places --corpora {{folder}} {{arguments}}
    {{python}} -m reportedly evaluate actors --corpora {{folder}} {{arguments}}
    {{python}} -m reportedly evaluate spans --corpora {{folder}}

# speed, memory, ratio to the bare parse
bench *arguments:
    {{python}} -m reportedly bench {{arguments}}

# make the lock files anew from pyproject.toml (needs uv); `just lock --upgrade` takes newer versions
lock *arguments:
    {{compile}} {{arguments}} pyproject.toml --output-file requirements/run.lock
    {{compile}} {{arguments}} --group dev --constraints requirements/run.lock pyproject.toml --output-file requirements/dev.lock

# build the wheel and the source archive
build:
    {{python}} -m hatchling build
