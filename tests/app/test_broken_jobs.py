# SPDX-License-Identifier: MIT
"""Every broken job ends `check` and `run` with the documented code and one message that names file,
line and key, before anything is computed, and leaves nothing behind. The slowest call is printed."""

import os
import time
import unittest

from program import ProgramTest

GOOD = {
    "model": "{z_prime: {mass: 1 TeV, gl_33: -1.8}}",
    "parameters": "{gl_11: {range: [-1, 1], points: 3}, gl_22: {range: [0, 2], points: 3}}",
    "data": "paper",
    "likelihood": "[cabibbo]",
    "running": "{method: cvode, rtol: 1e-4}",
    "sampler": "{grid: {}}",
    "keep": "{predictions: ['R(Vus)'], coefficients: [ll_1221]}",
    "run": "{max_failed: 0.1}",
    "output: out.h5": None,
}


def job(**changes):
    """The good job with some values changed; None drops a key."""
    lines = []
    for key, value in {**GOOD, **changes}.items():
        if value is not None:
            lines.append(f"{key}: {value}")
        elif key.startswith("output:"):
            lines.append(key)
    return "\n".join(lines) + "\n"


def smeft(block, parameters="{ll_1122: {range: [0, 1e-6], points: 3}}"):
    return job(model=f"{{smeft: {block}}}", parameters=parameters)


def points(text):
    """A job of a list of points that reads points.csv, and that file."""
    return job(sampler="{point_list: {file: points.csv}}", parameters=None), {"points.csv": text}


