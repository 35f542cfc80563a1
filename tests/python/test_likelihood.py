# SPDX-License-Identifier: MIT
"""The likelihood in Python: the bits of the program, clear errors, threads, children, no leak."""

import concurrent.futures
import contextlib
import json
import multiprocessing
import os
import resource
import subprocess
import tempfile
import unittest

import numpy as np

import smeftscan

PROGRAM = os.environ["SMEFTSCAN_PROGRAM"]
JOB = """
model:
  z_prime: {mass: 1 TeV, gq_23: -2e-4}
parameters:
  gl_11: {range: [-2, 2], points: 5}
  gl_22: {range: [0, 3], points: 4}
  gl_33: {range: [-1, 2], points: 2}
data: paper
likelihood: [cabibbo, electroweak, lepton_universality, bsll]
running: {method: %s}
sampler: {grid: {}}
keep: {predictions: ["R(Vus)", "<P5p>(B0->K*mumu)[4,6]", DeltaM_s]}
"""
SMALL = {"model": {"smeft": {"scale": "1 TeV"}}, "parameters": {"ll_1221": {"range": [-1e-7, 1e-7]}},
         "data": "paper", "likelihood": ["cabibbo"], "running": {"method": "leading-log"}}


def program(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=True).stdout


@contextlib.contextmanager
def scan_of(job):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "job.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(job)
        program("run", path, "-o", os.path.join(folder, "scan.h5"))
        yield path, smeftscan.open(os.path.join(folder, "scan.h5"))


def points_of(grid, names):
    axes = np.meshgrid(*(grid[name].values for name in names), indexing="ij")
    return np.stack([axis.ravel() for axis in axes], -1)


DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data")
CROSSING = """
about: made up
observables: [R(Vus), m_W]
errors: [0.002, 0.02]
correlation: [[1], [0.9, 1]]
"""


class AcrossGroups(unittest.TestCase):
    def test_the_correlation_of_groups_is_a_part_of_chi_square(self):
        with tempfile.TemporaryDirectory() as folder:
            crossing = os.path.join(folder, "crossing.yaml")
            with open(crossing, "w", encoding="utf-8") as file:
                file.write(CROSSING)
            with open(os.path.join(DATA, "sets", "paper.yaml"), encoding="utf-8") as file:
                text = file.read()
            own = text.replace("predictions/bsll_paper.json", crossing)
            self.assertNotEqual(own, text)
            with open(os.path.join(folder, "own.yaml"), "w", encoding="utf-8") as file:
                file.write(own)
            job = {**SMALL, "data": os.path.join(folder, "own.yaml"),
                   "likelihood": ["cabibbo", "electroweak"]}
            like = smeftscan.Likelihood(job)
            points = np.linspace(-1e-7, 1e-7, 5)[:, None]
            parts = like.chi2_by_group(points)
            self.assertEqual(list(parts), ["cabibbo", "electroweak", "correlation"])
            self.assertGreater(np.abs(parts["correlation"]).max(), 1e-3)
            np.testing.assert_array_equal(like.chi2(points), sum(parts.values()))


class TheBits(unittest.TestCase):
    def test_a_scan_and_the_module_give_the_same_bits(self):
        for method in ("cvode", "operator"):
            with self.subTest(method), scan_of(JOB % method) as (path, scan):
                grid = scan["grid"]
                like = smeftscan.Likelihood(path)
                points = points_of(grid, like.parameters)
                np.testing.assert_array_equal(like.chi2(points), grid["chi2"].values.ravel())
                by_group = like.chi2_by_group(points)
                groups = [str(group) for group in grid["group"].values]
                self.assertEqual(groups, list(by_group))
                for i, group in enumerate(groups):
                    np.testing.assert_array_equal(by_group[group],
                                                  grid["chi2_group"].values[..., i].ravel())
                predictions = like.predictions(points)
                for label in ("R(Vus)", "DeltaM_s"):
                    np.testing.assert_array_equal(predictions[label], grid[label].values.ravel())
                self.assertEqual(set(like.status(points)), {"ok"})
                # any order and number of points, one by one too
                some = points[[7, 3, 11]]
                np.testing.assert_array_equal(like.chi2(some),
                                              grid["chi2"].values.ravel()[[7, 3, 11]])
                self.assertEqual(like.chi2(points[3]), grid["chi2"].values.ravel()[3])

    def test_pulls_and_predictions_are_those_of_the_command_point(self):
        with scan_of(JOB % "operator") as (path, _):
            like = smeftscan.Likelihood(path)
            said = json.loads(program("point", path, "--index", "9", "--json"))
            point = [said["parameters"][name] for name in like.parameters]
            self.assertEqual(like.pulls(point), said["measurements"])
            values = list(like.predictions(point).values())
            self.assertEqual(values, [row["value"] for row in said["predictions"]])
            self.assertEqual(like.chi2(point), said["chi2"]["total"])

    def test_points_beyond_a_batch_are_those_within(self):
        like = smeftscan.Likelihood(SMALL)
        many = np.linspace(-1e-7, 1e-7, 20001).reshape(-1, 1)
        found = like.chi2(many)
        self.assertEqual(found.shape, (20001,))
        np.testing.assert_array_equal(found[::4000], like.chi2(many[::4000]))


