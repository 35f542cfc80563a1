#!/bin/bash
# SPDX-License-Identifier: MIT
# Scans under Slurm, each for as many lives as it needs. Edit (1), (2), (3), then
#
#     sbatch slurm.sh                  the first scan of the list
#     sbatch --array=0-2 slurm.sh      an array: each task one scan, with an output file of its own
#
# A life ends with exit code 75 when it was stopped early: the journal beside the output holds all
# points that are done, and the job goes back into the queue. Any other code ends the job; 0 is
# complete (all codes: docs/reference.md).

# (1) Ranks, threads of each, and time. More of them in the next life give the same numbers.
#SBATCH --ntasks=64 --cpus-per-task=1 --time=04:00:00
#SBATCH --job-name=smeftscan --output=%x-%j.log --open-mode=append
# Five minutes before the limit this script gets USR1 (B:, since mpirun is no step of Slurm's).
#SBATCH --signal=B:USR1@300 --requeue

# (2) The program; a cluster may want its MPI loaded first: module load openmpi
program=smeftscan

# (3) One line a scan: its job file, and options of `smeftscan run` without blanks in them.
scans=(
  "zprime_surface.yaml"
  "zprime_surface.yaml --set model.z_prime.gl_33=-1.0 -o gl_33_-1.0.h5"
  "zprime_surface.yaml --set model.z_prime.gl_33=0 -o gl_33_0.h5"
)
most_lives=100  # so that a scan whose start alone takes the whole time does not go on for ever

# mpirun passes USR1 on to every rank; TERM would end them at once.
mpi=
signal=
trap 'signal=caught; [[ $mpi ]] && kill -USR1 "$mpi"' USR1 TERM

# The number alone may mean the whole array.
job=${SLURM_ARRAY_TASK_ID:+${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID}
job=${job:-$SLURM_JOB_ID}
read -ra scan <<< "${scans[${SLURM_ARRAY_TASK_ID:-0}]}"
export OMP_NUM_THREADS=${SLURM_CPUS_PER_TASK:-1}
export OMPI_MCA_hwloc_base_binding_policy=none  # Open MPI would keep a rank's threads on one core
# Slurm tells its jobs when they must end since 23.02; before that one has to ask.
end=$(squeue -h -j "$job" -o %e | date -f - +%s 2> /dev/null)  # nothing: no limit
export SLURM_JOB_END_TIME=${SLURM_JOB_END_TIME:-$end}

mpirun "$program" run "${scan[@]}" --resume &
mpi=$!
while  # a signal ends `wait`, not the scan
  signal=
  wait "$mpi"
  code=$?
  [[ $signal ]]
do :; done

# 138: USR1 met a rank that had just started and did not listen yet.
if ((code == 75 || code == 138)) && ((${SLURM_RESTART_COUNT:-0} + 1 < most_lives)); then
  scontrol requeue "$job"
fi
exit "$code"
