#!/usr/bin/env bash
# Write both lock files: the newest versions in range that fit together, with the SHA-256 of every
# file that may be installed. What only checking and testing need stands apart, in
# requirements-dev.lock.
#
#   deploy/lock_requirements.sh [PYTHON]
set -euo pipefail

cd "$(dirname "$0")/.."
python=${1:-python3}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$python" -m venv "$scratch/venv"
"$scratch/venv/bin/python" -m pip install --quiet --disable-pip-version-check uv
compile=("$scratch/venv/bin/uv" pip compile --quiet --python-version 3.11 --generate-hashes
    --no-header --no-annotate --no-emit-index-url)

"${compile[@]}" requirements.txt --output-file "$scratch/run"
mapfile -t running < <(sed -nE 's/^([A-Za-z0-9._-]+)==.*/\1/p' "$scratch/run")
"${compile[@]}" requirements-dev.txt --constraint "$scratch/run" \
    "${running[@]/#/--no-emit-package=}" --output-file "$scratch/dev"

# Say in the first two lines of a lock file what it is for.
write_lock() {
    {
        echo "# The exact versions, with their hashes, that $1."
        echo "# Written by \`make lock\`; do not edit by hand."
        cat "$2"
    } >"$3"
}
write_lock "the programs run with" "$scratch/run" requirements.lock
write_lock "only checking and testing need, beside requirements.lock" "$scratch/dev" requirements-dev.lock
