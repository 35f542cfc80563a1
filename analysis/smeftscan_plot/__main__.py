# SPDX-License-Identifier: MIT
"""python3 -m smeftscan_plot KIND FILE"""

from .start import main

main()
