# What `run` and `quick` share: steps that say how long they took, beside the time that each is given.
# Budgets are seconds on two quiet cores with a warm target folder. One that is passed is marked and fails nothing: a
# slower machine is no fault of the change.

table=()
given=0

# step NAME BUDGET COMMAND…: says what it does, how long it took, and how long it may.
step() {
    local name=$1 budget=$2 begun=$SECONDS took mark=
    shift 2
    printf '\n=== %s (%d s)\n    %s\n' "$name" "$budget" "$*"
    "$@"
    took=$((SECONDS - begun)) given=$((given + budget))
    ((took <= budget)) || mark=' OVER'
    printf '=== %s: done in %d of %d s%s\n' "$name" "$took" "$budget" "$mark"
    table+=("$(printf '%5d of %4d s  %s%s' "$took" "$budget" "$name" "$mark")")
}

# steps_done: the table of all steps.
steps_done() {
    printf '\n=== steps\n'
    printf '    %s\n' "${table[@]}"
    printf '=== all steps done in %d of %d s\n' "$SECONDS" "$given"
}

# timed_tests ARGUMENT…: `cargo test`, and behind it the ten slowest tests. Cargo hands each test binary to `timed`, so that
# nothing is built otherwise than without it.
timed_tests() {
    local host times
    host=$(rustc -vV | sed -n 's/^host: //p' | tr 'a-z-' 'A-Z_')
    times=$(mktemp)
    env "CARGO_TARGET_${host}_RUNNER=$PWD/.ci/timed" GOLUGAH_TEST_TIMES="$times" cargo test "$@" || {
        rm -f "$times"
        return 1
    }
    slowest_tests "$times"
    rm -f "$times"
}

# slowest_tests FILE: the ten slowest of those that `timed` wrote there. (`head` would end before `sort`, which is a failure here.)
slowest_tests() {
    [[ -s $1 ]] || return 0
    printf '\n=== the ten slowest tests\n'
    sed -nE 's/^test (.*) \.\.\. ok <([0-9.]+)s>$/\2 \1/p' "$1" | sort -rn | sed -n 1,10p |
        while read -r seconds name; do printf '    %8.2f s  %s\n' "$seconds" "$name"; done
}
