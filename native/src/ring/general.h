#pragma once
// Series whose coefficients are Laurent polynomials or rational functions: the same operations as in series.h, on lists
// of terms. Products run over pairs of terms, quotients and powers by the recurrences of the basecase; there are no
// fast algorithms to fall back from.

#include "ring/series.h"

namespace durfee::general {

SeriesRef add(const RingRef &ring, const Series &a, const Series &b, bool subtract);
/// Exponents below `end` (none: all).
SeriesRef mul(const RingRef &ring, const Series &a, const Series &b, Order order);
/// a/b to O(t^order): b not zero; coefficients of a and b with all their known terms below what the order needs.
SeriesRef div(const RingRef &ring, const Series &a, const Series &b, int64_t order);
/// The series with every coefficient changed by `change`.
template <typename Change> SeriesRef mapped(const RingRef &ring, Order order, const Series &a, Change change) {
    General result;
    result.exponents.reserve(a.general().exponents.size());
    for (size_t i = 0; i < a.general().exponents.size(); ++i) {
        result.exponents.push_back(a.general().exponents[i]);
        result.coefficients.push_back(change(a.general().coefficients[i], a.general().exponents[i]));
    }
    return normalGeneral(ring, order, std::move(result));
}
/// The ring that quotients by this coefficient live in: Laurent polynomials only divide by single terms.
RingRef ringForQuotient(const RingRef &ring, const Rational &divisor);

} // namespace durfee::general
