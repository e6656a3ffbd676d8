// Series over Q: products over common denominators, rational powers of integral series.

#include <algorithm>
#include <cmath>
#include <optional>

#include "kernel/crt.h"
#include "kernel/kernels.h"
#include "kernel/radix.h"
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

namespace {

struct Term {
    slong exponent;
    int64_t coefficient;
};

// Terms of a beyond the constant one, when its coefficients are words of some 20 bits.
std::optional<std::vector<Term>> smallTerms(const fmpz *a, slong length) {
    std::vector<Term> terms;
    for (slong i = 1; i < length; i++) {
        if (COEFF_IS_MPZ(a[i]) || std::abs(a[i]) >= (slong{1} << 20))
            return std::nullopt;
        if (a[i] != 0)
            terms.push_back({i, a[i]});
    }
    return terms;
}

// The numbers b_n as rows of signed digits, for sums of small multiples of them.
class DigitRows {
  public:
    static constexpr int kBits = 30;
    // The absolute values of all weights of a sum together are below 2^kWeightBits: then a digit of it is below 2^62.
    static constexpr int kWeightBits = 31;
    // Below so many bits FLINT's integers do as well.
    static constexpr size_t kFewestBits = 600;

    /// For `count` numbers below 2^bits and their sums.
    DigitRows(size_t count, size_t bits)
        : width_(((bits + kWeightBits) / kBits + 3 + 31) / 32 * 32), digits_(count * width_), sums_(width_),
          limbs_(kBits * width_ / 64 + 2) {}

    /// Whether numbers below 2^bits and their sums fit.
    bool hold(size_t bits) const { return bits + kWeightBits + 1 < kBits * (width_ - 1); }

    const int32_t *row(size_t n) const { return digits_.data() + n * width_; }

    /// Row n is x.
    void set(size_t n, const fmpz_t x) {
        const mp_limb_t word = COEFF_IS_MPZ(*x) ? 0 : static_cast<mp_limb_t>(std::abs(*x));
        const mp_limb_t *limbs = COEFF_IS_MPZ(*x) ? COEFF_TO_PTR(*x)->_mp_d : &word;
        const size_t size = COEFF_IS_MPZ(*x) ? mpz_size(COEFF_TO_PTR(*x)) : 1;
        std::copy(limbs, limbs + size, limbs_.begin());
        std::fill(limbs_.begin() + static_cast<std::ptrdiff_t>(size), limbs_.end(), 0);
        store(n, fmpz_sgn(x));
    }

    /// Row n and x are the sum of weights_k rows_k, divided by the divisor, which divides it.
    void setQuotient(size_t n, fmpz_t x, const int32_t *const *rows, const int32_t *weights, size_t count,
                     uint64_t divisor) {
        vectorOps().weightedSums(sums_.data(), rows, weights, count, width_);
        const int sign = settle();
        const size_t size = significant(limbs_.data(), limbs_.size());
        if (size > 0)
            mpn_divexact_1(limbs_.data(), limbs_.data(), static_cast<mp_size_t>(size), divisor);
        setLimbs(x, limbs_.data(), static_cast<mp_size_t>(size), sign);
        store(n, sign);
    }

  private:
    // limbs = the absolute value of the sums as an integer, whose sign is returned. Two's complement before: the
    // topmost digits are zeros, so what is carried out of them is 0 or -1.
    int settle() {
        unsigned __int128 pending = 0;
        int filled = 0;
        size_t at = 0;
        int64_t carry = 0;
        for (size_t d = 0; d < width_; d++) {
            const int64_t value = sums_[d] + carry;
            carry = value >> kBits;
            pending |= static_cast<unsigned __int128>(value & kMask) << filled;
            filled += kBits;
            if (filled >= 64) {
                limbs_[at++] = static_cast<mp_limb_t>(pending);
                pending >>= 64;
                filled -= 64;
            }
        }
        const auto above = static_cast<mp_limb_t>(carry);
        limbs_[at++] = static_cast<mp_limb_t>(pending) | above << filled;
        std::fill(limbs_.begin() + static_cast<std::ptrdiff_t>(at), limbs_.end(), above);
        if (carry == 0)
            return 1;
        mpn_neg(limbs_.data(), limbs_.data(), static_cast<mp_size_t>(limbs_.size()));
        return -1;
    }

