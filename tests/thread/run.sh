#!/bin/bash
# SPDX-License-Identifier: MIT
# Looks with ThreadSanitizer for data races between the OpenMP threads of a rank.
#
#     bash tests/thread/run.sh
#
# The compiler stays g++. Its own OpenMP runtime hides from the sanitizer what it synchronises, so
# LLVM's takes its place when the tests start (it serves programs of g++ too), and Archer tells the
# sanitizer: nothing is suppressed. First a race that is there must be found, then the tests of
# threads must have none. Needs libomp-14-dev beside the usual packages, and says so.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
runtime=
for folder in /usr/lib/llvm-*/lib; do
  [[ -e $folder/libomp.so.5 && -e $folder/libarcher.so ]] && runtime=$folder
done
if [[ -z $runtime ]]; then
  echo "SKIPPED: LLVM's OpenMP runtime with Archer is not installed" \
    "(Debian: apt-get install libomp-14-dev)" >&2
  exit 77
fi
generator=()
[[ -f build/thread/CMakeCache.txt ]] || generator=(-G Ninja)
cmake --preset thread "${generator[@]}" > /dev/null
cmake --build --preset thread --target thread_race test_scan_threads --parallel 2 >&2

export OMP_TOOL_LIBRARIES=$runtime/libarcher.so
# of the runtime itself, which is not instrumented, Archer tells all that counts
export TSAN_OPTIONS=ignore_noninstrumented_modules=1:exitcode=66
watched() { LD_PRELOAD=$runtime/libomp.so.5 "$@"; }
if watched build/thread/tests/thread/thread_race > build/thread/race.log 2>&1 \
  || ! grep -q 'ThreadSanitizer: data race' build/thread/race.log; then
  echo "the race that is there was not found: see build/thread/race.log" >&2
  exit 1
fi
watched build/thread/tests/scan/test_scan_threads
