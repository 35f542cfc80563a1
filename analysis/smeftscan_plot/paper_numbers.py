# SPDX-License-Identifier: MIT
"""Our number beside every claim of arXiv:2108.05614: NUMBERS, by the names of paper_claims.yaml.

Each is a function of the Results: numbers, in the order and units of the paper, or a truth.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xarray
import yaml

from .fig1_running import V_SQUARED, WEIGHTS
from .coupling_plane import AXES
from .fig2 import BSLL, EWPO_LFU_TRIDENT, FIT, LEP_2, R_VUS, Surfaces
from .paper_claims import Numbers, printed
from .paper_results import Results, real
from .program import ROOT
from .style import LEVELS

TEV = 1e3  # GeV
(LEVEL_68, _), (LEVEL_95, _) = LEVELS[2]
BEST_FIT = ("gl_11", "gl_22", "gl_33")  # the claims of Eq. (26)
EQ_16 = {"ll_1122": 4.7e-7}  # GeV^-2, rows of jobs/paper_sources.csv
EQ_16_LOW = {"ll_1122": 1.9e-7}
PARAMETERS = ROOT / "data" / "parameters" / "reference.yaml"
OVERRIDES = ROOT / "data" / "overrides" / "reference.yaml"  # of the running, among others


# Section I: arithmetic of the paper's own numbers

def from_unitarity(vud: float, error: float) -> tuple[float, float]:
    """|Vus| and its error of |Vud| and its error, without Vub."""
    vus = math.sqrt(1.0 - vud * vud)
    return vus, error * vud / vus


def from_ratio(ratio: float, error: float) -> tuple[float, float]:
    """|Vus| and its error of |Vus/Vud|, with unitarity."""
    return ratio / math.hypot(1.0, ratio), error / math.hypot(1.0, ratio) ** 3


def first_row() -> tuple[float, float]:
    """|Vud|^2 + |Vus|^2 - 1 and its error."""
    (d, d_error), (s, s_error) = printed("vud"), printed("vus_kl3")
    return d * d + s * s - 1.0, math.hypot(2 * d * d_error, 2 * s * s_error)


def sigmas(one: Sequence[float], other: Sequence[float]) -> tuple[float]:
    """Distance of two values with errors in standard deviations."""
    return (abs(one[0] - other[0]) / math.hypot(one[1], other[1]),)


# Section II

def epsilon_2(coefficients: Mapping[str, Any]) -> float:
    """[CAA, Eq. (11)] of coefficients in GeV^-2."""
    return V_SQUARED * sum(weight * real(coefficients.get(name, 0.0))
                           for name, weight in WEIGHTS.items())


def rate(results: Results, epsilon: Mapping[str, float]) -> tuple[float]:
    """16 pi^2 d/d ln mu of a sum of coefficients over g2^2 ll_1122 at 1 TeV."""
    beta, high = results.json("beta.json")["wc"], results.json("at_1_TeV.json")
    total = sum(weight * real(beta.get(name, 0.0)) for name, weight in epsilon.items())
    return (total / (high["metadata"]["sm"]["g"] ** 2 * real(high["values"]["ll_1122"])),)


def leading_log(results: Results) -> tuple[float]:
    high, low = results.json("at_1_TeV.json"), results.json("leading_log.json")
    logarithm = math.log(high["scale"] / low["scale"]) / (16.0 * math.pi ** 2)
    source = high["metadata"]["sm"]["g"] ** 2 * V_SQUARED * real(high["values"]["ll_1122"])
    return (-epsilon_2(low["values"]) / (source * logarithm),)


def eq_14(results: Results) -> tuple[float]:
    low = {name: results.row("sources.h5", name, **EQ_16) for name in WEIGHTS}
    shift = results.row("sources.h5", "R(Vus)", **EQ_16) - 1.0
    return (shift / (1.0 + results.lam("sources.h5") ** -2) / epsilon_2(low),)


def lep_sigma(results: Results) -> tuple[float]:
    """How far the lower end of Eq. (16) is from the minimum of LEP-2 in ll_1122."""
    there = results.row("sources.h5", "chi2_group:lep_contact", **EQ_16_LOW)
    return (math.sqrt(there - results.lowest("lep_ll_1122.h5")),)


def delta_gf(results: Results) -> float:
    return results.row("sources.h5", "dGF/GF", **EQ_16)


# Section III, at the paper's best fit

def factor_f(results: Results) -> tuple[float, ...]:
    (g1, _), (g2, _), _ = map(printed, BEST_FIT)
    return tuple(-TEV ** 2 * results.wc("high", name) / couplings for name, couplings in
                 (("ll_1111", g1 * g1), ("ll_1122", g1 * g2)))


def eq_22(results: Results) -> tuple[float]:
    coupling = results.json("point_26.json")["parameters"]["gq_23"]
    return (-TEV ** 2 * results.wc("high", "lq1_2223") / (printed("gl_22")[0] * coupling),)


def relation(results: Results) -> tuple[float]:
    one, two, both = (results.wc("high", name) for name in ("ll_1111", "ll_2222", "ll_1122"))
    return (both ** 2 / (4.0 * one * two),)


def c9(results: Results, name: str = "C9") -> float:
    """Of muons at 4.8 GeV."""
    return real(results.json("point_26.json")["wet"]["values"][f"{name}_bsmumu"])


def c9_over_n(results: Results) -> tuple[float]:
    """Over pi v^2/(alpha V_tb V_ts*) lq1_2223, with V_tb V_ts* = -V_cb."""
    with open(PARAMETERS, encoding="utf-8") as file:
        alpha_e = yaml.safe_load(file)["alpha_e(m_Z)"]["value"]
    with open(OVERRIDES, encoding="utf-8") as file:
        V_cb = yaml.safe_load(file)["running"]["V_cb"]["value"]
    n = -math.pi * V_SQUARED / (alpha_e * V_cb)
    return (c9(results) / (n * results.wc("ew", "lq1_2223")),)


# Section IV

def delta_ms(results: Results) -> tuple[float]:
    sm, here = (results.predicted("DeltaM_s", f"point_{name}.json") for name in ("sm", "26"))
    return (abs(here["value"] - sm["value"]) / sm["theory_error"],)


def gl_33_sigma(results: Results) -> tuple[float]:
    fit = results.fit("fit.h5").sel(parameter="gl_33")
    return (abs(float(fit["parameters"])) / float(fit["upper_errors"]),)


def share_of_ll_1221(results: Results) -> tuple[float]:
    terms = {name: results.wc("ew", name) for name in WEIGHTS}
    return (V_SQUARED * WEIGHTS["ll_1221"] * terms["ll_1221"] / epsilon_2(terms),)


# Fig. 2

def excess(surface: xarray.DataArray) -> xarray.DataArray:
    """Chi-square above its minimum on the points of the plane."""
    above: xarray.DataArray = surface - surface.min()
    return above


def at_best_fit(surface: xarray.DataArray) -> float:
    """Chi-square above its minimum at the point of the plane next to the paper's best fit."""
    place = {name: printed(name)[0] for name in AXES}
    return float(excess(surface).sel(place, method="nearest"))


