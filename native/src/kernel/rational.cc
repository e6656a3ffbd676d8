// Series over Q: products over common denominators, rational powers of integral series.

#include <algorithm>
#include <cmath>

#include "kernel/kernels.h"
#include "ring/control.h"
#include "ring/error.h"

namespace durfee::kernel {

void multiplyRational(fmpz *out, fmpz_t den, slong length, const fmpz *a, slong aLength, const fmpz_t aDen,
                      const fmpz *b, slong bLength, const fmpz_t bDen) {
    multiply(out, length, a, aLength, b, bLength);
    fmpz_mul(den, aDen, bDen);
}

namespace {

std::vector<uint64_t> primeFactors(uint64_t n) {
    std::vector<uint64_t> primes;
    for (uint64_t p = 2; p * p <= n; p++)
        if (n % p == 0) {
            primes.push_back(p);
            while (n % p == 0)
                n /= p;
        }
    if (n > 1)
        primes.push_back(n);
    return primes;
}

// r^n prod over p | r of p^(v_p(n!)).
void denominatorAt(fmpz_t out, uint64_t r, const std::vector<uint64_t> &primes, uint64_t n) {
    fmpz_t power;
    fmpz_init(power);
    fmpz_set_ui(out, r);
    fmpz_pow_ui(out, out, n);
    for (uint64_t p : primes) {
        uint64_t valuation = 0;
        for (uint64_t m = n / p; m > 0; m /= p)
            valuation += m;
        fmpz_set_ui(power, p);
        fmpz_pow_ui(power, power, valuation);
        fmpz_mul(out, out, power);
    }
    fmpz_clear(power);
}

} // namespace

// (1 + u)^(s/r) has the coefficients binomial(s/r, k) u^k, and r^k prod over p | r of p^(v_p(k!)) clears the
// denominator of binomial(s/r, k); so D_n = r^n prod p^(v_p(n!)) clears c_n, and D_n / D_{n-g} is an integer. With b_n
// = D_n c_n, the equation a q f' = (s/r) q a' f gives
//   r n b_n = sum over g > 0 of a_g (s g - r (n - g)) (D_n / D_{n-g}) b_{n-g}.
// Multiplying by D_n / D_{n-g} in each term would cost as much as the term, and widening what is there now and then as
// much as it saves; so all coefficients stand over the denominator of the last one.
void powerRational(fmpz *out, fmpz_t den, slong length, const fmpz *a, slong aLength, int64_t numerator,
                   int64_t denominator) {
    fmpz_one(den);
    if (length <= 0)
        return;
    const uint64_t r = static_cast<uint64_t>(denominator);
    const std::vector<uint64_t> primes = primeFactors(r);
    std::vector<slong> exponents;
    for (slong i = 1; i < std::min(length, aLength); i++)
        if (!fmpz_is_zero(a + i))
            exponents.push_back(i);
    fmpz_t factor;
    fmpz_init(factor);
    denominatorAt(den, r, primes, static_cast<uint64_t>(length - 1));
    fmpz_set(out, den);
    const control::Progress progress(control::Stage::Power, static_cast<uint64_t>(length));
    for (slong n = 1; n < length; n++) {
        control::poll();
        fmpz_zero(out + n);
        for (slong g : exponents) {
            if (g > n)
                break;
            const int64_t weight = numerator * g - denominator * (n - g);
            if (!COEFF_IS_MPZ(a[g]) && std::abs(a[g]) < (slong{1} << 20) && std::abs(weight) < (int64_t{1} << 42)) {
                const int64_t product = weight * a[g];
                if (product >= 0)
                    fmpz_addmul_ui(out + n, out + n - g, static_cast<ulong>(product));
                else
                    fmpz_submul_ui(out + n, out + n - g, static_cast<ulong>(-product));
                continue;
            }
            fmpz_set_si(factor, weight);
            fmpz_mul(factor, factor, a + g);
            fmpz_addmul(out + n, out + n - g, factor);
        }
        fmpz_set_ui(factor, r);
        fmpz_mul_si(factor, factor, n);
        fmpz_divexact(out + n, out + n, factor);
    }
    fmpz_clear(factor);
}

} // namespace durfee::kernel
