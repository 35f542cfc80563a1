#!/bin/bash
# SPDX-License-Identifier: MIT
# Both commands of the README on a clean Debian of another release, in a folder made by mmdebstrap:
# what is committed is cloned, installed, built, run and tested there. Takes an hour on two cores.
#
#     bash tests/platforms.sh [SUITE [FOLDER]]      trixie (Debian 13) and /var/tmp/smeftscan-SUITE
#                                                   unless given; a folder that is there is used again
#
# Needs root, mmdebstrap and Debian's mirror. The log of each command stays in the folder; the closing
# lines of both are printed. The exit code is that of the tests.
set -euo pipefail
suite=${1:-trixie}
folder=${2:-/var/tmp/smeftscan-$suite}
cd "$(dirname "${BASH_SOURCE[0]}")/.."
((EUID == 0)) || { echo "error: mounts and chroot need root" >&2; exit 1; }
command -v mmdebstrap > /dev/null \
  || { echo "error: mmdebstrap is missing (Debian: apt-get install mmdebstrap)" >&2; exit 1; }

if [[ ! -d $folder/usr ]]; then
  mmdebstrap --variant=minbase --include=ca-certificates,git,procps "$suite" "$folder"
fi
for place in proc sys dev dev/shm; do
  mountpoint -q "$folder/$place" || mount --rbind "/$place" "$folder/$place"
done
trap 'for place in dev/shm dev sys proc; do umount -R -l "$folder/$place" || true; done' EXIT
cp /etc/resolv.conf "$folder/etc/resolv.conf"
rm -rf "$folder/smeftscan"
git clone -q --no-hardlinks . "$folder/smeftscan"

inside() { chroot "$folder" env -i HOME=/ PATH=/usr/sbin:/usr/bin CI=true "$@"; }
code=0
for command in jobs/quickstart.sh tests/run.sh; do
  log=$folder/$(basename "$command").log
  start=$SECONDS
  inside bash "smeftscan/$command" > "$log" 2>&1 || code=$?
  printf '==> %s on %s: exit code %d after %d s\n' "$command" "$suite" "$code" $((SECONDS - start))
  tail -n 12 "$log"
done
exit "$code"