# What is wrong, the job (with further files if a pair), and what the message must say.
BROKEN = [
    ("an unknown key", job() + "modle: {}\n", "job.yaml:10: .*'modle'.*'model'"),
    ("an unknown key below", job(running="{methd: cvode}"), "job.yaml:5: running: .*'methd'.*'method'"),
    ("a doubled key", job() + "data: paper\n", "job.yaml:10: .*data"),
    ("a doubled key below", job(running="{rtol: 1e-4, rtol: 1e-5}"), "job.yaml:5: .*rtol"),
    ("a list as job", "- model\n", "job.yaml:1"),
    ("a number as job", "42\n", "job.yaml:1"),
    ("an empty file", "", "job.yaml"),
    ("blanks alone", " \n\n", "job.yaml"),
    ("binary", "\x00\x01\x02\x03", "job.yaml"),
    ("two documents", job() + "---\n" + job(), "job.yaml"),
    ("an open bracket", job(likelihood="[cabibbo"), "job.yaml:[45]"),
    ("a tab", "model:\n\tz_prime: {}\n", "job.yaml:2"),
    ("an alias", job(model="&a {z_prime: {mass: 1 TeV}}") + "keep2: *a\n", "job.yaml"),
    ("an alias bomb", "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\n"
     "c: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c]\n",
     "job.yaml"),
    ("a deep nest", "a: " + "[" * 5000 + "]" * 5000 + "\n", "job.yaml"),
    ("a tag", job(data="!!python/object:os.system paper"), "job.yaml:3"),
    ("no model", job(model=None), "'model'"),
    ("an unknown model", job(model="{z_prim: {mass: 1 TeV}}"), "job.yaml:1: .*'z_prime'"),
    ("two models", job(model="{z_prime: {mass: 1 TeV}, smeft: {scale: 1 TeV}}"), "job.yaml:1"),
    ("a model as text", job(model="z_prime"), "job.yaml:1: model"),
    ("an unknown coupling", job(model="{z_prime: {mass: 1 TeV, gl_34: 1}}"), "job.yaml:1: .*gl_34"),
    ("the imaginary part of a real coupling", job(model="{z_prime: {mass: 1 TeV, gl_33.im: 1}}"),
     "job.yaml:1: .*gl_33.im"),
    ("no mass", job(model="{z_prime: {gl_33: 1}}"), "mass"),
    ("mass zero", job(model="{z_prime: {mass: 0}}"), "job.yaml:1: .*mass"),
    ("a negative mass", job(model="{z_prime: {mass: -1 TeV}}"), "job.yaml:1: .*mass"),
    ("a mass below m_Z", job(model="{z_prime: {mass: 50 GeV}}"), "job.yaml:1: .*mass"),
    ("a mass that is NaN", job(model="{z_prime: {mass: .nan}}"), "job.yaml:1: .*mass"),
    ("an infinite mass", job(model="{z_prime: {mass: .inf}}"), "job.yaml:1: .*mass"),
    ("a mass in kg", job(model="{z_prime: {mass: 1 kg}}"), "job.yaml:1: .*mass"),
    ("a unit on a number", job(model="{z_prime: {mass: 1 TeV, gl_33: 1 GeV}}"), "gl_33"),
    ("text as a coupling", job(model="{z_prime: {mass: 1 TeV, gl_33: large}}"), "gl_33.*'large'"),
    ("fixed and free", job(model="{z_prime: {mass: 1 TeV, gl_11: 1}}"), "gl_11"),
    ("no scale", smeft("{}"), "scale"),
    ("an unknown operator", smeft("{scale: 1 TeV, phibox: 1e-8}"), "phibox.*phiBox"),
    ("a second representative", smeft("{scale: 1 TeV, ll_2211: 1e-8}"), "ll_2211.*ll_1122"),
    ("an imaginary part of a real coefficient", smeft("{scale: 1 TeV, ll_1111.im: 1e-8}"),
     "ll_1111.im"),
    ("a free unknown operator", smeft("{scale: 1 TeV}", "{cll_1: {range: [0, 1], points: 2}}"),
     "job.yaml:2: .*cll_1"),
    ("no free parameter", job(parameters="{}"), "parameters"),
    ("no parameters", job(parameters=None), "parameters"),
    ("an unknown parameter", job(parameters="{gl_1: {range: [0, 1], points: 3}}"),
     "job.yaml:2: .*gl_1.*'gl_11'"),
    ("no range", job(parameters="{gl_11: {points: 3}}"), "job.yaml:2: .*range"),
    ("a range of one number", job(parameters="{gl_11: {range: [1], points: 3}}"), "range"),
    ("a reversed range", job(parameters="{gl_11: {range: [1, -1], points: 3}}"), "range"),
    ("an infinite range", job(parameters="{gl_11: {range: [0, .inf], points: 3}}"), "range"),
    ("a range with NaN", job(parameters="{gl_11: {range: [.nan, 1], points: 3}}"), "range"),
    ("a range as text", job(parameters="{gl_11: {range: wide, points: 3}}"), "range"),
    ("no points", job(parameters="{gl_11: {range: [0, 1]}}"), "points"),
    ("zero points", job(parameters="{gl_11: {range: [0, 1], points: 0}}"), "points"),
    ("minus one point", job(parameters="{gl_11: {range: [0, 1], points: -1}}"), "points"),
    ("half a point", job(parameters="{gl_11: {range: [0, 1], points: 2.5}}"), "points"),
    ("10^12 points", job(parameters="{gl_11: {range: [0, 1], points: 1000000}, "
                                    "gl_22: {range: [0, 1], points: 1000000}}"), "points"),
    ("10^30 points", job(parameters="{gl_11: {range: [0, 1], points: "
                                    "1000000000000000000000000000000}}"), "points"),
    ("a file above its bound", job(run="{max_file: 1 kB}",
                                   parameters="{gl_11: {range: [0, 1], points: 100000}}"),
     "max_file"),
    ("more rows than the file system takes", job(run="{max_rate: 1 B/s}"), "max_rate: 1e-09 GB/s"),
    ("a rate without sense", job(run="{max_rate: 90 GB}"), "job.yaml:8: .*max_rate"),
    ("a logarithmic axis through zero",
     job(parameters="{gl_11: {range: [0, 1], points: 3, spacing: log}}"), "gl_11"),
    ("an unknown spacing", job(parameters="{gl_11: {range: [0, 1], points: 3, spacing: even}}"),
     "even"),
    ("a prior on a grid", job(parameters="{gl_11: {range: [0, 1], points: 3, prior: flat}}"),
     "prior"),
    ("a flat prior of a fit",
     job(parameters="{gl_11: {range: [0, 1], prior: flat}}", sampler="{best_fit: {}}"),
     "job.yaml:2: parameters.gl_11.prior: .*'flat' has no meaning.*gaussian"),
    ("a logarithmic prior of a profile",
     job(parameters="{gl_11: {range: [0, 1], points: 3}, gl_22: {range: [1, 2], prior: log}}",
         sampler="{profile: {}}"), "gl_22.prior: .*gaussian"),
    ("two live points", job(parameters="{gl_11: {range: [0, 1]}}", sampler="{nested: {live: 2}}"),
     "nested.live: a whole number from 20"),
    ("a free mass below m_Z", job(model="{z_prime: {gl_33: 1}}",
                                  parameters="{mass: {range: [50, 1000], points: 3}}"), "mass"),
    ("an unknown data set", job(data="papr"), "job.yaml:3: .*'paper'"),
    ("a missing data file", job(data="missing.yaml"), "missing.yaml"),
    ("an unknown group", job(likelihood="[cabbibo]"), "job.yaml:4: .*cabbibo"),
    ("a group twice", job(likelihood="[cabibbo, cabibbo]"), "job.yaml:4"),
    ("no group", job(likelihood="[]"), "job.yaml:4"),
    ("a group as text", job(likelihood="cabibbo"), "job.yaml:4: likelihood"),
    ("an unknown method", job(running="{method: exact}"), "job.yaml:5: .*exact"),
    ("an unknown integrator", job(running="{integrator: euler}"), "job.yaml:5: .*euler"),
    ("a tolerance of zero", job(running="{rtol: 0}"), "job.yaml:5: .*rtol"),
    ("a tolerance above one", job(running="{rtol: 2}"), "job.yaml:5: .*rtol"),
    ("an operator with a converged boundary",
     job(running="{method: operator, sm_boundary: converged}"), "sm_boundary"),
    ("a device in place of a list", job(sampler="{point_list: {file: /dev/zero}}"), "csv file"),
    ("no sampler", job(sampler=None), "'sampler'"),
    ("an unknown sampler", job(sampler="{gird: {}}"), "job.yaml:6: .*'grid'"),
    ("two samplers", job(sampler="{grid: {}, point_list: {file: a.csv}}"), "job.yaml:6"),
    ("an option that a grid has not", job(sampler="{grid: {seed: 1}}"), "job.yaml:6: .*seed"),
    ("a minimum over nothing", job(sampler="{grid: {minimum_over: []}}"), "job.yaml:6: .*minimum_over"),
    ("a minimum over a name", job(sampler="{grid: {minimum_over: gl_11}}"), "job.yaml:6: .*list"),
    ("a minimum over what is not free", job(sampler="{grid: {minimum_over: [gl_33]}}"), "gl_33"),
    ("a minimum over all axes", job(sampler="{grid: {minimum_over: [gl_11, gl_22]}}"),
     "best_fit"),
    ("an unknown observable", job(keep="{predictions: ['R(Vud)']}"), "job.yaml:7: .*R.Vud"),
    ("an observable twice", job(keep="{predictions: ['R(Vus)', 'R(Vus)']}"), "job.yaml:7"),
    ("an unknown coefficient to keep", job(keep="{coefficients: [ll_9999]}"), "job.yaml:7"),
    ("a second representative to keep", job(keep="{coefficients: [ll_2112]}"), "ll_1221"),
    ("a fraction above one", job(run="{max_failed: 1.5}"), "job.yaml:8: .*max_failed"),
    ("an unknown policy on failures", job(run="{on_failure: retri}"), "job.yaml:8: .*'retri'.*retry"),
    ("a policy as list", job(run="{on_failure: [retry]}"), "job.yaml:8: .*on_failure"),
    ("no steps", job(running="{max_steps: 0}"), "job.yaml:5: .*max_steps.*between"),
    ("steps as text", job(running="{max_steps: many}"), "job.yaml:5: .*max_steps.*'many'"),
    ("a size without sense", job(run="{max_file: big}"), "job.yaml:8: .*max_file"),
    ("a time without sense", job(run="{wall_time: soon}"), "job.yaml:8: .*wall_time"),
    ("another format", job().replace("out.h5", "out.root"), "job.yaml:9: .*h5"),
    ("an unknown replacement", job() + "measurements: {replace: {'R(Vus)': R(Vus) 1999}}\n",
     "job.yaml:10"),
    ("an unknown input", job() + "inputs: {lambd: 0.2291}\n", "job.yaml:10: .*lambd"),
    ("an input that is NaN", job() + "inputs: {lambda: .nan}\n", "job.yaml:10"),
    ("a missing list", job(sampler="{point_list: {file: none.csv}}", parameters=None), "none.csv"),
    ("an empty list", *points(""), "points.csv"),
    ("a list without points", *points("gl_11,gl_22\n"), "points.csv"),
    ("a list with an unknown name", *points("gl_11,gl_44\n1,2\n"), "gl_44"),
    ("a list with a doubled name", *points("gl_11,gl_11\n1,2\n"), "points.csv:1: .*gl_11"),
    ("a list with a short line", *points("gl_11,gl_22\n1\n"), "points.csv:2"),
    ("a list with text", *points("gl_11,gl_22\n1,two\n"), "points.csv:2: .*two"),
    ("a list with NaN", *points("gl_11,gl_22\n1,nan\n"), "points.csv:2"),
    ("a binary list", *points("\x00\x01\x02\n\x03"), "points.csv"),
]


