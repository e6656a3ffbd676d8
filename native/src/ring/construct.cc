#include "ring/construct.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "ring/control.h"
#include "ring/polynomial.h"

namespace durfee {

namespace {

const Fraction kOne{Integer(1), Integer(1)};

template <typename Coefficient> using Collected = std::map<int64_t, Coefficient>;

template <typename Coefficient, typename Add>
Collected<Coefficient> collect(const std::vector<int64_t> &exponents, std::vector<Coefficient> coefficients, Add add) {
    Collected<Coefficient> all;
    for (size_t i = 0; i < exponents.size(); ++i) {
        const auto [place, fresh] = all.try_emplace(checkedExponent(exponents[i]));
        place->second = fresh ? std::move(coefficients[i]) : add(place->second, coefficients[i]);
    }
    return all;
}

Fraction addFractions(const Fraction &a, const Fraction &b) {
    Fraction sum;
    _fmpq_add(sum.numerator, sum.denominator, a.numerator, a.denominator, b.numerator, b.denominator);
    return sum;
}

SeriesRef fromFractions(const RingRef &ring, const std::vector<int64_t> &exponents, std::vector<Fraction> coefficients,
                        Order order) {
    const auto all = collect(exponents, std::move(coefficients), addFractions);
    Integer common(1), factor;
    for (const auto &[e, c] : all)
        fmpz_lcm(common, common, c.denominator);
    Exponents list;
    IntegerVector numbers(static_cast<slong>(all.size()));
    for (const auto &[e, c] : all) {
        fmpz_divexact(factor, common, c.denominator);
        fmpz_mul(numbers.at(static_cast<slong>(list.size())), c.numerator, factor);
        list.push_back(e);
    }
    if (ring->kind == RingKind::Z && !common.isOne())
        fail(Code::Domain, "A series over Z has integer coefficients; a denominator ", decimal(common).substr(0, 40),
             " was given.");
    return normalSparse(ring, order, std::move(list), std::move(numbers), std::move(common));
}

// A polynomial in zeta as a constant of Q(zeta_n).
SeriesRef zetaConstant(const RingRef &ring, const Rational &value) {
    const auto names = value.used();
    if (!value.isPolynomial() || names.size() > 1 || (names.size() == 1 && names[0] != "zeta"))
        fail(Code::Argument, "A coefficient in ", ring->name(), " is a polynomial in zeta; given was ",
             plainText(value).substr(0, 60), ".");
    const auto &p = value;
    const slong place = p.variables()->find("zeta");
    std::vector<ulong> powers(static_cast<size_t>(p.variables()->count()) + 1);
    Fraction c;
    fmpz_mpoly_get_fmpz(c.denominator, p.denominator(), p.context());
    QPolynomial polynomial, phi(ring->cyclotomicPolynomial.data(), ring->width() + 1, Integer(1));
    for (slong i = 0; i < fmpz_mpoly_length(p.numerator(), p.context()); ++i) {
        fmpz_mpoly_get_term_exp_ui(powers.data(), p.numerator(), i, p.context());
        fmpz_mpoly_get_term_coeff_fmpz(c.numerator, p.numerator(), i, p.context());
        // zeta^n = 1.
        const ulong power = place < 0 ? 0 : powers[static_cast<size_t>(place)] % static_cast<ulong>(ring->n);
        fmpq_t coefficient;
        fmpq_init(coefficient);
        fmpq_poly_get_coeff_fmpq(coefficient, polynomial, static_cast<slong>(power));
        _fmpq_add(fmpq_numref(coefficient), fmpq_denref(coefficient), fmpq_numref(coefficient),
                  fmpq_denref(coefficient), c.numerator, Integer(1));
        fmpq_poly_set_coeff_fmpq(polynomial, static_cast<slong>(power), coefficient);
        fmpq_clear(coefficient);
    }
    fmpq_poly_scalar_div_fmpz(polynomial, polynomial, c.denominator);
    fmpq_poly_rem(polynomial, polynomial, phi);
    const Integer denominator(polynomial->den);
    return normalSparse(ring, std::nullopt, Exponents{0}, polynomial.take(ring->width()), denominator);
}

} // namespace

SeriesRef fromRationals(const RingRef &ring, std::vector<int64_t> exponents, std::vector<Rational> coefficients,
                        Order order) {
    if (ring->kind == RingKind::Cyclotomic) {
        auto sum = zeroSeries(ring, std::nullopt);
        for (size_t i = 0; i < exponents.size(); ++i)
            sum = add(sum, shift(zetaConstant(ring, coefficients[i]), exponents[i]));
        return order ? truncate(sum, *order) : sum;
    }
    auto all = collect(exponents, std::move(coefficients), [](const Rational &a, const Rational &b) { return a + b; });
    General general;
    for (auto &[e, c] : all) {
        general.exponents.push_back(e);
        general.coefficients.push_back(std::move(c));
    }
    std::vector<std::string> names;
    for (const auto &c : general.coefficients)
        for (auto &name : c.used())
            names.push_back(std::move(name));
    return changeRing(normalGeneral(ringRatfun(std::move(names)), order, std::move(general)), ring);
}

SeriesRef fromTerms(const RingRef &ring, std::vector<int64_t> exponents, const std::vector<std::string> &coefficients,
                    Order order) {
    if (exponents.size() != coefficients.size())
        fail(Code::Argument, "Each exponent has one coefficient; ", exponents.size(), " exponents and ",
             coefficients.size(), " coefficients were given.");
    const bool simple = ring->flat() && ring->kind != RingKind::Cyclotomic;
    if (!simple) {
        std::vector<Rational> values;
        for (const auto &source : coefficients)
            values.push_back(parseRational(source));
        return fromRationals(ring, std::move(exponents), std::move(values), order);
    }
    std::vector<Fraction> values;
    values.reserve(coefficients.size());
    for (const auto &source : coefficients)
        values.push_back(parseFraction(source));
    return fromFractions(ring, exponents, std::move(values), order);
}

SeriesRef fromInt64(const int64_t *values, int64_t count, int64_t valuation, Order order) {
    memory::require(8.0 * static_cast<double>(count), "A series of ", count, " coefficients");
    IntegerVector numbers(count);
    for (int64_t i = 0; i < count; ++i)
        fmpz_set_si(numbers.at(i), values[i]);
    return normalDense(ringZ(), order, checkedExponent(valuation), std::move(numbers));
}

SeriesRef theta(int64_t a, int64_t b, int64_t c, int sign, int64_t order, bool half) {
    if (a < 1 || ((a ^ b) & 1) != 0)
        fail(Code::Domain, "In (a n^2 + b n)/2 + c, a is positive and a + b even; given were a = ", a, ", b = ", b,
             ".");
    const auto reach =
        std::sqrt(2.0 * std::max(0.0, static_cast<double>(order) - static_cast<double>(c)) / static_cast<double>(a)) +
        std::abs(static_cast<double>(b) / static_cast<double>(a)) + 2;
    memory::require(64 * reach, "A theta series to O(t^", order, ")");
    const auto exponent = [&](__int128 n) {
        return (static_cast<__int128>(a) * n * n + static_cast<__int128>(b) * n) / 2 + c;
    };
    std::vector<std::pair<int64_t, int>> found;
    const auto last = static_cast<int64_t>(reach);
    for (int64_t n = half ? 0 : -last; n <= last; ++n) {
        const __int128 e = exponent(n);
        if (e >= order)
            continue;
        if (e < -kMaxExponent)
            fail(Code::TooLarge, "The theta series begins below t^-", kMaxExponent, ".");
        found.emplace_back(static_cast<int64_t>(e), sign < 0 && (n & 1) != 0 ? -1 : 1);
        if ((n & 0xffff) == 0)
            control::poll();
    }
    std::sort(found.begin(), found.end());
    Exponents exponents;
    IntegerVector numbers(static_cast<slong>(found.size()));
    for (const auto &[e, c2] : found) {
        if (exponents.empty() || exponents.back() != e)
            exponents.push_back(e);
        fmpz *place = numbers.at(static_cast<slong>(exponents.size()) - 1);
        if (c2 < 0)
            fmpz_sub_ui(place, place, 1);
        else
            fmpz_add_ui(place, place, 1);
    }
    return normalSparse(ringZ(), order, std::move(exponents), std::move(numbers));
}

SeriesRef lambert(int64_t power, std::span<const int64_t> chi, std::span<const int64_t> psi, int64_t order) {
    if (power < 0)
        fail(Code::Domain, "In the sum of d^k over divisors, k is at least 0; given was ", power, ".");
    if (chi.empty() || psi.empty())
        fail(Code::Argument, "A periodic character has at least one value; an empty table was given.");
    const auto n = std::max<int64_t>(order, 0);
    memory::require(memory::integersSize(static_cast<double>(n),
                                         static_cast<double>(power + 1) * std::log2(static_cast<double>(n) + 2)),
                    "A Lambert series to O(t^", order, ")");
    IntegerVector out(n);
    Integer term, base;
    control::Progress progress(control::Stage::Lambert, static_cast<uint64_t>(n));
    for (int64_t d = 1; d < n; ++d) {
        const int64_t twist = chi[static_cast<size_t>(d) % chi.size()];
        progress.advance(1);
        if (twist == 0)
            continue;
        fmpz_set_si(base, d);
        fmpz_pow_ui(term, base, static_cast<ulong>(power));
        fmpz_mul_si(term, term, twist);
        for (int64_t m = d, co = 1; m < n; m += d, ++co) {
            const int64_t other = psi[static_cast<size_t>(co) % psi.size()];
            if (other == 1)
                fmpz_add(out.at(m), out.at(m), term);
            else if (other != 0) {
                fmpz_set_si(base, other);
                fmpz_addmul(out.at(m), term, base);
            }
        }
    }
    return normalDense(ringZ(), order, 0, std::move(out));
}

} // namespace durfee
