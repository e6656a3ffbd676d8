// Eulerian sums by running products.
//
// The n-th term differs from the one before by finitely many factors 1 -+ q^k, each a pass over the coefficients that
// still matter, so all terms together take about N^1.5 additions. They run modulo 2^(64 words): wrapping in between
// does no harm, because the sum itself is proved to fit.

#include <algorithm>
#include <cmath>

#include "kernel/crt.h"
#include "kernel/growth.h"
#include "kernel/kernels.h"
#include "kernel/wide.h"
#include "ring/control.h"
#include "ring/error.h"
#include "ring/memory.h"

namespace durfee::kernel {

namespace {

__int128 exponentAt(const EulerianSum &sum, int64_t n) {
    return (static_cast<__int128>(sum.a) * n * n + static_cast<__int128>(sum.b) * n) / 2 + sum.c;
}

// Terms with an exponent below length; from a vertex on exponents rise.
int64_t termCount(const EulerianSum &sum, int64_t length) {
    int64_t n = std::max<int64_t>(0, -sum.b / (2 * sum.a) - 1);
    while (exponentAt(sum, n) < length || exponentAt(sum, n + 1) < length)
        n++;
    return n;
}

int64_t factorsIn(const EulerianFactor &f, int64_t n) { return std::max<int64_t>(0, n + f.shift); }

// log of sum over terms of x^exponent times the majorants of the finite products.
double logMajorant(const EulerianSum &sum, int64_t terms, double t) {
    std::vector<double> logs;
    double product = 0;
    for (int64_t n = 0; n < terms; n++) {
        for (const EulerianFactor &f : sum.factors)
            for (int64_t i = n ? factorsIn(f, n - 1) : 0; i < factorsIn(f, n); i++) {
                const double x = std::exp(-t * static_cast<double>(f.start + f.step * i));
                product +=
                    static_cast<double>(std::abs(f.exponent)) * (f.exponent < 0 ? -std::log1p(-x) : std::log1p(x));
            }
        logs.push_back(product - t * static_cast<double>(exponentAt(sum, n)));
    }
    const double top = *std::max_element(logs.begin(), logs.end());
    double total = 0;
    for (double l : logs)
        total += std::exp(l - top);
    return top + std::log(total) + 1e-6;
}

// x *= (1 - sign q^k)^(+-1) below q^n.
template <typename Integer> void factorPass(Integer *x, int64_t n, int64_t k, int sign, bool divide) {
    if (k >= n)
        return;
    if (divide) {
        for (int64_t i = k; i < n; i++) {
            // A copy: GCC 12 vectorises this loop wrongly for k = 1 and one word when x[i - k] is read by reference.
            const Integer before = x[i - k];
            x[i] = sign > 0 ? x[i] + before : x[i] - before;
        }
    } else {
        for (int64_t i = n - 1; i >= k; i--)
            x[i] = sign > 0 ? x[i] - x[i - k] : x[i] + x[i - k];
    }
}

template <int words> void runSum(fmpz *out, int64_t length, const EulerianSum &sum, int64_t terms) {
    using Integer = Wide<words>;
    memory::Vector<Integer> total(static_cast<size_t>(length), Integer{}),
        running(static_cast<size_t>(length), Integer{});
    running[0].w[0] = 1;
    // A later term may reach lower than this one when b < 0: keep what any later term needs.
    std::vector<int64_t> needed(static_cast<size_t>(terms) + 1, 0);
    for (int64_t n = terms - 1; n >= 0; n--)
        needed[n] = std::max(needed[n + 1], static_cast<int64_t>(length - exponentAt(sum, n)));
    control::Progress progress(control::Stage::Kernel, static_cast<uint64_t>(terms));
    for (int64_t n = 0; n < terms; n++) {
        progress.add(1);
        const int64_t reach = std::min(length, needed[n]);
        for (const EulerianFactor &f : sum.factors)
            for (int64_t i = n ? factorsIn(f, n - 1) : 0; i < factorsIn(f, n); i++)
                for (int64_t e = 0; e < std::abs(f.exponent); e++) {
                    control::poll();
                    factorPass(running.data(), reach, f.start + f.step * i, f.sign, f.exponent < 0);
                }
        const __int128 shift = exponentAt(sum, n);
        if (shift >= length)
            continue;
        const int64_t from = static_cast<int64_t>(shift);
        const bool negative = sum.sign < 0 && n % 2 != 0;
        for (int64_t i = std::max<int64_t>(0, -from); i + from < length; i++)
            total[i + from] = negative ? total[i + from] - running[i] : total[i + from] + running[i];
    }
    for (int64_t i = 0; i < length; i++) {
        Integer value = total[i];
        const bool negative = value.w[words - 1] >> 63;
        if (negative)
            value = Integer{} - value;
        setLimbs(out + i, value.w, words, negative ? -1 : 1);
    }
}

// A proved bound of the coefficients below q^length, sign included, of a sum with this many terms.
double boundBits(slong length, const EulerianSum &sum, int64_t terms) {
    const Growth growth =
        Growth::envelope(static_cast<size_t>(length), [&](double t) { return logMajorant(sum, terms, t); });
    return growth.at(static_cast<size_t>(length - 1)) + 2;
}

// The number of terms, for sums that running products can form.
int64_t checkedTerms(slong length, const EulerianSum &sum) {
    if (sum.a <= 0 || (sum.a + sum.b) % 2 != 0)
        fail(Code::Argument,
             "An Eulerian sum has exponents (a n^2 + b n)/2 + c with a > 0 and a + b even; given were a = ", sum.a,
             ", b = ", sum.b, ".");
    for (const EulerianFactor &f : sum.factors)
        if (f.start < 1 || f.step < 0)
            fail(Code::Argument, "The finite products of an Eulerian sum start at q^1 or later; given was q^", f.start,
                 " with step ", f.step, ".");
    const int64_t terms = termCount(sum, length);
    for (int64_t n = 0; n < terms; n++)
        if (exponentAt(sum, n) < 0)
            fail(Code::Argument, "The exponents of an Eulerian sum are non-negative here; term ", n, " has ",
                 static_cast<int64_t>(exponentAt(sum, n)), ".");
    return terms;
}

} // namespace

double eulerianBytes(slong length, const EulerianSum &sum) {
    const int64_t terms = length > 0 ? checkedTerms(length, sum) : 0;
    if (terms == 0)
        return 8 * static_cast<double>(std::max<slong>(length, 0));
    const double n = static_cast<double>(length), bits = boundBits(length, sum, terms);
    // The sum and the running product side by side; bits grow like the root of the index.
    return 2 * n * 8 * (1 + std::floor(bits / 64)) + memory::integersSize(n, bits * 2 / 3);
}

void eulerianSum(fmpz *out, slong length, const EulerianSum &sum) {
    if (length <= 0)
        return;
    const int64_t terms = checkedTerms(length, sum);
    if (terms == 0) {
        _fmpz_vec_zero(out, length);
        return;
    }
    const double bits = boundBits(length, sum, terms);
    const int words = static_cast<int>(bits / 64) + 1;
    if (words <= 1)
        runSum<1>(out, length, sum, terms);
    else if (words <= 2)
        runSum<2>(out, length, sum, terms);
    else if (words <= 3)
        runSum<3>(out, length, sum, terms);
    else if (words <= 4)
        runSum<4>(out, length, sum, terms);
    else if (words <= 6)
        runSum<6>(out, length, sum, terms);
    else if (words <= 8)
        runSum<8>(out, length, sum, terms);
    else if (words <= 12)
        runSum<12>(out, length, sum, terms);
    else if (words <= 16)
        runSum<16>(out, length, sum, terms);
    else if (words <= 24)
        runSum<24>(out, length, sum, terms);
    else if (words <= 48)
        runSum<48>(out, length, sum, terms);
    else
        fail(Code::TooLarge, "The sum's coefficients may need ", static_cast<int64_t>(bits),
             " bits, past the 3072 that running products hold.");
}

} // namespace durfee::kernel
