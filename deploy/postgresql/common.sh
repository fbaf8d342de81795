# Read by the scripts beside it: programs of PostgreSQL, and files that are sealed and read back.
#
# The server is the one that PGHOST, PGPORT and PGUSER name; the user needs the right REPLICATION
# and nothing else. The key is the one of backups (docs/operating.md).

set -euo pipefail
umask 077

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
newest=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
PATH="${newest:+$newest:}$PATH"

# seal seal FILE <CONTENT, seal open FILE >CONTENT
seal() {
    "$root/.venv/bin/python" "$root/deploy/seal.py" "$@"
}
