#include "ring/vectors.h"

#include <cmath>

#include "ring/control.h"

namespace durfee::vectors {

namespace {

// Steps on words are some nanoseconds each; past them every step looks for the stop.
constexpr slong kWordsPerPoll = 4096;

template <typename Step> void each(const fmpz *sizes, slong n, Step step) {
    for (slong i = 0; i < n; ++i) {
        if (COEFF_IS_MPZ(sizes[i]) || i % kWordsPerPoll == 0)
            control::poll();
        step(i);
    }
}

} // namespace

void scale(fmpz *out, const fmpz *a, slong n, const fmpz *c) {
    if (fmpz_is_one(c)) {
        if (out != a)
            _fmpz_vec_set(out, a, n);
        return;
    }
    each(a, n, [&](slong i) { fmpz_mul(out + i, a + i, c); });
}

void divideExactly(fmpz *a, slong n, const fmpz *c) {
    if (!fmpz_is_one(c))
        each(a, n, [&](slong i) { fmpz_divexact(a + i, a + i, c); });
}

void reduce(fmpz *a, slong n, const fmpz *m) {
    each(a, n, [&](slong i) { fmpz_mod(a + i, a + i, m); });
}

Integer content(const Integer &start, const fmpz *a, slong n) {
    Integer common;
    fmpz_abs(common, start);
    for (slong i = 0; i < n && !common.isOne(); ++i) {
        if (COEFF_IS_MPZ(a[i]) || i % kWordsPerPoll == 0)
            control::poll();
        fmpz_gcd(common, common, a + i);
    }
    return common;
}

double maxBits(const fmpz *a, slong n) { return std::abs(static_cast<double>(_fmpz_vec_max_bits(a, n))); }

void lowestTerms(fmpz *numerators, slong n, Integer &denominator) {
    if (denominator.sign() < 0) {
        _fmpz_vec_neg(numerators, numerators, n);
        fmpz_neg(denominator, denominator);
    }
    if (denominator.isOne())
        return;
    const Integer common = content(denominator, numerators, n);
    divideExactly(numerators, n, common);
    fmpz_divexact(denominator, denominator, common);
}

} // namespace durfee::vectors
