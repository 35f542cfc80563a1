# SPDX-License-Identifier: MIT
"""Every broken measurement file, data set, theory covariance and WCxf file, and all that is no scan
file, is refused with exit code 65 and one message that names it. The slowest call is printed."""

import os
import time
import unittest

import h5py

from program import ProgramTest

JOB = """\
model: {z_prime: {mass: 1 TeV, gl_33: -1.8}}
parameters: {gl_11: {range: [-1, 1], points: 2}}
data: mine
likelihood: [cabibbo]
running: {method: leading-log}
sampler: {grid: {}}
output: out.h5
"""

SET = """\
name: mine
inputs: {running: inputs/running.yaml, low_energy: inputs/low_energy_2023.yaml,
         electroweak: inputs/electroweak_2023.yaml, lep2: inputs/lep2.yaml}
measurements: [measurements/mine.yaml]
predictions: [predictions/mine.yaml]
parameters: [parameters/reference.yaml, parameters/flavour.yaml]
"""

ENTRY = {
    "observables": "[R(Vus), m_W]", "values": "[0.99, 80.4]", "errors": "[0.003, [0.02, 0.01]]",
    "correlation": "[[1, 0.1], [0.1, 1]]", "reference": "CAA",
}

PREDICTIONS = {
    "about": "made up", "program": "none", "reference": "CAA", "group": "cabibbo",
    "observables": "[R(Vus), m_W]", "errors": "[0.001, 0.002]", "correlation": "[[1], [0.5, 1]]",
}


def measurement(head="group: cabibbo\n", name="one", **changes):
    """A sound file of one entry with some values changed; None drops a key. The entry begins in
    line 3, its keys in line 4."""
    lines = [f"{key}: {value}" for key, value in {**ENTRY, **changes}.items() if value is not None]
    return head + f"measurements:\n  {name}:\n" + "".join(f"    {line}\n" for line in lines)


def predictions(**changes):
    return "".join(f"{key}: {value}\n" for key, value in {**PREDICTIONS, **changes}.items()
                   if value is not None)


def wet(values, eft="WET", basis="flavio", scale="4.8"):
    return f"eft: {eft}\nbasis: {basis}\nscale: {scale}\nvalues: {values}\n"


