# SPDX-License-Identifier: MIT
"""How the scripts of this folder meet their user: options, one-line errors, exit codes.

Exit codes are those of the program (interface: 64 command line, 65 bad input, 73 cannot write).
"""

import argparse
import csv
import os
import sys

USAGE, BAD_INPUT, CANNOT_CREATE = 64, 65, 73


class Failure(Exception):
    """A mistake that the user can mend: one line, and the exit code that goes with it."""

    def __init__(self, message, code=BAD_INPUT):
        super().__init__(" ".join(str(message).split()))
        self.code = code


class OptionParser(argparse.ArgumentParser):
    """argparse with the program's exit code for a bad command line."""

    def error(self, message):
        raise Failure(f"{message} (try --help)", USAGE)


def positive(text):
    """The type of an option that counts."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 1 up")
    return int(text)


def write_csv(path, head, rows):
    """A table; a Failure if it cannot be written."""
    try:
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(head)
            writer.writerows(rows)
    except OSError as problem:
        raise Failure(f"cannot write {path} ({problem})", CANNOT_CREATE) from None


def run(main):
    """Calls main() and turns a Failure into one line on stderr and its exit code."""
    try:
        main()
    except Failure as failure:
        print(f"{os.path.basename(sys.argv[0])}: {failure}", file=sys.stderr)
        sys.exit(failure.code)
    except BrokenPipeError:
        sys.exit(0)
