# SPDX-License-Identifier: MIT
"""Points without an answer are counted, named and reproducible, and disturb no other point."""

import json
import os
import unittest

import h5py
import numpy as np

from program import ProgramTest

JOB = """\
model: {smeft: {scale: 1 TeV}}
parameters: {ll_1122: {range: [-1e-6, 1e-6]}, phi: {range: [-2, 1e301]}}
data: paper
likelihood: [cabibbo]
running: {rtol: 1e-6}
sampler: {point_list: {file: points.csv}}
keep: {predictions: ["R(Vus)"], coefficients: [ll_1221]}
output: out.h5
"""
POINTS = 400
OK, OUTSIDE, INTEGRATION_FAILED = 1, 2, 3
NAMES = {OUTSIDE: "outside", INTEGRATION_FAILED: "integration_failed"}
# 1 % each: the potential explodes below the scale (GeV^-2), numbers overflow at it, a point lies
# outside of the job's ranges
SICK = {**{13 + 100 * i: (1e-9, 1.0, INTEGRATION_FAILED) for i in range(4)},
        **{38 + 100 * i: (1e-9, 1e300, INTEGRATION_FAILED) for i in range(4)},
        **{39 + 100 * i: (1e-5, 0.0, OUTSIDE) for i in range(4)}}


def points(sick):
    lines = ["ll_1122,phi"]
    for i in range(POINTS):
        ll, phi = sick[i][:2] if i in sick else (1e-9 * i, 0.0)
        lines.append(f"{ll!r},{phi!r}")
    return "\n".join(lines) + "\n"


class FailedPoints(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("job.yaml", JOB)
        self.write("points.csv", points(SICK))

    def read(self, name):
        with h5py.File(os.path.join(self.folder, name)) as file:
            rows = {key: file["points"][key][()]
                    for key in ("status", "chi2", "R(Vus)", "wc_ll_1221")}
            failures = ({key: file["failures"][key][()] for key in file["failures"]}
                        if "failures" in file else {})
            counts = {key: int(file.attrs[key]) for key in ("points_done", "points_failed")}
        return rows, failures, counts

    def test_two_percent_of_failures_are_recorded_and_leave_the_others_their_numbers(self):
        code, _, err = self.call("run", "job.yaml", "--set", "run.max_failed=0.05")
        self.assertEqual(code, 0, err)
        self.assertIn("8 points have no answer", err)
        rows, failures, counts = self.read("out.h5")
        self.assertEqual(counts, {"points_done": POINTS, "points_failed": 8})
        wanted = [SICK[i][2] if i in SICK else OK for i in range(POINTS)]
        np.testing.assert_array_equal(rows["status"], wanted)
        failed = [i for i, status in enumerate(wanted) if status == INTEGRATION_FAILED]
        self.assertEqual(list(failures["point"]), failed)
        self.assertTrue((failures["cvode_flag"] < 0).all())
        self.assertTrue((failures["scale_reached"] <= 1000).all())
        self.assertTrue(all(b"CVODE" in message for message in failures["message"]))

        self.write("points.csv", points({}))
        self.assertEqual(self.call("run", "job.yaml", "-o", "healthy.h5")[0], 0)
        healthy, failures, _ = self.read("healthy.h5")
        self.assertEqual(failures, {})
        good = rows["status"] == OK
        for key in ("chi2", "R(Vus)", "wc_ll_1221"):
            self.assertTrue(np.isnan(rows[key][~good]).all(), key)
            np.testing.assert_array_equal(rows[key][good], healthy[key][good], err_msg=key)

    def test_more_failures_than_allowed_end_with_76_and_a_complete_file(self):
        code, _, err = self.call("run", "job.yaml")
        self.assertEqual(code, 76, err)
        _, failures, counts = self.read("out.h5")
        self.assertEqual((len(failures["point"]), counts["points_done"]), (8, POINTS))
        with h5py.File(os.path.join(self.folder, "out.h5")) as file:
            self.assertEqual(file.attrs["state"], b"complete")

    def test_every_failed_point_can_be_looked_at_alone(self):
        for index, (ll, phi, status) in SICK.items():
            with self.subTest(index):
                code, out, err = self.call("point", "job.yaml", "--index", index, "--json")
                self.assertEqual(code, 76, err)
                found = json.loads(out)
                self.assertEqual(found["status"], NAMES[status])
                self.assertEqual((found["parameters"]["ll_1122"], found["parameters"]["phi"]),
                                 (ll, phi))


if __name__ == "__main__":
    unittest.main()
