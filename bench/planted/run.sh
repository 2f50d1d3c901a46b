#!/bin/sh
# Plants bottlenecks in invented counties of unseen seeds, scans them, and says what was found.
#
#   bench/planted/run.sh [-v] [SEED…]      default seeds: 101 to 110
#   bench/planted/run.sh [-v] --unseen     ten seeds that nobody could choose: words of the SHA-256 of the tree before the last change
#                                          to the invented county, the indicators or the judgement, and of that sum's own
#
# GOLUGAH is the program (default target/release/golugah). KEEP=DIR keeps the counties and the scans there.
# Exit code: 0 done, 1 recall or precision below AIM (default 0, so that it only reports), 2 could not run.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
program=${GOLUGAH:-$here/../../target/release/golugah}
aim=${AIM:-0}
verbose=
if [ "${1:-}" = "-v" ]; then
    verbose=-v
    shift
fi
if [ "${1:-}" = "--unseen" ]; then
    changed=$(git -C "$here/../.." log -1 --format=%H -- crates/golugah-sample crates/golugah-indicators crates/golugah-judgement)
    tree=$(git -C "$here" rev-parse "$changed^^{tree}") || exit 2
    seeds=$(python3 -c '
import hashlib, sys
first = hashlib.sha256(sys.argv[1].encode()).digest()
words = first + hashlib.sha256(first).digest()
print(*(int.from_bytes(words[at:at + 4], "big") for at in range(0, 40, 4)))' "$tree") || exit 2
    echo "tree $tree before $changed: seeds $seeds"
    # One word a seed.
    # shellcheck disable=SC2086
    set -- $seeds
fi
[ $# -gt 0 ] || set -- 101 102 103 104 105 106 107 108 109 110

if [ ! -x "$program" ]; then
    echo "run.sh: $program is not there; build it (cargo build --release) or set GOLUGAH" >&2
    exit 2
fi
if [ -n "${KEEP:-}" ]; then
    folder=$KEEP
    mkdir -p "$folder"
else
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT INT TERM
fi

status=0
for seed in "$@"; do
    county=$folder/$seed
    rm -rf "$county"
    "$program" sample --seed "$seed" --out "$county" >/dev/null || exit 2
    "$program" scan "$county"/*.jsonl "$county"/*.xes --currency IRR --format json --out "$county/scan.json" \
        >/dev/null || exit 2
    # The seeds become the folders to score, in place, so that a path may hold spaces.
    set -- "$@" "$county"
    shift
done
python3 "$here/score.py" $verbose --aim "$aim" "$@" || status=$?
exit "$status"
