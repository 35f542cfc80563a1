#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A part of the measurements as a folder for `smeftscan --data-dir`."""

from smeftscan_plot.start import start

start("select_measurements")
