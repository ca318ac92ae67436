#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Builds build/coverage, runs the quick tests that have something Verilated in
# them, and prints what they reach of the RTL. Fails if a test does, or if they
# reach less than the aims.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rm -rf build/coverage/coverage
status=0
tests/run.sh --preset coverage --label '^(rtl|conformance|cosim|runtime|random)$' \
  --exclude '^(lint|long)$' || status=$?
python3 -B tests/coverage/report.py build/coverage/coverage/counts build/coverage/coverage || status=$?
exit "$status"
