#pragma once
// Infinite products with factors (1 - q^n)^e(n), and which kernel expands them.
//
// A product is brought to a quotient of sparse series: exponents that depend on gcd(n, L) alone are an eta quotient,
// and are taken apart into theta series of weight 1/2 and 3/2; classes +-r mod L that deviate are Jacobi's triple
// product (q^r, q^(L-r), q^L; q^L)_inf; finitely many more factors are polynomials. What is not symmetric is expanded
// from its logarithmic derivative.
//
// Then there are three kernels. Digit planes divide by one sparse series at a time: about N^1.5 additions a plane, best
// for small N. Modulo primes, the whole quotient costs 10 to 13 transforms of length N whatever its shape, and 20 from
// the logarithmic derivative; the number of primes comes from a proved bound on the coefficients. And a quotient
// without denominator and with small coefficients is there already when its factors are multiplied out.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kernel/field.h"
#include "kernel/growth.h"
#include "kernel/kernels.h"
#include "kernel/small.h"
#include "kernel/theta.h"

namespace durfee::kernel {

class Product {
  public:
    static Product ofEta(std::span<const EtaFactor> factors, int64_t length);
    static Product ofUnits(std::span<const UnitFactor> factors, int64_t length);

    int64_t length() const { return length_; }
    /// Sparse series of which the product is the quotient, unless it has no such form.
    bool isSparseQuotient() const { return sparse_; }
    const std::vector<SparseFactor> &numerator() const { return numerator_; }
    const std::vector<SparseFactor> &denominator() const { return denominator_; }
    /// Exponent of 1 - q^n for 0 < n < length.
    std::vector<int64_t> exponents() const;
    /// Upper bound of the logarithm of a majorant at e^(-t).
    double logMajorant(double t) const;
    const std::string &text() const { return text_; }

  private:
    void addTheta(std::vector<SparseFactor> &side, const ThetaPower &power);
    void split();
    void takeEta(const EtaMap &eta);
    int64_t length_ = 0, period_ = 1;
    std::vector<int64_t> residues_;      // exponent of 1 - q^n by n mod period_
    std::map<int64_t, int64_t> extra_;   // exponents of single factors on top of that
    std::vector<ProductClass> majorant_; // the same, collected
    std::optional<EtaMajorant> etaMajorant_;
    EtaMap eta_; // the residues as eta exponents, when they depend on gcd(n, period) alone
    bool isEta_ = false, sparse_ = true;
    std::vector<SparseFactor> numerator_, denominator_;
    std::string text_;
};

/// q d/dq of the logarithm of product (1 - q^n)^e(n), modulo p: -sum over d | n of d e(d).
void logDerivative(const Field &field, double *out, std::span<const int64_t> exponents);

} // namespace durfee::kernel
