#pragma once
// Residues in as many bits as the modulus needs, rounded up to a power of two so that none crosses a word: a series
// modulo 5 takes half a byte a coefficient.

#include <cstddef>
#include <cstdint>

#include "ring/memory.h"

namespace durfee::kernel {

class PackedResidues {
  public:
    PackedResidues() = default;
    /// `count` zeros modulo m, m >= 2.
    PackedResidues(size_t count, uint64_t modulus);

    size_t size() const { return count_; }
    uint64_t modulus() const { return modulus_; }
    /// Bits a residue takes: 1, 2, 4, ..., 64.
    int bits() const { return 1 << logBits_; }
    size_t bytes() const { return words_.size() * sizeof(uint64_t); }
    const memory::Vector<uint64_t> &words() const { return words_; }
    memory::Vector<uint64_t> &words() { return words_; }

    uint64_t get(size_t i) const { return (words_[i >> logPerWord()] >> shiftOf(i)) & mask_; }
    /// value < m.
    void set(size_t i, uint64_t value) {
        uint64_t &word = words_[i >> logPerWord()];
        word = (word & ~(mask_ << shiftOf(i))) | (value << shiftOf(i));
    }
    /// Residues from .. from+count-1.
    void read(size_t from, size_t count, uint64_t *out) const;
    void write(size_t from, size_t count, const uint64_t *values);
    /// Residues begin .. begin+count-1 of another series modulo m, from `to` on.
    void copy(size_t to, const PackedResidues &from, size_t begin, size_t count);
    /// Drops all but residues from .. from+count-1.
    PackedResidues slice(size_t from, size_t count) const;
    size_t countNonZero() const;

  private:
    int logPerWord() const { return 6 - logBits_; }
    int shiftOf(size_t i) const { return static_cast<int>(i & ((size_t{1} << logPerWord()) - 1)) << logBits_; }

    size_t count_ = 0;
    uint64_t modulus_ = 2, mask_ = 1;
    int logBits_ = 0;
    memory::Vector<uint64_t> words_;
};

/// Bytes of so many residues modulo m.
inline double packedBytes(size_t count, uint64_t modulus) {
    return PackedResidues(0, modulus).bits() / 8.0 * static_cast<double>(count);
}

} // namespace durfee::kernel
