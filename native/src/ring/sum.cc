// Sums, and products with constants.

#include <algorithm>

#include "ring/control.h"
#include "ring/general.h"
#include "ring/packed.h"
#include "ring/vectors.h"

namespace durfee {

namespace {

// Both numerators brought over one denominator: a·fa and b·fb over `common`.
struct Scaling {
    Integer common, fa, fb;
};

Scaling commonDenominator(const Flat &a, const Flat &b, bool subtract) {
    Scaling s;
    fmpz_lcm(s.common, a.denominator, b.denominator);
    fmpz_divexact(s.fa, s.common, a.denominator);
    fmpz_divexact(s.fb, s.common, b.denominator);
    if (subtract)
        fmpz_neg(s.fb, s.fb);
    return s;
}

void addScaled(fmpz *to, const fmpz *block, slong width, const Integer &factor) {
    if (factor.isOne())
        _fmpz_vec_add(to, to, block, width);
    else
        _fmpz_vec_scalar_addmul_fmpz(to, block, width, factor);
}

// Adds the terms of `a` below `end` into a dense window that begins at `from`; whole stored runs at once when dense.
void addInto(IntegerVector &window, int64_t from, int64_t end, const Series &a, const Integer &factor) {
    const slong width = a.ring()->width(), stop = a.lowerIndex(end);
    if (stop == 0)
        return;
    if (!a.flat().sparse) {
        addScaled(window.at((a.flat().start - from) * width), a.flat().numerators.data(), stop * width, factor);
        return;
    }
    for (slong i = 0; i < stop; ++i)
        addScaled(window.at((a.exponentAt(i) - from) * width), a.block(i), width, factor);
}

SeriesRef addMerged(const RingRef &ring, Order order, const Series &a, const Series &b, Scaling &s) {
    const slong width = ring->width();
    Exponents exponents;
    IntegerVector numbers((a.length() + b.length()) * width);
    slong i = 0, j = 0;
    while (i < a.length() || j < b.length()) {
        const bool fromA = j >= b.length() || (i < a.length() && a.exponentAt(i) <= b.exponentAt(j));
        const bool fromB = i >= a.length() || (j < b.length() && b.exponentAt(j) <= a.exponentAt(i));
        fmpz *place = numbers.at(static_cast<slong>(exponents.size()) * width);
        exponents.push_back(fromA ? a.exponentAt(i) : b.exponentAt(j));
        if (fromA)
            addScaled(place, a.block(i++), width, s.fa);
        if (fromB)
            addScaled(place, b.block(j++), width, s.fb);
    }
    return normalSparse(ring, order, std::move(exponents), std::move(numbers), std::move(s.common));
}

SeriesRef addFlat(const RingRef &ring, const Series &a, const Series &b, bool subtract) {
    const Order order = minOrder(a.order(), b.order());
    auto s = commonDenominator(a.flat(), b.flat(), subtract);
    if (a.isZero() && b.isZero())
        return zeroSeries(ring, order);
    const int64_t from = a.isZero()   ? b.valuation()
                         : b.isZero() ? a.valuation()
                                      : std::min(a.valuation(), b.valuation());
    const int64_t last = a.isZero() ? b.degree() : b.isZero() ? a.degree() : std::max(a.degree(), b.degree());
    const int64_t end = order ? std::max(from, std::min(*order, last + 1)) : last + 1;
    const bool dense = !a.isZero() && !b.isZero() && !(a.flat().sparse && b.flat().sparse) &&
                       end - from <= 2 * (a.length() + b.length());
    if (!dense)
        return addMerged(ring, order, a, b, s);
    IntegerVector window((end - from) * ring->width());
    addInto(window, from, end, a, s.fa);
    addInto(window, from, end, b, s.fb);
    return normalDense(ring, order, from, std::move(window), std::move(s.common));
}

SeriesRef combined(const SeriesRef &a, const SeriesRef &b, bool subtract) {
    control::poll();
    const auto ring = joinRings(a->ring(), b->ring());
    auto x = widen(a, ring), y = widen(b, ring);
    if (x->isPacked() && y->isPacked() && packed::adjacent(*x, *y))
        return packed::combine(*x, *y, minOrder(x->order(), y->order()), subtract ? fmpz_get_ui(ring->modulus) - 1 : 1);
    x = plain(x);
    y = plain(y);
    return ring->flat() ? addFlat(ring, *x, *y, subtract) : general::add(ring, *x, *y, subtract);
}

} // namespace

SeriesRef add(const SeriesRef &a, const SeriesRef &b) { return combined(a, b, false); }

SeriesRef sub(const SeriesRef &a, const SeriesRef &b) { return combined(a, b, true); }

SeriesRef neg(const SeriesRef &a) { return scale(a, Fraction{Integer(-1), Integer(1)}); }

SeriesRef scale(const SeriesRef &a, const Fraction &by) {
    if (by.isZero())
        return zeroSeries(a->ring(), std::nullopt);
    if (a->isPacked())
        return by.denominator.isOne() ? packed::scale(*a, fmpz_fdiv_ui(by.numerator, fmpz_get_ui(a->ring()->modulus)))
                                      : scale(plain(a), by);
    auto ring = a->ring();
    if (ring->kind == RingKind::Z && !by.denominator.isOne())
        ring = ringQ();
    if (!ring->flat()) {
        const Rational factor(by);
        return general::mapped(ring, a->order(), *a, [&](const Rational &c, int64_t) { return c * factor; });
    }
    IntegerVector numbers(a->flat().numerators.size());
    vectors::scale(numbers.data(), a->flat().numerators.data(), numbers.size(), by.numerator);
    Integer denominator;
    fmpz_mul(denominator, a->flat().denominator, by.denominator);
    if (!a->flat().sparse)
        return normalDense(ring, a->order(), a->flat().start, std::move(numbers), std::move(denominator));
    return normalSparse(ring, a->order(), a->flat().exponents, std::move(numbers), std::move(denominator));
}

} // namespace durfee
