#!/bin/sh
# Fuzz every target under AddressSanitizer and UndefinedBehaviorSanitizer.
#
# usage: run.sh BUILD SECONDS [OPTION...]
#
# Builds with clang into BUILD, begins with the seeds of seeds.py and what
# earlier runs left in BUILD/corpus/TARGET, and fuzzes for SECONDS a target.
# Where FRESH is set, earlier runs do not count and nothing is kept of this one,
# so that it can be repeated. Further options go to libFuzzer. What breaks is
# written to BUILD/TARGET-*; a kept case belongs in tests/fuzz/cases/TARGET/.
#
# For many executions a second the targets and readers themselves have no
# instruments, comparisons are not traced (dictionary and seeds know the words),
# freed memory is kept for a short while, and stacks of allocations are short.
set -eu

build=$1
seconds=$2
shift 2
here=$(dirname "$0")
coverage=inline-8bit-counters,indirect-calls,pc-table
flags='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all'
flags="$flags -fno-sanitize-coverage=trace-cmp"

make -s BUILD="$build" CC="${FUZZ_CC:-clang}" HARDENING= \
    CFLAGS="-O2 -g -fno-omit-frame-pointer $flags" \
    FUZZ_CFLAGS="-DFUZZING -fno-sanitize=all -fno-sanitize-coverage=$coverage" \
    LDFLAGS='-fsanitize=address,undefined' fuzzers
rm -rf "$build/seeds"
python3 "$here/seeds.py" "$build/seeds"
ASAN_OPTIONS=quarantine_size_mb=4:malloc_context_size=4
ASAN_OPTIONS=$ASAN_OPTIONS:allocator_release_to_os_interval_ms=-1
export ASAN_OPTIONS

# The longest input of each, in bytes: what is short is tried more often.
options_of() {
    case $1 in
    fuzz_talk) echo -max_len=1024 ;;
    fuzz_date) echo -max_len=64 ;;
    fuzz_check) echo -max_len=256 ;; # each mend is read again
    *) echo -max_len=512 ;;
    esac
}

status=0
for source in "$here"/fuzz_*.c; do
    target=$(basename "$source" .c)
    seeds=$build/seeds/${target#fuzz_}
    corpus=$build/corpus/$target
    if [ -n "${FRESH:-}" ]; then
        corpus=$build/fresh/$target
        rm -rf "$corpus"
    fi
    mkdir -p "$corpus"
    echo "$target, $seconds seconds"
    found=0
    # shellcheck disable=SC2046  # options are words
    "$build/tests/fuzz/$target" $(options_of "$target") \
        -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -entropic=0 -reload=0 -dict="$build/seeds.dict" \
        -artifact_prefix="$build/$target-" -print_final_stats=1 \
        -verbosity=1 "$@" "$corpus" "$seeds" \
        >"$build/$target.log" 2>&1 || found=$?
    # The last line that tells the coverage, and how many runs there were.
    grep -E 'cov: [0-9]+' "$build/$target.log" | tail -n 1
    grep -E 'number_of_executed_units|average_exec_per_sec|peak_rss_mb' \
        "$build/$target.log" || :
    if [ "$found" -ne 0 ]; then
        status=$found
        grep -E -A 12 'does not hold|ERROR|runtime error|Assertion' \
            "$build/$target.log" | head -n 40
        echo "$target found something: see $build/$target.log"
    fi
done
exit "$status"
