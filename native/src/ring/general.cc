#include "ring/general.h"

#include <algorithm>
#include <map>

#include "ring/control.h"

namespace durfee::general {

namespace {

using Terms = std::map<int64_t, Rational>;

void accumulate(Terms &terms, int64_t exponent, Rational value) {
    const auto [place, fresh] = terms.try_emplace(exponent);
    place->second = fresh ? std::move(value) : place->second + value;
}

SeriesRef made(const RingRef &ring, Order order, Terms terms) {
    General result;
    for (auto &[exponent, coefficient] : terms) {
        result.exponents.push_back(exponent);
        result.coefficients.push_back(std::move(coefficient));
    }
    return normalGeneral(ring, order, std::move(result));
}

} // namespace

SeriesRef add(const RingRef &ring, const Series &a, const Series &b, bool subtract) {
    Terms terms;
    for (size_t i = 0; i < a.general().exponents.size(); ++i)
        terms.emplace(a.general().exponents[i], a.general().coefficients[i]);
    for (size_t i = 0; i < b.general().exponents.size(); ++i) {
        const auto &value = b.general().coefficients[i];
        accumulate(terms, b.general().exponents[i], subtract ? -value : value);
    }
    return made(ring, minOrder(a.order(), b.order()), std::move(terms));
}

namespace {

// Pairs of terms that FLINT multiplies within some 30 ms.
constexpr double kShortPairs = 1e6;
// Powers whose sums fit a word.
constexpr ulong kLargestPower = ulong{1} << 60;

bool small(const std::vector<ulong> &powers) {
    return std::ranges::all_of(powers, [](ulong power) { return power < kLargestPower; });
}

// FLINT's context of t, as the first variable, and others after it.
class Context {
  public:
    explicit Context(slong others) { fmpz_mpoly_ctx_init(value_, others + 1, ORD_LEX); }
    ~Context() { fmpz_mpoly_ctx_clear(value_); }
    Context(const Context &) = delete;
    operator const fmpz_mpoly_ctx_struct *() const { return value_; }

  private:
    fmpz_mpoly_ctx_t value_;
};

// A series of Laurent polynomials in `inner` as one polynomial: value/(denominator prod z^shift) t^low.
struct Joined {
    VariablesRef inner;
    const Context &context;
    fmpz_mpoly_t value;
    std::vector<ulong> shifts;
    Integer denominator{1};
    int64_t low = 0;

    Joined(VariablesRef variables, const Context &with)
        : inner(std::move(variables)), context(with), shifts(static_cast<size_t>(inner->count()), 0) {
        fmpz_mpoly_init(value, context);
    }
    Joined(const Joined &) = delete;
    ~Joined() { fmpz_mpoly_clear(value, context); }

    // False when a power is too large.
    bool take(const Series &a) {
        low = a.valuation();
        std::vector<Rational> values;
        std::vector<std::vector<ulong>> below;
        Integer factor, coefficient;
        for (const Rational &c : a.general().coefficients) {
            values.push_back(c.over(inner));
            const Rational &x = values.back();
            if (!fmpz_mpoly_term_exp_fits_ui(x.denominator(), 0, x.context()))
                return false;
            below.emplace_back(shifts.size());
            fmpz_mpoly_get_term_exp_ui(below.back().data(), x.denominator(), 0, x.context());
            if (!small(below.back()))
                return false;
            for (size_t v = 0; v < shifts.size(); ++v)
                shifts[v] = std::max(shifts[v], below.back()[v]);
            fmpz_mpoly_get_term_coeff_fmpz(factor, x.denominator(), 0, x.context());
            fmpz_lcm(denominator, denominator, factor);
        }
        std::vector<ulong> powers(shifts.size() + 1);
        for (size_t i = 0; i < values.size(); ++i) {
            const Rational &x = values[i];
            fmpz_mpoly_get_term_coeff_fmpz(factor, x.denominator(), 0, x.context());
            fmpz_divexact(factor, denominator, factor);
            for (slong k = 0; k < fmpz_mpoly_length(x.numerator(), x.context()); ++k) {
                if (!fmpz_mpoly_term_exp_fits_ui(x.numerator(), k, x.context()))
                    return false;
                fmpz_mpoly_get_term_exp_ui(powers.data() + 1, x.numerator(), k, x.context());
                powers[0] = static_cast<ulong>(a.general().exponents[i] - low);
                for (size_t v = 0; v < shifts.size(); ++v)
                    powers[v + 1] += shifts[v] - below[i][v];
                if (!small(powers))
                    return false;
                fmpz_mpoly_get_term_coeff_fmpz(coefficient, x.numerator(), k, x.context());
                fmpz_mul(coefficient, coefficient, factor);
                fmpz_mpoly_push_term_fmpz_ui(value, coefficient, powers.data(), context);
            }
        }
        fmpz_mpoly_sort_terms(value, context);
        return true;
    }

