# SPDX-License-Identifier: MIT
"""Whoever looks at a scan while it runs sees whole things, and the scan does not notice."""

import contextlib
import json
import os
import unittest

import h5py

from scan_life import ScanLife


class Readers(ScanLife):
    def test_status_recover_and_h5py_in_a_loop_disturb_no_run_and_never_see_a_part(self):
        process = self.start(2)
        looks, done = 0, 0
        while process.poll() is None:
            if not os.path.exists(self.path("out.h5.status.json")):
                continue
            code, out, err = self.call("status", "out.h5", "--json")
            if code != 0:  # it ended between two looks
                self.assertIsNotNone(process.wait(timeout=60), err)
                break
            found = json.loads(out)
            self.assertIn(found["state"], ("running", "complete"))
            self.assertGreaterEqual(found["points_done"], done)
            done = found["points_done"]
            code, _, err = self.call("recover", "out.h5")
            self.assertIn(code, (65, 73), err)  # it is in use, or over
            with contextlib.suppress(FileNotFoundError), h5py.File(self.path("out.h5")) as file:
                self.assertEqual(file.attrs["state"], "complete")
            looks += 1
        self.assertEqual(process.returncode, 0, self.log())
        self.assertGreater(looks, 1)  # how many more there are depends on the machine
        self.check_same()
        print(f"{looks} looks at a running scan")


if __name__ == "__main__":
    unittest.main()
