# SPDX-License-Identifier: MIT
"""The jobs of jobs/models: their formulas against tests/reference/uv_fields.json, the charges of
their Z' models, and that they are sound."""

import json
import os
import unittest

import yaml
from program import ProgramTest, reference, to_complex

JOBS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "jobs", "models")
GENERATIONS = "123"

# Job, field of arXiv:1711.10391, couplings by the letters of the indices that they share with a
# coefficient prst: all such coefficients with couplings of the job must be there.
FIELDS = {
    "leptoquark_S1": ("omega1", {"lq1": ("yql_tr", "yql_sp"), "lq3": ("yql_tr", "yql_sp"),
                                 "eu": ("yeu_rt", "yeu_ps"), "lequ1": ("yeu_rt", "yql_sp"),
                                 "lequ3": ("yeu_rt", "yql_sp")}),
    "leptoquark_R2": ("Pi7", {"lu": ("ylu_pt", "ylu_rs"), "qe": ("yeq_sr", "yeq_tp"),
                              "lequ1": ("ylu_pt", "yeq_rs"), "lequ3": ("ylu_pt", "yeq_rs")}),
    "leptoquark_U1": ("U2", {"lq1": ("glq_pt", "glq_rs"), "lq3": ("glq_pt", "glq_rs"),
                             "ed": ("ged_pt", "ged_rs"), "ledq": ("glq_pt", "ged_rs")}),
    "vector_like_lepton_E": ("E", {"phil1": ("lambda_p", "lambda_r"),
                                   "phil3": ("lambda_p", "lambda_r")}),
    "vector_triplet": ("W", {"ll": ("gl_pr", "gl_st"), "lq3": ("gl_pr", "gq_st"),
                             "qq3": ("gq_pr", "gq_st")}),
}


def load(name):
    with open(os.path.join(JOBS, name + ".yaml"), encoding="utf-8") as file:
        return yaml.safe_load(file)


def coupling(point, name):
    """The element that a parameter without `_im` is the real part of, complex."""
    matrix, indices = name.split("_")
    value = point["couplings"][matrix]
    for digit in indices:
        value = value[GENERATIONS.index(digit)]
    return to_complex(value)


def wants(declared, couplings, name):
    """Whether both couplings in a coefficient are parameters of the job."""
    letters = dict(zip("prst", name.partition("_")[2]))
    for text in couplings[name.partition("_")[0]]:
        matrix, indices = text.split("_")
        digits = [letters[letter] for letter in indices]
        known = {f"{matrix}_{''.join(digits)}"}
        if matrix in ("gl", "gq"):  # Hermitian: one of two
            known.add(f"{matrix}_{''.join(reversed(digits))}")
        if not known & declared:
            return False
    return True


class ModelJobs(ProgramTest):
    def test_formulas_agree_with_an_independent_matching(self):
        for job, (field, couplings) in FIELDS.items():
            formulas = load(job)["model"]["formulas"]
            declared = {name for name in formulas["parameters"] if name != "M"}
            real_parts = {name for name in declared if not name.endswith("_im")}
            for point in reference("uv_fields.json")["fields"][field]:
                with self.subTest(job, mass=point["mass"]):
                    fixed = {"M": point["mass"]}
                    for name in declared:
                        value = coupling(point, name.removesuffix("_im"))
                        fixed[name] = value.imag if name.endswith("_im") else value.real
                    block = {key: formulas[key] for key in ("scale", "parameters", "derived",
                                                            "coefficients")}
                    path = self.write("job.json", {"model": {"formulas": {**block, **fixed}}})
                    found = json.loads(self.result("match", path, "--json"))
                    self.assertEqual(found["scale"], point["mass"])
                    wanted = {name: to_complex(value) for name, value in point["wcxf"].items()
                              if name.partition("_")[0] in couplings
                              and wants(real_parts, couplings, name)}
                    self.assertEqual(set(found["values"]), set(wanted))
                    self.assertGreater(len(wanted), 10)
                    size = max(map(abs, wanted.values()))
                    for name, value in wanted.items():
                        self.assertLess(abs(to_complex(found["values"][name]) - value),
                                        1e-10 * size, name)

    def test_charges_sum_as_their_symmetries_demand(self):
        def charges(job):
            block = load("z_prime_" + job)["model"]["z_prime"]
            return ({field: [block.get(f"g{field}_{i}{i}", 0) for i in GENERATIONS]
                     for field in "lqeud"}, block.get("gphi", 0))

        def check(*sums):
            for value in sums:
                self.assertAlmostEqual(value, 0.0, delta=1e-15)  # charges are rounded to a double

        g, phi = charges("B_minus_L")
        for i in range(3):  # vector-like, and three quarks weigh as much as a lepton
            check(g["l"][i] - g["e"][i], g["q"][i] - g["u"][i], g["q"][i] - g["d"][i],
                  3 * g["q"][i] + g["l"][i], phi)
        g, phi = charges("L_mu_minus_L_tau")
        check(g["l"][0], sum(g["l"]), sum(map(abs, g["q"] + g["u"] + g["d"])), phi,
              *(left - right for left, right in zip(g["l"], g["e"])))
        self.assertEqual(g["l"][1], 1)
        for job, families in (("third_family_hypercharge", 1), ("sequential", 3)):
            # Yukawa couplings are invariant, and with SU(2) there is no anomaly
            g, phi = charges(job)
            traces = {field: sum(values) for field, values in g.items()}
            check(traces["l"] - traces["e"] - families * phi,
                  traces["q"] - traces["d"] - families * phi,
                  traces["q"] - traces["u"] + families * phi, 3 * traces["q"] + traces["l"])
            self.assertEqual(phi, 0.5)

    def test_every_job_is_sound_and_names_its_output_as_itself(self):
        names = sorted(name.removesuffix(".yaml") for name in os.listdir(JOBS))
        self.assertEqual(len(names), 9)
        for name in names:
            with self.subTest(name):
                code, out, err = self.call("check", os.path.join(JOBS, name + ".yaml"), "--json")
                self.assertEqual(code, 0, err)
                found = json.loads(out)
                self.assertLess(found["points"], 2000)
                self.assertEqual(found["insensitive"], [])
                self.assertEqual(load(name)["output"], name + ".h5")


if __name__ == "__main__":
    unittest.main()
