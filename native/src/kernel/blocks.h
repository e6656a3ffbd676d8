#pragma once
// Long series modulo m, block by block, with their residues packed throughout.
//
// Block k of a product is the sum over i <= k of x's block i times the 2 S coefficients of the other factor that end
// with its block k - i, a window of it: of that cyclic product of 2 S points the upper half is what is wanted, and all
// of them are added up as transforms. A quotient is found a block at a time: what the blocks before it leave of the
// dividend, times the inverse of the divisor's first block. Blocks are transformed anew rather than kept, but two
// blocks of the result go together and share what they can. So beside the packed series there are five arrays of 2 S
// words and the tables of roots, whatever the length.

#include <array>
#include <functional>
#include <vector>

#include "kernel/buffer.h"
#include "kernel/field.h"
#include "kernel/images.h"
#include "kernel/kernels.h"
#include "ring/control.h"

namespace durfee::kernel {

/// A series to multiply or divide by.
struct BlockFactor {
    /// Writes residues from .. from+count-1.
    std::function<void(size_t from, size_t count, uint64_t *out)> read;
    /// Bound of the sum of its balanced residues' sizes.
    double weight;
};
/// The series must outlive the factor.
BlockFactor blockFactor(const SparseSeries &series, uint64_t modulus);
BlockFactor blockFactor(const PackedResidues &series);
/// The same with its weight measured, for one that stays as it is.
BlockFactor weighedFactor(const PackedResidues &series);

/// Coefficients of one block, for series of that length: up to 2^22, which keeps the arrays at 400 MB, or 2^23 for
/// more than 2^25 residues of more than 16 bits.
size_t blockFor(size_t length, uint64_t modulus);

class Blocks {
  public:
    Blocks(size_t length, size_t block, uint64_t modulus);

    /// What `multiply` and `divide` advance the progress by.
    uint64_t multiplySteps(const BlockFactor &s) const;
    uint64_t divideSteps(const BlockFactor &s) const;
    /// x *= s below q^length; s may read x.
    void multiply(PackedResidues &x, const BlockFactor &s, control::Progress &progress);
    /// x /= s, s_0 a unit.
    void divide(PackedResidues &x, const BlockFactor &s, control::Progress &progress);
    /// Bytes of the arrays, and of those that find the first block's inverse.
    double bytes() const;

  private:
    /// Blocks of a result that are found together.
    static constexpr size_t kTogether = 2;
    struct Window {
        Buffer<double> transform;
        bool zero = true;
    };
    size_t count() const { return (length_ + block_ - 1) / block_; }
    size_t sizeOf(size_t k) const { return std::min(block_, length_ - k * block_); }
    int primesFor(double weight) const;
    double denseWeight() const { return images_.half() * static_cast<double>(length_); }
    PackedResidues inverseOf(const BlockFactor &s);
    bool load(const Field &field, double *x, const BlockFactor &s, size_t from, size_t count);
    void loadWindow(const Field &field, Window &window, const BlockFactor &s, size_t j);
    void sum(const BlockFactor &x, const BlockFactor &s, size_t k, size_t width, size_t from, size_t to, int primes,
             control::Progress &progress);
    template <typename Take> void store(int primes, size_t k, size_t width, Take take);
    void subtract(PackedResidues &x, size_t k, size_t width, int primes);

    size_t length_, block_;
    Images images_;
    Shape shape_;
    Workspace tables_;
    Buffer<double> left_;
    std::array<Window, kTogether> windows_;
    std::array<Buffer<double>, kTogether> sums_;
    // The wanted halves of the sums modulo all primes but the last.
    std::array<std::vector<Buffer<double>>, kTogether> kept_;
    memory::Vector<uint64_t> stretch_, rest_;
};

} // namespace durfee::kernel
