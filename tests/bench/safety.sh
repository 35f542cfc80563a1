#!/bin/bash
# SPDX-License-Identifier: MIT
# What it costs to lose no point: runs a scan by operator on a grid, with R(Vus) alone (nothing is
# computed faster, so the journal is its largest part) and with the paper's fit, and prints what
# journal and syncs took as part of the run, and apart what the file took that is made of them.
#
#     tests/bench/safety.sh [PROGRAM [POINTS_PER_AXIS [RANKS]]]
#
# 4473 points an axis, unless given, make 20,007,729. The journal goes where TMPDIR says: take the
# disk that scans will use, with 4 GB of room.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
program=$(realpath "${1:-build/release/smeftscan}")
points=${2:-4473}
ranks=${3:-1}

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
export OMP_NUM_THREADS=1
if ((EUID == 0)); then
  export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
fi

for groups in '[cabibbo]' '[cabibbo, electroweak, lepton_universality, trident, bsll]'; do
  cat > "$results/job.yaml" << JOB
model: {z_prime: {mass: 1 TeV, gl_33: -1.8, gq_23: -2e-4}}
parameters:
  gl_11: {range: [-2, 2], points: $points}
  gl_22: {range: [0, 3], points: $points}
data: paper
likelihood: $groups
running: {method: operator}
sampler: {grid: {}}
output: $results/out.h5
JOB
  echo "likelihood: $groups, $ranks rank(s)"
  mpirun --oversubscribe -np "$ranks" --mca btl_vader_single_copy_mechanism none \
    "$program" run "$results/job.yaml" --overwrite 2> "$results/log" \
    || { cat "$results/log" >&2; exit 1; }
  sed -n 's/^smeftscan: \([0-9]* points in\|journal and syncs\)/  \1/p' "$results/log"
done
