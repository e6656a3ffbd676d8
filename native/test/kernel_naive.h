#pragma once
// References for the kernels: schoolbook arithmetic on vectors of FLINT integers, a coefficient at a time.

#include <functional>
#include <string>
#include <vector>

#include "check.h"
#include "kernel/kernels.h"
#include "kernel/vector.h"

namespace naive {

/// Owns its integers.
class Numbers {
  public:
    explicit Numbers(size_t n) : data_(n, 0) {}
    Numbers(const Numbers &other) : data_(other.size(), 0) { _fmpz_vec_set(data(), other.data(), length()); }
    Numbers(Numbers &&other) noexcept { data_.swap(other.data_); }
    Numbers &operator=(Numbers other) noexcept {
        data_.swap(other.data_);
        return *this;
    }
    ~Numbers() {
        for (fmpz &x : data_)
            fmpz_clear(&x);
    }
    fmpz *data() { return data_.data(); }
    const fmpz *data() const { return data_.data(); }
    fmpz *at(size_t i) { return &data_[i]; }
    const fmpz *at(size_t i) const { return &data_[i]; }
    size_t size() const { return data_.size(); }
    slong length() const { return static_cast<slong>(data_.size()); }
    bool operator==(const Numbers &other) const {
        return size() == other.size() && _fmpz_vec_equal(data(), other.data(), length());
    }

  private:
    std::vector<fmpz> data_;
};

inline Numbers one(size_t n) {
    Numbers a(n);
    if (n)
        fmpz_one(a.at(0));
    return a;
}

inline Numbers product(const Numbers &a, const Numbers &b, size_t n) {
    Numbers c(n);
    for (size_t i = 0; i < std::min(n, a.size()); i++)
        for (size_t j = 0; j < b.size() && i + j < n; j++)
            fmpz_addmul(c.at(i + j), a.at(i), b.at(j));
    return c;
}

/// a/b for b[0] = 1 or -1.
inline Numbers quotient(const Numbers &a, const Numbers &b, size_t n) {
    Numbers c(n);
    for (size_t i = 0; i < n; i++) {
        if (i < a.size())
            fmpz_set(c.at(i), a.at(i));
        for (size_t j = 1; j <= i && j < b.size(); j++)
            fmpz_submul(c.at(i), b.at(j), c.at(i - j));
        fmpz_mul(c.at(i), c.at(i), b.at(0));
    }
    return c;
}

/// a *= (1 - sign q^k)^(+-1).
inline void binomial(Numbers &a, size_t k, int sign, bool divide) {
    const bool plus = divide == (sign > 0);
    for (size_t step = k; step < a.size(); step++) {
        const size_t i = divide ? step : a.size() - 1 - (step - k);
        (plus ? fmpz_add : fmpz_sub)(a.at(i), a.at(i), a.at(i - k));
    }
}

inline Numbers unitProduct(const std::vector<durfee::kernel::UnitFactor> &factors, size_t n) {
    Numbers a = one(n);
    for (const auto &f : factors)
        for (int64_t k = 0; (f.count < 0 || k < f.count) && f.start + f.step * k < static_cast<int64_t>(n); k++)
            for (int64_t e = 0; e < std::abs(f.exponent); e++)
                binomial(a, static_cast<size_t>(f.start + f.step * k), f.sign, f.exponent < 0);
    return a;
}

inline Numbers random(check::Random &source, size_t n, int bits, bool sparse = false) {
    Numbers a(n);
    for (size_t i = 0; i < n; i++) {
        if (sparse && !source.oneIn(9))
            continue;
        for (int done = 0; done < bits; done += 60) {
            fmpz_mul_2exp(a.at(i), a.at(i), 60);
            fmpz_add_ui(a.at(i), a.at(i), source.next() >> 4);
        }
        fmpz_fdiv_r_2exp(a.at(i), a.at(i), static_cast<ulong>(bits));
        if (source.oneIn(2))
            fmpz_neg(a.at(i), a.at(i));
    }
    return a;
}

/// Runs the body with each instruction set that this processor has.
inline void withEachInstructionSet(const std::function<void(const std::string &)> &body) {
    using namespace durfee::kernel;
    std::vector<const VectorOps *> sets = {&plainOps};
    if (&vectorOps() != &plainOps)
        sets.push_back(&vectorOps());
    for (const VectorOps *ops : sets) {
        chooseVectorOps(ops);
        body(ops->name);
    }
    chooseVectorOps(nullptr);
}

} // namespace naive
