# SPDX-License-Identifier: MIT
"""How the scripts of this folder meet their user: options, one-line errors, exit codes.

Exit codes are those of the program (interface: 64 command line, 65 bad input, 73 cannot write).
"""

import argparse
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


def run(main):
    """Calls main() and turns a Failure into one line on stderr and its exit code."""
    try:
        main()
    except Failure as failure:
        print(f"{os.path.basename(sys.argv[0])}: {failure}", file=sys.stderr)
        sys.exit(failure.code)
    except BrokenPipeError:
        sys.exit(0)
