#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""All commands of arXiv:2108.05614; `bash jobs/paper.sh` calls it."""

from smeftscan_plot.start import start

start("reproduce")
