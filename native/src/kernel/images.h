#pragma once
// Residues modulo m < 2^63 as images modulo the 50-bit primes, and sums of products of them back from their images.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernel/field.h"

namespace durfee::kernel {

class Images {
  public:
    /// m >= 2.
    explicit Images(uint64_t modulus);

    uint64_t modulus() const { return m_; }
    /// No balanced residue is larger.
    double half() const { return static_cast<double>(m_ / 2) + 1; }
    /// How many of the primes hold integers of absolute value up to `bound`.
    static int primes(double bound);
    /// x = images of n residues in [0, m).
    void load(const Field &field, double *x, const uint64_t *residues, size_t n) const;
    /// The residues of n integers whose balanced images modulo the first primes are images[0], images[1], ..., which
    /// are destroyed.
    void store(uint64_t *out, const std::vector<double *> &images, size_t n) const;

    /// Whether balanced residues are exact in doubles, m < 2^49: then one or two images can stay there.
    bool small() const { return m_ < (uint64_t{1} << 49); }
    double balanced(uint64_t r) const { return r > m_ / 2 ? -static_cast<double>(m_ - r) : static_cast<double>(r); }
    uint64_t residue(double x) const;
    /// x = the balanced residues whose images are in x, and modulo the second prime in y, or null; y is destroyed.
    void settle(double *x, double *y, size_t n) const;

  private:
    uint64_t m_, reciprocal_;
    VectorField view_;
};

} // namespace durfee::kernel
