#include "ring/newton.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "kernel/kernels.h"
#include "ring/control.h"
#include "ring/polynomial.h"
#include "ring/vectors.h"

namespace durfee::newton {

namespace {

// Bits of a result that FLINT finds within some 20 ms.
constexpr double kShortBits = 4e6;
constexpr double kShortReversion = 1e6;

// Terms that FLINT is asked for when each costs so many bits more than the one before.
slong shortLength(slong n, double bits) {
    return std::clamp(static_cast<slong>(std::sqrt(kShortBits / (bits + 1))), slong{1}, n);
}

double bitsOf(const Rationals &a, slong n) {
    return vectors::maxBits(a.numbers.data(), std::min(n, a.length())) + static_cast<double>(fmpz_bits(a.denominator)) +
           std::log2(static_cast<double>(n) + 1);
}

// The first n terms as FLINT's polynomial, and back.
QPolynomial load(const Rationals &a, slong n) { return {a.numbers.data(), std::min(n, a.length()), a.denominator}; }

Rationals unload(QPolynomial &p, slong n) {
    auto numbers = p.take(n);
    return {std::move(numbers), Integer(p->den)};
}

// Lengths from n down to the first that is at most `from`, each half of the one before; ascending.
std::vector<slong> ladder(slong from, slong n) {
    std::vector<slong> lengths;
    for (; n > from; n = (n + 1) / 2)
        lengths.push_back(n);
    std::reverse(lengths.begin(), lengths.end());
    return lengths;
}

Rationals lowest(IntegerVector numbers, Integer denominator) {
    vectors::lowestTerms(numbers.data(), numbers.size(), denominator);
    return {std::move(numbers), std::move(denominator)};
}

// n terms of a b, not brought into lowest terms.
Rationals rawProduct(const Rationals &a, const Rationals &b, slong n) {
    Rationals out{IntegerVector(n), Integer()};
    fmpz_mul(out.denominator, a.denominator, b.denominator);
    kernel::multiply(out.numbers.data(), n, a.numbers.data(), std::min(a.length(), n), b.numbers.data(),
                     std::min(b.length(), n));
    return out;
}

Rationals product(const Rationals &a, const Rationals &b, slong n) {
    auto out = rawProduct(a, b, n);
    return lowest(std::move(out.numbers), std::move(out.denominator));
}

// Terms from `from` on, moved down.
Rationals upper(Rationals a, slong from) {
    IntegerVector numbers(a.length() - from);
    _fmpz_vec_swap(numbers.data(), a.numbers.at(from), numbers.size());
    return lowest(std::move(numbers), std::move(a.denominator));
}

// low + sign t^from high.
Rationals joined(Rationals low, Rationals high, int sign) {
    const slong from = low.length();
    Rationals out{IntegerVector(from + high.length()), Integer()};
    fmpz_lcm(out.denominator, low.denominator, high.denominator);
    Integer factor;
    fmpz_divexact(factor, out.denominator, low.denominator);
    vectors::scale(out.numbers.data(), low.numbers.data(), from, factor);
    fmpz_divexact(factor, out.denominator, high.denominator);
    if (sign < 0)
        fmpz_neg(factor, factor);
    vectors::scale(out.numbers.at(from), high.numbers.data(), high.length(), factor);
    return out;
}

// x with the terms up to n of 1/f, from those that it has: f x = 1 + t^m e, x <- x - t^m e x.
Rationals inverseStep(Rationals x, const Rationals &f, slong n) {
    const slong m = x.length();
    const auto error = upper(rawProduct(f, x, n), m);
    return joined(std::move(x), product(error, x, n - m), -1);
}

Rationals inverse(const Rationals &f, slong n) {
    const slong known = shortLength(n, bitsOf(f, n));
    Rationals x;
    if (known == 1) {
        IntegerVector first(1);
        fmpz_set(first.at(0), f.denominator);
        x = lowest(std::move(first), Integer(f.numbers.at(0)));
    } else {
        QPolynomial p = load(f, known), q;
        fmpq_poly_inv_series(q, p, known);
        x = unload(q, known);
    }
    control::Progress progress(control::Stage::Divide, static_cast<uint64_t>(n));
    progress.add(static_cast<uint64_t>(known));
    for (const slong next : ladder(known, n)) {
        const slong before = x.length();
        x = inverseStep(std::move(x), f, next);
        progress.advance(static_cast<uint64_t>(next - before));
    }
    return x;
}

// v_k/(first + k).
Rationals divideByIndices(Rationals v, slong first) {
    Integer common(1), factor;
    for (slong k = 0; k < v.length(); ++k)
        fmpz_lcm(common, common, Integer(first + k));
    for (slong k = 0; k < v.length(); ++k) {
        if (k % 64 == 0)
            control::poll();
        fmpz_divexact_si(factor, common, first + k);
        fmpz_mul(v.numbers.at(k), v.numbers.at(k), factor);
    }
    fmpz_mul(v.denominator, v.denominator, common);
    return lowest(std::move(v.numbers), std::move(v.denominator));
}

Rationals derivative(const Rationals &a, slong n) {
    Rationals out{IntegerVector(n), a.denominator};
    for (slong k = 1; k < a.length() && k <= n; ++k)
        fmpz_mul_si(out.numbers.at(k - 1), a.numbers.at(k), k);
    return lowest(std::move(out.numbers), std::move(out.denominator));
}

// a - b, of one length.
Rationals difference(Rationals a, Rationals b) {
    Integer common, factor;
    fmpz_lcm(common, a.denominator, b.denominator);
    fmpz_divexact(factor, common, a.denominator);
    vectors::scale(a.numbers.data(), a.numbers.data(), a.length(), factor);
    fmpz_divexact(factor, common, b.denominator);
    vectors::scale(b.numbers.data(), b.numbers.data(), b.length(), factor);
    _fmpz_vec_sub(a.numbers.data(), a.numbers.data(), b.numbers.data(), a.length());
    return {std::move(a.numbers), std::move(common)};
}

} // namespace

Rationals quotient(const Rationals &a, const Rationals &b, slong n) {
    const double bits = bitsOf(a, n) + bitsOf(b, n);
    if (shortLength(n, bits) == n) {
        QPolynomial x = load(a, n), y = load(b, n), z;
        fmpq_poly_div_series(z, x, y, n);
        return unload(z, n);
    }
    return product(a, inverse(b, n), n);
}

// With f = exp a to m terms and g = 1/f: f' - a' f = t^(m-1) e, and f <- f - t^m f V, V_k = (g e)_k/(m + k).
Rationals exponential(const Rationals &a, slong n) {
    const slong known = shortLength(n, bitsOf(a, n));
    Rationals f, g;
    {
        QPolynomial p = load(a, known), q;
        fmpq_poly_exp_series(q, p, known);
        f = unload(q, known);
    }
    if (known == n)
        return f;
    control::Progress progress(control::Stage::Power, static_cast<uint64_t>(n));
    progress.add(static_cast<uint64_t>(known));
    const auto slope = derivative(a, n - 1);
    g = inverse(f, (known + 1) / 2);
    for (const slong next : ladder(known, n)) {
        const slong m = f.length();
        if (g.length() < m)
            g = inverseStep(std::move(g), f, m);
        auto error = upper(difference(derivative(f, next - 1), rawProduct(slope, f, next - 1)), m - 1);
        auto change = divideByIndices(product(error, g, next - m), m);
        f = joined(std::move(f), product(change, f, next - m), -1);
        progress.advance(static_cast<uint64_t>(next - m));
    }
    return f;
}

namespace {

// [t^k] of a b, over the product of their denominators.
void coefficientOfProduct(fmpz_t out, const Rationals &a, const Rationals &b, slong k) {
    fmpz_zero(out);
    for (slong i = 0; i <= k; ++i) {
        if (COEFF_IS_MPZ(a.numbers.data()[i]))
            control::poll();
        fmpz_addmul(out, a.numbers.at(i), b.numbers.at(k - i));
    }
}

} // namespace

// Lagrange: k b_k = [t^(k-1)] h^k for h = t/a. With k = j m + i, 0 <= i < m, that is one coefficient of h^(jm) h^i.
Rationals reversion(const Rationals &a, slong n) {
    // So many products of coefficients of n times the bits of one.
    const double products = std::pow(static_cast<double>(n), 2) * (1 + bitsOf(a, n) * static_cast<double>(n) / 64);
    if (products < kShortReversion) {
        QPolynomial p = load(a, n), q;
        fmpq_poly_revert_series(q, p, n);
        return unload(q, n);
    }
    control::Progress progress(control::Stage::Reversion, static_cast<uint64_t>(n));
    Rationals shifted{IntegerVector(n - 1), a.denominator};
    _fmpz_vec_set(shifted.numbers.data(), a.numbers.at(1), std::min(n, a.length()) - 1);
    const slong length = n - 1, m = static_cast<slong>(std::ceil(std::sqrt(static_cast<double>(n))));
    std::vector<Rationals> powers;
    powers.push_back({IntegerVector(length), Integer(1)});
    fmpz_one(powers[0].numbers.at(0));
    powers.push_back(inverse(shifted, length));
    while (static_cast<slong>(powers.size()) <= m)
        powers.push_back(product(powers.back(), powers[1], length));
    std::vector<Fraction> coefficients(static_cast<size_t>(n));
    Integer common(1);
    Rationals giant{powers[0].numbers.clone(), Integer(1)};
    for (slong j = 0; j * m < n; ++j) {
        if (j > 0)
            giant = product(giant, powers[static_cast<size_t>(m)], length);
        for (slong i = 0; i < m && j * m + i < n; ++i) {
            const slong k = j * m + i;
            if (k == 0)
                continue;
            auto &value = coefficients[static_cast<size_t>(k)];
            const auto &baby = powers[static_cast<size_t>(i)];
            coefficientOfProduct(value.numerator, giant, baby, k - 1);
            fmpz_mul(value.denominator, giant.denominator, baby.denominator);
            fmpz_mul_si(value.denominator, value.denominator, k);
            value.reduce();
            fmpz_lcm(common, common, value.denominator);
            progress.advance(1);
        }
    }
    Rationals out{IntegerVector(n), std::move(common)};
    Integer factor;
    for (slong k = 1; k < n; ++k) {
        const auto &value = coefficients[static_cast<size_t>(k)];
        fmpz_divexact(factor, out.denominator, value.denominator);
        fmpz_mul(out.numbers.at(k), value.numerator, factor);
        control::poll();
    }
    return out;
}

} // namespace durfee::newton
