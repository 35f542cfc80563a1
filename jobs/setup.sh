# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Sourced by jobs/quickstart.sh and tests/run.sh: goes to the top of the source tree, installs the
# Debian packages that are missing and configures the preset `release` in build/release.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
cores=$(env -u OMP_NUM_THREADS -u OMP_THREAD_LIMIT nproc)  # nproc would obey these two

# Everything that the program, its benchmarks and its figures need, on Debian 12 and 13.
smeftscan_packages=(
  g++ cmake ninja-build git
  libopenmpi-dev openmpi-bin libhdf5-openmpi-dev
  libeigen3-dev libsundials-dev librandom123-dev libxxhash-dev
  libyaml-cpp-dev nlohmann-json3-dev libcli11-dev libspdlog-dev
  catch2 libbenchmark-dev
  python3 python3-h5py python3-numpy python3-matplotlib python3-yaml
  python3-xarray python3-h5netcdf python3-pandas python3-scipy
  python3-dev pybind11-dev
)

say() { printf '==> %s\n' "$*" >&2; }
give_up() { printf 'error: %s\n' "$*" >&2; exit 1; }

# Those of these packages that are not installed, one a line.
missing_of() {
  local package
  for package; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null) == installed ]] \
      || printf '%s\n' "$package"
  done
}

apt_get() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q "$@" >&2; }

install_missing_packages() {
  if ! command -v dpkg-query > /dev/null; then
    say "not a Debian system: make sure that you have: ${smeftscan_packages[*]}"
    return
  fi
  local missing as_root=()
  mapfile -t missing < <(missing_of "${smeftscan_packages[@]}")
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    command -v sudo > /dev/null || give_up "missing packages, and neither root nor sudo to install" \
      "them. Ask an administrator for: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  say "installing ${missing[*]}"
  apt_get update || give_up "apt-get update failed (no network?). Missing packages: ${missing[*]}"
  apt_get install -y --no-install-recommends "${missing[@]}" \
    || give_up "apt-get install failed. Missing packages: ${missing[*]}"
}

# What widens the tests where it can be had without asking anybody; what cannot is left out.
install_optional_packages() {
  command -v dpkg-query > /dev/null || return 0
  local missing as_root=()
  mapfile -t missing < <(missing_of "$@")
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    as_root=(sudo -n)
  fi
  say "installing, if they can be had, ${missing[*]}"
  { apt_get -o Acquire::Retries=0 update && apt_get install -y --no-install-recommends "${missing[@]}"; } \
    || say "left out: ${missing[*]}; their tests say so"
}

configure_release() {
  if ! grep -qw avx2 /proc/cpuinfo || ! grep -qw fma /proc/cpuinfo; then
    give_up "this processor lacks AVX2 or FMA, which preset release needs. Build by hand:" \
      "cmake --preset native && cmake --build --preset native"
  fi
  local generator=()
  [[ -f build/release/CMakeCache.txt ]] || generator=(-G Ninja)  # a configured tree keeps its own
  cmake --preset release "${generator[@]}" >&2
}
