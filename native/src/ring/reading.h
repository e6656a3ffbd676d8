#pragma once
// Looking at series: single coefficients, windows, comparisons, summaries.

#include <string>
#include <vector>

#include "ring/analytic.h"
#include "ring/series.h"

namespace durfee {

/// Throws Precision when the coefficient of t^e is not known.
void checkKnown(const Series &a, int64_t e);
/// Stored index of t^e; -1 when the coefficient is zero. Throws Precision past the order.
slong findTerm(const Series &a, int64_t e);
/// Any ring, in the plain syntax; "zeta" is the generator of Q(zeta_n).
std::string coefficientText(const Series &a, int64_t e);
/// The coefficient as a rational function; over Q(zeta_n) a polynomial in zeta.
Rational coefficientRational(const Series &a, int64_t e);

struct TermList {
    std::vector<int64_t> exponents;
    std::vector<std::string> coefficients;
};
/// Non-zero terms number from .. from+count-1.
TermList terms(const Series &a, int64_t from, int64_t count);
/// Coefficients of t^from .. t^(from+count-1), zeros included.
std::vector<std::string> window(const Series &a, int64_t from, int64_t count);
/// log10 of absolute values and signs, for pictures; Z and Q and residues.
void windowLog10(const Series &a, int64_t from, int64_t count, double *log10, int8_t *sign);
/// Residues modulo m, 2 <= m < 2^31; denominators must be invertible.
void windowMod(const Series &a, int64_t from, int64_t count, int64_t modulus, int32_t *out);
/// Number of non-zero terms with exponents below e.
int64_t termIndex(const Series &a, int64_t e);

struct Comparison {
    Order differsAt, comparedTo;
};
Comparison compare(const SeriesRef &a, const SeriesRef &b);

Fraction content(const Series &a);
Fraction sum(const Series &a);
/// 128 bits in hexadecimal of order and coefficients, whatever the representation; Z and Q agree on integral series.
std::string hash(const Series &a);
/// b_n for 1 <= n < order with a = c t^v prod (1 - t^n)^(b_n).
std::vector<std::string> productExponents(const SeriesRef &a, int64_t order);

/// Bytes that `deserialize` reads back to an equal series.
std::string serialize(const Series &a);
SeriesRef deserialize(const std::string &bytes);

} // namespace durfee
