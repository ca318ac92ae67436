// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/trace/Trace.h"

#include "isa/machine/EngineQueue.h"
#include "isa/machine/Reports.h"

#include <cstdio>
#include <utility>

namespace alcyone::sim {
namespace {

constexpr size_t bufferBytes = 1 << 20;

/// Intervals of a resource that later ones may still adjoin.
constexpr size_t mostOpen = 16;

} // namespace

void Trace::open(const std::string &path, const isa::Chip &chip,
                 const Mesh &theMesh, std::span<const std::string> names) {
  file.emplace(path);
  on = true;
  first = true;
  buffer.clear();
  buffer.reserve(2 * bufferBytes);
  microsecondsPerCycle = 1e6 / double(chip.clockHz);
  tiles = unsigned(chip.tileCount());
  mesh = &theMesh;
  locations = names;
  links.assign(theMesh.links(), Track());
  channels.assign(chip.hbmChannels(), Track());

  put("{\"displayTimeUnit\": \"ns\", \"otherData\": {\"chip\": ");
  putText(chip.name);
  put("}, \"traceEvents\": [\n");
  for (unsigned tile = 0; tile < tiles; ++tile) {
    nameProcess(tile, "tile " + std::to_string(tile) + " (cluster " +
                          std::to_string(tile / chip.tilesPerCluster) + ")");
    nameTrack(tile, 0, "TCP");
    for (unsigned queue = 0; queue < isa::queuePorts; ++queue)
      if (isa::queueMask(chip) >> queue & 1)
        nameTrack(tile, 1 + queue, isa::queueName(queue));
  }
  nameProcess(tiles, "NoC links");
  nameProcess(tiles + 1, "HBM channels");
  nameProcess(tiles + 2, "command processor");
}

void Trace::close() {
  for (unsigned link = 0; link < links.size(); ++link)
    for (const Interval &interval : links[link].open)
      flush(Kind::Link, link, interval);
  for (unsigned channel = 0; channel < channels.size(); ++channel)
    for (const Interval &interval : channels[channel].open)
      flush(Kind::HbmChannel, channel, interval);
  put("\n]}\n");
  drain(0);
  on = false;
  if (!problem)
    file->commit();
  file.reset();
  if (problem)
    throw *std::exchange(problem, std::nullopt);
}

void Trace::abandon() {
  on = false;
  file.reset();
  problem.reset();
}

void Trace::slice(unsigned tile, unsigned unit, std::string_view name,
                  Cycle start, Cycle end, uint32_t tag,
                  std::string_view details) {
  write(tile, unit, name, start, end, tag, details);
}

void Trace::hostSlice(std::string_view name, Cycle start, Cycle end) {
  write(tiles + 2, 0, name, start, end, 0, {});
}

void Trace::busy(Kind kind, unsigned number, Cycle start, Cycle end,
                 uint32_t tag) {
  if (start >= end)
    return; // a part of a cycle that another one shows
  std::vector<Interval> &open =
      (kind == Kind::Link ? links : channels)[number].open;
  for (Interval &other : open)
    if (other.tag == tag && (other.end == start || other.start == end)) {
      other.start = std::min(other.start, start);
      other.end = std::max(other.end, end);
      return;
    }
  if (open.size() == mostOpen) {
    flush(kind, number, open.front());
    open.erase(open.begin());
  }
  open.push_back({start, end, tag});
}

void Trace::flush(Kind kind, unsigned number, const Interval &interval) {
  Track &track = (kind == Kind::Link ? links : channels)[number];
  const unsigned process = tiles + (kind == Kind::Link ? 0 : 1);
  if (!track.named) {
    track.named = true;
    nameTrack(process, number,
              kind == Kind::Link ? mesh->linkName(number)
                                 : "channel " + std::to_string(number));
  }
  const std::string layer = isa::locationOf(interval.tag, locations);
  write(process, number, layer.empty() ? std::string_view("data") : layer,
        interval.start, interval.end, interval.tag, {});
}

void Trace::nameProcess(unsigned process, std::string_view name) {
  const std::string number = std::to_string(process + 1);
  put(first ? "" : ",\n");
  first = false;
  put("{\"ph\": \"M\", \"name\": \"process_name\", \"pid\": " + number +
      ", \"args\": {\"name\": ");
  putText(name);
  put("}},\n{\"ph\": \"M\", \"name\": \"process_sort_index\", \"pid\": " +
      number + ", \"args\": {\"sort_index\": " + number + "}}");
}

void Trace::nameTrack(unsigned process, unsigned track, std::string_view name) {
  put(",\n{\"ph\": \"M\", \"name\": \"thread_name\", \"pid\": " +
      std::to_string(process + 1) + ", \"tid\": " + std::to_string(track + 1) +
      ", \"args\": {\"name\": ");
  putText(name);
  put("}}");
}

void Trace::write(unsigned process, unsigned track, std::string_view name,
                  Cycle start, Cycle end, uint32_t tag,
                  std::string_view details) {
  put(",\n{\"ph\": \"X\", \"pid\": ");
  put(std::to_string(process + 1));
  put(", \"tid\": ");
  put(std::to_string(track + 1));
  put(", \"ts\": ");
  putTime(start);
  put(", \"dur\": ");
  putTime(end - std::min(start, end));
  put(", \"name\": ");
  putText(name);
  put(", \"args\": {\"cycles\": ");
  put(std::to_string(end - std::min(start, end)));
  if (tag != 0 && tag < locations.size()) {
    put(", \"layer\": ");
    putText(locations[tag]);
  }
  if (!details.empty()) {
    put(", ");
    put(details);
  }
  put("}}");
  drain(bufferBytes);
}

// JSON text; bytes that are not ASCII are not worth a broken file.
void Trace::putText(std::string_view text) {
  buffer += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\')
      (buffer += '\\') += c;
    else
      buffer += c < ' ' || c == '\x7f' ? '?' : c;
  }
  buffer += '"';
}

// Microseconds, as the format wants them, to a tenth of a nanosecond.
void Trace::putTime(Cycle cycle) {
  char text[40];
  const int length = std::snprintf(text, sizeof text, "%.4f",
                                   double(cycle) * microsecondsPerCycle);
  buffer.append(text, size_t(length));
}

void Trace::drain(size_t above) {
  if (buffer.size() <= above)
    return;
  // An error now would end the simulation in the middle of things.
  try {
    if (!problem)
      file->write(buffer);
  } catch (const isa::Failure &failure) {
    problem = failure;
  }
  buffer.clear();
}

} // namespace alcyone::sim
