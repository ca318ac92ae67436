// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs the program file argv[2] on the device argv[1], every input holding
// ones, and prints how it ended.
#include "runtime/api/Queue.h"

#include <cstdio>
#include <vector>

using namespace alcyone::runtime;

static Status run(const char *spec, const char *path) {
  Result<Device> device = Device::open(spec);
  if (!device)
    return device.status();
  Result<Program> program = device->load(path);
  if (!program)
    return program.status();

  const EntryInfo &entry = program->entries().front();
  std::vector<Buffer> buffers; // one for each tensor, in the entry's order
  for (const TensorInfo &tensor : entry.tensors) {
    Result<Buffer> buffer = device->allocate(tensor.sizeBytes);
    if (!buffer)
      return buffer.status();
    if (Status status =
            buffer->write(std::vector<uint8_t>(tensor.sizeBytes, 1));
        !tensor.isOutput && !status.ok())
      return status;
    buffers.push_back(*buffer);
  }

  Queue queue = device->createQueue();
  Result<Event> event = queue.submit(*program, entry.name, buffers);
  if (!event)
    return event.status();
  Status status = event->wait();
  if (status.ok())
    std::printf("done in %g s\n", event->statistics().wallSeconds);
  return status;
}

int main(int argc, char **argv) {
  if (argc != 3)
    return 2;
  const Status status = run(argv[1], argv[2]);
  if (!status.ok())
    std::fprintf(stderr, "%s: %s\n", statusName(status.code()).data(),
                 status.message().c_str());
  return !status.ok();
}
