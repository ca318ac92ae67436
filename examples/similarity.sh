#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Runs all-MiniLM-L6-v2 on a simulated Alcyone chip and prints how similar the
# given sentences are, beside ONNX Runtime's answer. Installs and builds what is
# missing first; a second run starts at once.
#
# usage: examples/similarity.sh [--chip NAME|FILE.json] [--device ref|sim[:CHIP]] [sentence ...]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/release
alc=$build/bin/alc

say() { echo "similarity: $*"; }

for word in "$@"; do
  if [[ $word == -h || $word == --help ]]; then
    sed -n '5,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
    exit
  fi
done

"$root/setup.sh" | { grep -v 'everything is there' || true; }

if [[ ! -e $build/build.ninja ]]; then
  say "configuring $build"
  (cd "$root" && cmake --preset release \
    -DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache >/dev/null)
fi
if [[ ! -e $alc ]]; then
  say "building alc (some minutes the first time)"
fi
if ! log=$(cmake --build "$build" --target alc 2>&1); then
  echo "$log" | tail -n 40 >&2
  say "error: the build failed" >&2
  exit 1
fi

exec "$("$root/setup.sh" --print-python)" "$root/examples/similarity.py" \
  --alc "$alc" --trace "$build/similarity-trace.json" "$@"
