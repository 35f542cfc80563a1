# SPDX-License-Identifier: MIT
"""jobs/cluster/pbs.sh without PBS: its syntax, its directives, and its lives with a made-up qstat
and a qsub that only writes down what it is asked."""

import os
import re
import subprocess
import unittest

from cluster_script import SCRIPTS, SMALL, edit, source
from program import ProgramTest

# As the manual page qsub(1B) of OpenPBS has them.
DIRECTIVE = re.compile(r"#PBS -(l select=\d+(:\w+=\d+)+|l walltime=\d\d:\d\d:\d\d|"
                       r"N \w{1,230}|j oe|r y)")

QSTAT = """\
#!/bin/bash
echo "Job Id: $2"
echo "    Job_Name = smeftscan"
echo "    Resource_List.walltime = $LIMIT"
"""
QSUB = """\
#!/bin/bash
printf '%s\\n' "$@" > qsub.arguments
"""


class Pbs(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("small.yaml", SMALL)
        for name, text in (("qstat", QSTAT), ("qsub", QSUB)):
            os.chmod(self.write(name, text), 0o755)

    def test_directives_are_those_of_qsub_and_stand_before_the_first_command(self):
        header, _, rest = source("pbs.sh").partition("\nprogram=")
        directives = [line for line in header.splitlines() if line.startswith("#PBS")]
        self.assertEqual(len(directives), 5)
        for line in directives:
            self.assertTrue(DIRECTIVE.fullmatch(line), line)
        self.assertNotIn("#PBS", rest)

    def test_the_scripts_are_sound_for_the_shell(self):
        for name in sorted(os.listdir(SCRIPTS)):
            with self.subTest(name):
                subprocess.run(["bash", "-n", os.path.join(SCRIPTS, name)], check=True)

    def live(self, limit, **variables):
        """Exit code of a life, its log, and what it gives to qsub (nothing: None)."""
        done = subprocess.run(
            ["bash", self.path("pbs.sh")], cwd="/", text=True, capture_output=True, timeout=300,
            check=False,
            env={**os.environ, "PATH": f"{self.folder}:{os.environ['PATH']}", "LIMIT": limit,
                 "PBS_O_WORKDIR": self.folder, "PBS_JOBID": "7.server", **variables})
        arguments = None
        if os.path.exists(self.path("qsub.arguments")):
            with open(self.path("qsub.arguments"), encoding="utf-8") as file:
                arguments = file.read().split()
            os.remove(self.path("qsub.arguments"))
        return done.returncode, done.stderr, arguments

    def path(self, name):
        return os.path.join(self.folder, name)

    def test_a_scan_submits_itself_until_it_is_complete(self):
        self.write("pbs.sh", edit("pbs.sh", ["none.yaml", "small.yaml"], most_lives=9))
        variables = {"PBS_ARRAY_INDEX": "1"}
        for life in (2, 3):
            code, log, arguments = self.live("00:00:00", **variables)
            self.assertEqual(code, 75, log)
            self.assertIn("the wall time is up", log)
            self.assertEqual(arguments, ["-v", f"index=1,life={life}", "pbs.sh"])
            variables = dict(pair.split("=") for pair in arguments[1].split(","))
        code, log, arguments = self.live("01:00:00", **variables)
        self.assertEqual((code, arguments), (0, None), log)
        self.assertEqual(self.call("run", "small.yaml", "-o", "whole.h5")[0], 0)
        self.assertEqual(self.call("diff", "--bitwise", "out.h5", "whole.h5")[:2], (0, ""))

    def test_a_scan_that_fails_or_has_lived_often_enough_does_not_submit_itself(self):
        self.write("pbs.sh", edit("pbs.sh", ["none.yaml", "small.yaml"], most_lives=9))
        for variables, code in (({}, 65), ({"index": "1", "life": "9"}, 75)):
            with self.subTest(code):
                found, log, arguments = self.live("00:00:00", **variables)
                self.assertEqual((found, arguments), (code, None), log)

    def test_a_queue_without_limits_lets_a_scan_end(self):
        self.write("pbs.sh", edit("pbs.sh", ["small.yaml"]))
        self.write("qstat", "#!/bin/bash\n")
        self.assertEqual(self.live("")[::2], (0, None))


if __name__ == "__main__":
    unittest.main()
