#pragma once
// FLINT's dense polynomials as values that free themselves, with loading from and unloading into vectors.

#include "ring/integer.h"
#include "ring/memory.h"

namespace durfee {

/// fmpq_poly.
class QPolynomial {
  public:
    QPolynomial() { fmpq_poly_init(value_); }
    QPolynomial(const fmpz *numerators, slong length, const fmpz *denominator) {
        fmpq_poly_init2(value_, length);
        _fmpz_vec_set(value_->coeffs, numerators, length);
        fmpz_set(value_->den, denominator);
        _fmpq_poly_set_length(value_, length);
        fmpq_poly_canonicalise(value_);
    }
    QPolynomial(const QPolynomial &) = delete;
    QPolynomial &operator=(const QPolynomial &) = delete;
    ~QPolynomial() { fmpq_poly_clear(value_); }
    operator fmpq_poly_struct *() { return value_; }
    operator const fmpq_poly_struct *() const { return value_; }
    fmpq_poly_struct *operator->() { return value_; }

    /// Moves the coefficients out, padded with zeros to `length`.
    IntegerVector take(slong length) {
        IntegerVector out(length);
        _fmpz_vec_swap(out.data(), value_->coeffs, value_->length < length ? value_->length : length);
        return out;
    }

  private:
    fmpq_poly_t value_;
};

/// Residues as machine words.
using Residues = memory::Vector<uint64_t>;

inline Residues residuesOf(const fmpz *values, slong length) {
    Residues words(static_cast<size_t>(length));
    for (slong i = 0; i < length; ++i)
        words[static_cast<size_t>(i)] = fmpz_get_ui(values + i);
    return words;
}

/// nmod_poly over Z/m for a modulus of one word.
class ResiduePolynomial {
  public:
    explicit ResiduePolynomial(ulong modulus) { nmod_poly_init(value_, modulus); }
    ResiduePolynomial(ulong modulus, const fmpz *residues, slong length) {
        nmod_poly_init2(value_, modulus, length);
        for (slong i = 0; i < length; ++i)
            value_->coeffs[i] = fmpz_get_ui(residues + i);
        value_->length = length;
        _nmod_poly_normalise(value_);
    }
    ResiduePolynomial(const ResiduePolynomial &) = delete;
    ResiduePolynomial &operator=(const ResiduePolynomial &) = delete;
    ~ResiduePolynomial() { nmod_poly_clear(value_); }
    operator nmod_poly_struct *() { return value_; }
    nmod_poly_struct *operator->() { return value_; }

    void store(fmpz *out) const {
        for (slong i = 0; i < value_->length; ++i)
            fmpz_set_ui(out + i, value_->coeffs[i]);
    }

  private:
    nmod_poly_t value_;
};

} // namespace durfee
