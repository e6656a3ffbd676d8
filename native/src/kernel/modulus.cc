// Series modulo m. Below 2^49, residues are balanced doubles and products go modulo one or two of the 50-bit primes;
// larger moduli are FLINT's.

#include <algorithm>
#include <cmath>

#include "kernel/field.h"
#include "kernel/kernels.h"
#include "kernel/product.h"
#include "ring/control.h"
#include "ring/error.h"

namespace durfee::kernel {

namespace {

constexpr uint64_t kLargestVectorModulus = uint64_t{1} << 49;

// Arithmetic modulo m on balanced doubles.
class Modular {
  public:
    explicit Modular(uint64_t m) : m_(m), view_{static_cast<double>(m), 1 / static_cast<double>(m), nullptr, nullptr} {}

    double half() const { return static_cast<double>(m_ / 2); }
    double balanced(uint64_t r) const { return r > m_ / 2 ? -static_cast<double>(m_ - r) : static_cast<double>(r); }
    uint64_t residue(double x) const { return x < 0 ? m_ - static_cast<uint64_t>(-x) : static_cast<uint64_t>(x); }
    void reduce(double *x, size_t n) const { vectorOps().reduce(view_, x, x, n); }
    const VectorField &view() const { return view_; }
    uint64_t m() const { return m_; }

  private:
    uint64_t m_;
    VectorField view_;
};

// How many of the primes hold integers of absolute value up to `bound`: 1, 2, or 0 for more.
int primesNeeded(double bound) { return bound < 5e14 ? 1 : bound < 2.5e29 ? 2 : 0; }

// Two images to one value modulo m: x + p_0 ((y - x)/p_0 mod p_1).
void combine(const Field &first, const Field &second, const Modular &modular, double *x, double *y, size_t n) {
    const double inverse = second.inverseOf(second.balanced(first.prime() % second.prime()));
    const double p0 = modular.balanced(first.prime() % modular.m());
    const VectorOps &ops = vectorOps();
    constexpr size_t stretch = 2048;
    for (size_t from = 0; from < n; from += stretch) {
        control::poll();
        const size_t count = std::min(stretch, n - from);
        double *a = x + from, *b = y + from;
        for (size_t i = 0; i < count; i++)
            b[i] -= a[i];
        ops.scale(second.view(), b, b, count, inverse);
        ops.scale(modular.view(), b, b, count, p0);
        ops.reduce(modular.view(), a, a, count);
        for (size_t i = 0; i < count; i++)
            a[i] += b[i];
        ops.reduce(modular.view(), a, a, count);
    }
}

// Newton's iteration of Field::invert with both products brought back modulo m between.
class ModularInverse {
  public:
    ModularInverse(const Modular &modular, const double *f, size_t fn, size_t n)
        : modular_(modular), f_(f), fn_(std::min(fn, n)), n_(n) {
        double total = 0, largest = 0;
        for (size_t i = 0; i < fn_; i++) {
            total += std::abs(f[i]);
            largest = std::max(largest, std::abs(f[i]));
        }
        const double half = modular.half() + 1;
        firstPrimes_ = primesNeeded(std::min(total * half, largest * half * static_cast<double>(n)));
        secondPrimes_ = primesNeeded(half * half * static_cast<double>(n));
    }
    bool possible() const { return firstPrimes_ > 0 && secondPrimes_ > 0; }

