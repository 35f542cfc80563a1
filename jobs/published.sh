#!/bin/bash
# SPDX-License-Identifier: MIT
# Published fits beside ours, as docs/published.md has them: runs the jobs of jobs/published/ with the
# program that quickstart.sh has built (or that SMEFTSCAN_PROGRAM names), in seconds, and prints a
# table in Markdown. Needs scipy (Debian: python3-scipy).
#
#     bash jobs/published.sh [FOLDER]      of the scan files; build/published unless given
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=${1:-build/published}
program=${SMEFTSCAN_PROGRAM:-build/release/smeftscan}
mkdir -p "$folder"
for job in jobs/published/*.yaml; do
  "$program" run "$job" -o "$folder/$(basename "$job" .yaml).h5" --overwrite \
    2> "$folder/$(basename "$job" .yaml).log" || { cat "$folder/$(basename "$job" .yaml).log" >&2; exit 1; }
done
/usr/bin/python3 -B jobs/published/table.py "$folder"
