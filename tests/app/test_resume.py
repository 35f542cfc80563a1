# SPDX-License-Identifier: MIT
"""Whatever ends a scan early, it goes on where it was, on other ranks, to the same bits.

SMEFTSCAN_KILLS says how often the scan is killed (20 are the figures of docs/reliability.md), and
SMEFTSCAN_SCAN_POINTS how many points an axis has (142 make 20,164).
"""

import json
import os
import random
import signal
import subprocess
import time
import unittest

import h5py

from program import PROGRAM, ProgramTest

KILLS = int(os.environ.get("SMEFTSCAN_KILLS", "4"))
POINTS = int(os.environ.get("SMEFTSCAN_SCAN_POINTS", "40"))

JOB = f"""\
model: {{z_prime: {{mass: 1 TeV, gl_33: -1.8}}}}
parameters:
  gl_11: {{range: [-2, 2], points: {POINTS}}}
  gl_22: {{range: [0, 3], points: {POINTS}}}
data: paper
likelihood: [cabibbo]
running: {{rtol: 1e-4}}
sampler: {{grid: {{}}}}
keep: {{predictions: ["R(Vus)"], coefficients: [ll_1221, lq1_1123]}}
output: out.h5
"""


class Resume(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("job.yaml", JOB)

    def start(self, ranks, *options):
        return subprocess.Popen(
            ["mpirun", "--oversubscribe", "-np", str(ranks), PROGRAM, "run", self.path("job.yaml"), *options],
            cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            start_new_session=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def undisturbed(self):
        code, _, err = self.call("run", "job.yaml", "-o", "whole.h5")
        self.assertEqual(code, 0, err)

    def check_same(self):
        code, out, err = self.call("diff", "--bitwise", "out.h5", "whole.h5")
        self.assertEqual((code, out), (0, ""), err)
        self.assertEqual(sorted(os.listdir(self.folder)), ["job.yaml", "out.h5", "whole.h5"])

    def journals(self):
        folder = self.path("out.h5.d")
        return len([name for name in (os.listdir(folder) if os.path.isdir(folder) else ())
                    if name.startswith("journal.")])

    def kill_at_a_moment(self, process, lives, seconds):
        """SIGKILL for every process of the job, so long after its journal is there."""
        while self.journals() == lives and process.poll() is None:
            time.sleep(0.002)
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            subprocess.run(["pkill", "-KILL", "-f", f"{PROGRAM} run {self.folder}"], check=False)
            process.wait()
        process.stderr.close()
        time.sleep(0.1)  # the lock of a killed rank 0 goes with its last thread

    def test_a_killed_scan_resumes_on_other_ranks_to_the_same_bits(self):
        start = time.perf_counter()
        self.undisturbed()
        whole = time.perf_counter() - start
        dice = random.Random(20240501)
        done = 0
        for kill in range(KILLS):
            process = self.start(1 + kill % 3, "--resume")
            # a tenth of the scan is left for the last life
            self.kill_at_a_moment(process, kill, dice.random() * 1.2 * whole / KILLS)
            status = json.loads(self.result("status", "out.h5", "--json"))
            self.assertEqual(status["state"], "partial")
            self.assertGreaterEqual(status["points_done"], done)
            done = status["points_done"]
        process = self.start(2, "--resume")
        _, err = process.communicate(timeout=600)
        self.assertEqual(process.returncode, 0, err)
        self.check_same()
        with h5py.File(self.path("out.h5")) as file:
            self.assertEqual(file.attrs["points_done"], POINTS * POINTS)
            restarts = file["provenance"].attrs["restarts"]
        print(f"{KILLS} kills on 1 to 3 ranks, {done} of {POINTS * POINTS} points done before the "
              "last life")
        self.assertEqual(restarts, KILLS)

    def test_a_signal_stops_a_scan_resumable(self):
        self.undisturbed()
        process = subprocess.Popen([PROGRAM, "run", "job.yaml"], cwd=self.folder,
                                   stderr=subprocess.PIPE, text=True)
        while not os.path.exists(self.path("out.h5.d/journal.0")):
            time.sleep(0.01)
        time.sleep(0.2)
        process.send_signal(signal.SIGUSR1)
        _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 75, err)
        self.assertIn("--resume", err)
        self.assertFalse(os.path.exists(self.path("out.h5")))
        self.assertRegex(self.result("status", "out.h5"), r"partial: \d+ points done of \d+")
        self.assertRegex(self.refusal(73, "run", "job.yaml"), "--resume")

        self.assertEqual(self.call("recover", "out.h5")[0], 0)
        with h5py.File(self.path("out.h5")) as file:
            self.assertEqual(file.attrs["state"], b"partial")
            self.assertLess(file.attrs["points_done"], POINTS * POINTS)
            self.assertEqual((file["grid/status"][:] == 1).sum(), file.attrs["points_done"])
        code, _, err = self.call("run", "job.yaml", "--resume")
        self.assertEqual(code, 0, err)
        self.check_same()
        code, _, err = self.call("run", "job.yaml", "--resume")
        self.assertEqual((code, "complete already" in err), (0, True), err)

    def test_a_wall_time_stops_a_scan_resumable(self):
        code, _, err = self.call("run", "job.yaml", "--wall-time", "0.3 s")
        self.assertEqual(code, 75, err)
        code, _, err = self.call("run", "job.yaml", "--resume")
        self.assertEqual(code, 0, err)

    def test_a_journal_of_another_job_or_other_data_is_refused_with_the_difference(self):
        self.assertEqual(self.call("run", "job.yaml", "--wall-time", "0.2 s")[0], 75)
        for change, message in (("running.rtol=1e-5", r"\+ running.rtol: 1"),
                                ("data=current", "data_sha256"),
                                ("parameters.gl_11.points=3", "points")):
            with self.subTest(change):
                code, _, err = self.call("run", "job.yaml", "--resume", "--set", change)
                self.assertEqual(code, 65, err)
                self.assertRegex(err, message)
        # what does not change a row may change
        code, _, err = self.call("run", "job.yaml", "--resume", "--set", "run.max_failed=0.5")
        self.assertEqual(code, 0, err)

    def test_a_scan_that_runs_is_not_disturbed(self):
        process = subprocess.Popen([PROGRAM, "run", "job.yaml"], cwd=self.folder,
                                   stderr=subprocess.PIPE, text=True)
        while not os.path.exists(self.path("out.h5.status.json")):
            time.sleep(0.01)
        status = json.loads(self.result("status", "out.h5", "--json"))
        self.assertEqual((status["state"], status["points_total"]), ("running", POINTS * POINTS))
        for arguments in (("run", "job.yaml", "--resume"), ("run", "job.yaml", "--overwrite"),
                          ("recover", "out.h5")):
            self.assertRegex(self.refusal(73, *arguments), "in use")
        _, err = process.communicate(timeout=300)
        self.assertEqual(process.returncode, 0, err)

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
        self.assertRegex(self.refusal(65, "merge", "a.h5", "c.h5", "-o", "d.h5"), "c.h5: .*kept")


if __name__ == "__main__":
    unittest.main()
