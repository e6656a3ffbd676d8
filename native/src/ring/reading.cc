#include "ring/reading.h"

#include <algorithm>
#include <cmath>

#include "kernel/kernels.h"
#include "ring/control.h"
#include "ring/packed.h"

namespace durfee {

namespace {

constexpr int64_t kMaxWindow = 50'000'000;

void checkWindow(int64_t count) {
    if (count < 0 || count > kMaxWindow)
        fail(Code::TooLarge, "A window has at most ", kMaxWindow, " coefficients; ", count, " were asked for.");
}

uint64_t residueAt(const Series &a, slong i) { return a.packed().residues.get(static_cast<size_t>(i)); }

bool isStoredZero(const Series &a, slong i) {
    if (a.isPacked())
        return residueAt(a, i) == 0;
    return a.isFlat() && _fmpz_vec_is_zero(a.block(i), a.ring()->width());
}

Fraction fractionAt(const Series &a, slong i) {
    Fraction value{Integer(), Integer(1)};
    if (a.isPacked()) {
        fmpz_set_ui(value.numerator, residueAt(a, i));
        return value;
    }
    value = {Integer(a.block(i)), a.flat().denominator};
    value.reduce();
    return value;
}

// "1/2 - 3*zeta + zeta^2"
std::string zetaText(const fmpz *block, slong width, const fmpz *denominator) {
    std::string all;
    Fraction c;
    for (slong k = 0; k < width; ++k) {
        if (fmpz_is_zero(block + k))
            continue;
        fmpz_abs(c.numerator, block + k);
        fmpz_set(c.denominator, denominator);
        c.reduce();
        const bool negative = fmpz_sgn(block + k) < 0;
        all += all.empty() ? (negative ? "-" : "") : (negative ? " - " : " + ");
        const std::string power = k == 0 ? "" : k == 1 ? "zeta" : text("zeta^", k);
        const auto number = decimal(c.numerator, c.denominator);
        all += power.empty() ? number : c.isOne() ? power : number + "*" + power;
    }
    return all.empty() ? "0" : all;
}

std::string textAt(const Series &a, slong i) {
    if (a.isPacked())
        return std::to_string(residueAt(a, i));
    if (!a.isFlat())
        return plainText(a.general().coefficients[static_cast<size_t>(i)]);
    const slong width = a.ring()->width();
    if (width > 1)
        return zetaText(a.block(i), width, a.flat().denominator);
    if (a.flat().denominator.isOne())
        return decimal(a.block(i));
    const auto value = fractionAt(a, i);
    return decimal(value.numerator, value.denominator);
}

} // namespace

void checkKnown(const Series &a, int64_t e) {
    if (a.order() && e >= *a.order())
        fail(Code::Precision, "The coefficient of t^", e, " is not known: the series is known to O(t^", *a.order(),
             ").");
}

slong findTerm(const Series &a, int64_t e) {
    checkKnown(a, e);
    const slong i = a.lowerIndex(e);
    return i < a.length() && a.exponentAt(i) == e && !isStoredZero(a, i) ? i : -1;
}

Fraction coefficientFraction(const Series &a, int64_t e) {
    const slong i = findTerm(a, e);
    if (i < 0)
        return {};
    if (a.isPacked())
        return fractionAt(a, i);
    if (!a.isFlat()) {
        const auto &c = a.general().coefficients[static_cast<size_t>(i)];
        if (!c.isConstant())
            fail(Code::Domain, "The coefficient of t^", e, " is not a number.");
        return c.constant();
    }
    const slong width = a.ring()->width();
    if (!_fmpz_vec_is_zero(a.block(i) + 1, width - 1))
        fail(Code::Domain, "The coefficient of t^", e, " is not rational.");
    return fractionAt(a, i);
}

std::string coefficientText(const Series &a, int64_t e) {
    const slong i = findTerm(a, e);
    return i < 0 ? "0" : textAt(a, i);
}

Rational coefficientRational(const Series &a, int64_t e) {
    const slong i = findTerm(a, e);
    if (i < 0)
        return Rational();
    if (a.ring()->kind == RingKind::Laurent || a.ring()->kind == RingKind::Ratfun)
        return a.general().coefficients[static_cast<size_t>(i)];
    const slong width = a.ring()->width();
    if (width == 1)
        return Rational(fractionAt(a, i));
    Rational value = Rational(), power = Rational(Fraction{Integer(1), Integer(1)});
    const Rational zeta = variable("zeta");
    for (slong k = 0; k < width; ++k) {
        value = value + scale(power, Fraction{Integer(a.block(i) + k), a.flat().denominator});
        if (k + 1 < width)
            power = power * zeta;
    }
    return value;
}

TermList terms(const Series &a, int64_t from, int64_t count) {
    checkWindow(count);
    TermList list;
    if (from < 0)
        fail(Code::Argument, "Terms are numbered from 0; given was ", from, ".");
    const bool direct = !a.isPacked() && (!a.isFlat() || a.flat().sparse);
    slong i = direct ? static_cast<slong>(std::min<int64_t>(from, a.length())) : 0;
    for (int64_t skip = direct ? 0 : from; skip > 0 && i < a.length(); ++i)
        skip -= !isStoredZero(a, i);
    for (; i < a.length() && static_cast<int64_t>(list.exponents.size()) < count; ++i) {
        if (isStoredZero(a, i))
            continue;
        list.exponents.push_back(a.exponentAt(i));
        list.coefficients.push_back(textAt(a, i));
        if ((list.exponents.size() & 0xff) == 0)
            control::poll();
    }
    return list;
}

std::vector<std::string> window(const Series &a, int64_t from, int64_t count) {
    checkWindow(count);
    if (count > 0)
        checkKnown(a, addExponents(from, count - 1));
    std::vector<std::string> out(static_cast<size_t>(count), "0");
    const slong end = a.lowerIndex(from + count);
    for (slong i = a.lowerIndex(from); i < end; ++i) {
        out[static_cast<size_t>(a.exponentAt(i) - from)] = textAt(a, i);
        if ((i & 0xff) == 0)
            control::poll();
    }
    return out;
}

void windowLog10(const Series &a, int64_t from, int64_t count, double *log10, int8_t *sign) {
    checkWindow(count);
    if (a.isPacked() && count > 0) {
        checkKnown(a, addExponents(from, count - 1));
        return windowLog10(*plainWindow(a, from, count), from, count, log10, sign);
    }
    if (!a.isFlat() || a.ring()->width() > 1)
        fail(Code::Domain, "Sizes are of numbers; the coefficients are in ", a.ring()->name(), ".");
    if (count > 0)
        checkKnown(a, addExponents(from, count - 1));
    std::fill(log10, log10 + count, 0.0);
    std::fill(sign, sign + count, int8_t{0});
    const auto size = [](const fmpz *c) {
        slong exponent;
        const double mantissa = fmpz_get_d_2exp(&exponent, c);
        return std::log10(std::fabs(mantissa)) + static_cast<double>(exponent) * 0.30102999566398119521;
    };
    const double below = size(a.flat().denominator);
    const slong end = a.lowerIndex(from + count);
    for (slong i = a.lowerIndex(from); i < end; ++i) {
        if (isStoredZero(a, i))
            continue;
        const auto place = a.exponentAt(i) - from;
        log10[place] = size(a.block(i)) - below;
        sign[place] = static_cast<int8_t>(fmpz_sgn(a.block(i)));
    }
}

void windowMod(const Series &a, int64_t from, int64_t count, int64_t modulus, int32_t *out) {
    checkWindow(count);
    if (modulus < 1 || modulus >= (int64_t{1} << 31))
        fail(Code::Domain, "A modulus lies in 1 .. 2^31 - 1; given was ", modulus, ".");
    if (a.isPacked() && count > 0) {
        checkKnown(a, addExponents(from, count - 1));
        return windowMod(*plainWindow(a, from, count), from, count, modulus, out);
    }
    if (!a.isFlat() || a.ring()->width() > 1)
        fail(Code::Domain, "Residues are of numbers; the coefficients are in ", a.ring()->name(), ".");
    if (a.ring()->kind == RingKind::Zm && !fmpz_divisible_si(a.ring()->modulus, modulus))
        fail(Code::Domain, "Residues modulo ", decimal(a.ring()->modulus), " do not determine residues modulo ",
             modulus, ".");
    if (count > 0)
        checkKnown(a, addExponents(from, count - 1));
    std::fill(out, out + count, 0);
    Integer inverse, m(modulus), residue;
    if (modulus > 1 && !fmpz_invmod(inverse, a.flat().denominator, m))
        fail(Code::Domain, "The denominator ", decimal(a.flat().denominator), " is not invertible modulo ", modulus,
             ".");
    const slong end = a.lowerIndex(from + count);
    for (slong i = a.lowerIndex(from); i < end; ++i) {
        fmpz_mul(residue, a.block(i), inverse);
        out[a.exponentAt(i) - from] = static_cast<int32_t>(fmpz_fdiv_ui(residue, static_cast<ulong>(modulus)));
    }
}

int64_t termIndex(const Series &a, int64_t e) {
    const slong end = a.lowerIndex(e);
    if (!a.isPacked() && (!a.isFlat() || a.flat().sparse))
        return end;
    int64_t count = 0;
    for (slong i = 0; i < end; ++i)
        count += !isStoredZero(a, i);
    return count;
}

Comparison compare(const SeriesRef &a, const SeriesRef &b) {
    const Order order = minOrder(a->order(), b->order());
    if ((a->isPacked() || b->isPacked()) && sameRing(*a->ring(), *b->ring()) && packed::adjacent(*a, *b))
        return {packed::firstDifference(*a, *b, order), order};
    const auto difference = sub(order ? truncate(a, *order) : a, order ? truncate(b, *order) : b);
    return {difference->isZero() ? std::nullopt : Order(difference->valuation()), order};
}

Fraction content(const Series &a) {
    if (a.isPacked()) {
        uint64_t common = 0;
        for (slong i = 0; i < a.length() && common != 1; ++i)
            common = n_gcd(common, residueAt(a, i));
        Fraction value{Integer(), Integer(1)};
        fmpz_set_ui(value.numerator, common);
        return value;
    }
    if (!a.isFlat())
        fail(Code::Domain, "The content is of numbers; the coefficients are in ", a.ring()->name(), ".");
    Fraction value;
    _fmpz_vec_content(value.numerator, a.flat().numerators.data(), a.flat().numerators.size());
    value.denominator = a.flat().denominator;
    value.reduce();
    return value;
}

Fraction sum(const Series &a) {
    if (a.isPacked()) {
        const uint64_t m = a.packed().residues.modulus();
        uint64_t total = 0;
        for (slong i = 0; i < a.length(); ++i)
            total = n_addmod(total, residueAt(a, i), m);
        Fraction value{Integer(), Integer(1)};
        fmpz_set_ui(value.numerator, total);
        return value;
    }
    if (!a.isFlat() || a.ring()->width() > 1)
        fail(Code::Domain, "The sum is of numbers; the coefficients are in ", a.ring()->name(), ".");
    Fraction value;
    for (slong i = 0; i < a.length(); ++i)
        fmpz_add(value.numerator, value.numerator, a.block(i));
    value.denominator = a.flat().denominator;
    if (a.ring()->kind == RingKind::Zm)
        fmpz_mod(value.numerator, value.numerator, a.ring()->modulus);
    value.reduce();
    return value;
}

namespace {

// Two lanes of multiply and xor-shift (the finaliser of SplitMix64), fed word by word.
class Hasher {
  public:
    void word(uint64_t value) {
        low_ = mix(low_ ^ value);
        high_ = mix(high_ + value * 0x9e3779b97f4a7c15u);
    }
    void integer(const fmpz *value) {
        if (!COEFF_IS_MPZ(*value))
            return word(static_cast<uint64_t>(*value));
        const mpz_srcptr big = COEFF_TO_PTR(*value);
        word(static_cast<uint64_t>(mpz_sgn(big)));
        for (size_t i = 0; i < mpz_size(big); ++i)
            word(mpz_getlimbn(big, static_cast<mp_size_t>(i)));
    }
    void characters(const std::string &characters) {
        for (const char c : characters)
            word(static_cast<unsigned char>(c));
    }
    std::string hex() const {
        char digits[33];
        std::snprintf(digits, sizeof digits, "%016llx%016llx", static_cast<unsigned long long>(high_),
                      static_cast<unsigned long long>(low_));
        return digits;
    }

