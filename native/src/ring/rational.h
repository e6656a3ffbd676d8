#pragma once
// Rational functions in any number of named variables over Q, in lowest terms: numerator and denominator are integer
// polynomials without common factor, the denominator's leading coefficient positive. Values over different variable
// lists meet in the united list.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ring/integer.h"

namespace durfee {

/// Variables in ascending order of names (the first is the greatest in the lexicographic order) and FLINT's context for
/// them.
class Variables {
  public:
    explicit Variables(std::vector<std::string> names);
    ~Variables();
    Variables(const Variables &) = delete;
    Variables &operator=(const Variables &) = delete;

    const std::vector<std::string> &names() const { return names_; }
    slong count() const { return static_cast<slong>(names_.size()); }
    /// Index of a name; -1 when it is not there.
    slong find(const std::string &name) const;
    const fmpz_mpoly_ctx_struct *context() const { return context_; }

  private:
    std::vector<std::string> names_;
    fmpz_mpoly_ctx_t context_;
};

using VariablesRef = std::shared_ptr<const Variables>;

/// One object for each list of names, so that equal lists are equal pointers while somebody holds them.
VariablesRef variablesOf(std::vector<std::string> names);

class Rational {
  public:
    Rational();
    explicit Rational(VariablesRef variables);
    explicit Rational(const Fraction &value);
    Rational(const Rational &other);
    Rational(Rational &&other) noexcept;
    Rational &operator=(Rational other) noexcept;
    ~Rational();

    const VariablesRef &variables() const { return variables_; }
    const fmpz_mpoly_ctx_struct *context() const { return variables_->context(); }
    fmpz_mpoly_q_struct *value() { return value_; }
    const fmpz_mpoly_q_struct *value() const { return value_; }
    fmpz_mpoly_struct *numerator() { return fmpz_mpoly_q_numref(value_); }
    const fmpz_mpoly_struct *numerator() const { return fmpz_mpoly_q_numref(value_); }
    fmpz_mpoly_struct *denominator() { return fmpz_mpoly_q_denref(value_); }
    const fmpz_mpoly_struct *denominator() const { return fmpz_mpoly_q_denref(value_); }

    bool isZero() const { return fmpz_mpoly_is_zero(numerator(), context()) != 0; }
    bool isConstant() const;
    /// The value when no variable occurs.
    Fraction constant() const;
    /// True when the denominator is a constant (a polynomial) or a single term (a Laurent polynomial).
    bool isPolynomial() const { return fmpz_mpoly_is_fmpz(denominator(), context()) != 0; }
    bool isLaurent() const { return fmpz_mpoly_length(denominator(), context()) == 1; }
    /// Names that occur.
    std::vector<std::string> used() const;
    uint64_t bytes() const;

    /// The same value over a list that contains every name that occurs.
    Rational over(const VariablesRef &wider) const;

  private:
    VariablesRef variables_;
    fmpz_mpoly_q_t value_;
};

Rational variable(const std::string &name);
Rational operator+(const Rational &a, const Rational &b);
Rational operator-(const Rational &a, const Rational &b);
Rational operator-(const Rational &a);
Rational operator*(const Rational &a, const Rational &b);
/// Domain error for division by zero.
Rational operator/(const Rational &a, const Rational &b);
bool operator==(const Rational &a, const Rational &b);
Rational scale(const Rational &a, const Fraction &by);
/// log of binom(kinds + e - 1, e): as many products of e factors of so many kinds there are.
double logChoices(double kinds, double e);
/// Refuses a power e >= 0 whose estimated size passes the memory limit.
void requirePower(const Rational &a, int64_t e);
/// Any integer exponent; domain error for a negative power of zero. Refused when the estimate passes the memory limit.
Rational pow(const Rational &a, int64_t exponent);
/// Plain syntax: "(a + 2*z^3)/(1 - z)".
std::string plainText(const Rational &a);
/// Reads what `plainText` writes: integers, names, + - * / ^ and parentheses.
Rational parseRational(const std::string &source);

} // namespace durfee
