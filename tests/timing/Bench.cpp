// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Bench.h"

#include "isa/support/AddressMap.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace alcyone::tests {

using namespace isa;

Chip chipWith(const std::string &name, std::initializer_list<Change> changes) {
  boost::json::value json = boost::json::parse(chipText(name));
  for (const Change &change : changes) {
    boost::json::value *at = &json;
    std::string key = change.key;
    for (size_t dot; (dot = key.find('.')) != std::string::npos;
         key = key.substr(dot + 1))
      at = &at->as_object().at(key.substr(0, dot));
    boost::json::value &number = at->as_object().at(key).as_array().at(0);
    if (change.value == std::floor(change.value))
      number = int64_t(change.value);
    else
      number = change.value;
  }
  return parseChip(boost::json::serialize(json), name + " with changes");
}

Bench::Bench(const std::string &name, std::initializer_list<Change> changes)
    : Bench(chipWith(name, changes)) {}

Bench::Bench(const Chip &theChip)
    : chip(theChip), model(std::make_unique<sim::ChipModel>(chip)),
      program(chip) {
  program.metadata.locations = {""};
}

void Bench::issue(const std::string &name, unsigned tile, unsigned queue,
                  Instruction instruction) {
  tags[name] = header(instruction).tag = program.location(name);
  program.push(tile, queue, instruction);
}

LaunchResult launch(sim::ChipModel &model, const EngineProgram &program,
                    const sim::LaunchOptions &options) {
  // The program's ELF has one segment, at 4096 in the file and 0 in the TCM.
  const std::vector<uint8_t> elf = program.elf();
  const TcmSegment segment{0, std::span(elf).subspan(4096)};
  LaunchRequest request;
  request.segments = {&segment, 1};
  request.entry = 0;
  request.argumentsAddress = program.metadata.argumentsAddress;
  request.locations = program.metadata.locations;
  return model.launch(request, options);
}

const LaunchResult &Bench::run() {
  const auto path = std::filesystem::temp_directory_path() /
                    ("alcyone-trace-" + std::to_string(getpid()) + ".json");
  result = launch(*model, program, {path.string(), 0});
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  std::filesystem::remove(path);
  traceText = text.str();

  found.clear();
  const double cyclesPerMicrosecond = double(chip.clockHz) * 1e-6;
  const unsigned engineProcesses = unsigned(chip.tileCount());
  const boost::json::value json = boost::json::parse(traceText);
  for (const auto &event : json.at("traceEvents").as_array()) {
    const auto &args = event.at("args").as_object();
    if (event.at("ph") != "X" || !args.contains("layer") ||
        event.at("pid").as_int64() > engineProcesses)
      continue;
    const auto cycles = [&](const char *key) {
      return uint64_t(std::llround(event.at(key).to_number<double>() *
                                   cyclesPerMicrosecond));
    };
    const uint64_t start = cycles("ts");
    found[std::string(args.at("layer").as_string())] = {start,
                                                        start + cycles("dur")};
  }
  return result;
}

Bench::Times Bench::times(const std::string &name) const {
  const auto at = found.find(name);
  if (at == found.end()) {
    ADD_FAILURE() << "no instruction " << name << " in the trace; "
                  << result.message;
    return {};
  }
  return at->second;
}

void Bench::expectEarliestAt(const std::string &name, uint64_t cycles) const {
  const uint64_t took = times(name).duration();
  EXPECT_FALSE(took <= cycles - 1)
      << name << " is done after " << took << " cycles, before " << cycles;
  EXPECT_TRUE(took <= cycles) << name << " is not done at " << cycles
                              << " but after " << took << " cycles";
}

double Bench::statistic(const std::string &name) const {
  for (const Statistic &statistic : result.statistics.details)
    if (statistic.name == name)
      return statistic.value;
  ADD_FAILURE() << "no statistic " << name;
  return 0;
}

Copy copyBytes(uint64_t dst, uint64_t src, uint32_t bytes) {
  Copy inst;
  inst.dst = dst;
  inst.src = src;
  inst.shape = {1, 1, 1, bytes};
  inst.srcStride = inst.dstStride = {0, 0, 0, 1};
  inst.srcFormat = inst.dstFormat = Format::Uint8;
  return inst;
}

Fill fillBytes(uint64_t dst, uint32_t bytes, uint8_t value) {
  Fill inst;
  inst.dst = dst;
  inst.shape = {1, 1, 1, bytes};
  inst.dstStride = {0, 0, 0, 1};
  inst.dstFormat = Format::Uint8;
  inst.value = value;
  return inst;
}

Matmul matmulOf(uint16_t m, uint16_t n, uint16_t k, uint32_t a, uint32_t b,
                uint32_t c) {
  Matmul inst;
  inst.m = m;
  inst.n = n;
  inst.k = k;
  inst.a = a;
  inst.b = b;
  inst.c = c;
  inst.aStride = 2u * k;
  inst.bStride = 2u * n;
  inst.cStride = 4u * n;
  inst.aFormat = inst.bFormat = Format::Bf16;
  inst.cFormat = Format::Fp32;
  return inst;
}

} // namespace alcyone::tests
