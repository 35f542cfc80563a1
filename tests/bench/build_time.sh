#!/bin/bash
# SPDX-License-Identifier: MIT
# How long a build from nothing takes on all cores: the program alone, then all the rest; seconds of
# the clock, and of all processors. A compiler cache is not used.
#
#     bash tests/bench/build_time.sh [CMAKE OPTION...]      as -DSMEFTSCAN_PRECOMPILED_HEADERS=OFF
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export CCACHE_DISABLE=1
cmake --preset release -B "$folder" -G Ninja "$@" > /dev/null
TIMEFORMAT='%R s of the clock, %U s of processors'
for target in smeftscan_program all; do
  printf '%-20s' "$target"
  time cmake --build "$folder" --target "$target" --parallel "$(nproc)" > /dev/null
done
