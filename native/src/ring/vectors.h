#pragma once
// Integer vectors one coefficient at a time: a stop is seen between two long ones.

#include "ring/integer.h"

namespace durfee::vectors {

/// out = a c; out may be a.
void scale(fmpz *out, const fmpz *a, slong n, const fmpz *c);
/// a = a / c, which divides each.
void divideExactly(fmpz *a, slong n, const fmpz *c);
/// a = a mod m, in [0, m).
void reduce(fmpz *a, slong n, const fmpz *m);
/// The greatest common divisor of `start` and all of a, at least 0.
Integer content(const Integer &start, const fmpz *a, slong n);
/// Bits of the largest.
double maxBits(const fmpz *a, slong n);

/// Divides numerators and denominator (not zero) by their common content and makes the denominator positive.
void lowestTerms(fmpz *numerators, slong n, Integer &denominator);

} // namespace durfee::vectors
