#!/usr/bin/env bash
# Show the kiosk on the whole screen of this machine, and begin anew whenever it ends.
#
#   deploy/kiosk/start.sh https://hall.example
#
# A profile in memory for each start: nothing of anybody stays on this machine (law 14). What
# visitors must not reach (developer tools, printing dialogs, other addresses) is in policies.json,
# which belongs into /etc/chromium/policies/managed.
set -euo pipefail
address=$1
receipts=${RUNTIME_DIRECTORY:-/run/done-once-receipts}

# What the page hands out is printed and gone; without a printer it is only gone.
print_receipts() {
    while sleep 1; do
        for paper in "$receipts"/*.pdf; do
            [[ -e $paper ]] || continue
            command -v lp >/dev/null && lp -s -- "$paper" || true
            rm -f -- "$paper"
        done
    done
}
print_receipts &
printing=$!
trap 'kill $printing' EXIT

while true; do
    profile=$(mktemp --directory --tmpdir="${XDG_RUNTIME_DIR:-/dev/shm}" done-once-kiosk.XXXXXX)
    "${CHROMIUM:-chromium}" \
        --kiosk "$address" \
        --user-data-dir="$profile" --disk-cache-dir="$profile/cache" \
        --no-first-run --no-default-browser-check --noerrdialogs --disable-session-crashed-bubble \
        --disable-infobars --disable-translate --disable-sync --disable-breakpad \
        --disable-component-update --disable-background-networking --disable-domain-reliability \
        --disable-pinch --overscroll-history-navigation=0 --disable-features=Translate,OverscrollHistoryNavigation \
        --password-store=basic --touch-events=enabled --lang=zh-CN \
        ${CHROMIUM_FLAGS:-} || true
    rm -rf "$profile"
    sleep 2
done
