# SPDX-License-Identifier: MIT
"""Signals stop a scan soon, with exit code 75, and cost no point."""

import os
import signal
import time
import unittest

from scan_life import FULL, ScanLife

STOPS = 30 if FULL else 5


class EarlyStop(ScanLife):
    def stop_at(self, process, part, send, life=0):
        """Seconds from `send`, when this part of the scan is done, to the end of the life."""
        self.wait_for_part(process, part, life)
        start = time.perf_counter()
        send(process)
        code = process.wait(timeout=15)
        return code, time.perf_counter() - start

    def test_signals_at_random_moments_lose_nothing(self):
        def to_mpirun(process):
            process.send_signal(signal.SIGUSR1)

        def term_to_the_ranks(process):
            for pid in self.ranks().values():
                os.kill(pid, signal.SIGTERM)

        slowest = 0.0
        done = 0
        for stop in range(STOPS):
            # every life gets a part of its own, so that all are stopped on the way
            part = (stop + self.dice.random()) / (STOPS + 1)
            process = self.start(2 + stop % 2)
            send, name = ((to_mpirun, "SIGUSR1"), (term_to_the_ranks, "SIGTERM"))[stop % 2]
            code, seconds = self.stop_at(process, part, send, stop)
            self.assertEqual(code, 75, self.log())
            self.assertIn(f"stopped early: {name}. Go on with --resume", self.log())
            slowest = max(slowest, seconds)
            self.assertGreaterEqual(self.done(), done)
            done = self.done()
        self.finish()
        self.check_same()
        print(f"{STOPS} stops, the slowest after {slowest:.1f} s")

    def test_a_second_signal_ends_the_scan_at_once_and_costs_no_point(self):
        process = self.start(2)

        def twice(process):
            for pid in 2 * list(self.ranks().values()):
                os.kill(pid, signal.SIGUSR1)
                time.sleep(0.01)

        code, seconds = self.stop_at(process, 0.3, twice)
        self.assertNotEqual(code, 0, self.log())
        self.assertLess(seconds, 5)
        self.finish(3)
        self.check_same()


if __name__ == "__main__":
    unittest.main()
