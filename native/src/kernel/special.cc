// Series with a name: tau, powers of theta_3, Eisenstein series, j, q-binomials, Watson's form of f(q), p(n).

#include <algorithm>
#include <cmath>

#include "kernel/crt.h"
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

// sigma_power(n) for n < length, below 2^127 by the caller's choice of power and length.
std::vector<unsigned __int128> divisorSums(int64_t length, int power) {
    std::vector<unsigned __int128> sums(static_cast<size_t>(length), 0);
    for (int64_t d = 1; d < length; d++) {
        if (d % 1024 == 0)
            control::poll();
        unsigned __int128 term = 1;
        for (int i = 0; i < power; i++)
            term *= static_cast<unsigned __int128>(d);
        for (int64_t n = d; n < length; n += d)
            sums[static_cast<size_t>(n)] += term;
    }
    return sums;
}

void setWide(fmpz *x, unsigned __int128 value, bool negative = false) {
    const mp_limb_t limbs[2] = {static_cast<mp_limb_t>(value), static_cast<mp_limb_t>(value >> 64)};
    setLimbs(x, limbs, 2, negative ? -1 : 1);
}

// tau(n) for 0 <= n - 1 < length modulo a prime, from f_1^6 by two squarings.
void tauModulo(const Field &field, double *image, std::span<const int64_t> sixth, Workspace &w) {
    const size_t n = sixth.size();
    for (size_t i = 0; i < n; i++)
        image[i] = static_cast<double>(sixth[i]);
    field.multiply(image, n, image, n, image, n, w);
    field.multiply(image, n, image, n, image, n, w);
}

} // namespace

void partitionNumber(fmpz_t out, uint64_t n) { partitions_fmpz_ui(out, n); }

void ramanujanTau(fmpz *out, slong length) {
    if (length <= 0)
        return;
    fmpz_zero(out);
    if (length == 1)
        return;
    const std::vector<int64_t> sixth = eulerSixth(length - 1);
    // Deligne: |tau(n)| <= d(n) n^(11/2), and d(n) <= 2 sqrt n.
    const double bits = 1 + 6 * std::log2(static_cast<double>(length));
    const int log2 = log2For(2 * static_cast<size_t>(length));
    multimodular(out + 1, static_cast<size_t>(length - 1), Growth::constant(bits),
                 [&](size_t i, double *image, Workspace &w) { tauModulo(*Field::make(i, log2, w), image, sixth, w); });
}

namespace {

// r_2, r_4, r_8 by Jacobi's divisor sums (Hardy and Wright, chapter 20): 4 sum of chi_{-4}(d), 8 sum of d with 4 not
// dividing d, 16 sum of (-1)^(n+d) d^3.
template <typename Sum> void thetaPowerClosed(fmpz *out, int64_t length, int k) {
    std::vector<Sum> sums(static_cast<size_t>(length), 0);
    for (int64_t d = 1; d < length; d++) {
        if (d % 4096 == 0)
            control::poll();
        if ((k == 2 && d % 2 == 0) || (k == 4 && d % 4 == 0))
            continue;
        const Sum u = static_cast<Sum>(d);
        Sum term = k == 2 ? (d % 4 == 1 ? Sum{4} : Sum{0} - Sum{4}) : k == 4 ? 8 * u : 16 * u * u * u;
        // (-1)^(n+d) alternates over the multiples of an odd d, and is 1 for those of an even one.
        const bool alternates = k == 8 && d % 2 != 0;
        for (int64_t n = d; n < length; n += d) {
            sums[static_cast<size_t>(n)] += term;
            if (alternates)
                term = Sum{0} - term;
        }
    }
    sums[0] = 1;
    for (int64_t n = 0; n < length; n++)
        setWide(out + n, sums[static_cast<size_t>(n)]);
}

} // namespace

