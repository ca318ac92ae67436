// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Is what is no field of a descriptor refused alike: opcodes, versions,
// reserved bytes, queues of other engines?
#include "Bases.h"
#include "Trials.h"
#include "isa/engines/Codec.h"

namespace alcyone::tests {
namespace {

using namespace isa;

class Descriptors : public OnBackend {
protected:
  void refuses(const std::vector<uint8_t> &bytes, unsigned queue,
               FaultCode code, const std::string &what) {
    const Layout layout = trialLayout(chip());
    Image image = imageOf(chip(), bytes, queue, layout, false);
    expect(image, code, what, layout);
  }

  // Every instruction, as bytes that may be changed.
  template <class Use> void each(Use use) {
    for (const Instruction &base : basesOf("Header"))
      use(base, encoded(base));
  }
  static std::vector<uint8_t> encoded(const Instruction &instruction) {
    std::vector<uint8_t> bytes(info(instruction).sizeBytes);
    encode(instruction, bytes.data());
    return bytes;
  }
};

TEST_P(Descriptors, with_an_opcode_that_is_not_there_are_illegal) {
  for (unsigned opcode = 0; opcode < 256; ++opcode) {
    std::vector<uint8_t> bytes(maxDescriptorBytes);
    bytes[Header::opcodeOffset] = uint8_t(opcode);
    bytes[Header::versionOffset] = isaVersion;
    if (!findInstruction(uint8_t(opcode)))
      refuses(bytes, opcode % 3, FaultCode::IllegalInstruction,
              "opcode " + std::to_string(opcode));
  }
}

TEST_P(Descriptors, of_another_version_are_refused) {
  each([&](const Instruction &base, std::vector<uint8_t> bytes) {
    for (const unsigned version : {0, isaVersion + 1, 255}) {
      bytes[Header::versionOffset] = uint8_t(version);
      refuses(bytes, queueOf(base), FaultCode::UnsupportedVersion,
              "version " + std::to_string(version) + " of " + print(base));
    }
  });
}

TEST_P(Descriptors, with_a_reserved_byte_that_is_not_zero_are_illegal) {
  each([&](const Instruction &base, const std::vector<uint8_t> &good) {
    const auto used = std::visit(
        [](const auto &inst) {
          const auto all =
              codec::reservedBytes<std::remove_cvref_t<decltype(inst)>>();
          return std::vector<bool>(all.begin(), all.end());
        },
        base);
    for (size_t byte = 0; byte < used.size(); ++byte) {
      if (used[byte])
        continue;
      std::vector<uint8_t> bytes = good;
      bytes[byte] = byte % 2 ? 0x01 : 0x80;
      refuses(bytes, queueOf(base), FaultCode::IllegalInstruction,
              "byte " + std::to_string(byte) + " of " + print(base));
    }
  });
}

TEST_P(Descriptors, are_illegal_in_a_queue_of_another_engine) {
  each([&](const Instruction &base, const std::vector<uint8_t> &bytes) {
    for (unsigned queue = 0; queue < queuePorts; ++queue)
      if ((queueMask(chip()) >> queue & 1) && !queueAccepts(queue, base))
        refuses(bytes, queue, FaultCode::IllegalInstruction,
                queueName(queue) + ": " + print(base));
  });
}

ALCYONE_ON_EVERY_BACKEND(Descriptors);

} // namespace
} // namespace alcyone::tests
