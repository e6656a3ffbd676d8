#pragma once
// Arithmetic of long integers in pieces, with the stop flag asked between them. One call of GMP on integers of some
// million digits would not answer for seconds. Long products go digit by digit modulo primes (kernel/digits.h), about
// twice as fast as GMP's; divisions and roots stand on them by Newton's iteration (Brent and Zimmermann, Modern
// Computer Arithmetic, 1.4 and 1.5). Short operands go to GMP.

#include "ring/integer.h"

namespace durfee::integers {

/// out = a b; out may be either.
void multiply(fmpz *out, const fmpz *a, const fmpz *b);

/// out = base^exponent; out may be base. The caller has checked that the result fits.
void power(fmpz *out, const fmpz *base, ulong exponent);

/// A divisor b > 0 with what its divisions have in common. Cost of making it: about two products of its size.
class Divisor {
  public:
    explicit Divisor(const fmpz *b);
    /// a = quotient b + remainder with 0 <= remainder < b, for a >= 0. Cost: two products for each time that b's length
    /// goes into the quotient's.
    void divide(Integer &quotient, Integer &remainder, const fmpz *a) const;

  private:
    void divideShort(Integer &quotient, Integer &remainder, const fmpz *a) const;
    Integer b_;
    flint_bitcnt_t bits_;
    Integer reciprocal_; // close to 2^(2 bits)/b where b is long
};

/// a = quotient b + remainder, the quotient rounded towards zero. Throws Domain when b is zero.
void divide(Integer &quotient, Integer &remainder, const fmpz *a, const fmpz *b);

/// The greatest integer whose degree-th power is at most a; a >= 0, degree >= 1.
Integer root(const fmpz *a, ulong degree);

} // namespace durfee::integers
