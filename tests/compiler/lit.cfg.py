# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Tests run `alc` and `alc-opt` of the build folder, and LLVM's tools.
# ruff: noqa: F821  (lit provides config and lit_config)
import os

import lit.formats

config.name = "compiler"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir"]
config.excludes = ["Inputs"]
config.test_source_root = os.path.dirname(__file__)
config.environment["PATH"] = os.pathsep.join(
    [config.alcyone_bin, config.llvm_bin, config.environment["PATH"]])
config.substitutions.append(("%python", config.python))
# A file of 0, 1, 2, ...: %npy DTYPE SHAPE FILE.npy
config.substitutions.append(
    ("%npy", f"{config.python} {config.test_source_root}/Inputs/count.py"))
