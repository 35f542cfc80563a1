# SPDX-License-Identifier: MIT
"""The reader of scan files, and what the figures compute from them."""

import os
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "analysis"))

import h5py
import json
import numpy as np

import synthetic_scan as synthetic
from smeftscan_plot import Failure, cabibbo_region, read_scan, style, surface
from smeftscan_plot.refine import refine

GL_11 = np.linspace(-2.0, 2.0, 41)
GL_22 = np.linspace(0.2, 3.0, 29)


class InAFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def grid(self, axes=None, **options):
        path = os.path.join(self.folder, "scan.h5")
        synthetic.write_grid(path, axes or {"gl_11": GL_11, "gl_22": GL_22}, **options)
        return path

    def refused(self, path, words):
        with self.assertRaises(Failure) as caught:
            read_scan(path)
        self.assertIn(words, str(caught.exception))
        self.assertNotIn("\n", str(caught.exception))
        self.assertEqual(caught.exception.code, 65)


class Reading(InAFolder):
    def test_axes_come_in_the_order_of_the_array(self):
        scan = read_scan(self.grid())
        self.assertEqual([axis.name for axis in scan.axes], ["gl_11", "gl_22"])
        np.testing.assert_array_equal(scan.axis("gl_22").values, GL_22)
        self.assertEqual(scan.dataset("chi2").values.shape, (41, 29))
        self.assertEqual(scan.kind, "grid")
        self.assertEqual(scan.file.attrs["state"], "complete")

    def test_the_order_of_axes_does_not_follow_the_alphabet(self):
        scan = read_scan(self.grid({"gl_22": GL_22, "gl_11": GL_11}))
        self.assertEqual([axis.name for axis in scan.axes], ["gl_22", "gl_11"])

    def test_groups_add_up_to_chi_square(self):
        scan = read_scan(self.grid())
        self.assertEqual(scan.groups, ["cabibbo", "electroweak"])
        total = sum(scan.dataset(f"chi2_group:{name}").values for name in scan.groups)
        np.testing.assert_array_equal(total, scan.dataset("chi2").values)

    def test_a_failed_point_is_nan_and_has_a_status_with_a_name(self):
        scan = read_scan(self.grid(failed=[(3, 4)]))
        self.assertTrue(np.isnan(scan.dataset("chi2").values[3, 4]))
        status = scan.data["status"]
        self.assertEqual(status.attrs["flag_meanings"].split()[int(status[3, 4])],
                         "integration_failed")
        self.assertEqual(int(scan.failed().sum()), 1)

    def test_kept_datasets_have_their_true_name_and_unit(self):
        scan = read_scan(self.grid())
        self.assertEqual(scan.dataset("dGF/GF").units, "1")
        self.assertEqual(scan.dataset("ll_1221").units, "GeV^-2")
        self.assertEqual(scan.dataset("wc_ll_1221").name, "wc_ll_1221")

    def test_attributes_and_job_are_plain_values(self):
        scan = read_scan(self.grid(state="partial"))
        self.assertEqual(scan.file.attrs["state"], "partial")
        self.assertEqual(scan.file["provenance"].attrs, {"program": "smeftscan", "ranks": 2})
        self.assertIn("z_prime", scan.file.job)

    def test_the_best_fit_has_named_parameters(self):
        path = self.grid()
        with h5py.File(path, "a") as file:
            group = file.create_group("best_fit")
            names = synthetic.scale(group, "parameter", synthetic.strings("gl_11", "gl_22"))
            synthetic.dataset(group, "parameters", [-0.2, 1.5], [names])
            group["chi2"], group["gtau|ge"], group["distance"] = 3.5, 1.0028, 1e-9
        fit = read_scan(path).best_fit
        self.assertEqual(fit["parameters"].to_series().to_dict(), {"gl_11": -0.2, "gl_22": 1.5})
        self.assertEqual((float(fit["chi2"]), float(fit["gtau/ge"])), (3.5, 1.0028))

    def test_a_profile_names_what_it_minimises(self):
        path = self.grid()
        self.assertEqual(read_scan(path).minimised, [])
        synthetic.write_nuisance(path, "gl_33")
        self.assertEqual(read_scan(path).minimised, ["gl_33"])

    def test_a_list_of_points_has_named_columns(self):
        path = os.path.join(self.folder, "points.h5")
        points = np.array([[0.1, 1.0], [0.2, 2.0], [0.3, 3.0]])
        synthetic.write_points(path, points)
        scan = read_scan(path)
        self.assertEqual(scan.kind, "points")
        np.testing.assert_array_equal(scan.axis("gl_22").values, points[:, 1])
        self.assertEqual(scan.axis("gl_22").units, "1")


