#!/bin/bash
# SPDX-License-Identifier: MIT
# From a fresh clone on Debian 12 or 13 to the chi-square surface of the paper's Z' model: installs what
# is missing, builds the program, scans on all cores, draws. No arguments; may be run again.
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

install_missing_packages
configure_release
say "building build/release/smeftscan"
cmake --build build/release --target smeftscan_program --parallel "$cores" >&2

results=$PWD/build/quickstart
surface=$results/zprime_surface.h5
mkdir -p "$results"

# One rank a core, one thread a rank. Ranks are neither counted against Open MPI's slots (it takes
# hyper-threads for nothing) nor bound, and messages go through plain shared memory: so this works
# in containers too.
export OMP_NUM_THREADS=1
mpi_options=(-np "$cores" --oversubscribe --bind-to none
  --mca btl_vader_single_copy_mechanism none)
if ((EUID == 0)); then
  export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
fi
say "scanning jobs/zprime_surface.yaml on $cores ranks"
mpirun "${mpi_options[@]}" build/release/smeftscan run jobs/zprime_surface.yaml \
  -o "$surface" --overwrite

say "drawing"
# Debian's own Python, which has h5py and matplotlib; the first python3 of PATH may be another.
/usr/bin/python3 analysis/surface.py "$surface" -o "$results/zprime_surface.png" >&2
/usr/bin/python3 analysis/cabibbo_region.py "$surface" -o "$results/zprime_cabibbo.png" >&2

printf '%s\n' "$surface" "$results/zprime_surface.png" "$results/zprime_cabibbo.png"
