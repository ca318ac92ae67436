# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes the texts of all chip files of a folder as one C++ file.

The folder itself is listed in the dependency file, so a new chip is picked up
by the next build without being named anywhere.
"""

import argparse
import pathlib


def emit(files: list[pathlib.Path]) -> str:
    lines = ['#include "isa/chips/ChipFiles.h"', "", "namespace alcyone::isa {",
             "", "static const ChipFile files[] = {"]
    for file in files:
        text = file.read_text(encoding="utf-8")
        lines.append(f'    {{"{file.stem}", R"chip({text})chip"}},')
    lines += ["};", "", "std::span<const ChipFile> chipFiles() { return files; }",
              "", "} // namespace alcyone::isa", ""]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("--depfile", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    files = sorted(arguments.folder.glob("*.json"))
    if not files:
        parser.error(f"{arguments.folder}: no chip files")
    arguments.output.write_text(emit(files), encoding="utf-8")
    inputs = [str(path).replace(" ", "\\ ") for path in [arguments.folder, *files]]
    arguments.depfile.write_text(
        f"{arguments.output}: {' '.join(inputs)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
