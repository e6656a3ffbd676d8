// Quotients. A divisor with few terms and a unit in front is divided by directly (each coefficient takes as many steps
// as the divisor has terms); otherwise Newton's iteration, over Z when the divisor's leading coefficient allows it and
// over Q when not.

#include <algorithm>

#include "kernel/certified.h"
#include "kernel/digits.h"
#include "kernel/kernels.h"
#include "ring/control.h"
#include "ring/estimate.h"
#include "ring/general.h"
#include "ring/newton.h"
#include "ring/packed.h"
#include "ring/polynomial.h"
#include "ring/quotient.h"
#include "ring/vectors.h"

namespace durfee {

namespace {

// A quotient's size is judged by its first coefficients: a quarter of them, and no more than these.
constexpr slong kGrowthSample = 256, kLeastSample = 8, kJudgedFrom = 32;
// Moduli of word arithmetic.
constexpr flint_bitcnt_t kWordBits = 63;
// Steps times bits of an exact division that FLINT does within some 20 ms.
constexpr double kShortDivision = 2e8;
// Bits of a sample that takes no more than some 20 ms.
constexpr double kSampleBits = 4e6;

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

// The coefficients from which the size of n is judged: fewer when they are long.
slong sampleLength(slong n, double bits) {
    slong m = std::min(n / 4, kGrowthSample);
    while (m > kLeastSample && static_cast<double>(m) * static_cast<double>(m) * bits > kSampleBits)
        m /= 2;
    return m;
}

double headBits(const fmpz *a, slong length, slong n) { return vectors::maxBits(a, std::min(length, n)); }

// Bits to expect in n coefficients of a/b, from the first few hundred.
double quotientBits(slong n, const fmpz *a, slong aLength, const fmpz *b, slong bLength) {
    const slong m = sampleLength(n, headBits(a, aLength, kGrowthSample) + headBits(b, bLength, kGrowthSample));
    IntegerVector head(m);
    _fmpz_poly_div_series(head.data(), a, std::min(aLength, m), b, std::min(bLength, m), m);
    return extrapolatedBits(vectors::maxBits(head.data(), m / 2), vectors::maxBits(head.data(), m),
                            static_cast<double>(m), static_cast<double>(n));
}

// The same over Q, whose common denominator grows too.
void requireQuotient(const newton::Rationals &a, const newton::Rationals &b, slong n) {
    if (n < kJudgedFrom)
        return;
    const slong m = sampleLength(n, headBits(a.numbers.data(), a.length(), kGrowthSample) +
                                        headBits(b.numbers.data(), b.length(), kGrowthSample));
    const auto bitsTo = [&](slong k) {
        const auto head = newton::quotient(a, b, k);
        return vectors::maxBits(head.numbers.data(), k) + static_cast<double>(fmpz_bits(head.denominator));
    };
    const double bits = extrapolatedBits(bitsTo(m / 2), bitsTo(m), static_cast<double>(m), static_cast<double>(n));
    memory::require(2 * memory::integersSize(static_cast<double>(n), bits), "A quotient of ", n, " coefficients");
}

} // namespace

void divideIntegral(fmpz *out, slong n, const fmpz *a, slong aLength, const fmpz *b, slong bLength) {
    if (n >= kJudgedFrom) {
        const double bits = quotientBits(n, a, aLength, b, bLength), length = static_cast<double>(n);
        // The last product is of two operands with half of the coefficients and half of their size.
        const double product =
            kernel::certifiedQuotientPays(n, bits) ? 0 : kernel::multiplyBytes(n / 2, n / 2, bits / 2, n / 2, bits / 2);
        const double result = memory::integersSize(length, bits);
        memory::require(product > 0 ? result + product : 2 * result, "A quotient of ", n, " coefficients");
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
    Integer factor(b.flat().denominator), denominator(a.flat().denominator);
    if (!isUnit(o.b.at(0))) {
        const Integer content = vectors::content(Integer(o.b.at(0)), o.b.data(), o.b.size());
        if (fmpz_cmpabs(content, o.b.at(0)) == 0) {
            vectors::divideExactly(o.b.data(), o.b.size(), content);
            fmpz_mul(denominator, denominator, content);
        }
    }
    const bool integral = isUnit(o.b.at(0));
    const auto resultRing = ring->kind == RingKind::Z && !(integral && denominator.isOne()) ? ringQ() : ring;
    if (integral) {
        IntegerVector out(n);
        divideIntegral(out.data(), n, o.a.data(), o.aLength, o.b.data(), o.bLength);
        vectors::scale(out.data(), out.data(), n, factor);
        return normalDense(resultRing, order, start, std::move(out), std::move(denominator));
    }
    const newton::Rationals x{std::move(o.a), Integer(1)}, y{std::move(o.b), Integer(1)};
    requireQuotient(x, y, n);
    auto z = newton::quotient(x, y, n);
    vectors::scale(z.numbers.data(), z.numbers.data(), n, factor);
    fmpz_mul(denominator, denominator, z.denominator);
    return normalDense(resultRing, order, start, std::move(z.numbers), std::move(denominator));
}

// a/b modulo m below 2^63, by word arithmetic.
void divideWords(fmpz *out, slong n, const Operands &o, ulong modulus) {
    const auto size = static_cast<size_t>(n);
    const Residues a = residuesOf(o.a.data(), o.aLength), b = residuesOf(o.b.data(), o.bLength);
    Residues inverse(size), quotient(size);
    kernel::inverseMod(inverse.data(), n, b.data(), o.bLength, modulus);
    kernel::multiplyMod(quotient.data(), n, a.data(), o.aLength, inverse.data(), n, modulus);
    for (slong i = 0; i < n; ++i)
        fmpz_set_ui(out + i, quotient[static_cast<size_t>(i)]);
}

// a/b modulo any m, by Newton's x <- x - x (b x - 1) from the inverse of b_0 on, with products over Z.
void divideModulo(fmpz *out, slong n, const Operands &o, const fmpz *first, const fmpz *modulus) {
    std::vector<slong> lengths;
    for (slong k = n; k > 1; k = (k + 1) / 2)
        lengths.push_back(k);
    control::Progress progress(control::Stage::Divide, static_cast<uint64_t>(n));
    IntegerVector x(n), error(n), product(n);
    fmpz_set(x.at(0), first);
    for (slong known = 1; !lengths.empty(); lengths.pop_back()) {
        const slong next = lengths.back(), fresh = next - known;
        kernel::multiply(error.data(), next, o.b.data(), std::min(o.bLength, next), x.data(), known);
        vectors::reduce(error.at(known), fresh, modulus);
        kernel::multiply(product.data(), fresh, error.at(known), fresh, x.data(), std::min(known, fresh));
        _fmpz_vec_neg(x.at(known), product.data(), fresh);
        vectors::reduce(x.at(known), fresh, modulus);
        known = next;
        progress.advance(static_cast<uint64_t>(fresh));
    }
    kernel::multiply(out, n, o.a.data(), o.aLength, x.data(), n);
}

SeriesRef divResidues(const RingRef &ring, const Series &a, const Series &b, slong n, Order order) {
    auto o = heads(a, b, n);
    Integer inverse;
    if (!fmpz_invmod(inverse, o.b.at(0), ring->modulus))
        fail(Code::Domain, "The leading coefficient ", decimal(o.b.at(0)), " is not invertible modulo ",
             decimal(ring->modulus), ".");
    IntegerVector out(n);
    memory::require(8.0 * 20 * static_cast<double>(n), "A quotient of ", n, " coefficients");
    if (fmpz_bits(ring->modulus) <= kWordBits)
        divideWords(out.data(), n, o, fmpz_get_ui(ring->modulus));
    else
        divideModulo(out.data(), n, o, inverse, ring->modulus);
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
    if (packed::applies(*x, *y) || packed::isLong(*ring, n))
        return packed::quotient(*x, *y, static_cast<size_t>(n), order);
    memory::require(8.0 * static_cast<double>(n) * static_cast<double>(ring->width()), "A quotient of ", n,
                    " coefficients");
    if (ring->kind == RingKind::Zm)
        return divResidues(ring, *plain(x), *plain(y), n, order);
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

// Whether b divides a modulo a prime; one that divides b's first coefficient says nothing.
bool dividesModulo(const Operands &o) {
    const ulong prime = n_nextprime(uint64_t{1} << 48, 1);
    const auto residues = [&](const IntegerVector &values, slong length) {
        Residues words(static_cast<size_t>(length));
        for (slong i = 0; i < length; ++i) {
            if (i % 1024 == 0)
                control::poll();
            words[static_cast<size_t>(i)] = fmpz_fdiv_ui(values.at(i), prime);
        }
        return words;
    };
    const slong n = o.aLength - o.bLength + 1;
    const Residues a = residues(o.a, o.aLength), b = residues(o.b, o.bLength);
    Residues inverse(static_cast<size_t>(n)), quotient(inverse.size()), back(a.size());
    if (!kernel::inverseMod(inverse.data(), n, b.data(), o.bLength, prime))
        return true;
    kernel::multiplyMod(quotient.data(), n, a.data(), o.aLength, inverse.data(), n, prime);
    kernel::multiplyMod(back.data(), o.aLength, quotient.data(), n, b.data(), o.bLength, prime);
    return back == a;
}

// Over Z and Q. Short ones are divided by FLINT. A long quotient's terms are those of the series quotient, once a prime
// does not contradict it.
SeriesRef divExactRationals(const SeriesRef &a, const SeriesRef &b) {
    const slong length = a->degree() - a->valuation() + 1;
    auto o = heads(*a, *b, length);
    if (o.bLength > o.aLength)
        return nullptr;
    const slong n = o.aLength - o.bLength + 1;
    if (static_cast<double>(n) * static_cast<double>(o.bLength) * static_cast<double>(a->bits() + b->bits()) >
        kShortDivision) {
        if (!dividesModulo(o))
            return nullptr;
        const int64_t order = a->valuation() - b->valuation() + n;
        const auto quotient = toPolynomial(div(truncate(a, a->valuation() + n), b, order));
        return sub(mul(quotient, b), a)->isZero() ? quotient : nullptr;
    }
    QPolynomial x(o.a.data(), o.aLength, a->flat().denominator), y(o.b.data(), o.bLength, b->flat().denominator), q, r;
    fmpq_poly_divrem(q, r, x, y);
    if (!fmpq_poly_is_zero(r))
        return nullptr;
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
