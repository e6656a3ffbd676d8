#pragma once
// Integers and vectors of integers that own their memory.

#include <string>
#include <utility>

#include "ring/flint.h"

namespace durfee {

class Integer {
  public:
    Integer() { fmpz_init(value_); }
    explicit Integer(slong value) { fmpz_init_set_si(value_, value); }
    explicit Integer(const fmpz *value) { fmpz_init_set(value_, value); }
    Integer(const Integer &other) { fmpz_init_set(value_, other.value_); }
    Integer(Integer &&other) noexcept {
        fmpz_init(value_);
        fmpz_swap(value_, other.value_);
    }
    Integer &operator=(Integer other) noexcept {
        fmpz_swap(value_, other.value_);
        return *this;
    }
    ~Integer() { fmpz_clear(value_); }

    operator fmpz *() { return value_; }
    operator const fmpz *() const { return value_; }
    bool isZero() const { return fmpz_is_zero(value_); }
    bool isOne() const { return fmpz_is_one(value_); }
    int sign() const { return fmpz_sgn(value_); }
    friend bool operator==(const Integer &a, const Integer &b) { return fmpz_equal(a.value_, b.value_) != 0; }

  private:
    fmpz_t value_;
};

/// A fraction in lowest terms with a positive denominator.
struct Fraction {
    Integer numerator;
    Integer denominator{1};
    bool isZero() const { return numerator.isZero(); }
    bool isOne() const { return numerator.isOne() && denominator.isOne(); }
    /// Brings numerator and denominator (not zero) into lowest terms.
    void reduce() { _fmpq_canonicalise(numerator, denominator); }
};

/// A vector of integers, zero at first. Moved, never copied by accident.
class IntegerVector {
  public:
    IntegerVector() = default;
    explicit IntegerVector(slong size) : data_(size > 0 ? _fmpz_vec_init(size) : nullptr), size_(size) {}
    IntegerVector(IntegerVector &&other) noexcept
        : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
    IntegerVector &operator=(IntegerVector &&other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        return *this;
    }
    IntegerVector(const IntegerVector &) = delete;
    IntegerVector &operator=(const IntegerVector &) = delete;
    ~IntegerVector() {
        if (data_ != nullptr)
            _fmpz_vec_clear(data_, size_);
    }

    IntegerVector clone() const {
        IntegerVector copy(size_);
        _fmpz_vec_set(copy.data_, data_, size_);
        return copy;
    }
    slong size() const { return size_; }
    fmpz *data() { return data_; }
    const fmpz *data() const { return data_; }
    fmpz *at(slong i) { return data_ + i; }
    const fmpz *at(slong i) const { return data_ + i; }

  private:
    fmpz *data_ = nullptr;
    slong size_ = 0;
};

/// Decimal text of any length, made without going through BigInt.
std::string decimal(const fmpz *value);
/// Digits of that text, without a sign.
size_t decimalDigits(const fmpz *value);
/// "num" or "num/den".
std::string decimal(const fmpz *numerator, const fmpz *denominator);
/// Reads an optional sign and decimal digits. Throws Argument for anything else.
Integer parseInteger(const std::string &digits);
/// Reads "num" or "num/den".
Fraction parseFraction(const std::string &digits);

} // namespace durfee
