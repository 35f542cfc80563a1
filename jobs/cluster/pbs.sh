#!/bin/bash
# SPDX-License-Identifier: MIT
# Scans under PBS (OpenPBS, PBS Professional), each for as many lives as it needs. Edit (1), (2) and
# (3), then, in the folder of this script,
#
#     qsub pbs.sh                      the first scan of the list
#     qsub -J 0-2 pbs.sh               an array: each task one scan, with an output file of its own
#
# A life ends with exit code 75 when it was stopped early: the journal beside the output holds all
# points that are done, and the script submits itself for the next life, since few sites let users
# rerun a job. Any other code ends the job; 0 is complete (all codes: docs/reference.md).

# (1) Ranks (select x mpiprocs), threads of each, and time. More of them in the next life give the
# same numbers.
#PBS -l select=4:ncpus=16:mpiprocs=16:ompthreads=1
#PBS -l walltime=04:00:00
#PBS -N smeftscan
#PBS -j oe
#PBS -r y

# (2) The program; a cluster may want its MPI loaded first: module load openmpi
program=smeftscan

# (3) One line a scan: its job file, and options of `smeftscan run` without blanks in them.
scans=(
  "zprime_surface.yaml"
  "zprime_surface.yaml --set model.z_prime.gl_33=-1.0 -o gl_33_-1.0.h5"
  "zprime_surface.yaml --set model.z_prime.gl_33=0 -o gl_33_0.h5"
)
most_lives=100  # so that a scan whose start alone takes the whole time does not go on for ever

cd "$PBS_O_WORKDIR" || exit 71
index=${PBS_ARRAY_INDEX:-${index:-0}}
life=${life:-1}
read -ra scan <<< "${scans[index]}"
export OMPI_MCA_hwloc_base_binding_policy=none  # Open MPI would keep a rank's threads on one core
# PBS sends TERM at the limit, which is too late. The program stops in time by itself if it knows
# the limit.
limit=$(qstat -f "$PBS_JOBID" | sed -n 's/^ *Resource_List.walltime = //p')

mpirun "$program" run "${scan[@]}" --resume ${limit:+--wall-time "$limit"}
code=$?

if ((code == 75 && life < most_lives)); then
  qsub -v index="$index",life=$((life + 1)) pbs.sh  # this file, without options given by hand
fi
exit "$code"