class Refusing(InAFolder):
    def test_a_missing_file(self):
        self.refused(os.path.join(self.folder, "nowhere.h5"), "no such file")

    def test_a_file_that_is_not_hdf5(self):
        path = os.path.join(self.folder, "text.h5")
        pathlib.Path(path).write_text("gl_11,gl_22\n0,1\n")
        self.refused(path, "not a readable scan file")

    def test_a_truncated_file(self):
        path = self.grid()
        os.truncate(path, os.path.getsize(path) // 2)
        self.refused(path, "not a readable scan file")

    def test_an_hdf5_file_of_another_kind(self):
        path = os.path.join(self.folder, "other.h5")
        with h5py.File(path, "w") as file:
            file["x"] = 1.0
        self.refused(path, "not a file of format 'smeftscan-scan'")

    def test_another_format_version(self):
        path = self.grid()
        with h5py.File(path, "a") as file:
            file.attrs["format_version"] = np.int64(2)
        self.refused(path, "format version 2")

    def test_a_file_without_chi_square(self):
        path = self.grid()
        with h5py.File(path, "a") as file:
            del file["grid/chi2"]
        self.refused(path, "no dataset /grid/chi2")

    def test_an_axis_without_scale(self):
        path = self.grid()
        with h5py.File(path, "a") as file:
            file["grid/chi2"].dims[0].detach_scale(file["grid/gl_11"])
        self.refused(path, "no scale")

    def test_an_unknown_dataset_names_the_known_ones(self):
        with self.assertRaisesRegex(Failure, "chi2_group:cabibbo") as caught:
            read_scan(self.grid()).dataset("chi3")
        self.assertEqual(caught.exception.code, 64)


class Computing(InAFolder):
    def test_other_axes_are_minimised_over(self):
        path = self.grid({"gl_11": GL_11, "gl_22": GL_22, "gl_33": np.linspace(-3.0, 0.0, 7)})
        scan = read_scan(path)
        values, _ = surface.project(scan, scan.axes[:2], scan.dataset("chi2"))
        np.testing.assert_allclose(values, scan.dataset("chi2").values.min(axis=2), rtol=0)
        turned, _ = surface.project(scan, scan.axes[1::-1], scan.dataset("chi2"))
        np.testing.assert_array_equal(turned, values.T)

    def test_values_are_taken_where_chi_square_is_lowest(self):
        scan = read_scan(self.grid())
        values, chi2 = surface.project(scan, scan.axes[:1], scan.dataset("R(Vus)"))
        place = np.argmin(scan.dataset("chi2").values, axis=1)
        np.testing.assert_array_equal(values, scan.dataset("R(Vus)").values[np.arange(41), place])
        np.testing.assert_array_equal(chi2, scan.dataset("chi2").values.min(axis=1))

    def test_refining_a_parabola_is_exact(self):
        x, y = np.array([0.0, 1.0, 2.5, 3.0, 5.0]), np.array([-1.0, 0.0, 2.0])

        def parabola(a, b):
            return (a * a - 3 * a + 1) * (2 * b * b - b)

        fine_x, fine_y, fine = refine(x, y, parabola(x[:, None], y[None]))
        self.assertGreater(len(fine_x), 4 * len(x))
        np.testing.assert_allclose(fine, parabola(fine_x[:, None], fine_y[None]), atol=1e-12)

    def test_refining_keeps_the_given_points_and_the_holes(self):
        values = np.random.default_rng(1).normal(size=(6, 5))
        values[2, 2] = np.nan
        x, y = np.arange(6.0), np.arange(5.0)
        fine_x, fine_y, fine = refine(x, y, values)
        i, j = np.searchsorted(fine_x, x), np.searchsorted(fine_y, y)
        np.testing.assert_allclose(fine[np.ix_(i, j)], values, rtol=1e-14)
        self.assertTrue(np.isfinite(fine[:i[1] + 1, :j[1] + 1]).all())

    def test_the_cabibbo_region_has_the_width_and_centre_of_the_formula(self):
        x, y, difference, x_line, _ = cabibbo_region.region(read_scan(self.grid()))
        for g22 in (0.5, 1.0, 2.0, 3.0):
            j = int(np.argmin(abs(y - g22)))
            centre = (synthetic.MEASURED - 1.0) / synthetic.SLOPE / y[j]
            half_width = np.sqrt(5.99) * synthetic.ERROR / synthetic.SLOPE / y[j]
            self.assertAlmostEqual(x_line[j], centre, delta=1e-3)
            inside = x[difference[:, j] < 5.99]
            self.assertAlmostEqual(inside.min(), centre - half_width, delta=x[1] - x[0])
            self.assertAlmostEqual(inside.max(), centre + half_width, delta=x[1] - x[0])

    def test_the_cabibbo_region_is_near_the_reference(self):
        with open(ROOT / "tests" / "reference" / "rvus.json", encoding="utf-8") as file:
            rows = [row for row in json.load(file)["region"] if 0.5 <= row[0] <= 3.0]
        x, y, difference, x_line, _ = cabibbo_region.region(read_scan(self.grid()))
        for g22, centre, _, _, lower, upper in rows:
            j = int(np.argmin(abs(y - g22)))
            inside = x[difference[:, j] < 5.99]
            # The synthetic formula leaves out the terms in gl_11^2 and gl_22^2: two per cent.
            for found, expected in (
                    (x_line[j], centre), (inside.min(), lower), (inside.max(), upper)):
                self.assertAlmostEqual(found, expected, delta=0.03 * abs(lower) + x[1] - x[0])


class Naming(unittest.TestCase):
    def test_names_become_symbols(self):
        for name, symbol in {
                "gl_11": r"$g^{\ell }_{11}$", "gq_23.im": r"$\mathrm{Im}\,$$g^{q}_{23}$",
                "ll_1122": r"$[C_{\ell \ell }]_{1122}$", "lq1_2223": r"$[C_{\ell q}^{(1)}]_{2223}$",
                "wc_phil3_22": r"$[C_{\phi \ell }^{(3)}]_{22}$", "phiWB": r"$C_{\phi WB}$",
                "phiGtilde": r"$C_{\phi \widetilde{G}}$", "mass": r"$M_{Z'}$",
                "<P5p>(B0->K*mumu)": "<P5p>(B0->K*mumu)", "dm_1": "dm_1"}.items():
            self.assertEqual(style.symbol(name), symbol)

    def test_every_operator_can_be_typeset(self):
        from matplotlib.mathtext import MathTextParser
        for name in ("G Gtilde W Wtilde phi phiBox phiD phiG phiWtildeB uphi_11 eW_12 phil1_11 "
                     "phiud_12 ll_1122 qq3_1111 lq3_1111 ee_1122 ud8_1111 le_1111 qd8_1111 "
                     "ledq_1111 quqd1_1111 lequ3_1111 gl_11 gq_12.im mass R(Vus) dGF/GF "
                     "chi2").split():
            symbol = style.symbol(name)
            self.assertIn("$", symbol)
            MathTextParser("agg").parse(symbol)

    def test_units_stand_in_brackets(self):
        self.assertEqual(style.label("mass", "GeV"), "$M_{Z'}$ [GeV]")
        self.assertTrue(style.label("ll_1122", "GeV^-2").endswith("[GeV$^{-2}$]"))
        self.assertEqual(style.label("x", "1"), "x")


if __name__ == "__main__":
    unittest.main()
