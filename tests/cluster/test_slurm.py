# SPDX-License-Identifier: MIT
"""jobs/cluster/slurm.sh in a real Slurm, which the test starts on this machine and ends.

Without Slurm or where it cannot start, the test is skipped (exit code 77) and says why.
"""

import os
import re
import signal
import sys
import tempfile
import time
import unittest

import h5py

from cluster_script import SMALL, edit
from one_node_slurm import OneNodeSlurm, Unavailable
from program import ProgramTest
from scan_life import ranks_in, rows_in_journal

LONG = SMALL.replace("points: 80", "points: 3000")  # nobody waits for its end


def has_usr1(pid):
    """Whether the signal waits for this process, which stands still."""
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        pending = re.search(r"^ShdPnd:\s*(\w+)", file.read(), re.MULTILINE).group(1)
    return bool(int(pending, 16) >> (signal.SIGUSR1 - 1) & 1)


class Slurm(ProgramTest):
    slurm = None  # set by main()

    def setUp(self):
        super().setUp()
        self.write("small.yaml", SMALL)
        self.write("long.yaml", LONG)

    def path(self, name):
        return os.path.join(self.folder, name)

    def submit(self, scans, *options, **changes):
        """The number of a job of two ranks made of the script, edited as its users do."""
        name = f"slurm{len(os.listdir(self.folder))}.sh"
        return self.slurm.submit(self.write(name, edit("slurm.sh", scans, **changes)),
                                 "--ntasks=2", "--time=10", "--job-name=test", *options)

    def stop_in_its_queue(self, number, output, rows):
        """USR1 for a running scan that has so many rows; the ranks stand still from then until they
        have it, since a fast machine could be through before Slurm has passed it on."""
        end = time.monotonic() + 300
        while rows_in_journal(self.path(output + ".d")) < rows:
            self.assertLess(time.monotonic(), end, f"{output} has not {rows} rows")
            time.sleep(0.002)
        ranks = ranks_in(self.folder, output).values()
        self.assertTrue(ranks, f"{output} has more than {rows} rows already")
        for pid in ranks:
            os.kill(pid, signal.SIGSTOP)
        self.slurm.call("scancel", "--batch", "--signal=USR1", number)
        while not all(map(has_usr1, ranks)):
            self.assertLess(time.monotonic(), end, f"{output} gets no signal")
            time.sleep(0.01)
        for pid in ranks:
            os.kill(pid, signal.SIGCONT)

    def log(self, number):
        with open(self.path(f"test-{number}.log"), encoding="utf-8") as file:
            return file.read()

    def check_end(self, number, code, restarts):
        job = self.slurm.wait_for_end(number)
        self.assertEqual((job["ExitCode"], job["Restarts"]), (f"{code}:0", str(restarts)),
                         f"{job['JobState']}: {self.log(job['JobId'])}")

    def check_same(self, output, *options):
        """As a run on one rank without Slurm."""
        code, _, err = self.call("run", "small.yaml", "-o", "whole.h5", "--overwrite", *options)
        self.assertEqual(code, 0, err)
        code, out, err = self.call("diff", "--bitwise", output, "whole.h5")
        self.assertEqual((code, out), (0, ""), err)

    def test_a_scan_lives_three_times_in_the_queue_and_ends_to_the_same_bits(self):
        number = self.submit(["small.yaml -o out.h5"])
        for rows in (100, 3000):
            self.stop_in_its_queue(number, "out.h5", rows)
        self.check_end(number, 0, restarts=2)
        self.assertEqual(self.log(number).count("stopped early: SIGUSR1"), 2)
        with h5py.File(self.path("out.h5")) as file:
            provenance = file["provenance"].attrs
            self.assertEqual((provenance["restarts"], provenance["ranks"]), (2, 2))
        self.check_same("out.h5")

    def test_an_array_of_jobs_makes_a_file_each_and_its_tasks_go_back_one_by_one(self):
        change = "model.z_prime.gl_33=-1.0"
        number = self.submit(["small.yaml -o out.h5", f"small.yaml --set {change} -o b.h5"], "--array=0-1",
                             "--ntasks=1", "--output=test-%A_%a.log")
        self.stop_in_its_queue(f"{number}_1", "b.h5", 100)
        for task, restarts in ((0, 0), (1, 1)):
            job = self.slurm.wait_for_end(f"{number}_{task}")
            self.assertEqual((job["ExitCode"], job["Restarts"]), ("0:0", str(restarts)),
                             self.log(f"{number}_{task}"))
        self.check_same("out.h5")
        self.check_same("b.h5", "--set", change)

    def test_a_time_limit_stops_a_scan_resumable(self):
        # A minute is the shortest limit, of which a busy machine may need a part to start; Slurm
        # sends USR1 up to a minute before it is asked to: here before the program itself would stop,
        # a tenth of its time before the end.
        by_signal = self.submit(["long.yaml -o a.h5"], "--ntasks=1", "--time=2",
                                "--signal=B:USR1@40", most_lives=1)
        by_clock = self.submit(["long.yaml -o b.h5"], "--ntasks=1", "--time=2",
                               without="#SBATCH --signal", most_lives=1)
        for number, output, reason in ((by_signal, "a.h5", "SIGUSR1"),
                                       (by_clock, "b.h5", "the wall time is up")):
            self.check_end(number, 75, restarts=0)
            self.assertIn(f"stopped early: {reason}", self.log(number))
            self.assertRegex(self.result("status", output), r"partial: \d+ points done of 9000000")

    def test_a_scan_that_fails_does_not_go_back(self):
        number = self.submit(["none.yaml"])
        self.check_end(number, 65, restarts=0)
        self.assertIn("none.yaml", self.log(number))


def main():
    with tempfile.TemporaryDirectory() as folder:
        try:
            slurm = OneNodeSlurm(folder)
            with slurm:
                Slurm.slurm = slurm
                result = unittest.main(exit=False).result
        except Unavailable as why:
            print(f"SKIPPED: {why}", file=sys.stderr)
            return 77
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
