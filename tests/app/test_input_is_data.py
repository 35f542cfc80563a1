# SPDX-License-Identifier: MIT
"""Nothing in a job makes the program write outside the folder of its output, run a command or load
code."""

import os
import shutil
import subprocess
import unittest

import h5py

from program import ProgramTest

JOB = """\
model: {{z_prime: {{mass: 1 TeV, gl_33: -1.8}}}}
parameters: {parameters}
data: {data}
likelihood: {likelihood}
running: {running}
sampler: {sampler}
keep: {keep}
run: {run}
output: {output}
"""
PARTS = {"parameters": "{gl_11: {range: [-1, 1], points: 8}}", "data": "paper",
         "likelihood": "[cabibbo]", "running": "{rtol: 1e-4}", "sampler": "{grid: {}}",
         "keep": "{predictions: ['R(Vus)']}", "run": "{max_failed: 0.5}", "output": "out/scan.h5"}

COMMANDS = ("$(touch pwned)", "`touch pwned`", "; touch pwned ;", "| touch pwned", "|touch pwned",
            "touch pwned |", "> pwned", "!!python/object/apply:os.system ['touch pwned']",
            "!include pwned.yaml", "${IFS}touch${IFS}pwned", "%n%n%n%s", "file:///tmp/pwned")

# Looks for what HDF5 calls a plugin; being loaded is enough.
PLUGIN = """\
#include <fcntl.h>
__attribute__((constructor)) static void loaded(void) { open("pwned", O_CREAT | O_WRONLY, 0644); }
"""


class InputIsData(ProgramTest):
    def setUp(self):
        super().setUp()
        for name in ("home", "tmp", "work", "work/out"):
            os.makedirs(self.path(name))
        self.folder = self.path("work")
        base = os.path.dirname(self.folder)
        self.everywhere = base
        self.environment = {**os.environ, "HOME": f"{base}/home", "TMPDIR": f"{base}/tmp",
                            "HDF5_PLUGIN_PATH": f"{base}/work"}

    def job(self, **parts):
        return self.write("job.yaml", JOB.format(**{**PARTS, **parts}))

    def run_program(self, *arguments):
        return self.call(*arguments, env=self.environment)

    def files(self):
        """Every file and folder, with what tells whether it was written to."""
        found = {}
        for folder, _, names in os.walk(self.everywhere):
            for path in (folder, *(os.path.join(folder, name) for name in names)):
                status = os.lstat(path)
                found[os.path.relpath(path, self.everywhere)] = (
                    status.st_ino, None if os.path.isdir(path) else status.st_mtime_ns)
        return found

    def changed(self, before):
        after = self.files()
        names = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
        # Open MPI 5 has a folder of its own below TMPDIR for each process
        return [name for name in names if not name.startswith("tmp/ompi.")]

    def test_a_run_writes_in_the_folder_of_its_output_alone(self):
        self.job()
        before = self.files()
        for arguments in (("check", "job.yaml"), ("run", "job.yaml"), ("status", "out/scan.h5"),
                          ("run", "job.yaml", "--overwrite"), ("diff", "out/scan.h5", "out/scan.h5"),
                          ("point", "job.yaml", "--index", "3"),
                          ("export", "out/scan.h5", "--to", "csv")):
            code, _, err = self.run_program(*arguments)
            self.assertEqual(code, 0, err)
        self.assertEqual(self.changed(before), ["work/out/scan.csv", "work/out/scan.h5"])

    def test_a_run_that_ends_early_does_so_too(self):
        self.job(run="{wall_time: 1e-9 s}")
        before = self.files()
        code, _, err = self.run_program("run", "job.yaml")
        self.assertEqual(code, 75, err)
        changed = self.changed(before)
        self.assertIn("work/out/scan.h5.d/manifest.json", changed)
        self.assertTrue(all(name.startswith("work/out/scan.h5.") for name in changed), changed)

    def test_no_text_of_a_job_is_run(self):
        for part in PARTS:
            for command in COMMANDS:
                quoted = command if command.startswith("!") else "'" + command + "'"
                for value in (quoted, f"{{{quoted}: 1}}", f"{{point_list: {{file: {quoted}}}}}"):
                    with self.subTest(part=part, value=value):
                        self.job(**{part: value})
                        before = self.files()
                        code, _, err = self.run_program("run" if part == "output" else "check",
                                                        "job.yaml")
                        self.assertIn(code, (0, 65, 73), err)
                        left = [name for name in self.changed(before) if "pwned" in name]
                        if part == "output" and code == 0:  # a file of that very name
                            left = [name for name in left if not h5py.is_hdf5(
                                os.path.join(self.everywhere, name))]
                        self.assertEqual(left, [], err)

    def test_a_scan_file_makes_the_library_load_no_code(self):
        compiler = shutil.which("cc")
        if compiler is None:
            self.skipTest("no C compiler makes the plugin")
        self.write("plugin.c", PLUGIN)
        subprocess.run([compiler, "-shared", "-fPIC", "-o", "libplugin.so", "plugin.c"],
                       cwd=self.folder, check=True)
        self.job()
        self.assertEqual(self.run_program("run", "job.yaml")[0], 0)
        with h5py.File(self.path("out/scan.h5"), "r+") as scan:
            values = scan["grid/chi2"][:]
            attributes = dict(scan["grid/chi2"].attrs)
            del scan["grid/chi2"]
            creation = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
            creation.set_chunk(values.shape)
            creation.set_filter(31999, h5py.h5z.FLAG_OPTIONAL)  # nobody's
            made = h5py.h5d.create(scan["grid"].id, b"chi2", h5py.h5t.IEEE_F64LE,
                                   h5py.h5s.create_simple(values.shape), creation)
            made.write_direct_chunk((0,) * values.ndim, values.tobytes(), filter_mask=0)
            for name, value in attributes.items():
                if name not in ("DIMENSION_LIST", "REFERENCE_LIST"):
                    scan["grid/chi2"].attrs[name] = value
        reader = subprocess.run(
            ["/usr/bin/python3", "-c", "import h5py; h5py.File('out/scan.h5')['grid/chi2'][:]"],
            cwd=self.folder, env=self.environment, capture_output=True, check=False)
        self.assertNotEqual(reader.returncode, 0)
        self.assertTrue(os.path.exists(self.path("pwned")), "the plugin works")
        os.remove(self.path("pwned"))
        for arguments in (("diff", "out/scan.h5", "out/scan.h5"),
                          ("export", "out/scan.h5", "--to", "csv"),
                          ("run", self.job(sampler="{point_list: {file: out/scan.h5}}",
                                           parameters="{gl_11: {range: [-1, 1]}}",
                                           output="out/again.h5"))):
            code, _, err = self.run_program(*arguments)
            self.assertEqual(code, 65, err)
            self.assertFalse(os.path.exists(self.path("pwned")), arguments)


if __name__ == "__main__":
    unittest.main()
