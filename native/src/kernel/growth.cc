#include "kernel/growth.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace durfee::kernel {

namespace {

constexpr double kLn2 = 0.69314718055994530942;
// Every figure here is a sum of a few thousand positive doubles: far less than this is lost to rounding.
constexpr double kRounding = 1 + 1e-9;

constexpr int kTerms = 400;

// log of product over n = start, start + step, ... of 1/(1 - x^n), x = e^(-t): sum over k of x^(k start) / (k (1 - x^(k
// step))). The tail uses 1/(1 - e^(-y)) <= 1 + 1/y.
double logReciprocal(double start, double step, double t) {
    const double x = std::exp(-start * t), y = std::exp(-step * t);
    double sum = 0, decay = 1, period = 1;
    for (int k = 1; k <= kTerms; k++) {
        decay *= x;
        period *= y;
        if (decay < 1e-18)
            return sum + decay * (1 + 1 / (k * step * t)) / k / -std::expm1(-start * t);
        sum += decay / (k * (1 - period));
    }
    return sum + (1 / (step * t) + 1 / (start * t)) / kTerms;
}

// log of product of (1 + x^n): the same sum with alternating signs; terms fall, so stopping after a positive one gives
// an upper bound.
double logSum(double start, double step, double t) {
    const double x = std::exp(-start * t), y = std::exp(-step * t);
    double sum = 0, decay = 1, period = 1;
    for (int k = 1; k <= kTerms + 1; k++) {
        decay *= x;
        period *= y;
        const double term = decay / (k * (1 - period));
        sum += k % 2 ? term : -term;
        if (k % 2 && term < 1e-15 * sum)
            break;
    }
    return sum;
}

// log of 1/(q;q)_inf at q = e^(-t) by the transformation of Dedekind's eta function.
double logPartition(double t) {
    constexpr double pi = 3.14159265358979323846;
    if (t > 3)
        return logReciprocal(1, 1, t);
    const double dual = std::exp(-4 * pi * pi / t);
    return pi * pi / (6 * t) - t / 24 + 0.5 * std::log(t / (2 * pi)) + dual / (1 - dual) / (1 - dual);
}

int mobius(int64_t n) {
    int sign = 1;
    for (int64_t p = 2; p * p <= n; p++)
        if (n % p == 0) {
            n /= p;
            if (n % p == 0)
                return 0;
            sign = -sign;
        }
    return n > 1 ? -sign : sign;
}

} // namespace

double logProductMajorant(std::span<const ProductClass> classes, double t) {
    double sum = 0;
    for (const ProductClass &c : classes) {
        const double start = static_cast<double>(c.start), step = static_cast<double>(c.step);
        const double count = static_cast<double>(c.exponent < 0 ? -c.exponent : c.exponent);
        if (c.end > 0) {
            for (int64_t n = c.start; n < c.end; n += c.step) {
                const double x = std::exp(-static_cast<double>(n) * t);
                sum += count * (c.exponent < 0 ? -std::log1p(-x) : std::log1p(x));
                if (x < 1e-18) {
                    sum += count * 1e-12;
                    break;
                }
            }
        } else {
            sum += count * (c.exponent < 0 ? logReciprocal(start, step, t) : logSum(start, step, t));
        }
    }
    return sum * kRounding;
}

namespace {

// The least common multiple, or nothing beyond a million.
std::optional<int64_t> commonLevel(std::span<const std::pair<int64_t, int64_t>> eta) {
    constexpr int64_t largest = 1000000;
    int64_t level = 1;
    for (const auto &[scale, exponent] : eta) {
        const int64_t factor = scale / std::gcd(level, scale);
        if (factor > largest / level)
            return std::nullopt;
        level *= factor;
    }
    return level;
}

std::vector<int64_t> divisorsOf(int64_t n) {
    std::vector<int64_t> divisors;
    for (int64_t d = 1; d * d <= n; d++)
        if (n % d == 0) {
            divisors.push_back(d);
            if (d != n / d)
                divisors.push_back(n / d);
        }
    return divisors;
}

} // namespace

EtaMajorant::EtaMajorant(std::span<const std::pair<int64_t, int64_t>> eta, int64_t length) {
    // Beyond these the exponents of the first 1 - q^n are collected one by one.
    constexpr size_t mostDivisors = 64;
    constexpr int64_t collected = 2000;
    std::vector<std::pair<int64_t, int64_t>> factors;
    for (const auto &[scale, exponent] : eta)
        if (scale < length && exponent != 0)
            factors.push_back({scale, exponent});
    const auto positive = [](const auto &factor) { return factor.second > 0; };
    if (std::all_of(factors.begin(), factors.end(), positive) ||
        std::none_of(factors.begin(), factors.end(), positive)) {
        for (const auto &[scale, exponent] : factors)
            add(scale, exponent, exponent > 0);
        return;
    }
    const std::optional<int64_t> level = commonLevel(factors);
    const std::vector<int64_t> divisors = level ? divisorsOf(*level) : std::vector<int64_t>();
    if (level && divisors.size() <= mostDivisors) {
        for (const int64_t g : divisors) {
            // The exponent of 1 - q^n for gcd(n, level) = g.
            int64_t exponent = 0;
            for (const auto &[scale, r] : factors)
                if (g % scale == 0)
                    exponent += r;
            if (exponent == 0)
                continue;
            for (const int64_t d : divisors)
                if (*level / g % d == 0)
                    if (const int sign = mobius(d))
                        add(g * d, sign * exponent, exponent > 0);
        }
        return;
    }
    first_.assign(static_cast<size_t>(std::min(length, collected)), 0);
    for (const auto &[scale, r] : factors) {
        int64_t n = scale;
        for (; n < std::min(length, collected); n += scale)
            first_[static_cast<size_t>(n)] += r;
        if (n < length)
            remaining_.push_back({n, scale, 0, r});
    }
}

