# SPDX-License-Identifier: MIT
"""Wilson coefficients of the SMEFT and below: running, beta functions, matching, predictions.

Coefficients are WCxf dictionaries, {"eft": "SMEFT", "basis": "Warsaw", "scale": GeV, "values":
{name: GeV^-2}}, as files have them: a complex value of a result is {"Re": x, "Im": y}; a file name is
taken too."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Optional, Union

from . import _core
from ._core import InputError
from ._text import Document, document, yaml_of

Wcxf = dict[str, Any]


def _text(given: Optional[Document], name: str) -> Optional[str]:
    return None if given is None else document(given, name)[0]


def evolve(wcxf: Document, *, to: Union[float, str], eft: Optional[str] = None,
           basis: Optional[str] = None, method: str = "cvode", integrator: str = "adams",
           rtol: float = 1e-9, raw: bool = False, sm: Optional[Document] = None,
           data: Optional[str] = None, data_dir: Optional[str] = None) -> Wcxf:
    """Coefficients at the scale `to` (GeV, or a text as "1 TeV") by the one-loop RGE.

    wcxf: of the SMEFT (bases "Warsaw", "Warsaw up"), or of the WET, WET-4 or WET-3 ("flavio",
    "JMS"). Down to 91.1876 GeV they run in the SMEFT and are matched there at tree level, then in
    the WET to 4.2 GeV, the WET-4 to 1.3 GeV and the WET-3. eft: the theory at the end, if it is not
    the one at `to`: "WET-4" at 1 GeV. basis: at the end; that of wcxf unless given, in another
    theory "flavio". Values below 91.1876 GeV are new physics alone.

    Of the part in the SMEFT: method: "cvode", the full integration; "operator", on the background of
    the SM; "leading-log". integrator: "adams", or "bdf" (stiff). rtol: accuracy, 1e-13 to 0.01. raw:
    leave the flavour basis of the input; else that of the final scale. sm: SM couplings at the scale
    of the input {g, gp, gs, Lambda, m2, Gu, Gd, Ge} (or coefficients that evolve returned); without
    it they follow from the data set `data`. The couplings at `to` are result["metadata"]["sm"].

    Raises InputError; PointFailure where the integration does not arrive.
    """
    text = _core.evolve(document(wcxf, "wcxf")[0], yaml_of(to), eft, basis, method, integrator,
                        yaml_of(rtol), raw, _text(sm, "sm"), data, data_dir)
    result: Wcxf = json.loads(text)
    return result


def beta(wcxf: Document, *, sm: Document) -> dict[str, Any]:
    """16 pi^2 dX/dln(mu) as {"wc": {name: value}, "sm": {g, gp, gs, Lambda, m2, Gu, Gd, Ge}}: of
    coefficients in GeV^-2, of m2 in GeV^2; a complex value is [re, im]. `sm`: couplings at the scale
    of the coefficients, as for evolve()."""
    result: dict[str, Any] = json.loads(_core.beta(document(wcxf, "wcxf")[0],
                                                   document(sm, "sm")[0]))
    return result


def match(model: Document, *, sm: Optional[Document] = None, data: Optional[str] = None,
          data_dir: Optional[str] = None, **couplings: Union[float, str]) -> Wcxf:
    """The coefficients that a model matches to at its scale, in the flavour basis of its couplings.

    model: the name of a model of `smeftscan list models`, whose couplings are the keyword arguments
    (couplings that are not named are 0); or a job, of which `model:` and the names of the free
    parameters are read, and each free parameter is a keyword argument. Masses in GeV or as "1 TeV";
    imaginary parts as **{"gq_23.im": 0.1}. sm: couplings of the SM at the matching scale, where the
    matching needs them; without it they follow from the data set.
    """
    if isinstance(model, str) and model in _core.model_names:
        text, source = document({"model": {model: couplings}}, model)
        chosen: list[tuple[str, str]] = []
    else:
        text, source = document(model, "model")
        chosen = [(name, yaml_of(value)) for name, value in couplings.items()]
    result: Wcxf = json.loads(_core.match(text, source, chosen, _text(sm, "sm"), data, data_dir))
    return result


def predict(wcxf: Document, *, observables: Sequence[str] = (), likelihood: Sequence[str] = (),
            data: Optional[str] = None, data_dir: Optional[str] = None) -> dict[str, Any]:
    """Predictions, pulls and chi-square for any coefficients: the object of `predict --json`.

    wcxf: of the SMEFT (basis Warsaw) at any scale from m_Z up, or of WET, WET-4 or WET-3 (basis flavio
    or JMS) at any scale from 2, 1 or 0.7 GeV to m_Z. observables: names (all measured bins) or labels
    with a bin; they restrict what is returned, not chi-square. likelihood: groups, "all" or "-GROUP";
    unless given those of the data set, or below m_Z all groups that the coefficients predict. What is
    asked for and not predicted is left out with a warning (logging). Keys of the result: status, chi2 {total, group}, predictions, measurements, wc, wet, blind. Values are in
    powers of GeV.

    Raises InputError; PointFailure where there is no answer.
    """
    text, source = document(wcxf, "wcxf")
    if isinstance(observables, str) or isinstance(likelihood, str):
        raise InputError("predict: observables and likelihood are lists of names")
    result: dict[str, Any] = json.loads(
        _core.predict(text, source, list(observables), list(likelihood), data, data_dir))
    return result
