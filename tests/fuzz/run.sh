#!/bin/sh
# Fuzz every target under AddressSanitizer and UndefinedBehaviorSanitizer.
#
# usage: run.sh BUILD SECONDS [OPTION...]
#
# Builds with clang into BUILD, begins with the seeds of seeds.py and what
# earlier runs left in BUILD/corpus/TARGET, and fuzzes for SECONDS a target.
# Where FRESH is set, earlier runs do not count and nothing is kept of this one,
# so that it can be repeated. Further options go to libFuzzer. What breaks is written to BUILD/TARGET-*;
# a kept case belongs in tests/fuzz/cases/.
set -eu

build=$1
seconds=$2
shift 2
here=$(dirname "$0")
flags='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all'

make -s BUILD="$build" CC="${FUZZ_CC:-clang}" HARDENING= \
    CFLAGS="-O1 -g -fno-omit-frame-pointer $flags" \
    LDFLAGS='-fsanitize=address,undefined' fuzzers
rm -rf "$build/seeds"
python3 "$here/seeds.py" "$build/seeds"

status=0
for source in "$here"/fuzz_*.c; do
    target=$(basename "$source" .c)
    corpus=$build/corpus/$target
    if [ -n "${FRESH:-}" ]; then
        corpus=$build/fresh/$target
        rm -rf "$corpus"
    fi
    mkdir -p "$corpus"
    echo "$target, $seconds seconds"
    "$build/tests/fuzz/$target" -max_total_time="$seconds" -max_len=4096 \
        -timeout=10 -rss_limit_mb=2048 -dict="$build/seeds.dict" \
        -artifact_prefix="$build/$target-" -print_final_stats=1 \
        -verbosity=1 "$@" "$corpus" "$build/seeds" \
        >"$build/$target.log" 2>&1 || status=$?
    # The last line that tells the coverage, and how many runs there were.
    grep -E 'cov: [0-9]+' "$build/$target.log" | tail -n 1
    grep -E 'number_of_executed_units|average_exec_per_sec|peak_rss_mb' \
        "$build/$target.log" || :
    if [ "$status" -ne 0 ]; then
        grep -E -A 12 'does not hold|ERROR|runtime error|Assertion' \
            "$build/$target.log" | head -n 40
        echo "$target found something: see $build/$target.log"
    fi
done
exit "$status"
