// NEON: four lanes as two registers. Every 64-bit ARM has it, fused multiply-add included.
#if defined(__aarch64__)
#include "kernel/vector.h"
#include "ring/control.h"

#include <algorithm>
#include <arm_neon.h>
#include <cmath>
#include <cstring>

namespace durfee::kernel {
namespace neon {

struct V {
    float64x2_t lo, hi;
};
inline V load(const double *x) { return {vld1q_f64(x), vld1q_f64(x + 2)}; }
inline void store(double *x, V a) {
    vst1q_f64(x, a.lo);
    vst1q_f64(x + 2, a.hi);
}
inline V all(double x) { return {vdupq_n_f64(x), vdupq_n_f64(x)}; }
struct I {
    int64x2_t lo, hi;
};
inline I loadInteger(const int64_t *x) { return {vld1q_s64(x), vld1q_s64(x + 2)}; }
inline void storeInteger(int64_t *x, I a) {
    vst1q_s64(x, a.lo);
    vst1q_s64(x + 2, a.hi);
}
inline I add(I a, I b) { return {vaddq_s64(a.lo, b.lo), vaddq_s64(a.hi, b.hi)}; }
inline I sub(I a, I b) { return {vsubq_s64(a.lo, b.lo), vsubq_s64(a.hi, b.hi)}; }
inline I allIntegers(int64_t x) { return {vdupq_n_s64(x), vdupq_n_s64(x)}; }
/// sum + x weight on four words of 32 bits; the weight is one too.
inline I multiplyAdd(I sum, const int32_t *x, I weight) {
    const int32x4_t row = vld1q_s32(x);
    const int32x2_t by = vmovn_s64(weight.lo);
    return {vmlal_s32(sum.lo, vget_low_s32(row), by), vmlal_s32(sum.hi, vget_high_s32(row), by)};
}
inline V add(V a, V b) { return {vaddq_f64(a.lo, b.lo), vaddq_f64(a.hi, b.hi)}; }
inline V product(V a, V b) { return {vmulq_f64(a.lo, b.lo), vmulq_f64(a.hi, b.hi)}; }
inline V sub(V a, V b) { return {vsubq_f64(a.lo, b.lo), vsubq_f64(a.hi, b.hi)}; }
inline float64x2_t mulmodHalf(float64x2_t a, float64x2_t b, float64x2_t p, float64x2_t pi) {
    const float64x2_t h = vmulq_f64(a, b), l = vfmaq_f64(vnegq_f64(h), a, b);
    const float64x2_t t = vrndnq_f64(vmulq_f64(h, pi));
    return vaddq_f64(vfmsq_f64(h, t, p), l);
}
inline V mulmod(V a, V b, V p, V pi) {
    return {mulmodHalf(a.lo, b.lo, p.lo, pi.lo), mulmodHalf(a.hi, b.hi, p.hi, pi.hi)};
}
inline V red(V a, V p, V pi) {
    return {vfmsq_f64(a.lo, vrndnq_f64(vmulq_f64(a.lo, pi.lo)), p.lo),
            vfmsq_f64(a.hi, vrndnq_f64(vmulq_f64(a.hi, pi.hi)), p.hi)};
}
inline V multiplyAdd(V sum, V a, V b) { return {vfmaq_f64(sum.lo, a.lo, b.lo), vfmaq_f64(sum.hi, a.hi, b.hi)}; }
inline V nearest(V a) { return {vrndnq_f64(a.lo), vrndnq_f64(a.hi)}; }
inline double mulmod1(double a, double b, double p, double pi) {
    const double h = a * b, l = __builtin_fma(a, b, -h);
    return __builtin_fma(-__builtin_rint(h * pi), p, h) + l;
}
inline double reduce1(double a, double p, double pi) { return __builtin_fma(-__builtin_rint(a * pi), p, a); }
inline void transpose(V &a, V &b, V &c, V &d) {
    const V x = a, y = b, z = c, w = d;
    a = {vzip1q_f64(x.lo, y.lo), vzip1q_f64(z.lo, w.lo)};
    b = {vzip2q_f64(x.lo, y.lo), vzip2q_f64(z.lo, w.lo)};
    c = {vzip1q_f64(x.hi, y.hi), vzip1q_f64(z.hi, w.hi)};
    d = {vzip2q_f64(x.hi, y.hi), vzip2q_f64(z.hi, w.hi)};
}
inline void deinterleave(const double *x, V &even, V &odd) {
    const V u = load(x), v = load(x + 4);
    even = {vuzp1q_f64(u.lo, u.hi), vuzp1q_f64(v.lo, v.hi)};
    odd = {vuzp2q_f64(u.lo, u.hi), vuzp2q_f64(v.lo, v.hi)};
}

#include "kernel/vector.inc"

} // namespace neon

const VectorOps neonOps = neon::table("neon");

} // namespace durfee::kernel
#endif
