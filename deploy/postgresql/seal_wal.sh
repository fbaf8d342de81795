#!/usr/bin/env bash
# Seal the pieces that were received whole, and remove them in the clear.
#
#   deploy/postgresql/seal_wal.sh FOLDER
source "$(dirname "$0")/common.sh"
folder=$1

mkdir -p "$folder/wal"
find "$folder/incoming" -type f -regextype posix-extended \
    -regex '.*/([0-9A-F]{24}|[0-9A-F]{8}\.history)' | sort | while read -r piece; do
    sealed="$folder/wal/$(basename "$piece").sealed"
    # One that is there already was sealed before this was interrupted.
    [[ -e $sealed ]] || seal seal "$sealed" <"$piece"
    rm "$piece"
done
