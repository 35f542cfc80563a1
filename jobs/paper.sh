#!/bin/bash
# SPDX-License-Identifier: MIT
# Reproduces arXiv:2108.05614: builds the program, runs every job of the paper on all cores, draws
# its figures, and writes a ledger of each equation, number and figure beside ours, with the
# verdict. No arguments; may be run again. Minutes on two cores; what it does: docs/paper.md.
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

install_missing_packages
configure_release
say "building build/release/smeftscan"
cmake --build build/release --target smeftscan_program --parallel "$cores" >&2

# As in quickstart.sh: one rank a core, neither bound nor counted against Open MPI's slots.
export OMP_NUM_THREADS=1
launcher="mpirun -np $cores --oversubscribe --bind-to none"
launcher+=" --mca btl_vader_single_copy_mechanism none"
if ((EUID == 0)); then
  export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
fi
/usr/bin/python3 analysis/reproduce.py build/paper --program build/release/smeftscan \
  --launcher "$launcher"
