// Changes of exponents and orders: coefficients move, or are scaled one by one.

#include <algorithm>

#include "ring/control.h"
#include "ring/general.h"
#include "ring/packed.h"

namespace durfee {

namespace {

// The terms [from, to) of `a` by stored index, with exponents mapped by an ascending `exponent` and blocks by
// `change(block, e)`.
template <typename Map, typename Change>
SeriesRef rebuilt(const Series &a, Order order, const Integer &denominator, Map exponent, Change change) {
    const slong width = a.ring()->width();
    IntegerVector numbers = a.flat().numerators.clone();
    Exponents exponents;
    exponents.reserve(static_cast<size_t>(a.length()));
    for (slong i = 0; i < a.length(); ++i) {
        exponents.push_back(exponent(a.exponentAt(i)));
        change(numbers.at(i * width), a.exponentAt(i));
        if ((i & 0xffff) == 0xffff)
            control::poll();
    }
    return normalSparse(a.ring(), order, std::move(exponents), std::move(numbers), denominator);
}

// Stored blocks [from, to) moved by `by`; no arithmetic.
SeriesRef sliced(const Series &a, Order order, slong from, slong to, int64_t by) {
    if (a.isPacked())
        return packed::sliced(a, order, from, to, by);
    const slong width = a.ring()->width();
    if (!a.isFlat()) {
        General part;
        for (slong i = from; i < to; ++i) {
            part.exponents.push_back(addExponents(a.exponentAt(i), by));
            part.coefficients.push_back(a.general().coefficients[static_cast<size_t>(i)]);
        }
        return normalGeneral(a.ring(), order, std::move(part));
    }
    IntegerVector numbers((to - from) * width);
    _fmpz_vec_set(numbers.data(), a.flat().numerators.at(from * width), numbers.size());
    if (!a.flat().sparse)
        return normalDense(a.ring(), order, addExponents(a.flat().start + from, by), std::move(numbers),
                           a.flat().denominator);
    Exponents exponents;
    exponents.reserve(static_cast<size_t>(to - from));
    for (slong i = from; i < to; ++i)
        exponents.push_back(addExponents(a.exponentAt(i), by));
    return normalSparse(a.ring(), order, std::move(exponents), std::move(numbers), a.flat().denominator);
}

SeriesRef composeExact(const SeriesRef &a, const Fraction &c, int64_t k);

} // namespace

SeriesRef shift(const SeriesRef &a, int64_t by) {
    if (by == 0)
        return a;
    const Order order = a->order() ? Order(addExponents(*a->order(), by)) : std::nullopt;
    return sliced(*a, order, 0, a->length(), by);
}

SeriesRef truncate(const SeriesRef &a, int64_t order) {
    if (a->order() && *a->order() <= order)
        return a;
    return sliced(*a, order, 0, a->lowerIndex(order), 0);
}

SeriesRef toPolynomial(const SeriesRef &a) {
    if (a->exact())
        return a;
    return sliced(*a, std::nullopt, 0, a->length(), 0);
}

SeriesRef thetaDerivative(const SeriesRef &a) {
    if (a->isPacked())
        return thetaDerivative(plain(a));
    if (!a->isFlat())
        return general::mapped(a->ring(), a->order(), *a, [](const Rational &c, int64_t e) {
            return scale(c, Fraction{Integer(e), Integer(1)});
        });
    const slong width = a->ring()->width();
    return rebuilt(
        *a, a->order(), a->flat().denominator, [](int64_t e) { return e; },
        [width](fmpz *block, int64_t e) { _fmpz_vec_scalar_mul_si(block, block, width, e); });
}

namespace {

// sum of a_(n i + k) t^i from the stored indices of the terms t^(n i + k).
SeriesRef picked(const Series &a, int64_t n, int64_t k, const std::vector<slong> &places) {
    const Order order = a.order() ? Order(ceilDiv(subExponents(*a.order(), k), n)) : std::nullopt;
    Exponents exponents;
    exponents.reserve(places.size());
    for (const slong place : places)
        exponents.push_back((a.exponentAt(place) - k) / n);
    if (!a.isFlat()) {
        General general;
        general.exponents.assign(exponents.begin(), exponents.end());
        for (const slong place : places)
            general.coefficients.push_back(a.general().coefficients[static_cast<size_t>(place)]);
        return normalGeneral(a.ring(), order, std::move(general));
    }
    const slong width = a.ring()->width();
    IntegerVector numbers(static_cast<slong>(places.size()) * width);
    for (size_t p = 0; p < places.size(); ++p)
        _fmpz_vec_set(numbers.at(static_cast<slong>(p) * width), a.block(places[p]), width);
    return normalSparse(a.ring(), order, std::move(exponents), std::move(numbers), a.flat().denominator);
}

} // namespace

SeriesRef sift(const SeriesRef &a, int64_t n, int64_t k) {
    if (n < 1)
        fail(Code::Domain, "A sift takes every n-th coefficient, n at least 1; given was n = ", n, ".");
    if (a->isPacked())
        return packed::sift(*a, n, k);
    const auto member = [n, k](int64_t e) { return (e - k) % n == 0; };
    std::vector<slong> places;
    // In a dense series the members are n apart, in a sparse one each term is looked at.
    const bool dense = a->isFlat() && !a->flat().sparse;
    slong i = 0;
    if (dense)
        while (i < a->length() && !member(a->exponentAt(i)))
            ++i;
    for (; i < a->length(); i += dense ? static_cast<slong>(std::min<int64_t>(n, a->length())) : 1)
        if (member(a->exponentAt(i)))
            places.push_back(i);
    return picked(*a, n, k, places);
}

std::vector<SeriesRef> siftAll(const SeriesRef &a, int64_t n) {
    if (n < 1 || n > 1000000)
        fail(Code::Domain, "Sifting into all classes takes 1 <= n <= 1000000; given was n = ", n, ".");
    std::vector<SeriesRef> classes;
    if (a->isPacked()) {
        for (int64_t k = 0; k < n; ++k)
            classes.push_back(packed::sift(*a, n, k));
        return classes;
    }
    std::vector<std::vector<slong>> places(static_cast<size_t>(n));
    for (slong i = 0; i < a->length(); ++i) {
        const int64_t e = a->exponentAt(i);
        places[static_cast<size_t>(e - n * floorDiv(e, n))].push_back(i);
    }
    for (int64_t k = 0; k < n; ++k) {
        control::poll();
        classes.push_back(picked(*a, n, k, places[static_cast<size_t>(k)]));
    }
    return classes;
}

SeriesRef compose(const SeriesRef &a, const Fraction &c, int64_t k) {
    if (k == 0)
        fail(Code::Domain, "t is replaced by c t^k with k not zero; given was k = 0.");
    if (c.isZero())
        fail(Code::Domain, "t is replaced by c t^k with c not zero; given was c = 0.");
    if (k < 0 && a->order())
        fail(Code::Domain, "t^", k, " can replace t only in an exact Laurent polynomial; this series is known to O(t^",
             *a->order(), ").");
    return composeExact(plain(a), c, k);
}

namespace {

// Powers c^e for ascending e over one denominator: coefficient i is multiplied by c^(e_i). Each comes from the one
// before.
class ScaledPowers {
  public:
    ScaledPowers(const Fraction &c, const Series &a)
        : c_(c), lowest_(std::min<int64_t>(a.valuation(), 0)), highest_(std::max<int64_t>(a.degree(), 0)),
          at_(lowest_) {
        const auto longer = std::max(fmpz_bits(c.numerator), fmpz_bits(c.denominator));
        // Powers of -1 do not grow.
        const double bits = longer == 1 ? 0 : static_cast<double>(longer);
        const double span = static_cast<double>(highest_) - static_cast<double>(lowest_);
        memory::require(bits * span / 8 * (1 + static_cast<double>(a.length()) / 2), "The substitution of ",
                        decimal(c.numerator, c.denominator).substr(0, 40), "·t");
        fmpz_pow_ui(power_, c.denominator, static_cast<ulong>(highest_ - lowest_));
    }
    /// Common denominator of all the powers: den^highest · num^(-lowest), where the exponents are positive.
    Integer common() const {
        Integer a, b;
        fmpz_pow_ui(a, c_.denominator, static_cast<ulong>(highest_));
        fmpz_pow_ui(b, c_.numerator, static_cast<ulong>(-lowest_));
        fmpz_mul(a, a, b);
        return a;
    }
    /// c^e times the common denominator, num^(e - lowest) den^(highest - e), for e not below the one asked for before.
    const Integer &numerator(int64_t e) {
        Integer factor;
        if (const auto gap = static_cast<ulong>(e - at_); gap > 0) {
            if (!c_.denominator.isOne()) {
                fmpz_pow_ui(factor, c_.denominator, gap);
                fmpz_divexact(power_, power_, factor);
            }
            fmpz_pow_ui(factor, c_.numerator, gap);
            fmpz_mul(power_, power_, factor);
            at_ = e;
        }
        return power_;
    }

