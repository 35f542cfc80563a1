#!/bin/bash
# SPDX-License-Identifier: MIT
# Searches with libFuzzer for files that the readers cannot bear: a crash, a broken contract, more
# than 512 MiB, more than 20 s (with sanitizers, on any machine; the replay in ctest allows 1 s
# without them).
#
#     bash tests/fuzz/run.sh [SECONDS [SEED]]      for each target; 60 and 1 unless given
#
# From the same seed the same search, so that a check fails for what was changed; 0 is a new one.
# What it finds stays in build/fuzz/findings, and the exit code is 1. Needs libclang-rt-dev
# beside the usual packages, and says so; the compiler is the usual one.
set -euo pipefail
seconds=${1:-60}
export seed=${2:-1}
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
if ! compgen -G '/usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.fuzzer-x86_64.a' > /dev/null; then
  echo "SKIPPED: libFuzzer is not installed (Debian: apt-get install libclang-rt-dev)" >&2
  exit 77
fi
generator=()
[[ -f build/release/CMakeCache.txt ]] || generator=(-G Ninja)
cmake --preset release "${generator[@]}" > /dev/null
cmake --build build/release --target fuzz_searches --parallel "$(nproc)" >&2

export ASAN_OPTIONS=quarantine_size_mb=16
export LSAN_OPTIONS=suppressions=$PWD/tests/support/leaks.supp
mkdir -p build/fuzz/findings

# search <folder of seeds> <seconds>
search() {
  local target corpus log
  target=$(basename "$1")
  corpus=build/fuzz/corpus/$target  # grows; the seeds in the repository do not change
  log=build/fuzz/$target.log
  mkdir -p "$corpus"
  if ! "build/release/tests/fuzz/fuzz_search_$target" -seed="$seed" -max_total_time="$2" \
    -timeout=20 -rss_limit_mb=512 -print_final_stats=1 -artifact_prefix="build/fuzz/findings/$target." \
    "$corpus" "$1" > "$log" 2>&1; then
    printf '%-12s FOUND something: %s\n' "$target" "$log"
    grep -m 1 -A 25 -E 'ERROR|ALARM|runtime error|terminate called' "$log"
    return 1
  fi
  printf '%-12s %9d files read, nothing found\n' "$target" \
    "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")"
}
export -f search
printf '%s\n' tests/fuzz/corpus/*/ \
  | xargs -P "$(nproc)" -I '{}' bash -c 'search "$@"' search '{}' "$seconds" || exit 1
