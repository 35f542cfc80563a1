# SPDX-License-Identifier: MIT
"""Run in an installed package: it works and reads its own data, in the folder of the argument."""

import sys
from pathlib import Path

import smeftscan
from smeftscan import _data

assert _data._folder == Path(sys.argv[1]).resolve(), (_data._folder, sys.argv[1])
# the data give the SM couplings that enter a Higgs current's matching
wc = smeftscan.match("z_prime", mass="2 TeV", gphi=0.3, **{"gphi.im": 0.1})
assert wc["values"]["phiD"] != 0.0 and wc["metadata"]["sm"]["Gu"], wc
like = smeftscan.Likelihood({"model": {"smeft": {"scale": "1 TeV"}}, "data": "paper",
                             "parameters": {"ll_1221": {"range": [-1e-7, 1e-7]}},
                             "likelihood": ["cabibbo"], "running": {"method": "leading-log"}})
assert like.chi2([[0.0], [1e-8]]).shape == (2,)
print(smeftscan.__file__)
