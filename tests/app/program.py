# SPDX-License-Identifier: MIT
"""The program from outside, for the tests of this folder, and the reference tables it must match.

SMEFTSCAN_PROGRAM names the program.
"""

import contextlib
import json
import os
import resource
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["SMEFTSCAN_PROGRAM"]
REFERENCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "reference")
MU_EW = 91.1876  # GeV


def reference(name):
    with open(os.path.join(REFERENCE, name), encoding="utf-8") as file:
        return json.load(file)


def to_complex(value):
    """A number, [re, im] as the tables write it, or {Re, Im} as WCxf does."""
    if isinstance(value, dict):
        return complex(value.get("Re", 0.0), value.get("Im", 0.0))
    return complex(*value) if isinstance(value, list) else complex(value)


class ProgramTest(unittest.TestCase):
    """A folder that goes away with the test, the program, and comparisons."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text if isinstance(text, str) else json.dumps(text))
        return path

    def write_wcxf(self, name, scale, values):
        """`values` as in the tables: complex ones are [re, im]."""
        values = {key: {"Re": v[0], "Im": v[1]} if isinstance(v, list) else v
                  for key, v in values.items()}
        return self.write(name, {"eft": "SMEFT", "basis": "Warsaw", "scale": scale,
                                 "values": values})

    def path(self, name):
        return os.path.join(self.folder, name)

    def call(self, *arguments, launcher=(), **options):
        """Exit code, stdout and stderr; `launcher` may be mpirun with its options."""
        done = subprocess.run([*launcher, PROGRAM, *map(str, arguments)], text=True, check=False,
                              cwd=self.folder, timeout=300,
                              **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options})
        return done.returncode, done.stdout, done.stderr

    def result(self, *arguments):
        """stdout of a call that must succeed without a message."""
        code, out, err = self.call(*arguments)
        self.assertEqual((code, err), (0, ""), arguments)
        return out

    def refusal(self, code, *arguments):
        """The one line on stderr of a call that must end with `code`, without a result."""
        found, out, err = self.call(*arguments)
        self.assertEqual((found, out), (code, ""), f"{arguments}: {err}")
        lines = err.splitlines()
        self.assertEqual(len(lines), 1, err)
        self.assertTrue(lines[0].startswith("smeftscan: error: "), err)
        return lines[0]

    def check_coefficients(self, found, wanted, relative, floor):
        """|difference| <= relative |wanted| + floor, real and imaginary parts alone."""
        for name in {*found, *wanted}:
            a, b = to_complex(found.get(name, 0)), to_complex(wanted.get(name, 0))
            for x, y in ((a.real, b.real), (a.imag, b.imag)):
                self.assertLessEqual(abs(x - y), relative * abs(y) + floor, name)

    def check_sm(self, found, wanted, relative):
        """Numbers relative to themselves, matrices to their largest entry."""
        self.assertEqual(set(found), set(wanted))
        for key, value in wanted.items():
            if not isinstance(value, list):
                self.assertLessEqual(abs(found[key] - value), relative * abs(value), key)
                continue
            a = [to_complex(x) for row in found[key] for x in row]
            b = [to_complex(x) for row in value for x in row]
            for x, y in zip(a, b, strict=True):
                self.assertLessEqual(abs(x - y), relative * max(map(abs, b)), key)


def largest(values):
    return max((abs(to_complex(v)) for v in values.values()), default=0.0)


@contextlib.contextmanager
def full_disk():
    with open("/dev/full", "w", encoding="utf-8") as file:
        yield file


def no_room():
    """For a child process: files may not grow."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
