#pragma once
// Long dense series over Z/m, m of one word, with their residues packed into as many bits as m needs. Reading, moving,
// sifting, comparing, adding and scaling work on them as they are; everything else unpacks first.

#include "ring/series.h"

namespace durfee {

/// Normal form of residues t^start, t^(start+1), ...: cut at the order, zeros trimmed, sparse or short ones unpacked.
SeriesRef packedSeries(RingRef ring, Order order, int64_t start, kernel::PackedResidues residues);
/// The same series with a number for each coefficient.
SeriesRef plain(const SeriesRef &a);
/// The terms t^from .. t^(from+count-1) of a packed series, exact, with a number for each.
SeriesRef plainWindow(const Series &a, int64_t from, int64_t count);

/// Dense series over Z/m of this many coefficients and more are packed. Settable for tests.
slong packedFrom() noexcept;
void setPackedFrom(slong length) noexcept;

namespace packed {

/// Whether the product or quotient of a and b, over one ring, is computed packed: one of them is, and the modulus is
/// below 2^63.
bool applies(const Series &a, const Series &b);
/// Whether n residues of a result are computed packed whatever its operands: there are many.
bool isLong(const Ring &ring, int64_t n);
/// The product below t^end, the sum of the degrees + 1 at most.
SeriesRef product(const Series &a, const Series &b, Order order, int64_t end);
/// n coefficients of a/b from its valuation on.
SeriesRef quotient(const Series &a, const Series &b, size_t n, Order order);

SeriesRef sliced(const Series &a, Order order, slong from, slong to, int64_t by);
SeriesRef sift(const Series &a, int64_t n, int64_t k);
/// Whether no wide gap lies between the two, so that one window holds both.
bool adjacent(const Series &a, const Series &b);
/// a + factor b; both packed, adjacent, over the same ring.
SeriesRef combine(const Series &a, const Series &b, Order order, uint64_t factor);
SeriesRef scale(const Series &a, uint64_t factor);
/// Over Z/m', m' a divisor of m.
SeriesRef reduce(const Series &a, const RingRef &ring);
/// First exponent below the order at which two adjacent series over one ring differ, one of them packed.
Order firstDifference(const Series &a, const Series &b, Order order);

} // namespace packed

} // namespace durfee
