/* SPDX-FileCopyrightText: 2026 Alcyone contributors
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The C interface, compiled as C: argv[1] is a device, argv[2] a program with
 * an f32 input "in" and output "out" of 8 elements that copies one to the
 * other, argv[3] a program that faults. Prints what failed; exit status 77:
 * skipped.
 */
#include "runtime/api/alcyone.h"

#include <stdio.h>
#include <string.h>

static int failures = 0;

static void check(int good, const char *what, int line) {
  if (!good) {
    ++failures;
    printf("line %d: %s (last error: %s)\n", line, what, alc_last_error());
  }
}
#define CHECK(condition) check(condition, #condition, __LINE__)

static void copies(alc_device *device, const char *path) {
  float values[8] = {1, 2, 3, 4, 5, 6, 7, 8}, back[8] = {0};
  alc_program *program = NULL;
  alc_buffer *buffers[2] = {NULL, NULL};
  alc_queue *queue = NULL;
  alc_event *event = NULL;
  alc_tensor_info info;
  alc_statistics statistics;

  CHECK(alc_program_load(device, path, &program) == ALC_OK);
  CHECK(alc_program_entry_count(program) == 1);
  CHECK(strcmp(alc_program_entry_name(program, 0), "main") == 0);
  CHECK(alc_program_entry_name(program, 1) == NULL);
  CHECK(alc_program_tensor_count(program, 0) == 2);
  CHECK(alc_program_tensor(program, 0, 1, &info) == ALC_OK);
  CHECK(strcmp(info.name, "out") == 0 && info.is_output);
  CHECK(info.type == ALC_F32 && info.rank == 1 && info.shape[0] == 8);
  CHECK(alc_program_tensor(program, 0, 2, &info) == ALC_INVALID_ARGUMENT);

  CHECK(alc_buffer_allocate(device, sizeof values, &buffers[0]) == ALC_OK);
  CHECK(alc_buffer_allocate(device, sizeof values, &buffers[1]) == ALC_OK);
  CHECK(alc_buffer_size(buffers[0]) == sizeof values);
  CHECK(alc_buffer_write(buffers[0], 0, values, sizeof values) == ALC_OK);
  CHECK(alc_buffer_write(buffers[0], 1, values, sizeof values) ==
        ALC_OUT_OF_RANGE);

  CHECK(alc_queue_create(device, &queue) == ALC_OK);
  CHECK(alc_queue_submit(queue, program, "main", buffers, 1, NULL, &event) ==
        ALC_INVALID_ARGUMENT);
  CHECK(strlen(alc_last_error()) > 0);
  CHECK(alc_queue_submit(queue, program, "main", buffers, 2, NULL, &event) ==
        ALC_OK);
  CHECK(!alc_event_done(event));
  CHECK(alc_event_wait(event) == ALC_OK);
  CHECK(alc_event_done(event));
  CHECK(alc_event_statistics(event, &statistics) == ALC_OK);
  CHECK(statistics.wall_seconds > 0);
  CHECK(alc_buffer_read(buffers[1], 0, back, sizeof back) == ALC_OK);
  CHECK(memcmp(values, back, sizeof back) == 0);

  /* Any order. */
  alc_buffer_release(buffers[0]);
  alc_program_release(program);
  alc_event_release(event);
  alc_queue_release(queue);
  alc_buffer_release(buffers[1]);
}

static void faults(alc_device *device, const char *path) {
  alc_program *program = NULL;
  alc_queue *queue = NULL;
  alc_event *first = NULL, *second = NULL;
  alc_launch_options options = {0};

  CHECK(alc_program_load(device, path, &program) == ALC_OK);
  CHECK(alc_queue_create(device, &queue) == ALC_OK);
  CHECK(alc_queue_submit(queue, program, "", NULL, 0, NULL, &first) == ALC_OK);
  const alc_event *after[1] = {first};
  options.after = after;
  options.after_count = 1;
  options.instruction_limit = 1000;
  CHECK(alc_queue_submit(queue, program, "", NULL, 0, &options, &second) ==
        ALC_OK);
  CHECK(alc_event_wait(first) == ALC_DEVICE_FAULT);
  CHECK(strstr(alc_last_error(), "trap") != NULL);
  CHECK(alc_event_wait(second) == ALC_NOT_RUN);
  alc_event_release(first);
  alc_event_release(second);
  alc_queue_release(queue);
  alc_program_release(program);
}

static void nulls(void) {
  alc_device *device = NULL;
  alc_buffer *buffer = NULL;
  CHECK(alc_device_open(NULL, &device) == ALC_INVALID_ARGUMENT);
  CHECK(alc_device_open("ref:nano", NULL) == ALC_INVALID_ARGUMENT);
  CHECK(alc_device_open("what:nano", &device) == ALC_BAD_FILE);
  CHECK(device == NULL);
  CHECK(alc_buffer_allocate(NULL, 1, &buffer) == ALC_INVALID_ARGUMENT);
  CHECK(alc_event_wait(NULL) == ALC_INVALID_ARGUMENT);
  CHECK(alc_program_entry_count(NULL) == 0);
  alc_device_release(NULL);
  alc_buffer_release(NULL);
  alc_event_cancel(NULL);
}

int main(int argc, char **argv) {
  if (argc != 4)
    return 2;
  alc_device *device = NULL;
  const alc_status opened = alc_device_open(argv[1], &device);
  if (opened == ALC_UNIMPLEMENTED) {
    printf("%s\n", alc_last_error());
    return 77;
  }
  CHECK(opened == ALC_OK);
  if (opened == ALC_OK) {
    const uint64_t before = alc_device_free_bytes(device);
    CHECK(strncmp(argv[1], alc_device_backend(device), 3) == 0);
    CHECK(strcmp(alc_device_chip(device), "nano") == 0);
    CHECK(strcmp(alc_status_name(ALC_OK), "ok") == 0);
    copies(device, argv[2]);
    faults(device, argv[3]);
    CHECK(alc_device_free_bytes(device) == before);
    alc_device_release(device);
  }
  nulls();
  printf("%d failures\n", failures);
  return failures != 0;
}
