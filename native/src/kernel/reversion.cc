// Compositional inverses over Z by Lagrange's formula: i b_i = [t^(i-1)] h^i for h = t/a.
//
// Few or long coefficients: h^i from h^(i-1) by one division each, whose numbers grow with the index only, so that all
// but the last are short. Else modulo primes, where h^(jm+i) is one coefficient of h^(jm) h^i, so that 2 sqrt(n)
// products serve (Johansson, A fast algorithm for reversion of power series, 2015).

#include <algorithm>
#include <cmath>

#include "kernel/costs.h"
#include "kernel/crt.h"
#include "kernel/expand.h"
#include "kernel/kernels.h"
#include "kernel/parallel.h"
#include "kernel/planes.h"
#include "ring/control.h"
#include "ring/memory.h"

namespace durfee::kernel {

namespace {

// The terms of a after t.
struct Term {
    slong index;
    const fmpz *coefficient;
    double log; // of the absolute value
};

std::vector<Term> termsOf(const fmpz *a, slong length) {
    std::vector<Term> terms;
    for (slong i = 2; i < length; i++)
        if (!fmpz_is_zero(a + i)) {
            slong exponent;
            const double mantissa = std::abs(fmpz_get_d_2exp(&exponent, a + i));
            terms.push_back({i, a + i, std::log(mantissa) + static_cast<double>(exponent) * std::log(2.0)});
        }
    return terms;
}

// b is majorised by the inverse of F(y) = y - sum of |a_k| y^k, so that b_k <= y F(y)^(-k) wherever F(y) > 0.
Growth growthOf(const std::vector<Term> &terms) {
    const auto sumAt = [&](double logY) {
        double sum = 0;
        for (const Term &term : terms)
            sum += std::exp(std::min(700.0, term.log + static_cast<double>(term.index - 1) * logY));
        return sum;
    };
    double low = -1, high = 0;
    while (sumAt(low) > 0.5)
        low *= 2;
    for (int step = 0; step < 60; step++) {
        const double middle = (low + high) / 2;
        (sumAt(middle) < 0.5 ? low : high) = middle;
    }
    std::vector<std::pair<double, double>> lines;
    for (double offset = 1; offset > -4; offset -= 0.125)
        if (const double logY = low + offset, sum = sumAt(logY); sum < 0.999) {
            const double logF = logY + std::log1p(-sum * (1 + 1e-9));
            if (logF < 0)
                lines.push_back({-logF, logY + 1e-6 + 1e-9 * std::abs(logY)});
        }
    return Growth::lines(lines);
}

// With a_1 = 1. h^i is needed below t^i; its last coefficient follows from those before, since a'/a^i has no residue.
void byDivisions(fmpz *out, slong length, const std::vector<Term> &terms) {
    control::Progress progress(control::Stage::Reversion, static_cast<uint64_t>(length));
    Integers power(static_cast<size_t>(length)), weighted(static_cast<size_t>(length));
    fmpz *u = power.data();
    fmpz_one(u);
    for (const Term &term : terms)
        fmpz_mul_si(weighted.data() + term.index, term.coefficient, term.index);
    for (slong i = 2; i < length; i++) {
        for (slong j = 1; j <= i - 2; j++) {
            if (j % 256 == 0)
                control::poll();
            for (const Term &term : terms) {
                if (term.index > j + 1)
                    break;
                fmpz_submul(u + j, u + (j + 1 - term.index), term.coefficient);
            }
        }
        for (const Term &term : terms) {
            if (term.index > i)
                break;
            fmpz_submul(u + (i - 1), u + (i - term.index), weighted.data() + term.index);
        }
        fmpz_divexact_si(out + i, u + (i - 1), i);
        progress.advance(1);
    }
}

// 1/k modulo p.
std::vector<uint64_t> inversesBelow(slong n, uint64_t p) {
    std::vector<uint64_t> inverses(static_cast<size_t>(std::max<slong>(n, 2)), 1);
    for (size_t k = 2; k < inverses.size(); k++)
        inverses[k] = p - static_cast<uint64_t>(static_cast<unsigned __int128>(p / k) * inverses[p % k] % p);
    return inverses;
}

// The images modulo primes of b, with a = t (1 + tail).
class ByPrimes {
  public:
    ByPrimes(slong length, const fmpz *a, slong aLength)
        : size_(static_cast<size_t>(length) - 1), digits_(a + 1, static_cast<size_t>(aLength) - 1),
          step_(static_cast<size_t>(std::ceil(std::sqrt(static_cast<double>(length))))) {}

