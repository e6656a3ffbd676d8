// The index of the kernels: what the rest of the engine may call.
//
// Kernels are free functions over plain arrays. A truncated series is an array of `length` coefficients of
// q^0 .. q^(length-1); arrays of FLINT integers are `fmpz *` vectors that the caller has initialised (zero or any old
// values, which are overwritten) and owns. Nothing here knows of valuations, rings or orders: the ring layer shifts,
// widens and checks, then calls a kernel. Every result is exact; a kernel that cannot do what is asked says so in its
// return value and leaves its output unspecified.
//
// Costs are in coefficient operations; E(N) is one number-theoretic transform of length >= N, K the number of 50-bit
// primes that cover the result. Kernels poll the stop flag of ring/control.h (and throw Cancelled), report progress
// there and use as many threads as it allows; results are identical for any number of them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kernel/packed.h"
#include "ring/flint.h"
#include "ring/memory.h"

namespace durfee::kernel {

// ---------------------------------------------------------------- values

/// A lacunary series: coefficients[i] of q^exponents[i], exponents strictly ascending, no zero coefficient.
struct SparseSeries {
    std::vector<int64_t> exponents;
    std::vector<int64_t> coefficients;
};

/// (q^scale; q^scale)_inf^exponent, scale >= 1.
struct EtaFactor {
    int64_t scale;
    int64_t exponent;
};

/// product over 0 <= n < count of (1 - sign q^(start + step n))^exponent; start, step >= 1; sign is 1 or -1;
/// count = -1 means infinitely many.
struct UnitFactor {
    int64_t start;
    int64_t step;
    int64_t count;
    int64_t exponent;
    int sign;
};

/// product over 0 <= n < count of (1 - (numerator/denominator) q^(start + step n))^exponent.
/// The pointers stay the caller's; denominator > 0.
struct CoefficientFactor {
    const fmpz *numerator;
    const fmpz *denominator;
    int64_t start;
    int64_t step;
    int64_t count;
    int64_t exponent;
};

/// What the planner chose, in words and figures, before anything is computed.
struct Plan {
    std::string words;
    double seconds;
    double bytes;
    double resultBits; ///< bound on the size of the largest coefficient
};
/// Sees a plan before it is carried out, and throws to refuse it.
using PlanCheck = std::function<void(const Plan &)>;

// ---------------------------------------------------------------- products

/// Coefficients of product of (q^d; q^d)_inf^r below q^length. The kernel is chosen by estimate: theta collapse,
/// sparse multiplication and division on digit planes, or multimodular arithmetic.
/// Cost: about N^1.5 digit additions or K (10 E(N) + 3 E(2N)).
void etaQuotient(fmpz *out, slong length, std::span<const EtaFactor> factors, const PlanCheck &check = {});
Plan planEtaQuotient(std::span<const EtaFactor> factors, slong length);

/// When the eta quotient is a theta function, its O(sqrt N) terms below q^length and the identity used, in words.
/// Recognised: (q;q), (q;q)^3, theta_3, theta_4, psi and their relatives with scales (Koehler, Eta Products and
/// Theta Series Identities, chapter 8; weight 1/2 list by Mersmann and Lemke Oliver).
struct Recognition {
    SparseSeries series;
    std::string reason;
};
std::optional<Recognition> recogniseEtaQuotient(std::span<const EtaFactor> factors, int64_t length);

/// Coefficients of any product of (1 -+ q^(an+b))^e below q^length. Same planner; falls back to solving
/// q F' = F * (log-derivative) modulo primes. Cost: K times about 30 E(N).
void unitProduct(fmpz *out, slong length, std::span<const UnitFactor> factors, const PlanCheck &check = {});
Plan planUnitProduct(std::span<const UnitFactor> factors, slong length);

/// Products with rational c: writes integers g_n and base with coefficient c_n = g_n / base^n.
/// Over Z base is 1. Cost: as unitProduct, with bits growing linearly in n.
void coefficientProduct(fmpz *out, fmpz_t base, slong length, std::span<const CoefficientFactor> factors);

/// numerator(q) * product, numerator given by small integers: theta/f_1, Appell-Lerch sums, character sums.
/// `trustGrowth`: log2 of an expected coefficient bound below the proved one, or 0; with it the number of primes grows
/// until two further primes agree everywhere (error chance below 2^-90 a coefficient), else the bound is proved.
void seriesTimesProduct(fmpz *out, slong length, std::span<const int64_t> numerator,
                        std::span<const UnitFactor> factors, double trustGrowth);

/// sum over n in Z (or n >= 0) of sign^n q^((a n^2 + b n)/2 + c) below q^length; a > 0, a = b mod 2.
SparseSeries thetaSeries(int64_t a, int64_t b, int64_t c, int sign, bool half, int64_t length);

// ---------------------------------------------------------------- dense integer series

/// Truncated product a b mod q^length. FLINT below the crossover, multimodular above, digit by digit (digits.h) for
/// long coefficients. Cost: K 3 E(2N).
void multiply(fmpz *out, slong length, const fmpz *a, slong aLength, const fmpz *b, slong bLength);
/// 1/a mod q^length, a[0] = 1 or -1 (checked by the caller). Sparse a: recurrence on digit planes.
void inverse(fmpz *out, slong length, const fmpz *a, slong aLength);
/// a/b mod q^length, b[0] = 1 or -1.
void divide(fmpz *out, slong length, const fmpz *a, slong aLength, const fmpz *b, slong bLength);
/// a^exponent mod q^length; negative exponents need a[0] = 1 or -1.
void power(fmpz *out, slong length, const fmpz *a, slong aLength, int64_t exponent);
/// b with a(b(t)) = t mod t^length; a[0] = 0, a[1] = 1 or -1. Cost: N^2 terms/3 products of one coefficient of a and
/// one of b, or K (2 sqrt(N) 3 E(2N) + N^2/2).
void reversion(fmpz *out, slong length, const fmpz *a, slong aLength);
/// Bytes that it takes, the result included, for a[1] = 1.
double reversionBytes(slong length, const fmpz *a, slong aLength);

// ---------------------------------------------------------------- rational series

/// Product of two series over common denominators: c_n = out[n] / den. No gcd is taken: the caller canonicalises
/// when somebody looks. out may not alias the inputs.
void multiplyRational(fmpz *out, fmpz_t den, slong length, const fmpz *a, slong aLength, const fmpz_t aDen,
                      const fmpz *b, slong bLength, const fmpz_t bDen);

/// a^(numerator/denominator) for integral a with a[0] = 1: c_n = out[n] / den, den a product of powers of the primes of
/// `denominator`, enough for all coefficients. By the n-term recurrence over the terms of a. Cost: N * terms * limbs of
/// den.
void powerRational(fmpz *out, fmpz_t den, slong length, const fmpz *a, slong aLength, int64_t numerator,
                   int64_t denominator);

// ---------------------------------------------------------------- series modulo m

/// 1/(q;q)_inf modulo m, residues in [0, m). m below 2^8: bytes, by f_1^m = f_m for the primes m <= 7.
void partitionsMod(uint8_t *out, int64_t length, uint8_t modulus);
/// The same packed, for those primes.
void partitionsMod(PackedResidues &out);
/// Modulo 2, and modulo 3, 5 or 7 with the classes in blocks of the given size, whatever the length.
void partitionsModTwo(PackedResidues &out);
void partitionsByBlocks(PackedResidues &out, size_t block);
/// Whether partitions modulo m go by bytes; packed ones must.
bool partitionsByBytes(uint64_t modulus);
/// Bytes that it takes beside the result.
double partitionsModBytes(size_t length, uint64_t modulus);
void partitionsMod(uint64_t *out, int64_t length, uint64_t modulus);
/// Any eta quotient modulo m < 2^63.
void etaQuotientMod(uint64_t *out, int64_t length, std::span<const EtaFactor> factors, uint64_t modulus);
/// The same packed, out.size() residues modulo out.modulus() < 2^63, out beginning as zeros; long ones block by block,
/// in a working area that does not grow with them. Cost: about E(2 S) for each pair of the N/S blocks and each factor,
/// S = 2^22.
void etaQuotientMod(PackedResidues &out, std::span<const EtaFactor> factors);
/// In blocks of the given size, whatever the length.
void etaQuotientByBlocks(PackedResidues &out, std::span<const EtaFactor> factors, size_t block);
/// Factors with the same product modulo m below q^length, one a scale, with smaller exponents where m is prime.
std::vector<EtaFactor> etaFactorsMod(std::span<const EtaFactor> factors, uint64_t modulus, int64_t length);
/// Bytes that the packed one takes, the result included.
double etaQuotientModBytes(size_t length, uint64_t modulus, std::span<const EtaFactor> factors);
/// Bytes that either of these takes for a result of that length, which is included.
double packedArithmeticBytes(size_t length, uint64_t modulus);
/// a b mod q^length, packed, length >= 1; a and b share their modulus, which is below 2^63.
PackedResidues multiplyPacked(PackedResidues a, const PackedResidues &b, size_t length);
/// a/b mod q^length; b begins with a unit.
PackedResidues dividePacked(PackedResidues a, const PackedResidues &b, size_t length);
/// a b mod (q^length, m); entries in [0, m).
void multiplyMod(uint64_t *out, slong length, const uint64_t *a, slong aLength, const uint64_t *b, slong bLength,
                 uint64_t modulus);
/// 1/a mod (q^length, m); a[0] a unit. Returns false when it is not.
bool inverseMod(uint64_t *out, slong length, const uint64_t *a, slong aLength, uint64_t modulus);

// ---------------------------------------------------------------- special series

/// p(n) by the Hardy-Ramanujan-Rademacher formula in ball arithmetic (Johansson 2012). Not interruptible.
void partitionNumber(fmpz_t out, uint64_t n);
/// (q;q)_inf below q^length: Euler's pentagonal numbers.
SparseSeries eulerProduct(int64_t length);
/// q f_1^24: tau(n) for 0 <= n < length.
void ramanujanTau(fmpz *out, slong length);
/// (1 + 2 sum q^(n^2))^k for k >= 0. Closed forms as divisor sums for k = 2, 4, 8 (Jacobi), else by products.
void thetaPower(fmpz *out, slong length, int k);
/// Eisenstein series E_k = 1 - (2k/B_k) sum sigma_{k-1}(n) q^n, k = 4, 6, 8, 10, 14 (integral ones).
void eisenstein(fmpz *out, slong length, int k);
/// q j(q) = 1 + 744 q + ...: E_4^3 / f_1^24.
void jInvariant(fmpz *out, slong length);
/// [top choose bottom]_q, all bottom*(top-bottom)+1 coefficients.
void qBinomial(fmpz *out, int64_t top, int64_t bottom);

/// Third order mock theta f(q) by its Appell-Lerch form (Watson 1936) for long series.
void mockThetaF(fmpz *out, slong length);

/// One term of an Eulerian sum: sum over n >= 0 of sign^n q^((a n^2 + b n)/2 + c) * product of the finite products
/// (sign_i q^(start_i); q^(step_i))_(n + shift_i)^exponent_i, exponents of either sign.
struct EulerianFactor {
    int sign;         ///< 1: (1 - q^e), -1: (1 + q^e)
    int64_t start;    ///< first exponent
    int64_t step;     ///< distance of the exponents
    int64_t shift;    ///< product has n + shift factors (0 when that is negative)
    int64_t exponent; ///< power of the finite product
};
struct EulerianSum {
    int64_t a, b, c;
    int sign;
    std::vector<EulerianFactor> factors;
};
/// Running products: each term from the one before by sparse multiplications. Cost: about N^1.5 coefficient operations.
void eulerianSum(fmpz *out, slong length, const EulerianSum &sum);
/// Bytes that it takes, the result included.
double eulerianBytes(slong length, const EulerianSum &sum);

// ---------------------------------------------------------------- two variables

/// A table of integers of fixed width, row m, column n: N(m, n).
struct IntegerTable {
    int64_t rows = 0, columns = 0;
    int words = 0;                  ///< 64-bit words an entry, two's complement, low word first
    memory::Vector<uint64_t> limbs; ///< row-major
    void get(fmpz_t out, int64_t row, int64_t column) const;
};
/// N(m, n) for 0 <= m < rows, 0 <= n < length: partitions of n with rank m (N(-m, n) = N(m, n)), N(0, 0) = 1.
IntegerTable rankTable(int64_t rows, int64_t length);
/// M(m, n): the crank, from its generating function (so M(0,1) = -1, M(1,1) = M(-1,1) = 1).
IntegerTable crankTable(int64_t rows, int64_t length);

// ---------------------------------------------------------------- from series to products and relations

/// Exponents b_n, 1 <= n < length, with a = product of (1 - q^n)^(b_n), a[0] = 1 (they are integers); out[0] is set to
/// 0. From the logarithmic derivative modulo two primes when its coefficients are below 2^45, which agreement on 100
/// bits and divisibility of every Moebius sum confirm (error chance below 2^-50 a coefficient); `prove` multiplies back
/// over Z. Otherwise exactly over Z. Cost: 26 E(N) and two passes over the digits of a.
void productExponents(fmpz *out, const fmpz *a, slong length, bool prove);

/// Basis of the right kernel of a rows x columns matrix (row-major) as primitive integer vectors, columns entries each,
/// in reduced echelon order of the free columns; found modulo primes, reconstructed, then verified exactly on all rows.
std::vector<std::vector<fmpz>> integerKernel(const fmpz *matrix, slong rows, slong columns);
void clearKernel(std::vector<std::vector<fmpz>> &kernel);

/// All homogeneous relations of degree d between integral series: columns are the monomials of degree d in ascending
/// lexicographic order of exponent vectors (z^2, yz, y^2, xz, xy, x^2), so that the vectors read backwards are in reduced
/// echelon form for the descending order; the answer is as in integerKernel.
std::vector<std::vector<fmpz>> homogeneousRelations(std::span<const SparseSeries> generators, int degree, slong rows);

/// A product of cyclotomic polynomials: unit q^valuation prod Phi_n^multiplicity.
struct CyclotomicFactors {
    int sign;
    int64_t valuation;
    std::vector<std::pair<int64_t, int64_t>> factors; ///< (n, multiplicity)
};
/// Factors a polynomial into cyclotomic polynomials, certified by exact re-expansion; nullopt when it is no such
/// product.
std::optional<CyclotomicFactors> cyclotomicFactors(const fmpz *a, slong length);

} // namespace durfee::kernel
