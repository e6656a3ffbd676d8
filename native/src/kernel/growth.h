#pragma once
// How large coefficients can be, by proof.
//
// If a series is majorised by F with non-negative coefficients, then |c_n| <= F(x) x^(-n) for every 0 < x < 1. With x =
// e^(-t) this is log|c_n| <= log F(e^(-t)) + n t: a line in n for each t, and the bound is the lower envelope of the
// lines of a geometric grid of t. Lines rise with n, so the envelope does too.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace durfee::kernel {

class Growth {
  public:
    /// Bits that cover the n-th coefficient: |c_n| <= 2^at(n). Never falls in n.
    double at(size_t n) const;
    /// log F(e^(-t)) for each t of the grid that matters below `length`.
    static Growth envelope(size_t length, const std::function<double(double)> &logMajorant);
    /// Lines log|c_n| <= height + n t given one by one; at least one.
    static Growth lines(std::span<const std::pair<double, double>> slopeAndHeight);
    /// The same bound for all coefficients.
    static Growth constant(double bits);
    /// |c_n| <= bound(n) 2^extra for a bound of another series.
    Growth plus(double extra) const;

  private:
    struct Line {
        double t, height;
    };
    std::vector<Line> lines_;
    double extra_ = 0;
};

/// One residue class of a product: (1 - q^n)^exponent for n = start, start + step, ... (n < end when end > 0).
struct ProductClass {
    int64_t start, step, end, exponent;
};

/// Upper bound of log of product of (1 + q^n)^e (e > 0) and (1 - q^n)^e (e < 0) at q = e^(-t): the majorant of the
/// classes.
double logProductMajorant(std::span<const ProductClass> classes, double t);

/// The same for the coefficients below q^length of a product of (q^d; q^d)^r, given as pairs (d, r). Exponents of 1 -
/// q^n are collected before signs are dropped, except where signs are mixed and the scales' common multiple has so many
/// divisors that only those of small n are.
class EtaMajorant {
  public:
    EtaMajorant(std::span<const std::pair<int64_t, int64_t>> eta, int64_t length);
    double operator()(double t) const;

  private:
    void add(int64_t scale, int64_t exponent, bool plus);
    std::map<int64_t, double> weights_;   // weight of log 1/(q;q)_inf at q^scale
    std::vector<int64_t> first_;          // exponents of 1 - q^n, collected, and then
    std::vector<ProductClass> remaining_; // the rest of each factor
};

/// Bits that coefficient n of a product of (q^d; q^d)^r, given as pairs (d, r), comes to by the circle method: 2 sqrt(A
/// n) in logarithms when it grows at the roots of unity of some order c like e^(A/t), and else a power of n that goes
/// with its weight. An estimate, not a bound.
double expectedEtaBits(std::span<const std::pair<int64_t, int64_t>> eta, double n);

} // namespace durfee::kernel
