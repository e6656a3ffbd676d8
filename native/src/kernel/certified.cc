// Quotients of integral series without a bound that is known beforehand: expected sizes, and a proof afterwards.
//
// Let r_n be the integer nearest to zero that has the images of c = a/b modulo the first K(n) primes, P(n) their
// product, b_0 = 1 or -1. If r_k = c_k for all k < n, then c_n = +-(a_n - sum over 0 < k <= n of b_k r_(n-k)) is at
// most |a_n| + |b_1..b_n| max |r_k| =: s, and c_n = r_n modulo P(n); so s < P(n)/2 proves r_n = c_n. By induction one
// pass over the r_n proves them all, for log2(sum |b_k|) bits more than they have themselves.

#include <algorithm>
#include <cmath>

#include "kernel/certified.h"
#include "kernel/crt.h"
#include "kernel/expand.h"
#include "kernel/kernels.h"
#include "kernel/planes.h"
#include "ring/control.h"

namespace durfee::kernel {

namespace {

// Shorter quotients are FLINT's.
constexpr slong kShortest = 4000;
// So many coefficients show how the others grow.
constexpr slong kSample = 2048;
constexpr double kMostBits = 20000;

// bits(n) = full (n/m)^alpha through the sizes at m and m/2, as an envelope of tangents.
struct Expectation {
    double full, alpha, length;

    double at(double n) const { return full * std::pow(n / length, alpha); }
    Growth growth(double upTo, double slack) const {
        std::vector<std::pair<double, double>> lines;
        for (double n = 64; n < 1.3 * upTo; n *= 1.25) {
            const double slope = alpha * at(n) / n;
            lines.push_back({slope * std::log(2.0), (at(n) - slope * n + slack) * std::log(2.0)});
        }
        return Growth::lines(lines);
    }
};

Expectation expectation(const fmpz *head, slong known) {
    const auto bits = [&](slong n) { return 1 + std::abs(static_cast<double>(_fmpz_vec_max_bits(head, n))); };
    return {bits(known), std::clamp(std::log2(bits(known) / bits(known / 2)), 0.0, 1.0), static_cast<double>(known)};
}

Expectation expectedGrowth(const fmpz *a, slong aLength, const fmpz *b, slong bLength) {
    // Shorter than the shortest, so that this is not asked again.
    Integers head(kSample);
    divide(head.data(), kSample, a, aLength, b, bLength);
    return expectation(head.data(), kSample);
}

double logSum(const fmpz *b, slong length) {
    fmpz_t sum, size;
    fmpz_init(sum);
    fmpz_init(size);
    for (slong i = 0; i < length; i++) {
        fmpz_abs(size, b + i);
        fmpz_add(sum, sum, size);
    }
    const auto bits = static_cast<double>(fmpz_bits(sum));
    fmpz_clear(sum);
    fmpz_clear(size);
    return bits;
}

// The pass that proves.
bool proves(const fmpz *r, slong length, const fmpz *a, slong aLength, double logDivisor, const Growth &growth) {
    double most = 0;
    for (slong n = 0; n < length; n++) {
        const double dividend = n < aLength ? static_cast<double>(fmpz_bits(a + n)) : 0;
        if (std::max(dividend, logDivisor + most) + 1 > growth.at(static_cast<size_t>(n)))
            return false;
        most = std::max(most, static_cast<double>(fmpz_bits(r + n)));
    }
    return true;
}

} // namespace

bool certifiedQuotientPays(slong length, double bits) { return length >= kShortest && bits <= kMostBits; }

double expectedBits(const fmpz *head, slong known, double n) { return expectation(head, known).at(n); }

bool certifiedQuotient(fmpz *out, slong length, const fmpz *a, slong aLength, const fmpz *b, slong bLength) {
    if (length < kShortest)
        return false;
    const Expectation expected = expectedGrowth(a, aLength, b, bLength);
    if (!certifiedQuotientPays(length, expected.at(static_cast<double>(length))))
        return false;
    control::poll();
    const double logDivisor = logSum(b, bLength), logDividend = logSum(a, aLength);
    const DigitPlanes above(a, static_cast<size_t>(aLength)), below(b, static_cast<size_t>(bLength));
    const auto n = static_cast<size_t>(length);
    for (double slack = std::max(logDivisor, logDividend) + 40; slack < kMostBits; slack *= 3) {
        const Growth growth = expected.growth(static_cast<double>(length), slack);
        multimodular(out, n, growth, [&](size_t index, double *image, Workspace &w) {
            const auto field = Field::make(index, log2For(2 * n), w);
            Buffer<double> f(static_cast<size_t>(bLength)), u(static_cast<size_t>(aLength));
            below.reduce(*field, f.data());
            above.reduce(*field, u.data());
            field->divide(image, u.data(), u.size(), f.data(), f.size(), n, w);
        });
        if (proves(out, length, a, aLength, logDivisor, growth))
            return true;
    }
    return false;
}

} // namespace durfee::kernel
