# SPDX-License-Identifier: MIT
"""How commands meet their user: options, one-line errors, exit codes.

Exit codes are those of the program (64 command line, 65 bad input, 71 what the machine lacks, 73
cannot write).
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import pandas

USAGE, BAD_INPUT, SYSTEM, CANNOT_CREATE = 64, 65, 71, 73


class Failure(Exception):
    """A mistake that the user can mend: one line, and the exit code that goes with it."""

    def __init__(self, message: str, code: int = BAD_INPUT) -> None:
        super().__init__(" ".join(message.split()))
        self.code = code


class OptionParser(argparse.ArgumentParser):
    """argparse with the program's exit code for a bad command line."""

    def error(self, message: str) -> NoReturn:
        raise Failure(f"{message} (try --help)", USAGE)


def positive(text: str) -> int:
    """The type of an option that counts."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 1 up")
    return int(text)


def write_csv(path: str, table: pandas.DataFrame) -> None:
    """A table with all digits; a Failure if it cannot be written."""
    try:
        table.to_csv(path, index=False, na_rep="nan", lineterminator="\n")
    except OSError as problem:
        raise Failure(f"cannot write {path} ({problem})", CANNOT_CREATE) from None


@contextlib.contextmanager
def reported() -> Iterator[None]:
    """Turns a Failure into one line on stderr and its exit code."""
    try:
        yield
    except Failure as failure:
        print(f"{os.path.basename(sys.argv[0])}: {failure}", file=sys.stderr)
        sys.exit(failure.code)
    except BrokenPipeError:
        sys.exit(0)
