# SPDX-License-Identifier: MIT
"""Files of coefficients as the points of a scan, beside `predict` of each."""

import json
import os
import subprocess
import unittest

import h5py
import numpy as np
import yaml

from program import PROGRAM, ProgramTest

GROUPS = ["cabibbo", "electroweak"]
JOB = """\
model: {{smeft: {model}}}
data: paper
likelihood: [cabibbo, electroweak]
running: {running}
sampler: {{point_list: {{wcxf: {files}}}}}
output: out.h5
"""
CVODE = "{sm_boundary: converged, rtol: 1e-9}"  # as predict does it
FILES = {
    "a.yaml": (1000.0, {"ll_1221": 2e-8, "phil3_11": -1e-8}),
    "b.json": (1000.0, {"phil3_11": 1e-8, "lq3_1112": [1e-9, 2e-9]}),
    "c.yml": (1000.0, {}),
}


class WcxfPoints(ProgramTest):
    def setUp(self):
        super().setUp()
        os.mkdir(self.path("points"))
        for name, (scale, values) in FILES.items():
            self.write_wcxf(os.path.join("points", name), scale, values)

    def write_job(self, files="[points]", model="{}", running=CVODE, name="job.yaml"):
        return self.write(name, JOB.format(files=files, model=model, running=running))

    def run_job(self, *options, job="job.yaml"):
        code, _, err = self.call("run", job, "--overwrite", *options)
        self.assertEqual(code, 0, err)
        return err

    def check_against_predict(self, tolerance):
        with h5py.File(self.path("out.h5")) as file:
            points = file["points"]
            self.assertEqual(points["source"].dims[0][0].name, "/points/index")
            for i, source in enumerate(points["source"].asstr()):
                said = json.loads(self.result("predict", os.path.join("points", source), "--data",
                                              "paper", "--likelihood", ",".join(GROUPS), "--json"))
                self.assertEqual(list(points["group"].asstr()), GROUPS)
                np.testing.assert_allclose(points["chi2_group"][i],
                                           [said["chi2"][group] for group in GROUPS],
                                           rtol=tolerance)

    def test_a_folder_is_a_list_of_its_files_in_the_order_of_their_names(self):
        self.write("points/notes.txt", "not coefficients")
        self.write_job()
        self.run_job()
        with h5py.File(self.path("out.h5")) as file:
            points = file["points"]
            self.assertEqual(list(points["source"].asstr()), ["a.yaml", "b.json", "c.yml"])
            names = list(points["parameter"].asstr())
            self.assertEqual(names[0], "scale")
            self.assertEqual(set(names[1:]), {"ll_1221", "phil3_11", "lq3_1112", "lq3_1112.im"})
            for i, (scale, values) in enumerate(FILES.values()):
                row = dict(zip(names, points["parameters"][i], strict=True))
                for name, value in values.items():
                    real, imaginary = value if isinstance(value, list) else (value, 0.0)
                    self.assertEqual((row.pop(name), row.pop(name + ".im", 0.0)),
                                     (real, imaginary))
                self.assertEqual(row.pop("scale"), scale)
                self.assertEqual(set(row.values()) - {0.0}, set())  # what is absent is zero
        # two integrations of relative accuracy 1e-9, one of them of a whole group
        self.check_against_predict(1e-6)

    def test_files_of_different_scales_are_points_of_their_own_scales(self):
        self.write_wcxf("points/d.yaml", 5000.0, {"ll_1221": 2e-8})
        self.write_job()
        self.run_job()
        self.check_against_predict(1e-6)
        self.write_job(running="{method: operator}")
        self.run_job()
        # the operator is good to 1e-4 of chi-square, the SM limit to the same order
        self.check_against_predict(1e-3)

    def test_a_scale_that_the_job_fixes_is_no_column_and_must_be_that_of_the_files(self):
        self.write_job(model="{scale: 1 TeV}")
        self.run_job()
        with h5py.File(self.path("out.h5")) as file:
            self.assertNotIn("scale", list(file["points/parameter"].asstr()))
        self.check_against_predict(1e-6)
        self.write_wcxf("points/d.yaml", 5000.0, {"ll_1221": 2e-8})
        line = self.refusal(65, "run", "job.yaml", "--overwrite")
        self.assertIn("points/d.yaml: scale: is 5000 GeV, where the job fixes 1000 GeV", line)

    def test_files_and_folders_are_named_by_what_tells_them_apart(self):
        os.mkdir(self.path("more"))
        self.write_wcxf("more/a.yaml", 1000.0, {"ll_1221": 1e-8})
        self.write_job("[more/a.yaml, points, points/a.yaml]")
        self.run_job()
        with h5py.File(self.path("out.h5")) as file:
            self.assertEqual(list(file["points/source"].asstr()),
                             ["more/a.yaml", "points/a.yaml", "points/b.json", "points/c.yml",
                              "points/a.yaml"])
            np.testing.assert_array_equal(file["points/chi2"][1], file["points/chi2"][4])

    def test_the_resolved_job_and_several_ranks_leave_the_same_file_from_another_folder(self):
        self.write_job()
        self.run_job()
        os.mkdir(self.path("elsewhere"))
        with h5py.File(self.path("out.h5")) as file:
            self.write("elsewhere/job.yaml", file["job_resolved"].asstr()[()])
        done = subprocess.run(["mpirun", "--oversubscribe", "-np", "3", PROGRAM, "run", "job.yaml",
                               "-o", "again.h5"], cwd=self.path("elsewhere"), capture_output=True,
                              text=True, timeout=300, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        code, out, err = self.call("diff", "--bitwise", "out.h5", "elsewhere/again.h5")
        self.assertEqual((code, out, err), (0, "", ""))

    def test_lists_are_merged_with_the_names_of_their_files(self):
        os.mkdir(self.path("more"))
        self.write_wcxf("more/d.yaml", 1000.0,
                        {"ll_1221": 1e-8, "phil3_11": 1e-9, "lq3_1112": [1e-9, 1e-9]})
        for name, files in (("first.h5", "[points]"), ("second.h5", "[more]")):
            self.write_job(files)
            self.run_job("-o", name)
        code, _, err = self.call("merge", "first.h5", "second.h5", "-o", "all.h5")
        self.assertEqual(code, 0, err)
        with h5py.File(self.path("all.h5")) as file:
            self.assertEqual(list(file["points/source"].asstr()),
                             ["a.yaml", "b.json", "c.yml", "d.yaml"])

    def test_the_coefficients_come_back_by_export(self):
        self.write_job()
        self.run_job()
        code, _, err = self.call("export", "out.h5", "--to", "wcxf")
        self.assertEqual(code, 0, err)
        code, _, err = self.call("export", "out.h5", "--to", "csv")
        self.assertEqual(code, 0, err)
        with open(self.path("out.csv"), encoding="utf-8") as file:
            head, *lines = [line.split(",") for line in file]
        self.assertEqual(head[:2], ["source", "scale"])
        self.assertEqual([line[0] for line in lines], list(FILES))
        self.assertEqual({len(line) for line in lines}, {len(head)})
        for i, (scale, values) in enumerate(FILES.values()):
            with open(self.path(f"out_{i}.yaml"), encoding="utf-8") as file:
                found = yaml.safe_load(file)
            self.assertEqual(found["scale"], scale)
            self.check_coefficients(found["values"], values, 0, 0)

    def test_a_wrong_file_is_named_before_anything_is_computed(self):
        self.write_job()
        good = {"eft": "SMEFT", "basis": "Warsaw", "scale": 1000, "values": {"ll_1221": 1e-8}}
        for change, said in (({"eft": "WET", "basis": "JMS", "scale": 4.8,
                               "values": {"VedLL_2223": 1e-9}},
                              "eft: 'WET' is not read here (coefficients above"),
                             ({"basis": "Warsaw mass"}, "basis: 'Warsaw mass'"),
                             ({"scale": 10}, "scale: must be at least"),
                             ({"values": {"ll_1211": 1e-8, "nonsense": 1}}, "ll_1211"),
                             ({"values": {"ll_1221": "much"}}, "ll_1221"),
                             ({"more": 1}, "more")):
            self.write("points/wrong.yaml", {**good, **change})
            for command in ("check", "run"):
                line = self.refusal(65, command, "job.yaml")
                self.assertIn("points/wrong.yaml", line)
                self.assertIn(said, line)
        self.assertFalse(os.path.exists(self.path("out.h5")))

    def test_a_wrong_list_is_refused_at_its_place_in_the_job(self):
        os.mkdir(self.path("empty"))
        for files, said in (("[none.yaml]", "'none.yaml' does not exist"),
                            ("[empty]", "no file that ends in"),
                            ("[]", "a list of WCxf files"), ("points", "a list of WCxf files")):
            self.write_job(files)
            line = self.refusal(65, "check", "job.yaml")
            self.assertIn("job.yaml:5", line)
            self.assertIn(said, line)
        self.write("job.yaml", JOB.format(files="[points]", model="{}", running=CVODE).replace(
            "smeft: {}", "z_prime: {mass: 1 TeV}"))
        self.assertIn("points of the model smeft", self.refusal(65, "check", "job.yaml"))
        self.write("job.yaml", JOB.format(files="[points], file: a.csv", model="{}",
                                          running=CVODE))
        self.assertIn("does not go with wcxf", self.refusal(65, "check", "job.yaml"))


if __name__ == "__main__":
    unittest.main()
