# SPDX-License-Identifier: MIT
"""A full disk ends a scan with exit code 74 within five seconds, and costs no point."""

import contextlib
import os
import resource
import signal
import subprocess
import time
import unittest

from program import PROGRAM
from scan_life import GRID, ScanLife

FIT = """
model: {z_prime: {mass: 1 TeV}}
parameters: {gl_11: {range: [-2, 2]}, gl_22: {range: [0, 3]}}
data: paper
likelihood: [cabibbo, trident]
running: {method: operator}
sampler: {best_fit: {starts: 4, seed: 1}}
output: fit.h5
"""


class DiskFull(ScanLife):
    def check_refusal(self, code, log):
        self.assertEqual(code, 74, log)
        self.assertRegex(log, r"smeftscan: error: .*out\.h5.*")
        self.assertNotIn("terminate called", log)

    def test_a_limit_on_the_size_of_files_ends_a_scan_that_then_goes_on(self):
        def deaf():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

        with open(self.path("log"), "w", encoding="utf-8") as log:
            process = subprocess.Popen([PROGRAM, "run", "job.yaml"], cwd=self.folder, stderr=log,
                                       preexec_fn=deaf)
        self.wait_for_part(process, 0.05)  # MPI's own files are there then
        size = os.path.getsize(self.path("out.h5.d/journal.0"))
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size + 1000, size + 1000))
        self.check_refusal(process.wait(timeout=60), self.log())
        self.assertGreater(self.part_done(), 0.05)
        self.finish(2)
        self.check_same()

    @contextlib.contextmanager
    def disk(self, size):
        disk = self.path("disk")
        os.makedirs(disk, exist_ok=True)
        mount = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk],
                               capture_output=True, text=True, check=False)
        if mount.returncode != 0:
            self.skipTest("no tmpfs may be mounted: " + mount.stderr.strip())
        try:
            yield disk
        finally:
            subprocess.run(["umount", disk], check=True)

    def check_full_disk(self, size, at_the_journal):
        with self.disk(size) as disk:
            process = self.start(2, "-o", "disk/out.h5")
            while process.poll() is None and os.statvfs(disk).f_bavail > 0:
                time.sleep(0.01)
            full = time.perf_counter()
            code = process.wait(timeout=60)
            if at_the_journal:
                self.assertLess(time.perf_counter() - full, 5)
            self.check_refusal(code, self.log())
            self.assertIn("No space left on device", self.log())
            self.assertFalse(os.path.exists(os.path.join(disk, "out.h5")))
            subprocess.run(["mount", "-o", "remount,size=256m", disk], check=True)
            process = self.start(2, "-o", "disk/out.h5")
            self.assertEqual(process.wait(timeout=600), 0, self.log())
            self.assertIn("resumed: ", self.log())
            self.check_same("disk/out.h5")

    def test_a_full_disk_ends_all_ranks_in_time_whether_at_the_journal_or_at_the_file(self):
        for size, at_the_journal in (("40k", True), ("136k", False)):
            with self.subTest(size):
                self.check_full_disk(size, at_the_journal)

    def test_four_mebibytes_are_full_soon_where_points_are_fast(self):
        self.write("job.yaml", GRID.format(points=400).replace("rtol: 1e-4", "method: operator"))
        self.check_full_disk("4m", at_the_journal=True)

    def test_what_fails_after_the_last_row_of_a_fit_is_made_up_for_without_a_new_point(self):
        self.write("fit.yaml", FIT)
        code, _, log = self.call("run", "fit.yaml", "-o", "whole.h5")
        self.assertEqual(code, 0, log)
        limit = os.path.getsize(self.path("whole.h5")) - 1000

        def small_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        done = subprocess.run([PROGRAM, "run", "fit.yaml", "-o", "out.h5"], cwd=self.folder,
                              text=True, capture_output=True, check=False, preexec_fn=small_files)
        self.check_refusal(done.returncode, done.stderr)
        self.assertIn("minimum: ", done.stderr)  # the last row is done
        self.assertFalse(os.path.exists(self.path("out.h5")))
        code, _, log = self.call("run", "fit.yaml", "-o", "out.h5", "--resume")
        self.assertEqual(code, 0, log)
        self.assertIn("smeftscan: 0 points in", log)
        self.assertEqual(self.call("diff", "whole.h5", "out.h5", "--bitwise")[:2], (0, ""))


if __name__ == "__main__":
    unittest.main()
