#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""smeftscan-plot surface, without an installation."""

from smeftscan_plot.start import start

start("surface")
