#!/bin/sh
# Audits a folder of exports, and keeps the last whole report (last.json) for the next night to be compared with.
# Usage: nightly.sh /srv/exports /srv/audits      The exit code is that of kyccheck.
set -u
umask 077
exports=$1
mkdir -p "$2" && cd "$2" || exit 2
day=$(date +%F)

set --
if [ -e last.json ]; then set -- --since last.json; fi # the first night has nothing to be compared with

kyccheck audit "$exports" --as-of "$day" "$@" --quiet --ledger audits.ndjson \
    -o "audit-$day.xlsx" -o "audit-$day.json" > "audit-$day.txt"
code=$?

# After an incomplete audit (3) the older report stays: what could not be read tonight is not gone.
if [ "$code" -le 1 ]; then
    cp "audit-$day.json" .last.json.part && mv .last.json.part last.json || exit 2
fi
exit "$code"