    /// g has room for the next power of two; unit is 1/f[0].
    void run(double *g, uint64_t unit) const {
        const size_t base = std::min<size_t>(n_, 16);
        const uint64_t m = modular_.m();
        g[0] = modular_.balanced(unit);
        for (size_t i = 1; i < base; i++) {
            uint64_t s = 0;
            for (size_t k = 1; k <= i && k < fn_; k++)
                s = n_addmod(s, n_mulmod2(modular_.residue(f_[k]), modular_.residue(g[i - k]), m), m);
            g[i] = modular_.balanced(n_negmod(n_mulmod2(s, unit, m), m));
        }
        const int top = log2For(n_);
        const auto first = Field::make(0, top), second = Field::make(1, top);
        Buffer<double> a(size_t{1} << top), b(size_t{1} << top), c, d;
        const bool two = firstPrimes_ == 2 || secondPrimes_ == 2;
        if (two) {
            c = Buffer<double>(size_t{1} << top);
            d = Buffer<double>(size_t{1} << top);
        }
        for (size_t from = base; from < n_;) {
            const size_t next = std::min(2 * from, n_);
            const Shape shape{log2For(next), false};
            const size_t points = shape.points();
            const auto load = [&](double *x, const double *source, size_t count) {
                control::poll();
                std::memcpy(x, source, count * sizeof(double));
                std::fill(x + count, x + points, 0.0);
            };
            load(b.data(), g, from);
            load(a.data(), f_, std::min(fn_, next));
            if (two)
                load(d.data(), g, from);
            if (firstPrimes_ == 2)
                load(c.data(), f_, std::min(fn_, next));
            first->forward(b.data(), shape);
            if (two)
                second->forward(d.data(), shape);
            step(*first, a.data(), b.data(), shape);
            if (firstPrimes_ == 2)
                step(*second, c.data(), d.data(), shape);
            settle(*first, *second, a.data(), c.data(), firstPrimes_, from, next);
            std::fill(a.data(), a.data() + from, 0.0);
            std::fill(a.data() + next, a.data() + points, 0.0);
            if (secondPrimes_ == 2)
                std::memcpy(c.data(), a.data(), points * sizeof(double));
            step(*first, a.data(), b.data(), shape);
            if (secondPrimes_ == 2)
                step(*second, c.data(), d.data(), shape);
            settle(*first, *second, a.data(), c.data(), secondPrimes_, from, next);
            for (size_t i = from; i < next; i++)
                g[i] = -a[i];
            control::poll();
            from = next;
        }
    }

