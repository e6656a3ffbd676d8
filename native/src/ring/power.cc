// Powers. For f with few terms, g = f^e obeys f·θg = e·g·θf (θ = t d/dt), which gives each coefficient of g from those
// before it in as many steps as f has terms (Euler; Knuth, TAOCP vol. 2, 4.7). Dense series are raised by FLINT or by
// repeated squaring.

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "kernel/kernels.h"
#include "ring/analytic.h"
#include "ring/control.h"
#include "ring/estimate.h"
#include "ring/general.h"
#include "ring/long.h"
#include "ring/packed.h"
#include "ring/pieces.h"
#include "ring/polynomial.h"

namespace durfee {

namespace {

constexpr slong kGrowthSample = 256;
// Bits of a power that FLINT finds within some 20 ms.
constexpr double kShortBits = 4e6;
// Bytes that the kernels' transforms take for each coefficient of a power.
constexpr double kTransformBytes = 64;
// A power of at most so many bytes needs no closer look at its growth.
constexpr double kUnjudgedBytes = 6.4e7;
// With so few terms the recurrence beats the kernels' transforms at any length; with more for a whole power of a
// polynomial, whose coefficients have longer to grow than those of a series.
constexpr size_t kFewTerms = 8, kFewTermsOfWhole = 32;
// Steps of the recurrence on words between two looks at the stop flag.
constexpr size_t kStepsPerPoll = 4'000'000;

const Fraction kOne{Integer(1), Integer(1)};

// The terms after the first of an integral series from its valuation on.
struct Tail {
    std::vector<int64_t> gaps;
    std::vector<const fmpz *> coefficients;
};

Tail tailOf(const Series &a, slong n) {
    Tail tail;
    for (slong i = 1; i < a.length(); ++i) {
        const int64_t gap = a.exponentAt(i) - a.valuation();
        if (gap >= n)
            break;
        if (fmpz_is_zero(a.block(i)))
            continue;
        tail.gaps.push_back(gap);
        tail.coefficients.push_back(a.block(i));
    }
    return tail;
}

// The numbers a ((e + 1) gap - i): a word when that is large enough, else `large`.
std::optional<slong> weightOf(Integer &large, const fmpz *a, int64_t e, int64_t gap, int64_t i) {
    int64_t weight;
    if (!__builtin_mul_overflow(e + 1, gap, &weight) && !__builtin_sub_overflow(weight, i, &weight) &&
        !COEFF_IS_MPZ(*a) && !__builtin_mul_overflow(weight, static_cast<int64_t>(*a), &weight))
        return weight;
    fmpz_set_si(large, e + 1);
    fmpz_mul_si(large, large, gap);
    fmpz_sub(large, large, Integer(i));
    fmpz_mul(large, large, a);
    return std::nullopt;
}

// out[k] for k >= 1 from out[0] = first^e, where out = (first + tail)^e. All divisions are exact when first is a unit
// or e >= 0.
void powerByTerms(fmpz *out, slong n, const fmpz *first, const Tail &tail, int64_t e) {
    control::Progress progress(control::Stage::Power, static_cast<uint64_t>(n));
    Integer divisor, large;
    size_t steps = 0;
    for (slong i = 1; i < n; ++i) {
        fmpz *sum = out + i;
        fmpz_zero(sum);
        for (size_t k = 0; k < tail.gaps.size() && tail.gaps[k] <= i; ++k) {
            const fmpz *known = out + i - tail.gaps[k];
            if (const auto weight = weightOf(large, tail.coefficients[k], e, tail.gaps[k], i); !weight)
                fmpz_addmul(sum, large, known);
            else if (k == 0)
                fmpz_mul_si(sum, known, *weight);
            else
                fmpz_addmul_si(sum, known, *weight);
        }
        fmpz_mul_si(divisor, first, i);
        fmpz_divexact(sum, sum, divisor);
        steps += (tail.gaps.size() + 1) * (16 + fmpz_size(out + i));
        progress.add(1);
        if (steps > kStepsPerPoll) {
            steps = 0;
            progress.advance(0);
        }
    }
}

Order powerOrder(const Series &a, int64_t e, Order cap) {
    if (!a.order())
        return cap;
    const int64_t v = *a.precisionValuation();
    return minOrder(cap, addExponents(*a.order(), mulExponents(e - 1, v)));
}

// Repeated squaring below exponent `cap` (none: exact).
SeriesRef powerBySquaring(const SeriesRef &a, int64_t e, Order cap) {
    SeriesRef result, square = a;
    for (;;) {
        if ((e & 1) != 0)
            result = result ? mul(result, square, cap) : square;
        e >>= 1;
        if (e == 0)
            return result;
        square = mul(square, square, cap);
    }
}

// Bits of a^e at most, by the sum of the first coefficients; reduced modulo m they are no longer than m.
double powerBits(const Series &a, int64_t e) {
    if (a.ring()->kind == RingKind::Zm)
        return static_cast<double>(fmpz_bits(a.ring()->modulus));
    const slong sample = std::min<slong>(a.length(), 4096);
    std::vector<double> sizes;
    for (slong i = 0; i < sample; ++i)
        if (!fmpz_is_zero(a.block(i))) {
            slong exponent;
            const double mantissa = std::abs(fmpz_get_d_2exp(&exponent, a.block(i)));
            sizes.push_back(static_cast<double>(exponent) + std::log2(mantissa));
        }
    const double top = sizes.empty() ? 0 : *std::max_element(sizes.begin(), sizes.end());
    double sum = 0;
    for (const double size : sizes)
        sum += std::exp2(size - top);
    const double least = a.length() == 1 ? 0 : 1;
    return static_cast<double>(e) * std::max(least, sizes.empty() ? 0 : top + std::log2(sum));
}

void requirePower(const Series &a, int64_t e, double length) {
    memory::require(memory::integersSize(length, powerBits(a, e)) / 4, "The power ", e, " of a polynomial with ",
                    a.length(), " coefficients");
}

// 1 or -1 when the coefficients read backwards are the same or all negated, else 0.
int symmetry(const fmpz *x, slong length) {
    bool same = true, negated = true;
    for (slong i = 0; i < length && (same || negated); ++i) {
        same = same && fmpz_equal(x + i, x + length - 1 - i);
        negated = negated && fmpz_equal(x + i, x + length - 1 - i) == 0 && fmpz_cmpabs(x + i, x + length - 1 - i) == 0;
    }
    return same ? 1 : negated ? -1 : 0;
}

} // namespace

void wholePower(fmpz *out, const fmpz *x, slong length, ulong exponent, double bits) {
    if (length == 1)
        return integers::power(out, x, exponent);
    const slong n = (length - 1) * static_cast<slong>(exponent) + 1;
    if (static_cast<double>(n) * bits < kShortBits || exponent < 2) {
        _fmpz_poly_pow(out, x, length, exponent);
        return;
    }
    Tail tail;
    for (slong i = 1; i < length; ++i)
        if (!fmpz_is_zero(x + i)) {
            tail.gaps.push_back(i);
            tail.coefficients.push_back(x + i);
        }
    if (tail.gaps.size() > kFewTermsOfWhole)
        return kernel::power(out, n, x, length, static_cast<int64_t>(exponent));
    const int sign = symmetry(x, length);
    const slong known = sign == 0 ? n : (n + 1) / 2;
    integers::power(out, x, exponent);
    powerByTerms(out, known, x, tail, static_cast<int64_t>(exponent));
    for (slong i = known; i < n; ++i)
        sign < 0 && (exponent & 1) != 0 ? fmpz_neg(out + i, out + n - 1 - i) : fmpz_set(out + i, out + n - 1 - i);
}

namespace {

SeriesRef exactPower(const SeriesRef &a, int64_t e) {
    const double span = static_cast<double>(a->degree() - a->valuation());
    mulExponents(a->degree(), e);
    mulExponents(a->valuation(), e);
    const double full = span * static_cast<double>(e) + 1;
    if (!a->ring()->flat()) {
        durfee::requirePower(a->general().coefficients.front(), e);
        const double choices = logChoices(static_cast<double>(a->length()), static_cast<double>(e));
        memory::require(sizeof(Rational) * std::min(full, std::exp(std::min(choices, 600.0))), "The power ", e,
                        " of a polynomial with ", a->length(), " coefficients");
    }
    if (!a->ring()->flat() || a->isPacked())
        return powerBySquaring(a, e, std::nullopt);
    const double sparse = std::exp(
        std::min(700.0, std::log(static_cast<double>(std::max<slong>(2, a->length()))) * static_cast<double>(e)));
    requirePower(*a, e, a->length() == 1 ? 1 : std::min(full, sparse));
    if (a->flat().sparse || a->ring()->width() > 1 || a->ring()->kind == RingKind::Zm)
        return powerBySquaring(a, e, std::nullopt);
    const auto n = static_cast<slong>(full);
    IntegerVector out(n);
    const auto x = denseWindow(*a, a->valuation(), a->degree() + 1);
    wholePower(out.data(), x.data(), x.size(), static_cast<ulong>(e), powerBits(*a, e));
    Integer denominator;
    fmpz_pow_ui(denominator, a->flat().denominator, static_cast<ulong>(e));
    return normalDense(a->ring(), std::nullopt, a->valuation() * e, std::move(out), std::move(denominator));
}

bool unitFirst(const Series &a) { return fmpz_is_pm1(a.block(0)); }

// Numerators of a^e over Z, n of them; e may be negative when the first numerator is a unit.
IntegerVector integralPower(const Series &a, int64_t e, slong n) {
    IntegerVector out(n);
    const Tail tail = tailOf(a, n);
    const auto byTerms = [&](slong length) {
        fmpz_set_si(out.at(0), fmpz_sgn(a.block(0)) < 0 && (e & 1) != 0 ? -1 : 1);
        powerByTerms(out.data(), length, a.block(0), tail, e);
    };
    const auto length = static_cast<double>(n);
    const double most = e < 0 ? HUGE_VAL : 2 * memory::integersSize(length, powerBits(a, e)) + kTransformBytes * length;
    if (most < kUnjudgedBytes) {
        memory::require(most, "A power with ", n, " coefficients");
    } else if (unitFirst(a)) {
        const slong m = std::min(n, kGrowthSample);
        byTerms(m);
        if (m == n)
            return out;
        const auto half = static_cast<double>(FLINT_ABS(_fmpz_vec_max_bits(out.data(), m / 2)));
        const auto full = static_cast<double>(FLINT_ABS(_fmpz_vec_max_bits(out.data(), m)));
        const double bits = extrapolatedBits(half, full, static_cast<double>(m), static_cast<double>(n));
        memory::require(2 * memory::integersSize(length, bits) + kTransformBytes * length, "A power with ", n,
                        " coefficients");
    }
    if (unitFirst(a) && tail.gaps.size() <= kFewTerms) {
        byTerms(n);
        return out;
    }
    const auto x = denseWindow(a, a.valuation(), std::min(a.degree() + 1, a.valuation() + n));
    kernel::power(out.data(), n, x.data(), x.size(), e);
    control::poll();
    return out;
}

Fraction powerOf(const Fraction &c, int64_t e) {
    if (c.denominator.isOne() && fmpz_is_pm1(c.numerator))
        return (e & 1) == 0 ? kOne : c;
    const auto bits = static_cast<double>(std::max(fmpz_bits(c.numerator), fmpz_bits(c.denominator)));
    memory::require(bits * std::abs(static_cast<double>(e)) / 4, "The power ", e, " of ",
                    decimal(c.numerator, c.denominator).substr(0, 40));
    Fraction power;
    fmpz_pow_ui(power.numerator, e < 0 ? c.denominator : c.numerator, static_cast<ulong>(std::abs(e)));
    fmpz_pow_ui(power.denominator, e < 0 ? c.numerator : c.denominator, static_cast<ulong>(std::abs(e)));
    power.reduce();
    return power;
}

bool overRationals(const Series &a) { return a.ring()->kind == RingKind::Z || a.ring()->kind == RingKind::Q; }

// (c t^v u)^e for a series over Q and a power beyond its length. With D the common denominator of u = 1 + ..., u(D t)
// is integral, and so is its power: the denominators are at most D^k at t^k, instead of D^e throughout.
SeriesRef highPower(const SeriesRef &a, int64_t e, int64_t relative) {
    const auto leading = coefficientFraction(*a, a->valuation());
    const auto front = powerOf(leading, e);
    const auto unit =
        scale(truncate(shift(a, -a->valuation()), relative), Fraction{leading.denominator, leading.numerator});
    const Integer &base = unit->flat().denominator;
    const auto integral = changeRing(compose(unit, Fraction{base, Integer(1)}, 1), ringZ());
    memory::require(8.0 * static_cast<double>(relative), "A power with ", relative, " coefficients");
    const auto n = static_cast<slong>(relative);
    const auto power = normalDense(ringQ(), relative, 0, integralPower(*integral, e, n));
    const auto back = scale(compose(power, Fraction{Integer(1), base}, 1), front);
    return shift(back, mulExponents(a->valuation(), e));
}

bool isHighPower(const Series &a, int64_t e, int64_t relative) {
    return overRationals(a) && !a.flat().denominator.isOne() && std::abs(e) > relative;
}

SeriesRef truncatedPower(const SeriesRef &a, int64_t e, int64_t order) {
    const int64_t start = mulExponents(a->valuation(), e), relative = order - start;
    if (relative <= 0)
        return zeroSeries(a->ring(), order);
    if (a->ring()->flat() && !packed::isLong(*a->ring(), relative))
        memory::require(8.0 * static_cast<double>(relative) * static_cast<double>(a->ring()->width()), "A power with ",
                        relative, " coefficients");
    if (!a->ring()->flat())
        durfee::requirePower(a->general().coefficients.front(), e);
    if (!overRationals(*a)) {
        // From exponent 0 on: below a power of negative valuation lie squares that its order would cut.
        const auto unit = truncate(shift(toPolynomial(a), -a->valuation()), relative);
        return truncate(shift(powerBySquaring(unit, e, relative), start), order);
    }
    if (isHighPower(*a, e, relative))
        return highPower(a, e, relative);
    const auto n = static_cast<slong>(relative);
    const auto head = truncate(a, a->valuation() + relative);
    // Coefficients of the head grow at most as those of the whole power of a polynomial.
    if (!unitFirst(*head))
        requirePower(*head, e, static_cast<double>(n));
    Integer denominator;
    if (!a->flat().denominator.isOne())
        memory::require(static_cast<double>(fmpz_bits(a->flat().denominator)) * static_cast<double>(e) / 8,
                        "The power ", e);
    fmpz_pow_ui(denominator, a->flat().denominator, static_cast<ulong>(e));
    return normalDense(a->ring(), order, start, integralPower(*head, e, n), std::move(denominator));
}

SeriesRef negativePower(const SeriesRef &a, int64_t e, Order cap) {
    if (a->isZero())
        return inverse(a, cap);
    if (a->length() == 1 && a->exact()) {
        const auto flipped = inverse(a, std::nullopt);
        const auto power = pow(flipped, -e, std::nullopt);
        return cap ? truncate(power, *cap) : power;
    }
    const int64_t start = mulExponents(a->valuation(), e);
    Order order = cap;
    if (a->order())
        order = minOrder(order, addExponents(start, subExponents(*a->order(), a->valuation())));
    if (!order)
        fail(Code::Argument, "A negative power of an exact series that is no single term needs an order.");
    const int64_t relative = subExponents(*order, start);
    if (relative <= 0)
        return zeroSeries(a->ring(), order);
    if (isHighPower(*a, e, relative))
        return highPower(a, e, relative);
    if (overRationals(*a) && unitFirst(*a) && a->flat().denominator.isOne() && a->flat().sparse) {
        memory::require(8.0 * static_cast<double>(relative), "A power with ", relative, " coefficients");
        return normalDense(a->ring(), order, start, integralPower(*a, e, static_cast<slong>(relative)));
    }
    const auto unit = truncate(shift(a, -a->valuation()), relative);
    return shift(inverse(pow(unit, -e, relative), relative), start);
}

} // namespace

SeriesRef pow(const SeriesRef &a, int64_t e, Order cap) {
    control::poll();
    if (e == 0) {
        const auto one = monomial(a->ring(), kOne, 0);
        return cap ? truncate(one, *cap) : one;
    }
    if (e == 1)
        return cap ? truncate(a, *cap) : a;
    if (e < 0)
        return negativePower(a, e, cap);
    const Order order = powerOrder(*a, e, cap);
    if (a->isZero())
        return zeroSeries(a->ring(), order);
    if (!order || (a->exact() && a->length() == 1)) {
        const auto power = exactPower(a, e);
        return order ? truncate(power, *order) : power;
    }
    return truncatedPower(a, e, *order);
}

namespace {

// The rational s-th root of c, for s >= 1.
Fraction rootOf(const Fraction &c, int64_t s) {
    Fraction root;
    const bool possible = c.numerator.sign() > 0 || (s & 1) != 0;
    if (!possible || !fmpz_root(root.numerator, c.numerator, s) || !fmpz_root(root.denominator, c.denominator, s))
        fail(Code::Domain, "The leading coefficient ", decimal(c.numerator, c.denominator).substr(0, 60),
             " has no rational root of degree ", s, ".");
    return root;
}

// (a with leading coefficient 1 and integral)^(r/s).
SeriesRef radicalByTerms(const Series &a, int64_t r, int64_t s, slong n) {
    // s^(n-1) times p^((n-1)/(p-1)) for the primes p of s holds all denominators: at most twice its bits. The kernel
    // keeps them a second time as digits.
    const double bits = 2 * static_cast<double>(n) * std::log2(static_cast<double>(s));
    memory::require(2 * memory::integersSize(static_cast<double>(n), bits), "A root with ", n, " coefficients");
    const auto x = denseWindow(a, 0, std::min<int64_t>(a.degree() + 1, n));
    IntegerVector out(n);
    Integer denominator(1);
    kernel::powerRational(out.data(), denominator, n, x.data(), x.size(), r, s);
    return normalDense(ringQ(), n, 0, std::move(out), std::move(denominator));
}

// (1 + ...)^(r/s) to n terms.
SeriesRef radical(const SeriesRef &unit, int64_t r, int64_t s, slong n) {
    if (overRationals(*unit) && unit->flat().denominator.isOne() &&
        static_cast<double>(tailOf(*unit, n).gaps.size()) < 20 + 0.1 * static_cast<double>(n))
        return radicalByTerms(*unit, r, s, n);
    return exp(scale(log(unit, n), Fraction{Integer(r), Integer(s)}), n);
}

} // namespace

SeriesRef powRational(const SeriesRef &a, int64_t numerator, int64_t denominator, Order cap) {
    control::poll();
    if (denominator == 0)
        fail(Code::Domain, "The exponent ", numerator, "/0 has denominator zero.");
    const int64_t common = std::gcd(numerator, denominator) * (denominator < 0 ? -1 : 1);
    const int64_t r = numerator / common, s = denominator / common;
    if (s == 1)
        return pow(a, r, cap);
    if (!a->ring()->hasDenominators() && a->ring()->kind != RingKind::Z)
        fail(Code::Domain, "Fractional powers need a coefficient field of characteristic 0; this series is over ",
             a->ring()->name(), ".");
    if (a->isZero())
        fail(a->exact() ? Code::Domain : Code::Precision,
             "A fractional power needs a known leading term; this series is zero to its order.");
    const int64_t v = a->valuation();
    if (v % s != 0)
        fail(Code::Domain, "The power ", r, "/", s, " of a series that begins with t^", v,
             " has fractional exponents.");
    const int64_t start = mulExponents(v / s, r);
    const auto leading = coefficientFraction(*a, v);
    const auto front = powerOf(rootOf(leading, s), r);
    if (a->length() == 1 && a->exact()) {
        const auto root = monomial(front.denominator.isOne() ? a->ring() : ringQ(), front, start);
        return cap ? truncate(root, *cap) : root;
    }
    Order order = cap;
    if (a->order())
        order = minOrder(order, addExponents(start, subExponents(*a->order(), v)));
    if (!order)
        fail(Code::Argument, "A fractional power of an exact series that is no single term needs an order.");
    const int64_t n = subExponents(*order, start);
    if (n <= 0)
        return zeroSeries(joinRings(a->ring(), ringQ()), order);
    const auto unit = truncate(scale(shift(a, -v), Fraction{leading.denominator, leading.numerator}), n);
    return shift(scale(radical(unit, r, s, static_cast<slong>(n)), front), start);
}

} // namespace durfee