def equal_signs(surface: xarray.DataArray) -> bool:
    inside = excess(surface) <= LEVEL_95
    return bool((inside & (surface["gl_11"] * surface["gl_22"] > 0.0)).any())


def in_first_quadrant(surface: xarray.DataArray) -> bool:
    place: Any = surface.argmin(AXES)
    lowest = surface.isel(place)
    return bool(lowest["gl_11"] > 0.0 and lowest["gl_22"] > 0.0)


def lowest_gl_22(surface: xarray.DataArray) -> tuple[float]:
    inside = excess(surface) <= LEVEL_95
    return (float(surface["gl_22"].where(inside.any("gl_11")).min()),)


def overlap(surfaces: Surfaces) -> bool:
    fit, lep = (excess(surfaces.of(groups)) <= LEVEL_95 for groups in (FIT, LEP_2.groups))
    return bool((fit & lep).any())


NUMBERS: dict[str, Callable[[Results], Numbers]] = {
    "vus_k_pi": lambda r: from_ratio(*printed("ratio")),
    "vus_sgrm": lambda r: from_unitarity(*printed("vud_sgrm")),
    "vus_cms": lambda r: from_unitarity(*printed("vud_cms")),
    "vus_sbm": lambda r: from_unitarity(*printed("vud_sbm")),
    "tau_inclusive_sigma": lambda r: sigmas(printed("vus_tau"), printed("vus_ckm")),
    "tau_all_sigma": lambda r: sigmas(printed("vus_tau_all"), printed("vus_ckm")),
    "unitarity": lambda r: first_row(),
    "unitarity_sigma": lambda r: sigmas(first_row(), (0.0, 0.0)),
    "r_vus_measured": lambda r: r.measured("R(Vus)"),
    "r_vus_sigma": lambda r: sigmas(r.measured("R(Vus)"), (1.0, 0.0)),
    "r_vus_kl3": lambda r: (printed("vus_kl3")[0] / printed("vus_beta")[0],),

    "weight_lq1_1111": lambda r: r.weights("R(Vus)", ["lq1_1111"], r.lam("slopes.h5") ** -2),
    "weights_0": lambda r: r.weights("R(Vus)", ["phil3_11", "phiq3_22", "lq3_2222"]),
    "weights_1": lambda r: r.weights("R(Vus)", ["phiq3_12", "lq3_2212", "lq3_1112"],
                                     r.lam("slopes.h5") ** -1),
    "weights_2": lambda r: r.weights("R(Vus)", ["phil3_22", "phiq3_11", "lq3_1111"],
                                     r.lam("slopes.h5") ** -2),
    "weight_ll_1221": lambda r: r.weights("R(Vus)", ["ll_1221"], 1.0 + r.lam("slopes.h5") ** -2),
    "rate_2": lambda r: rate(r, WEIGHTS),
    "rate_1": lambda r: rate(r, {"phiq3_12": 2.0, "lq3_2212": -1.0, "lq3_1112": -1.0}),
    "eq_14": eq_14,
    "leading_log": leading_log,
    "ll_1122": lambda r: tuple(TEV ** 2 * one for one in r.fitted("ll_1122.h5", "ll_1122")),
    "lep_sigma": lep_sigma,
    "fig1_ll_1111": lambda r: (r.fig1("ll_1111")["eps2"],),
    "fig1_ll_2222": lambda r: (r.fig1("ll_2222")["eps2"],),
    "fig1_ll_1122": lambda r: (r.fig1("ll_1122")["eps2"],),
    "fig1_terms": lambda r: (max(abs(r.fig1("ll_1111")[name]) for name in WEIGHTS),),
    "r_vus_of_others": lambda r: tuple(r.row("sources.h5", "R(Vus)", **{name: 5e-7}) - 1.0
                                       for name in ("ll_1111", "ll_2222")),
    "weights_gf": lambda r: r.weights("dGF/GF", ["ll_1221", "phil3_11", "phil3_22"]),
    "delta_gf": lambda r: (1e4 * delta_gf(r),),
    "delta_gf_percent": lambda r: (1e2 * delta_gf(r) / (1.0 + delta_gf(r)),),
    "bare_gf": lambda r: (1e5 / (math.sqrt(2.0) * V_SQUARED) / (1.0 + delta_gf(r)),),

    "factor_f": factor_f,
    "eq_22": eq_22,
    "relation": relation,
    "c9_over_c10": lambda r: (-c9(r) / c9(r, "C10"),),
    "c9_over_n": c9_over_n,

    "delta_ms": delta_ms,
    "m_w_measured": lambda r: r.measured("m_W")[:1],
    "gl_11": lambda r: r.fitted("fit.h5", "gl_11"),
    "gl_22": lambda r: r.fitted("fit.h5", "gl_22"),
    "gl_33": lambda r: r.fitted("fit.h5", "gl_33"),
    "observables": lambda r: (len(r.json("point_26.json")["measurements"]),),
    "chi2_sm": lambda r: (r.chi2("point_sm.json"),),
    "chi2_sm_selection": lambda r: (r.chi2("point_sm_selection.json"),),
    "chi2_fit": lambda r: (r.lowest("fit.h5"),),
    "improvement": lambda r: (r.chi2("point_sm.json") - r.lowest("fit.h5"),),
    "improvement_selection": lambda r: (r.chi2("point_sm_selection.json")
                                        - r.lowest("fit_selection.h5"),),
    "r_vus_at_26": lambda r: (r.predicted("R(Vus)")["value"],),
    "r_vus_pull": lambda r: sigmas(r.measured("R(Vus)"), (r.predicted("R(Vus)")["value"], 0.0)),
    "tau_measured": lambda r: r.measured("gtau/ge"),
    "tau_sigma": lambda r: sigmas(r.measured("gtau/ge"), (1.0, 0.0)),
    "tau_weights": lambda r: r.weights("gtau/ge", ["phil3_33", "phil3_11"]),
    "tau_weights_ll": lambda r: r.weights("gtau/ge", ["ll_2332", "ll_1221"]),
    "tau_at_26": lambda r: (r.predicted("gtau/ge")["value"],),
    "gl_33_sigma": gl_33_sigma,
    "share_ll_1221": share_of_ll_1221,
    "m_w_falls": lambda r: bool(r.fit("fit.h5")["m_W"]
                                  < r.predicted("m_W", "point_sm.json")["value"]),

    "fig2_equal_signs": lambda r: equal_signs(r.surfaces("plane.h5").of(R_VUS.groups)),
    "fig2_bsll": lambda r: in_first_quadrant(r.surfaces("plane.h5").of(BSLL.groups)),
    "fig2_lowest_gl_22": lambda r: lowest_gl_22(r.surfaces("plane.h5").of(EWPO_LFU_TRIDENT.groups)),
    "fig2_lowest_gl_22_profiled": lambda r: lowest_gl_22(
        r.surfaces("profile_leptonic.h5").of(EWPO_LFU_TRIDENT.groups)),
    "fig2_fit": lambda r: at_best_fit(r.surfaces("plane.h5").of(FIT)) <= LEVEL_68,
    "fig2_lep": lambda r: (at_best_fit(r.surfaces("plane.h5").of(LEP_2.groups)),),
    "fig2_overlap": lambda r: overlap(r.surfaces("plane.h5")),
    "fig2_overlap_profiled": lambda r: overlap(r.surfaces("profile_fit.h5", "profile_lep.h5")),
}
