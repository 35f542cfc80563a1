# SPDX-License-Identifier: MIT
"""The compiled part of the package by CMake, and the data beside it. SMEFTSCAN_BUILD_DIR names a
configured build tree to use; without it one is made in build/python."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

SOURCE = Path(__file__).resolve().parent


def version():
    text = (SOURCE / "CMakeLists.txt").read_text(encoding="utf-8")
    return re.search(r"project\(smeftscan VERSION ([0-9.]+)", text).group(1)


class CMakeBuild(build_ext):
    def build_extension(self, ext):
        tree = Path(os.environ.get("SMEFTSCAN_BUILD_DIR", SOURCE / "build" / "python")).resolve()
        if not (tree / "CMakeCache.txt").exists():
            subprocess.run(["cmake", "--preset", "release", "-B", tree, "-DBUILD_TESTING=OFF"],
                           cwd=SOURCE, check=True)
        subprocess.run(["cmake", "--build", tree, "--target", "smeftscan_python", "--parallel",
                        str(len(os.sched_getaffinity(0)))], check=True)
        library = Path(self.get_ext_fullpath(ext.name)).resolve()
        library.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(next((tree / "python" / "smeftscan").glob("_core.*.so")), library)
        shutil.copytree(SOURCE / "data", library.parent / "data", dirs_exist_ok=True)


setup(version=version(), ext_modules=[Extension("smeftscan._core", sources=[])],
      cmdclass={"build_ext": CMakeBuild})
