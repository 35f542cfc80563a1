# SPDX-License-Identifier: MIT
"""The file of a scan does not depend on ranks and threads, nor on where it was resumed."""

import json
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

    def test_a_scan_with_several_writers_is_killed_and_goes_on_with_one_and_with_others(self):
        done = 0
        for life, (ranks, ranks_per_writer) in enumerate(((7, 3), (3, 64), (5, 2))):
            process = self.start(ranks, "--ranks-per-writer", str(ranks_per_writer))
            self.wait_for_part(process, 0.15 * (life + 1), life)
            self.kill(process)
            self.assertGreater(self.done(), done, self.log())
            done = self.done()
        process = self.start(7, "--ranks-per-writer", "3")
        self.wait_for_part(process, 0.6, 3)
        process.send_signal(signal.SIGUSR1)
        self.assertEqual(process.wait(timeout=60), 75, self.log())
        names = [name for name in os.listdir(self.path("out.h5.d")) if name.startswith("journal.3")]
        self.assertEqual(sorted(names), ["journal.3", "journal.3.2", "journal.3.4"])
        with open(self.path("out.h5.status.json"), encoding="utf-8") as file:
            told = json.load(file)["points_done"]  # by rank 0, of all writers
        self.assertEqual(told, self.done())
        self.assertGreater(told, done)
        process = self.start(5, "--ranks-per-writer", "2")
        self.assertEqual(process.wait(timeout=600), 0, self.log())
        self.check_same()


if __name__ == "__main__":
    unittest.main()
