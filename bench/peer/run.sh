#!/bin/sh
# The same work by ocdscardinal 0.0.8 and by golugah: eleven indicators over one file of compiled releases.
#
#   bench/peer/run.sh INPUT.jsonl[.gz]
#
# INPUT is any file of OCDS compiled releases, one a line; it is replicated under new ids (replicate.py) to SIZE_MB
# (default 600). CARDINAL is the peer's program (default: ocdscardinal on the path), GOLUGAH ours (default
# target/release/golugah), CURRENCY the one in which prices are compared (default INR), ROUNDS how often each runs with
# one thread and with two (default 3), SEED that of the amounts made up (default 7). KEEP=DIR keeps everything there.
# Exit code: 0 done, 1 results differ where they must not, 2 could not run.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
golugah=${GOLUGAH:-$here/../../target/release/golugah}
cardinal=${CARDINAL:-$(command -v ocdscardinal || true)}
currency=${CURRENCY:-INR}

if [ $# -ne 1 ] || [ ! -r "$1" ]; then
    echo "run.sh: name one readable file of OCDS compiled releases (.jsonl or .jsonl.gz)" >&2
    exit 2
fi
if [ ! -x "$golugah" ]; then
    echo "run.sh: $golugah is not there; build it (cargo build --release) or set GOLUGAH" >&2
    exit 2
fi
if [ -z "$cardinal" ] || [ ! -x "$cardinal" ]; then
    echo "run.sh: set CARDINAL to ocdscardinal 0.0.8 (https://github.com/open-contracting/cardinal-rs)" >&2
    exit 2
fi
if [ -n "${KEEP:-}" ]; then
    folder=$KEEP
    mkdir -p "$folder"
else
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT INT TERM
fi

python3 "$here/replicate.py" --size-mb "${SIZE_MB:-600}" --currency "$currency" --seed "${SEED:-7}" \
    "$1" "$folder/releases.jsonl" || exit 2
python3 "$here/measure.py" --golugah "$golugah" --cardinal "$cardinal" --currency "$currency" \
    --rounds "${ROUNDS:-3}" "$folder" || exit 2
status=0
python3 "$here/agree.py" "$folder" || status=$?
exit "$status"
