#!/usr/bin/env bash
# Install those of the named Debian packages that are missing.
#
# Does nothing where all are there, or where there is no Debian. Without the right to install it
# says what to run and goes on: the needed library may have come another way.
set -euo pipefail

command -v dpkg-query >/dev/null || exit 0

missing=()
for package in "$@"; do
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [[ $status == installed ]] || missing+=("$package")
done
((${#missing[@]})) || exit 0

if ((EUID == 0)); then
    as_root=()
elif sudo --non-interactive true 2>/dev/null; then
    as_root=(sudo --non-interactive)
else
    echo "Missing Debian packages. Please run: sudo apt-get install ${missing[*]}" >&2
    exit 0
fi

apt_get=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get --quiet --option Acquire::Retries=3)
"${apt_get[@]}" update
"${apt_get[@]}" install --yes --no-install-recommends "${missing[@]}"
