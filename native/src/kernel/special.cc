// Series with a name: tau, powers of theta_3, Eisenstein series, j, q-binomials, Watson's form of f(q), p(n).

#include <algorithm>
#include <cmath>

#include "kernel/crt.h"
#include "kernel/divisors.h"
#include "kernel/expand.h"
#include "kernel/kernels.h"
#include "kernel/parallel.h"
#include "kernel/product.h"
#include "ring/error.h"

namespace durfee::kernel {

namespace {

// f_1^6 = (f_1^3)^2 in words: coefficients below 2^49 up to lengths of 10^8.
std::vector<int64_t> eulerSixth(int64_t length) {
    std::vector<int64_t> c(static_cast<size_t>(length), 0);
    for (int64_t a = 0; a * (a + 1) / 2 < length; a++) {
        if (a % 64 == 0)
            control::poll();
        for (int64_t b = 0; a * (a + 1) / 2 + b * (b + 1) / 2 < length; b++) {
            const int64_t product = (2 * a + 1) * (2 * b + 1);
            c[static_cast<size_t>(a * (a + 1) / 2 + b * (b + 1) / 2)] += (a + b) % 2 ? -product : product;
        }
    }
    return c;
}

// tau(2k + 1) for 0 <= k < count modulo a prime: even coefficients of f_1^24. With f_1^6 = a(q^2) + q b(q^2), f_1^12
// has the parts a^2 + q b^2 and 2 a b, and the even part of its square comes from them in the same way: seven
// transforms of half the length.
void tauModulo(const Field &field, double *image, const Buffer<double> &even, const Buffer<double> &odd, Workspace &w) {
    const size_t n = even.size();
    const Shape shape = shapeFor(2 * n);
    double *a = w.a.need(shape.points()), *b = w.b.need(shape.points()), *c = w.c.need(shape.points());
    const auto load = [&](double *x, const double *source) {
        if (x != source)
            std::memcpy(x, source, n * sizeof(double));
        field.forward(x, n, shape);
    };
    load(a, even.data());
    load(b, odd.data());
    std::memcpy(c, a, shape.points() * sizeof(double));
    field.product(c, b, shape, 2);
    field.squareSum(a, b, shape);
    load(a, a);
    load(c, c);
    field.squareSum(a, c, shape);
    vectorOps().reduce(field.view(), image, a, n);
}

// A coefficient below 2^126 as a word of 128 bits.
__int128 wide(const fmpz *x) {
    if (!COEFF_IS_MPZ(*x))
        return *x;
    const auto z = COEFF_TO_PTR(*x);
    const __int128 size = static_cast<__int128>(mpz_getlimbn(z, 0)) |
                          (mpz_size(z) > 1 ? static_cast<__int128>(mpz_getlimbn(z, 1)) << 64 : 0);
    return mpz_sgn(z) < 0 ? -size : size;
}

// tau(2n) = -24 tau(n) - 2^11 tau(n/2) (Mordell).
void tauAtEven(fmpz *tau, slong length, double bits) {
    for (slong n = 2; n < length; n += 2) {
        if (n % 65536 == 0)
            control::poll();
        const fmpz *half = tau + n / 2, *quarter = n % 4 == 0 ? tau + n / 4 : nullptr;
        if (bits < 125) {
            setWide(tau + n, -24 * wide(half) - (quarter ? 2048 * wide(quarter) : 0));
            continue;
        }
        fmpz_mul_si(tau + n, half, -24);
        if (quarter)
            fmpz_submul_ui(tau + n, quarter, 2048);
    }
}

} // namespace

void partitionNumber(fmpz_t out, uint64_t n) { partitions_fmpz_ui(out, n); }

// Odd arguments by transforms, even ones by Hecke's relation at 2.
void ramanujanTau(fmpz *out, slong length) {
    if (length <= 0)
        return;
    fmpz_zero(out);
    const size_t count = static_cast<size_t>(length / 2);
    if (count == 0)
        return;
    const std::vector<int64_t> sixth = eulerSixth(2 * static_cast<int64_t>(count));
    Buffer<double> even(count), odd(count);
    for (size_t k = 0; k < count; k++) {
        even[k] = static_cast<double>(sixth[2 * k]);
        odd[k] = static_cast<double>(sixth[2 * k + 1]);
    }
    // Deligne: |tau(n)| <= d(n) n^(11/2), and d(n) <= 2 sqrt n.
    const double bits = 1 + 6 * std::log2(static_cast<double>(length));
    const int log2 = log2For(2 * count);
    Integers values(count);
    multimodular(values.data(), count, Growth::constant(bits), [&](size_t i, double *image, Workspace &w) {
        tauModulo(*Field::make(i, log2, w), image, even, odd, w);
    });
    for (size_t k = 0; k < count; k++)
        fmpz_swap(out + 2 * k + 1, values.data() + k);
    tauAtEven(out, length, bits);
}

void thetaPower(fmpz *out, slong length, int k) {
    const EtaFactor factors[] = {{2, 5 * k}, {1, -2 * k}, {4, -2 * k}};
    etaQuotient(out, length, factors);
}

void eisenstein(fmpz *out, slong length, int k) {
    int64_t factor = 0;
    switch (k) {
    case 4:
        factor = 240;
        break;
    case 6:
        factor = -504;
        break;
    case 8:
        factor = 480;
        break;
    case 10:
        factor = -264;
        break;
    case 14:
        factor = -24;
        break;
    default:
        fail(Code::Argument,
             "Eisenstein series of weight 4, 6, 8, 10 or 14 have integral coefficients; given was weight ", k, ".");
    }
    divisorSeries(out, length, {k - 1, {1}, {1}, 1, 0, 1, factor});
}

// E_4^3 = E_4 E_8 and f_1^24 are formed over Z, once; the quotient goes modulo primes. Its coefficients are positive:
// c(n) <= E_4(q)^3 / f_1(q)^24 q^(-n) is the bound.
void jInvariant(fmpz *out, slong length) {
    if (length <= 0)
        return;
    const size_t n = static_cast<size_t>(length);
    if (4 * std::log2(static_cast<double>(length)) + 9 > 126)
        fail(Code::TooLarge, "The j-invariant is expanded below q^(10^8) only.");
    Integers four(n), eight(n), tau(n + 1);
    eisenstein(four.data(), length, 4);
    eisenstein(eight.data(), length, 8);
    const std::pair<int64_t, int64_t> delta[] = {{1, -24}};
    const EtaMajorant reciprocal(delta, length);
    const Growth growth = Growth::envelope(n, [&](double t) {
        // sum of |E_4| e^(-nt) <= 1 + 240 sum of n^3 zeta(3) e^(-nt) <= 1 + 289 * 6 / (1 - e^(-t))^4.
        double sum = 0;
        if (t > 0.5) {
            for (size_t i = 0; i < std::min<size_t>(n, 400); i++)
                sum += fmpz_get_d(four.data() + i) * std::exp(-static_cast<double>(i) * t);
            sum += 1e-6;
        } else {
            sum = 1 + 1734 / std::pow(-std::expm1(-t), 4);
        }
        return 3 * std::log(sum) + reciprocal(t);
    });
    multiply(four.data(), length, four.data(), length, eight.data(), length);
    ramanujanTau(tau.data(), length + 1);
    const DigitPlanes above(four.data(), n), below(tau.data() + 1, n);
    multimodular(out, n, growth, [&](size_t index, double *image, Workspace &w) {
        const std::shared_ptr<const Field> field = Field::make(index, log2For(n), w);
        Buffer<double> delta(n);
        above.reduce(*field, image);
        below.reduce(*field, delta.data());
        field->divide(image, image, n, delta.data(), n, n, w);
    });
}

void qBinomial(fmpz *out, int64_t top, int64_t bottom) {
    if (bottom < 0 || bottom > top)
        fail(Code::Argument, "A q-binomial [n choose k] with 0 <= k <= n is a polynomial; given were n = ", top,
             ", k = ", bottom, ".");
    const int64_t k = std::min(bottom, top - bottom), degree = k * (top - k);
    // Symmetric: half of it, with exponent 1 on 1 - q^n for top - k < n <= top and -1 for n <= k.
    const size_t half = static_cast<size_t>(degree / 2 + 1);
    std::vector<int64_t> exponents(half, 0);
    for (int64_t n = 1; n <= k && n < static_cast<int64_t>(half); n++)
        exponents[static_cast<size_t>(n)]--;
    for (int64_t n = top - k + 1; n <= top && n < static_cast<int64_t>(half); n++)
        exponents[static_cast<size_t>(n)]++;
    // All coefficients are non-negative and their sum is binomial(top, k).
    fmpz_t sum;
    fmpz_init(sum);
    fmpz_bin_uiui(sum, static_cast<ulong>(top), static_cast<ulong>(k));
    const double bits = static_cast<double>(fmpz_bits(sum));
    fmpz_clear(sum);
    const int log2 = log2For(2 * half);
    multimodular(out, half, Growth::constant(bits), [&](size_t index, double *image, Workspace &w) {
        const std::shared_ptr<const Field> field = Field::make(index, log2, w);
        Buffer<double> l(half);
        logDerivative(*field, l.data(), exponents);
        field->integrate(image, l.data(), half, w);
    });
    for (int64_t i = static_cast<int64_t>(half); i <= degree; i++)
        fmpz_set(out + i, out + (degree - i));
}

// f(q) = (1 + 4 sum over n > 0 of (-1)^n q^(n(3n+1)/2) / (1 + q^n)) / (q;q)_inf (Watson, The final problem, 1936). Its
// coefficients have half the digits of p(n) (Dragonette 1952): exp(pi sqrt(n/6)).
void mockThetaF(fmpz *out, slong length) {
    if (length <= 0)
        return;
    std::vector<int64_t> numerator(static_cast<size_t>(length), 0);
    numerator[0] = 1;
    for (int64_t n = 1; n * (3 * n + 1) / 2 < length; n++) {
        int64_t sign = n % 2 ? -4 : 4;
        for (int64_t e = n * (3 * n + 1) / 2; e < length; e += n, sign = -sign)
            numerator[static_cast<size_t>(e)] += sign;
    }
    const UnitFactor reciprocal[] = {{1, 1, -1, -1, 1}};
    const double expected = 3.14159265358979 * std::sqrt(static_cast<double>(length) / 6) / std::log(2.0) + 8;
    seriesTimesProduct(out, length, numerator, reciprocal, expected);
}

} // namespace durfee::kernel
