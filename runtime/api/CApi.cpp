// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The C interface over the C++ one: handles are boxes around handles.
#include "runtime/api/Queue.h"
#include "runtime/api/alcyone.h"
#include "runtime/device/DeviceState.h"

#include <new>

using namespace alcyone::runtime;

struct alc_device {
  Device device;
};
struct alc_buffer {
  Buffer buffer;
};
struct alc_program {
  Program program;
};
struct alc_queue {
  Queue queue;
};
struct alc_event {
  Event event;
};

static_assert(int(StatusCode::Internal) == ALC_INTERNAL);
static_assert(int(ElementType::I1) == ALC_I1);

namespace {

thread_local std::string lastError;

alc_status report(const Status &status) {
  if (!status.ok())
    lastError = status.message();
  return alc_status(status.code());
}

// Calls `body`, which returns a Status; nothing is thrown past here.
template <typename Body> alc_status checked(Body body) {
  return report(guarded([&]() -> Status { return body(); }));
}

// Puts a result into a new box.
template <typename Box, typename T> Status box(Result<T> result, Box **out) {
  if (!result)
    return result.status();
  *out = new Box{std::move(*result)};
  return {};
}

Status missing(const char *what) {
  return {StatusCode::InvalidArgument, std::string(what) + " is NULL"};
}

const EntryInfo *entryOf(const alc_program *program, size_t entry) {
  if (!program || entry >= program->program.entries().size())
    return nullptr;
  return &program->program.entries()[entry];
}

} // namespace

const char *alc_status_name(alc_status status) {
  return statusName(StatusCode(status)).data();
}

const char *alc_last_error(void) { return lastError.c_str(); }

alc_status alc_device_open(const char *spec, alc_device **device) {
  return checked([&]() -> Status {
    if (!spec || !device)
      return missing(spec ? "device" : "spec");
    return box(Device::open(spec), device);
  });
}

void alc_device_release(alc_device *device) { delete device; }

const char *alc_device_backend(const alc_device *device) {
  return device ? device->device.backend().data() : "";
}

const char *alc_device_chip(const alc_device *device) {
  return device ? device->device.chip().name.c_str() : "";
}

uint64_t alc_device_free_bytes(const alc_device *device) {
  return device ? device->device.freeBytes() : 0;
}

alc_status alc_buffer_allocate(alc_device *device, uint64_t size_bytes,
                               alc_buffer **buffer) {
  return checked([&]() -> Status {
    if (!device || !buffer)
      return missing(device ? "buffer" : "device");
    return box(device->device.allocate(size_bytes), buffer);
  });
}

void alc_buffer_release(alc_buffer *buffer) { delete buffer; }

uint64_t alc_buffer_size(const alc_buffer *buffer) {
  return buffer ? buffer->buffer.sizeBytes() : 0;
}

alc_status alc_buffer_write(alc_buffer *buffer, uint64_t offset,
                            const void *bytes, uint64_t size_bytes) {
  return checked([&]() -> Status {
    if (!buffer || (!bytes && size_bytes))
      return missing(buffer ? "bytes" : "buffer");
    return buffer->buffer.write(
        {static_cast<const uint8_t *>(bytes), size_bytes}, offset);
  });
}

alc_status alc_buffer_read(const alc_buffer *buffer, uint64_t offset,
                           void *bytes, uint64_t size_bytes) {
  return checked([&]() -> Status {
    if (!buffer || (!bytes && size_bytes))
      return missing(buffer ? "bytes" : "buffer");
    return buffer->buffer.read({static_cast<uint8_t *>(bytes), size_bytes},
                               offset);
  });
}

alc_status alc_program_load(alc_device *device, const char *path,
                            alc_program **program) {
  return checked([&]() -> Status {
    if (!device || !path || !program)
      return missing(!device ? "device" : path ? "program" : "path");
    return box(device->device.load(path), program);
  });
}

void alc_program_release(alc_program *program) { delete program; }

size_t alc_program_entry_count(const alc_program *program) {
  return program ? program->program.entries().size() : 0;
}

const char *alc_program_entry_name(const alc_program *program, size_t entry) {
  const EntryInfo *info = entryOf(program, entry);
  return info ? info->name.c_str() : nullptr;
}

size_t alc_program_tensor_count(const alc_program *program, size_t entry) {
  const EntryInfo *info = entryOf(program, entry);
  return info ? info->tensors.size() : 0;
}

alc_status alc_program_tensor(const alc_program *program, size_t entry,
                              size_t tensor, alc_tensor_info *info) {
  return checked([&]() -> Status {
    const EntryInfo *known = entryOf(program, entry);
    if (!info || !known || tensor >= known->tensors.size())
      return {StatusCode::InvalidArgument, "there is no such tensor"};
    const TensorInfo &from = known->tensors[tensor];
    *info = {from.name.c_str(), alc_element_type(from.type),
             from.shape.size(), from.shape.data(),
             from.sizeBytes,    from.isOutput};
    return {};
  });
}

alc_status alc_queue_create(alc_device *device, alc_queue **queue) {
  return checked([&]() -> Status {
    if (!device || !queue)
      return missing(device ? "queue" : "device");
    *queue = new alc_queue{device->device.createQueue()};
    return {};
  });
}

void alc_queue_release(alc_queue *queue) { delete queue; }

alc_status alc_queue_submit(alc_queue *queue, const alc_program *program,
                            const char *entry, alc_buffer *const *buffers,
                            size_t buffer_count,
                            const alc_launch_options *options,
                            alc_event **event) {
  return checked([&]() -> Status {
    if (!queue || !program || !entry || !event || (!buffers && buffer_count))
      return missing("queue, program, entry, buffers or event");
    std::vector<Buffer> list;
    for (size_t i = 0; i < buffer_count; ++i) {
      if (!buffers[i])
        return missing("a buffer");
      list.push_back(buffers[i]->buffer);
    }
    LaunchOptions launch;
    std::vector<Event> after;
    if (options) {
      for (size_t i = 0; i < options->after_count; ++i) {
        if (!options->after || !options->after[i])
          return missing("an event");
        after.push_back(options->after[i]->event);
      }
      launch.instructionLimit = options->instruction_limit;
      launch.tracePath = options->trace_path ? options->trace_path : "";
    }
    launch.after = after;
    return box(queue->queue.submit(program->program, entry, list, launch),
               event);
  });
}

alc_status alc_event_wait(alc_event *event) {
  return checked([&]() -> Status {
    return event ? event->event.wait() : missing("event");
  });
}

int alc_event_done(const alc_event *event) {
  return event && event->event.done();
}

void alc_event_cancel(alc_event *event) {
  if (event)
    event->event.cancel();
}

void alc_event_release(alc_event *event) { delete event; }

alc_status alc_event_statistics(const alc_event *event,
                                alc_statistics *statistics) {
  return checked([&]() -> Status {
    if (!event || !statistics)
      return missing(event ? "statistics" : "event");
    const RunStatistics from = event->event.statistics();
    *statistics = {from.cycles.has_value(),
                   from.cycles.value_or(0),
                   from.seconds.value_or(0),
                   from.tensorPeakShare.value_or(0),
                   from.hbmBandwidthShare.value_or(0),
                   from.wallSeconds};
    return {};
  });
}
