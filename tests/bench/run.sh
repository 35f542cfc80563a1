#!/bin/bash
# SPDX-License-Identifier: MIT
# All figures of docs/performance.md and of the cost of safety, one after the other. No arguments;
# the preset `release` must be built. Needs two idle cores, 4 GB of disk and a quarter of an hour.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
if ((EUID == 0)); then
  export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
fi
lscpu | sed -n 's/^Model name: *//p'
build/release/tests/bench/smeftscan_bench
tests/bench/scans.py
mpirun --oversubscribe -np 64 build/release/tests/bench/smeftscan_pool_bench 8
bash tests/bench/safety.sh
