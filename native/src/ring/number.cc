#include "ring/number.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ring/control.h"
#include "ring/long.h"
#include "ring/memory.h"

namespace durfee {

namespace {

constexpr int64_t kManyFactors = 1000;

void requireBits(double bits, const std::string &what) {
    // GMP multiplies in about four times the space of the product.
    memory::require(bits / 8 * 4, what);
    if (bits > 0x1p33)
        fail(Code::TooLarge, what, " has about ", bits * 0.30103, " digits; integers are held to ",
             std::floor(0x1p33 * 0.30103), ".");
}

} // namespace

Integer partitionNumber(const Integer &n) {
    Integer value;
    if (n.sign() < 0)
        return value;
    const double size = fmpz_get_d(n);
    requireBits(M_PI * std::sqrt(2 * size / 3) / M_LN2, "p(" + decimal(n).substr(0, 40) + ")");
    control::poll();
    partitions_fmpz_fmpz(value, n, 0);
    return value;
}

bool isPrime(const Integer &n) {
    control::poll();
    return n.sign() > 0 && fmpz_is_prime(n) == 1;
}

std::vector<std::pair<Integer, ulong>> factorInteger(const Integer &n) {
    if (n.isZero())
        fail(Code::Domain, "Zero has no factorization.");
    control::poll();
    fmpz_factor_t factors;
    fmpz_factor_init(factors);
    fmpz_factor(factors, n);
    std::vector<std::pair<Integer, ulong>> list;
    for (slong i = 0; i < factors->num; ++i)
        list.emplace_back(Integer(factors->p + i), factors->exp[i]);
    fmpz_factor_clear(factors);
    std::sort(list.begin(), list.end(), [](const auto &a, const auto &b) { return fmpz_cmp(a.first, b.first) < 0; });
    control::poll();
    return list;
}

Integer factorial(int64_t n) {
    if (n < 0)
        fail(Code::Domain, "A factorial is of an integer of at least 0; given was ", n, ".");
    const auto size = static_cast<double>(n);
    requireBits(size < 2 ? 1 : size * std::log2(size / M_E) + 8, text(n, "!"));
    Integer value;
    fmpz_fac_ui(value, static_cast<ulong>(n));
    return value;
}

Integer binomial(const Integer &n, int64_t k) {
    Integer value;
    if (k < 0)
        return value;
    if (n.sign() < 0) {
        // binom(n, k) = (-1)^k binom(k - n - 1, k)
        Integer mirrored;
        fmpz_set_si(mirrored, k - 1);
        fmpz_sub(mirrored, mirrored, n);
        value = binomial(mirrored, k);
        if ((k & 1) != 0)
            fmpz_neg(value, value);
        return value;
    }
    if (fmpz_cmp_si(n, k) < 0)
        return value;
    const double bits = static_cast<double>(fmpz_bits(n)), size = static_cast<double>(k);
    requireBits(std::min(size * (bits - std::log2(std::max(1.0, size / M_E))), fmpz_get_d(n)) + 8,
                text("binomial(", decimal(n).substr(0, 40), ", ", k, ")"));
    // GMP's binomial is by primes and fast where k is close to n; far from it products of ranges are.
    if (fmpz_abs_fits_ui(n) && (k < kManyFactors || fmpz_cmp(n, Integer(16 * k)) < 0)) {
        fmpz_bin_uiui(value, fmpz_get_ui(n), static_cast<ulong>(k));
        return value;
    }
    Integer below;
    fmpz_sub_ui(below, n, static_cast<ulong>(k) - (k > 0 ? 1 : 0));
    if (k > 0)
        fmpz_rfac_ui(value, below, static_cast<ulong>(k));
    else
        fmpz_one(value);
    fmpz_fac_ui(below, static_cast<ulong>(k));
    fmpz_divexact(value, value, below);
    return value;
}

Integer integerPower(const Integer &base, int64_t exponent) {
    if (exponent < 0)
        fail(Code::Domain, "A power of an integer has an exponent of at least 0 here; given was ", exponent, ".");
    Integer value;
    if (fmpz_cmpabs(base, Integer(1)) > 0)
        requireBits(static_cast<double>(fmpz_bits(base)) * static_cast<double>(exponent), text("The power ", exponent));
    else if (!base.isZero())
        exponent &= 1;
    integers::power(value, base, static_cast<ulong>(exponent));
    return value;
}

Integer greatestCommonDivisor(const Integer &a, const Integer &b) {
    Integer x = a, y = b, quotient;
    if (fmpz_bits(x) < fmpz_bits(y))
        fmpz_swap(x, y);
    // Of very different lengths, the longer is shortened by a division that sees a stop.
    if (!y.isZero() && fmpz_bits(x) > 2 * fmpz_bits(y))
        integers::divide(quotient, x, Integer(x), y);
    control::poll();
    fmpz_gcd(x, x, y);
    return x;
}

Integer integerRoot(const Integer &a, int64_t degree) {
    if (a.sign() < 0 || degree < 1)
        fail(Code::Domain, "A root is of an integer of at least 0 and of a degree of at least 1; given was the degree ",
             degree, ".");
    return integers::root(a, static_cast<ulong>(degree));
}

int64_t hashOf(const Integer &a) {
    // SplitMix64's steps, a word at a time.
    const auto mix = [](uint64_t z) {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    };
    uint64_t hash = a.sign() < 0 ? 0x3c6ef372 : 0x1f83d9ab;
    if (!COEFF_IS_MPZ(*a))
        return static_cast<int64_t>(mix(hash ^ fmpz_get_ui(a)) >> 32);
    const mpz_srcptr big = COEFF_TO_PTR(*a);
    for (size_t i = 0; i < mpz_size(big); ++i)
        hash = mix(hash ^ mpz_getlimbn(big, static_cast<mp_size_t>(i)));
    return static_cast<int64_t>(hash >> 32);
}

Fraction bernoulli(int64_t n) {
    if (n < 0)
        fail(Code::Domain, "A Bernoulli number has an index of at least 0; given was ", n, ".");
    const auto size = static_cast<double>(n);
    requireBits(size * std::log2(size + 2) * 4, text("The Bernoulli number B_", n));
    control::poll();
    fmpq_t value;
    fmpq_init(value);
    arith_bernoulli_number(value, static_cast<ulong>(n));
    Fraction result{Integer(fmpq_numref(value)), Integer(fmpq_denref(value))};
    fmpq_clear(value);
    return result;
}

Integer divisorSum(const Integer &n, int64_t k) {
    if (n.sign() <= 0 || k < 0)
        fail(Code::Domain, "sigma_k(n) takes n >= 1 and k >= 0; given were n = ", decimal(n).substr(0, 40), ", k = ", k,
             ".");
    requireBits(static_cast<double>(fmpz_bits(n)) * static_cast<double>(k + 1),
                text("sigma_", k, "(", decimal(n).substr(0, 40), ")"));
    Integer product(1), sum, power;
    for (const auto &[p, e] : factorInteger(n)) {
        integers::power(power, p, static_cast<ulong>(k));
        fmpz_one(sum);
        for (ulong i = 0; i < e; ++i) {
            integers::multiply(sum, sum, power);
            fmpz_add_ui(sum, sum, 1);
        }
        integers::multiply(product, product, sum);
    }
    return product;
}

} // namespace durfee
