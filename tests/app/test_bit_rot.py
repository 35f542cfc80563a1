# SPDX-License-Identifier: MIT
"""A bit that flips in a file of a scan is reported, or its points are done again: no wrong number
goes by without a message."""

import os
import random
import shutil
import signal
import unittest

import h5py
import numpy as np

from scan_life import FULL, ScanLife

FLIPS = 1000 if FULL else 60  # in each of journal and scan file
ROWS = ("chi2", "status", "R(Vus)", "wc_ll_1221", "wc_lq1_1123", "wc_lq1_1123.im")


def flipped(source, target, bit):
    shutil.copyfile(source, target)
    with open(target, "r+b") as file:
        file.seek(bit // 8)
        byte = file.read(1)[0]
        file.seek(bit // 8)
        file.write(bytes([byte ^ 1 << bit % 8]))


def rows(path):
    with h5py.File(path) as file:
        return {name: file["grid"][name][()] for name in ROWS}


class BitRot(ScanLife):
    def setUp(self):
        super().setUp()
        self.wanted = rows(self.undisturbed())
        self.flips = random.Random(7)

    def test_in_a_journal(self):
        process = self.start(2)
        self.wait_for_part(process, 0.6)
        process.send_signal(signal.SIGUSR1)
        self.assertEqual(process.wait(timeout=15), 75, self.log())
        done = self.done()
        shutil.move(self.path("out.h5.d"), self.path("sound.d"))
        os.remove(self.path("out.h5.status.json"))
        refused = again = 0
        for flip in range(FLIPS):
            shutil.copytree(self.path("sound.d"), self.path("out.h5.d"))
            name = "manifest.json" if flip % 10 == 9 else "journal.0"
            size = os.path.getsize(self.path("sound.d/" + name))
            bit = self.flips.randrange(8 * size)
            flipped(self.path("sound.d/" + name), self.path("out.h5.d/" + name), bit)
            with self.subTest(name, bit=bit):
                code, _, err = self.call("recover", "out.h5")
                if code == 0:
                    found = rows(self.path("out.h5"))
                    there = found["status"] == 1
                    for key in ROWS:
                        np.testing.assert_array_equal(found[key][there], self.wanted[key][there])
                    self.assertLessEqual(there.sum(), done)
                    again += 1
                    os.remove(self.path("out.h5"))
                else:
                    self.assertEqual(code, 65, err)
                    self.assertIn(name, err)
                    refused += 1
                if flip < FLIPS // 20:
                    self.check_resume()
            shutil.rmtree(self.path("out.h5.d"), ignore_errors=True)
        print(f"{FLIPS} flips in a journal: {refused} refused, {again} with sound points alone")

    def check_resume(self):
        code, _, err = self.call("run", "job.yaml", "--resume")
        if code == 0:
            self.check_same()
            os.remove(self.path("out.h5"))
        else:
            self.assertEqual(code, 65, err)
            self.assertRegex(err, r"journal\.0: record \d+ at byte|manifest\.json")

    def test_in_a_scan_file(self):
        size = os.path.getsize(self.path("whole.h5"))
        outcomes = {0: 0, 1: 0, 65: 0}
        for _ in range(FLIPS):
            bit = self.flips.randrange(8 * size)
            flipped(self.path("whole.h5"), self.path("out.h5"), bit)
            with self.subTest(bit=bit):
                code, out, err = self.call("diff", "--bitwise", "out.h5", "whole.h5")
                self.assertIn(code, outcomes, f"{out} {err}")
                outcomes[code] += 1
                if code == 0:
                    found = rows(self.path("out.h5"))
                    for key in ROWS:
                        np.testing.assert_array_equal(found[key], self.wanted[key])
                else:
                    self.assertIn("out.h5" if code == 65 else "/grid", out + err)
        print(f"{FLIPS} flips in a scan file: {outcomes[65]} refused, {outcomes[1]} shown as a "
              f"difference, {outcomes[0]} in no number")


if __name__ == "__main__":
    unittest.main()