void thetaPower(fmpz *out, slong length, int k) {
    if (length <= 0)
        return;
    if (k == 2 || k == 4 || k == 8) {
        // 16 sum of d^3 < 16 zeta(3) n^3; partial sums may wrap, the result does not.
        const double size = static_cast<double>(length);
        if (19.3 * size * size * size < 1.8e19)
            return thetaPowerClosed<uint64_t>(out, length, k);
        if (length < int64_t{1} << 40)
            return thetaPowerClosed<unsigned __int128>(out, length, k);
    }
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
    if (length <= 0)
        return;
    // sigma_{k-1}(n) < 2 n^(k-1) must stay below 2^127 / 504.
    if ((k - 1) * std::log2(static_cast<double>(length)) + 11 < 127) {
        const std::vector<unsigned __int128> sums = divisorSums(length, k - 1);
        for (slong n = 1; n < length; n++)
            setWide(out + n, sums[static_cast<size_t>(n)] * static_cast<unsigned __int128>(std::abs(factor)),
                    factor < 0);
    } else {
        fmpz_t term;
        fmpz_init(term);
        for (slong n = 0; n < length; n++)
            fmpz_zero(out + n);
        for (slong d = 1; d < length; d++) {
            if (d % 256 == 0)
                control::poll();
            fmpz_set_si(term, d);
            fmpz_pow_ui(term, term, static_cast<ulong>(k - 1));
            fmpz_mul_si(term, term, factor);
            for (slong n = d; n < length; n += d)
                fmpz_add(out + n, out + n, term);
        }
        fmpz_clear(term);
    }
    fmpz_one(out);
}

// E_4^3 / f_1^24 with E_4^3 formed over Z modulo a few primes would be converted back and forth; modulo each prime it
// is two products, and f_1^24 two squares of f_1^6. Coefficients are positive: c(n) <= E_4(q)^3 / f_1(q)^24 q^(-n) is
// the bound.
void jInvariant(fmpz *out, slong length) {
    if (length <= 0)
        return;
    const size_t n = static_cast<size_t>(length);
    if (4 * std::log2(static_cast<double>(length)) + 9 > 126)
        fail(Code::TooLarge, "The j-invariant is expanded below q^(10^8) only.");
    const std::vector<unsigned __int128> sums = divisorSums(length, 3);
    Buffer<double> low(n), high(n);
    for (size_t i = 0; i < n; i++) {
        const unsigned __int128 value = i ? sums[i] * 240 : 1;
        low[i] = static_cast<double>(static_cast<uint64_t>(value & 0xffffffffffffu));
        high[i] = static_cast<double>(static_cast<uint64_t>(value >> 48));
    }
    const std::vector<int64_t> sixth = eulerSixth(length);
    const Growth growth = Growth::envelope(n, [&](double t) {
        // sum of |E_4| e^(-nt) <= 1 + 240 sum of n^3 zeta(3) e^(-nt) <= 1 + 289 * 6 / (1 - e^(-t))^4.
        const std::pair<int64_t, int64_t> eta[] = {{1, -24}};
        double sum = 0;
        if (t > 0.5) {
            for (size_t i = 0; i < std::min<size_t>(n, 400); i++)
                sum += (low[i] + high[i] * 281474976710656.0) * std::exp(-static_cast<double>(i) * t);
            sum += 1e-6;
        } else {
            sum = 1 + 1734 / std::pow(-std::expm1(-t), 4);
        }
        return 3 * std::log(sum) + logEtaMajorant(eta, t);
    });
    const int log2 = log2For(2 * n);
    multimodular(out, n, growth, [&](size_t index, double *image, Workspace &w) {
        const std::shared_ptr<const Field> field = Field::make(index, log2, w);
        Buffer<double> delta(n), four(n);
        std::memcpy(four.data(), high.data(), n * sizeof(double));
        vectorOps().horner(field->view(), four.data(), low.data(), n, 281474976710656.0);
        tauModulo(*field, delta.data(), sixth, w);
        field->multiply(image, n, four.data(), n, four.data(), n, w);
        field->multiply(image, n, image, n, four.data(), n, w);
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
