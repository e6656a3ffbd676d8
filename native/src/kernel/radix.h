#pragma once
// From mixed-radix digits to integers.
//
// Digits come from the vector code for a block of coefficients, balanced. They are made non-negative here, with one
// sign a coefficient; eight digits at a time go into a few words by Horner's rule, and those values are joined by the
// products of eight, sixty-four, ... primes, so that long integers meet long factors only.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernel/buffer.h"
#include "kernel/vector.h"
#include "ring/flint.h"

namespace durfee::kernel {

using Limbs = std::vector<mp_limb_t>;

class MixedRadix {
  public:
    /// For the first `count` primes.
    explicit MixedRadix(size_t count);

    /// What one thread needs besides.
    struct Scratch {
        explicit Scratch(size_t count);
        Buffer<double> halves;
        Buffer<uint64_t> digits;
        Limbs limbs;
        bool negative[kRadixBlock];
    };
    /// out[l] for l < lanes from `count` rows of kRadixBlock balanced residues x. True when the last `checked` digits
    /// of all of them vanish.
    bool combine(fmpz *out, size_t lanes, const double *x, size_t count, size_t checked, Scratch &scratch) const;

    /// Up to so many rows have words of fixed number.
    static constexpr size_t kMostWords = 8;
    static constexpr size_t words(size_t count) { return (50 * count + 63) / 64; }
    /// The same as absolute values of words(count) words each, with the signs in scratch.negative; count <= kMostWords.
    void values(mp_limb_t *out, const double *x, size_t count, Scratch &scratch) const;

  private:
    size_t value(mp_limb_t *out, const uint64_t *digits, size_t first, size_t count, mp_limb_t *scratch) const;
    std::vector<RadixRow> rows_;
    std::vector<uint64_t> primes_;
    std::vector<std::vector<Limbs>> products_; // products_[k][i]: of primes i 8^(k+1) up to (i + 1) 8^(k+1)
};

/// The product of primes first .. first + count - 1.
Limbs primeProduct(size_t first, size_t count);
/// {a, n} without leading zeros.
inline size_t significant(const mp_limb_t *a, size_t n) {
    while (n > 0 && a[n - 1] == 0)
        n--;
    return n;
}
/// out = a b of n + m words without leading zeros; n or m may be 0. out is apart from both.
size_t multiplyLimbs(mp_limb_t *out, const mp_limb_t *a, size_t n, const mp_limb_t *b, size_t m);

} // namespace durfee::kernel
