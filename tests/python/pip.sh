#!/bin/bash
# SPDX-License-Identifier: MIT
# pip installs the package into a virtual environment, where it works without the build tree.
#     pip.sh <source tree> <build tree> <scratch folder>
set -euo pipefail
source_tree=$1 build_tree=$2 scratch=$3
rm -rf "$scratch"
mkdir -p "$scratch/source"
# what git would clone, so that nothing is left in the tree
(cd "$source_tree" && cp -r CMakeLists.txt README.md analysis data pyproject.toml python setup.py "$scratch/source")
/usr/bin/python3 -m venv --system-site-packages "$scratch/venv"
SMEFTSCAN_BUILD_DIR=$build_tree "$scratch/venv/bin/pip" install -q --no-build-isolation --no-deps \
  --no-index "$scratch/source"
cd "$scratch"
unset PYTHONPATH SMEFTSCAN_DATA_DIR
place=$(echo "$scratch"/venv/lib/python3.*/site-packages/smeftscan)
venv/bin/python -B "$source_tree/tests/python/installed.py" "$place/data" | grep -q "^$place/"
venv/bin/smeftscan-plot surface --help > /dev/null
