#pragma once

#include "ring/series.h"

namespace durfee {

/// out = the first n coefficients of a/b over Z, for b[0] = 1 or -1.
void divideIntegral(fmpz *out, slong n, const fmpz *a, slong aLength, const fmpz *b, slong bLength);
/// The inverse of block `index` of a series over Q(zeta_n), as a constant.
SeriesRef invertBlock(const RingRef &ring, const Series &b, slong index);
/// a divided by the single term c t^e; widens Z to Q and Laurent to rational functions where the coefficient asks for
/// it.
SeriesRef divByTerm(const SeriesRef &a, const Series &term);

} // namespace durfee