// The logarithm of (1 - q^n)^exponent, n running over multiples of scale, or of its majorant (1 + q^n)^exponent = ((1 -
// q^(2n))/(1 - q^n))^exponent.
void EtaMajorant::add(int64_t scale, int64_t exponent, bool plus) {
    const auto weight = static_cast<double>(exponent);
    weights_[scale] += plus ? weight : -weight;
    if (plus)
        weights_[2 * scale] -= weight;
}

double EtaMajorant::operator()(double t) const {
    // Past this, factors are 1 to all digits.
    constexpr double farthest = 60;
    double sum = 0, size = 0;
    for (const auto &[scale, weight] : weights_) {
        if (static_cast<double>(scale) * t > farthest)
            break;
        const double term = weight * logPartition(static_cast<double>(scale) * t);
        sum += term;
        size += std::abs(term);
    }
    for (size_t n = 1; n < first_.size() && static_cast<double>(n) * t < farthest; n++)
        if (const int64_t e = first_[n]; e != 0) {
            const double x = std::exp(-static_cast<double>(n) * t);
            sum += static_cast<double>(e) * (e < 0 ? std::log1p(-x) : std::log1p(x));
        }
    sum += logProductMajorant(remaining_, t);
    return sum + 1e-6 * std::abs(sum) + 1e-12 * size + 1e-9;
}

double expectedEtaBits(std::span<const std::pair<int64_t, int64_t>> eta, double n) {
    constexpr double pi = 3.14159265358979323846;
    // Roots of unity of higher orders, unless an order is one of the scales, weigh little.
    constexpr int64_t highestOrder = 1000;
    double weight = 0, steepest = -INFINITY;
    for (const auto &[scale, exponent] : eta)
        weight += static_cast<double>(exponent) / 2;
    const auto consider = [&](int64_t c) {
        double slope = 0;
        int64_t common = 1;
        for (const auto &[scale, exponent] : eta) {
            const int64_t divisor = std::gcd(c, scale);
            common = std::lcm(common, divisor);
            const double ratio = static_cast<double>(divisor) / static_cast<double>(c);
            slope -= pi * pi / 6 * static_cast<double>(exponent) * ratio * ratio / static_cast<double>(scale);
        }
        // Orders that divide the common multiple of the scales.
        if (common == c)
            steepest = std::max(steepest, slope);
    };
    for (int64_t c = 1; c <= highestOrder; c++)
        consider(c);
    for (const auto &[scale, exponent] : eta)
        if (scale > highestOrder)
            consider(scale);
    if (steepest > 1e-9)
        return 2 * std::sqrt(steepest * n) / kLn2;
    // Cusp forms grow half as fast as others of their weight (Deligne).
    return std::max(0.0, weight - 1) * std::log2(n + 2) * (steepest < -1e-9 ? 0.5 : 1) + 2;
}

double Growth::at(size_t n) const {
    double best = lines_.empty() ? 0 : lines_[0].height + static_cast<double>(n) * lines_[0].t;
    for (const Line &line : lines_)
        best = std::min(best, line.height + static_cast<double>(n) * line.t);
    return std::max(0.0, best / kLn2 * kRounding) + extra_;
}

Growth Growth::envelope(size_t length, const std::function<double(double)> &logMajorant) {
    Growth g;
    const double n = static_cast<double>(std::max<size_t>(length, 2));
    // For log F ~ A/t the best t is sqrt(A/n); A between 1/100 and 100 n is covered, in steps that cost under a per
    // cent.
    double best = INFINITY;
    for (double t = 20; t > 0.02 / std::sqrt(n); t /= 1.19) {
        const double height = logMajorant(t);
        g.lines_.push_back({t, height});
        // Once the bound at the last coefficient rises again, smaller t serve nobody.
        const double here = height + n * t;
        if (here > best * 1.05 + 1)
            break;
        best = std::min(best, here);
    }
    return g;
}

Growth Growth::lines(std::span<const std::pair<double, double>> slopeAndHeight) {
    Growth g;
    for (const auto &[t, height] : slopeAndHeight)
        g.lines_.push_back({t, height});
    return g;
}

Growth Growth::constant(double bits) {
    Growth g;
    g.extra_ = bits;
    return g;
}

Growth Growth::plus(double extra) const {
    Growth g = *this;
    g.extra_ += extra;
    return g;
}

} // namespace durfee::kernel
