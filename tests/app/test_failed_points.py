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
running: {rtol: 1e-6, max_steps: 100}
sampler: {point_list: {file: points.csv}}
keep: {predictions: ["R(Vus)"], coefficients: [ll_1221]}
output: out.h5
"""
POINTS = 1000
OK, OUTSIDE, INTEGRATION_FAILED, NOT_FINITE, TIME_LIMIT = 1, 2, 3, 5, 6
NAMES = {OUTSIDE: "outside", INTEGRATION_FAILED: "integration_failed", TIME_LIMIT: "time_limit"}
# 1 % each: the potential explodes below the scale (GeV^-2), numbers overflow at it, a point lies
# outside of the job's ranges; and 0.1 % that want more steps than allowed
SICK = {**{13 + 100 * i: (1e-9, 1.0, INTEGRATION_FAILED) for i in range(10)},
        **{38 + 100 * i: (1e-9, 1e300, INTEGRATION_FAILED) for i in range(10)},
        **{39 + 100 * i: (1e-5, 0.0, OUTSIDE) for i in range(10)},
        487: (1e-9, 1e-3, TIME_LIMIT)}


def points(sick):
    lines = ["ll_1122,phi"]
    for i in range(POINTS):
        ll, phi = sick[i][:2] if i in sick else (1e-9 * i, 0.0)
        lines.append(f"{ll!r},{phi!r}")
    return "\n".join(lines) + "\n"


# Few steps are allowed: near a quartic that explodes points want more, until there is no answer.
STEPS = """\
model: {smeft: {scale: 1 TeV}}
parameters: {ll_1122: {range: [-1e-6, 1e-6]}, phi: {range: [0, 1e-3]}}
data: paper
likelihood: [cabibbo]
running: {rtol: 1e-6, max_steps: 20}
sampler: {point_list: {file: points.csv}}
run: {max_failed: 1}
output: out.h5
"""
# None of them is a typical point, by which the SM limit would be refused: it has no exact solution.
STEEP = {8 * i + 6: phi for i, phi in enumerate((1e-4, 1.2e-4, 1.5e-4, 1e-3))}
EXPLODES = 30  # the last of them


class FailurePolicies(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("job.yaml", STEPS)
        self.write("points.csv", "ll_1122,phi\n" + "".join(
            f"{1e-9 * i!r},{STEEP.get(i, 0.0)!r}\n" for i in range(40)))

    def run_scan(self, name, policy, *arguments, ranks=1, threads=1):
        code, _, err = self.call(
            "run", "job.yaml", "-o", name, "--set", f"run.on_failure={policy}", *arguments,
            launcher=["mpirun", "--oversubscribe", "-np", str(ranks)] if ranks > 1 else [],
            env={**os.environ, "OMP_NUM_THREADS": str(threads)})
        return code, err

    def rows(self, name):
        with h5py.File(self.path(name)) as file:
            return (file["points/status"][()], file["points/chi2"][()],
                    int(file["provenance"].attrs["points_retried"]))

    def test_a_second_attempt_saves_what_can_be_saved_and_changes_nothing_else(self):
        self.assertEqual(self.run_scan("record.h5", "record")[0], 0)
        status, chi2, retried = self.rows("record.h5")
        self.assertEqual([i for i in range(40) if status[i] != OK], list(STEEP))
        self.assertEqual({int(status[i]) for i in STEEP}, {TIME_LIMIT})
        self.assertEqual(retried, 0)

        code, err = self.run_scan("retry.h5", "retry")
        self.assertEqual(code, 0, err)
        self.assertIn("3 points have their answer from a second attempt", err)
        again, better, retried = self.rows("retry.h5")
        self.assertEqual([i for i in range(40) if again[i] != OK], [EXPLODES])
        self.assertEqual(retried, 3)
        good = status == OK
        np.testing.assert_array_equal(better[good], chi2[good])
        # 1e-4 is far above what either tolerance does to chi-square
        self.assertEqual(self.run_scan("enough.h5", "record", "--set", "running.max_steps=2000")[0], 0)
        enough = self.rows("enough.h5")[1]
        saved = (status != OK) & (again == OK)
        np.testing.assert_allclose(better[saved], enough[saved], rtol=1e-4)

    def test_a_second_attempt_has_the_same_bits_on_any_ranks_and_alone(self):
        self.assertEqual(self.run_scan("retry.h5", "retry")[0], 0)
        code, err = self.run_scan("ranks.h5", "retry", ranks=3, threads=2)
        self.assertEqual(code, 0, err)
        self.assertEqual(self.call("diff", "--bitwise", "retry.h5", "ranks.h5")[:2], (0, ""))
        status, chi2, _ = self.rows("retry.h5")
        self.write("job.yaml", STEPS.replace("max_failed: 1", "on_failure: retry"))
        for index in (4, *STEEP):
            with self.subTest(index):
                code, out, err = self.call("point", "job.yaml", "--index", index, "--json")
                found = json.loads(out)
                if index == EXPLODES:
                    self.assertEqual((code, found["status"]), (76, NAMES[int(status[index])]), err)
                else:
                    self.assertEqual((code, found["chi2"]["total"]), (0, chi2[index]), err)

    def test_an_abort_tells_the_point_and_leaves_a_scan_that_may_go_on(self):
        for ranks in (1, 2):
            with self.subTest(ranks=ranks):
                code, err = self.run_scan("out.h5", "abort", ranks=ranks)
                self.assertEqual(code, 76, err)
                self.assertRegex(
                    err, r"point (6|14|22|30) \(ll_1122 = \S+, phi = \S+\) "
                    r"has no answer: time_limit: CVODE returned CV_TOO_MUCH_WORK \(-1\) at \S+ GeV")
                self.assertFalse(os.path.exists(self.path("out.h5")))
                code, err = self.run_scan("out.h5", "abort", "--resume")
                self.assertEqual(code, 76, err)  # as long as it is to abort
                code, err = self.run_scan("out.h5", "retry", "--resume")
                self.assertEqual(code, 65, err)  # other rows
                self.assertIn("run.on_failure", err)
                code, err = self.run_scan("out.h5", "record", "--resume")
                self.assertEqual(code, 0, err)
                self.assertEqual(self.run_scan("record.h5", "record", "--overwrite")[0], 0)
                self.assertEqual(self.call("diff", "--bitwise", "out.h5", "record.h5")[:2], (0, ""))
                os.remove(self.path("out.h5"))

    def test_an_abort_leaves_a_healthy_scan_alone(self):
        self.write("points.csv", "ll_1122,phi\n1e-9,0\n2e-9,0\n")
        self.assertEqual(self.run_scan("out.h5", "abort")[0], 0)


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

    def test_failures_of_every_kind_are_recorded_and_leave_the_others_their_numbers(self):
        code, _, err = self.call("run", "job.yaml", "--set", "run.max_failed=0.05")
        self.assertEqual(code, 0, err)
        self.assertIn("21 points have no answer", err)
        rows, failures, counts = self.read("out.h5")
        self.assertEqual(counts, {"points_done": POINTS, "points_failed": 21})
        wanted = [SICK[i][2] if i in SICK else OK for i in range(POINTS)]
        np.testing.assert_array_equal(rows["status"], wanted)
        failed = [i for i, status in enumerate(wanted) if status in (INTEGRATION_FAILED, TIME_LIMIT)]
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

    def test_one_percent_of_numbers_that_are_not_finite_leave_the_others_theirs(self):
        self.write("job.yaml", JOB.replace("rtol: 1e-6", "method: leading-log")
                   .replace("[-1e-6, 1e-6]", "[-1e-6, 1e301]"))
        huge = {13 + 100 * i: (10.0**(200 + i), 0.0, NOT_FINITE) for i in range(10)}
        self.write("points.csv", points({}))
        self.assertEqual(self.call("run", "job.yaml", "-o", "healthy.h5")[0], 0)
        self.write("points.csv", points(huge))
        code, _, err = self.call("run", "job.yaml")
        self.assertEqual(code, 0, err)
        rows, failures, _ = self.read("out.h5")
        healthy = self.read("healthy.h5")[0]
        np.testing.assert_array_equal(rows["status"],
                                      [NOT_FINITE if i in huge else OK for i in range(POINTS)])
        self.assertEqual(list(failures["point"]), list(huge))
        good = rows["status"] == OK
        for key in ("chi2", "R(Vus)", "wc_ll_1221"):
            np.testing.assert_array_equal(rows[key][good], healthy[key][good], err_msg=key)

    def test_more_failures_than_allowed_end_with_76_and_a_complete_file(self):
        code, _, err = self.call("run", "job.yaml")
        self.assertEqual(code, 76, err)
        _, failures, counts = self.read("out.h5")
        self.assertEqual((len(failures["point"]), counts["points_done"]), (21, POINTS))
        with h5py.File(os.path.join(self.folder, "out.h5")) as file:
            self.assertEqual(file.attrs["state"], "complete")

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
