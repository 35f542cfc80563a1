# SPDX-License-Identifier: MIT
"""Whatever ends a scan early, it goes on where it was, on other ranks, to the same bits.

SMEFTSCAN_KILLS says how often the scan is killed (50 are the figures of docs/reliability.md).
"""

import json
import os
import re
import signal
import subprocess
import time
import unittest

import h5py

from program import PROGRAM
from scan_life import POINTS, ScanLife

KILLS = int(os.environ.get("SMEFTSCAN_KILLS", "4"))


class Resume(ScanLife):
    def check_same(self):
        super().check_same()
        self.assertEqual(sorted({*os.listdir(self.folder)} - {"log"}),
                         ["job.yaml", "out.h5", "whole.h5"])

    def start_alone(self, *options):
        """A life without mpirun."""
        with open(self.path("log"), "w", encoding="utf-8") as log:
            process = subprocess.Popen([PROGRAM, "run", "job.yaml", *options], cwd=self.folder,
                                       stderr=log)
        self.processes.append(process)
        return process

    def test_a_killed_scan_resumes_on_other_ranks_to_the_same_bits(self):
        self.check_kills(KILLS, most_ranks=3)

    def test_a_signal_stops_a_scan_resumable(self):
        process = self.start_alone()
        self.wait_for_part(process, 0.1)
        process.send_signal(signal.SIGUSR1)
        self.assertEqual(process.wait(timeout=60), 75, self.log())
        self.assertIn("--resume", self.log())
        self.assertFalse(os.path.exists(self.path("out.h5")))
        self.assertRegex(self.result("status", "out.h5"), r"partial: \d+ points done of \d+")
        self.assertRegex(self.refusal(73, "run", "job.yaml"), "--resume")

        self.assertEqual(self.call("recover", "out.h5")[0], 0)
        with h5py.File(self.path("out.h5")) as file:
            self.assertEqual(file.attrs["state"], "partial")
            self.assertLess(file.attrs["points_done"], POINTS * POINTS)
            self.assertEqual((file["grid/status"][:] == 1).sum(), file.attrs["points_done"])
        code, _, err = self.call("run", "job.yaml", "--resume")
        self.assertEqual(code, 0, err)
        self.check_same()
        code, _, err = self.call("run", "job.yaml", "--resume")
        self.assertEqual((code, "complete already" in err), (0, True), err)

    def test_a_wall_time_stops_a_scan_resumable(self):
        process = self.start_alone("--wall-time", "1 s")
        self.wait_for_part(process, 0.1)  # a slow machine may have less when the time is up
        process.send_signal(signal.SIGSTOP)  # and a fast one be done before
        time.sleep(1)
        process.send_signal(signal.SIGCONT)
        self.assertEqual(process.wait(timeout=60), 75, self.log())
        self.assertIn("the wall time is up", self.log())
        code, _, err = self.call("run", "job.yaml", "--resume")
        self.assertEqual(code, 0, err)

    def test_a_journal_of_another_job_or_other_data_is_refused_with_the_difference(self):
        self.assertEqual(self.call("run", "job.yaml", "--wall-time", "00:00:00")[0], 75)
        for change, message in (("running.rtol=1e-5", r"^running.rtol: 1.0e-0. -> 1.0e-05$"),
                                ("data=current", r"^inputs.low_energy.lambda: 0.2312 -> 0.23131$"),
                                ("parameters.gl_11.points=3",
                                 f"^parameters.gl_11.points: {POINTS} -> 3$")):
            with self.subTest(change):
                code, _, err = self.call("run", "job.yaml", "--resume", "--set", change)
                self.assertEqual(code, 65, err)
                self.assertEqual(len(re.findall(message, err, re.MULTILINE)), 1, err)
        # what does not change a row may change
        code, _, err = self.call("run", "job.yaml", "--resume", "--set", "run.max_failed=0.5")
        self.assertEqual(code, 0, err)

    def test_a_scan_that_runs_is_not_disturbed(self):
        process = self.start_alone()
        while not os.path.exists(self.path("out.h5.status.json")):
            self.assertIsNone(process.poll(), self.log())
            time.sleep(0.002)
        process.send_signal(signal.SIGSTOP)  # it may be over sooner than we have looked
        status = json.loads(self.result("status", "out.h5", "--json"))
        self.assertEqual((status["state"], status["points_total"]), ("running", POINTS * POINTS))
        for arguments in (("run", "job.yaml", "--resume"), ("run", "job.yaml", "--overwrite"),
                          ("recover", "out.h5")):
            self.assertRegex(self.refusal(73, *arguments), "in use")
        process.send_signal(signal.SIGCONT)
        self.assertEqual(process.wait(timeout=300), 0, self.log())
        self.check_same()

    def test_files_of_one_scan_in_parts_merge_to_the_whole(self):
        self.undisturbed()
        first, second = POINTS // 2, POINTS - POINTS // 2
        width = 4 / (POINTS - 1)
        for name, count, low, high in (
                ("a.h5", first, -2, -2 + (first - 1) * width),
                ("b.h5", second, -2 + first * width, 2)):
            code, _, err = self.call(
                "run", "job.yaml", "-o", name, "--set", f"parameters.gl_11.points={count}",
                "--set", f"parameters.gl_11.range=[{low!r}, {high!r}]")
            self.assertEqual(code, 0, err)
        self.assertEqual(self.call("merge", "b.h5", "a.h5", "-o", "merged.h5")[0], 0)
        code, out, _ = self.call("diff", "merged.h5", "whole.h5", "--rtol", "1e-3")
        self.assertEqual((code, out), (0, ""))
        self.assertRegex(self.refusal(73, "merge", "a.h5", "b.h5", "-o", "whole.h5"), "exists")
        code, _, err = self.call("run", "job.yaml", "-o", "c.h5", "--set", "keep={}")
        self.assertEqual(code, 0, err)
        code, _, err = self.call("merge", "a.h5", "c.h5", "-o", "d.h5")
        self.assertEqual(code, 65)
        self.assertRegex(err, r"(?m)c.h5: is of another scan than a.h5:\nkeep")


if __name__ == "__main__":
    unittest.main()
