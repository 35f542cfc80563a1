# SPDX-License-Identifier: MIT
"""A rank that dies, by whatever signal and whenever, ends the job fast and costs no point."""

import os
import signal
import time
import unittest

from scan_life import FULL, ScanLife


class DeadRanks(ScanLife):
    def test_a_dead_rank_ends_the_job_within_ten_seconds_and_the_scan_resumes(self):
        slowest = 0.0
        for signal_ in (signal.SIGKILL, signal.SIGSEGV):
            for rank in (0, 1):  # 0 writes and hands out, 1 computes
                for moment in ("start", "middle", "end") if FULL else ("middle",):
                    with self.subTest(signal=signal_.name, rank=rank, moment=moment):
                        process = self.start(3)
                        if moment == "start":
                            while len(self.ranks()) < 3:
                                time.sleep(0.002)
                        else:
                            self.wait_for_part(process, {"middle": 0.5, "end": 0.95}[moment])
                        ranks = self.ranks()
                        os.kill(ranks[rank], signal_)
                        start = time.perf_counter()
                        code = process.wait(timeout=10)
                        while any(map(self.alive, ranks.values())):
                            self.assertLess(time.perf_counter() - start, 10, "a rank is left")
                            time.sleep(0.01)
                        slowest = max(slowest, time.perf_counter() - start)
                        self.assertNotIn(code, (0, 75), self.log())
                        self.finish(2)
                        self.check_same()
                        os.remove(self.path("out.h5"))
        print(f"a dead rank ended the job within {slowest:.1f} s")

    def test_a_dead_leader_of_a_block_ends_the_job_and_the_scan_resumes(self):
        process = self.start(4, "--ranks-per-writer", "2")  # 0 leads 1, 2 leads 3
        self.wait_for_part(process, 0.5)
        ranks = self.ranks()
        os.kill(ranks[2], signal.SIGKILL)
        self.assertNotIn(process.wait(timeout=10), (0, 75), self.log())
        start = time.perf_counter()
        while any(map(self.alive, ranks.values())):
            self.assertLess(time.perf_counter() - start, 10, "a rank is left")
            time.sleep(0.01)
        self.finish(3)
        self.check_same()

    def check_hung(self, hung, ranks, *options):
        """Rank `hung` stops: whoever leads it ends the job."""
        process = self.start(ranks, *options)
        self.wait_for_part(process, 0.3)
        pids = self.ranks()
        os.kill(pids[hung], signal.SIGSTOP)
        start = time.perf_counter()
        self.assertEqual(process.wait(timeout=60), 71, self.log())
        print(f"a hung rank ended the job within {time.perf_counter() - start:.1f} s")
        self.assertIn(f"rank {hung} has not answered", self.log())
        while any(map(self.alive, pids.values())):
            self.assertLess(time.perf_counter() - start, 70, "a rank is left")
            time.sleep(0.01)
        self.finish(2)
        self.check_same()

    def test_a_rank_that_hangs_ends_the_job_with_71_and_the_scan_resumes(self):
        self.check_hung(1, 3)

    def test_so_does_one_that_another_rank_than_0_leads(self):
        self.check_hung(3, 4, "--ranks-per-writer", "2")


if __name__ == "__main__":
    unittest.main()
