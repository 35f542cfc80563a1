# SPDX-License-Identifier: MIT
"""The table of docs/published.md is what jobs/published.sh prints."""

import re
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")


class ThePublishedFits(unittest.TestCase):
    def test_the_table(self):
        with tempfile.TemporaryDirectory() as folder:
            printed = subprocess.run(["bash", ROOT / "jobs/published.sh", folder], text=True,
                                     capture_output=True, check=True).stdout.splitlines()
        page = (ROOT / "docs/published.md").read_text(encoding="utf-8").splitlines()
        documented = [line for line in page if line.startswith("|")]
        self.assertEqual(len(printed), len(documented))
        for ours, theirs in zip(printed, documented):
            self.assertEqual(NUMBER.sub("", ours), NUMBER.sub("", theirs))
            for found, wanted in zip(NUMBER.findall(ours), NUMBER.findall(theirs)):
                # the last digit that is printed
                digit = 10.0 ** -len(wanted.split("e")[0].split(".")[1])
                self.assertLessEqual(abs(float(found) - float(wanted)), 1.01 * digit, (ours, theirs))


if __name__ == "__main__":
    unittest.main()
