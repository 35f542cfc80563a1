# SPDX-License-Identifier: MIT
"""Scans that are disturbed: a job of some seconds, its ranks as processes, and the comparison with
the file of an undisturbed run. For the tests behind docs/reliability.md.

SMEFTSCAN_FULL=1 asks for the figures of that page instead of the short versions, and
SMEFTSCAN_SCAN_POINTS says how many points an axis has (142 make 20,164).

Whatever is done to a scan is done at a place of it, not at a time, so that no test depends on how
fast the machine is.
"""

import contextlib
import json
import os
import random
import re
import signal
import struct
import subprocess
import time

import h5py

from program import PROGRAM, ProgramTest

FULL = os.environ.get("SMEFTSCAN_FULL") == "1"
POINTS = int(os.environ.get("SMEFTSCAN_SCAN_POINTS", "142" if FULL else "40"))

GRID = """\
model: {{z_prime: {{mass: 1 TeV, gl_33: -1.8}}}}
parameters:
  gl_11: {{range: [-2, 2], points: {points}}}
  gl_22: {{range: [0, 3], points: {points}}}
data: paper
likelihood: [cabibbo]
running: {{rtol: 1e-4}}
sampler: {{grid: {{}}}}
keep: {{predictions: ["R(Vus)"], coefficients: [ll_1221, lq1_1123]}}
output: out.h5
"""

# Integrated point by point, so that a request is worth sharing among ranks.
SAMPLER_JOB = """\
model: {{z_prime: {{mass: 1 TeV, gl_33: -1.8}}}}
parameters: {{gl_11: {{range: [-1, 1]{axis}}}, gl_22: {{range: [0, 3]}}}}
data: paper
likelihood: [cabibbo, electroweak]
running: {{rtol: 1e-4}}
sampler: {{{sampler}}}
keep: {{predictions: ["R(Vus)"]}}
output: out.h5
"""

# Of a record of a journal: bytes of the payload, kind (1: rows), rows.
HEADER = struct.Struct("<8xQI12xq16x")


def ranks_in(folder, argument=PROGRAM):
    """The processes of an mpirun in this folder, by rank, that have this argument."""
    ranks = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):  # it may be over
            if os.readlink(f"/proc/{pid}/cwd") != os.path.realpath(folder):
                continue
            with open(f"/proc/{pid}/cmdline", encoding="utf-8") as file:
                if argument not in file.read().split("\0"):
                    continue
            with open(f"/proc/{pid}/environ", "rb") as file:
                for entry in file.read().split(b"\0"):
                    name, _, value = entry.partition(b"=")
                    if name == b"OMPI_COMM_WORLD_RANK":
                        ranks[int(value)] = int(pid)
    return ranks


def rows_in_journal(folder):
    """In whole records, by their headers, which docs/output-format.md defines. A point that was done
    in two lives counts twice."""
    rows = 0
    with contextlib.suppress(FileNotFoundError):
        for entry in os.scandir(folder):
            if not entry.name.startswith("journal."):
                continue
            with open(entry.path, "rb") as file:
                size = os.path.getsize(entry.path)
                while len(header := file.read(HEADER.size)) == HEADER.size:
                    payload_bytes, kind, number = HEADER.unpack(header)
                    whole = file.seek(payload_bytes, os.SEEK_CUR) <= size
                    rows += number if whole and kind == 1 else 0
    return rows


class ScanLife(ProgramTest):
    """job.yaml with the output out.h5, and whole.h5 of a run that nobody disturbed."""

    points = POINTS  # of an axis
    dice = random.Random(20240501)

    def setUp(self):
        super().setUp()
        self.write("job.yaml", GRID.format(points=self.points))
        self.rows = self.points**2
        self.processes = []
        self.addCleanup(self.end_all)

    def undisturbed(self):
        """The path of whole.h5, which the first call makes."""
        whole = self.path("whole.h5")
        if not os.path.exists(whole):
            code, _, err = self.call("run", "job.yaml", "-o", "whole.h5")
            self.assertEqual(code, 0, err)
            self.rows = int(re.search(r"(\d+) points in", err).group(1))
        return whole

    def ranks(self):
        """The processes of the scan under mpirun, by rank."""
        return ranks_in(self.folder)

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
            self.kill(process)

    def kill(self, process):
        """SIGKILL for every process of the job, and the end of them."""
        pids = [*self.ranks().values(), process.pid]
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()
        while any(map(self.alive, pids)):
            time.sleep(0.002)

    @staticmethod
    def alive(pid):
        """Whether a thread of the process is left: its locks go with the last."""
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{pid}/task"):
                with contextlib.suppress(OSError), \
                        open(f"/proc/{pid}/task/{thread}/stat", encoding="ascii") as file:
                    if file.read().rpartition(")")[2].split()[0] not in "ZX":
                        return True
        return False

    def log(self):
        with open(self.path("log"), encoding="utf-8", errors="replace") as file:
            return file.read()

    def part_done(self):
        """The part of the scan that is done, about."""
        return rows_in_journal(self.path("out.h5.d")) / self.rows

    def wait_for_part(self, process, part, life=0):
        """Until more than that is done, in this life of the scan or a later one (the first is 0), or
        the process is over."""
        while process.poll() is None and not (os.path.exists(self.path(f"out.h5.d/journal.{life}"))
                                              and self.part_done() > part):
            time.sleep(0.002)

    def check_kills(self, kills, most_ranks):
        """The scan killed in every life at a random place of a part of its own, on 1 to `most_ranks`
        ranks, and then finished: every point once."""
        self.undisturbed()
        done = 0
        for kill in range(kills):
            process = self.start(1 + kill % most_ranks)
            self.wait_for_part(process, (kill + self.dice.random()) / (kills + 1), kill)
            self.kill(process)
            status = json.loads(self.result("status", "out.h5", "--json"))
            self.assertEqual(status["state"], "partial", self.log())
            self.assertGreaterEqual(status["points_done"], done)
            done = status["points_done"]
            # only what was in flight, and in no record, is done again
            self.assertEqual(rows_in_journal(self.path("out.h5.d")), done)
        self.finish(2)
        self.assertEqual(int(re.search(r"(\d+) points in", self.log()).group(1)), self.rows - done)
        self.check_same()
        with h5py.File(self.path("out.h5")) as file:
            self.assertEqual(file["provenance"].attrs["restarts"], kills)
        print(f"{kills} kills on 1 to {most_ranks} ranks, {done} of {self.rows} points done before the "
              "last life")

    def done(self):
        return json.loads(self.result("status", "out.h5", "--json"))["points_done"]

    def finish(self, ranks=1, threads=1):
        """The last life."""
        process = self.start(ranks, threads=threads)
        self.assertEqual(process.wait(timeout=600), 0, self.log())

    def check_same(self, first="out.h5"):
        """Every point once, to the bit, and nothing left behind."""
        code, out, err = self.call("diff", "--bitwise", first, self.undisturbed())
        self.assertEqual((code, out), (0, ""), err)
        folder, name = os.path.split(self.path(first))
        self.assertEqual([left for left in os.listdir(folder) if left.startswith(name)], [name])
