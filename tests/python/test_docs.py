# SPDX-License-Identifier: MIT
"""The examples of docs/python.md run as they stand."""

import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ["SMEFTSCAN_PROGRAM"]


class TheExamples(unittest.TestCase):
    def test_every_block_runs(self):
        blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs/python.md").read_text(), re.DOTALL)
        self.assertGreater(len(blocks), 5)
        code = "\n".join(blocks).replace('Likelihood("jobs/', f'Likelihood("{ROOT}/jobs/')
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([PROGRAM, "run", ROOT / "jobs/paper_fit.yaml"], cwd=folder, check=True,
                           capture_output=True)
            os.chdir(folder)
            names = {}
            exec(code, names)  # pylint: disable=exec-used
        self.assertEqual(names["info"]["likelihood"]["flavour"]["external"](-0.17, 1.5, -1.8),
                         -0.5 * names["like"].chi2([-0.17, 1.5, -1.8]))
        self.assertLess(names["minuit"].fval, names["like"].chi2([-0.17, 1.5, -1.8]))


if __name__ == "__main__":
    unittest.main()
