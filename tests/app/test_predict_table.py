# SPDX-License-Identifier: MIT
"""`smeftscan predict` of several files."""

import json
import time
import unittest

from program import MU_EW, ProgramTest

GROUPS = ["cabibbo", "electroweak"]
FILES = {
    "a.yaml": (1000.0, {"ll_1221": 2e-8, "phil3_11": -1e-8}),
    "b.json": (1000.0, {"phil3_11": 1e-8}),
    "sm.yaml": (MU_EW, {}),
}
# no SM couplings lead to the measured inputs with a shift of the Z mass of its own size
FAILS = {"phiD": 1e-3}


class PredictTable(ProgramTest):
    def setUp(self):
        super().setUp()
        for name, (scale, values) in FILES.items():
            self.write_wcxf(name, scale, values)

    def arguments(self, *more):
        return ("--data", "paper", "--likelihood", ",".join(GROUPS), *more)

    def rows(self, text):
        head, *lines = [line.split() for line in text.splitlines()]
        return head, {line[0]: line[1:] for line in lines}

    def test_the_object_of_several_files_has_that_of_each_call(self):
        together = json.loads(self.result("predict", *FILES, *self.arguments("--json")))
        self.assertEqual(set(together), {"files"})
        self.assertEqual([entry.pop("file") for entry in together["files"]], list(FILES))
        for name, entry in zip(FILES, together["files"], strict=True):
            self.assertEqual(entry, json.loads(
                self.result("predict", name, *self.arguments("--json"))))

    def test_the_table_has_chi_square_in_all_and_by_group(self):
        code, out, err = self.call("predict", *FILES, *self.arguments())
        self.assertEqual(code, 0, err)
        head, rows = self.rows(out)
        self.assertEqual(head, ["file", "status", "chi2", *GROUPS])
        for name in FILES:
            chi2 = json.loads(self.result("predict", name, *self.arguments("--json")))["chi2"]
            self.assertEqual(rows[name][0], "ok")
            for text, key in zip(rows[name][1:], ["total", *GROUPS], strict=True):
                self.assertEqual(float(text), float(f"{chi2[key]:.8g}"))

    def test_observables_that_are_named_are_columns(self):
        code, out, err = self.call("predict", *FILES,
                                   *self.arguments("--observable", "R(Vus)"))
        self.assertEqual(code, 0, err)
        head, rows = self.rows(out)
        self.assertEqual(head[-1], "R(Vus)")
        for name in FILES:
            answer = json.loads(self.result(
                "predict", name, *self.arguments("--observable", "R(Vus)", "--json")))
            self.assertEqual(rows[name][-1], f"{answer['predictions'][0]['value']:.8g}")

    def test_a_point_that_fails_is_a_row_with_its_reason_and_the_exit_code_says_so(self):
        self.write_wcxf("fails.yaml", 1000.0, FAILS)
        code, out, err = self.call("predict", "a.yaml", "fails.yaml", "b.json", *self.arguments())
        self.assertEqual(code, 76, err)
        lines = out.splitlines()
        self.assertEqual(len(lines), 4)
        self.assertRegex(lines[2], r"^fails.yaml +no_sm_solution: .+")
        self.assertIn("fails.yaml: no answer at this point: ", err)
        self.assertEqual(lines[3].split()[:2], ["b.json", "ok"])
        code, out, err = self.call("predict", "a.yaml", "fails.yaml", "b.json",
                                   *self.arguments("--json"))
        self.assertEqual(code, 76, err)
        first, failed, last = json.loads(out)["files"]
        self.assertEqual((failed["status"], failed["chi2"]), ("no_sm_solution", None))
        self.assertTrue(failed["reason"])
        self.assertEqual((first["status"], last["status"]), ("ok", "ok"))

    def test_files_of_both_theories_have_the_groups_that_they_predict(self):
        self.write("low.yaml", {"eft": "WET", "basis": "flavio", "scale": 4.8,
                                "values": {"C9_bsmumu": -1.0}})
        code, out, err = self.call("predict", "sm.yaml", "low.yaml", "--data", "paper")
        self.assertEqual(code, 0, err)
        head, rows = self.rows(out)
        place = head.index("cabibbo") - 1
        self.assertEqual(rows["low.yaml"][place], "-")
        self.assertNotEqual(rows["sm.yaml"][place], "-")
        self.assertNotEqual(rows["low.yaml"][head.index("bsll") - 1], "-")

    def test_a_wrong_file_is_refused_before_anything_is_computed(self):
        self.write("wrong.yaml", {"eft": "SMEFT", "basis": "Warsaw", "scale": 1000,
                                  "values": {"nonsense": 1}})
        self.write_wcxf("fails.yaml", 1000.0, FAILS)  # would be said on stderr
        line = self.refusal(65, "predict", "fails.yaml", "a.yaml", "wrong.yaml",
                            *self.arguments())
        self.assertIn("wrong.yaml", line)
        self.assertIn("none.yaml", self.refusal(65, "predict", "a.yaml", "none.yaml"))

    def test_what_is_doubtful_is_said_of_its_file(self):
        self.write_wcxf("low.yaml", 150.0, {"ll_1221": 1e-8})
        code, _, err = self.call("predict", "low.yaml", "a.yaml", *self.arguments())
        self.assertEqual(code, 0, err)
        self.assertTrue(any("low.yaml: " in line for line in err.splitlines()), err)
        self.assertFalse(any("a.yaml: " in line and "low.yaml" not in line
                             and "above a third" in line for line in err.splitlines()), err)

    def test_many_files_take_less_time_than_as_many_calls(self):
        start = time.monotonic()
        self.call("predict", "b.json", *self.arguments("--json"))
        one = time.monotonic() - start
        names = [self.write_wcxf(f"p{i}.yaml", 1000.0, {"phil3_11": 1e-9 * (i + 1)})
                 for i in range(10)]
        start = time.monotonic()
        self.call("predict", *names, *self.arguments("--json"))
        # set-up is half of a call at least, where a process starts and reads the data
        self.assertLess(time.monotonic() - start, 10 * one)


if __name__ == "__main__":
    unittest.main()
