// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Everything the dialect's C++ is generated from.
include "compiler/dialect/Alc.td"
include "isa/generated/AlcOps.td"
