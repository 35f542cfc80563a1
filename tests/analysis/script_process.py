# SPDX-License-Identifier: MIT
"""Scripts of analysis/ in processes of their own that do not import the libraries again."""

import os
import pathlib
import runpy
import subprocess
import sys
import tempfile
import traceback

import h5py  # noqa: F401  (imported for the scripts, once)
import matplotlib
import matplotlib.pyplot  # noqa: F401
import xarray  # noqa: F401

ANALYSIS = pathlib.Path(__file__).resolve().parents[2] / "analysis"
matplotlib.use("Agg")


def exit_code(script):
    try:
        runpy.run_path(script, run_name="__main__")
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def run_script(name, *arguments, cwd):
    """What `python3 analysis/NAME ARGUMENTS` prints and returns, started in the folder `cwd`."""
    command = [str(ANALYSIS / name), *map(str, arguments)]
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            os.chdir(cwd)
            sys.path.insert(0, str(ANALYSIS))
            sys.argv = command
            code = exit_code(command[0])
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
        _, status = os.waitpid(child, 0)
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read())
    return subprocess.CompletedProcess(command, os.waitstatus_to_exitcode(status), *texts)
