#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reads a waveform with what has nothing of Verilator, as a viewer would.

waveform.py FILE TIME:SIGNAL...

Prints how many signals it has, then the number that each of the tile's ports is at a time, in ps.
"""

from __future__ import annotations

import functools
import sys

import pywellen


def main() -> None:
    path, *places = sys.argv[1:]
    variables = {variable.full_name: variable for variable in pywellen.Waveform(path).all_vars()}
    signal = functools.cache(lambda name: variables[f"tile.{name}"].signal)
    print(len(variables))
    for place in places:
        time, _, name = place.partition(":")
        print(signal(name).value_at(int(time)))


if __name__ == "__main__":
    main()
