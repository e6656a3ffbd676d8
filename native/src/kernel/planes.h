#pragma once
// Series of long integers as planes of digits, for multiplying and dividing by sparse series with coefficients -1, 0, 1
// (times one common factor beyond the constant term).
//
// Plane k holds the k-th digit, to base 2^bits with bits <= 52, of every coefficient in a 64-bit word, so that sums of
// some thousand coefficients need no carries and run four or more at a time; carries are settled once a coefficient.
// The topmost digit in use is signed, those below it are not. Nothing is estimated: a plane is added when a carry needs
// it, so results are exact for any input.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "kernel/buffer.h"
#include "kernel/kernels.h"

namespace durfee::kernel {

/// 1 + factor * (sum of q^plus - sum of q^minus), exponents ascending and positive.
struct FlatSeries {
    std::vector<int64_t> plus, minus;
    int64_t factor = 1;
};
/// nullopt unless the constant term is 1 and all others have one absolute value, at most 2^8.
std::optional<FlatSeries> flatten(const SparseSeries &series);

class Planes {
  public:
    /// From coefficients below 2^62 in absolute value; sums of up to `terms` coefficients will be formed.
    Planes(const int64_t *small, size_t count, size_t length, size_t terms);

    /// From integers of any size.
    static Planes ofIntegers(const fmpz *a, size_t count, size_t length, size_t terms);

    size_t length() const { return length_; }
    size_t planes() const { return planes_.size(); }
    /// this / divisor and this * factor, to the same length. Cost: length * terms * planes / 4 additions each.
    Planes dividedBy(const FlatSeries &divisor) const;
    Planes times(const FlatSeries &factor) const;
    void store(fmpz *out) const;

    /// Digit bits that allow sums of `terms` digits.
    static int bitsFor(size_t terms);

  private:
    Planes(size_t length, int bits) : length_(length), bits_(bits) {}
    void addPlane(size_t first);
    size_t length_;
    int bits_;
    std::vector<Buffer<int64_t>> planes_;
    std::vector<int64_t> first_; // plane k is zero below this index
    friend class PlaneWriter;
};

} // namespace durfee::kernel
