# SPDX-License-Identifier: MIT
"""The ledger of the paper: its claims are whole, a wrong number and a needless reason are seen."""

import dataclasses
import pathlib
import sys
import tempfile
import unittest

import numpy as np
import yaml

import synthetic_scan as synthetic

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "analysis"))
from smeftscan_plot import (Failure, fig2, ledger, paper_numbers,  # noqa: E402
                            select_measurements)
from smeftscan_plot.paper_claims import (DIFFERS, MISPRINT, REPRODUCED, STALE,  # noqa: E402
                                         UNEXPLAINED, Claim, load_claims, printed)
from smeftscan_plot.paper_results import Results  # noqa: E402
from smeftscan_plot.paper_runs import load_runs  # noqa: E402
from smeftscan_plot.program import ROOT as RUN_ROOT  # noqa: E402


class Claims(unittest.TestCase):
    def test_every_claim_has_one_number_of_ours_or_says_why_not(self):
        for claim in load_claims():
            with self.subTest(claim.what):
                self.assertEqual(
                    sum(map(bool, (claim.ours, claim.definition, claim.cited))), 1)
                self.assertTrue(claim.place and claim.what)
                self.assertFalse(claim.misprint and claim.because)
                if claim.ours:
                    self.assertTrue(claim.numbers or claim.paper in ("yes", "no"), claim.paper)
                    self.assertEqual(len(claim.tolerances()), len(claim.numbers))
                else:
                    self.assertFalse(claim.misprint or claim.because or claim.within)

    def test_every_number_stands_beside_a_claim(self):
        asked = [claim.ours for claim in load_claims() if claim.ours]
        self.assertEqual(set(asked), set(paper_numbers.NUMBERS))
        self.assertEqual(len(asked), len(set(asked)))

    def test_the_paper_is_there_from_its_first_equation_to_its_last(self):
        places = " ".join(claim.place for claim in load_claims())
        for equation in range(1, 27):
            self.assertIn(f"({equation})", places)
        for figure in ("Fig. 1, top", "Fig. 1, middle", "Fig. 1, bottom", "Fig. 2, left",
                       "Fig. 2, right"):
            self.assertIn(figure, places)

    def test_ids_are_known_once(self):
        ids = [claim.id for claim in load_claims() if claim.id]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertEqual(printed("gl_33"), [-1.8, 0.9])


class Verdicts(unittest.TestCase):
    number = Claim("Eq. (16)", "ll_1122", "0.47 +- 0.14", "ll_1122")

    def test_a_number_is_reproduced_to_half_of_its_last_digit(self):
        self.assertEqual(self.number.verdict((0.4749, 0.1351)), REPRODUCED)
        self.assertEqual(self.number.shown((0.4749, 0.1351)), "0.475 +- 0.135")

    def test_a_wrong_number_differs(self):
        for wrong in ((0.4751, 0.14), (0.47, 0.1349), (float("nan"), 0.14)):
            self.assertEqual(self.number.verdict(wrong), UNEXPLAINED)

    def test_a_reason_makes_a_misprint_or_a_difference_of_a_wrong_number(self):
        for reason, word in (("misprint", MISPRINT), ("because", DIFFERS)):
            claim = dataclasses.replace(self.number, **{reason: "we looked"})
            self.assertEqual(claim.verdict((0.6, 0.14)), word)

    def test_a_reason_for_a_number_that_agrees_is_seen(self):
        claim = dataclasses.replace(self.number, misprint="we looked")
        self.assertEqual(claim.verdict((0.47, 0.14)), STALE)

    def test_tolerances_can_be_given(self):
        claim = dataclasses.replace(self.number, within=("0.1", "0.01"))
        self.assertEqual(claim.verdict((0.56, 0.149)), REPRODUCED)
        self.assertEqual(claim.verdict((0.56, 0.151)), UNEXPLAINED)

    def test_bounds_and_truths(self):
        below = Claim("", "", "< 2", "x")
        self.assertEqual(below.verdict((1.9,)), REPRODUCED)
        self.assertEqual(below.verdict((4.3,)), UNEXPLAINED)
        self.assertEqual(below.shown((4.3,)), "4.3")
        truth = Claim("", "", "no", "x")
        self.assertEqual(truth.verdict(False), REPRODUCED)
        self.assertEqual(truth.verdict(True), UNEXPLAINED)
        self.assertEqual(truth.shown(True), "yes")

    def test_signs_exponents_and_counts_are_read_and_shown(self):
        claim = Claim("", "", "-1, 2.50", "x")
        self.assertEqual(claim.numbers, [-1.0, 2.5])
        self.assertEqual(claim.shown((-1.0, 2.4999)), "-1.0, 2.500")
        self.assertEqual(Claim("", "", "0", "x").shown((4.2e-5,)), "4.2e-05")
        self.assertEqual(Claim("", "", "135", "x").shown((146,)), "146")

    def test_too_few_numbers_are_no_verdict(self):
        with self.assertRaises(Failure):
            self.number.verdict((0.47,))

    def test_the_ledger_shows_verdict_reason_and_source(self):
        results = Results("nowhere")
        claim = dataclasses.replace(self.number, paper="0.2252 +- 0.0004", ours="vus_k_pi",
                                    because="it is another number", note="a remark")
        columns, word = ledger.judge(claim, results)
        self.assertEqual(word, DIFFERS)
        self.assertEqual(columns, ["0.2252 +- 0.0004", "0.22536 +- 0.00047",
                                   "**differs** because it is another number (a remark)",
                                   "arithmetic"])


