// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which tile register a control processor's access means. The registers' names
// and places are generated (isa/generated/Registers.h); what they do is for the
// model that owns the tile.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/generated/Registers.h"
#include "isa/support/Fault.h"
#include "isa/tcp/Tcp.h"

namespace alcyone::isa {

// Precondition: the address lies in the register block. Faults: Misaligned for
// an access that is not 8 bytes; AddressOutOfRange for no register, a queue or
// semaphore that the chip does not have, or a direction the register lacks;
// IllegalInstruction (the value) for a SemaphoreWait of a semaphore that is not
// there or of more than a semaphore can hold; SemaphoreOverflow (the semaphore)
// for adding more than it can hold.
Fault decodeRegisterAccess(const TcpAccess &access, const Chip &chip,
                           TileRegisterIndex &result);

} // namespace alcyone::isa
