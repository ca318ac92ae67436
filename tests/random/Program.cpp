// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What operations are called.
#include "Program.h"

#include <sstream>

namespace alcyone::tests {

using namespace isa;

std::string agentName(unsigned agent) {
  return agent == tcpAgent ? "TCP" : queueName(agent);
}

static std::string bytesText(const char *what, const std::vector<Bytes> &list,
                             const Chip &chip) {
  std::ostringstream text;
  for (const Bytes &bytes : list)
    text << "\n      " << what << " " << Layout(chip).name(bytes.memory) << " ["
         << bytes.begin << ", " << bytes.end << ")";
  return text.str();
}

std::string print(const Operation &operation, const Chip &chip) {
  std::ostringstream text;
  text << "tile " << operation.tile << ", ";
  switch (operation.kind) {
  case Operation::Kind::Store:
    text << "TCP: store of " << operation.bytes << " bytes to 0x" << std::hex
         << operation.to << " of 0x" << operation.value << std::dec;
    break;
  case Operation::Kind::Move:
    text << "TCP: move of " << operation.bytes << " bytes to 0x" << std::hex
         << operation.to << " from 0x" << operation.from << std::dec;
    break;
  default:
    text << queueName(operation.queue) << ": " << print(operation.instruction);
  }
  if (operation.repeat > 1)
    text << "\n      repeated " << operation.repeat << " times";
  for (const Advance &advance : operation.advances)
    text << "; byte " << advance.offset << " += " << advance.step;
  for (uint32_t word : operation.micro)
    text << "\n      micro " << std::hex << word << std::dec;
  text << bytesText("reads", operation.reads, chip)
       << bytesText("writes", operation.writes, chip);
  return text.str();
}

} // namespace alcyone::tests
