#pragma once
// Quotients, exponentials and reversions over Q. Short ones are FLINT's; long ones are Newton's iteration and
// Lagrange's formula over polled products, since a call of FLINT's neither sees a stop nor says how far it is.

#include "ring/integer.h"

namespace durfee::newton {

/// Coefficients of t^0, t^1, ... over one positive denominator, in lowest terms.
struct Rationals {
    IntegerVector numbers;
    Integer denominator{1};

    slong length() const { return numbers.size(); }
};

/// a/b to n terms; b_0 is not zero. Cost: about 4 products of n terms.
Rationals quotient(const Rationals &a, const Rationals &b, slong n);
/// exp(a) to n terms; a_0 = 0. Cost: about 6 products of n terms (Hanrot and Zimmermann 2004).
Rationals exponential(const Rationals &a, slong n);
/// b with a(b(t)) = t to n >= 2 terms; a_0 = 0, a_1 not. Cost: 2 sqrt(n) products of n terms and n^2 multiplications
/// (Johansson, A fast algorithm for reversion of power series, 2015).
Rationals reversion(const Rationals &a, slong n);

} // namespace durfee::newton
