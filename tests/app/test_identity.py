# SPDX-License-Identifier: MIT
"""One file, one physics: what decides rows is compared when a scan is resumed, merged, compared."""

import json
import os
import unittest

import h5py
import numpy as np

from program import ProgramTest

GRID = """\
model: {z_prime: {mass: 1 TeV, gl_33: -1.8}}
parameters:
  gl_11: {range: [-2, 2], points: 5}
  gl_22: {range: [0, 3], points: 4}
data: paper
inputs: {lambda: 0.2291}
likelihood: [cabibbo]
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
keep: {predictions: ["R(Vus)"]}
output: list.h5
"""
CHAINS = """\
model: {z_prime: {mass: 1 TeV, gl_33: -1.8}}
parameters: {gl_11: {range: [-2, 2]}, gl_22: {range: [0, 3]}}
data: paper
likelihood: [cabibbo, lepton_universality]
running: {method: operator}
sampler: {metropolis: {chains: 4, steps: 40, warmup: 20, seed: 1}}
keep: {predictions: ["R(Vus)"]}
output: chains.h5
"""
ANOTHER_ENTRY = 'measurements={replace: {"R(Vus)": "R(Vus) Kl3"}}'


class Identity(ProgramTest):
    def run_job(self, text, output, *changes):
        self.write("job.yaml", text)
        options = [word for change in changes for word in ("--set", change)]
        code, _, err = self.call("run", "job.yaml", "-o", output, *options)
        self.assertEqual(code, 0, err)
        return self.path(output)

    def refused(self, *arguments):
        """The lines of a refusal of exit code 65."""
        code, out, err = self.call(*arguments)
        self.assertEqual((code, out), (65, ""), err)
        return err.splitlines()

    def check_key(self, lines, key, first, second):
        """The key is named once, as KEY: a -> b."""
        named = [line for line in lines if line.startswith(key + ": ") and " -> " in line]
        self.assertEqual(named, [f"{key}: {first} -> {second}"], "\n".join(lines))

    def attributes(self, name):
        with h5py.File(self.path(name)) as file:
            return {key: value.decode() if isinstance(value, bytes) else value
                    for key, value in file.attrs.items()}

    def without_identity(self, name, copy):
        """The file as an earlier program would have written it."""
        with open(self.path(name), "rb") as old, open(self.path(copy), "wb") as new:
            new.write(old.read())
        with h5py.File(self.path(copy), "r+") as file:
            del file.attrs["identity"]
            del file["job_identity"]

    def test_resuming_wants_the_same_inputs_and_measurements(self):
        self.write("job.yaml", GRID)
        self.assertEqual(self.call("run", "job.yaml", "--wall-time", "00:00:00")[0], 75)
        resume = ("run", "job.yaml", "--resume", "--set")
        self.check_key(self.refused(*resume, "inputs.lambda=0.3"),
                       "inputs.low_energy.lambda", "0.2291", "0.3")
        lines = self.refused(*resume, ANOTHER_ENTRY)
        self.check_key(lines, "measurements.cabibbo.R(Vus) 2020.R(Vus)", "0.9891", "absent")
        self.assertTrue(any(line.startswith("measurements.cabibbo.R(Vus) Kl3.R(Vus): absent -> ")
                            for line in lines), lines)
        self.check_key(self.refused(*resume, "model.z_prime.gl_33=0"),
                       "model.z_prime.gl_33", "-1.8", "0")
        # what no prediction reads may change
        code, _, err = self.call(*resume, "inputs={lambda: 0.2291, bsll.m_b: 4}")
        self.assertEqual(code, 0, err)
        # and a complete file is that of its own scan only
        self.check_key(self.refused(*resume, "inputs.lambda=0.3"),
                       "inputs.low_energy.lambda", "0.2291", "0.3")
        code, _, err = self.call("run", "job.yaml", "--resume")
        self.assertEqual((code, "complete already" in err), (0, True), err)

    def test_the_identity_of_a_file_is_that_of_check_and_of_its_own_job(self):
        self.run_job(GRID, "out.h5")
        identity = self.attributes("out.h5")["identity"]
        self.assertRegex(identity, "^[0-9a-f]{32}$")
        code, out, _ = self.call("check", "job.yaml", "--json")
        self.assertEqual((code, json.loads(out)["identity"]), (0, identity))
        with h5py.File(self.path("out.h5")) as file:
            keys = file["job_identity"].asstr()[()].splitlines()
            resolved = file["job_resolved"].asstr()[()]
        self.assertIn("inputs.low_energy.lambda: 0.2291", keys)
        os.mkdir(self.path("elsewhere"))
        self.write("elsewhere/resolved.yaml", resolved)
        code, _, err = self.call("run", "elsewhere/resolved.yaml", "-o", "again.h5")
        self.assertEqual(code, 0, err)
        self.assertEqual(self.attributes("again.h5")["identity"], identity)
        self.assertEqual(self.call("diff", "--bitwise", "out.h5", "again.h5"), (0, "", ""))
        # what check prints for people is the job too
        code, out, _ = self.call("check", "job.yaml")
        self.write("printed.yaml", out)
        code, _, err = self.call("run", "printed.yaml", "-o", "printed.h5")
        self.assertEqual(code, 0, err)
        self.assertEqual(self.call("diff", "--bitwise", "out.h5", "printed.h5"), (0, "", ""))

    def test_the_resolved_job_of_a_list_knows_its_file(self):
        os.mkdir(self.path("jobs"))
        os.mkdir(self.path("elsewhere"))
        self.write("jobs/points.csv", "gl_11,gl_22\n0.1,0.5\n0.2,0.7\n")
        self.write("jobs/job.yaml", LIST.replace(
            '"R(Vus)"', '"R(Vus)", "<Rmue>(B+->Kll)[1.1,6]"'))
        self.assertEqual(self.call("run", "jobs/job.yaml")[0], 0)
        with h5py.File(self.path("list.h5")) as file:
            self.write("elsewhere/resolved.yaml", file["job_resolved"].asstr()[()])
        code, _, err = self.call("run", "elsewhere/resolved.yaml", "-o", "again.h5")
        self.assertEqual(code, 0, err)
        self.assertEqual(self.call("diff", "--bitwise", "list.h5", "again.h5"), (0, "", ""))
        # other points under the same name
        self.write("jobs/points.csv", "gl_11,gl_22\n0.1,0.5\n0.2,0.8\n")
        lines = self.refused("run", "jobs/job.yaml", "--resume")
        self.assertTrue(any(line.startswith("sampler.point_list.file: 2 points ")
                            for line in lines), lines)

    def test_merging_wants_one_physics(self):
        self.run_job(GRID, "a.h5", "parameters.gl_11.range=[-2, 0]")
        for change, key, first, second in (
                ("inputs.lambda=0.3", "inputs.low_energy.lambda", "0.2291", "0.3"),
                ("model.z_prime.gl_33=0", "model.z_prime.gl_33", "-1.8", "0"),
                ("model.z_prime.mass=2 TeV", "model.z_prime.mass", "1000 GeV", "2000 GeV"),
                ("running.rtol=1e-6", "running.rtol", "1.0e-08", "1.0e-06")):
            with self.subTest(change):
                self.run_job(GRID, "b.h5", "parameters.gl_11.range=[0.5, 2]", change)
                lines = self.refused("merge", "a.h5", "b.h5", "-o", "ab.h5")
                self.check_key(lines, key, first, second)
                self.assertFalse(any(line.startswith("parameters.") for line in lines), lines)
                os.remove(self.path("b.h5"))
        self.run_job(GRID, "b.h5", "parameters.gl_11.range=[0.5, 2]")
        self.assertEqual(self.call("merge", "a.h5", "b.h5", "-o", "ab.h5")[0], 0)
        with h5py.File(self.path("ab.h5")) as file:
            keys = file["job_identity"].asstr()[()].splitlines()
        self.assertIn("parameters.gl_11.range: [-2, 0] + [0.5, 2]", keys)
        self.assertIn("parameters.gl_11.points: 5", keys)
        self.assertNotEqual(self.attributes("ab.h5")["identity"],
                            self.attributes("a.h5")["identity"])
        # an axis that is not the joint one
        self.run_job(GRID, "c.h5", "parameters.gl_22.range=[0, 2]")
        self.assertEqual(self.call("merge", "a.h5", "c.h5", "-o", "ac.h5")[0], 65)

    def test_lists_are_joined_and_their_answers_compared(self):
        self.write("points.csv", "gl_11,gl_22\n0.1,0.5\n0.2,0.7\n")
        self.run_job(LIST, "a.h5")
        self.write("points.csv", "gl_11,gl_22\n0.3,0.5\n0.2,0.9\n")
        self.run_job(LIST, "b.h5")
        self.assertEqual(self.call("merge", "a.h5", "b.h5", "-o", "ab.h5")[0], 0)
        with h5py.File(self.path("ab.h5")) as file:
            self.assertEqual(file["points/parameters"].shape, (4, 2))
        self.check_key(self.refused("merge", "a.h5", self.run_job(
            LIST, "c.h5", "inputs.lambda=0.22"), "-o", "ac.h5"),
            "inputs.low_energy.lambda", "0.2312", "0.22")
        # the same list twice: one answer
        self.assertEqual(self.call("merge", "b.h5", "b.h5", "-o", "bb.h5")[0], 0)
        with h5py.File(self.path("bb.h5")) as file:
            self.assertEqual(file["points/parameters"].shape, (2, 2))

    def test_chains_are_put_side_by_side(self):
        self.run_job(CHAINS, "a.h5")
        self.run_job(CHAINS, "b.h5", "sampler.metropolis.seed=2")
        self.assertEqual(self.call("merge", "a.h5", "b.h5", "-o", "ab.h5")[0], 0)
        self.run_job(CHAINS, "eight.h5", "sampler.metropolis.chains=8")
        with h5py.File(self.path("a.h5")) as a, h5py.File(self.path("b.h5")) as b, \
                h5py.File(self.path("ab.h5")) as ab, h5py.File(self.path("eight.h5")) as eight:
            self.assertEqual(set(ab), set(a))
            for group in ("posterior", "sample_stats", "warmup_posterior", "warmup_sample_stats",
                          "log_likelihood", "warmup_log_likelihood"):
                self.assertEqual(set(ab[group]), set(a[group]))
                for name in set(a[group]) - {"chain", "draw", "group", "point"}:
                    np.testing.assert_array_equal(
                        ab[group][name][()], np.concatenate([a[group][name][()], b[group][name][()]]))
                self.assertEqual(list(ab[group]["chain"][()]), list(range(8)))
            for name in ("posterior/gl_11", "sample_stats/status", "posterior/R(Vus)"):
                self.assertEqual(dict(ab[name].attrs).keys(), dict(a[name].attrs).keys())
            # draws stand at their points
            point = ab["sample_stats/point"][()]
            np.testing.assert_array_equal(ab["posterior/gl_22"][()],
                                          ab["points/parameters"][()][:, 1][point])
            for name in ("observed_data", "constant_data"):
                for key in a[name]:
                    np.testing.assert_array_equal(ab[name][key][()], a[name][key][()])
            # diagnostics of all chains, as a scan of eight has them
            self.assertEqual({name: ab["diagnostics"][name].shape for name in ab["diagnostics"]},
                             {name: eight["diagnostics"][name].shape
                              for name in eight["diagnostics"]})
            for i, name in enumerate(("gl_11", "gl_22")):
                draws = ab["posterior"][name][()]
                self.assertAlmostEqual(ab["diagnostics/mean"][i], draws.mean(), places=12)
                self.assertNotEqual(ab["diagnostics/rhat"][i], a["diagnostics/rhat"][i])
        # the tools of chains take it
        self.assertEqual(self.call("export", "ab.h5", "--to", "csv")[0], 0)
        # and a third part
        self.run_job(CHAINS, "c.h5", "sampler.metropolis.seed=3",
                     "sampler.metropolis.start=" + json.dumps(self.path("a.h5")))
        self.assertEqual(self.call("merge", "ab.h5", "c.h5", "-o", "abc.h5")[0], 0)
        with h5py.File(self.path("abc.h5")) as file:
            self.assertEqual(file["posterior/gl_11"].shape, (12, 40))
            keys = file["job_identity"].asstr()[()]
        self.assertIn("sampler.metropolis.seed: 1 + 2 + 3\n", keys)

    def test_chains_that_do_not_belong_together_are_refused(self):
        self.run_job(CHAINS, "a.h5")
        self.run_job(CHAINS, "b.h5", "sampler.metropolis.seed=2", "inputs.lambda=0.2291")
        self.check_key(self.refused("merge", "a.h5", "b.h5", "-o", "ab.h5"),
                       "inputs.low_energy.lambda", "0.2312", "0.2291")
        self.assertRegex(self.refusal(65, "merge", "a.h5", "a.h5", "-o", "aa.h5"), "seed")
        for sampler in ("{nested: {live: 100, seed: 1}}", "{best_fit: {starts: 2}}"):
            self.run_job(CHAINS, "n.h5", "sampler=" + sampler)
            self.assertRegex(self.refusal(65, "merge", "n.h5", "n.h5", "-o", "nn.h5"),
                             "cannot be put together")
            os.remove(self.path("n.h5"))

    def test_the_differing_keys_are_named_by_diff(self):
        self.run_job(GRID, "a.h5")
        self.run_job(GRID, "b.h5", "inputs.lambda=0.3")
        self.run_job(GRID, "c.h5", "running.max_steps=3000")
        code, out, err = self.call("diff", "a.h5", "b.h5")
        self.assertEqual(code, 1)
        self.assertIn("/grid/chi2", out)
        self.assertIn("inputs.low_energy.lambda: 0.2291 -> 0.3", err)
        # another limit, the same numbers
        code, out, err = self.call("diff", "a.h5", "c.h5")
        self.assertEqual((code, out), (0, ""))
        self.assertIn("running.max_steps: 2000 -> 3000", err)

    def test_files_of_earlier_programs_are_read_but_not_continued(self):
        self.run_job(GRID, "new.h5")
        self.without_identity("new.h5", "out.h5")
        self.assertEqual(self.call("diff", "new.h5", "out.h5"), (0, "", ""))
        self.assertEqual(self.call("status", "out.h5")[0], 0)
        self.assertEqual(self.call("export", "out.h5", "--to", "csv")[0], 0)
        self.assertEqual(self.call("export", "out.h5", "--to", "wcxf", "-o", "wc")[0], 0)
        self.assertIn("has no identity", self.refusal(65, "run", "job.yaml", "--resume"))
        self.assertIn("has no identity",
                      self.refusal(65, "merge", "new.h5", "out.h5", "-o", "merged.h5"))

    def test_recovering_says_what_has_changed_since(self):
        os.makedirs(self.path("data/inputs"))
        self.write("job.yaml", GRID.replace("points: 5", "points: 200").replace("operator", "cvode")
                   .replace("inputs: {lambda: 0.2291}\n", ""))
        self.write("data/inputs/low_energy_2023.yaml",
                   "fermi_constant: {value: 1.1663787e-05, unit: GeV^-2}\n"
                   "lambda: {value: 0.25, unit: 1}\n")
        data = ("--data-dir", "data")
        code, _, err = self.call("run", "job.yaml", *data, "--wall-time", "00:00:00")
        self.assertEqual(code, 75, err)
        code, _, err = self.call("recover", "out.h5")  # without the folder of data
        self.assertEqual(code, 0, err)
        self.assertIn("warning", err)
        self.check_key(err.splitlines(), "inputs.low_energy.lambda", "0.25", "0.2312")
        with h5py.File(self.path("out.h5")) as file:
            self.assertIn("inputs.low_energy.lambda: 0.25\n", file["job_identity"].asstr()[()])
        os.remove(self.path("out.h5"))
        code, _, err = self.call("recover", "out.h5",
                                 env={**os.environ, "SMEFTSCAN_DATA_DIR": "data"})
        self.assertEqual((code, "warning" in err), (0, False), err)

    def test_recovering_takes_the_data_set_of_the_option(self):
        self.write("job.yaml", GRID.replace("operator", "cvode"))
        code, _, err = self.call("run", "job.yaml", "--data", "current", "--wall-time", "00:00:00")
        self.assertEqual(code, 75, err)
        code, _, err = self.call("recover", "out.h5")
        self.assertEqual((code, "warning" in err), (0, False), err)

    def test_points_that_cannot_be_made_again_are_not_recovered(self):
        self.write("points.csv", "gl_11,gl_22\n0.1,0.5\n0.2,0.7\n")
        self.write("job.yaml", LIST)
        self.assertEqual(self.call("run", "job.yaml", "--wall-time", "00:00:00")[0], 75)
        self.write("points.csv", "gl_11,gl_22\n0.1,0.5\n0.2,0.8\n")
        lines = self.refused("recover", "list.h5")
        self.assertTrue(any(line.startswith("sampler.point_list.file: ") for line in lines), lines)

    def test_points_of_a_list_are_exported_without_it(self):
        self.write("points.csv", "gl_11,gl_22\n0.1,0.5\n0.2,0.7\n")
        self.run_job(LIST, "list.h5")
        os.remove(self.path("points.csv"))
        code, _, err = self.call("export", "list.h5", "--to", "wcxf", "-o", "wc")
        self.assertEqual(code, 0, err)
        self.assertEqual(sorted(os.listdir(self.path("wc"))), ["list_0.yaml", "list_1.yaml"])

    def test_a_changed_input_is_blamed_at_its_place(self):
        for inputs, key in (("{running.V_us: 0.95}", "inputs.running.V_us"),
                            ("{lambda: 0}", "inputs.lambda"),
                            ("{running.m_W: 10}", "inputs.running.m_W"),
                            ("{running: {alpha_s: 1000}}", "inputs.running.alpha_s")):
            for method in ("cvode", "operator"):
                self.write("job.yaml", GRID.replace("{lambda: 0.2291}", inputs)
                           .replace("operator", method))
                for command in ("check", "run"):
                    line = self.refusal(65, command, "job.yaml")
                    self.assertRegex(line, f"job.yaml:6: {key}: ")
                    self.assertNotIn("cvode", line)
        self.write("job.yaml", GRID.replace("[cabibbo]", "[electroweak]")
                   .replace("{lambda: 0.2291}", "{m_Z: 10}"))
        self.assertRegex(self.refusal(65, "check", "job.yaml"), "job.yaml:6: inputs.m_Z: ")
        self.write("job.yaml", GRID.replace("paper", "current")
                   .replace("{lambda: 0.2291}", "{alpha_s: 0.118}"))
        self.assertRegex(self.refusal(65, "check", "job.yaml"),
                         r"job.yaml:6: inputs.alpha_s: means several inputs .*running.alpha_s \(.*"
                         r"bsll.alpha_s \(|bsll.alpha_s \(.*running.alpha_s \(")

    def test_check_and_point_need_no_output(self):
        self.write("job.yaml", GRID.replace("output: out.h5\n", ""))
        self.assertEqual(self.call("check", "job.yaml")[0], 0)
        self.assertEqual(self.call("point", "job.yaml", "--index", "3")[0], 0)
        self.assertIn("output", self.refusal(65, "run", "job.yaml"))
        self.assertEqual(self.call("run", "job.yaml", "-o", "here.h5")[0], 0)


if __name__ == "__main__":
    unittest.main()
