#pragma once
// Products of integral series whose coefficients are long: Kronecker's substitution digit by digit.
//
// A coefficient is a row of signed digits of some forty to two hundred bits, and the series one long row of them, with
// room for the digits of a product coefficient between the beginnings of two coefficients. Rows are multiplied modulo a
// few 50-bit primes that hold every sum of products of digits; each is put together and added at its place. Unlike
// packing into one long integer, nothing is carried from coefficient to coefficient.

#include "kernel/field.h"
#include "ring/flint.h"

namespace durfee::kernel {

/// How a product is laid out.
struct DigitLayout {
    size_t primes;           ///< whose product holds every sum
    int bits;                ///< of a digit
    size_t aDigits, bDigits; ///< of the longest coefficient
    size_t slot;             ///< digits of a product's coefficient
    Shape shape;             ///< of the transforms
    double seconds;          ///< expected
};

/// The cheapest layout for lengths and sizes of coefficients (all at least 1).
DigitLayout digitLayout(slong aLength, double aBits, slong bLength, double bBits);
/// The layout for 2 to 8 primes.
DigitLayout digitLayout(slong aLength, double aBits, slong bLength, double bBits, size_t primes);

/// Bytes that `length` coefficients take on their way.
double digitBytes(const DigitLayout &layout, slong length);
/// Bytes that kernel::multiply takes for such operands beside its result when it goes digit by digit, else 0.
double multiplyBytes(slong length, slong aLength, double aBits, slong bLength, double bBits);

/// out = a b mod q^length, length <= aLength + bLength - 1; a may be b. Cost: a few times 3 E(digits of the product).
void multiplyByDigits(fmpz *out, slong length, const fmpz *a, slong aLength, const fmpz *b, slong bLength,
                      const DigitLayout &layout);

} // namespace durfee::kernel
