// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/correlate/Correlation.h"

#include "compiler/tools/Compile.h"
#include "isa/assembler/Assembler.h"
#include "isa/support/Failure.h"
#include "isa/support/OutputFile.h"
#include "runtime/api/Queue.h"
#include "runtime/device/Require.h"

#include <algorithm>
#include <cmath>

namespace alcyone::correlate {

using runtime::require;
using runtime::take;

namespace {

uint64_t cyclesOf(const isa::RunStatistics &statistics) {
  for (const isa::Statistic &detail : statistics.details)
    if (detail.name == "launch_cycles")
      return *statistics.cycles - uint64_t(detail.value);
  isa::fail(isa::Category::BadInput, "this device has no clock");
}

/// One launch on a new device; all inputs are 0, and all memories.
uint64_t run(const std::string &name, const std::string &path) {
  runtime::Device device = take(runtime::Device::open(name));
  const runtime::Program program = take(device.load(path));
  const runtime::EntryInfo &entry = program.entries().front();
  std::vector<runtime::Buffer> buffers;
  for (const runtime::TensorInfo &tensor : entry.tensors) {
    buffers.push_back(take(device.allocate(tensor.sizeBytes)));
    require(buffers.back().write(std::vector<uint8_t>(tensor.sizeBytes)));
  }
  runtime::Queue queue = device.createQueue();
  runtime::Event event = take(queue.submit(program, entry.name, buffers));
  require(event.wait());
  return cyclesOf(event.statistics());
}

} // namespace

Summary summarise(std::span<const Measurement> measurements) {
  Summary summary;
  for (const Measurement &one : measurements) {
    const double error = std::abs(one.error());
    summary.mean += error / double(measurements.size());
    if (error >= summary.worst) {
      summary.worst = error;
      summary.worstName = one.family + "/" + one.name;
    }
  }
  summary.kernels = measurements.size();
  return summary;
}

Correlation::Correlation(const std::string &device, const std::string &model,
                         std::filesystem::path folder)
    : device(device), model(model), folder(std::move(folder)) {
  take(runtime::Device::open(model));
  chip = take(runtime::Device::open(device)).chip().name;
}

std::string Correlation::makeProgram(const Kernel &kernel) const {
  const std::string stem = (folder / (kernel.family + "-" + kernel.name));
  const bool isAssembler = kernel.language == Kernel::Language::Assembler;
  const std::string source = stem + (isAssembler ? ".s" : ".mlir");
  isa::OutputFile file(source);
  file.write(kernel.text);
  file.commit();
  const std::string program = stem + ".alc";
  if (isAssembler) {
    isa::assemble(source, program);
  } else {
    compiler::CompileOptions options;
    options.model = source;
    options.chip = chip;
    options.output = program;
    compiler::compile(options);
  }
  return program;
}

Measurement Correlation::measure(const Kernel &kernel) {
  try {
    const std::string program = makeProgram(kernel);
    return {kernel.family, kernel.name, run(device, program),
            run(model, program)};
  } catch (const isa::Failure &failure) {
    isa::fail(failure.category,
              "kernel " + kernel.fullName() + ": " + failure.what());
  }
}

} // namespace alcyone::correlate
