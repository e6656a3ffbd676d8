#pragma once
// Functions of single integers. Sizes are known before: what would pass the memory limit is refused.

#include <utility>
#include <vector>

#include "ring/integer.h"

namespace durfee {

/// p(n), by the Hardy-Ramanujan-Rademacher formula in ball arithmetic (Johansson, Efficient implementation of the
/// Hardy-Ramanujan-Rademacher formula, 2012). 0 for negative n.
Integer partitionNumber(const Integer &n);
bool isPrime(const Integer &n);
/// Prime factors with exponents, ascending; the sign of n is left out. Domain error for 0.
std::vector<std::pair<Integer, ulong>> factorInteger(const Integer &n);
Integer factorial(int64_t n);
/// n (n-1) ... (n-k+1) / k!, for any integer n; 0 for negative k.
Integer binomial(const Integer &n, int64_t k);
Integer integerPower(const Integer &base, int64_t exponent);
/// B_n with B_1 = -1/2.
Fraction bernoulli(int64_t n);
/// Sum of d^k over the positive divisors d of n >= 1, k >= 0.
Integer divisorSum(const Integer &n, int64_t k);

} // namespace durfee
