// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which queue takes which instruction.
#include "isa/machine/EngineQueue.h"

namespace alcyone::isa {

std::string queueName(unsigned queue) {
  if (queue == ttuQueue)
    return "TTU";
  if (queue == tvpQueue)
    return "TVP";
  if (queue < firstCdmaQueue)
    return "TDMA channel " + std::to_string(queue - firstTdmaQueue);
  return "CDMA channel " + std::to_string(queue - firstCdmaQueue);
}

bool queueAccepts(unsigned queue, const Instruction &instruction) {
  switch (info(instruction).engine) {
  case Engine::Sync:
    return true;
  case Engine::Ttu:
    return queue == ttuQueue;
  case Engine::Tvp:
    return queue == tvpQueue;
  case Engine::Tdma:
    return queue >= firstTdmaQueue;
  }
  return false;
}

std::vector<EngineQueue> engineQueues(const Chip &chip) {
  std::vector<EngineQueue> queues;
  for (unsigned queue = 0; queue < queuePorts; ++queue)
    queues.emplace_back(
        queueMask(chip) >> queue & 1 ? unsigned(chip.queue.depth) : 0);
  return queues;
}

} // namespace alcyone::isa