    void store(size_t n, int sign) {
        int32_t *row = digits_.data() + n * width_;
        size_t bit = 0;
        for (size_t d = 0; d < width_; d++, bit += kBits) {
            const size_t at = bit / 64, offset = bit % 64;
            const uint64_t value = limbs_[at] >> offset | limbs_[at + 1] << 1 << (63 - offset);
            row[d] = static_cast<int32_t>(value & kMask) * sign;
        }
    }

    static constexpr int64_t kMask = (int64_t{1} << kBits) - 1;
    size_t width_; // digits of a number, with one at least that stays zero
    Buffer<int32_t> digits_;
    Buffer<int64_t> sums_;
    Limbs limbs_;
};

// The recurrence below on rows of digits.
void powerByDigits(fmpz *out, slong length, const std::vector<Term> &terms, int64_t numerator, int64_t denominator) {
    size_t most = fmpz_bits(out);
    DigitRows rows(static_cast<size_t>(length), most);
    rows.set(0, out);
    std::vector<const int32_t *> pointers;
    std::vector<int32_t> weights;
    control::Progress progress(control::Stage::Power, static_cast<uint64_t>(length));
    for (slong n = 1; n < length; n++) {
        control::poll();
        if (!rows.hold(most)) {
            rows = DigitRows(static_cast<size_t>(length), most + most / 4);
            for (slong k = 0; k < n; k++)
                rows.set(static_cast<size_t>(k), out + k);
        }
        pointers.clear();
        weights.clear();
        for (const Term &term : terms) {
            const slong g = term.exponent;
            if (g > n)
                break;
            pointers.push_back(rows.row(static_cast<size_t>(n - g)));
            weights.push_back(static_cast<int32_t>((numerator * g - denominator * (n - g)) * term.coefficient));
        }
        rows.setQuotient(static_cast<size_t>(n), out + n, pointers.data(), weights.data(), weights.size(),
                         static_cast<uint64_t>(denominator) * static_cast<uint64_t>(n));
        most = std::max<size_t>(most, fmpz_bits(out + n));
        progress.add(1);
    }
}

// Whether the weights of any one coefficient stay below what DigitRows takes.
bool digitsServe(const std::vector<Term> &terms, slong length, int64_t numerator, int64_t denominator) {
    double total = 0;
    for (const Term &term : terms)
        total += std::abs(static_cast<double>(term.coefficient));
    // A weight is between numerator * n and -denominator * n.
    const double factor = std::max(std::abs(static_cast<double>(numerator)), static_cast<double>(denominator));
    return total * factor * static_cast<double>(length) < std::exp2(DigitRows::kWeightBits);
}

} // namespace

// (1 + u)^(s/r) has the coefficients binomial(s/r, k) u^k, and r^k prod over p | r of p^(v_p(k!)) clears the
// denominator of binomial(s/r, k); so D_n = r^n prod p^(v_p(n!)) clears c_n, and D_n / D_{n-g} is an integer. With b_n
// = D_n c_n, the equation a q f' = (s/r) q a' f gives
//   r n b_n = sum over g > 0 of a_g (s g - r (n - g)) (D_n / D_{n-g}) b_{n-g}.
// Multiplying by D_n / D_{n-g} in each term would cost as much as the term, and widening what is there now and then as
// much as it saves; so all coefficients stand over the denominator of the last one. When that is long and the a_g are
// small, the sums go over digits of 30 bits in vector code.
void powerRational(fmpz *out, fmpz_t den, slong length, const fmpz *a, slong aLength, int64_t numerator,
                   int64_t denominator) {
    fmpz_one(den);
    if (length <= 0)
        return;
    const uint64_t r = static_cast<uint64_t>(denominator);
    const std::vector<uint64_t> primes = primeFactors(r);
    denominatorAt(den, r, primes, static_cast<uint64_t>(length - 1));
    fmpz_set(out, den);
    if (const auto terms = smallTerms(a, std::min(length, aLength));
        terms && fmpz_bits(den) >= DigitRows::kFewestBits && digitsServe(*terms, length, numerator, denominator))
        return powerByDigits(out, length, *terms, numerator, denominator);
    std::vector<slong> exponents;
    for (slong i = 1; i < std::min(length, aLength); i++)
        if (!fmpz_is_zero(a + i))
            exponents.push_back(i);
    fmpz_t factor;
    fmpz_init(factor);
    control::Progress progress(control::Stage::Power, static_cast<uint64_t>(length));
    for (slong n = 1; n < length; n++) {
        progress.advance(1);
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
