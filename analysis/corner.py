#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""smeftscan-plot corner, without an installation."""

from smeftscan_plot.start import start

start("corner")
