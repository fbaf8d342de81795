#!/usr/bin/env bash
# Make a data folder of PostgreSQL as the server was at a moment.
#
#   deploy/postgresql/restore_to_moment.sh FOLDER NEW_DATA_FOLDER '2026-11-29 20:15:00+08'
#   deploy/postgresql/restore_to_moment.sh FOLDER NEW_DATA_FOLDER newest
#
# Start a server on it then: it applies what is left to apply, and opens. It begins a history of
# its own, so receive its changes into another FOLDER.
source "$(dirname "$0")/common.sh"
folder=$1 data=$2 moment=$3

if [[ -e $data ]] && [[ -n $(ls -A "$data") ]]; then
    echo "$data is not empty. Name a new folder." >&2
    exit 1
fi
[[ $moment == newest ]] && before=now || before=$moment
at=$(date --utc --date="$before" +%Y%m%dT%H%M%SZ)
base=$(find "$folder/base" -name '*.tar.sealed' | sort |
    awk -v at="$at" -F/ '{ split($NF, name, "."); if (name[1] <= at) last = $0 } END { print last }')
if [[ -z $base ]]; then
    echo "No copy of the server in $folder/base is older than $moment. Name a later moment." >&2
    exit 1
fi

mkdir -p "$data" "$data/../$(basename "$data").wal"
wal=$(cd "$data/../$(basename "$data").wal" && pwd)
seal open "$base" | tar --extract --directory="$data"
pg_verifybackup --no-parse-wal --quiet "$data"
for sealed in "$folder"/wal/*.sealed; do
    [[ -e $sealed ]] || continue
    seal open "$sealed" >"$wal/$(basename "$sealed" .sealed)"
done
for piece in "$folder"/incoming/*; do # not sealed yet, the last one not even whole
    [[ -e $piece ]] && cp "$piece" "$wal/$(basename "$piece" .partial)"
done

echo "restore_command = 'cp \"$wal/%f\" \"%p\"'" >>"$data/postgresql.auto.conf"
if [[ $moment != newest ]]; then
    cat >>"$data/postgresql.auto.conf" <<SETTINGS
recovery_target_time = '$(date --utc --date="$moment" '+%Y-%m-%d %H:%M:%S.%6N+00')'
recovery_target_action = 'promote'
SETTINGS
fi
touch "$data/recovery.signal"
if ((EUID == 0)); then
    chown --recursive postgres: "$data" "$wal"
fi
echo "$data is ready: start a server on it. Remove $wal once it is open."
