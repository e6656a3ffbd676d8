// Quotients. A divisor with few terms and a unit in front is divided by directly (each coefficient takes as many steps
// as the divisor has terms); otherwise FLINT's Newton iteration, over Z when the divisor's leading coefficient allows
// it and over Q when not.

#include <algorithm>

#include "kernel/kernels.h"
#include "ring/control.h"
#include "ring/estimate.h"
#include "ring/general.h"
#include "ring/packed.h"
#include "ring/polynomial.h"
#include "ring/quotient.h"

namespace durfee {

namespace {

// A quotient's size is judged by its first coefficients: a quarter of them, and no more than these.
constexpr slong kGrowthSample = 256, kJudgedFrom = 32;

[[noreturn]] void failDivisor(const Series &b) {
    if (b.exact())
        fail(Code::Domain, "Division by zero.");
    fail(Code::Precision, "The divisor is O(t^", *b.order(), "): its leading term is not known.");
}

// T of a/b; none when both are exact.
Order quotientOrder(const Series &a, const Series &b, Order cap) {
    Order order = cap;
    if (a.order())
        order = minOrder(order, subExponents(*a.order(), b.valuation()));
    if (b.order() && a.precisionValuation())
        order = minOrder(
            order, subExponents(addExponents(*a.precisionValuation(), *b.order()), mulExponents(2, b.valuation())));
    return order;
}

bool isUnit(const fmpz *c) { return fmpz_is_pm1(c); }

// Bits to expect in n coefficients of a/b, from the first few hundred.
double quotientBits(slong n, const fmpz *a, slong aLength, const fmpz *b, slong bLength) {
    const slong m = std::min(n / 4, kGrowthSample);
    IntegerVector head(m);
    _fmpz_poly_div_series(head.data(), a, std::min(aLength, m), b, std::min(bLength, m), m);
    const auto half = static_cast<double>(FLINT_ABS(_fmpz_vec_max_bits(head.data(), m / 2)));
    const auto full = static_cast<double>(FLINT_ABS(_fmpz_vec_max_bits(head.data(), m)));
    return extrapolatedBits(half, full, static_cast<double>(m), static_cast<double>(n));
}

} // namespace

void divideIntegral(fmpz *out, slong n, const fmpz *a, slong aLength, const fmpz *b, slong bLength) {
    if (n >= kJudgedFrom) {
        const double bits = quotientBits(n, a, aLength, b, bLength);
        memory::require(2 * memory::integersSize(static_cast<double>(n), bits), "A quotient of ", n, " coefficients");
    }
    kernel::divide(out, n, a, std::min(aLength, n), b, std::min(bLength, n));
    control::poll();
}

namespace {

struct Operands {
    IntegerVector a, b;
    slong aLength, bLength;
};

// The first n blocks of both, from their valuations on. a is not zero.
Operands heads(const Series &a, const Series &b, slong n) {
    const auto head = [n](const Series &s) {
        return denseWindow(s, s.valuation(), std::min(s.degree() + 1, s.valuation() + n));
    };
    Operands o{head(a), head(b), 0, 0};
    o.aLength = o.a.size() / a.ring()->width();
    o.bLength = o.b.size() / b.ring()->width();
    return o;
}

// Over Z and Q: numerators over numerators, then the denominators.
SeriesRef divRationals(const RingRef &ring, const Series &a, const Series &b, slong n, Order order) {
    auto o = heads(a, b, n);
    const int64_t start = a.valuation() - b.valuation();
    Integer factor(b.flat().denominator), denominator(a.flat().denominator), content;
    _fmpz_vec_content(content, o.b.data(), o.b.size());
    if (!isUnit(o.b.at(0)) && fmpz_cmpabs(content, o.b.at(0)) == 0) {
        _fmpz_vec_scalar_divexact_fmpz(o.b.data(), o.b.data(), o.b.size(), content);
        fmpz_mul(denominator, denominator, content);
    }
    const bool integral = isUnit(o.b.at(0));
    const auto resultRing = ring->kind == RingKind::Z && !(integral && denominator.isOne()) ? ringQ() : ring;
    if (integral) {
        IntegerVector out(n);
        divideIntegral(out.data(), n, o.a.data(), o.aLength, o.b.data(), o.bLength);
        if (!factor.isOne())
            _fmpz_vec_scalar_mul_fmpz(out.data(), out.data(), n, factor);
        return normalDense(resultRing, order, start, std::move(out), std::move(denominator));
    }
    // Coefficient k has the denominator u^(k+1) at worst.
    const auto bits = static_cast<double>(fmpz_bits(o.b.at(0)) + a.bits() + b.bits());
    memory::require(memory::integersSize(static_cast<double>(n), bits * static_cast<double>(n) / 2) * 2,
                    "A quotient of ", n, " coefficients by a series that begins with ",
                    decimal(o.b.at(0)).substr(0, 40));
    QPolynomial x(o.a.data(), o.aLength, Integer(1)), y(o.b.data(), o.bLength, Integer(1)), z;
    fmpq_poly_div_series(z, x, y, n);
    control::poll();
    auto out = z.take(n);
    if (!factor.isOne())
        _fmpz_vec_scalar_mul_fmpz(out.data(), out.data(), n, factor);
    fmpz_mul(denominator, denominator, z->den);
    return normalDense(resultRing, order, start, std::move(out), std::move(denominator));
}

SeriesRef divResidues(const RingRef &ring, const Series &a, const Series &b, slong n, Order order) {
    auto o = heads(a, b, n);
    Integer inverse;
    if (!fmpz_invmod(inverse, o.b.at(0), ring->modulus))
        fail(Code::Domain, "The leading coefficient ", decimal(o.b.at(0)), " is not invertible modulo ",
             decimal(ring->modulus), ".");
    IntegerVector out(n);
    memory::require(8.0 * 20 * static_cast<double>(n), "A quotient of ", n, " coefficients");
    if (ring->wordModulus()) {
        const ulong m = fmpz_get_ui(ring->modulus);
        ResiduePolynomial x(m, o.a.data(), o.aLength), y(m, o.b.data(), o.bLength), z(m);
        nmod_poly_div_series(z, x, y, n);
        z.store(out.data());
    } else {
        fmpz_mod_ctx_t context;
        fmpz_mod_ctx_init(context, ring->modulus);
        fmpz_mod_poly_t x, y;
        fmpz_mod_poly_init2(x, n, context);
        fmpz_mod_poly_init2(y, o.bLength, context);
        for (slong i = 0; i < o.bLength; ++i)
            fmpz_mod_poly_set_coeff_fmpz(y, i, o.b.at(i), context);
        fmpz_mod_poly_inv_series(x, y, n, context);
        fmpz_mod_poly_zero(y, context);
        for (slong i = 0; i < o.aLength; ++i)
            fmpz_mod_poly_set_coeff_fmpz(y, i, o.a.at(i), context);
        fmpz_mod_poly_mullow(x, x, y, n, context);
        for (slong i = 0; i < n; ++i)
            fmpz_mod_poly_get_coeff_fmpz(out.at(i), x, i, context);
        fmpz_mod_poly_clear(x, context);
        fmpz_mod_poly_clear(y, context);
        fmpz_mod_ctx_clear(context);
    }
    control::poll();
    return normalDense(ring, order, a.valuation() - b.valuation(), std::move(out));
}

// Newton's x <- x + x (1 - b x) from the inverse of the leading coefficient, doubling the known terms.
SeriesRef inverseNewton(const RingRef &ring, const SeriesRef &b, slong n) {
    const auto unitPart = shift(toPolynomial(b), -b->valuation());
    const auto one = monomial(ring, Fraction{Integer(1), Integer(1)}, 0);
    auto x = invertBlock(ring, *b, 0);
    for (slong known = 1; known < n;) {
        known = std::min(2 * known, n);
        const auto error = sub(one, mul(truncate(unitPart, known), toPolynomial(x), known));
        x = add(truncate(toPolynomial(x), known), mul(error, toPolynomial(x), known));
    }
    return shift(truncate(toPolynomial(x), n), -b->valuation());
}

} // namespace

SeriesRef invertBlock(const RingRef &ring, const Series &b, slong index) {
    const slong w = ring->width();
    QPolynomial value(b.block(index), w, b.flat().denominator),
        phi(ring->cyclotomicPolynomial.data(), w + 1, Integer(1));
    QPolynomial gcd, s, t;
    fmpq_poly_xgcd(gcd, s, t, value, phi);
    auto block = s.take(w);
    return normalSparse(ring, std::nullopt, Exponents{0}, std::move(block), Integer(s->den));
}

SeriesRef div(const SeriesRef &a, const SeriesRef &b, Order cap) {
    control::poll();
    if (b->isZero())
        failDivisor(*b);
    auto ring = joinRings(a->ring(), b->ring());
    if (a->isZero() && a->exact())
        return zeroSeries(ring, cap);
    const Order order = quotientOrder(*a, *b, cap);
    if (a->isZero())
        return zeroSeries(ring, order);
    auto x = widen(a, ring), y = widen(b, ring);
    if (!order) {
        if (const auto exact = divExact(x, y))
            return exact;
        fail(Code::Argument, "A quotient of exact series that is no Laurent polynomial needs an order.");
    }
    const int64_t relative = *order - (x->valuation() - y->valuation());
    if (relative <= 0)
        return zeroSeries(ring, order);
    // A few terms by one term stay what they are; the length of the result goes with the dividend then.
    if (y->length() == 1)
        return truncate(divByTerm(x, *plain(y)), *order);
    if (!ring->flat()) {
        ring = general::ringForQuotient(ring, y->general().coefficients[0]);
        return general::div(ring, *x, *y, *order);
    }
    const auto n = static_cast<slong>(relative);
    memory::require(8.0 * static_cast<double>(n) * static_cast<double>(ring->width()), "A quotient of ", n,
                    " coefficients");
    if (ring->kind == RingKind::Zm)
        return packed::applies(*x, *y) ? packed::quotient(*x, *y, static_cast<size_t>(n), order)
                                       : divResidues(ring, *plain(x), *plain(y), n, order);
    if (ring->kind == RingKind::Cyclotomic)
        return mul(x, inverseNewton(ring, y, n), order);
    return divRationals(ring, *x, *y, n, order);
}

SeriesRef inverse(const SeriesRef &a, Order cap) {
    return div(monomial(a->ring(), Fraction{Integer(1), Integer(1)}, 0), a, cap);
}

SeriesRef divByTerm(const SeriesRef &a, const Series &term) {
    const auto &ring = a->ring();
    if (!ring->flat()) {
        const auto &c = term.general().coefficients[0];
        const auto wider = general::ringForQuotient(ring, c);
        return shift(general::mapped(wider, a->order(), *a, [&](const Rational &x, int64_t) { return x / c; }),
                     -term.valuation());
    }
    if (ring->kind == RingKind::Cyclotomic)
        return shift(mul(a, invertBlock(ring, term, 0)), -term.valuation());
    Fraction factor{term.flat().denominator, Integer(term.block(0))};
    if (ring->kind == RingKind::Zm) {
        if (!fmpz_invmod(factor.numerator, factor.denominator, ring->modulus))
            fail(Code::Domain, "The coefficient ", decimal(factor.denominator), " is not invertible modulo ",
                 decimal(ring->modulus), ".");
        fmpz_one(factor.denominator);
    }
    factor.reduce();
    return shift(scale(a, factor), -term.valuation());
}

namespace {

// Over Z and Q, FLINT's exact division decides whether it is exact.
SeriesRef divExactRationals(const SeriesRef &a, const SeriesRef &b) {
    auto o = heads(*a, *b, a->degree() - a->valuation() + 1);
    if (o.bLength > o.aLength)
        return nullptr;
    QPolynomial x(o.a.data(), o.aLength, a->flat().denominator), y(o.b.data(), o.bLength, b->flat().denominator), q, r;
    fmpq_poly_divrem(q, r, x, y);
    if (!fmpq_poly_is_zero(r))
        return nullptr;
    const slong n = o.aLength - o.bLength + 1;
    auto out = q.take(n);
    const auto ring = a->ring()->kind == RingKind::Z && !fmpz_is_one(q->den) ? ringQ() : a->ring();
    return normalDense(ring, std::nullopt, a->valuation() - b->valuation(), std::move(out), Integer(q->den));
}

} // namespace

SeriesRef divExact(const SeriesRef &a, const SeriesRef &b) {
    if (a->order() || b->order())
        fail(Code::Argument, "Exact division is between Laurent polynomials; a truncated series was given.");
    if (b->isZero())
        failDivisor(*b);
    const auto ring = joinRings(a->ring(), b->ring());
    const auto x = plain(widen(a, ring)), y = plain(widen(b, ring));
    if (x->isZero())
        return zeroSeries(ring, std::nullopt);
    if (y->length() == 1)
        return divByTerm(x, *y);
    Integer common;
    if (ring->kind == RingKind::Zm)
        fmpz_gcd(common, y->block(y->length() - 1), ring->modulus);
    // With a zero divisor at the end, degrees of products do not add up, and nothing bounds the quotient.
    if (ring->kind == RingKind::Zm && !common.isOne())
        fail(Code::Unable, "Exact division over ", ring->name(),
             " needs a divisor whose last coefficient is invertible; it is ", decimal(y->block(y->length() - 1)), ".");
    const int64_t low = x->valuation() - y->valuation(), high = x->degree() - y->degree();
    if (high < low)
        return nullptr;
    memory::require(16.0 * static_cast<double>(x->degree() - x->valuation() + 1),
                    "An exact division of a polynomial of degree ", x->degree());
    if (ring->flat() && ring->width() == 1 && ring->kind != RingKind::Zm)
        return divExactRationals(x, y);
    // The quotient's terms are those of the series quotient, and multiplying back decides.
    const auto quotient = toPolynomial(div(truncate(x, high + y->valuation() + 1), y, high + 1));
    return sub(mul(quotient, y), x)->isZero() ? quotient : nullptr;
}

} // namespace durfee
