# SPDX-License-Identifier: MIT
"""Reproduce arXiv:2108.05614: runs every command of paper_runs.yaml, the last of which writes the
ledger of claims. `bash jobs/paper.sh` builds the program and calls this."""

from __future__ import annotations

import argparse
import os
import shlex
import sys

from .command import CANNOT_CREATE, Failure, OptionParser
from .paper_runs import execute, load_runs
from .program import ROOT


def options() -> argparse.Namespace:
    parser = OptionParser(description=__doc__)
    parser.add_argument("folder", help="where the results go")
    parser.add_argument("--program", default="smeftscan", help="the program (%(default)s)")
    parser.add_argument("--launcher", default="", metavar="COMMAND",
                        help="what starts a scan on several ranks, as 'mpirun -np 4'")
    parser.add_argument("--quick", action="store_true",
                        help="small grids, short chains, no figures")
    return parser.parse_args()


def main() -> None:
    args = options()
    try:
        os.makedirs(args.folder, exist_ok=True)
    except OSError as problem:
        raise Failure(f"cannot make {args.folder} ({problem})", CANNOT_CREATE) from None
    program = os.path.abspath(args.program) if os.sep in args.program else args.program
    folder = os.path.relpath(args.folder, ROOT)  # there the commands run
    for one in load_runs():
        if args.quick and one.makes.endswith(".png"):
            continue
        command = one.command(folder, args.quick)
        print(f"==> {command}", file=sys.stderr)
        execute(command, program, shlex.split(args.launcher))
        print(os.path.join(args.folder, one.makes))
