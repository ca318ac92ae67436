/* SPDX-FileCopyrightText: 2026 Alcyone contributors
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The runtime for C, with the reach of the C++ interface (Device.h, Program.h,
 * Queue.h, where the rules are written down).
 *
 * Handles are opaque and owned by the caller, who releases each exactly once,
 * in any order; releasing NULL does nothing. What a function gives through its
 * last parameter is set only when it returns ALC_OK. Strings and shapes that
 * are handed out live as long as the handle they came from. Every function may
 * be called from any thread, but a handle is not released while another thread
 * uses it.
 */
#ifndef ALCYONE_RUNTIME_API_ALCYONE_H
#define ALCYONE_RUNTIME_API_ALCYONE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum alc_status {
  ALC_OK = 0,
  ALC_INVALID_ARGUMENT = 1,
  ALC_BAD_FILE = 2,
  ALC_INCOMPATIBLE = 3,
  ALC_OUT_OF_MEMORY = 4,
  ALC_OUT_OF_RANGE = 5,
  ALC_DEVICE_FAULT = 6,
  ALC_DEADLOCK = 7,
  ALC_PROGRAM_EXIT = 8,
  ALC_LIMIT_REACHED = 9,
  ALC_CANCELLED = 10,
  ALC_NOT_RUN = 11,
  ALC_UNIMPLEMENTED = 12,
  ALC_INTERNAL = 13
} alc_status;

typedef enum alc_element_type {
  ALC_F32 = 0,
  ALC_BF16 = 1,
  ALC_I64 = 2,
  ALC_I32 = 3,
  ALC_I8 = 4,
  ALC_I1 = 5 /* a byte, 0 or 1 */
} alc_element_type;

typedef struct alc_device alc_device;
typedef struct alc_buffer alc_buffer;
typedef struct alc_program alc_program;
typedef struct alc_queue alc_queue;
typedef struct alc_event alc_event;

/* "ok", "invalid argument", ... */
const char *alc_status_name(alc_status status);
/* What the last call of this thread that did not return ALC_OK has to say;
 * never NULL. Valid until the thread's next call that fails. */
const char *alc_last_error(void);

/* spec: "BACKEND[:CHIP|:FILE.json]", e.g. "ref:nano". */
alc_status alc_device_open(const char *spec, alc_device **device);
void alc_device_release(alc_device *device);
const char *alc_device_backend(const alc_device *device);
const char *alc_device_chip(const alc_device *device);
uint64_t alc_device_free_bytes(const alc_device *device);

alc_status alc_buffer_allocate(alc_device *device, uint64_t size_bytes,
                               alc_buffer **buffer);
void alc_buffer_release(alc_buffer *buffer);
uint64_t alc_buffer_size(const alc_buffer *buffer);
alc_status alc_buffer_write(alc_buffer *buffer, uint64_t offset,
                            const void *bytes, uint64_t size_bytes);
alc_status alc_buffer_read(const alc_buffer *buffer, uint64_t offset,
                           void *bytes, uint64_t size_bytes);

typedef struct alc_tensor_info {
  const char *name;
  alc_element_type type;
  size_t rank;
  const uint64_t *shape; /* rank sizes */
  uint64_t size_bytes;
  int is_output;
} alc_tensor_info;

alc_status alc_program_load(alc_device *device, const char *path,
                            alc_program **program);
void alc_program_release(alc_program *program);
/* Entries and tensors are numbered from 0; a number that is not there gives
 * NULL, 0 or ALC_INVALID_ARGUMENT. */
size_t alc_program_entry_count(const alc_program *program);
const char *alc_program_entry_name(const alc_program *program, size_t entry);
size_t alc_program_tensor_count(const alc_program *program, size_t entry);
alc_status alc_program_tensor(const alc_program *program, size_t entry,
                              size_t tensor, alc_tensor_info *info);

alc_status alc_queue_create(alc_device *device, alc_queue **queue);
void alc_queue_release(alc_queue *queue);

typedef struct alc_launch_options {
  uint64_t instruction_limit;    /* 0: none */
  const alc_event *const *after; /* events that must have succeeded */
  size_t after_count;
  const char *trace_path; /* NULL: no trace */
} alc_launch_options;

/* buffers: one for each tensor of the entry. options may be NULL; an empty
 * entry name is the only entry. */
alc_status alc_queue_submit(alc_queue *queue, const alc_program *program,
                            const char *entry, alc_buffer *const *buffers,
                            size_t buffer_count,
                            const alc_launch_options *options,
                            alc_event **event);

/* How the launch ended. */
alc_status alc_event_wait(alc_event *event);
int alc_event_done(const alc_event *event);
void alc_event_cancel(alc_event *event);
void alc_event_release(alc_event *event);

typedef struct alc_statistics {
  int has_clock; /* 0: the next four are 0 and mean nothing */
  uint64_t cycles;
  double seconds; /* simulated */
  double tensor_peak_share;
  double hbm_bandwidth_share;
  double wall_seconds;
} alc_statistics;
alc_status alc_event_statistics(const alc_event *event,
                                alc_statistics *statistics);

#ifdef __cplusplus
}
#endif

#endif
