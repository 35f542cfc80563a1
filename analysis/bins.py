#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""smeftscan-plot bins, without an installation."""

from smeftscan_plot.start import start

start("bins")
