#pragma once
// What an operation will take, before it starts: which algorithm, how many bytes. Figures are meant to be within a
// factor of four of the truth; constants were measured on FLINT 2.9.

#include "ring/series.h"

namespace durfee {

struct ProductCost {
    /// Terms times terms, collected by sorting (the span is too wide for a window).
    bool sorted = false;
    /// Term by term into a window; otherwise FLINT's dense product.
    bool sparse = false;
    double bytes = 0;
};

/// For a product of which `span` exponents are wanted.
ProductCost estimateProduct(const Ring &ring, const Series &a, const Series &b, int64_t span);

/// Size in bits that coefficient `length` of a recurrence-like result (an inverse, a power) is expected to have,
/// extrapolated from the sizes of its coefficients at `known` and `known`/2 as bits ~ n^alpha, 0 <= alpha <= 1.
double extrapolatedBits(double bitsAtHalf, double bitsAtKnown, double known, double length);

} // namespace durfee
