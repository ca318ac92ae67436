#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Installs what is missing, builds, runs the tests and ends with ctest's summary.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: tests/run.sh [--label REGEX] [--exclude REGEX] [--junit FILE] [--preset NAME]
  --label REGEX     only tests with a label that matches (unit, model, long, ...)
  --exclude REGEX   no tests with a label that matches
  --junit FILE      write the results to this file too, as JUnit's XML
  --preset NAME     release (the default), sanitize (AddressSanitizer and UBSan) or
                    coverage (the RTL counts, see docs/verification.md)
TEXT
}

preset=release
options=()
while (($#)); do
  if [[ $1 == -h || $1 == --help ]]; then
    usage
    exit
  fi
  if [[ -z ${2:-} ]]; then
    echo "run: error: $1 needs a value" >&2
    usage >&2
    exit 2
  fi
  case $1 in
    --label) options+=(--label-regex "$2") ;;
    --exclude) options+=(--label-exclude "$2") ;;
    --junit) options+=(--output-junit "$(realpath -m "$2")") ;;
    --preset) preset=$2 ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
  shift 2
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."
./setup.sh
echo "run: configuring build/$preset"
mkdir -p build
cmake --preset "$preset" -DCMAKE_C_COMPILER_LAUNCHER=ccache \
  -DCMAKE_CXX_COMPILER_LAUNCHER=ccache >"build/configure-$preset.log" 2>&1 || {
  cat "build/configure-$preset.log" >&2
  exit 1
}
echo "run: building build/$preset"
cmake --build "build/$preset"
echo "run: testing build/$preset"
exec ctest --test-dir "build/$preset" --output-on-failure --no-tests=error -j2 "${options[@]}"
