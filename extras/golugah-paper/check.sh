#!/usr/bin/env bash
# Builds golugah-paper, runs its tests and looks at its PDFs with programs that know nothing of it. Usage:
#
#   check.sh TARGET      TARGET: the folder to build in, so that nothing is built twice
#
# Needs cargo with a C compiler, poppler's programs, and python3 with pikepdf and pdfua.
set -euo pipefail
mkdir -p "$1"
target=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")"
export CARGO_TARGET_DIR=$target
begun=$SECONDS
cargo build --locked
printf '    built in %d s\n' $((SECONDS - begun))
cargo test --locked --quiet
rm -rf "$target/papers"
mkdir "$target/papers"
python3 check.py "$target/debug/golugah-paper" "$target/papers"
