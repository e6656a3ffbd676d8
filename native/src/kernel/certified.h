#pragma once

#include "ring/flint.h"

namespace durfee::kernel {

/// Whether so many coefficients of so many bits are worth it.
bool certifiedQuotientPays(slong length, double bits);

/// a/b mod q^length modulo primes, b[0] = 1 or -1, proved after the fact; false when the coefficients are too long or
/// the series too short for that to pay. Cost: K 13 E(N).
bool certifiedQuotient(fmpz *out, slong length, const fmpz *a, slong aLength, const fmpz *b, slong bLength);

/// Bits to expect of coefficient n of a series, from its first `known`, a power of n through what they need.
double expectedBits(const fmpz *head, slong known, double n);

} // namespace durfee::kernel
