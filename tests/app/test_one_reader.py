# SPDX-License-Identifier: MIT
"""Rank 0 reads the job, data, lists and earlier scans for all: what other ranks would find on their
disks changes nothing, and they open none of it."""

import collections
import os
import shutil
import unittest

from program import PROGRAM, ProgramTest

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data")
MPIRUN = ("mpirun", "--oversubscribe", "--bind-to", "none")
JOB = """\
model: {z_prime: {mass: 1 TeV, gl_33: -1.8}}
parameters: {gl_11: {range: [-1, 1], points: 30}, gl_22: {range: [0, 2], points: 30}}
data: paper
likelihood: [cabibbo, electroweak]
inputs: {low_energy.lambda: 0.2295}
running: {method: operator}
sampler: {grid: {}}
output: out.h5
"""
LIST = """\
model: {z_prime: {mass: 1 TeV, gl_33: -1.8}}
data: paper
likelihood: [cabibbo]
running: {method: operator}
sampler: {point_list: {file: points.csv}}
output: out.h5
"""
INCLUDED = """\
model: {file: model.yaml}
parameters: {gl_11: {range: [-1, 1], points: 30}}
data: paper
likelihood: [cabibbo]
sampler: {grid: {}}
output: out.h5
"""
CHAINS = """\
model: {z_prime: {mass: 1 TeV, gl_33: -1.8}}
parameters: {gl_11: {range: [-1, 1]}, gl_22: {range: [0, 2]}}
data: paper
likelihood: [cabibbo]
running: {method: operator}
sampler: {metropolis: {chains: 8, steps: 20, start: earlier.h5}}
output: out.h5
"""

# g = (2 m_W/v)(1 - phiW v^2) is 6 % off in the SM limit
REFUSED = """\
model: {smeft: {scale: 1 TeV, phiW: 1e-6, phiq3_12: 1e-6}}
parameters: {phiq3_11: {range: [0, 1e-6], points: 9}}
data: paper
likelihood: [cabibbo]
running: {method: operator}
sampler: {grid: {}}
output: out.h5
"""


class OneReader(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("job.yaml", JOB)
        self.write("list.yaml", LIST)
        self.write("points.csv", "gl_11,gl_22\n" + "".join(
            f"{0.01 * i - 0.5},{0.02 * i}\n" for i in range(100)))
        self.write("chains.yaml", CHAINS)
        self.write("included.yaml", INCLUDED)
        self.write("model.yaml", "model: {z_prime: {mass: 1 TeV, gl_22: 0.5}}\n")
        code, _, err = self.call("run", "job.yaml", "-o", "earlier.h5")
        self.assertEqual(code, 0, err)

    def other_node(self):
        """A folder with other data, other lists and no job."""
        folder = self.path("elsewhere")
        data = os.path.join(folder, "data")
        shutil.copytree(DATA, data)
        for name in os.listdir(os.path.join(data, "measurements")):
            with open(os.path.join(data, "measurements", name), "w", encoding="utf-8") as file:
                file.write("this is no measurement\n")
        with open(os.path.join(folder, "points.csv"), "w", encoding="utf-8") as file:
            file.write("gl_11,gl_22\n9,9\n")
        with open(os.path.join(folder, "model.yaml"), "w", encoding="utf-8") as file:
            file.write("model: {z_prime: {mass: 2 TeV}}\n")
        return folder, data

    def test_another_data_folder_on_other_ranks_changes_nothing(self):
        folder, data = self.other_node()
        wrapper = self.write("wrapper.sh", f"""\
if [ "$OMPI_COMM_WORLD_RANK" -gt 0 ]; then
  cd "{folder}"
  export SMEFTSCAN_DATA_DIR="{data}"
fi
exec "$@"
""")
        for job in ("job.yaml", "list.yaml", "chains.yaml", "included.yaml"):
            with self.subTest(job):
                self.assertEqual(self.call("run", job, "-o", "alone.h5", "--overwrite")[0], 0)
                code, _, err = self.call("run", job, "-o", self.path("ranks.h5"), "--overwrite",
                                         launcher=(*MPIRUN, "-np", "4", "sh", wrapper))
                self.assertEqual(code, 0, err)
                code, out, err = self.call("diff", "--bitwise", "alone.h5", "ranks.h5")
                self.assertEqual((code, err), (0, ""), out)

    def test_one_of_eight_ranks_opens_a_file(self):
        inputs = [os.path.realpath(self.folder), os.path.realpath(DATA)]
        for job in ("job.yaml", "list.yaml", "chains.yaml", "included.yaml"):
            with self.subTest(job):
                log = self.path("opened")
                code, _, err = self.call(
                    "run", job, "-o", "out.h5", "--overwrite",
                    launcher=(*MPIRUN, "-np", "8", "-x", f"OPEN_LOG={log}", "-x",
                              f"LD_PRELOAD={os.environ['SMEFTSCAN_OPEN_LOG']}"))
                self.assertEqual(code, 0, err)
                openers = collections.defaultdict(set)
                with open(log, encoding="utf-8") as file:
                    for process, path in (line.split(" ", 1) for line in file):
                        path = os.path.realpath(os.path.join(self.folder, path.strip()))
                        # MPI's libraries try names of their own, which are not there
                        if any(map(path.startswith, inputs)) and os.path.exists(path):
                            openers[path].add(process)
                os.remove(log)
                names = {os.path.basename(path) for path in openers}
                self.assertIn(job, names)
                self.assertIn("paper.yaml", names)
                self.assertEqual({path: len(who) for path, who in openers.items()},
                                 dict.fromkeys(openers, 1))

    def test_a_job_that_is_refused_late_has_one_message(self):
        self.write("refused.yaml", REFUSED)
        code, _, err = self.call("run", "refused.yaml", launcher=(*MPIRUN, "-np", "3"))
        self.assertEqual(code, 65, err)
        self.assertEqual(err.count("smeftscan: error"), 1, err)
        self.assertNotIn("MPI_ABORT", err)


if __name__ == "__main__":
    unittest.main()
