#!/bin/bash
# SPDX-License-Identifier: MIT
# Builds everything and runs all tests; on a fresh Debian 12 or 13 it installs what is missing first.
# Searches for files that break a reader are apart: tests/fuzz/run.sh.
# No arguments; the exit code is ctest's.
source "$(dirname "${BASH_SOURCE[0]}")/../jobs/setup.sh"

# Other programs that read our files, or check our numbers.
smeftscan_packages+=(python3-emcee python3-iminuit python3-setuptools python3-pip python3-venv)
install_missing_packages
install_optional_packages slurm-wlm munge  # for scans in a real queue
install_optional_packages clang-tidy-19    # mistakes in what was changed last
install_optional_packages mypy             # the types of the Python package
install_optional_packages clang-format-14  # the version that decides, of Debian 12
configure_release
cmake --build build/release --parallel "$cores"
ctest --preset release
