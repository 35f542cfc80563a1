#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""smeftscan-plot fig1_running, without an installation."""

from smeftscan_plot.start import start

start("fig1_running")
