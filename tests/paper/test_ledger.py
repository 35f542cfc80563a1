# SPDX-License-Identifier: MIT
"""The paper reproduced on small grids by the program: every claim has its verdict."""

import contextlib
import dataclasses
import io
import os
import pathlib
import re
import sys
import tempfile
import unittest
from unittest import mock

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "analysis"))
from smeftscan_plot import Failure, ledger, reproduce  # noqa: E402
from smeftscan_plot.paper_claims import STALE, UNEXPLAINED, load_claims  # noqa: E402
from smeftscan_plot.paper_results import Results  # noqa: E402
from smeftscan_plot.paper_runs import load_runs  # noqa: E402

PROGRAM = os.environ["SMEFTSCAN_PROGRAM"]


def call(script, *arguments):
    """main() of a script: its exit code, what it prints."""
    out = io.StringIO()
    with mock.patch.object(sys, "argv", [script.__name__, *map(str, arguments)]), \
            contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        try:
            script.main()
        except SystemExit as end:
            return end.code, out.getvalue()
    return 0, out.getvalue()


def _without_commands(text):
    return text.partition("## Commands")[0]


class Ledger(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = folder.name
        cls.code, cls.printed = call(reproduce, cls.folder, "--program", PROGRAM, "--quick")

    def test_every_run_leaves_its_file(self):
        self.assertEqual(self.code, 0)
        for one in load_runs():
            if not one.makes.endswith(".png"):
                self.assertIn(os.path.join(self.folder, one.makes), self.printed)
                self.assertTrue(os.path.exists(os.path.join(self.folder, one.makes)), one.makes)

    def test_every_claim_has_its_verdict_and_every_difference_its_reason(self):
        text = pathlib.Path(self.folder, "ledger.md").read_text()
        self.assertEqual(text.count("**reproduced**") + text.count("**misprint**")
                         + text.count("**differs**"), sum(bool(one.ours) for one in load_claims()))
        self.assertNotIn(UNEXPLAINED, text)
        self.assertNotIn(STALE, text)
        self.assertEqual(_without_commands(call(ledger, self.folder)[1]), _without_commands(text))

    def test_numbers_come_from_files_that_a_run_makes(self):
        results, made = Results(self.folder), {one.makes for one in load_runs()}
        for claim in load_claims():
            ledger.judge(claim, results)
            self.assertLessEqual(set(results.used), made)

    def test_a_wrong_number_and_a_needless_reason_end_the_ledger_with_1(self):
        for change, word in (({"paper": "0.9999"}, UNEXPLAINED), ({"because": "so"}, STALE)):
            claims = [dataclasses.replace(claim, **change) if claim.ours == "r_vus_at_26" else claim
                      for claim in load_claims()]
            with mock.patch.object(ledger, "load_claims", lambda claims=claims: claims):
                code, text = call(ledger, self.folder)
            self.assertEqual(code, 1)
            self.assertEqual(text.count(f"**{word}**"), 1)

    def test_the_examples_of_pictures_and_readers_run(self):
        examples = re.findall(r"```python\n(.*?)```", (ROOT / "analysis/README.md").read_text(),
                              re.DOTALL)
        self.assertEqual(len(examples), 3)
        for name, ours in (("surface.h5", "plane.h5"), ("paper_fit.h5", "fit.h5"),
                           ("posterior.h5", "posterior.h5")):
            examples = [code.replace(f'"{name}"', repr(os.path.join(self.folder, ours)))
                        for code in examples]
        here = os.getcwd()
        self.addCleanup(os.chdir, here)
        os.chdir(self.folder)  # where they leave a picture
        for code in examples:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(code, {})

    def test_a_program_that_fails_ends_it_with_its_exit_code(self):
        with tempfile.TemporaryDirectory() as folder:
            failing = pathlib.Path(folder, "smeftscan")
            failing.write_text("#!/bin/sh\necho 'no such job' >&2\nexit 65\n")
            failing.chmod(0o755)
            with self.assertRaises(Failure) as caught:
                call(reproduce, folder, "--program", failing)
            self.assertEqual(caught.exception.code, 65)
            self.assertIn("no such job", str(caught.exception))


if __name__ == "__main__":
    unittest.main()
