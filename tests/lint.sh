#!/bin/bash
# SPDX-License-Identifier: MIT
# clang-tidy 19 (which Debian 12 and 13 have) with the checks of .clang-tidy: some seconds a file.
#
#     bash tests/lint.sh [all | FILE...]    unless given, of the C++ files that differ from the commit
#                                           before (or from the revision in SMEFTSCAN_LINT_SINCE) at
#                                           most twelve; a larger change is looked at by `all`
#
# Exit code 1 if it finds anything, 77 without clang-tidy-19.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if ! command -v clang-tidy-19 > /dev/null; then
  echo "SKIPPED: clang-tidy-19 is missing (Debian: apt-get install clang-tidy-19)" >&2
  exit 77
fi

sources() { grep -E '^(src|tests)/.*\.cpp$' || true; }
if (($# == 0)); then
  since=${SMEFTSCAN_LINT_SINCE:-HEAD~1}
  if ! git rev-parse --quiet --verify "$since^{commit}" > /dev/null; then
    echo "SKIPPED: no revision $since to compare with" >&2
    exit 77
  fi
  mapfile -t files < <(git diff --name-only --diff-filter=d "$since" | sources)
  if ((${#files[@]} > 12)); then
    echo "12 of ${#files[@]} files that differ from $since" >&2
    files=("${files[@]:0:12}")
  fi
elif [[ $1 == all ]]; then
  mapfile -t files < <(git ls-files | sources)
else
  files=("$@")
fi
((${#files[@]})) || exit 0

flags=(-std=c++20 -march=x86-64-v3 -Iinclude -Itests -isystem /usr/include/eigen3
  -isystem /usr/include/hdf5/openmpi -DOMPI_SKIP_MPICXX -DSMEFTSCAN_SOURCE_DIR='""'
  -DSMEFTSCAN_PROGRAM='""' -Wno-unknown-pragmas
  -fconstexpr-steps=100000000)  # the table of coefficients
read -ra library_flags <<< "$(mpicxx --showme:compile) $(python3-config --includes 2> /dev/null || true)"
# omp.h is that of g++, whose OpenMP the program has, with an attribute that clang does not know
omp=(/usr/lib/gcc/x86_64-linux-gnu/*/include/omp.h)
library_flags+=(-idirafter "$(dirname "${omp[-1]}")" '-D__malloc__(...)=')
printf '%s\n' "${files[@]}" | xargs -P "$(nproc)" -I '{}' \
  clang-tidy-19 --quiet '{}' -- "${flags[@]}" "${library_flags[@]}" 2> >(grep -vE '^[0-9]+ warnings? ' >&2)
