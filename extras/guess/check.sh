#!/usr/bin/env bash
# Lets the guesser try a county's public log, and a visitor its public pages; README.md says what that shows. Usage:
#
#   check.sh PROGRAM DATA      DATA is a folder that `golugah demo` made; nothing in it is changed
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$2" "$work/county"
words=$here/../../crates/golugah-sample/words/council.json
failed=0

echo 'The old form, on which it must find at least twenty rows:'
python3 "$here/guess.py" "$here/old-form/log" --words "$here/old-form/council.json" --scan "$here/old-form/scan.json" \
    --at-least 20 | tail -n 1 || failed=1

# What the worker measured after each file it was given: the owner of the data can do the same.
known=()
for folder in "$work"/county/invented-county/until-*; do
    files=("$folder"/*.jsonl "$folder"/*.xes)
    for count in $(seq "${#files[@]}"); do
        (cd "$work" && "$program" scan "${files[@]:0:count}" --format json --out "scan-$count.json" 2>/dev/null)
        known+=(--scan "$work/scan-$count.json")
    done
done
for file in "$work"/county/invented-county/*/*.{jsonl,xes}; do
    known+=(--input "$file")
done

echo 'Public pages, asked by nobody in particular:'
python3 "$here/ask.py" "$program" "$work/county" "$work/receipts" || failed=1

echo 'The guesser itself, given the salts of the county'"'"'s own database: it must open at least twenty rows:'
python3 "$here/guess.py" "$work/county/log" --words "$words" "${known[@]}" --salts "$work/county/county.sqlite" \
    --at-least 20 || failed=1

echo 'The public log with every receipt that anybody can have, of which it must find nothing:'
receipts=()
for receipt in "$work"/receipts/*; do
    receipts+=(--receipt "$receipt")
done
python3 "$here/guess.py" "$work/county/log" --words "$words" "${known[@]}" "${receipts[@]}" --none || failed=1
exit "$failed"
