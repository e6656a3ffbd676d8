#pragma once
// Exponents and orders are int64 everywhere; arithmetic on them goes through these, which refuse to wrap.

#include <cstdint>
#include <optional>

#include "ring/error.h"

namespace durfee {

/// No exponent or order may pass this: JavaScript's largest safe integer, as numbers cross as doubles.
inline constexpr int64_t kMaxExponent = (int64_t{1} << 53) - 1;

inline int64_t checkedExponent(int64_t value) {
    if (value > kMaxExponent || value < -kMaxExponent)
        fail(Code::TooLarge, "The exponent ", value, " is out of range; exponents lie within ±", kMaxExponent, ".");
    return value;
}

inline int64_t addExponents(int64_t a, int64_t b) {
    int64_t sum;
    if (__builtin_add_overflow(a, b, &sum))
        fail(Code::TooLarge, "The exponent ", a, " + ", b, " is out of range; exponents lie within ±", kMaxExponent,
             ".");
    return checkedExponent(sum);
}

inline int64_t subExponents(int64_t a, int64_t b) { return addExponents(a, -b); }

inline int64_t mulExponents(int64_t a, int64_t b) {
    int64_t product;
    if (__builtin_mul_overflow(a, b, &product))
        fail(Code::TooLarge, "The exponent ", a, " · ", b, " is out of range; exponents lie within ±", kMaxExponent,
             ".");
    return checkedExponent(product);
}

/// Quotients rounded down and up, for a positive divisor.
inline int64_t floorDiv(int64_t a, int64_t b) { return a / b - (a % b != 0 && a < 0); }
inline int64_t ceilDiv(int64_t a, int64_t b) { return a / b + (a % b != 0 && a > 0); }

/// An order, or none for what is exact.
using Order = std::optional<int64_t>;

inline Order minOrder(Order a, Order b) {
    if (!a)
        return b;
    if (!b)
        return a;
    return *a < *b ? a : b;
}

} // namespace durfee
