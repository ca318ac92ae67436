// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A chip as data: every count, size, latency and energy that the simulator and
// the compiler take from one JSON file. ChipKeys.cpp holds the one
// table that says which keys there are, what they mean and what values they may
// have.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace alcyone::isa {

// Names are the JSON's in lowerCamel; docs/chips.md explains each. Cycles are
// cycles of the chip's clock.
struct Chip {
  std::string name;
  std::string summary;
  uint64_t clockHz = 0;
  uint64_t clusters = 0;
  uint64_t tilesPerCluster = 0;

  struct Tcp {
    uint64_t memoryBytes = 0;
    uint64_t baseCycles = 0;
    uint64_t loadCycles = 0;
    uint64_t multiplyCycles = 0;
    uint64_t divideCycles = 0;
    uint64_t branchTakenCycles = 0;
    uint64_t registerCycles = 0;
    uint64_t l1AccessCycles = 0;
    uint64_t remoteAccessCycles = 0;
  } tcp;

  struct Queue {
    uint64_t depth = 0;
    uint64_t pushCycles = 0;
    uint64_t dispatchCycles = 0;
  } queue;

  struct Ttu {
    uint64_t rows = 0;
    uint64_t cols = 0;
    uint64_t depth = 0;
    uint64_t startCycles = 0;
    uint64_t pipelineCycles = 0;
    uint64_t drainCyclesPerRow = 0;
    uint64_t operandBytesPerCycle = 0;
    uint64_t panelBytes = 0;
  } ttu;

  struct Tvp {
    uint64_t lanes = 0;
    uint64_t sfuLanes = 0;
    uint64_t startCycles = 0;
    uint64_t pipelineCycles = 0;
    uint64_t crosslaneCycles = 0;
    uint64_t streamBytesPerCycle = 0;
  } tvp;

  struct Dma {
    uint64_t channels = 0;
    uint64_t bytesPerCycle = 0;
    uint64_t startCycles = 0;
    uint64_t packetBytes = 0;
    uint64_t outstandingPackets = 0;
  } tdma, cdma;

  struct L1 {
    uint64_t bytes = 0;
    uint64_t banks = 0;
    uint64_t bankBytes = 0;
    uint64_t latencyCycles = 0;
  } l1;

  struct Semaphore {
    uint64_t count = 0;
    uint64_t signalCycles = 0;
  } semaphore;

  struct L2 {
    uint64_t bytes = 0;
    uint64_t bytesPerCycle = 0;
    uint64_t latencyCycles = 0;
  } l2;

  struct Noc {
    uint64_t linkBytesPerCycle = 0;
    uint64_t hopCycles = 0;
    uint64_t injectCycles = 0;
    uint64_t controlHopCycles = 0;
  } noc;

  struct Hbm {
    uint64_t bytes = 0;
    uint64_t stacks = 0;
    uint64_t channelsPerStack = 0;
    uint64_t banks = 0;
    uint64_t rowBytes = 0;
    uint64_t interleaveBytes = 0;
    uint64_t burstBytes = 0;
    double bytesPerCycle = 0;
    double tRcdNs = 0;
    double tRpNs = 0;
    double tClNs = 0;
    double tRfcNs = 0;
    double tRefiNs = 0;
    uint64_t controllerCycles = 0;
  } hbm;

  struct Host {
    double bytesPerSecond = 0;
    double latencyNs = 0;
    uint64_t launchCycles = 0;
  } host;

  struct EnergyPj {
    double macBf16 = 0;
    double l1Byte = 0;
    double l2Byte = 0;
    double nocByteHop = 0;
    double hbmByte = 0;
    double tvpLaneOp = 0;
    double tcpInstruction = 0;
  } energyPj;

  // Where each number comes from, in the order of chipKeys().
  std::vector<std::string> sources;

  uint64_t tileCount() const { return clusters * tilesPerCluster; }
  uint64_t hbmChannels() const { return hbm.stacks * hbm.channelsPerStack; }

  // Whole chip, a multiply and an add counted as two.
  double peakFlopsBf16() const;
  double hbmBytesPerSecond() const;
  // Nanoseconds as whole cycles, rounded up.
  uint64_t cyclesFromNs(double ns) const;
};

// A name ending in .json is a file to read; any other must be a built-in chip.
// Throws BadConfig (BadInput where the file cannot be read), naming file, line,
// key, what is wrong and what is allowed.
Chip loadChip(std::string_view nameOrPath);

// `origin` stands for the file in messages.
Chip parseChip(std::string_view json, std::string_view origin);

// The built-in chips' names, sorted.
std::vector<std::string_view> chipNames();

// The built-in chip's JSON text, empty if there is none of that name: a start
// for a file of one's own.
std::string_view chipText(std::string_view name);

// One line per built-in chip; all of a chip's keys with value, unit and source.
void printChipNames(std::ostream &out);
void printChip(const Chip &chip, std::ostream &out);

} // namespace alcyone::isa
