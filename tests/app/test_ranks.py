# SPDX-License-Identifier: MIT
"""The file of a scan does not depend on ranks and threads, nor on where it was resumed."""

import os
import signal
import unittest

from scan_life import FULL, ScanLife

TABLE = [(ranks, threads) for ranks in (1, 2, 3, 4, 7) for threads in (1, 2)]


class Ranks(ScanLife):
    def test_ranks_and_threads_make_the_same_file(self):
        for ranks, threads in TABLE if FULL else TABLE[1::2]:
            with self.subTest(ranks=ranks, threads=threads):
                self.finish(ranks, threads)
                self.check_same()
                os.remove(self.path("out.h5"))

    def test_a_scan_stops_on_four_ranks_goes_on_with_three_and_ends_on_one(self):
        for ranks, part in ((4, 0.3), (3, 0.6)):
            process = self.start(ranks)
            self.wait_for_part(process, part)
            process.send_signal(signal.SIGUSR1)
            self.assertEqual(process.wait(timeout=15), 75, self.log())
        self.finish(1)
        self.check_same()


if __name__ == "__main__":
    unittest.main()
