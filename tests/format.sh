#!/bin/bash
# SPDX-License-Identifier: MIT
# Whether .clang-format has decided how our C++ looks: with clang-format 14, since every version
# decides a little differently. Says which files differ; --repair formats them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
formatter=$(command -v clang-format-14) || {
  echo "SKIPPED: clang-format 14 is not installed (Debian 12: apt-get install clang-format-14)" >&2
  exit 77
}
mapfile -t files < <(find src include tests -name '*.cpp' -o -name '*.hpp')
if [[ ${1:-} == --repair ]]; then
  "$formatter" -i "${files[@]}"
else
  "$formatter" --dry-run -Werror "${files[@]}"
fi
