// The same numbers over another ring.

#include <algorithm>

#include "ring/control.h"
#include "ring/general.h"
#include "ring/packed.h"

namespace durfee {

namespace {

[[noreturn]] void failConversion(const Series &a, const Ring &ring, const std::string &reason) {
    fail(Code::Domain, "A series over ", a.ring()->name(), " is not one over ", ring.name(), ": ", reason, ".");
}

SeriesRef retagged(const SeriesRef &a, const RingRef &ring) {
    if (!a->isFlat())
        return normalGeneral(ring, a->order(), a->general());
    if (!a->flat().sparse)
        return normalDense(ring, a->order(), a->flat().start, a->flat().numerators.clone(), a->flat().denominator);
    return normalSparse(ring, a->order(), a->flat().exponents, a->flat().numerators.clone(), a->flat().denominator);
}

// Blocks of one width spread into blocks of another by `place`.
template <typename Place> SeriesRef reblocked(const SeriesRef &a, const RingRef &ring, Place place) {
    const slong width = ring->width();
    IntegerVector numbers(a->length() * width);
    Exponents exponents;
    exponents.reserve(static_cast<size_t>(a->length()));
    for (slong i = 0; i < a->length(); ++i) {
        place(numbers.at(i * width), a->block(i));
        exponents.push_back(a->exponentAt(i));
    }
    return normalSparse(ring, a->order(), std::move(exponents), std::move(numbers), a->flat().denominator);
}

// zeta_n = zeta_m^(m/n) for n dividing m.
SeriesRef intoLargerField(const SeriesRef &a, const RingRef &ring) {
    const slong step = ring->n / a->ring()->n, from = a->ring()->width(), to = ring->width();
    const slong span = (from - 1) * step + 1;
    IntegerVector wide(std::max(span, to));
    return reblocked(a, ring, [&](fmpz *out, const fmpz *block) {
        _fmpz_vec_zero(wide.data(), wide.size());
        for (slong k = 0; k < from; ++k)
            fmpz_set(wide.at(k * step), block + k);
        for (slong k = span - 1; k >= to; --k) {
            Integer top(wide.at(k));
            _fmpz_vec_scalar_submul_fmpz(wide.at(k - to), ring->cyclotomicPolynomial.data(), to + 1, top);
        }
        _fmpz_vec_set(out, wide.data(), to);
    });
}

SeriesRef intoRationals(const SeriesRef &a, const RingRef &ring) {
    General general;
    for (slong i = 0; i < a->length(); ++i) {
        Fraction c{Integer(a->block(i)), a->flat().denominator};
        c.reduce();
        general.exponents.push_back(a->exponentAt(i));
        general.coefficients.emplace_back(c);
    }
    return normalGeneral(ring, a->order(), std::move(general));
}

SeriesRef cyclotomicToRational(const SeriesRef &a, const RingRef &ring) {
    const slong width = a->ring()->width();
    for (slong i = 0; i < a->length(); ++i)
        if (!_fmpz_vec_is_zero(a->block(i) + 1, width - 1))
            failConversion(*a, *ring, text("the coefficient of t^", a->exponentAt(i), " is not rational"));
    return reblocked(a, ringQ(), [](fmpz *out, const fmpz *block) { fmpz_set(out, block); });
}

SeriesRef generalToRational(const SeriesRef &a, const RingRef &ring) {
    IntegerVector numbers(a->length());
    Integer common(1);
    Exponents exponents;
    std::vector<Fraction> values;
    for (slong i = 0; i < a->length(); ++i) {
        const auto &c = a->general().coefficients[static_cast<size_t>(i)];
        if (!c.isConstant())
            failConversion(*a, *ring, text("the coefficient of t^", a->exponentAt(i), " is not a number"));
        values.push_back(c.constant());
        exponents.push_back(a->exponentAt(i));
        fmpz_lcm(common, common, values.back().denominator);
    }
    Integer factor;
    for (slong i = 0; i < a->length(); ++i) {
        const auto &value = values[static_cast<size_t>(i)];
        fmpz_divexact(factor, common, value.denominator);
        fmpz_mul(numbers.at(i), value.numerator, factor);
    }
    return normalSparse(ringQ(), a->order(), std::move(exponents), std::move(numbers), std::move(common));
}

// From the rationals (Z or Q) to any ring.
SeriesRef fromRational(const SeriesRef &a, const RingRef &ring) {
    switch (ring->kind) {
    case RingKind::Z:
        if (!a->flat().denominator.isOne())
            failConversion(*a, *ring, "its denominator is " + decimal(a->flat().denominator).substr(0, 60));
        return retagged(a, ring);
    case RingKind::Q:
    case RingKind::Zm:
        return retagged(a, ring);
    case RingKind::Cyclotomic:
        return reblocked(a, ring, [](fmpz *out, const fmpz *block) { fmpz_set(out, block); });
    case RingKind::Laurent:
    case RingKind::Ratfun:
        return intoRationals(a, ring);
    }
    return nullptr;
}

void checkGeneral(const SeriesRef &a, const RingRef &ring) {
    for (size_t i = 0; i < a->general().exponents.size(); ++i) {
        const auto &c = a->general().coefficients[i];
        for (const auto &name : c.used())
            if (!std::binary_search(ring->variables.begin(), ring->variables.end(), name))
                failConversion(*a, *ring, text("the coefficient of t^", a->general().exponents[i], " contains ", name));
        if (ring->kind == RingKind::Laurent && !c.isLaurent())
            failConversion(*a, *ring,
                           text("the coefficient of t^", a->general().exponents[i], " is not a Laurent polynomial"));
    }
}

} // namespace

SeriesRef widen(const SeriesRef &a, const RingRef &ring) {
    // Over Z and Q the same blocks mean the same numbers.
    if (sameRing(*a->ring(), *ring) || (a->ring()->kind == RingKind::Z && ring->kind == RingKind::Q))
        return a;
    return changeRing(a, ring);
}

SeriesRef changeRing(const SeriesRef &a, const RingRef &ring) {
    if (sameRing(*a->ring(), *ring))
        return a;
    control::poll();
    switch (a->ring()->kind) {
    case RingKind::Z:
    case RingKind::Q:
        return fromRational(a, ring);
    case RingKind::Zm:
        if (ring->kind == RingKind::Zm && fmpz_divisible(a->ring()->modulus, ring->modulus))
            return a->isPacked() ? packed::reduce(*a, ring) : retagged(a, ring);
        failConversion(*a, *ring, "residues have no canonical integers (use a symmetric lift)");
    case RingKind::Cyclotomic:
        if (ring->kind == RingKind::Cyclotomic && ring->n % a->ring()->n == 0)
            return intoLargerField(a, ring);
        return fromRational(cyclotomicToRational(a, ring), ring);
    case RingKind::Laurent:
    case RingKind::Ratfun:
        if (ring->flat())
            return fromRational(generalToRational(a, ring), ring);
        checkGeneral(a, ring);
        return retagged(a, ring);
    }
    return nullptr;
}

SeriesRef reduce(const SeriesRef &a, const Integer &modulus) { return changeRing(a, ringZm(modulus)); }

SeriesRef liftSymmetric(const SeriesRef &a) {
    if (a->ring()->kind != RingKind::Zm)
        fail(Code::Domain, "A symmetric lift takes a series over Z/m; this one is over ", a->ring()->name(), ".");
    if (a->isPacked())
        return liftSymmetric(plain(a));
    auto lifted = a->flat().numerators.clone();
    for (slong i = 0; i < lifted.size(); ++i)
        fmpz_smod(lifted.at(i), lifted.at(i), a->ring()->modulus);
    if (!a->flat().sparse)
        return normalDense(ringZ(), a->order(), a->flat().start, std::move(lifted));
    return normalSparse(ringZ(), a->order(), a->flat().exponents, std::move(lifted));
}

} // namespace durfee
