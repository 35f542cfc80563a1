#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Compares all predictions of two builds of the program: what a change must leave as it was.

    tests/regression/predictions.py OLD_PROGRAM NEW_PROGRAM [--rtol 1e-12] [--without-masses]
        [--jobs]

Each program predicts every observable that the data sets measure at the points of points.yaml, with
every data set that both know, and a prediction may differ by `rtol` of itself or of the error of its
measurement, whichever is larger. --jobs also runs the jobs of jobs/ with both and compares their
files. --without-masses leaves out the points that shift masses. Exit code 1 if anything differs.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import yaml

HERE = pathlib.Path(__file__).resolve().parent
JOBS = HERE.parents[1] / "jobs"


def ask(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True,
                          check=False)
    if done.returncode not in (0, 76):
        sys.exit(f"{program} {' '.join(map(str, arguments))}: {done.stderr}")
    return json.loads(done.stdout)


def data_sets(program):
    return [entry["name"] for entry in ask(program, "list", "data", "--json")["data"]]


def all_groups(program, data):
    rows = ask(program, "list", "measurements", "--json")["measurements"]
    return sorted({row["group"] for row in rows if data in row["sets"]})


def key(row):
    return row["name"] + str(sorted(row["arguments"].items()))


class Comparison:
    """Counts what differs and remembers the largest difference."""

    def __init__(self, rtol):
        self.rtol, self.compared, self.worst, self.failures = rtol, 0, (0.0, "none"), 0

    def add(self, what, old, new, scale):
        self.compared += 1
        size = max(abs(old), abs(new), scale)
        deviation = abs(new - old) / size if size > 0 else 0.0
        self.worst = max(self.worst, (deviation, what))
        if not deviation <= self.rtol:
            self.failures += 1
            if self.failures <= 20:
                print(f"{what}: {old!r} {new!r} ({deviation:.1e})")

    def add_answers(self, where, old, new):
        if old["status"] != new["status"]:
            self.failures += 1
            print(f"{where}: status {old['status']}, {new['status']}")
        if old["status"] != "ok" or new["status"] != "ok":
            return
        errors = {key(row): row["error"] for row in old["measurements"]}
        found = {key(row): row["value"] for row in new["predictions"]}
        for row in old["predictions"]:
            name = key(row)
            if name not in found:
                self.failures += 1
                print(f"{where} {name}: no longer predicted")
                continue
            self.add(f"{where} {name}", row["value"], found[name], errors.get(name, 0.0))
        for group, value in old["chi2"].items():
            self.add(f"{where} chi2 {group}", value, new["chi2"][group], 1.0)


def compare_points(old, new, comparison, with_masses):
    with open(HERE / "points.yaml", encoding="utf-8") as file:
        points = yaml.safe_load(file)["points"]
    sets = [name for name in data_sets(old) if name in data_sets(new)]
    with tempfile.TemporaryDirectory() as folder:
        for number, point in enumerate(points):
            if point.get("masses") and not with_masses:
                continue
            path = pathlib.Path(folder, f"{number}.json")
            path.write_text(json.dumps({"eft": "SMEFT", "basis": "Warsaw", "scale": point["scale"],
                                        "values": point["values"]}), encoding="utf-8")
            for data in sets:
                groups = ",".join(group for group in all_groups(old, data)
                                  if group in all_groups(new, data))
                options = ("predict", path, "--data", data, "--likelihood", groups, "--json")
                comparison.add_answers(f"point {number}, {data}", ask(old, *options),
                                       ask(new, *options))


def compare_jobs(old, new, comparison):
    with tempfile.TemporaryDirectory() as folder:
        for job in sorted(JOBS.glob("*.yaml")):
            files = []
            for program in (old, new):
                files.append(pathlib.Path(folder, f"{len(files)}-{job.stem}.h5"))
                done = subprocess.run([program, "run", job, "-o", files[-1]], capture_output=True,
                                      text=True, check=False)
                if done.returncode:
                    sys.exit(f"{program} run {job}: {done.stderr}")
            done = subprocess.run([new, "diff", *files, "--rtol", str(comparison.rtol)],
                                  capture_output=True, text=True, check=False)
            print(f"{job.name}: {'equal' if done.returncode == 0 else 'differs'}")
            if done.returncode:
                comparison.failures += 1
                print("\n".join(done.stdout.splitlines()[:8]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--rtol", type=float, default=1e-12)
    parser.add_argument("--without-masses", action="store_true")
    parser.add_argument("--jobs", action="store_true")
    options = parser.parse_args()
    comparison = Comparison(options.rtol)
    compare_points(options.old, options.new, comparison, not options.without_masses)
    if options.jobs:
        compare_jobs(options.old, options.new, comparison)
    deviation, what = comparison.worst
    print(f"{comparison.compared} values, largest difference {deviation:.1e} ({what}); "
          f"{comparison.failures} beyond {options.rtol:g}")
    return 1 if comparison.failures else 0


if __name__ == "__main__":
    sys.exit(main())
