// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Instructions that every queue accepts and executes without its engine.

include "isa/engines/Instruction.td"

def SYNC : Instruction<"sync", 0x01, Sync,
                       "take semaphores and give semaphores, nothing else"> {
  let Description = [{
Takes its waits, then gives its signals. Since a queue is in order, a `sync`
signals that everything before it in the same queue has taken effect.
}];
  let Timing = [{
`queue.dispatch_cycles`, plus `semaphore.signal_cycles` for its signals. A
signal to another tile also crosses the control plane of the NoC.
}];
  let Example = "sync wait0Sem=3, wait0Count=2, signal0Sem=4, signal0Count=1";
}

def BARRIER : Instruction<"barrier", 0x02, Sync,
                          "hold this queue until all taking part have arrived"> {
  let Fields = [
    Field<"queues", 24, QueueMask, "bit mask of the queues of a tile that take part">,
    Field<"scope", 26, Scope, "queues of this tile, or of every tile">,
    Field<"id", 27, BarrierNumber, "barrier 0..3">];
  let Description = [{
The queue stops here until every queue of the mask (with scope `chip`: of every
tile of the chip) stands at a barrier with the same id; then all go on. All
taking part give the same mask.
}];
  let Timing = [{
`queue.dispatch_cycles` after the last arrival; with scope `chip` arrival and
release each cross the control plane of the NoC.
}];
  let Example = "barrier queues=0x7, scope=tile, id=1";
}
