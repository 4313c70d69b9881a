#!/bin/sh
# Audits a folder of exports, and keeps the last whole report (last.json) for the next night to be compared with.
# Usage: nightly.sh EXPORTS AUDITS      The exit code is that of kyccheck; 75: an earlier night is still at work.
set -u
umask 077
here=$(cd "$(dirname "$0")" && pwd)
PATH=$here/bin:$PATH # cron looks in /usr/bin and /bin only: this script lies in the environment that has kyccheck
[ -d "${1:?name the folder of the exports}" ] || { echo "nightly.sh: there is no folder $1" >&2; exit 2; }
exports=$(cd "$1" && pwd) || exit 2
audits=${2:?name the folder of the audits}
mkdir -p "$audits" && cd "$audits" || exit 2
audits=$(pwd)
day=$(date +%F)

# Two nights at once would write one report over the other. The lock is let go when this script ends, however it does.
if command -v flock > /dev/null; then
    exec 9> .lock
    flock -n 9 || { echo "nightly.sh: an earlier night is still at work" >&2; exit 75; }
fi

set --
if [ -e last.json ]; then set -- --since last.json; fi # the first night has nothing to be compared with

kyccheck audit "$exports" --as-of "$day" "$@" --quiet --ledger audits.ndjson \
    -o "audit-$day.xlsx" -o "audit-$day.json" -o "audit-$day.txt" -f ndjson > /dev/null
code=$?

# After an incomplete audit (3) the older report stays: what could not be read tonight is not gone.
if [ "$code" -le 1 ]; then
    cp "audit-$day.json" .last.json.part && mv .last.json.part last.json || exit 2
fi

# What cron mails, together with the head of the ledger, which is kept so in another place than the ledger.
case $code in
    0) echo "KYC audit of $day: every case is ready. $audits/audit-$day.xlsx" ;;
    1) echo "KYC audit of $day: some cases are not ready. Open $audits/audit-$day.xlsx" ;;
    3) echo "KYC audit of $day: incomplete, see above; the rest is in $audits/audit-$day.xlsx" ;;
    *) echo "KYC audit of $day: was not made, see above." ;;
esac
exit "$code"