class ThePoints(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.like = smeftscan.Likelihood(JOB % "operator")

    def test_a_dictionary_broadcasts(self):
        values = np.array([0.1, 0.2, 0.3])
        table = np.stack([values, np.full(3, 0.5), np.full(3, -0.4)], -1)
        np.testing.assert_array_equal(
            self.like.chi2({"gl_22": 0.5, "gl_11": values, "gl_33": -0.4}), self.like.chi2(table))
        one = self.like.chi2({"gl_22": 0.5, "gl_11": 0.1, "gl_33": -0.4})
        self.assertIsInstance(one, float)
        self.assertEqual(one, self.like.chi2(table)[0])

    def test_no_points_are_no_chi_square(self):
        self.assertEqual(self.like.chi2(np.empty((0, 3))).shape, (0,))
        self.assertEqual(self.like.predictions(np.empty((0, 3)))["R(Vus)"].shape, (0,))

    def test_wrong_shapes_and_names_are_clear_errors(self):
        for points, text in ((np.zeros((4, 2)), "shape (n, 3)"), (np.zeros(4), "shape (n, 3)"),
                             (0.0, "shape (n, 3)"), (np.zeros((2, 2, 3)), "shape (n, 3)"),
                             ({"gl_11": 0.0, "gl_22": 0.0, "gl_34": 0.0}, "unknown parameter gl_34"),
                             ({"gl_11": 0.0, "gl_22": 0.0}, "no values of gl_33"),
                             ([["a", 0.0, 0.0]], "numbers are needed")):
            with self.subTest(text), self.assertRaises(smeftscan.InputError) as caught:
                self.like.chi2(points)
            self.assertIn(text, str(caught.exception))
        with self.assertRaisesRegex(smeftscan.InputError, "one point"):
            self.like.pulls(np.zeros((2, 3)))

    def test_a_point_that_is_no_number_has_no_chi_square(self):
        points = np.zeros((3, 3))
        points[1, 0] = np.nan
        self.assertEqual(list(np.isnan(self.like.chi2(points))), [False, True, False])
        self.assertEqual(list(self.like.status(points)), ["ok", "not_finite", "ok"])
        self.assertTrue(np.isnan(self.like.predictions(points)["R(Vus)"][1]))
        with self.assertRaises(smeftscan.PointFailure):
            self.like.pulls(points[1])


class TheJob(unittest.TestCase):
    def test_text_dictionary_and_changes(self):
        like = smeftscan.Likelihood(SMALL, set={"likelihood": ["cabibbo", "trident"]}, data="current")
        self.assertEqual(like.groups, ["cabibbo", "trident"])
        text = smeftscan.Likelihood(json.dumps(SMALL))
        self.assertEqual(text.chi2([3e-8]), smeftscan.Likelihood(SMALL).chi2([3e-8]))

    def test_errors_of_the_job_are_those_of_the_program(self):
        with self.assertRaises(ValueError) as caught:
            smeftscan.Likelihood(JOB % "operator", set={"model.z_prime.gl_34": 1})
        self.assertIn("unknown parameter 'gl_34' of model 'z_prime'", str(caught.exception))
        self.assertIsInstance(caught.exception, smeftscan.InputError)
        with self.assertRaisesRegex(smeftscan.InputError, "absent.yaml: No such file"):
            smeftscan.Likelihood("absent.yaml")
        with self.assertRaisesRegex(smeftscan.InputError, "cannot be part of a job"):
            smeftscan.Likelihood({"model": object()})

    def test_messages_go_to_the_logger(self):
        with self.assertLogs("smeftscan", "WARNING") as log:
            smeftscan.evolve({"eft": "SMEFT", "basis": "Warsaw", "scale": 1000.0,
                              "values": {"ll_1111": 1e-7, "ledq_1111": {"Re": 1e-7, "Im": 0.0},
                                         "ll_1122": {"Re": 1e-7, "Im": 1e-21}}}, to=1000)
        self.assertIn("ll_1122", log.output[0])


def chi2_in_child(like, queue):
    queue.put(like.chi2(np.full((20, 1), 3e-8)).tolist())


class TheProcess(unittest.TestCase):
    def test_threads_call_at_once(self):
        like = smeftscan.Likelihood(JOB % "operator", threads=2)
        points = np.random.default_rng(1).uniform(-1, 1, (40, 100, 3))
        expected = [like.chi2(some) for some in points]
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            for found, wanted in zip(pool.map(like.chi2, points), expected):
                np.testing.assert_array_equal(found, wanted)

    def test_a_forked_child_computes_the_same(self):
        like = smeftscan.Likelihood(SMALL, threads=2)
        expected = like.chi2(np.full((20, 1), 3e-8)).tolist()
        context = multiprocessing.get_context("fork")
        queue = context.Queue()
        child = context.Process(target=chi2_in_child, args=(like, queue))
        child.start()
        self.assertEqual(queue.get(timeout=60), expected)
        child.join()

    def test_constructions_leave_no_memory_behind(self):
        count = 10000 if os.environ.get("SMEFTSCAN_FULL") else 100

        def resident():
            with open("/proc/self/statm", encoding="ascii") as file:
                return int(file.read().split()[1]) * resource.getpagesize()
        for _ in range(30):
            smeftscan.Likelihood(SMALL, threads=1).chi2([1e-8])
        before = resident()
        for _ in range(count):
            smeftscan.Likelihood(SMALL, threads=1).chi2([1e-8])
        # a likelihood holds more than 2 MB; the allocator keeps pages of its own
        self.assertLess(resident() - before, 20e6 + 200 * count)


if __name__ == "__main__":
    unittest.main()
