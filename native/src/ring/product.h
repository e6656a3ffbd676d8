#pragma once

#include "ring/ring.h"

namespace durfee {

/// out = the first n integers of the product of two vectors; over Z/m these are residues in [0, m), and out is
/// congruent to it.
void multiplyVectors(const Ring &ring, fmpz *out, slong n, const fmpz *a, slong aLength, const fmpz *b, slong bLength);

} // namespace durfee
