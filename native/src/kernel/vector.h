#pragma once
// Vectorised arithmetic modulo 50-bit primes, held in doubles.
//
// A residue is an integer-valued double of absolute value a little over p/2 ("balanced"); butterflies let it grow to
// about 2p before reducing. A product a*b mod p takes h = fl(ab), the exact error l = ab - h by a fused multiply-add,
// the rounded quotient t = h/p, and h - t p + l, every step exact in 53 bits as long as |a| <= 4p and |b| <= p/2 (van
// der Hoeven, Lecerf and Quintin, Modular SIMD arithmetic in Mathemagix, ACM TOMS 43, 2016, section 3).
//
// The same source (vector.inc) is compiled for each instruction set, and `vectorOps` gives the best that this processor
// runs. Lengths of transforms are powers of two from 16 on; their output is in bit-reversed order, which pointwise
// products do not mind.

#include <cstddef>
#include <cstdint>

namespace durfee::kernel {

/// What the vector code needs of a prime: tables have 2^(L-1) entries for transforms of length 2^L.
struct VectorField {
    double p;
    double inverse; ///< 1/p, rounded
    const double *roots;
    const double *inverseRoots;
};

/// Residues and multipliers of mixed-radix conversion are split as high * kRadixHalf + low, both parts at most 2^24 in
/// absolute value.
inline constexpr double kRadixHalf = 33554432;

/// Constants of mixed-radix conversion for one prime p_i: multipliers[2j], [2j + 1] are the parts of (p_0 ... p_{j-1})
/// mod p_i; scale = 1/(p_0...p_{i-1}), and that times kRadixHalf and its square.
struct RadixRow {
    double p, inverse;
    const double *multipliers;
    double scale, scaleHalf, scaleWhole;
};

/// Coefficients handled together by `mixedRadix`.
inline constexpr int kRadixBlock = 32;
/// Coefficients handled together by `accumulate`.
inline constexpr int kPlaneBlock = 48;

struct VectorOps {
    const char *name;
    /// Transform modulo x^(2^log2) - r with r the root of `node` (0: 1, 1: -1, 2: i); |x| <= 2p in, <= 2.1p out.
    void (*forward)(const VectorField &, double *x, int log2, size_t node);
    /// Its inverse times 2^log2; |x| <= p in and out.
    void (*backward)(const VectorField &, double *x, int log2, size_t node);
    /// Blocks of h at x: from a polynomial of degree below 3h to its residues modulo x^2h - 1 and x^h - i (node 2), and
    /// back.
    void (*fold3)(const VectorField &, double *x, size_t h);
    void (*unfold3)(const VectorField &, double *x, size_t h);
    /// x = x y scale, lengths a multiple of 4.
    void (*pointwise)(const VectorField &, double *x, const double *y, size_t n, double scale);
    /// x = (x^2 + z y^2) scale where z is the point at which each entry is the value: transforms of a series from those
    /// of its even and odd parts.
    void (*squareSum)(const VectorField &, double *x, const double *y, int log2, size_t node, double scale);
    /// y = balanced residue of x, for |x| < 2^53.
    void (*reduce)(const VectorField &, double *y, const double *x, size_t n);
    /// y = x scale mod p, balanced.
    void (*scale)(const VectorField &, double *y, const double *x, size_t n, double scale);
    /// x = x radix + digits mod p: one Horner step of reducing long integers given as planes of digits below 2^50.
    void (*horner)(const VectorField &, double *x, const double *digits, size_t n, double radix);
    /// x = x y mod p.
    void (*multiply)(const VectorField &, double *x, const double *y, size_t n);
    /// x = x - c y mod p: elimination.
    void (*eliminate)(const VectorField &, double *x, const double *y, size_t n, double c);
    /// x = x - sum over k of c_k rows_k mod p.
    void (*subtractRows)(const VectorField &, double *x, const double *const *rows, const double *c, size_t count,
                         size_t n);
    /// out = sum over k of c_k rows_k, exact while the sums of absolute values are below 2^53.
    void (*sumRows)(double *out, const double *const *rows, const double *c, size_t count, size_t n);
    /// out[i + shift_k] += c_k in[i] below n, exact while the sums are below 2^53; shifts ascending. Both arrays have
    /// three entries more, which mean nothing.
    void (*addShifted)(double *out, const double *in, size_t n, const int64_t *shifts, const double *c, size_t count);
    /// table[m + i] = table[i] root for i < m, m a power of two.
    void (*extendRoots)(const VectorField &, double *table, size_t m, double root);
    /// Balanced digits of mixed radix, i < count, for a block of kRadixBlock residues x (rows of kRadixBlock), as rows
    /// of high parts (2i) and low parts (2i + 1); see RadixRow.
    void (*mixedRadix)(const RadixRow *rows, int count, const double *x, double *halves);
    /// sum[b] += sum over k of sign_k base[b - shift_k], b < kPlaneBlock: positive shifts first, then negative ones.
    void (*accumulate)(int64_t *sum, const int64_t *base, const int64_t *plus, size_t plusCount, const int64_t *minus,
                       size_t minusCount);
    /// sum[d] += sum over k of sign_k row[d - width shift_k], d < width, a multiple of 4.
    void (*accumulateRows)(int64_t *sum, const int64_t *row, size_t width, const int64_t *plus, size_t plusCount,
                           const int64_t *minus, size_t minusCount);
    /// sums[d] = sum over k of weights_k rows_k[d], d < width, a multiple of 32; exact while the sums of absolute
    /// values are below 2^63.
    void (*weightedSums)(int64_t *sums, const int32_t *const *rows, const int32_t *weights, size_t count, size_t width);
    /// a[i] += b[i], a[i] -= b[i] on bytes.
    void (*addBytes)(int8_t *a, const int8_t *b, size_t n);
    void (*subtractBytes)(int8_t *a, const int8_t *b, size_t n);
};

extern const VectorOps plainOps;
#if defined(__x86_64__)
extern const VectorOps avx2Ops;
#endif
#if defined(__aarch64__)
extern const VectorOps neonOps;
#endif

/// The instruction set in use: the best one this processor has, unless a test chose another.
const VectorOps &vectorOps() noexcept;
/// For tests: nullptr goes back to the best.
void chooseVectorOps(const VectorOps *ops) noexcept;

} // namespace durfee::kernel
