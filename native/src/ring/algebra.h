#pragma once
// Operations on polynomials and rational functions in several variables over Q that go beyond arithmetic.

#include <string>
#include <utility>
#include <vector>

#include "ring/rational.h"
#include "ring/series.h"

namespace durfee {

/// Sum of coefficient times powers of the variables; exponents may be negative, variables in any order without
/// repetition.
Rational rationalFromTerms(const std::vector<std::string> &variables,
                           const std::vector<std::vector<int64_t>> &exponents,
                           const std::vector<Fraction> &coefficients);

struct RationalTerms {
    std::vector<std::string> variables;          ///< those that occur, ascending
    std::vector<std::vector<int64_t>> exponents; ///< negative ones for Laurent polynomials
    std::vector<Fraction> coefficients;
};
/// Terms of a Laurent polynomial, in descending lexicographic order. Domain error when the denominator has several
/// terms.
RationalTerms termsOf(const Rational &a);
/// The same over one denominator.
struct WholeTerms {
    std::vector<std::string> variables;
    std::vector<std::vector<int64_t>> exponents;
    IntegerVector numerators;
    Integer denominator;
};
WholeTerms wholeTermsOf(const Rational &a);

/// The highest power of a variable in the numerator or the denominator; 2^62 where one is higher.
int64_t highestDegree(const Rational &a);

Rational numeratorOf(const Rational &a);
Rational denominatorOf(const Rational &a);

/// Greatest common divisor of polynomials: with the integers' common factor when both have integer coefficients, else
/// primitive; leading coefficient positive.
Rational gcd(const Rational &a, const Rational &b);
Rational lcm(const Rational &a, const Rational &b);

struct Factorization {
    Fraction unit;
    std::vector<std::pair<Rational, int64_t>> factors;
};
/// Primitive irreducible factors over Q with positive leading coefficients. Domain error for zero and for proper
/// fractions.
Factorization factor(const Rational &a);

Rational resultant(const Rational &a, const Rational &b, const std::string &variable);
Rational derivative(const Rational &a, const std::string &variable);
/// All replaced at once. Domain error when the denominator becomes zero.
Rational substitute(const Rational &a, const std::vector<std::string> &variables, const std::vector<Rational> &values);

/// Degree in one variable, numerator's less denominator's; -1 for zero.
int64_t degree(const Rational &a, const std::string &variable);
/// Index = power of the variable, which must not occur in the denominator. Empty for zero.
std::vector<Rational> coefficientsOf(const Rational &a, const std::string &variable);
Rational fromCoefficients(const std::vector<Rational> &coefficients, const std::string &variable);
/// Quotient and remainder as polynomials in one variable over the field of rational functions in the others.
std::pair<Rational, Rational> divrem(const Rational &a, const Rational &b, const std::string &variable);

/// Laurent expansion at variable = 0, over Q, Laurent polynomials or rational functions in the other variables (the
/// smallest that fits).
SeriesRef toSeries(const Rational &a, const std::string &variable, int64_t order);

} // namespace durfee
