# SPDX-License-Identifier: MIT
"""What a script of this folder needs before it begins: its packages, and pictures without a screen.

The scripts import this first. A package that is missing is one line on stderr instead of a
traceback. Whoever imports a module of this folder keeps their own backend of matplotlib.
"""

import importlib.util
import os
import sys

SYSTEM = 71  # the program's exit code for what the machine lacks
PACKAGES = {"numpy": "python3-numpy", "h5py": "python3-h5py", "matplotlib": "python3-matplotlib",
            "yaml": "python3-yaml"}


def _is_script():
    main = getattr(sys.modules.get("__main__"), "__file__", None)
    return main is not None and os.path.dirname(os.path.abspath(main)) == os.path.dirname(
        os.path.abspath(__file__))


def _check():
    missing = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        advice = ("Run it with /usr/bin/python3, or install "
                  + " ".join(PACKAGES[name] for name in missing))
        print(f"{os.path.basename(sys.argv[0])}: {sys.executable} has no {', '.join(missing)}. "
              + advice, file=sys.stderr)
        sys.exit(SYSTEM)
    os.environ.setdefault("MPLBACKEND", "Agg")


if _is_script():
    _check()
