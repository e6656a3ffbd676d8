#pragma once
// Series from terms, and the standard products and sums.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ring/series.h"

namespace durfee {

/// Coefficients in the syntax of `coefficientText`; exponents in any order, repeated ones are added.
SeriesRef fromTerms(const RingRef &ring, std::vector<int64_t> exponents, const std::vector<std::string> &coefficients,
                    Order order);
SeriesRef fromRationals(const RingRef &ring, std::vector<int64_t> exponents, std::vector<Rational> coefficients,
                        Order order);
SeriesRef fromInt64(const int64_t *values, int64_t count, int64_t valuation, Order order);

/// (t^scale; t^scale)_inf^exponent.
struct EtaPower {
    int64_t scale, exponent;
};
/// The product to O(t^order), without the power of t in front.
SeriesRef etaQuotient(std::span<const EtaPower> factors, int64_t order);

/// prod over 0 <= n < count of (1 - c t^(start + step n))^exponent; no count: infinite.
struct Pochhammer {
    Fraction c;
    int64_t start, step;
    std::optional<int64_t> count;
    int64_t exponent;
};
SeriesRef pochhammerProduct(std::span<const Pochhammer> factors, int64_t order);

/// sum over n in Z (n >= 0 when half) of sign^n t^((a n^2 + b n)/2 + c) to O(t^order); a > 0, a = b mod 2.
SeriesRef theta(int64_t a, int64_t b, int64_t c, int sign, int64_t order, bool half);

/// a(n) = sum over d | n of d^power chi(d) psi(n/d), 1 <= n < order; chi and psi periodic with the lengths of their
/// tables.
SeriesRef lambert(int64_t power, std::span<const int64_t> chi, std::span<const int64_t> psi, int64_t order);

} // namespace durfee
