#pragma once
// Dense series with coefficients below 2^49: what products of a few theta series are. They are exact in doubles and the
// same modulo every prime, so they are formed once and reduced nowhere.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kernel/buffer.h"
#include "kernel/kernels.h"

namespace durfee::kernel {

class SmallSeries {
  public:
    static constexpr double kLimit = 562949953421312.0; // 2^49, below every p/2

    /// All coefficients must be below kLimit; checked.
    static std::optional<SmallSeries> from(const SparseSeries &series, size_t length);
    static std::optional<SmallSeries> from(std::span<const int64_t> values, size_t length);

    size_t length() const { return values_.size(); }
    const double *data() const { return values_.data(); }
    double largest() const { return largest_; }
    /// Sum of absolute values.
    double total() const { return total_; }
    bool isOne() const { return total_ == 1 && values_[0] == 1; }
    /// The product to the same length, unless a coefficient might reach the limit: |(ab)_n| <= max|a| sum|b|.
    std::optional<SmallSeries> times(const SmallSeries &other) const;
    /// log of sum of |c_n| e^(-nt), from above.
    double logAt(double t) const;

  private:
    explicit SmallSeries(size_t length) : values_(zeros<double>(length)) {}
    void measure();
    Buffer<double> values_;
    double largest_ = 0, total_ = 0;
    size_t nonzero_ = 0;
    std::vector<double> blockTotals_;
};

/// A product of powers of small series; the powers are what would no longer be small.
struct SmallFactor {
    SmallSeries series;
    int64_t power;
};

/// A sparse series to a positive power, as a factor of a product.
struct SparseFactor {
    SparseSeries series;
    int64_t power;
    std::string name;
    std::vector<std::pair<int64_t, int64_t>> eta; ///< the power as an eta quotient, when it is one
};
/// Multiplies sparse factors together as far as they stay small; nullopt when one of them is not small itself.
std::optional<std::vector<SmallFactor>> combine(std::span<const SparseFactor> sparse, size_t length);

} // namespace durfee::kernel
