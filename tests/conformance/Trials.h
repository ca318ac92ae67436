// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The trials of a field: values that are written into it in a descriptor that
// is legal otherwise, and what comes of them.
#pragma once

#include "Backends.h"
#include "isa/generated/Instructions.h"
#include "isa/generated/ValueClasses.h"

#include <functional>
#include <initializer_list>
#include <set>

namespace alcyone::tests {

/// A field as its record has it.
struct FieldUnderTest {
  std::string_view record, name;
  const isa::FieldInfo &info;
  std::span<const isa::ValueClass> classes;
};

class Trials {
public:
  using Run = std::function<void(Image &, isa::FaultCode, const std::string &,
                                 const Layout &)>;
  Trials(const FieldUnderTest &field, const isa::Chip &chip,
         const isa::Instruction &start, Run run);

  const isa::Chip &chip;
  const isa::Instruction start; ///< the usual one
  isa::Instruction base;        ///< what the next values are written into
  bool atEnd = false;           ///< compare the ends of the memories instead

  template <class Inst> Inst &as() { return std::get<Inst>(base); }
  /// The usual one again, perhaps with changes.
  template <class Inst> Inst &again() {
    atEnd = false;
    base = start;
    return as<Inst>();
  }

  /// Each value in each element of the field, one after another.
  template <class... Values> void runs(Values... values) {
    each({uint64_t(values)...}, isa::FaultCode::None);
  }
  template <class... Values>
  void faults(isa::FaultCode code, Values... values) {
    each({uint64_t(values)...}, code);
  }

  /// The classes that no trial had, of each element; empty if there is none.
  std::string missing() const;

private:
  void each(std::initializer_list<uint64_t> values, isa::FaultCode code);
  void one(unsigned element, uint64_t value, isa::FaultCode code);

  const FieldUnderTest field;
  const Run run;
  std::vector<std::set<std::string_view>> seen; // of each element
};

/// Where an instruction of a trial goes.
unsigned queueOf(const isa::Instruction &instruction);

/// Makes the image that carries out a descriptor in its surroundings: what it
/// waits for is there, and if it runs what it signals is waited for and read.
Image imageOf(const isa::Chip &chip, std::span<const uint8_t> descriptor,
              unsigned queue, const Layout &layout, bool runs);

} // namespace alcyone::tests
