#pragma once
// Operations that need the whole coefficient field of characteristic 0.

#include "ring/series.h"

namespace durfee {

/// The coefficient of t^e as a fraction: Z, Q, residues, or coefficients of wider rings that happen to be numbers.
/// Precision error at or past the order, domain error when the coefficient is not a number.
Fraction coefficientFraction(const Series &a, int64_t e);
/// The inverse of t d/dt on series without constant term.
SeriesRef thetaIntegral(const SeriesRef &a);

} // namespace durfee
