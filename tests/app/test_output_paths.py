# SPDX-License-Identifier: MIT
"""Symbolic links as outputs, text attributes of new and of old files, and files open elsewhere."""

import os
import unittest

import h5py
import numpy as np

from program import ProgramTest
from test_messages import JOB


class OutputPaths(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("job.yaml", JOB)

    def run_job(self, *options):
        code, _, err = self.call("run", "job.yaml", *options)
        self.assertEqual(code, 0, err)
        return err

    def test_links_that_lead_in_a_circle_are_73(self):
        os.symlink("loop.h5", self.path("loop.h5"))
        os.symlink("b.h5", self.path("a.h5"))
        os.symlink("a.h5", self.path("b.h5"))
        self.run_job()
        for name in ("loop.h5", "a.h5"):
            self.assertIn("circle", self.refusal(73, "run", "job.yaml", "-o", name))
            self.assertIn("circle", self.refusal(73, "merge", "out.h5", "-o", name))

    def test_what_a_link_points_to_is_written(self):
        os.mkdir(self.path("scratch"))
        os.symlink("scratch/x.h5", self.path("link.h5"))  # which is not there yet
        self.run_job("-o", "link.h5")
        self.assertTrue(os.path.islink(self.path("link.h5")))
        self.assertEqual(os.listdir(self.path("scratch")), ["x.h5"])
        self.assertIn("9 points done", self.result("status", "link.h5"))
        self.assertIn("exists already", self.refusal(73, "run", "job.yaml", "-o", "link.h5"))
        self.run_job("-o", "link.h5", "--overwrite")
        os.symlink(os.path.join(self.folder, "scratch", "y.yaml"), self.path("y.yaml"))
        wcxf = self.write_wcxf("in.json", 1000, {"ll_1122": 1e-8})
        self.result("evolve", wcxf, "--to", "500", "-o", "y.yaml")
        self.assertTrue(os.path.islink(self.path("y.yaml")))
        self.assertEqual(sorted(os.listdir(self.path("scratch"))), ["x.h5", "y.yaml"])

    def test_a_name_too_long_for_the_files_beside_it_is_refused_before_the_scan(self):
        for length, code in ((238, 0), (239, 73), (252, 73)):
            name = "x" * (length - 3) + ".h5"
            found, _, err = self.call("run", "job.yaml", "-o", name)
            self.assertEqual(found, code, err)
            if code:
                self.assertEqual(err.count("\n"), 1, err)
                self.assertIn("name is too long", err)
                self.assertFalse([left for left in os.listdir(self.folder)
                                  if left.startswith(name[:-3])])

    def test_a_run_alone_needs_neither_ssh_nor_a_path(self):
        code, _, err = self.call("run", "job.yaml", env={"HOME": self.folder, **{
            name: value for name, value in os.environ.items() if name.startswith("OMPI_")}})
        self.assertEqual(code, 0, err)
        self.assertIn("9 points", err)
        self.assertNotIn("ssh", err)

    def test_slurm_tasks_that_mpi_does_not_see_are_warned_of(self):
        code, _, err = self.call("run", "job.yaml",
                                 env={**os.environ, "SLURM_STEP_NUM_TASKS": "4"})
        self.assertEqual(code, 0, err)
        self.assertIn("warning: Slurm has started 4 tasks", err)
        _, _, err = self.call("run", "job.yaml", "--overwrite",
                              env={**os.environ, "SLURM_STEP_NUM_TASKS": "1"})
        self.assertNotIn("Slurm", err)

    def test_text_attributes_are_str_in_h5py(self):
        self.run_job()
        with h5py.File(self.path("out.h5")) as file:
            self.assertEqual(file.attrs["state"], "complete")
            self.assertEqual(file["grid/chi2"].attrs["units"], "1")
            self.assertIsInstance(file["provenance"].attrs["program_version"], str)

    def test_files_with_text_attributes_of_fixed_length_are_still_read(self):
        self.run_job()
        self.run_job("-o", "old.h5")
        with h5py.File(self.path("old.h5"), "r+") as file:
            def convert(_, item):
                for name, value in list(item.attrs.items()):
                    if isinstance(value, str):
                        item.attrs.create(name, np.bytes_(value.encode()))
            convert("", file)
            file.visititems(convert)
            self.assertEqual(file.attrs["state"], b"complete")
        self.result("diff", "out.h5", "old.h5")
        self.assertIn("complete", self.result("status", "old.h5"))
        self.assertEqual(self.call("export", "old.h5", "--to", "csv")[0], 0)

    def test_nothing_left_to_do_has_no_rate_that_is_no_number(self):
        err = self.run_job("-o", "a.h5")
        self.assertNotIn("nan", err)
        err = self.run_job("-o", "a.h5", "--resume")
        self.assertIn("complete already", err)
        self.assertNotIn("nan", err)

    def test_a_file_that_is_open_elsewhere_may_be_so(self):
        self.run_job()
        with open(self.path("out.h5"), "r+b") as file:
            file.seek(-100, os.SEEK_END)
            file.write(b"x" * 10)
        self.assertIn("open for writing elsewhere", self.refusal(65, "diff", "out.h5", "out.h5"))


if __name__ == "__main__":
    unittest.main()
