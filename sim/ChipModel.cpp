// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/ChipModel.h"

#include "isa/machine/ControlMemory.h"
#include "isa/machine/Reports.h"
#include "isa/support/Failure.h"
#include "sim/ChipModule.h"
#include "sim/kernel/KernelContext.h"
#include "sim/stats/ChipStatistics.h"

#include <sys/mman.h>

#include <chrono>
#include <utility>

namespace alcyone::sim {
namespace {

/// The TCMs of all tiles: zero pages until touched, and zero again on demand.
class ControlMemories {
public:
  explicit ControlMemories(uint64_t bytes) {
    void *address = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (address == MAP_FAILED)
      isa::fail(isa::Category::BadConfig, "the host cannot provide " +
                                              std::to_string(bytes) +
                                              " bytes of control memory");
    memory = {static_cast<uint8_t *>(address), bytes};
  }
  ~ControlMemories() { munmap(memory.data(), memory.size()); }
  ControlMemories(const ControlMemories &) = delete;
  ControlMemories &operator=(const ControlMemories &) = delete;

  void clear() { madvise(memory.data(), memory.size(), MADV_DONTNEED); }

  std::span<uint8_t> memory;
};

/// All that holds SystemC modules; lives and acts within its kernel's scope.
struct Model {
  Model(const isa::Chip &chip, std::span<uint8_t> controlMemory)
      : platform(chip), top("chip", platform, controlMemory) {}

  void prepare(const isa::LaunchRequest &request, const LaunchOptions &options);
  void simulate();
  void conclude();
  isa::RunStatistics statistics() const;

  Platform platform;
  ChipModule top;
};

// Precondition: the control memories are zero.
void Model::prepare(const isa::LaunchRequest &request,
                    const LaunchOptions &options) {
  platform.request = &request;
  platform.instructionsLeft =
      request.instructionLimit ? request.instructionLimit : UINT64_MAX;
  platform.cycleLimit = options.cycleLimit;
  platform.end = isa::LaunchEnd::Done;
  platform.message.clear();
  platform.host = {
      isa::HostStatus::Running, request.entry, 0, platform.tiles.size(), {}};
  platform.timekeeper.beginLaunch(request.cancel);
  for (Tile *tile : platform.tiles)
    isa::loadControlMemory(tile->tcm, request);
  if (!options.tracePath.empty())
    platform.trace.open(options.tracePath, platform.chip, top.network.mesh,
                        request.locations);
}

// Until nothing is due any more, or a module has ended the launch.
void Model::simulate() {
  top.commandProcessor.launch();
  platform.timekeeper.run();
}

// What the end was, and its report.
void Model::conclude() {
  std::vector<isa::TileSnapshot> tiles;
  for (const Tile *tile : platform.tiles)
    tiles.push_back(tile->snapshot());
  const std::span<const std::string> locations = platform.request->locations;
  if (platform.timekeeper.isCancelled()) {
    platform.end = isa::LaunchEnd::Cancelled;
    platform.message = "cancelled";
  }
  if (platform.end == isa::LaunchEnd::LimitReached ||
      platform.end == isa::LaunchEnd::Cancelled)
    platform.message +=
        isa::unfinishedReport(tiles, top.barriers.state(), locations);
  if (!platform.timekeeper.isStopped() && !top.commandProcessor.allDone()) {
    platform.end = isa::LaunchEnd::Deadlocked;
    platform.message =
        isa::deadlockReport(tiles, top.barriers.state(), locations);
  }
  platform.host.status = HostRegisters::after(platform.end);
  if (platform.trace.isOn())
    platform.trace.close();
}

isa::RunStatistics Model::statistics() const {
  return chipStatistics(platform, top,
                        top.commandProcessor.allDone()
                            ? top.commandProcessor.doneCycle()
                            : platform.timekeeper.now());
}

} // namespace

struct ChipModel::Implementation {
  explicit Implementation(const isa::Chip &chip)
      : controlMemory(chip.tileCount() * chip.tcp.memoryBytes) {
    const KernelContext::Scope scope(kernel);
    model = std::make_unique<Model>(chip, controlMemory.memory);
  }
  ~Implementation() {
    const KernelContext::Scope scope(kernel);
    model.reset();
  }

  isa::LaunchResult launch(const isa::LaunchRequest &request,
                           const LaunchOptions &options);

  KernelContext kernel; // outlives the modules
  ControlMemories controlMemory;
  std::unique_ptr<Model> model;
};

isa::LaunchResult
ChipModel::Implementation::launch(const isa::LaunchRequest &request,
                                  const LaunchOptions &options) {
  const auto start = std::chrono::steady_clock::now();
  const KernelContext::Scope scope(kernel);
  controlMemory.clear();
  model->top.reset();
  try {
    model->prepare(request, options);
    model->simulate();
    model->conclude();
  } catch (...) {
    model->platform.trace.abandon();
    throw;
  }
  isa::LaunchResult result;
  result.end = model->platform.end;
  result.message = std::move(model->platform.message);
  result.statistics = model->statistics();
  result.statistics.wallSeconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
          .count();
  return result;
}

ChipModel::ChipModel(const isa::Chip &chip)
    : implementation(std::make_unique<Implementation>(chip)) {}

ChipModel::~ChipModel() = default;

const isa::Chip &ChipModel::chip() const {
  return implementation->model->platform.chip;
}

isa::MemoryMap &ChipModel::memory() {
  return implementation->model->platform.memory;
}

uint64_t ChipModel::hostRegister(isa::HostRegister which) const {
  return implementation->model->platform.host.read(which);
}

isa::LaunchResult ChipModel::launch(const isa::LaunchRequest &request,
                                    const LaunchOptions &options) {
  return implementation->launch(request, options);
}

} // namespace alcyone::sim
