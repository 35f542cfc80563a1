# SPDX-License-Identifier: MIT
"""What a likelihood does not see is said by every command, once."""

import json
import unittest

import h5py
from program import ProgramTest

JOB = """\
model: {{smeft: {{scale: 1 TeV, {fixed}}}}}
parameters: {{{free}}}
data: {data}
likelihood: {likelihood}
running: {{method: {method}}}
sampler: {{{sampler}}}
output: out.h5
"""
SIX = ["G", "uu_1212", "dd_1212", "ud1_1212", "qd1_1212", "qu1_1212"]


def job(free, fixed="", data="current", likelihood="[cabibbo]", method="operator",
        sampler="best_fit: {starts: 2}"):
    return JOB.format(free=free, fixed=fixed, data=data, likelihood=likelihood, method=method,
                      sampler=sampler)


def ranges(*names, size="1e-8"):
    return ", ".join(f"{name}: {{range: [-{size}, {size}]}}" for name in names)


class NotConstrained(ProgramTest):
    def checked(self, text):
        """`check --json` of a job."""
        return json.loads(self.result("check", self.write("job.yaml", text), "--json"))

    def blind(self, text):
        return {row["coefficient"]: row["size"] for row in self.checked(text)["blind"]}

    def test_insensitive_parameters_are_named_by_check(self):
        text = job(ranges("ll_1221", "G", "eB_12"), fixed="uu_1212: 2e-9")
        answer = self.checked(text)
        self.assertEqual(answer["insensitive"], ["G", "eB_12"])
        self.assertEqual(self.blind(text), {"G": 1e-8, "eB_12": 1e-8, "uu_1212": 2e-9})
        _, out, err = self.call("check", "job.yaml")
        self.assertEqual(err.count("chi-square does not depend on G, eB_12 in"), 1)
        self.assertEqual((out + err).count("uu_1212 (2e-09 GeV^-2)"), 1)

    def test_at_most_five_are_named_and_json_has_all(self):
        text = job(ranges("ll_1221", *SIX))
        answer = self.checked(text)
        self.assertEqual(answer["insensitive"], SIX)
        self.assertEqual({row["coefficient"] for row in answer["blind"]}, set(SIX))
        _, _, err = self.call("check", "job.yaml")
        lines = [line for line in err.splitlines() if "(6 in all)" in line]
        self.assertEqual(len(lines), 2, err)
        for line in lines:
            self.assertEqual(sum(name in line for name in SIX), 5)

    def test_a_parameter_that_matters_somewhere_is_not_named(self):
        # gl_22 matters only where gl_11 is not zero
        text = """\
model: {z_prime: {mass: 1 TeV}}
parameters: {gl_11: {range: [0, 1]}, gl_22: {range: [0, 1]}, gq_12: {range: [0, 1e-5]}}
likelihood: [cabibbo]
sampler: {nested: {}}
output: out.h5
"""
        self.assertEqual(self.checked(text)["insensitive"], ["gq_12"])

    def test_the_size_counts_from_1e_12_and_not_how_little_it_does(self):
        self.assertEqual(self.blind(job(ranges("ll_1221"), fixed="G: 2e-12, uu_1212: 5e-13")),
                         {"G": 2e-12})
        # directly in C9 and C10, though it moves them by 0.001
        small = job(ranges("ll_1221"), fixed="lq1_2223: 1.5e-12, dd_1212: 1.5e-12",
                    likelihood="[bsll]")
        self.assertEqual(set(self.blind(small)), {"dd_1212", "ll_1221"})

    def test_a_coefficient_that_acts_through_the_running_moves_something(self):
        text = job(ranges("G"), fixed="ll_1122: 5e-7, uu_1122: 5e-7")
        self.assertEqual(set(self.blind(text)), {"G", "uu_1122"})

    def test_quark_flavour_without_its_mesons_is_said(self):
        text = """\
model: {z_prime: {mass: 1 TeV, gl_11: 0, gl_22: 0, gq_11: 0.5}}
parameters: {gq_12: {range: [-0.3, 0.3]}, gq_13: {range: [-0.3, 0.3]}}
likelihood: [all, -meson_mixing, -rare_kaons]
running: {method: operator}
sampler: {ensemble: {walkers: 16, steps: 20}}
output: out.h5
"""
        found = self.blind(text)
        self.assertIn("qq1_1212", found)
        self.assertNotIn("qq1_1313", found)  # by the running it moves B0 -> mu mu
        self.assertAlmostEqual(found["qq1_1212"], 0.5 * 0.09e-6, delta=1e-12)
        self.write("job.yaml", text)
        _, _, err = self.call("check", "job.yaml")
        self.assertIn("no observable of the likelihood depends on", err)
        self.assertNotIn("qq1_1212", self.blind(text.replace("[all, -meson_mixing, -rare_kaons]", "all")))

    def test_every_sampler_says_it_and_the_file_has_it(self):
        samplers = ("best_fit: {starts: 2}", "metropolis: {chains: 2, steps: 20}",
                    "ensemble: {walkers: 8, steps: 10}")
        for method in ("operator", "cvode"):
            for sampler in samplers:
                with self.subTest(sampler=sampler, method=method):
                    self.write("job.yaml", job(ranges("ll_1221", "G"), method=method,
                                               sampler=sampler))
                    code, _, err = self.call("run", "job.yaml", "--overwrite")
                    self.assertEqual(code, 0, err)
                    self.assertEqual(err.count("chi-square does not depend on G"), 1)
                    with h5py.File(self.path("out.h5")) as file:
                        group = file["not_constrained"]
                        self.assertEqual(list(group["insensitive"].asstr()), ["G"])
                        self.assertEqual(list(group["blind"].asstr()), ["G"])
                        self.assertEqual(list(group["blind_size"]), [1e-8])

    def test_a_file_of_what_is_constrained_has_no_such_group(self):
        self.write("job.yaml", job("ll_1221: {range: [-1e-8, 1e-8], points: 3}",
                                   sampler="grid: {}"))
        code, _, err = self.call("run", "job.yaml")
        self.assertEqual(code, 0, err)
        self.assertNotIn("warning", err)
        with h5py.File(self.path("out.h5")) as file:
            self.assertNotIn("not_constrained", file)

    def test_lists_of_points_have_the_ranges_of_their_values(self):
        self.write("list.csv", "ll_1221,G,W\n1e-8,1e-8,1e-8\n2e-8,-1e-8,1e-8\n3e-8,1e-9,1e-8\n")
        text = job("", sampler="point_list: {file: list.csv}").replace("parameters: {}\n", "")
        answer = self.checked(text)
        self.assertEqual(answer["insensitive"], ["G"])  # W has one value
        self.assertEqual({row["coefficient"] for row in answer["blind"]}, {"G", "W"})

    def test_a_point_names_what_its_own_coefficients_are(self):
        self.write("job.yaml", job(ranges("ll_1221", "G"), fixed="uu_1212: 0"))
        arguments = ("point", "job.yaml", "--set", "ll_1221=1e-9", "--set", "G=3e-9", "--set",
                     "uu_1212=2e-9")
        answer = json.loads(self.result(*arguments, "--json"))
        self.assertEqual(answer["insensitive"], ["G"])
        self.assertEqual(answer["blind"], [{"coefficient": "G", "size": 3e-9},
                                           {"coefficient": "uu_1212", "size": 2e-9}])
        _, out, err = self.call(*arguments)
        self.assertEqual(err.count("G (3e-09 GeV^-2), uu_1212 (2e-09 GeV^-2)"), 1)
        self.assertNotIn("not depend", out)

    def test_predict_names_coefficients_that_move_nothing(self):
        wcxf = self.write_wcxf("in.json", 1000, {"ll_1221": 1e-8, "G": 1e-9, "uu_1212": [0, 2e-9]})
        answer = json.loads(self.result("predict", wcxf, "--likelihood", "trident,cabibbo",
                                        "--json"))
        self.assertEqual(answer["blind"], [{"coefficient": "uu_1212", "size": 2e-9},
                                           {"coefficient": "G", "size": 1e-9}])
        code, _, err = self.call("predict", wcxf, "--likelihood", "trident,cabibbo")
        self.assertEqual((code, err.count("uu_1212")), (0, 1))
        sm = self.write_wcxf("sm.json", 1000, {})
        self.assertEqual(json.loads(self.result("predict", sm, "--json"))["blind"], [])


