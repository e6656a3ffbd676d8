// From a series to the product it is.

#include <algorithm>
#include <cmath>

#include "kernel/crt.h"
#include "kernel/field.h"
#include "kernel/kernels.h"
#include "kernel/wide.h"
#include "ring/control.h"
#include "ring/error.h"

namespace durfee::kernel {

namespace {

constexpr double kLargestDerivative = 35184372088832.0; // 2^45

// q a'/a modulo the index-th prime, balanced, for a[0] = 1.
void derivativeModulo(double *out, const fmpz *a, size_t n, size_t aLength, size_t index) {
    const auto field = Field::make(index, log2For(n));
    const uint64_t p = field->prime();
    Workspace w;
    Buffer<double> image(n), derivative(n);
    for (size_t i = 0; i < n; i++) {
        if (i % 8192 == 0)
            control::poll();
        image[i] = i < aLength ? field->balanced(fmpz_fdiv_ui(a + i, p)) : 0;
        derivative[i] = static_cast<double>(i);
    }
    vectorOps().multiply(field->view(), derivative.data(), image.data(), n);
    field->divide(out, derivative.data(), n, image.data(), n, n, w);
}

// q a'/a when it is small, by two primes; false when they disagree.
bool smallDerivative(std::vector<int64_t> &out, const fmpz *a, size_t n, size_t aLength) {
    Buffer<double> first(n), second(n);
    derivativeModulo(first.data(), a, n, aLength, 0);
    for (size_t i = 0; i < n; i++)
        if (std::abs(first[i]) >= kLargestDerivative)
            return false;
    derivativeModulo(second.data(), a, n, aLength, 1);
    out.resize(n);
    for (size_t i = 0; i < n; i++) {
        if (first[i] != second[i])
            return false;
        out[i] = static_cast<int64_t>(first[i]);
    }
    return true;
}

// From -sum over d | n of d b_d to b_n; false when a quotient is not integral.
bool invertDivisorSums(std::vector<int64_t> &c) {
    const size_t n = c.size();
    for (size_t d = 1; d < n; d++) {
        if (d % 1024 == 0)
            control::poll();
        const int64_t value = c[d];
        if (value == 0)
            continue;
        for (size_t m = 2 * d; m < n; m += d)
            c[m] -= value;
        if (value % static_cast<int64_t>(d) != 0)
            return false;
        c[d] = -value / static_cast<int64_t>(d);
    }
    return true;
}

// The same over Z for derivatives of any size.
void exactExponents(fmpz *out, const fmpz *a, slong length) {
    Integers derivative(static_cast<size_t>(length));
    for (slong i = 1; i < length; i++)
        fmpz_mul_si(derivative.data() + i, a + i, -i);
    divide(out, length, derivative.data(), length, a, length);
    for (slong d = 1; d < length; d++) {
        if (d % 256 == 0)
            control::poll();
        if (fmpz_is_zero(out + d))
            continue;
        for (slong m = 2 * d; m < length; m += d)
            fmpz_sub(out + m, out + m, out + d);
        fmpz_divexact_si(out + d, out + d, d);
    }
    fmpz_zero(out);
}

// q a' = l a over Z, l as -sum of d b_d.
bool multipliesBack(const fmpz *a, const std::vector<int64_t> &derivative) {
    const slong length = static_cast<slong>(derivative.size());
    Integers l(static_cast<size_t>(length)), product(static_cast<size_t>(length));
    for (slong i = 0; i < length; i++)
        fmpz_set_si(l.data() + i, derivative[static_cast<size_t>(i)]);
    multiply(product.data(), length, l.data(), length, a, length);
    bool same = true;
    fmpz_t expected;
    fmpz_init(expected);
    for (slong i = 0; i < length; i++) {
        fmpz_mul_si(expected, a + i, i);
        same = same && fmpz_equal(expected, product.data() + i);
    }
    fmpz_clear(expected);
    return same;
}

} // namespace

void productExponents(fmpz *out, const fmpz *a, slong length, bool prove) {
    if (length <= 0)
        return;
    std::vector<int64_t> derivative;
    if (smallDerivative(derivative, a, static_cast<size_t>(length), static_cast<size_t>(length))) {
        std::vector<int64_t> exponents = derivative;
        if (invertDivisorSums(exponents) && (!prove || multipliesBack(a, derivative))) {
            for (slong i = 0; i < length; i++)
                fmpz_set_si(out + i, exponents[static_cast<size_t>(i)]);
            return;
        }
    }
    exactExponents(out, a, length);
}

namespace {

// x *= 1 - q^n in place, modulo 2^(64 words).
template <int words> void timesBinomial(std::vector<Wide<words>> &x, int64_t n) {
    for (int64_t i = static_cast<int64_t>(x.size()) - 1; i >= n; i--)
        x[static_cast<size_t>(i)] = x[static_cast<size_t>(i)] - x[static_cast<size_t>(i - n)];
}

// a prod over b_n < 0 of (1 - q^n)^(-b_n) = prod over b_n > 0 of (1 - q^n)^(b_n), in words enough for both sides.
template <int words>
bool expandsTo(const fmpz *a, size_t length, const std::vector<std::pair<int64_t, int64_t>> &binomials, size_t degree) {
    std::vector<Wide<words>> left(degree + 1, Wide<words>{}), right(degree + 1, Wide<words>{});
    for (size_t i = 0; i < length; i++) {
        fmpz_get_ui_array(left[i].w, words, a + i); // absolute value
        if (fmpz_sgn(a + i) < 0)
            left[i] = Wide<words>{} - left[i];
    }
    right[0].w[0] = 1;
    for (const auto &[n, b] : binomials)
        for (int64_t k = 0; k < std::abs(b); k++) {
            // Also keeps the passes apart: GCC 12 at -O3 jams them into one loop, wrongly (-floop-unroll-and-jam).
            control::poll();
            timesBinomial(b < 0 ? left : right, n);
        }
    for (size_t i = 0; i <= degree; i++)
        for (int w = 0; w < words; w++)
            if (left[i].w[w] != right[i].w[w])
                return false;
    return true;
}

// Certifies over Z. Coefficients of either side are at most (sum |a_i|) 2^(number of factors).
bool certify(const fmpz *a, size_t length, const std::vector<std::pair<int64_t, int64_t>> &binomials) {
    int64_t above = 0, below = 0, aboveDegree = 0;
    for (const auto &[n, b] : binomials) {
        (b > 0 ? above : below) += std::abs(b);
        if (b > 0)
            aboveDegree += n * b;
    }
    const size_t degree = static_cast<size_t>(aboveDegree);
    const double bits = static_cast<double>(std::abs(_fmpz_vec_max_bits(a, static_cast<slong>(length)))) +
                        std::log2(static_cast<double>(length)) + static_cast<double>(std::max(above, below)) + 3;
    if (bits < 128)
        return expandsTo<2>(a, length, binomials, degree);
    if (bits < 256)
        return expandsTo<4>(a, length, binomials, degree);
    if (bits < 512)
        return expandsTo<8>(a, length, binomials, degree);
    if (bits < 2048)
        return expandsTo<32>(a, length, binomials, degree);
    fmpz_poly_t left, right, factor;
    fmpz_poly_init(left);
    fmpz_poly_init(right);
    fmpz_poly_init(factor);
    for (size_t i = 0; i < length; i++)
        fmpz_poly_set_coeff_fmpz(left, static_cast<slong>(i), a + i);
    fmpz_poly_one(right);
    for (const auto &[n, b] : binomials) {
        control::poll();
        fmpz_poly_zero(factor);
        fmpz_poly_set_coeff_si(factor, 0, 1);
        fmpz_poly_set_coeff_si(factor, n, -1);
        fmpz_poly_pow(factor, factor, static_cast<ulong>(std::abs(b)));
        fmpz_poly_struct *side = b < 0 ? left : right;
        fmpz_poly_mul(side, side, factor);
    }
    const bool same = fmpz_poly_equal(left, right);
    fmpz_poly_clear(left);
    fmpz_poly_clear(right);
    fmpz_poly_clear(factor);
    return same;
}

// Greatest d with phi(d) <= degree, from above: phi(d) > d / (1.7811 log log d + 3 / log log d) (Rosser and Schoenfeld
// 1962).
size_t largestIndex(size_t degree) {
    size_t d = 6;
    const auto least = [](double x) { return x / (1.7811 * std::log(std::log(x)) + 3 / std::log(std::log(x))); };
    while (least(static_cast<double>(d)) <= static_cast<double>(degree))
        d += d / 8 + 1;
    return d;
}

// phi(n) below limit, by sieve.
std::vector<int64_t> totients(size_t limit) {
    std::vector<int64_t> phi(limit);
    for (size_t i = 0; i < limit; i++)
        phi[i] = static_cast<int64_t>(i);
    for (size_t p = 2; p < limit; p++)
        if (phi[p] == static_cast<int64_t>(p))
            for (size_t m = p; m < limit; m += p)
                phi[m] -= phi[m] / static_cast<int64_t>(p);
    return phi;
}

// Multiplicities of Phi_d from exponents of 1 - q^n: m_d = sum over d | n of b_n.
std::optional<std::vector<std::pair<int64_t, int64_t>>> multiplicities(const std::vector<int64_t> &b, int64_t degree) {
    const size_t n = b.size();
    const std::vector<int64_t> phi = totients(n);
    std::vector<std::pair<int64_t, int64_t>> factors;
    int64_t total = 0;
    for (size_t d = 1; d < n; d++) {
        int64_t m = 0;
        for (size_t k = d; k < n; k += d)
            m += b[k];
        if (m < 0 || (m > 0 && phi[d] > degree))
            return std::nullopt;
        if (m > 0) {
            factors.push_back({static_cast<int64_t>(d), m});
            total += phi[d] * m;
        }
    }
    return total == degree ? std::optional(factors) : std::nullopt;
}

} // namespace

// A product of cyclotomic polynomials is one of binomials 1 - q^n, and log-derivative finds those. Their n may exceed
// the degree (Phi_6 needs 1 - q^6), so a second attempt goes as far as phi allows.
std::optional<CyclotomicFactors> cyclotomicFactors(const fmpz *a, slong length) {
    slong low = 0, high = length;
    while (low < high && fmpz_is_zero(a + low))
        low++;
    while (high > low && fmpz_is_zero(a + high - 1))
        high--;
    if (low == high || !fmpz_is_pm1(a + low) || !fmpz_is_pm1(a + high - 1))
        return std::nullopt;
    CyclotomicFactors result{fmpz_sgn(a + low), low, {}};
    const size_t count = static_cast<size_t>(high - low), degree = count - 1;
    if (degree == 0)
        return result;
    Integers core(count);
    for (size_t i = 0; i < count; i++) {
        fmpz_set(core.data() + i, a + low + static_cast<slong>(i));
        if (result.sign < 0)
            fmpz_neg(core.data() + i, core.data() + i);
    }
    bool found = false;
    for (const size_t reach : {count, largestIndex(degree) + 1}) {
        std::vector<int64_t> b;
        if (!smallDerivative(b, core.data(), reach, count) || !invertDivisorSums(b))
            break;
        b[0] = 0;
        const auto factors = multiplicities(b, static_cast<int64_t>(degree));
        if (!factors)
            continue;
        std::vector<std::pair<int64_t, int64_t>> binomials;
        for (size_t n = 1; n < reach; n++)
            if (b[n] != 0)
                binomials.push_back({static_cast<int64_t>(n), b[n]});
        found = certify(core.data(), count, binomials);
        if (found) {
            result.factors = *factors;
            break;
        }
    }
    if (!found)
        return std::nullopt;
    // 1 - q^n has the factor Phi_1 with the sign of 1 - q: Phi_1 = q - 1.
    for (const auto &[d, m] : result.factors)
        if (d == 1 && m % 2 != 0)
            result.sign = -result.sign;
    return result;
}

} // namespace durfee::kernel
