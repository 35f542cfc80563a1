#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""smeftscan-plot cabibbo_region, without an installation."""

from smeftscan_plot.start import start

start("cabibbo_region")
