#!/usr/bin/env bash
# Write a backup named by the moment, and remove those that are older than DAYS (30).
#
#   deploy/back_up.sh FOLDER [DAYS]
#
# Nothing is removed unless a new one was written and read back.
set -euo pipefail
umask 077
folder=$1 days=${2:-30}
root=$(cd "$(dirname "$0")/.." && pwd)

mkdir -p "$folder"
"$root/.venv/bin/python" "$root/manage.py" backup --to "$folder/$(date --utc +%Y%m%dT%H%M%SZ).backup"
find "$folder" -maxdepth 1 -name '????????T??????Z.backup' -mtime "+$days" -delete
# What an interrupted backup left behind.
find "$folder" -maxdepth 1 -name '.*.part' -mtime +1 -delete