# What is wrong, the file, and what the message must say after its name.
MEASUREMENTS = (
    ("empty", "", "empty"),
    ("a list", "- 1\n", ":1: "),
    ("one value", "42\n", ":1: "),
    ("binary", "\x01\x02", ":1: .*not.* text"),
    ("an open bracket", measurement(values="[0.99, 80.4"), ":[56]: "),
    ("a tab", measurement(head="group:\tcabibbo\n\t"), ":[12]: "),
    ("two documents", measurement() + "---\n" + measurement(), ":"),
    ("a tag", measurement(values="!!python/tuple [0.99, 80.4]"), ":5: .*values"),
    ("an unknown key", measurement() + "extra: 1\n", ":9: .*'extra'"),
    ("an unknown key of an entry", measurement(value="[1]"), ":9: .*'value'.*'values'"),
    ("a doubled key", measurement() + "    values: [1, 2]\n", ":9: .*values"),
    ("a doubled entry", measurement() + "  one: {}\n", ":9: .*one"),
    ("no group", measurement(head=""), "'group'"),
    ("a list as group", measurement(head="group: [cabibbo]\n"), ":1: group"),
    ("no measurements", "group: cabibbo\n", "'measurements'"),
    ("a list of measurements", "group: cabibbo\nmeasurements: [one]\n", ":2: measurements"),
    ("an entry of one value", "group: cabibbo\nmeasurements: {one: 0.99}\n", ":2: .*one"),
    ("no observables", measurement(observables=None), ":4: .*'observables'"),
    ("an observable alone", measurement(observables="R(Vus)"), ":4: .*observables"),
    ("an empty list", measurement(observables="[]"), ":4: .*observables"),
    ("an observable twice", measurement(observables="[R(Vus), R(Vus)]"), ":4: .*duplicate"),
    ("a number as observable", measurement(observables="[[1], m_W]"), ":4: .*observables"),
    ("a bin that is no number",
     measurement(observables="[{name: R(Vus), q2min: low, q2max: 6}, m_W]"), ":4: .*q2min"),
    ("a bin without a name", measurement(observables="[{q2min: 1, q2max: 6}, m_W]"), ":4: .*name"),
    ("no values", measurement(values=None), ":4: .*'values'"),
    ("too few values", measurement(values="[0.99]"), ":5: .*2 numbers"),
    ("too many values", measurement(values="[0.99, 1, 2]"), ":5: .*2 numbers"),
    ("a value as text", measurement(values="[0.99, large]"), ":5: .*'large'"),
    ("a value in quotes", measurement(values="[0.99, '80.4']"), ":5: .*quotes"),
    ("NaN", measurement(values="[0.99, .nan]"), ":5: .*values"),
    ("infinity", measurement(values="[0.99, -.inf]"), ":5: .*values"),
    ("an octal number", measurement(values="[0.99, 080]"), ":5: .*values"),
    ("a hexadecimal number", measurement(values="[0.99, 0x50]"), ":5: .*values"),
    ("a number too large", measurement(values="[0.99, 1e999]"), ":5: .*values"),
    ("no errors", measurement(errors=None), ":4: .*'errors'"),
    ("an error of zero", measurement(errors="[0.003, 0]"), ":6: .*errors"),
    ("a negative error", measurement(errors="[0.003, [0.1, -0.1]]"), ":6: .*errors"),
    ("an error of three parts", measurement(errors="[0.003, [1, 2, 3]]"), ":6: .*up, down"),
    ("one error", measurement(errors="0.003"), ":6: .*errors"),
    ("a correlation above 1", measurement(correlation="[[1, 1.1], [1.1, 1]]"), ":7: .*correlation"),
    ("a correlation of 1", measurement(correlation="[[1, 1], [1, 1]]"), ":7: .*covariance"),
    ("a diagonal of 2", measurement(correlation="[[2, 0], [0, 2]]"), ":7: .*correlation"),
    ("an asymmetric correlation", measurement(correlation="[[1, 0.1], [0.2, 1]]"), ":7: .*corr"),
    ("a correlation too small", measurement(correlation="[[1]]"), ":7: .*correlation"),
    ("ragged rows", measurement(correlation="[[1, 0.1], [0.1]]"), ":7: .*length"),
    ("a correlation as number", measurement(correlation="0.1"), ":7: .*matrix"),
    ("errors and covariance", measurement(covariance="[[1, 0], [0, 1]]"), ":4: .*covariance"),
    ("a covariance with a negative direction",
     measurement(errors=None, correlation=None, covariance="[[1, 2], [2, 1]]"), ":7: .*covariance"),
    ("a negative theory error", measurement(theory_errors="[0, -1]"), ":9: .*theory_errors"),
    ("a theory source too short", measurement(theory_sources="{alpha_s: [1]}"), ":9: .*alpha_s"),
    ("no reference", measurement(reference=None), ":4: .*'reference'"),
    ("sets as text", measurement(sets="mine"), ":9: .*sets"),
    ("verified by nobody", measurement(verified="perhaps"), ":9: .*verified"),
)

PREDICTION_FILES = (
    ("an empty list of groups", predictions(group="[]"), ":4: .*groups"),
    ("an unknown key", predictions(groups="x"), "'groups'"),
    ("an observable twice", predictions(observables="[m_W, m_W]"), ":5: .*duplicate"),
    ("too few errors", predictions(errors="[1]"), ":6: .*2 errors"),
    ("a negative error", predictions(errors="[1, -1]"), ":6: .*negative"),
    ("too few rows", predictions(correlation="[[1]]"), ":7: .*2 rows"),
    ("a whole matrix", predictions(correlation="[[1, 0.5], [0.5, 1]]"), ":7: .*triangle"),
    ("a diagonal of 2", predictions(correlation="[[1], [0.5, 2]]"), ":7: .*diagonal"),
    ("a correlation of 2", predictions(correlation="[[1], [2, 1]]"), ":7: .*\\[-1, 1\\]"),
)

SETS = (
    ("empty", "", "empty"),
    ("an unknown key", SET + "measurement: []\n", ":7: .*'measurement'"),
    ("an unknown parameter", SET.replace("parameters/flavour", "parameters/none"),
     ":6: .*none.yaml"),
    ("no inputs", SET.replace("inputs: {", "name2: {"), "name2|inputs"),
    ("inputs that are not there", SET.replace("lep2.yaml", "lep3.yaml"), ":[23]: .*lep3.yaml"),
    ("measurements that are not there", SET.replace("measurements/mine", "measurements/none"),
     ":4: .*none.yaml"),
    ("measurements twice", SET.replace("[measurements/mine.yaml]",
                                       "[measurements/mine.yaml, measurements/mine.yaml]"),
     ":4: .*duplicate"),
    ("measurements as text", SET.replace("[measurements/mine.yaml]", "measurements/mine.yaml"),
     ":4: measurements"),
    ("no inputs for a module", SET.replace("low_energy:", "low_energies:"), "low_energ"),
)

