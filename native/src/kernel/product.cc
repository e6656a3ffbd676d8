#include "kernel/product.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "ring/control.h"
#include "ring/error.h"

namespace durfee::kernel {

namespace {

// A common period beyond this is not looked for: the product is then expanded from its exponents.
constexpr int64_t kLongestPeriod = 5040;

SparseSeries binomialFactor(int64_t n) { return {{0, n}, {1, -1}}; }

std::string unitText(const UnitFactor &f) {
    std::string s = "(";
    if (f.sign < 0)
        s += "-";
    s += "q^" + std::to_string(f.start) + ";q^" + std::to_string(f.step) + ")_" +
         (f.count < 0 ? "inf" : std::to_string(f.count));
    if (f.exponent != 1)
        s += "^" + std::to_string(f.exponent);
    return s;
}

} // namespace

Product Product::ofEta(std::span<const EtaFactor> factors, int64_t length) {
    Product p;
    p.length_ = length;
    p.eta_ = etaMap(factors);
    p.isEta_ = true;
    p.text_ = etaText(p.eta_);
    p.etaMajorant_.emplace(std::vector<std::pair<int64_t, int64_t>>(p.eta_.begin(), p.eta_.end()), length);
    p.takeEta(p.eta_);
    return p;
}

Product Product::ofUnits(std::span<const UnitFactor> factors, int64_t length) {
    Product p;
    p.length_ = length;
    // (1 + x)^e = (1 - x^2)^e (1 - x)^(-e) leaves one sign.
    std::vector<UnitFactor> plain;
    for (const UnitFactor &f : factors) {
        if (f.exponent == 0 || f.count == 0)
            continue;
        p.text_ += (p.text_.empty() ? "" : " ") + unitText(f);
        plain.push_back({f.start, f.step, f.count, f.sign > 0 ? f.exponent : -f.exponent, 1});
        if (f.sign < 0)
            plain.push_back({2 * f.start, 2 * f.step, f.count, f.exponent, 1});
    }
    for (const UnitFactor &f : plain)
        if (f.count < 0 && p.period_ > 0) {
            const int64_t common = f.step / std::gcd(p.period_, f.step);
            p.period_ = common > kLongestPeriod / p.period_ ? -1 : p.period_ * common;
        }
    if (p.period_ > 0)
        p.residues_.assign(p.period_, 0);
    for (const UnitFactor &f : plain) {
        const bool periodic = f.count < 0 && p.period_ > 0;
        if (periodic) {
            for (int64_t r = f.start % f.step; r < p.period_; r += f.step)
                p.residues_[r] += f.exponent;
            for (int64_t n = f.start - f.step; n > 0; n -= f.step)
                if (n < length)
                    p.extra_[n] -= f.exponent;
            continue;
        }
        for (int64_t n = f.start, k = 0; n < length && (f.count < 0 || k < f.count); n += f.step, k++)
            p.extra_[n] += f.exponent;
    }
    std::erase_if(p.extra_, [](const auto &e) { return e.second == 0; });
    p.split();
    return p;
}

void Product::addTheta(std::vector<SparseFactor> &side, const ThetaPower &power) {
    EtaMap eta = thetaAtomEta(power.atom, power.scale);
    for (auto &[d, r] : eta)
        r *= power.power;
    side.push_back({thetaAtom(power.atom, power.scale, length_),
                    power.power,
                    thetaAtomText(power.atom, power.scale),
                    {eta.begin(), eta.end()}});
}

void Product::takeEta(const EtaMap &eta) {
    const ThetaQuotient quotient = decompose(eta);
    for (const ThetaPower &power : quotient.numerator)
        addTheta(numerator_, power);
    for (const ThetaPower &power : quotient.denominator)
        addTheta(denominator_, power);
}

void Product::split() {
    for (int64_t r = 1; r <= period_; r++)
        if (residues_[r % period_] != 0)
            majorant_.push_back({r, period_, 0, residues_[r % period_]});
    for (const auto &[n, e] : extra_)
        majorant_.push_back({n, n, n + 1, e});
    // Many single factors are better expanded from the exponents than one by one.
    if (period_ < 0 || static_cast<double>(extra_.size()) > 4 + std::sqrt(static_cast<double>(length_)) / 8) {
        sparse_ = false;
        return;
    }
    for (int64_t r = 1; r < period_; r++)
        if (residues_[r] != residues_[period_ - r]) {
            sparse_ = false;
            return;
        }
    // For each gcd class the most frequent exponent is the eta quotient's; the others are triple products.
    std::map<int64_t, std::map<int64_t, int64_t>> counts;
    for (int64_t r = 1; r <= period_; r++)
        counts[std::gcd(r, period_)][residues_[r % period_]]++;
    std::map<int64_t, int64_t> level; // exponent of 1 - q^n by gcd(n, period)
    for (const auto &[g, byExponent] : counts)
        level[g] = std::max_element(byExponent.begin(), byExponent.end(), [](const auto &a, const auto &b) {
                       return a.second != b.second ? a.second < b.second : std::abs(a.first) > std::abs(b.first);
                   })->first;
    for (int64_t r = 1; 2 * r < period_; r++) {
        const int64_t deviation = residues_[r] - level[std::gcd(r, period_)];
        if (deviation == 0)
            continue;
        // (q^r;q^L)(q^(L-r);q^L)(q^L;q^L) = sum of (-1)^n q^((L n^2 + (L - 2r) n)/2).
        (deviation > 0 ? numerator_ : denominator_)
            .push_back({thetaSeries(period_, period_ - 2 * r, 0, -1, false, length_),
                        std::abs(deviation),
                        "(q^" + std::to_string(r) + ",q^" + std::to_string(period_ - r) + ",q^" +
                            std::to_string(period_) + ";q^" + std::to_string(period_) + ")_inf",
                        {}});
        level[period_] -= deviation;
    }
    // level[g] = sum of r_d over d | g.
    EtaMap eta;
    for (auto &[g, exponent] : level) {
        int64_t r = exponent;
        for (const auto &[d, earlier] : eta)
            if (g % d == 0)
                r -= earlier;
        if (r != 0)
            eta[g] = r;
    }
    takeEta(eta);
    for (const auto &[n, e] : extra_)
        (e > 0 ? numerator_ : denominator_)
            .push_back({binomialFactor(n), std::abs(e), "1 - q^" + std::to_string(n), {}});
}

std::vector<int64_t> Product::exponents() const {
    std::vector<int64_t> e(std::max<int64_t>(length_, 1), 0);
    if (isEta_) {
        for (const auto &[d, r] : eta_)
            for (int64_t n = d; n < length_; n += d)
                e[n] += r;
        return e;
    }
    if (period_ > 0)
        for (int64_t n = 1; n < length_; n++)
            e[n] = residues_[n % period_];
    for (const auto &[n, r] : extra_)
        if (n < length_)
            e[n] += r;
    return e;
}

double Product::logMajorant(double t) const {
    return etaMajorant_ ? (*etaMajorant_)(t) : logProductMajorant(majorant_, t);
}

void logDerivative(const Field &field, double *out, std::span<const int64_t> exponents) {
    const size_t n = exponents.size();
    std::fill(out, out + n, 0.0);
    // |sum over d | m of d e(d)| <= max|e| m (1 + log m): exact in doubles below 2^52, reduced at every step otherwise.
    double largest = 0;
    for (size_t d = 1; d < n; d++)
        largest = std::max(largest, std::abs(static_cast<double>(exponents[d])));
    const bool exact = largest * static_cast<double>(n) * (1 + std::log(static_cast<double>(n + 1))) < 4e15;
    const double p = field.view().p, half = p / 2;
    for (size_t d = 1; d < n; d++) {
        if (d % 1024 == 0)
            control::poll();
        if (exponents[d] == 0)
            continue;
        if (exact) {
            const double term = -static_cast<double>(exponents[d]) * static_cast<double>(d);
            for (size_t m = d; m < n; m += d)
                out[m] += term;
            continue;
        }
        const double term = field.times(field.balanced(exponents[d]), -static_cast<double>(d));
        for (size_t m = d; m < n; m += d) {
            const double v = out[m] + term;
            out[m] = v > half ? v - p : v < -half ? v + p : v;
        }
    }
    field.reduce(out, n);
}

} // namespace durfee::kernel
