// exp and log: log f = θ^-1(θf/f) with θ = t d/dt, and Newton's iteration for exp.

#include "ring/analytic.h"

#include <algorithm>

#include "ring/control.h"
#include "ring/general.h"
#include "ring/newton.h"
#include "ring/packed.h"
#include "ring/reading.h"

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
        fail(Code::Domain,
             "The logarithm is a series when the constant term is 1 and no lower term occurs; this series ",
             a->isZero()           ? "is zero."
             : a->valuation() == 0 ? text("has the constant term ", coefficientText(*a, 0).substr(0, 60), ".")
                                   : text("begins with t^", a->valuation(), "."));
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

} // namespace durfee
