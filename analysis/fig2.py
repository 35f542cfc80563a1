#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""smeftscan-plot fig2, without an installation."""

from smeftscan_plot.start import start

start("fig2")
