// Ring axioms, orders and inverse operations over every ring, on random series.

#include "ring/packed.h"
#include "samples.h"

using namespace samples;

namespace {

const Fraction kOne{Integer(1), Integer(1)};

std::string both(const SeriesRef &a, const SeriesRef &b) { return "\n  " + shown(a) + "\n  " + shown(b); }

void ringAxioms(const RingRef &ring, check::Random &random) {
    const auto a = series(ring, random), b = series(ring, random), c = series(ring, random);
    CHECK_WITH(identical(add(a, b), add(b, a)), both(a, b));
    CHECK_WITH(identical(add(add(a, b), c), add(a, add(b, c))), both(a, b));
    CHECK_WITH(identical(sub(a, b), neg(sub(b, a))), both(a, b));
    CHECK_WITH(sub(a, a)->isZero(), shown(a));
    CHECK_WITH(identical(mul(a, b), mul(b, a)), both(a, b));
    CHECK_WITH(agree(mul(a, add(b, c)), add(mul(a, b), mul(a, c))), both(a, b));
    CHECK_WITH(agree(mul(mul(a, b), c), mul(a, mul(b, c))), both(a, b));
    CHECK_WITH(agree(thetaDerivative(mul(a, b)), add(mul(thetaDerivative(a), b), mul(a, thetaDerivative(b)))),
               both(a, b));
    const auto cube = pow(a, 3, std::nullopt), product = mul(a, mul(a, a));
    CHECK_WITH(agree(cube, product) && cube->order() == product->order(), shown(a));
    CHECK_WITH(pow(a, 0, std::nullopt)->exact(), shown(a));
}

// T of the product is min(T_f + v_g, T_g + v_f), also when a factor is zero to its order.
void productOrders(const RingRef &ring, check::Random &random) {
    const auto a = series(ring, random), b = series(ring, random);
    Order expected;
    if (a->order() && b->precisionValuation())
        expected = *a->order() + *b->precisionValuation();
    if (b->order() && a->precisionValuation())
        expected = minOrder(expected, *b->order() + *a->precisionValuation());
    CHECK_WITH(mul(a, b)->order() == expected, both(a, b));
    const int64_t cut = random.between(-8, 30);
    CHECK_WITH(agree(truncate(mul(a, b), cut), mul(truncate(a, cut + 5), truncate(b, cut + 5))), both(a, b));
    CHECK_WITH(agree(mul(a, b, cut), truncate(mul(a, b), cut)), both(a, b));
}

void quotients(const RingRef &ring, check::Random &random) {
    const auto u = unit(ring, random, 20), v = shift(u, random.between(-4, 4));
    const auto a = series(ring, random);
    const auto inverted = inverse(v, std::nullopt);
    CHECK_WITH(*inverted->order() == 20 - 2 * v->valuation() + v->valuation(), shown(v));
    CHECK_WITH(agree(mul(v, inverted), monomial(ring, kOne, 0)), shown(v));
    CHECK_WITH(agree(mul(div(a, v, 25), v), a), both(a, v));
    CHECK_WITH(agree(pow(v, -3, std::nullopt), inverse(mul(v, mul(v, v)), std::nullopt)), shown(v));
    const auto p = toPolynomial(u), q = toPolynomial(series(ring, random, {-3, 12, 8, true}));
    // Over Z/12 a divisor may end in a zero divisor, and is refused then.
    if (ring->kind == RingKind::Zm && !fmpz_is_prime(ring->modulus))
        return;
    const auto exact = divExact(mul(p, q), p);
    CHECK_WITH(exact && identical(exact, q), both(p, q));
    if (p->length() > 1) {
        const int64_t past = q->isZero() ? 0 : p->degree() + q->degree();
        const auto spoilt = add(mul(p, q), monomial(ring, kOne, past + 90));
        CHECK_WITH(!divExact(spoilt, p), both(p, q));
    }
}

void transforms(const RingRef &ring, check::Random &random) {
    const auto a = series(ring, random);
    const int64_t n = random.between(1, 6);
    const auto classes = siftAll(a, n);
    auto whole = zeroSeries(ring, std::nullopt);
    for (int64_t k = 0; k < n; ++k)
        whole = add(whole, shift(compose(classes[static_cast<size_t>(k)], kOne, n), k));
    CHECK_WITH(agree(whole, a) && (!a->order() || *whole->order() >= *a->order()), shown(a));
    CHECK_WITH(identical(shift(shift(a, 7), -7), a), shown(a));
    const auto back = deserialize(serialize(*a));
    CHECK_WITH(identical(back, a) && hash(*back) == hash(*a), shown(a));
    const auto list = terms(*a, 0, 1000);
    CHECK_WITH(identical(fromTerms(ring, list.exponents, list.coefficients, a->order()), a), shown(a));
    const auto minus = compose(a, Fraction{Integer(-1), Integer(1)}, 1);
    CHECK_WITH(identical(compose(minus, Fraction{Integer(-1), Integer(1)}, 1), a), shown(a));
    if (ring->kind != RingKind::Zm)
        CHECK_WITH(
            identical(compose(compose(a, Fraction{Integer(2), Integer(3)}, 1), Fraction{Integer(3), Integer(2)}, 1), a),
            shown(a));
}

void analysis(const RingRef &ring, check::Random &random) {
    if (ring->kind == RingKind::Zm)
        return;
    const int64_t order = ring->flat() ? 14 : 5;
    const auto u = unit(ring, random, order);
    CHECK_WITH(agree(exp(log(u, std::nullopt), std::nullopt), u), shown(u));
    const int64_t s = random.between(2, 5), r = random.between(-4, 4);
    CHECK_WITH(agree(pow(powRational(u, r, s, std::nullopt), s, std::nullopt), pow(u, r, std::nullopt)), shown(u));
}

void reversions(const RingRef &ring, check::Random &random) {
    if (ring->n > 5 || ring->variables.size() > 1)
        return;
    const int64_t order = ring->flat() ? 10 : 5;
    const auto f = shift(unit(ring, random, order), 1), g = reversion(f, std::nullopt);
    CHECK_WITH(g->order() == f->order(), shown(f));
    // f(g(t)) by Horner's rule.
    auto composed = zeroSeries(ring, order + 1);
    for (int64_t e = order; e >= 0; --e) {
        const auto term = sub(toPolynomial(truncate(f, e + 1)), toPolynomial(truncate(f, e)));
        composed = add(mul(composed, g), shift(term, -e));
    }
    CHECK_WITH(agree(composed, monomial(ring, kOne, 1)), both(f, g));
}

void everything(const RingRef &ring, uint64_t stream) {
    check::Random random(stream);
    const int count = check::cases(ring->flat() ? 60 : 12);
    for (int i = 0; i < count; ++i) {
        ringAxioms(ring, random);
        productOrders(ring, random);
        quotients(ring, random);
        transforms(ring, random);
        analysis(ring, random);
        reversions(ring, random);
    }
}

} // namespace

int main() {
    memory::install();
    uint64_t stream = 0;
    for (const auto &ring : rings())
        everything(ring, ++stream);
    // Again with every dense series over Z/m packed.
    const slong usual = packedFrom();
    setPackedFrom(1);
    for (const auto &ring : rings())
        if (ring->wordModulus())
            everything(ring, ++stream);
    setPackedFrom(usual);
    return check::finish("axioms");
}
