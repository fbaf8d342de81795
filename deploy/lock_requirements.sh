#!/usr/bin/env bash
# Write requirements.lock: the newest versions in range that fit together, from an empty environment.
#
#   deploy/lock_requirements.sh [PYTHON]
set -euo pipefail

cd "$(dirname "$0")/.."
python=${1:-python3}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$python" -m venv "$scratch/venv"
pip=("$scratch/venv/bin/python" -m pip --disable-pip-version-check)
"${pip[@]}" install --quiet --requirement requirements-dev.txt
"${pip[@]}" check

{
    echo "# The exact versions that requirements.txt and requirements-dev.txt were tested with."
    echo "# Written by \`make lock\`; do not edit by hand."
    "${pip[@]}" freeze
} >"$scratch/lock"

if grep --quiet ' @ ' "$scratch/lock"; then
    echo "A package came from a path or an address, not from an index:" >&2
    grep ' @ ' "$scratch/lock" >&2
    exit 1
fi
cp "$scratch/lock" requirements.lock