    // The coefficient of one power of t: terms from .. to-1 of the value.
    Rational coefficient(slong from, slong to) const {
        const size_t count = shifts.size();
        std::vector<ulong> powers(count + 1);
        std::vector<ulong> least = shifts, rest(count);
        Integer content(denominator), c;
        for (slong k = from; k < to; ++k) {
            fmpz_mpoly_get_term_exp_ui(powers.data(), value, k, context);
            for (size_t v = 0; v < count; ++v)
                least[v] = std::min(least[v], powers[v + 1]);
            fmpz_mpoly_get_term_coeff_fmpz(c, value, k, context);
            fmpz_gcd(content, content, c);
        }
        Rational result(inner);
        fmpz_mpoly_zero(result.numerator(), result.context());
        for (slong k = from; k < to; ++k) {
            fmpz_mpoly_get_term_exp_ui(powers.data(), value, k, context);
            for (size_t v = 0; v < count; ++v)
                powers[v + 1] -= least[v];
            fmpz_mpoly_get_term_coeff_fmpz(c, value, k, context);
            fmpz_divexact(c, c, content);
            fmpz_mpoly_push_term_fmpz_ui(result.numerator(), c, powers.data() + 1, result.context());
        }
        for (size_t v = 0; v < count; ++v)
            rest[v] = shifts[v] - least[v];
        fmpz_divexact(c, denominator, content);
        fmpz_mpoly_zero(result.denominator(), result.context());
        fmpz_mpoly_push_term_fmpz_ui(result.denominator(), c, rest.data(), result.context());
        return result;
    }
};

// One product of polynomials in t and the variables; null when a power is too large.
SeriesRef mulJoined(const RingRef &ring, const Series &a, const Series &b, Order order) {
    const auto inner = variablesOf(ring->variables);
    const Context context(inner->count());
    Joined x(inner, context), y(inner, context), product(inner, context);
    if (!x.take(a) || !y.take(b))
        return nullptr;
    product.low = addExponents(x.low, y.low);
    fmpz_mul(product.denominator, x.denominator, y.denominator);
    for (size_t v = 0; v < product.shifts.size(); ++v)
        product.shifts[v] = x.shifts[v] + y.shifts[v];
    fmpz_mpoly_mul(product.value, x.value, y.value, context);
    control::poll();
    // Terms descend, t first.
    General result;
    const slong length = fmpz_mpoly_length(product.value, context);
    for (slong to = length, from; to > 0; to = from) {
        const auto powerOf = [&](slong k) { return fmpz_mpoly_get_term_var_exp_ui(product.value, k, 0, context); };
        const ulong power = powerOf(to - 1);
        const int64_t e = addExponents(product.low, static_cast<int64_t>(power));
        if (order && e >= *order)
            break;
        for (from = to - 1; from > 0 && powerOf(from - 1) == power;)
            --from;
        result.exponents.push_back(e);
        result.coefficients.push_back(product.coefficient(from, to));
    }
    return normalGeneral(ring, order, std::move(result));
}

double termsIn(const Series &a) {
    double count = 0;
    for (const Rational &c : a.general().coefficients)
        count += static_cast<double>(fmpz_mpoly_length(c.numerator(), c.context()));
    return count;
}

} // namespace

SeriesRef mul(const RingRef &ring, const Series &a, const Series &b, Order order) {
    if (ring->kind == RingKind::Laurent && termsIn(a) * termsIn(b) < kShortPairs)
        if (auto product = mulJoined(ring, a, b, order))
            return product;
    Terms terms;
    control::Progress progress(control::Stage::Multiply, a.general().exponents.size());
    for (size_t i = 0; i < a.general().exponents.size(); ++i) {
        for (size_t j = 0; j < b.general().exponents.size(); ++j) {
            const int64_t e = addExponents(a.general().exponents[i], b.general().exponents[j]);
            if (order && e >= *order)
                break;
            accumulate(terms, e, a.general().coefficients[i] * b.general().coefficients[j]);
        }
        progress.advance(1);
    }
    return made(ring, order, std::move(terms));
}

SeriesRef div(const RingRef &ring, const Series &a, const Series &b, int64_t order) {
    const int64_t shift = b.valuation();
    const auto &divisors = b.general().coefficients;
    // What is left of a, from which each quotient term takes its multiple of b away.
    Terms rest;
    for (size_t i = 0; i < a.general().exponents.size(); ++i)
        rest.emplace(a.general().exponents[i], a.general().coefficients[i]);
    General quotient;
    const bool unit = divisors[0].isConstant() && divisors[0].constant().isOne();
    const int64_t from = a.isZero() ? order : a.valuation() - shift;
    control::Progress progress(control::Stage::Divide, order > from ? static_cast<uint64_t>(order - from) : 0);
    while (!rest.empty()) {
        const auto lowest = rest.begin();
        const int64_t e = subExponents(lowest->first, shift);
        if (e >= order)
            break;
        const Rational leading = std::move(lowest->second);
        rest.erase(lowest);
        if (leading.isZero())
            continue;
        Rational term = unit ? leading : leading / divisors[0];
        for (size_t k = 1; k < divisors.size(); ++k) {
            const int64_t target = addExponents(e, b.general().exponents[k]);
            if (target - shift >= order)
                break;
            accumulate(rest, target, -(term * divisors[k]));
        }
        quotient.exponents.push_back(e);
        quotient.coefficients.push_back(std::move(term));
        progress.advance(1);
    }
    return normalGeneral(ring, order, std::move(quotient));
}

RingRef ringForQuotient(const RingRef &ring, const Rational &divisor) {
    if (ring->kind == RingKind::Ratfun)
        return ring;
    const bool unit = fmpz_mpoly_length(divisor.numerator(), divisor.context()) == 1;
    return unit ? ring : ringRatfun(ring->variables);
}

} // namespace durfee::general