  private:
    static void step(const Field &field, double *x, const double *transformed, Shape shape) {
        field.forward(x, shape);
        field.product(x, transformed, shape);
    }
    void settle(const Field &first, const Field &second, double *x, double *y, int primes, size_t from,
                size_t to) const {
        first.reduce(x + from, to - from);
        if (primes == 1) {
            modular_.reduce(x + from, to - from);
            return;
        }
        second.reduce(y + from, to - from);
        combine(first, second, modular_, x + from, y + from, to - from);
    }
    const Modular &modular_;
    const double *f_;
    size_t fn_, n_;
    int firstPrimes_, secondPrimes_;
};

void copyOut(uint64_t *out, const nmod_poly_t a, slong length) {
    for (slong i = 0; i < length; i++)
        out[i] = nmod_poly_get_coeff_ui(a, i);
}

void copyIn(nmod_poly_t out, const uint64_t *a, slong length) {
    nmod_poly_fit_length(out, length);
    std::copy(a, a + length, out->coeffs);
    out->length = length;
    _nmod_poly_normalise(out);
}

// Balanced doubles of residues.
Buffer<double> balancedArray(const Modular &modular, const uint64_t *a, size_t n) {
    Buffer<double> x(n);
    for (size_t i = 0; i < n; i++) {
        if (i % 65536 == 0)
            control::poll();
        x[i] = modular.balanced(a[i]);
    }
    return x;
}

} // namespace

void multiplyMod(uint64_t *out, slong length, const uint64_t *a, slong aLength, const uint64_t *b, slong bLength,
                 uint64_t modulus) {
    const size_t n = static_cast<size_t>(std::max<slong>(length, 0));
    const size_t an = std::min<size_t>(n, aLength), bn = std::min<size_t>(n, bLength);
    const double half = static_cast<double>(modulus / 2) + 1;
    const int primes = primesNeeded(half * half * static_cast<double>(std::min(an, bn)));
    if (modulus >= kLargestVectorModulus || primes == 0 || std::min(an, bn) < 64) {
        nmod_poly_t x, y;
        nmod_poly_init(x, modulus);
        nmod_poly_init(y, modulus);
        copyIn(x, a, static_cast<slong>(an));
        copyIn(y, b, static_cast<slong>(bn));
        nmod_poly_mullow(x, x, y, length);
        copyOut(out, x, length);
        nmod_poly_clear(x);
        nmod_poly_clear(y);
        return;
    }
    const Modular modular(modulus);
    const Buffer<double> x = balancedArray(modular, a, an), y = balancedArray(modular, b, bn);
    Buffer<double> u(n), v(primes == 2 ? n : 0);
    Workspace w;
    const int log2 = log2For(an + bn);
    const auto first = Field::make(0, log2);
    const bool square = a == b && an == bn;
    first->multiply(u.data(), n, x.data(), an, square ? x.data() : y.data(), bn, w);
    if (primes == 2) {
        const auto second = Field::make(1, log2);
        second->multiply(v.data(), n, x.data(), an, square ? x.data() : y.data(), bn, w);
        combine(*first, *second, modular, u.data(), v.data(), n);
    } else {
        modular.reduce(u.data(), n);
    }
    for (size_t i = 0; i < n; i++)
        out[i] = modular.residue(u[i]) % modulus;
}

bool inverseMod(uint64_t *out, slong length, const uint64_t *a, slong aLength, uint64_t modulus) {
    if (length <= 0)
        return true;
    uint64_t unit = 0;
    if (n_gcdinv(&unit, a[0] % modulus, modulus) != 1)
        return false;
    if (modulus == 1) {
        std::fill(out, out + length, 0);
        return true;
    }
    const size_t n = static_cast<size_t>(length), an = std::min<size_t>(n, aLength);
    if (modulus < kLargestVectorModulus && n >= 64) {
        const Modular modular(modulus);
        const Buffer<double> f = balancedArray(modular, a, an);
        const ModularInverse inverse(modular, f.data(), an, n);
        if (inverse.possible()) {
            Buffer<double> g(size_t{1} << log2For(n));
            inverse.run(g.data(), unit);
            for (size_t i = 0; i < n; i++)
                out[i] = modular.residue(g[i]) % modulus;
            return true;
        }
    }
    // FLINT divides by an inverse of the constant term only, which exists: by long division in Newton's form.
    nmod_poly_t x, y;
    nmod_poly_init(x, modulus);
    nmod_poly_init(y, modulus);
    copyIn(x, a, static_cast<slong>(an));
    nmod_poly_inv_series(y, x, length);
    copyOut(out, y, length);
    nmod_poly_clear(x);
    nmod_poly_clear(y);
    return true;
}

namespace {

// a sparse series modulo m in an array of residues.
void scatter(uint64_t *out, size_t n, const SparseSeries &series, uint64_t modulus) {
    control::poll();
    std::fill(out, out + n, 0);
    for (size_t i = 0; i < series.exponents.size() && static_cast<size_t>(series.exponents[i]) < n; i++) {
        const int64_t c = series.coefficients[i] % static_cast<int64_t>(modulus);
        out[series.exponents[i]] = static_cast<uint64_t>(c < 0 ? c + static_cast<int64_t>(modulus) : c);
    }
}

// out *= base^power, base destroyed.
void timesPower(memory::Vector<uint64_t> &out, memory::Vector<uint64_t> &base, int64_t power, uint64_t modulus) {
    const slong n = static_cast<slong>(out.size());
    for (bool started =
             !out.empty() && out[0] == 1 && std::all_of(out.begin() + 1, out.end(), [](uint64_t c) { return c == 0; });
         ; power /= 2) {
        if (power % 2) {
            if (started)
                out = base;
            else
                multiplyMod(out.data(), n, out.data(), n, base.data(), n, modulus);
            started = false;
        }
        if (power <= 1)
            return;
        multiplyMod(base.data(), n, base.data(), n, base.data(), n, modulus);
    }
}

} // namespace

void etaQuotientMod(uint64_t *out, int64_t length, std::span<const EtaFactor> factors, uint64_t modulus) {
    if (length <= 0)
        return;
    const size_t n = static_cast<size_t>(length);
    if (modulus == 1) {
        std::fill(out, out + n, 0);
        return;
    }
    const Product product = Product::ofEta(factors, length);
    memory::Vector<uint64_t> above(n, 0), below(n, 0), base(n);
    above[0] = below[0] = 1;
    for (auto *side : {&product.numerator(), &product.denominator()})
        for (const SparseFactor &f : *side) {
            scatter(base.data(), n, f.series, modulus);
            timesPower(side == &product.numerator() ? above : below, base, f.power, modulus);
        }
    if (!product.denominator().empty()) {
        inverseMod(base.data(), length, below.data(), length, modulus);
        if (product.numerator().empty())
            above = base;
        else
            multiplyMod(above.data(), length, above.data(), length, base.data(), length, modulus);
    }
    std::copy(above.begin(), above.end(), out);
}

void partitionsMod(uint64_t *out, int64_t length, uint64_t modulus) {
    const EtaFactor reciprocal[] = {{1, -1}};
    etaQuotientMod(out, length, reciprocal, modulus);
}

} // namespace durfee::kernel
