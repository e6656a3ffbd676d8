// Products of (1 - c q^(a n + b))^e with rational c, from the logarithmic derivative modulo primes.
//
// With base a common denominator of the c, F(base q) has the factors 1 - (c base^m) q^m, which are integral for m >= 1:
// so the n-th coefficient of F is an integer over base^n.

#include <algorithm>
#include <cmath>

#include "kernel/expand.h"
#include "kernel/kernels.h"
#include "ring/control.h"
#include "ring/error.h"

namespace durfee::kernel {

namespace {

// |c| as a logarithm; -infinity for zero.
double logAbsolute(const CoefficientFactor &f) {
    if (fmpz_is_zero(f.numerator))
        return -INFINITY;
    fmpz_t size;
    fmpz_init(size);
    fmpz_abs(size, f.numerator);
    const double value = fmpz_dlog(size) - fmpz_dlog(f.denominator);
    fmpz_clear(size);
    return value;
}

int64_t lastExponent(const CoefficientFactor &f, int64_t length) {
    const int64_t most = (length - 1 - f.start) / f.step;
    return f.start + f.step * (f.count < 0 ? most : std::min(most, f.count - 1));
}

// log of a majorant at y = base q = e^(-t); infinity where it diverges.
double logFactors(std::span<const CoefficientFactor> factors, int64_t length, double t) {
    double sum = 0;
    for (const CoefficientFactor &f : factors) {
        const double logC = logAbsolute(f), power = static_cast<double>(std::abs(f.exponent));
        for (int64_t m = f.start; m <= lastExponent(f, length); m += f.step) {
            const double x = std::exp(logC - static_cast<double>(m) * t);
            if (f.exponent < 0 && x >= 1 - 1e-9)
                return INFINITY;
            sum += power * (f.exponent < 0 ? -std::log1p(-x) : std::log1p(x));
            if (x < 1e-20)
                break;
        }
    }
    return sum + 1e-6 * (1 + sum);
}

Growth growthOf(std::span<const CoefficientFactor> factors, int64_t length, double logBase) {
    // Below the pole nothing converges: lines start a little above it and at every larger t.
    double pole = 0;
    for (const CoefficientFactor &f : factors)
        if (f.exponent < 0)
            pole = std::max(pole, logAbsolute(f) / static_cast<double>(f.start));
    std::vector<std::pair<double, double>> lines;
    const double least =
        0.05 / std::sqrt(static_cast<double>(length) + 1) / static_cast<double>(length > 1000 ? 1 : 10);
    for (double distance = 20; distance > least; distance /= 1.4) {
        const double height = logFactors(factors, length, pole + distance);
        if (std::isfinite(height))
            lines.push_back({pole + distance + logBase, height});
    }
    if (lines.empty())
        fail(Code::Unable, "No bound on the coefficients of this product was found.");
    return Growth::lines(lines);
}

} // namespace

void coefficientProduct(fmpz *out, fmpz_t base, slong length, std::span<const CoefficientFactor> factors) {
    fmpz_one(base);
    if (length <= 0)
        return;
    for (const CoefficientFactor &f : factors) {
        if (f.start < 1 || f.step < 1)
            fail(Code::Argument,
                 "The factors of an infinite product are 1 - c q^m with m from 1 on; given were m = ", f.start,
                 ", step ", f.step, ".");
        fmpz_lcm(base, base, f.denominator);
    }
    const size_t n = static_cast<size_t>(length);
    const Growth growth = growthOf(factors, length, fmpz_dlog(base));
    const int log2 = log2For(2 * n);
    multimodular(out, n, growth, [&](size_t index, double *image, Workspace &w) {
        const std::shared_ptr<const Field> field = Field::make(index, log2, w);
        const uint64_t p = field->prime(), b = fmpz_fdiv_ui(base, p);
        const ulong inverse = n_preinvert_limb(p);
        std::vector<uint64_t> derivative(n, 0);
        fmpz_t scaled;
        fmpz_init(scaled);
        for (const CoefficientFactor &f : factors) {
            // c base^m = (numerator * base/denominator) base^(m-1).
            fmpz_divexact(scaled, base, f.denominator);
            fmpz_mul(scaled, scaled, f.numerator);
            uint64_t c = n_mulmod2_preinv(fmpz_fdiv_ui(scaled, p), n_powmod2(b, f.start - 1, p), p, inverse);
            const uint64_t step = n_powmod2(b, f.step, p);
            const uint64_t exponent = field->residue(field->balanced(f.exponent)) % p;
            for (int64_t m = f.start; m <= lastExponent(f, length); m += f.step) {
                if (m % 512 == 0)
                    control::poll();
                const uint64_t weight = n_mulmod2_preinv(exponent, static_cast<uint64_t>(m), p, inverse);
                uint64_t term = n_mulmod2_preinv(weight, c, p, inverse);
                for (size_t at = static_cast<size_t>(m); at < n; at += static_cast<size_t>(m)) {
                    derivative[at] = n_submod(derivative[at], term, p);
                    term = n_mulmod2_preinv(term, c, p, inverse);
                }
                c = n_mulmod2_preinv(c, step, p, inverse);
            }
        }
        fmpz_clear(scaled);
        Buffer<double> l(n);
        for (size_t i = 0; i < n; i++)
            l[i] = field->balanced(derivative[i]);
        field->integrate(image, l.data(), n, w);
    });
}

} // namespace durfee::kernel
