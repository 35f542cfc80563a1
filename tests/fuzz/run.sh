#!/bin/bash
# SPDX-License-Identifier: MIT
# Searches with libFuzzer for files that the readers cannot bear: a crash, a broken contract, more
# than 512 MiB, more than 5 s (with sanitizers; the replay in ctest allows 1 s without them).
#
#     bash tests/fuzz/run.sh [SECONDS]      for each target; 60 unless given
#
# What it finds stays in build/fuzz/findings, and the exit code is 1. Needs libclang-rt-14-dev
# beside the usual packages, and says so; the compiler is the usual one.
set -euo pipefail
seconds=${1:-60}
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
if ! compgen -G '/usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.fuzzer-x86_64.a' > /dev/null; then
  echo "SKIPPED: libFuzzer is not installed (Debian: apt-get install libclang-rt-14-dev)" >&2
  exit 77
fi
generator=()
[[ -f build/fuzz/CMakeCache.txt ]] || generator=(-G Ninja)
cmake --preset sanitize -B build/fuzz -DSMEFTSCAN_FUZZ=ON "${generator[@]}" > /dev/null
cmake --build build/fuzz --target fuzz_targets >&2

export ASAN_OPTIONS=quarantine_size_mb=16:fast_unwind_on_malloc=0
export LSAN_OPTIONS=suppressions=$PWD/tests/fuzz/leaks.supp
mkdir -p build/fuzz/findings
code=0
for seeds in tests/fuzz/corpus/*/; do
  target=$(basename "$seeds")
  corpus=build/fuzz/corpus/$target  # grows; the seeds in the repository do not change
  log=build/fuzz/$target.log
  mkdir -p "$corpus"
  if "build/fuzz/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=512 \
    -print_final_stats=1 -artifact_prefix="build/fuzz/findings/$target." "$corpus" "$seeds" \
    > "$log" 2>&1; then
    printf '%-12s %9d files read, nothing found\n' "$target" \
      "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")"
  else
    code=1
    printf '%-12s FOUND something: %s\n' "$target" "$log"
  fi
done
exit "$code"
