#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""smeftscan-plot wilson_plane, without an installation."""

from smeftscan_plot.start import start

start("wilson_plane")
