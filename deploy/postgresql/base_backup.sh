#!/usr/bin/env bash
# Copy the whole server while it runs: what later changes are applied to.
#
#   deploy/postgresql/base_backup.sh FOLDER
source "$(dirname "$0")/common.sh"
folder=$1

mkdir -p "$folder/base"
part="$folder/base/.incoming"
rm -f "$part"*
pg_basebackup --pgdata=- --format=tar --wal-method=fetch --checkpoint=fast --manifest-checksums=SHA256 |
    seal seal "$part"
# Named by when it was whole: it serves every moment after that.
base="$folder/base/$(date --utc +%Y%m%dT%H%M%SZ).tar.sealed"
mv --no-clobber "$part" "$base"
sync "$folder/base"
echo "$base"
