// AVX2 and FMA, compiled for by a target pragma (never by flags: the rest of the program must run on older processors)
// and chosen at run time. Every header with inline functions comes before the pragma.
#if defined(__x86_64__)
#include "kernel/vector.h"
#include "ring/control.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#endif

namespace durfee::kernel {
namespace avx2 {

using V = __m256d;
inline V load(const double *x) { return _mm256_loadu_pd(x); }
inline void store(double *x, V a) { _mm256_storeu_pd(x, a); }
inline V all(double x) { return _mm256_set1_pd(x); }
using I = __m256i;
inline I loadInteger(const int64_t *x) { return _mm256_loadu_si256(reinterpret_cast<const I *>(x)); }
inline void storeInteger(int64_t *x, I a) { _mm256_storeu_si256(reinterpret_cast<I *>(x), a); }
inline I add(I a, I b) { return _mm256_add_epi64(a, b); }
inline I sub(I a, I b) { return _mm256_sub_epi64(a, b); }
inline I allIntegers(int64_t x) { return _mm256_set1_epi64x(x); }
/// sum + x weight on four words of 32 bits; the weight is one too.
inline I multiplyAdd(I sum, const int32_t *x, I weight) {
    const I wide = _mm256_cvtepi32_epi64(_mm_loadu_si128(reinterpret_cast<const __m128i *>(x)));
    return _mm256_add_epi64(sum, _mm256_mul_epi32(wide, weight));
}
inline V add(V a, V b) { return _mm256_add_pd(a, b); }
inline V product(V a, V b) { return _mm256_mul_pd(a, b); }
inline V sub(V a, V b) { return _mm256_sub_pd(a, b); }
// Adding and subtracting 1.5 * 2^52 rounds to an integer, and the multiplication before it is free in the fused form.
inline V quotient(V h, V pi) {
    const V magic = _mm256_set1_pd(6755399441055744.0);
    return _mm256_sub_pd(_mm256_fmadd_pd(h, pi, magic), magic);
}
inline V mulmod(V a, V b, V p, V pi) {
    const V h = _mm256_mul_pd(a, b), l = _mm256_fmsub_pd(a, b, h);
    return _mm256_add_pd(_mm256_fnmadd_pd(quotient(h, pi), p, h), l);
}
inline V red(V a, V p, V pi) { return _mm256_fnmadd_pd(quotient(a, pi), p, a); }
inline V multiplyAdd(V sum, V a, V b) { return _mm256_fmadd_pd(a, b, sum); }
inline V nearest(V a) { return _mm256_round_pd(a, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }
inline double round1(double x) {
    constexpr double magic = 6755399441055744.0;
    return (x + magic) - magic;
}
inline double mulmod1(double a, double b, double p, double pi) {
    const double h = a * b, l = __builtin_fma(a, b, -h);
    return __builtin_fma(-round1(h * pi), p, h) + l;
}
inline double reduce1(double a, double p, double pi) { return __builtin_fma(-round1(a * pi), p, a); }
inline void transpose(V &a, V &b, V &c, V &d) {
    const V x = _mm256_unpacklo_pd(a, b), y = _mm256_unpackhi_pd(a, b);
    const V z = _mm256_unpacklo_pd(c, d), w = _mm256_unpackhi_pd(c, d);
    a = _mm256_permute2f128_pd(x, z, 0x20);
    b = _mm256_permute2f128_pd(y, w, 0x20);
    c = _mm256_permute2f128_pd(x, z, 0x31);
    d = _mm256_permute2f128_pd(y, w, 0x31);
}
inline void deinterleave(const double *x, V &even, V &odd) {
    const V u = load(x), v = load(x + 4);
    even = _mm256_permute4x64_pd(_mm256_unpacklo_pd(u, v), 0xD8);
    odd = _mm256_permute4x64_pd(_mm256_unpackhi_pd(u, v), 0xD8);
}

#include "kernel/vector.inc"

} // namespace avx2

const VectorOps avx2Ops = avx2::table("avx2");

} // namespace durfee::kernel

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