    void image(size_t index, double *out, Workspace &w) const {
        const std::shared_ptr<const Field> field = Field::make(index, log2For(2 * size_), w);
        const uint64_t p = field->prime();
        // h^1 .. h^m, and h^m, h^(2m), ...
        std::vector<Buffer<double>> powers;
        Buffer<double> a(digits_.length());
        digits_.reduce(*field, a.data());
        powers.emplace_back(size_);
        field->invert(powers[0].data(), a.data(), a.size(), size_, w);
        while (powers.size() < step_) {
            control::poll();
            Buffer<double> next(size_);
            field->multiply(next.data(), size_, powers.back().data(), size_, powers[0].data(), size_, w);
            powers.push_back(std::move(next));
        }
        std::vector<std::vector<uint64_t>> small(step_);
        small[0].assign(size_, 0);
        small[0][0] = 1;
        for (size_t i = 1; i < step_; i++)
            small[i] = residues(*field, powers[i - 1].data());
        const std::vector<uint64_t> inverses = inversesBelow(static_cast<slong>(size_) + 1, p);
        Buffer<double> giant(size_);
        out[0] = 0;
        for (size_t j = 0; j <= size_; j += step_) {
            if (j == step_)
                std::copy(powers.back().data(), powers.back().data() + size_, giant.data());
            else if (j > 0)
                field->multiply(giant.data(), size_, giant.data(), size_, powers.back().data(), size_, w);
            const std::vector<uint64_t> large = j == 0 ? small[0] : residues(*field, giant.data());
            for (size_t i = j == 0 ? 1 : 0; i < step_ && j + i <= size_; i++) {
                const size_t k = j + i;
                // Products are below 2^100.
                unsigned __int128 sum = 0;
                for (size_t l = 0; l < k; l++)
                    sum += static_cast<unsigned __int128>(large[l]) * small[i][k - 1 - l];
                const auto value = static_cast<uint64_t>(sum % p);
                out[k] =
                    field->balanced(static_cast<uint64_t>(static_cast<unsigned __int128>(value) * inverses[k] % p));
            }
            control::poll();
        }
    }

  private:
    std::vector<uint64_t> residues(const Field &field, const double *x) const {
        std::vector<uint64_t> values(size_);
        for (size_t i = 0; i < size_; i++)
            values[i] = field.residue(x[i]);
        return values;
    }
    size_t size_;
    DigitPlanes digits_;
    size_t step_;
};

// Which is faster for coefficients that grow up to these bits, in nanoseconds.
bool divisionsPay(double n, const std::vector<Term> &terms, double bits) {
    const double divisions = n * n * static_cast<double>(terms.size()) / 3 * (8 + bits / 64 / 3);
    const double products = 2 * std::sqrt(n) * (3 * cost::transformNs(2 * n) + 800);
    const double primes = static_cast<double>(primesFor(bits));
    return divisions < primes * (products + 0.6 * n * n + 4000) + 1e9 * cost::primesSeconds(n, primes, 0, n);
}

} // namespace

double reversionBytes(slong length, const fmpz *a, slong aLength) {
    const std::vector<Term> terms = termsOf(a, std::min(aLength, length));
    const double n = static_cast<double>(length);
    if (terms.empty() || length < 3)
        return 8 * n;
    const double bits = growthOf(terms).at(static_cast<size_t>(length - 1));
    // Coefficients grow in proportion to the index, their number of primes too.
    const double result = memory::integersSize(n, bits / 2);
    if (divisionsPay(n, terms, bits))
        return 2 * result;
    const double primes = static_cast<double>(primesFor(bits));
    return result + 4 * n * primes + 16 * n * std::sqrt(n) * static_cast<double>(workerCount(primesFor(bits)));
}

void reversion(fmpz *out, slong length, const fmpz *a, slong aLength) {
    aLength = std::min(aLength, length);
    _fmpz_vec_zero(out, length);
    if (length < 2)
        return;
    if (fmpz_sgn(a + 1) < 0) {
        // b(t) of -a, at -t.
        Integers negated(static_cast<size_t>(aLength));
        _fmpz_vec_neg(negated.data(), a, aLength);
        reversion(out, length, negated.data(), aLength);
        for (slong k = 1; k < length; k += 2)
            fmpz_neg(out + k, out + k);
        return;
    }
    fmpz_one(out + 1);
    const std::vector<Term> terms = termsOf(a, aLength);
    if (terms.empty() || length < 3)
        return;
    const Growth growth = growthOf(terms);
    const double n = static_cast<double>(length), bits = growth.at(static_cast<size_t>(length - 1));
    if (divisionsPay(n, terms, bits))
        return byDivisions(out, length, terms);
    const ByPrimes series(length, a, aLength);
    multimodular(out, static_cast<size_t>(length), growth,
                 [&](size_t index, double *image, Workspace &w) { series.image(index, image, w); });
}

} // namespace durfee::kernel