WCXF = (
    ("an unknown coefficient", wet("{C9_bsmumuu: 1}"), ":4: .*C9_bsmumuu"),
    ("another basis", wet("{C9_bsmumu: 1}", basis="Bern"), "basis.*'Bern'"),
    ("another theory", wet("{C9_bsmumu: 1}", eft="WET-5"), "eft.*'WET-5'"),
    ("a quark that the theory has not", wet("{C9_bsmumu: 1}", eft="WET-4"), ":4: .*not active"),
    ("a scale above the theory", wet("{C9_bsmumu: 1}", scale="160"), ":3: scale.*91.1876"),
    ("NaN", wet("{C9_bsmumu: .nan}"), ":4: .*C9_bsmumu"),
    ("an imaginary part as text", wet("{C9_bsmumu: {Re: 1, Im: i}}"), ":4: .*C9_bsmumu"),
    ("an unknown part", wet("{C9_bsmumu: {Re: 1, Imag: 1}}"), ":4: .*'Imag'"),
    ("a value without parts", wet("{C9_bsmumu: {}}"), ":4: .*C9_bsmumu"),
    ("a list of values", wet("[C9_bsmumu]"), ":4: .*values"),
    ("a value twice", wet("{C9_bsmumu: 1, C9_bsmumu: 1}"), ":4: .*C9_bsmumu"),
)


class BrokenData(ProgramTest):
    slowest = (0.0, "")

    @classmethod
    def tearDownClass(cls):
        print(f"{len(MEASUREMENTS) + len(PREDICTION_FILES) + len(SETS) + len(WCXF)} files, "
              f"slowest: {1e3 * cls.slowest[0]:.0f} ms ({cls.slowest[1]})")

    def setUp(self):
        super().setUp()
        for folder in ("sets", "measurements", "predictions"):
            os.makedirs(os.path.join(self.folder, "data", folder))
        self.files = {"sets/mine.yaml": SET, "measurements/mine.yaml": measurement(),
                      "predictions/mine.yaml": predictions()}
        for name, text in self.files.items():
            self.write("data/" + name, text)
        self.write("job.yaml", JOB)

    def refuse(self, what, message, *arguments):
        start = time.perf_counter()
        found = self.refusal(65, *arguments)
        type(self).slowest = max(self.slowest, (time.perf_counter() - start, what))
        self.assertRegex(found, message)

    def test_the_files_of_this_test_are_sound(self):
        self.assertEqual(self.call("check", "job.yaml", "--data-dir", "data")[0], 0)
        self.write("wc.yaml", wet("{C9_bsmumu: 1}"))
        self.assertEqual(self.call("predict", "wc.yaml", "--observable", "<P5p>(B0->K*mumu)")[0], 0)

    def test_broken_data_are_exit_65(self):
        for name, table in (("measurements/mine.yaml", MEASUREMENTS),
                            ("predictions/mine.yaml", PREDICTION_FILES), ("sets/mine.yaml", SETS)):
            for what, text, message in table:
                with self.subTest(what, file=name):
                    self.write("data/" + name, text)
                    self.refuse(what, name + ".*" + message,
                                "check", "job.yaml", "--data-dir", "data")
            self.write("data/" + name, self.files[name])

    def test_broken_coefficients_below_m_z_are_exit_65(self):
        for what, text, message in WCXF:
            with self.subTest(what):
                self.write("wc.yaml", text)
                self.refuse(what, "wc.yaml.*" + message, "predict", "wc.yaml")

    def test_what_is_no_scan_file_is_exit_65_for_every_reader(self):
        with h5py.File(os.path.join(self.folder, "other.h5"), "w") as file:
            file["x"] = 1.0
        for name, text in (("empty.h5", ""), ("text.h5", "no HDF5\n")):
            self.write(name, text)
        for name in ("empty.h5", "text.h5", "other.h5", "data", "missing.h5"):
            for arguments in (("diff", name, name), ("merge", name, "-o", "merged.h5"),
                              ("export", name, "--to", "csv")):
                with self.subTest(name, command=arguments[0]):
                    self.refuse(name, name, *arguments)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "merged.h5")))


if __name__ == "__main__":
    unittest.main()
