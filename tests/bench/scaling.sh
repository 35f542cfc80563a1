#!/bin/bash
# SPDX-License-Identifier: MIT
# How much faster two MPI ranks are than one: runs `smeftscan run` on the Z' surface with 1 and 2
# ranks in turn, so that both see the same machine, and compares the fastest runs of each.
#
#     tests/bench/scaling.sh [PROGRAM [POINTS_PER_AXIS [PAIRS]]]
#
# Wall time with everything in it: start of MPI, reading, writing. One thread a rank. Needs two idle
# cores.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
program=$(realpath "${1:-build/release/smeftscan}")
points=${2:-151}
pairs=${3:-3}

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
export OMP_NUM_THREADS=1
if ((EUID == 0)); then
  export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
fi

# Wall seconds of one scan on $1 ranks.
seconds_of() {
  local ranks=$1 start end
  start=$(date +%s.%N)
  mpirun -np "$ranks" \
    --mca btl_vader_single_copy_mechanism none \
    "$program" run jobs/zprime_surface.yaml -o "$results/ranks_$ranks.h5" --overwrite \
    --set "parameters.gl_11.points=$points" --set "parameters.gl_22.points=$points" \
    2> "$results/log" || { cat "$results/log" >&2; return 1; }
  end=$(date +%s.%N)
  awk -v a="$start" -v b="$end" 'BEGIN { printf "%.3f", b - a }'
}

best_one=1e9
best_two=1e9
smaller() { awk -v a="$1" -v b="$2" 'BEGIN { print (a < b ? a : b) }'; }
echo "$((points * points)) points, $(lscpu | sed -n 's/^Model name: *//p'), $(env -u OMP_NUM_THREADS nproc) cores"
for ((pair = 1; pair <= pairs; ++pair)); do
  one=$(seconds_of 1)
  two=$(seconds_of 2)
  echo "pair $pair: 1 rank $one s, 2 ranks $two s"
  best_one=$(smaller "$best_one" "$one")
  best_two=$(smaller "$best_two" "$two")
done
awk -v n="$((points * points))" -v a="$best_one" -v b="$best_two" 'BEGIN {
  printf "fastest: 1 rank %.3f s (%.0f points/s), 2 ranks %.3f s (%.0f points/s), ratio %.3f\n",
    a, n / a, b, n / b, a / b
}'
