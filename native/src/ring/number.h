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
/// Not negative; 0 for two zeros.
Integer greatestCommonDivisor(const Integer &a, const Integer &b);
/// The greatest integer whose degree-th power is at most a. Domain error for negative a and for degrees below 1.
Integer integerRoot(const Integer &a, int64_t degree);
/// Below 2^32, the same in every session.
int64_t hashOf(const Integer &a);
/// B_n with B_1 = -1/2.
Fraction bernoulli(int64_t n);
/// Sum of d^k over the positive divisors d of n >= 1, k >= 0.
Integer divisorSum(const Integer &n, int64_t k);

} // namespace durfee