class Neglected(ProgramTest):
    """Right-handed, scalar and tensor currents in groups whose formulas leave them out."""

    def test_jobs_are_refused_with_coefficient_groups_and_remedy(self):
        names = ("ledq_1111", "phiud_12", "lequ1_1111", "lequ3_3311", "phiud_11.im")
        cases = [(name, data) for name in names for data in ("current", "paper", "reference")]
        for name, data in cases:
            with self.subTest(name=name, data=data):
                likelihood = "[cabibbo, lepton_universality, trident]"
                free = self.write("free.yaml", job(ranges(name, size="1e-6"), data=data,
                                                   likelihood=likelihood))
                fixed = self.write("fixed.yaml", job(ranges("ll_1221"), fixed=f"{name}: 1e-11",
                                                     data=data, likelihood=likelihood))
                for command in ("check", "run"):
                    for path in (free, fixed):
                        line = self.refusal(65, command, path)
                        self.assertIn(name.removesuffix(".im"), line)
                        self.assertIn("cabibbo, lepton_universality", line)
                        self.assertIn("[all, -cabibbo, -lepton_universality]", line)
                self.assertIn(name.removesuffix(".im"),
                              self.refusal(65, "point", fixed, "--set", "ll_1221=0"))
                self.assertIn(name.removesuffix(".im"),
                              self.refusal(65, "point", free, "--set", f"{name}=1e-8"))

    def test_without_the_groups_or_below_the_threshold_they_are_accepted(self):
        accepted = (job(ranges("ledq_1111"), likelihood="[all, -cabibbo, -lepton_universality]"),
                    job(ranges("ledq_1111", "ll_1221", size="9e-13")),
                    job(ranges("ll_1221"), fixed="ledq_1111: 5e-13, phiud_12: 0"))
        for text in accepted:
            self.assertEqual(self.call("check", self.write("job.yaml", text))[0], 0, text)

    def test_what_running_makes_of_others_does_not_count(self):
        text = job(ranges("ll_1221"), fixed="lequ3_1133: 0, eW_11: 1e-8")
        self.assertEqual(self.call("check", self.write("job.yaml", text))[0], 0)

    def test_a_point_that_sets_one_is_refused(self):
        self.write("job.yaml", job(ranges("ll_1221"), fixed="ledq_1111: 0"))
        line = self.refusal(65, "point", "job.yaml", "--set", "ll_1221=0", "--set",
                            "ledq_1111=1e-9")
        self.assertIn("ledq_1111 (1e-09 GeV^-2)", line)

    def test_predict_warns(self):
        for data in ("current", "paper"):
            for name in ("ledq_1111", "phiud_12"):
                wcxf = self.write_wcxf("in.json", 1000, {name: 1e-6})
                both = ["cabibbo,lepton_universality"]
                for likelihood in both + ["all"] * (data == "paper"):  # current: no such in all
                    code, _, err = self.call("predict", wcxf, "--data", data, "--likelihood",
                                             likelihood)
                    self.assertEqual(code, 0, err)
                    self.assertEqual(err.count("neglect " + name), 1, err)
                    self.assertIn("cabibbo, lepton_universality", err)
                _, _, err = self.call("predict", wcxf, "--data", data, "--likelihood",
                                      "electroweak,trident,bsll")
                self.assertNotIn("neglect", err)


if __name__ == "__main__":
    unittest.main()
