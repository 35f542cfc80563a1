# SPDX-License-Identifier: MIT
"""Where the data are: in this package (pip), below the prefix of an installation (cmake --install),
or in the source tree from which the library was built."""

from pathlib import Path

from . import _core


def _installed() -> "Path | None":
    package = Path(__file__).resolve().parent
    places = [package / "data"] + [up / "share" / "smeftscan" / "data" for up in package.parents]
    return next((place for place in places if (place / "sets").is_dir()), None)


_folder = _installed()
if _folder is not None:
    _core.set_installed_data(str(_folder))
