#include "ring/general.h"

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

SeriesRef mul(const RingRef &ring, const Series &a, const Series &b, Order order) {
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
