#include "kernel/small.h"

#include <algorithm>
#include <cmath>

#include "kernel/field.h"
#include "ring/control.h"

namespace durfee::kernel {

namespace {
constexpr size_t kBlock = 64;
// Products term by term up to this many pairs, or few pairs a coefficient; then by transforms modulo one prime.
constexpr double kDirectPairs = 2e4;
} // namespace

void SmallSeries::measure() {
    const size_t n = values_.size();
    blockTotals_.assign((n + kBlock - 1) / kBlock, 0);
    largest_ = total_ = 0;
    nonzero_ = 0;
    for (size_t i = 0; i < n; i++) {
        const double a = std::abs(values_[i]);
        largest_ = std::max(largest_, a);
        nonzero_ += a != 0;
        blockTotals_[i / kBlock] += a;
    }
    for (double &sum : blockTotals_)
        total_ += sum;
}

std::optional<SmallSeries> SmallSeries::from(const SparseSeries &series, size_t length) {
    SmallSeries small(length);
    for (size_t i = 0; i < series.exponents.size(); i++) {
        if (static_cast<size_t>(series.exponents[i]) >= length)
            break;
        if (std::abs(static_cast<double>(series.coefficients[i])) >= kLimit)
            return std::nullopt;
        small.values_[series.exponents[i]] = static_cast<double>(series.coefficients[i]);
    }
    small.measure();
    return small;
}

std::optional<SmallSeries> SmallSeries::from(std::span<const int64_t> values, size_t length) {
    SmallSeries small(length);
    for (size_t i = 0; i < std::min(length, values.size()); i++) {
        if (std::abs(static_cast<double>(values[i])) >= kLimit)
            return std::nullopt;
        small.values_[i] = static_cast<double>(values[i]);
    }
    small.measure();
    return small;
}

std::optional<SmallSeries> SmallSeries::times(const SmallSeries &other) const {
    if (std::min(largest_ * other.total_, other.largest_ * total_) * (1 + 1e-9) >= kLimit)
        return std::nullopt;
    if (nonzero_ > other.nonzero_)
        return other.times(*this);
    const size_t n = values_.size();
    SmallSeries product(n);
    double *out = product.values_.data();
    const double pairs = static_cast<double>(nonzero_) * static_cast<double>(other.nonzero_);
    if (pairs > kDirectPairs && pairs > 16 * static_cast<double>(n)) {
        Workspace w;
        Field::make(0, log2For(2 * n))->multiply(out, n, data(), n, other.data(), n, w);
        product.measure();
        return product;
    }
    std::vector<size_t> places;
    for (size_t i = 0; i < n; i++)
        if (other.values_[i] != 0)
            places.push_back(i);
    size_t done = 0;
    for (size_t shift = 0; shift < n; shift++) {
        const double c = values_[shift];
        if (c == 0)
            continue;
        if (++done % 64 == 0)
            control::poll();
        for (size_t i : places) {
            if (i + shift >= n)
                break;
            out[i + shift] += c * other.values_[i];
        }
    }
    product.measure();
    return product;
}

double SmallSeries::logAt(double t) const {
    const double step = std::exp(-t * kBlock);
    double sum = 0, weight = 1;
    for (double block : blockTotals_) {
        sum += block * weight;
        weight *= step;
    }
    return std::log(sum) + 1e-6;
}

std::optional<std::vector<SmallFactor>> combine(std::span<const SparseFactor> sparse, size_t length) {
    std::vector<SmallFactor> factors;
    // Each series to as high a power as stays small, the rest as a power of that.
    for (const SparseFactor &p : sparse) {
        std::optional<SmallSeries> base = SmallSeries::from(p.series, length);
        if (!base)
            return std::nullopt;
        int64_t power = p.power;
        for (; power > 1; power /= 2) {
            std::optional<SmallSeries> square = base->times(*base);
            if (!square)
                break;
            if (power % 2)
                factors.push_back({std::move(*base), 1});
            base = std::move(square);
        }
        factors.push_back({std::move(*base), power});
    }
    // Single factors are multiplied together while they stay small.
    for (size_t i = 0; i < factors.size(); i++)
        for (size_t j = i + 1; j < factors.size();) {
            std::optional<SmallSeries> product;
            if (factors[i].power == 1 && factors[j].power == 1)
                product = factors[i].series.times(factors[j].series);
            if (product) {
                factors[i].series = std::move(*product);
                factors.erase(factors.begin() + static_cast<std::ptrdiff_t>(j));
            } else {
                j++;
            }
        }
    return factors;
}

} // namespace durfee::kernel
