#include "ring/estimate.h"

#include <algorithm>
#include <cmath>

namespace durfee {

namespace {

// Nanoseconds: one term by term step, one coefficient of FLINT's dense product for each level and each 64 bits of a
// packed coefficient.
constexpr double kTermStep = 6;
constexpr double kDenseStep = 14;
// A window of more than this many exponents for each term pair is not worth clearing.
constexpr double kWindowPerPair = 8;

double logLength(double n) { return std::log2(std::max(2.0, n)); }

} // namespace

ProductCost estimateProduct(const Ring &ring, const Series &a, const Series &b, int64_t span) {
    ProductCost cost;
    const auto w = static_cast<double>(ring.width());
    const auto s = static_cast<double>(span);
    const double pairs = static_cast<double>(a.length()) * static_cast<double>(b.length());
    const double terms = std::min(static_cast<double>(a.length()), static_cast<double>(b.length()));
    const double bits = static_cast<double>(a.bits() + b.bits()) + logLength(terms);
    if ((a.flat().sparse || b.flat().sparse) && s > kWindowPerPair * pairs + 1024) {
        cost.sorted = true;
        return cost;
    }
    const double termNanoseconds = std::min(pairs, terms * s) * w * w * kTermStep * (1 + bits / 256);
    const double words = ring.wordModulus() ? 1 : 1 + bits / 64;
    const double denseNanoseconds = 2 * s * w * kDenseStep * words * logLength(s * w) / 2;
    // Two dense vectors over one integer a coefficient are the dense product's, which knows its own basecase.
    const bool lacunary = a.flat().sparse || b.flat().sparse || ring.width() > 1;
    cost.sparse = lacunary && termNanoseconds < denseNanoseconds;
    const double result = memory::integersSize(s * w, bits);
    cost.bytes = cost.sparse ? result : result + 6 * 2 * s * w * words * 8;
    return cost;
}

double extrapolatedBits(double bitsAtHalf, double bitsAtKnown, double known, double length) {
    if (bitsAtKnown <= 0)
        return 0;
    const double alpha = bitsAtHalf > 0 ? std::clamp(std::log2(bitsAtKnown / bitsAtHalf), 0.0, 1.0) : 1.0;
    return bitsAtKnown * std::pow(length / known, alpha);
}

} // namespace durfee
