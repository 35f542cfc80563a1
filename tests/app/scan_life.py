# SPDX-License-Identifier: MIT
"""Scans that are disturbed: a job of some seconds, its ranks as processes, and the comparison with
the file of an undisturbed run. For the tests behind docs/reliability.md.

SMEFTSCAN_FULL=1 asks for the figures of that page instead of the short versions, and
SMEFTSCAN_SCAN_POINTS says how many points an axis has (142 make 20,164).
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import time

from program import PROGRAM, ProgramTest

FULL = os.environ.get("SMEFTSCAN_FULL") == "1"
POINTS = int(os.environ.get("SMEFTSCAN_SCAN_POINTS", "142" if FULL else "40"))

GRID = f"""\
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


class ScanLife(ProgramTest):
    """job.yaml with the output out.h5, and whole.h5 of a run that nobody disturbed."""

    job = GRID
    dice = random.Random(20240501)

    def setUp(self):
        super().setUp()
        self.write("job.yaml", self.job)
        code, _, err = self.call("run", "job.yaml", "-o", "whole.h5")
        self.assertEqual(code, 0, err)
        self.processes = []
        self.addCleanup(self.end_all)

    def path(self, name):
        return os.path.join(self.folder, name)

    def start(self, ranks, *options, threads=1, **popen):
        """A life of the scan under mpirun, with its messages in the file log."""
        log = open(self.path("log"), "w", encoding="utf-8")  # closed below
        process = subprocess.Popen(
            ["mpirun", "--oversubscribe", "-np", str(ranks), PROGRAM, "run", self.path("job.yaml"),
             "--resume", *options],
            cwd=self.folder, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            env={**os.environ, "OMP_NUM_THREADS": str(threads)}, **popen)
        log.close()
        self.processes.append(process)
        return process

    def end_all(self):
        for process in self.processes:
            for pid in [*self.rank_pids(process).values(), process.pid]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            process.wait()

    @staticmethod
    def rank_pids(process):
        """The processes of the ranks by rank: mpirun is their parent."""
        ranks = {}
        with contextlib.suppress(OSError):
            children = []
            for thread in os.listdir(f"/proc/{process.pid}/task"):
                with open(f"/proc/{process.pid}/task/{thread}/children", encoding="ascii") as file:
                    children += file.read().split()
            for child in children:
                with contextlib.suppress(OSError), open(f"/proc/{child}/environ", "rb") as file:
                    for entry in file.read().split(b"\0"):
                        name, _, value = entry.partition(b"=")
                        if name == b"OMPI_COMM_WORLD_RANK":
                            ranks[int(value)] = int(child)
        return ranks

    @staticmethod
    def alive(pid):
        with contextlib.suppress(OSError), open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
        return False

    def log(self):
        with open(self.path("log"), encoding="utf-8", errors="replace") as file:
            return file.read()

    def rows_done(self):
        """Rows in the journal, about: bytes over bytes of a row."""
        with contextlib.suppress(FileNotFoundError):
            with open(self.path("out.h5.d/manifest.json"), encoding="utf-8") as file:
                columns = len(json.load(file)["columns"])
            size = sum(entry.stat().st_size for entry in os.scandir(self.path("out.h5.d"))
                       if entry.name.startswith("journal."))
            return size / (8 * columns)
        return 0

    def wait_for_rows(self, process, rows):
        """Until the scan has so many rows, or the life is over."""
        while self.rows_done() <= rows and process.poll() is None:
            time.sleep(0.002)

    def part_done(self):
        """The part of the grid that is done, about."""
        return self.rows_done() / POINTS**2

    def wait_for_part(self, process, part):
        self.wait_for_rows(process, part * POINTS**2)

    def done(self):
        return json.loads(self.result("status", "out.h5", "--json"))["points_done"]

    def finish(self, ranks=1, threads=1):
        """The last life."""
        process = self.start(ranks, threads=threads)
        self.assertEqual(process.wait(timeout=600), 0, self.log())

    def check_same(self, first="out.h5"):
        """Every point once, to the bit, and nothing left behind."""
        code, out, err = self.call("diff", "--bitwise", first, "whole.h5")
        self.assertEqual((code, out), (0, ""), err)
        self.assertFalse(os.path.exists(self.path(first + ".d")))
        self.assertFalse(os.path.exists(self.path(first + ".status.json")))
