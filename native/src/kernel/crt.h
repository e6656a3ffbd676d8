#pragma once
// From residues modulo many primes to integers, by Garner's mixed radix (Knuth, TAOCP 2, 4.3.2) on blocks of
// coefficients, or for several hundred primes by Lagrange's formula on a product tree.
//
// Row i holds residues modulo the i-th prime, for indices from first(i) on: smaller coefficients need fewer primes.
// Digits are balanced, so the result is right for every integer of absolute value below half of its product of primes.

#include <cstddef>
#include <vector>

#include "kernel/buffer.h"
#include "kernel/growth.h"
#include "ring/flint.h"

namespace durfee::kernel {

/// Integers of a kernel's own, freed also when a stop unwinds through it.
class Integers {
  public:
    explicit Integers(size_t n) : values_(zeros<fmpz>(n)) {}
    ~Integers() { _fmpz_vec_zero(values_.data(), static_cast<slong>(values_.size())); }
    Integers(const Integers &) = delete;
    fmpz *data() { return values_.data(); }

  private:
    Buffer<fmpz> values_;
};

class Residues {
  public:
    /// Rows for coefficients 0 .. n-1 of size at most bits(i) at index i, by a bound that never falls.
    Residues(size_t n, const Growth &bits);
    /// Rows for n coefficients of at most `bits` bits each.
    Residues(size_t n, double bits);

    size_t primes() const { return first_.size(); }
    size_t length() const { return n_; }
    size_t first(size_t row) const { return first_[row]; }
    /// Room for a whole row of n residues, to be filled in place; null when only a part of it is kept.
    double *whole(size_t row);
    /// Stores the part of a full array of residues that is needed.
    void store(size_t row, const double *residues);
    /// Coefficients 0 .. n-1 as integers, by ranges on several threads.
    void reconstruct(fmpz *out) const;
    /// True when the last `rows` mixed-radix digits of every coefficient vanish: its primes before them suffice, unless
    /// a coefficient is by chance below 1/(product of those primes) of the range.
    bool reconstructChecked(fmpz *out, size_t rows) const; // at most 256 primes

  private:
    bool run(fmpz *out, size_t checkRows) const;
    size_t rowsAt(size_t index) const;
    std::vector<class Lagrange> trees() const;
    size_t n_;
    std::vector<size_t> first_;
    std::vector<Buffer<double>> rows_;
};

/// Residues of integers modulo primes: planes of 52-bit digits, made once, then a Horner step a plane and prime.
class DigitPlanes {
  public:
    DigitPlanes(const fmpz *a, size_t n);
    size_t length() const { return n_; }
    size_t planes() const { return planes_.size(); }
    /// out[i] = a_i mod p, balanced; out has room for n.
    void reduce(const class Field &field, double *out) const;

  private:
    size_t n_;
    std::vector<Buffer<double>> planes_;
    std::vector<size_t> first_; // plane k is zero below first_[k]
};

/// Sets x to sign * {limbs, n}.
void setLimbs(fmpz *x, const mp_limb_t *limbs, mp_size_t n, int sign);
/// Sets x to a word of 128 bits.
void setWide(fmpz *x, __int128 value);

} // namespace durfee::kernel
