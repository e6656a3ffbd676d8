#pragma once
// Products and powers of integer polynomials in pieces, with the stop flag asked between them: one FLINT call on two
// long polynomials would not answer for seconds.

#include "ring/flint.h"

namespace durfee {

/// out = a b. `out` is neither of the two. Cost: FLINT's, and up to a tenth more for adding the pieces.
void multiplyInPieces(fmpz_mpoly_struct *out, const fmpz_mpoly_struct *a, const fmpz_mpoly_struct *b,
                      const fmpz_mpoly_ctx_struct *context);

/// The coefficients of (x[0] + x[1] t + ...)^exponent to `out`, (length - 1) exponent + 1 of them; x[0] is not zero,
/// and coefficients of the power have `bits` at most. Few terms go by Euler's recurrence (Knuth, TAOCP vol. 2, 4.7),
/// others by repeated squaring. Cost: for t terms, t words of a coefficient for each.
void wholePower(fmpz *out, const fmpz *x, slong length, ulong exponent, double bits);

/// out = p^exponent, where `terms` is an upper estimate of its length. `out` is not p.
void powerInPieces(fmpz_mpoly_struct *out, const fmpz_mpoly_struct *p, ulong exponent, double terms,
                   const fmpz_mpoly_ctx_struct *context);

} // namespace durfee
