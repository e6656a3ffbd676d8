// Plain C++: no fused multiply-add is assumed, so exact products come from Dekker's splitting. Contraction must stay
// off here.
#include "kernel/vector.h"
#include "ring/control.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#if defined(__clang__)
#pragma clang fp contract(off)
#elif defined(__GNUC__)
#pragma GCC optimize("fp-contract=off")
#endif

namespace durfee::kernel {
namespace plain {

struct V {
    double v[4];
};
inline V load(const double *x) { return {{x[0], x[1], x[2], x[3]}}; }
inline void store(double *x, V a) {
    for (int i = 0; i < 4; i++)
        x[i] = a.v[i];
}
inline V all(double x) { return {{x, x, x, x}}; }
struct I {
    int64_t v[4];
};
inline I loadInteger(const int64_t *x) { return {{x[0], x[1], x[2], x[3]}}; }
inline void storeInteger(int64_t *x, I a) {
    for (int i = 0; i < 4; i++)
        x[i] = a.v[i];
}
inline I add(I a, I b) { return {{a.v[0] + b.v[0], a.v[1] + b.v[1], a.v[2] + b.v[2], a.v[3] + b.v[3]}}; }
inline I sub(I a, I b) { return {{a.v[0] - b.v[0], a.v[1] - b.v[1], a.v[2] - b.v[2], a.v[3] - b.v[3]}}; }
inline I allIntegers(int64_t x) { return {{x, x, x, x}}; }
/// sum + x weight on four words of 32 bits; the weight is one too.
inline I multiplyAdd(I sum, const int32_t *x, I weight) {
    for (int i = 0; i < 4; i++)
        sum.v[i] += x[i] * weight.v[i];
    return sum;
}
#define DURFEE_LANES(expression)                                                                                       \
    V r;                                                                                                               \
    for (int i = 0; i < 4; i++)                                                                                        \
        r.v[i] = (expression);                                                                                         \
    return r
inline V add(V a, V b) { DURFEE_LANES(a.v[i] + b.v[i]); }
inline V product(V a, V b) { DURFEE_LANES(a.v[i] * b.v[i]); }
inline V sub(V a, V b) { DURFEE_LANES(a.v[i] - b.v[i]); }
inline double round1(double x) {
    constexpr double magic = 6755399441055744.0;
    return (x + magic) - magic;
}
/// The error of the rounded product h = fl(ab).
inline double productError(double a, double b, double h) {
    constexpr double splitter = 134217729.0;
    const double ca = splitter * a, ah = ca - (ca - a), al = a - ah;
    const double cb = splitter * b, bh = cb - (cb - b), bl = b - bh;
    return ((ah * bh - h) + ah * bl + al * bh) + al * bl;
}
inline double mulmod1(double a, double b, double p, double pi) {
    const double h = a * b, l = productError(a, b, h), t = round1(h * pi);
    const double tp = t * p;
    return ((h - tp) - productError(t, p, tp)) + l;
}
inline double reduce1(double a, double p, double pi) { return a - round1(a * pi) * p; }
inline V mulmod(V a, V b, V p, V pi) { DURFEE_LANES(mulmod1(a.v[i], b.v[i], p.v[i], pi.v[i])); }
inline V red(V a, V p, V pi) { DURFEE_LANES(reduce1(a.v[i], p.v[i], pi.v[i])); }
inline V multiplyAdd(V sum, V a, V b) { DURFEE_LANES(sum.v[i] + a.v[i] * b.v[i]); }
inline V nearest(V a) { DURFEE_LANES(round1(a.v[i])); }
#undef DURFEE_LANES
inline void transpose(V &a, V &b, V &c, V &d) {
    const V x = a, y = b, z = c, w = d;
    for (int i = 0; i < 4; i++) {
        V &row = i == 0 ? a : i == 1 ? b : i == 2 ? c : d;
        row.v[0] = x.v[i];
        row.v[1] = y.v[i];
        row.v[2] = z.v[i];
        row.v[3] = w.v[i];
    }
}
/// Even and odd entries of the eight doubles at x.
inline void deinterleave(const double *x, V &even, V &odd) {
    for (int i = 0; i < 4; i++) {
        even.v[i] = x[2 * i];
        odd.v[i] = x[2 * i + 1];
    }
}

#include "kernel/vector.inc"

} // namespace plain

const VectorOps plainOps = plain::table("plain");

} // namespace durfee::kernel