class Runs(unittest.TestCase):
    def test_every_file_is_made_once_and_by_a_job_that_is_there(self):
        runs = load_runs()
        makes = [one.makes for one in runs]
        self.assertEqual(len(makes), len(set(makes)))
        for one in runs:
            self.assertIn("{out}/" + one.makes, one.run.replace("{out} > ", "{out}/"))
            for word in one.run.split():
                if word.startswith(("jobs/", "analysis/")):
                    self.assertTrue((pathlib.Path(RUN_ROOT) / word).is_file(), word)

    def test_a_command_is_as_one_types_it_and_a_quick_one_has_more_options(self):
        one = next(one for one in load_runs() if one.makes == "plane.h5")
        self.assertEqual(one.command("build/x"),
                         "smeftscan run jobs/paper_fig2.yaml -o build/x/plane.h5")
        self.assertIn(" --set ", one.command("build/x", quick=True))


class InAFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)


class Selection(InAFolder):
    def test_the_named_entries_stay_as_they_are(self):
        whole = select_measurements.load(ROOT / "data/measurements/electroweak.yaml")
        chosen = select_measurements.load(ROOT / "analysis/paper_selection.yaml")["electroweak"]
        part = select_measurements.select(whole, chosen, "electroweak.yaml")
        self.assertEqual(part["group"], "electroweak")
        self.assertEqual(list(part["measurements"]), chosen)
        self.assertEqual(sum(len(one["values"]) for one in part["measurements"].values()), 20)
        for name, entry in part["measurements"].items():
            self.assertEqual(entry, whole["measurements"][name])
        self.assertEqual(yaml.safe_load(yaml.safe_dump(part)), part)

    def test_an_unknown_entry_is_refused(self):
        with self.assertRaises(Failure) as caught:
            select_measurements.select({"measurements": {"a": {}}}, ["b"], "x.yaml")
        self.assertIn("no entry 'b'", str(caught.exception))


class Planes(InAFolder):
    axes = {"gl_11": np.linspace(-2, 2, 21), "gl_22": np.linspace(-1, 3, 17)}

    def plane(self, name, minimised=()):
        path = self.folder / name
        synthetic.write_grid(path, self.axes)
        if minimised:
            synthetic.write_nuisance(path, *minimised)
        return fig2.read_plane(str(path))

    def test_a_grid_gives_any_sum_of_groups_and_a_profile_its_own_alone(self):
        grid, profile = self.plane("grid.h5"), self.plane("profile.h5", ["gl_33"])
        both = ("cabibbo", "electroweak")
        for groups in (("cabibbo",), ("electroweak",), both):
            self.assertIsNotNone(fig2.Surfaces([grid]).find(groups))
        self.assertIsNone(fig2.Surfaces([grid]).find(("bsll",)))
        self.assertIsNone(fig2.Surfaces([profile]).find(("cabibbo",)))
        chi2 = fig2.Surfaces([profile]).find(both)
        x, y = (chi2[name].values for name in ("gl_11", "gl_22"))
        np.testing.assert_array_equal(chi2, synthetic.cabibbo(x[:, None], y) +
                                      synthetic.electroweak(x[:, None], y))

    def test_what_is_read_off_a_plane(self):
        surfaces = fig2.Surfaces([self.plane("grid.h5")])
        cabibbo, electroweak = surfaces.find(("cabibbo",)), surfaces.find(("electroweak",))
        self.assertFalse(paper_numbers.equal_signs(cabibbo))
        self.assertTrue(paper_numbers.equal_signs(electroweak))
        self.assertFalse(paper_numbers.in_first_quadrant(electroweak))
        # (-0.2, 1.5) +- (0.3, 0.6): at 95 % down to 1.5 - 0.6 sqrt(5.99) = 0.03, on steps of 0.25
        self.assertEqual(paper_numbers.lowest_gl_22(electroweak), (0.25,))
        # the point of the grid next to (-0.17, 1.5) is the minimum
        self.assertEqual(paper_numbers.at_best_fit(electroweak), 0.0)


if __name__ == "__main__":
    unittest.main()
