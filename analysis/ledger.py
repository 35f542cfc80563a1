#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The claims of arXiv:2108.05614 beside what reproduce.py found."""

from smeftscan_plot.start import start

start("ledger")
