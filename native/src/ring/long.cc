#include "ring/long.h"

#include <algorithm>

#include "kernel/kernels.h"
#include "ring/control.h"
#include "ring/error.h"

namespace durfee::integers {

namespace {

using Bits = flint_bitcnt_t;

// Operands that GMP divides, or Arb takes a root of, in a few milliseconds, and those that it multiplies in no time.
constexpr Bits kShort = Bits{1} << 19, kTiny = Bits{1} << 16;
// Bits that an approximate quotient or reciprocal carries beyond those that are wanted.
constexpr Bits kGuard = 32;

// a without its lowest bits, rounded towards minus infinity.
Integer high(const fmpz *a, Bits from) {
    Integer part;
    fmpz_fdiv_q_2exp(part, a, from);
    return part;
}

Integer low(const fmpz *a, Bits count) {
    Integer part;
    fmpz_fdiv_r_2exp(part, a, count);
    return part;
}

void multiplyBalanced(fmpz *out, const fmpz *a, const fmpz *b) {
    control::poll();
    Integer product;
    // A series of one coefficient.
    kernel::multiply(product, 1, a, 1, b, 1);
    fmpz_swap(out, product);
}

} // namespace

void multiply(fmpz *out, const fmpz *a, const fmpz *b) {
    const bool ordered = fmpz_bits(a) >= fmpz_bits(b);
    const fmpz *longer = ordered ? a : b, *shorter = ordered ? b : a;
    const Bits size = fmpz_bits(longer), step = std::max(2 * fmpz_bits(shorter), kShort);
    if (size <= kTiny || fmpz_bits(shorter) <= FLINT_BITS)
        return fmpz_mul(out, a, b);
    if (size <= step)
        return multiplyBalanced(out, a, b);
    Integer sum, part;
    // From the top down, so that what has been added is moved up with each piece: from halves, a logarithmic number of
    // times.
    const Bits half = (size / 2 + step - 1) / step * step;
    Integer magnitude;
    fmpz_abs(magnitude, longer);
    multiply(sum, high(magnitude, half), shorter);
    multiply(part, low(magnitude, half), shorter);
    fmpz_mul_2exp(sum, sum, half);
    fmpz_add(sum, sum, part);
    if (fmpz_sgn(longer) < 0)
        fmpz_neg(sum, sum);
    fmpz_swap(out, sum);
}

void power(fmpz *out, const fmpz *base, ulong exponent) {
    const double size = static_cast<double>(fmpz_bits(base)) * static_cast<double>(exponent);
    if (size <= static_cast<double>(kShort) || fmpz_cmpabs(base, Integer(1)) <= 0)
        return fmpz_pow_ui(out, base, exponent);
    // Powers of two are only moved.
    const Bits twos = fmpz_val2(base);
    Integer odd, value;
    fmpz_tdiv_q_2exp(odd, base, twos);
    control::Progress progress(control::Stage::Integer, FLINT_BIT_COUNT(exponent));
    // GMP has the first bits of the exponent.
    int bit = static_cast<int>(FLINT_BIT_COUNT(exponent));
    const double perBit = static_cast<double>(std::max<Bits>(1, fmpz_bits(odd)));
    while (bit > 0 && static_cast<double>(exponent >> (bit - 1)) * perBit <= static_cast<double>(kShort))
        --bit;
    fmpz_pow_ui(value, odd, exponent >> bit);
    progress.advance(FLINT_BIT_COUNT(exponent >> bit));
    while (bit-- > 0) {
        multiply(value, value, value);
        if ((exponent >> bit & 1) != 0)
            multiply(value, value, odd);
        progress.advance(1);
    }
    fmpz_mul_2exp(out, value, twos * exponent);
}

namespace {

// About 2^(2n)/b for b of n bits: x <- x + x (2^(2n) - b x)/2^(2n), from the reciprocal of b's upper half.
Integer reciprocal(const fmpz *b) {
    const Bits n = fmpz_bits(b);
    Integer x;
    if (n <= kShort / 4) {
        control::poll();
        fmpz_one(x);
        fmpz_mul_2exp(x, x, 2 * n);
        fmpz_tdiv_q(x, x, b);
        return x;
    }
    const Bits h = n / 2 + kGuard;
    const Integer known = reciprocal(high(b, n - h));
    // 2^(n+h) - b x of the upper half; the lowest bits of it do not reach the result.
    Integer error;
    multiply(x, known, b);
    fmpz_one(error);
    fmpz_mul_2exp(error, error, n + h);
    fmpz_sub(error, error, x);
    error = high(error, h - kGuard / 2);
    multiply(error, error, known);
    error = high(error, h + kGuard / 2);
    fmpz_mul_2exp(x, known, n - h);
    fmpz_add(x, x, error);
    return x;
}

// Brings an approximate quotient and its remainder a - q b into place; it is off by a few at most.
void settle(Integer &q, Integer &r, const fmpz *b) {
    while (fmpz_sgn(r) < 0) {
        fmpz_add(r, r, b);
        fmpz_sub_ui(q, q, 1);
    }
    while (fmpz_cmp(r, b) >= 0) {
        fmpz_sub(r, r, b);
        fmpz_add_ui(q, q, 1);
    }
}

} // namespace

Divisor::Divisor(const fmpz *b) : b_(b), bits_(fmpz_bits(b)) {
    if (bits_ > kShort)
        reciprocal_ = reciprocal(b);
}

// For quotients of no more bits than b, or short ones.
void Divisor::divideShort(Integer &quotient, Integer &remainder, const fmpz *a) const {
    control::poll();
    const Bits size = fmpz_bits(a);
    if (size <= 2 * kShort || bits_ <= kShort)
        return fmpz_tdiv_qr(quotient, remainder, a, b_);
    // The upper bits of a and of the reciprocal that matter for a quotient of so many bits.
    const Bits wanted = size - std::min(size, bits_) + 1 + kGuard;
    const Bits skipped = bits_ > wanted ? bits_ - wanted : 0;
    multiply(quotient, high(a, bits_ - 1 - kGuard), high(reciprocal_, skipped));
    quotient = high(quotient, bits_ + 1 + kGuard - skipped);
    multiply(remainder, quotient, b_);
    fmpz_sub(remainder, a, remainder);
    settle(quotient, remainder, b_);
}

void Divisor::divide(Integer &quotient, Integer &remainder, const fmpz *a) const {
    const Bits size = fmpz_bits(a), most = std::max(bits_, kShort);
    if (size < bits_) {
        fmpz_set(remainder, a);
        fmpz_zero(quotient);
        return;
    }
    if (size - bits_ <= most)
        return divideShort(quotient, remainder, a);
    // Digits of a base of b's size, the upper half of the quotient first.
    const Bits half = ((size - bits_) / 2 + most - 1) / most * most;
    Integer upper, rest;
    divide(upper, rest, high(a, half));
    fmpz_mul_2exp(rest, rest, half);
    fmpz_add(rest, rest, low(a, half));
    divide(quotient, remainder, rest);
    fmpz_mul_2exp(upper, upper, half);
    fmpz_add(quotient, quotient, upper);
}

void divide(Integer &quotient, Integer &remainder, const fmpz *a, const fmpz *b) {
    if (fmpz_is_zero(b))
        fail(Code::Domain, "Division by zero.");
    const Bits size = fmpz_bits(a), bits = fmpz_bits(b);
    if (size <= 2 * kShort || bits <= FLINT_BITS)
        return fmpz_tdiv_qr(quotient, remainder, a, b);
    const int sign = fmpz_sgn(a), signs = sign * fmpz_sgn(b);
    Integer above, below, rest;
    fmpz_abs(above, a);
    fmpz_abs(below, b);
    // A divisor much longer than the quotient is cut: its upper bits give a quotient off by one or two.
    const Bits wanted = size < bits ? 0 : size - bits + 1 + kGuard;
    const Bits skipped = bits > 2 * wanted ? bits - wanted : 0;
    if (size < bits) {
        fmpz_zero(quotient);
        fmpz_swap(remainder, above);
    } else if (skipped > 0) {
        Divisor(high(below, skipped)).divide(quotient, rest, high(above, skipped));
        multiply(rest, quotient, below);
        fmpz_sub(remainder, above, rest);
        settle(quotient, remainder, below);
    } else {
        Divisor(below).divide(quotient, remainder, above);
    }
    if (signs < 0)
        fmpz_neg(quotient, quotient);
    if (sign < 0)
        fmpz_neg(remainder, remainder);
}

namespace {

// The root where it has few bits: Arb encloses it from the leading bits of a, and when an integer lies in between, its
// power tells.
Integer shortRoot(const fmpz *a, ulong degree, Bits bits) {
    control::poll();
    arb_t enclosure;
    arb_init(enclosure);
    arb_set_fmpz(enclosure, a);
    arb_root_ui(enclosure, enclosure, degree, static_cast<slong>(bits + 2 * kGuard));
    arf_t end;
    arf_init(end);
    Integer least, most, value;
    arb_get_lbound_arf(end, enclosure, static_cast<slong>(bits + 2 * kGuard));
    arf_get_fmpz(least, end, ARF_RND_FLOOR);
    arb_get_ubound_arf(end, enclosure, static_cast<slong>(bits + 2 * kGuard));
    arf_get_fmpz(most, end, ARF_RND_FLOOR);
    arf_clear(end);
    arb_clear(enclosure);
    while (fmpz_cmp(least, most) < 0) {
        power(value, most, degree);
        if (fmpz_cmp(value, a) <= 0)
            break;
        fmpz_sub_ui(most, most, 1);
    }
    return most;
}

} // namespace

// One Newton step x <- ((d - 1) x + a/x^(d-1))/d from the root of a's upper half, moved up by one: its result is at
// least the root, and hardly ever more.
Integer root(const fmpz *a, ulong degree) {
    if (degree == 1 || fmpz_cmp_ui(a, 1) <= 0)
        return Integer(a);
    const Bits bits = fmpz_bits(a) / degree + 1;
    if (bits <= kShort)
        return shortRoot(a, degree, bits);
    const Bits moved = bits / 2 - std::min<Bits>(bits / 4, FLINT_BIT_COUNT(degree) + kGuard);
    Integer x = root(high(a, moved * degree), degree), power, quotient, rest;
    fmpz_add_ui(x, x, 1);
    fmpz_mul_2exp(x, x, moved);
    integers::power(power, x, degree - 1);
    divide(quotient, rest, a, power);
    fmpz_sub(quotient, quotient, x);
    fmpz_fdiv_q(quotient, quotient, Integer(static_cast<slong>(degree)));
    fmpz_add(x, x, quotient);
    for (;; fmpz_sub_ui(x, x, 1)) {
        integers::power(power, x, degree);
        if (fmpz_cmp(power, a) <= 0)
            return x;
    }
}

} // namespace durfee::integers