class BrokenJobs(ProgramTest):
    slowest = {}

    @classmethod
    def tearDownClass(cls):
        for command, (seconds, what) in cls.slowest.items():
            print(f"slowest {command}: {1e3 * seconds:.0f} ms ({what})")

    def refuse(self, command, what, code, *options):
        before = sorted(os.listdir(self.folder))
        start = time.perf_counter()
        message = self.refusal(code, command, "job.yaml", *options)
        seconds = time.perf_counter() - start
        self.slowest[command] = max(self.slowest.get(command, (0, "")), (seconds, what))
        self.assertEqual(sorted(os.listdir(self.folder)), before, "left something behind")
        return message

    def test_the_job_of_this_test_is_sound(self):
        self.write("job.yaml", job())
        self.assertEqual(self.call("run", "job.yaml")[0], 0)
        self.assertEqual(sorted(os.listdir(self.folder)), ["job.yaml", "out.h5"])

    def test_broken_jobs_are_exit_65(self):
        self.assertGreaterEqual(len(BROKEN), 60)
        for what, text, *files, message in BROKEN:
            for name, content in (files[0].items() if files else ()):
                self.write(name, content)
            self.write("job.yaml", text)
            for command in ("check", "run"):
                with self.subTest(what, command=command):
                    self.assertRegex(self.refuse(command, what, 65), message)

    def test_a_run_needs_an_output_and_a_check_does_not(self):
        self.write("job.yaml", job().replace("output: out.h5\n", ""))
        self.assertRegex(self.refuse("run", "no output", 65), "output")
        self.assertEqual(self.call("check", "job.yaml")[0], 0)

    def test_outputs_that_cannot_be_are_exit_73(self):
        self.write("out.h5", "mine")
        os.mkdir(os.path.join(self.folder, "folder.h5"))
        for what, output, message in (
                ("an existing file", "out.h5", "exists already.*--overwrite"),
                ("a folder", "folder.h5", "folder.h5"),
                ("a folder that is not there", "no/out.h5", "no/out.h5: .*does not exist"),
                ("a folder that is a file", "out.h5/out.h5", "does not exist")):
            with self.subTest(what):
                self.write("job.yaml", job().replace("out.h5", output))
                self.assertRegex(self.refuse("run", what, 73), message)

    def test_broken_changes_on_the_command_line(self):
        self.write("job.yaml", job())
        for option in ("running", "=1", "running.methd=cvode", "running.rtol=large",
                       "parameters.gl_11.points=0", "model.z_prime.mass=0"):
            for command in ("check", "run"):
                with self.subTest(option, command=command):
                    self.refuse(command, option, 64, "--set", option)


if __name__ == "__main__":
    unittest.main()
