#include "kernel/divisors.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "kernel/crt.h"
#include "ring/control.h"

namespace durfee::kernel {

namespace {

// Entries of a block: 256 KiB of words.
constexpr int64_t kBlock = 1 << 15;

template <typename Sum> Sum powerOf(int64_t base, int power) {
    Sum result = 1;
    for (int i = 0; i < power; i++)
        result *= static_cast<Sum>(base);
    return result;
}

int64_t squareRoot(int64_t n) {
    int64_t r = static_cast<int64_t>(std::sqrt(static_cast<double>(n)));
    while (r * r > n)
        r--;
    while ((r + 1) * (r + 1) <= n)
        r++;
    return r;
}

// The sums of one block, m = d e with d <= e: both divisors of a pair are added together, so d runs to sqrt(m) only.
// Sums are taken modulo 2^64 or 2^128, which the caller chose wide enough for the results. Small powers are unrolled.
template <typename Sum, int fixedPower> class Sieve {
  public:
    explicit Sieve(const DivisorSeries &series) : s_(series) {}

    void block(Sum *sums, int64_t from, int64_t to) const {
        std::fill(sums, sums + (to - from), Sum{0});
        const int64_t last = s_.stride * (to - 1) + s_.offset, root = squareRoot(last);
        for (int64_t d = 1; d <= root; d++)
            multiples(sums, from, to, d);
    }

  private:
    // e from max(d, first/d) on in the class with d e = offset modulo the stride, if there is one; the index grows by
    // d.
    void multiples(Sum *sums, int64_t from, int64_t to, int64_t d) const {
        const int64_t first = s_.stride * from + s_.offset;
        int64_t e = std::max(d, (first + d - 1) / d);
        for (int64_t tries = 0; (d * e - s_.offset) % s_.stride != 0; e++)
            if (++tries > s_.stride)
                return;
        const Sum alphaD = static_cast<Sum>(at(s_.alpha, d)) * power(d), betaD = static_cast<Sum>(at(s_.beta, d));
        int64_t n = (d * e - s_.offset) / s_.stride;
        if (e == d && n < to) {
            sums[n - from] += alphaD * betaD;
            n += d;
            e += s_.stride;
        }
        if (s_.alpha.size() == 1 && s_.beta.size() == 1) {
            for (; n < to; n += d, e += s_.stride)
                sums[n - from] += alphaD + power(e);
            return;
        }
        size_t a = static_cast<size_t>(e) % s_.alpha.size(), b = static_cast<size_t>(e) % s_.beta.size();
        const size_t stepA = static_cast<size_t>(s_.stride) % s_.alpha.size(),
                     stepB = static_cast<size_t>(s_.stride) % s_.beta.size();
        for (; n < to; n += d, e += s_.stride) {
            sums[n - from] += alphaD * static_cast<Sum>(s_.beta[b]) + betaD * static_cast<Sum>(s_.alpha[a]) * power(e);
            a = a + stepA < s_.alpha.size() ? a + stepA : a + stepA - s_.alpha.size();
            b = b + stepB < s_.beta.size() ? b + stepB : b + stepB - s_.beta.size();
        }
    }
    static int at(const std::vector<int> &values, int64_t n) { return values[static_cast<size_t>(n) % values.size()]; }
    Sum power(int64_t base) const { return powerOf<Sum>(base, fixedPower >= 0 ? fixedPower : s_.power); }
    const DivisorSeries &s_;
};

template <typename Sum, typename Signed, int fixedPower>
void run(fmpz *out, int64_t length, const DivisorSeries &series) {
    const Sieve<Sum, fixedPower> sieve(series);
    // Index 0 has m = 0 when there is no offset.
    const int64_t start = series.offset > 0 ? 0 : 1;
    std::vector<Sum> sums(static_cast<size_t>(std::min(kBlock, length)));
    for (int64_t from = start; from < length; from += kBlock) {
        control::poll();
        const int64_t to = std::min(length, from + kBlock);
        sieve.block(sums.data(), from, to);
        for (int64_t n = from; n < to; n++) {
            const __int128 value =
                static_cast<__int128>(static_cast<Signed>(sums[static_cast<size_t>(n - from)])) * series.factor;
            setWide(out + n, series.alternates && n % 2 ? -value : value);
        }
    }
    if (start == 1)
        fmpz_zero(out);
    fmpz_add_si(out, out, series.constant);
}

// Past 128 bits: a plain sieve over integers.
void runLong(fmpz *out, int64_t length, const DivisorSeries &series) {
    fmpz_t term;
    fmpz_init(term);
    for (int64_t n = 0; n < length; n++)
        fmpz_zero(out + n);
    const int64_t last = series.stride * (length - 1) + series.offset;
    for (int64_t d = 1; d <= last; d++) {
        if (d % 256 == 0)
            control::poll();
        fmpz_set_si(term, d);
        fmpz_pow_ui(term, term, static_cast<ulong>(series.power));
        fmpz_mul_si(term, term, series.factor * series.alpha[static_cast<size_t>(d) % series.alpha.size()]);
        for (int64_t e = 1; d * e <= last; e++) {
            const int64_t m = d * e - series.offset, n = m / series.stride;
            if (m < 0 || m % series.stride != 0)
                continue;
            const int weight =
                series.beta[static_cast<size_t>(e) % series.beta.size()] * (series.alternates && n % 2 ? -1 : 1);
            if (weight > 0)
                fmpz_addmul_ui(out + n, term, static_cast<ulong>(weight));
            else if (weight < 0)
                fmpz_submul_ui(out + n, term, static_cast<ulong>(-weight));
        }
    }
    fmpz_clear(term);
    fmpz_add_si(out, out, series.constant);
}

int largest(const std::vector<int> &values) {
    int most = 0;
    for (int v : values)
        most = std::max(most, std::abs(v));
    return most;
}

} // namespace

void divisorSeries(fmpz *out, int64_t length, const DivisorSeries &series) {
    if (length <= 0)
        return;
    // |sum| <= max|alpha| max|beta| sigma_power(m); sigma_k(m) < m^k (1 + log m), and < zeta(2) m^k from k = 2 on.
    const double m =
        static_cast<double>(series.stride) * static_cast<double>(length) + static_cast<double>(series.offset) + 2;
    const double bits =
        std::log2(largest(series.alpha) * largest(series.beta) * (series.power > 1 ? 1.65 : 1 + std::log(m))) +
        series.power * std::log2(m);
    const double all = bits + std::log2(std::abs(static_cast<double>(series.factor)) + 1) + 1;
    if (all >= 126)
        return runLong(out, length, series);
    if (bits >= 62)
        return run<unsigned __int128, __int128, -1>(out, length, series);
    switch (series.power) {
    case 0:
        return run<uint64_t, int64_t, 0>(out, length, series);
    case 1:
        return run<uint64_t, int64_t, 1>(out, length, series);
    case 2:
        return run<uint64_t, int64_t, 2>(out, length, series);
    case 3:
        return run<uint64_t, int64_t, 3>(out, length, series);
    default:
        return run<uint64_t, int64_t, -1>(out, length, series);
    }
}

namespace {

struct Entry {
    EtaMap eta;
    DivisorSeries series;
    const char *sum, *source;
};

// Both sides of each line are holomorphic modular forms of weight at most 4 and level at most 25, so agreement up to
// Sturm's bound (below 40 coefficients) proves it; the sources have proofs of other kinds.
const std::vector<Entry> &entries() {
    const std::vector<int> chi3{0, 1, -1}, chi4{0, 1, 0, -1}, chi5{0, 1, -1, -1, 1}, notFour{0, 1, 1, 1}, parity{1, -1},
        odd{0, 1}, cubic{0, 1, -1, -3, 1, -1, 3, 1, -1};
    const char *const jacobi = "Jacobi; Hardy and Wright, chapter 20",
                      *const legendre =
                          "Legendre and Jacobi; Berndt, Number Theory in the Spirit of Ramanujan, chapter 3",
                      *const borwein = "Borwein, Borwein and Garvan, Some cubic modular identities of Ramanujan, 1994",
                      *const ramanujan = "Ramanujan; Bailey, A note on two of Ramanujan's formulae, 1952",
                      *const carlitz = "Carlitz, Note on some partition formulae, 1953";
    static const std::vector<Entry> table = {
        {{{1, -4}, {2, 10}, {4, -4}}, {0, chi4, {1}, 1, 0, 1, 4}, "1 + 4 sum chi_-4(d)", jacobi},
        {{{1, -8}, {2, 20}, {4, -8}}, {1, notFour, {1}, 1, 0, 1, 8}, "1 + 8 sum d, 4 not dividing d", jacobi},
        {{{1, -16}, {2, 40}, {4, -16}}, {3, parity, {1}, 1, 0, 1, 16, true}, "1 + 16 sum (-1)^(n+d) d^3", jacobi},
        {{{1, 4}, {2, -2}}, {0, chi4, {1}, 1, 0, 1, 4, true}, "1 + 4 sum (-1)^n chi_-4(d)", jacobi},
        {{{1, 8}, {2, -4}}, {1, notFour, {1}, 1, 0, 1, 8, true}, "1 + 8 sum (-1)^n d, 4 not dividing d", jacobi},
        {{{1, 16}, {2, -8}}, {3, parity, {1}, 1, 0, 1, 16}, "1 + 16 sum (-1)^d d^3", jacobi},
        {{{1, -2}, {2, 4}}, {0, chi4, {1}, 4, 1}, "sum chi_-4(d), d | 4n+1", legendre},
        {{{1, -4}, {2, 8}}, {1, {1}, {1}, 2, 1}, "sum d, d | 2n+1", legendre},
        {{{1, -8}, {2, 16}}, {3, {1}, odd, 1, 1}, "sum d^3, d | n+1 with (n+1)/d odd", legendre},
        {{{1, 3}, {3, -1}}, {0, cubic, {1}, 1, 0, 1, -3}, "1 - 3 sum (chi_-3(d) - 3 chi_-3(d/3))", borwein},
        {{{1, -1}, {3, 3}}, {0, chi3, {1}, 3, 1}, "sum chi_-3(d), d | 3n+1", borwein},
        {{{1, 9}, {3, -3}}, {2, chi3, {1}, 1, 0, 1, -9}, "1 - 9 sum chi_-3(d) d^2", carlitz},
        {{{1, -3}, {3, 9}}, {2, {1}, chi3, 1, 1}, "sum chi_-3((n+1)/d) d^2, d | n+1", carlitz},
        {{{1, 5}, {5, -1}}, {1, chi5, {1}, 1, 0, 1, -5}, "1 - 5 sum (d/5) d", ramanujan},
        {{{1, -1}, {5, 5}}, {1, {1}, chi5, 1, 1}, "sum ((n+1)/d / 5) d, d | n+1", ramanujan},
    };
    return table;
}

} // namespace

std::optional<EisensteinQuotient> recogniseEisenstein(const EtaMap &eta) {
    int64_t scale = 0;
    for (const auto &[d, r] : eta)
        scale = std::gcd(scale, d);
    EtaMap primitive;
    for (const auto &[d, r] : eta)
        primitive[d / scale] = r;
    for (const Entry &entry : entries())
        if (entry.eta == primitive)
            return EisensteinQuotient{
                entry.series, scale,
                etaText(eta) + " is an Eisenstein series: " + entry.sum + " over divisors d of n" +
                    (scale > 1 ? ", with q^" + std::to_string(scale) + " for q" : "") + " (" + entry.source + ")."};
    return std::nullopt;
}

} // namespace durfee::kernel
