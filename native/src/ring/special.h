#pragma once
// Series with kernels of their own.

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ring/construct.h"

namespace durfee {

/// An eta quotient over Z/m, computed there throughout when m < 2^63.
SeriesRef etaQuotientModulo(std::span<const EtaPower> factors, const Integer &modulus, int64_t order);

/// One finite product (sign q^start; q^step)_(n + shift)^exponent of an Eulerian sum; sign is 1 or -1.
struct EulerianProduct {
    int64_t sign, start, step, shift, exponent;
};
/// sum over n >= 0 of sign^n t^((a n^2 + b n)/2 + c) times the products, to O(t^order).
SeriesRef eulerianSum(int64_t a, int64_t b, int64_t c, int64_t sign, std::span<const EulerianProduct> products,
                      int64_t order);

/// (sum over n in Z of t^(n^2))^k, k >= 0.
SeriesRef thetaPower(int64_t k, int64_t order);
/// Ramanujan's tau: t (t; t)^24.
SeriesRef tauSeries(int64_t order);
/// E_k for k = 4, 6, 8, 10, 14.
SeriesRef eisenstein(int64_t k, int64_t order);
/// j = 1/t + 744 + ...
SeriesRef jInvariant(int64_t order);
/// Ramanujan's third order mock theta function f.
SeriesRef mockThetaF(int64_t order);
/// The Gaussian polynomial [top, bottom].
SeriesRef gaussian(int64_t top, int64_t bottom);
/// Generating functions of ranks and cranks of partitions, Laurent polynomials in one variable as coefficients.
SeriesRef rankFunction(const std::string &variable, int64_t order);
SeriesRef crankFunction(const std::string &variable, int64_t order);

/// Multiplicities of cyclotomic polynomials Phi_n in an exact integral polynomial, up to sign and a power of t; false
/// when it has other factors.
bool cyclotomicFactors(const SeriesRef &a, int &sign, std::vector<std::pair<int64_t, int64_t>> &factors);

} // namespace durfee