  private:
    static uint64_t mix(uint64_t z) {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    uint64_t low_ = 0x243f6a8885a308d3u, high_ = 0x13198a2e03707344u;
};

} // namespace

std::string hash(const Series &a) {
    Hasher hasher;
    hasher.characters(a.ring()->kind == RingKind::Z ? "Q" : a.ring()->name());
    hasher.word(a.order() ? 1 : 0);
    hasher.word(static_cast<uint64_t>(a.order().value_or(0)));
    const slong width = a.ring()->width();
    Integer residue;
    if (a.isFlat() || a.isPacked())
        hasher.integer(a.isFlat() ? a.flat().denominator : Integer(1));
    for (slong i = 0; i < a.length(); ++i) {
        if (isStoredZero(a, i))
            continue;
        hasher.word(static_cast<uint64_t>(a.exponentAt(i)));
        if (a.isPacked()) {
            fmpz_set_ui(residue, residueAt(a, i));
            hasher.integer(residue);
        } else if (!a.isFlat())
            hasher.characters(textAt(a, i));
        else
            for (slong k = 0; k < width; ++k)
                hasher.integer(a.block(i) + k);
    }
    return hasher.hex();
}

namespace {

// Past this many coefficients the kernel's answer, which agreement modulo two primes confirms, is not multiplied back
// as well.
constexpr int64_t kProveBelow = 20000;

// Of an integral series that begins with 1.
std::vector<std::string> integralExponents(const Series &unit, int64_t order) {
    const auto dense = denseWindow(unit, 0, order);
    IntegerVector found(order);
    kernel::productExponents(found.data(), dense.data(), order, order < kProveBelow);
    std::vector<std::string> exponents;
    exponents.reserve(static_cast<size_t>(order));
    for (int64_t n = 1; n < order; ++n)
        exponents.push_back(decimal(found.at(n)));
    return exponents;
}

} // namespace

std::vector<std::string> productExponents(const SeriesRef &a, int64_t order) {
    if (a->ring()->kind != RingKind::Z && a->ring()->kind != RingKind::Q)
        fail(Code::Domain, "Product exponents are of a series over Z or Q; this one is over ", a->ring()->name(), ".");
    if (a->isZero())
        fail(a->exact() ? Code::Domain : Code::Precision, "Zero is not c t^v times a product of (1 - t^n)^(b_n).");
    const int64_t v = a->valuation();
    if (a->order() && subExponents(*a->order(), v) < order)
        fail(Code::Precision, "Exponents b_n for n < ", order, " need the series to O(t^", v + order,
             "); it is known to O(t^", *a->order(), ").");
    if (order <= 1)
        return {};
    memory::require(64.0 * static_cast<double>(order), "Finding ", order, " product exponents");
    const auto leading = coefficientFraction(*a, v);
    const auto unit = truncate(scale(shift(a, -v), Fraction{leading.denominator, leading.numerator}), order);
    if (unit->flat().denominator.isOne())
        return integralExponents(*unit, order);
    const auto derivative = neg(div(thetaDerivative(unit), unit, order));
    // sum over d | n of d b_d; what remains at n when all smaller d have been taken away is n b_n.
    auto rest = denseWindow(*derivative, 0, order);
    const Integer &denominator = derivative->flat().denominator;
    std::vector<std::string> exponents;
    exponents.reserve(static_cast<size_t>(order));
    control::Progress progress(control::Stage::Exponents, static_cast<uint64_t>(order));
    for (int64_t n = 1; n < order; ++n) {
        Fraction b{Integer(rest.at(n)), denominator};
        fmpz_mul_si(b.denominator, b.denominator, n);
        b.reduce();
        exponents.push_back(decimal(b.numerator, b.denominator));
        if (!fmpz_is_zero(rest.at(n)))
            for (int64_t m = 2 * n; m < order; m += n)
                fmpz_sub(rest.at(m), rest.at(m), rest.at(n));
        if ((n & 0xff) == 0)
            progress.advance(0x100);
    }
    return exponents;
}

} // namespace durfee
