// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does every class of values of every field of every engine instruction do the
// same on ref, sim and rtl?
//
// Each field's trials are a function FIELD(record, field) of this folder; one
// that is missing stops the build.
#include "Bases.h"
#include "Fields.h"

namespace alcyone::tests {

using namespace isa;

#define ALC_FIELD(record, field, info, classes) FIELD(record, field);
#include "isa/generated/ConformanceRecords.def"

namespace {

class Fields : public OnBackend {
protected:
  void tryOut(const FieldUnderTest &field, void (*trials)(Trials &)) {
    for (const Instruction &start : basesOf(field.record)) {
      Trials all(field, chip(), start,
                 [this](auto &&...arguments) { expect(arguments...); });
      trials(all);
      EXPECT_EQ(all.missing(), "") << print(start);
      if (HasFailure())
        return;
    }
  }
};

#define ALC_FIELD(record, field, info, classes)                                \
  TEST_P(Fields, record##_##field) {                                           \
    tryOut({#record, #field, info, classes}, trials_##record##_##field);       \
  }
#include "isa/generated/ConformanceRecords.def"

ALCYONE_ON_EVERY_BACKEND(Fields);

} // namespace
} // namespace alcyone::tests