  private:
    Fraction c_;
    int64_t lowest_, highest_, at_;
    Integer power_;
};

// Over Z/m: multiplies by powers of the residue c.
SeriesRef scaledResidues(const SeriesRef &a, const Fraction &c) {
    const Integer &modulus = a->ring()->modulus;
    const auto inverted = [&](const Integer &value) {
        Integer inverse;
        if (!fmpz_invmod(inverse, value, modulus))
            fail(Code::Domain, "The factor ", decimal(c.numerator, c.denominator).substr(0, 60),
                 " is not invertible modulo ", decimal(modulus), ".");
        return inverse;
    };
    Integer residue(c.numerator), power, factor;
    if (!c.denominator.isOne())
        fmpz_mul(residue, residue, inverted(c.denominator));
    int64_t at = a->valuation();
    fmpz_powm(power, at < 0 ? inverted(residue) : residue, Integer(std::abs(at)), modulus);
    IntegerVector numbers = a->flat().numerators.clone();
    Exponents exponents;
    for (slong i = 0; i < a->length(); ++i) {
        const int64_t e = a->exponentAt(i);
        if (e == at + 1) {
            fmpz_mul(power, power, residue);
            fmpz_mod(power, power, modulus);
        } else if (e > at) {
            fmpz_powm(factor, residue, Integer(e - at), modulus);
            fmpz_mul(power, power, factor);
            fmpz_mod(power, power, modulus);
        }
        at = e;
        exponents.push_back(e);
        fmpz_mul(numbers.at(i), numbers.at(i), power);
        if ((i & 0xfff) == 0xfff)
            control::poll();
    }
    return normalSparse(a->ring(), a->order(), std::move(exponents), std::move(numbers));
}

SeriesRef reversed(const Series &a) {
    const slong width = a.ring()->width();
    General general;
    Exponents exponents;
    IntegerVector numbers(a.isFlat() ? a.length() * width : 0);
    for (slong i = a.length() - 1, p = 0; i >= 0; --i, ++p) {
        if (a.isFlat()) {
            exponents.push_back(-a.exponentAt(i));
            _fmpz_vec_set(numbers.at(p * width), a.block(i), width);
        } else {
            general.exponents.push_back(-a.exponentAt(i));
            general.coefficients.push_back(a.general().coefficients[static_cast<size_t>(i)]);
        }
    }
    if (!a.isFlat())
        return normalGeneral(a.ring(), std::nullopt, std::move(general));
    return normalSparse(a.ring(), std::nullopt, std::move(exponents), std::move(numbers), a.flat().denominator);
}

SeriesRef scaledArgument(const SeriesRef &a, const Fraction &c) {
    if (c.isOne() || a->isZero())
        return a;
    if (a->ring()->kind == RingKind::Zm)
        return scaledResidues(a, c);
    ScaledPowers powers(c, *a);
    const Integer common = powers.common();
    if (!a->isFlat())
        return general::mapped(a->ring(), a->order(), *a, [&](const Rational &x, int64_t e) {
            return scale(x, Fraction{powers.numerator(e), common});
        });
    Integer denominator = common;
    auto ring = a->ring();
    if (ring->kind == RingKind::Z && !fmpz_is_pm1(denominator))
        ring = ringQ();
    fmpz_mul(denominator, denominator, a->flat().denominator);
    const slong width = ring->width();
    const bool sign = fmpz_equal_si(c.numerator, -1) && c.denominator.isOne();
    IntegerVector numbers = a->flat().numerators.clone();
    Exponents exponents;
    for (slong i = 0; i < a->length(); ++i) {
        const int64_t e = a->exponentAt(i);
        exponents.push_back(e);
        fmpz *block = numbers.at(i * width);
        if (!sign)
            _fmpz_vec_scalar_mul_fmpz(block, block, width, powers.numerator(e));
        else if ((e & 1) != 0)
            _fmpz_vec_neg(block, block, width);
        if ((i & 0xfff) == 0xfff)
            control::poll();
    }
    if (sign)
        fmpz_abs(denominator, denominator);
    return normalSparse(ring, a->order(), std::move(exponents), std::move(numbers), std::move(denominator));
}

SeriesRef dilated(const SeriesRef &a, int64_t k) {
    if (k == 1)
        return a;
    if (a->order())
        mulExponents(*a->order(), k);
    const Order order = a->order() ? Order(mulExponents(*a->order(), k)) : std::nullopt;
    if (!a->isFlat()) {
        General general = a->general();
        for (auto &e : general.exponents)
            e = mulExponents(e, k);
        return normalGeneral(a->ring(), order, std::move(general));
    }
    return rebuilt(
        *a, order, a->flat().denominator, [k](int64_t e) { return mulExponents(e, k); }, [](fmpz *, int64_t) {});
}

SeriesRef composeExact(const SeriesRef &a, const Fraction &c, int64_t k) {
    const auto scaled = plain(scaledArgument(a, c));
    return dilated(k < 0 ? plain(reversed(*scaled)) : scaled, k < 0 ? -k : k);
}

} // namespace

} // namespace durfee
