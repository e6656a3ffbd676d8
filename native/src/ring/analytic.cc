// exp, log and reversion. log f = θ^-1(θf/f) with θ = t d/dt, Newton's iteration for exp, and Lagrange's formula for
// reversion.

#include "ring/analytic.h"

#include <algorithm>

#include "ring/control.h"
#include "ring/general.h"
#include "ring/newton.h"
#include "ring/packed.h"

namespace durfee {

namespace {

const Fraction kOne{Integer(1), Integer(1)};

bool overRationals(const Series &a) { return a.ring()->kind == RingKind::Z || a.ring()->kind == RingKind::Q; }

void checkField(const Series &a, const char *what) {
    if (a.ring()->kind == RingKind::Zm)
        fail(Code::Domain, what, " needs a coefficient field of characteristic 0; this series is over ",
             a.ring()->name(), ".");
}

int64_t resultOrder(const Series &a, Order cap, const char *what) {
    const Order order = minOrder(a.order(), cap);
    if (!order)
        fail(Code::Argument, what, " of an exact series needs an order.");
    return *order;
}

RingRef field(const RingRef &ring) { return ring->kind == RingKind::Z ? ringQ() : ring; }

newton::Rationals load(const Series &a, slong n) { return {denseWindow(a, 0, n), a.flat().denominator}; }

SeriesRef unload(newton::Rationals z, slong n) {
    return normalDense(ringQ(), n, 0, std::move(z.numbers), std::move(z.denominator));
}

void requireTerms(int64_t n, const char *what) {
    memory::require(40.0 * static_cast<double>(n), what, " with ", n, " coefficients");
}

} // namespace

SeriesRef thetaIntegral(const SeriesRef &a) {
    if (a->isZero())
        return a;
    if (!a->ring()->flat())
        return general::mapped(a->ring(), a->order(), *a, [](const Rational &c, int64_t e) {
            return scale(c, Fraction{Integer(1), Integer(e)});
        });
    Integer common(1), factor;
    for (slong i = 0; i < a->length(); ++i) {
        fmpz_set_si(factor, a->exponentAt(i));
        if (!factor.isZero())
            fmpz_lcm(common, common, factor);
    }
    const slong width = a->ring()->width();
    IntegerVector numbers = a->flat().numerators.clone();
    Exponents exponents;
    for (slong i = 0; i < a->length(); ++i) {
        exponents.push_back(a->exponentAt(i));
        if (exponents.back() != 0)
            fmpz_divexact_si(factor, common, exponents.back());
        _fmpz_vec_scalar_mul_fmpz(numbers.at(i * width), numbers.at(i * width), width, factor);
        if (i % 64 == 0)
            control::poll();
    }
    fmpz_mul(common, common, a->flat().denominator);
    return normalSparse(field(a->ring()), a->order(), std::move(exponents), std::move(numbers), std::move(common));
}

SeriesRef log(const SeriesRef &a, Order cap) {
    checkField(*a, "A logarithm");
    const int64_t order = resultOrder(*a, cap, "The logarithm");
    if (a->isZero() || a->valuation() != 0 || !(*sub(truncate(a, 1), monomial(a->ring(), kOne, 0))).isZero())
        fail(Code::Domain, "The logarithm is a series when the constant term is 1 and no lower term occurs.");
    if (order <= 0)
        return zeroSeries(field(a->ring()), order);
    requireTerms(order, "A logarithm");
    const auto known = truncate(a, order);
    return thetaIntegral(div(thetaDerivative(known), known, order));
}

SeriesRef exp(const SeriesRef &a, Order cap) {
    checkField(*a, "An exponential");
    const auto ring = field(a->ring());
    if (a->isZero() && a->exact())
        return cap ? truncate(monomial(ring, kOne, 0), *cap) : monomial(ring, kOne, 0);
    const int64_t order = resultOrder(*a, cap, "The exponential");
    if (!a->isZero() && a->valuation() <= 0)
        fail(Code::Domain,
             "The exponential is a series when no term t^e with e <= 0 occurs; this series begins with t^",
             a->valuation(), ".");
    if (order <= 0)
        return zeroSeries(ring, order);
    requireTerms(order, "An exponential");
    const auto n = static_cast<slong>(order);
    if (overRationals(*a))
        return unload(newton::exponential(load(*a, n), n), n);
    const auto exponent = toPolynomial(truncate(a, order));
    const auto one = monomial(ring, kOne, 0);
    auto y = one;
    for (int64_t known = 1; known < order;) {
        known = std::min(2 * known, order);
        const auto start = truncate(y, known);
        y = toPolynomial(mul(start, add(one, sub(truncate(exponent, known), log(start, known))), known));
    }
    return truncate(y, order);
}

namespace {

// Lagrange: n b_n = [t^(n-1)] (t/a)^n.
SeriesRef reversionLagrange(const SeriesRef &a, int64_t order) {
    const auto base = inverse(shift(truncate(a, order), -1), order - 1);
    auto power = base, result = zeroSeries(base->ring(), order);
    control::Progress progress(control::Stage::Reversion, static_cast<uint64_t>(order));
    for (int64_t n = 1; n < order; ++n) {
        const auto term = toPolynomial(truncate(power, n));
        const slong i = term->lowerIndex(n - 1);
        if (i < term->length())
            result = add(result, scale(shift(sub(term, toPolynomial(truncate(term, n - 1))), 1),
                                       Fraction{Integer(1), Integer(n)}));
        if (n + 1 < order)
            power = mul(power, base);
        progress.advance(1);
    }
    return result;
}

SeriesRef reversionRationals(const SeriesRef &a, slong n) {
    const bool integral = a->flat().denominator.isOne() && fmpz_is_pm1(a->block(0));
    auto z = newton::reversion(load(*a, n), n);
    return normalDense(integral ? a->ring() : ringQ(), n, 0, std::move(z.numbers), std::move(z.denominator));
}

// Over Z/m: lift a/u, whose linear coefficient is 1, revert over Z, and put t/u for t.
SeriesRef reversionResidues(const SeriesRef &a, slong n) {
    const auto leading = coefficientFraction(*a, 1);
    Integer inverse;
    if (!fmpz_invmod(inverse, leading.numerator, a->ring()->modulus))
        fail(Code::Domain, "The linear coefficient ", decimal(leading.numerator), " is not invertible modulo ",
             decimal(a->ring()->modulus), ".");
    const Fraction factor{inverse, Integer(1)};
    const auto lifted = liftSymmetric(scale(truncate(a, n), factor));
    const auto reverted = changeRing(reversionRationals(lifted, n), a->ring());
    return compose(reverted, factor, 1);
}

} // namespace

SeriesRef reversion(const SeriesRef &a, Order cap) {
    if (a->isPacked())
        return reversion(plain(a), cap);
    const int64_t order = resultOrder(*a, cap, "The reversion");
    if (a->isZero() || a->valuation() != 1)
        fail(Code::Domain, "A series has a compositional inverse when it begins with a multiple of t^1.");
    if (order <= 1)
        return zeroSeries(field(a->ring()), order);
    requireTerms(order, "A reversion");
    if (overRationals(*a))
        return reversionRationals(truncate(a, order), static_cast<slong>(order));
    if (a->ring()->kind == RingKind::Zm)
        return reversionResidues(a, static_cast<slong>(order));
    return reversionLagrange(a, order);
}

} // namespace durfee
