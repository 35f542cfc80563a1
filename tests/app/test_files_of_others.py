# SPDX-License-Identifier: MIT
"""Scan files that others have damaged, without a seal: refused or read, never a crash."""

import os
import random
import resource
import subprocess
import unittest

from program import PROGRAM, ProgramTest

FULL = os.environ.get("SMEFTSCAN_FULL") == "1"
VERSIONS = 1000 if FULL else 40
SEAL = 24  # bytes
LONGEST = 10  # s that the program gives HDF5

SCAN = """\
model: {z_prime: {mass: 1 TeV, gl_33: -1.8}}
parameters: {gl_11: {range: [-2, 2], points: 5}, gl_22: {range: [0, 3], points: 5}}
data: paper
likelihood: [cabibbo]
running: {method: leading-log}
sampler: {grid: {}}
keep: {predictions: ["R(Vus)"]}
"""
LIST = SCAN.replace("grid: {}", "point_list: {file: damaged.h5}").replace(", points: 5", "")


class FilesOfOthers(ProgramTest):
    def setUp(self):
        super().setUp()
        self.dice = random.Random(5)
        self.write("scan.yaml", SCAN + "output: scan.h5\n")
        self.write("list.yaml", LIST + "output: list.h5\n")
        self.assertEqual(self.call("run", "scan.yaml")[0], 0)
        with open(self.path("scan.h5"), "rb") as file:
            self.sound = file.read()[:-SEAL]
        self.assertEqual(self.call("merge", "scan.h5", "scan.h5", "-o", "whole.h5")[0], 0)

    def damaged(self, kind):
        data = bytearray(self.sound)
        place = self.dice.randrange(len(data))
        stretch = 1 + self.dice.randrange(min(64, len(data) - place))
        if kind == 0:
            return data[:place]
        if kind == 1:
            data[place:place + stretch] = bytes(stretch)
        elif kind == 2:
            source = self.dice.randrange(len(data) - stretch)
            data[place:place + stretch] = data[source:source + stretch]
        else:
            for _ in range(stretch):
                data[self.dice.randrange(len(data))] ^= 1 << self.dice.randrange(8)
        return data

    def check(self, *arguments):
        """The exit code of a call that ends in time, with a result or one line."""
        done = subprocess.run([PROGRAM, *arguments], cwd=self.folder, text=True, timeout=3 * LONGEST,
                              check=False, capture_output=True)
        self.assertIn(done.returncode, (0, 65), done.stderr)
        if done.returncode == 65:
            self.assertRegex(done.stderr, r"\Asmeftscan: error: [^\n]*damaged\.h5[^\n]*\n\Z")
        return done.returncode

    def test_damage_without_a_seal_is_refused_or_read(self):
        refused = 0
        for version in range(VERSIONS):
            with open(self.path("damaged.h5"), "wb") as file:
                file.write(self.damaged(version % 4))
            with self.subTest(version=version):
                if self.check("merge", "scan.h5", "damaged.h5", "-o", "merged.h5") == 0:
                    self.result("diff", "--bitwise", "merged.h5", "whole.h5")
                    os.remove(self.path("merged.h5"))
                else:
                    refused += 1
                refused += self.check("check", "list.yaml") == 65
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        print(f"{VERSIONS} damaged files: {refused} of {2 * VERSIONS} refused, {memory} KiB at most")
        self.assertLess(memory, 512 << 10)
        self.assertGreater(refused, VERSIONS)

    def test_a_file_without_a_seal_is_as_good_as_one_with_it(self):
        with open(self.path("damaged.h5"), "wb") as file:
            file.write(self.sound)
        self.assertEqual(self.check("merge", "scan.h5", "damaged.h5", "-o", "merged.h5"), 0)
        self.assertEqual(self.check("check", "list.yaml"), 0)


if __name__ == "__main__":
    unittest.main()
