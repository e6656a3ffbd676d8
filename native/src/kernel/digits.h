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

/// Coefficients from .. to-1 of a product of series of these lengths, to <= aLength + bLength - 1, whose coefficients
/// have at most so many bits (at least 1).
struct DigitProduct {
    slong aLength;
    double aBits;
    slong bLength;
    double bBits;
    slong from, to;
};

/// How a product is laid out.
struct DigitLayout {
    DigitProduct product;
    size_t primes;           ///< whose product holds every sum
    int bits;                ///< of a digit
    size_t aDigits, bDigits; ///< of the longest coefficient
    size_t slot;             ///< digits of a product's coefficient
    Shape shape;             ///< of the transforms
    double seconds;          ///< expected
};

/// The cheapest layout.
DigitLayout digitLayout(const DigitProduct &product);
/// The layout for 2 to 8 primes.
DigitLayout digitLayout(const DigitProduct &product, size_t primes);

/// Bytes that a product takes on its way.
double digitBytes(const DigitLayout &layout);
/// Bytes that kernel::multiply takes for such operands beside its result when it goes digit by digit, else 0.
double multiplyBytes(slong length, slong aLength, double aBits, slong bLength, double bBits);

/// out[k] = coefficient from + k of a b; a may be b. Cost: a few times 3 E(digits of the product).
void multiplyByDigits(fmpz *out, const fmpz *a, const fmpz *b, const DigitLayout &layout);

} // namespace durfee::kernel
