#!/usr/bin/env bash
# Receive every change of the server as it happens, until stopped (docs/operating.md).
#
#   deploy/postgresql/receive_wal.sh FOLDER
#
# The server keeps what was not received yet (a replication slot), so nothing is missed while this
# is stopped. If it stays stopped for long the server's disk fills: watch it.
source "$(dirname "$0")/common.sh"
folder=$1

mkdir -p "$folder/incoming" "$folder/wal"
pg_receivewal --slot=done_once --create-slot --if-not-exists
exec pg_receivewal --slot=done_once --synchronous --directory="$folder/incoming"
