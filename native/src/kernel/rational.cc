// Series over Q: products over common denominators, rational powers of integral series.

#include <algorithm>
#include <cmath>
#include <map>

#include "kernel/crt.h"
#include "kernel/expand.h"
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

// product of primes[k]^valuations[k][n].
void denominatorAt(fmpz_t out, const RadicalDenominators &d, size_t n) {
    fmpz_t power;
    fmpz_init(power);
    fmpz_one(out);
    for (size_t k = 0; k < d.primes.size(); k++) {
        fmpz_set_ui(power, d.primes[k]);
        fmpz_pow_ui(power, power, d.valuations[k][n]);
        fmpz_mul(out, out, power);
    }
    fmpz_clear(power);
}

} // namespace

// (1 + u)^(s/r) has the coefficients binomial(s/r, k) u^k, and r^k prod over p | r of p^(v_p(k!)) clears the
// denominator of binomial(s/r, k); so D_n = r^n prod p^(v_p(n!)) clears c_n, and D_n / D_{n-g} is an integer. With b_n
// = D_n c_n, the equation a q f' = (s/r) q a' f gives
//   r n b_n = sum over g > 0 of a_g (s g - r (n - g)) (D_n / D_{n-g}) b_{n-g}.
// Shifting by D_n / D_{n-g} in each term costs as much as the term; instead terms are kept over a denominator that is
// common to a stretch of n, and a stretch ends when n passes it.
void powerRational(fmpz *out, RadicalDenominators &denominators, slong length, const fmpz *a, slong aLength,
                   int64_t numerator, int64_t denominator) {
    denominators.primes = primeFactors(static_cast<uint64_t>(denominator));
    denominators.valuations.assign(denominators.primes.size(), std::vector<uint32_t>(static_cast<size_t>(length), 0));
    if (length <= 0)
        return;
    // v_p(D_n) = n v_p(r) + v_p(n!).
    for (size_t k = 0; k < denominators.primes.size(); k++) {
        const uint64_t p = denominators.primes[k];
        uint32_t inRadical = 0, inFactorial = 0;
        for (uint64_t r = static_cast<uint64_t>(denominator); r % p == 0; r /= p)
            inRadical++;
        for (slong n = 1; n < length; n++) {
            for (uint64_t m = static_cast<uint64_t>(n); m % p == 0; m /= p)
                inFactorial++;
            denominators.valuations[k][static_cast<size_t>(n)] = static_cast<uint32_t>(n) * inRadical + inFactorial;
        }
    }
    std::vector<slong> exponents;
    for (slong i = 1; i < std::min(length, aLength); i++)
        if (!fmpz_is_zero(a + i))
            exponents.push_back(i);
    fmpz_t common, wider, factor;
    fmpz_init(common);
    fmpz_init(wider);
    fmpz_init(factor);
    fmpz_one(common);
    fmpz_one(out);
    slong end = 1;
    for (slong n = 1; n < length; n++) {
        if (n % 16 == 0)
            control::poll();
        if (n >= end) {
            end = std::min(length, n + n / 5 + 16);
            denominatorAt(wider, denominators, static_cast<size_t>(end - 1));
            fmpz_divexact(factor, wider, common);
            _fmpz_vec_scalar_mul_fmpz(out, out, n, factor);
            fmpz_swap(common, wider);
        }
        fmpz_zero(out + n);
        for (slong g : exponents) {
            if (g > n)
                break;
            fmpz_set_si(factor, numerator * g - denominator * (n - g));
            fmpz_mul(factor, factor, a + g);
            fmpz_addmul(out + n, out + n - g, factor);
        }
        fmpz_set_si(factor, denominator);
        fmpz_mul_si(factor, factor, n);
        fmpz_divexact(out + n, out + n, factor);
    }
    // Each coefficient to its own denominator.
    for (slong n = 0; n < length; n++) {
        if (n % 256 == 0)
            control::poll();
        denominatorAt(wider, denominators, static_cast<size_t>(n));
        fmpz_divexact(factor, common, wider);
        fmpz_divexact(out + n, out + n, factor);
    }
    fmpz_clear(common);
    fmpz_clear(wider);
    fmpz_clear(factor);
}

} // namespace durfee::kernel
