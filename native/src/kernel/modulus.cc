// Series modulo m: products go modulo as many of the 50-bit primes as hold their sums. Below 2^49 residues are balanced
// doubles all along; short series are FLINT's.

#include <algorithm>
#include <cmath>

#include "kernel/field.h"
#include "kernel/images.h"
#include "kernel/kernels.h"
#include "kernel/product.h"
#include "ring/control.h"
#include "ring/error.h"

namespace durfee::kernel {

namespace {

// Below this the primes do not pay.
constexpr size_t kShort = 64, kShortTimes = size_t{1} << 14;

// Newton's iteration of Field::invert with both products brought back modulo m between.
class ModularInverse {
  public:
    ModularInverse(const Images &images, const double *f, size_t fn, size_t n)
        : images_(images), f_(f), fn_(std::min(fn, n)), n_(n) {
        double total = 0, largest = 0;
        for (size_t i = 0; i < fn_; i++) {
            total += std::abs(f[i]);
            largest = std::max(largest, std::abs(f[i]));
        }
        const double half = images.half();
        firstPrimes_ = Images::primes(std::min(total * half, largest * half * static_cast<double>(n)));
        secondPrimes_ = Images::primes(half * half * static_cast<double>(n));
    }
    bool possible() const { return firstPrimes_ <= 2 && secondPrimes_ <= 2; }

    /// g has room for the next power of two; unit is 1/f[0].
    void run(double *g, uint64_t unit) const {
        const size_t base = std::min<size_t>(n_, 16);
        const uint64_t m = images_.modulus();
        g[0] = images_.balanced(unit);
        for (size_t i = 1; i < base; i++) {
            uint64_t s = 0;
            for (size_t k = 1; k <= i && k < fn_; k++)
                s = n_addmod(s, n_mulmod2(images_.residue(f_[k]), images_.residue(g[i - k]), m), m);
            g[i] = images_.balanced(n_negmod(n_mulmod2(s, unit, m), m));
        }
        const int top = log2For(n_);
        const bool two = firstPrimes_ == 2 || secondPrimes_ == 2;
        const auto first = Field::make(0, top), second = two ? Field::make(1, top) : nullptr;
        Buffer<double> a(size_t{1} << top), b(size_t{1} << top), c, d;
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
            settle(*first, second.get(), a.data(), c.data(), firstPrimes_, from, next);
            std::fill(a.data(), a.data() + from, 0.0);
            std::fill(a.data() + next, a.data() + points, 0.0);
            if (secondPrimes_ == 2)
                std::memcpy(c.data(), a.data(), points * sizeof(double));
            step(*first, a.data(), b.data(), shape);
            if (secondPrimes_ == 2)
                step(*second, c.data(), d.data(), shape);
            settle(*first, second.get(), a.data(), c.data(), secondPrimes_, from, next);
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
    void settle(const Field &first, const Field *second, double *x, double *y, int primes, size_t from,
                size_t to) const {
        first.reduce(x + from, to - from);
        if (primes == 2)
            second->reduce(y + from, to - from);
        images_.settle(x + from, primes == 2 ? y + from : nullptr, to - from);
    }
    const Images &images_;
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

void multiplyShort(uint64_t *out, slong length, const uint64_t *a, size_t an, const uint64_t *b, size_t bn,
                   uint64_t modulus) {
    nmod_poly_t x, y;
    nmod_poly_init(x, modulus);
    nmod_poly_init(y, modulus);
    copyIn(x, a, static_cast<slong>(an));
    copyIn(y, b, static_cast<slong>(bn));
    nmod_poly_mullow(x, x, y, length);
    copyOut(out, x, length);
    nmod_poly_clear(x);
    nmod_poly_clear(y);
}

void invertShort(uint64_t *out, slong length, const uint64_t *a, size_t an, uint64_t modulus) {
    nmod_poly_t x, y;
    nmod_poly_init(x, modulus);
    nmod_poly_init(y, modulus);
    copyIn(x, a, static_cast<slong>(an));
    nmod_poly_inv_series(y, x, length);
    copyOut(out, y, length);
    nmod_poly_clear(x);
    nmod_poly_clear(y);
}

// Newton's iteration by products of residues: f g = 1 + q^k e, and g -= q^k g e.
void invertByProducts(uint64_t *out, size_t n, const uint64_t *a, size_t an, uint64_t modulus) {
    const auto length = [](size_t count) { return static_cast<slong>(count); };
    size_t known = std::min(n, kShort);
    invertShort(out, length(known), a, std::min(an, known), modulus);
    memory::Vector<uint64_t> rest(n);
    while (known < n) {
        const size_t next = std::min(2 * known, n), more = next - known;
        multiplyMod(rest.data(), length(next), a, length(std::min(an, next)), out, length(known), modulus);
        multiplyMod(rest.data(), length(more), rest.data() + known, length(more), out, length(more), modulus);
        for (size_t i = 0; i < more; i++)
            out[known + i] = n_negmod(rest[i], modulus);
        known = next;
    }
}

} // namespace

void multiplyMod(uint64_t *out, slong length, const uint64_t *a, slong aLength, const uint64_t *b, slong bLength,
                 uint64_t modulus) {
    const size_t n = static_cast<size_t>(std::max<slong>(length, 0));
    const size_t an = std::min<size_t>(n, aLength), bn = std::min<size_t>(n, bLength);
    if (std::min(an, bn) < kShort && an * bn < kShort * kShortTimes)
        return multiplyShort(out, length, a, an, b, bn, modulus);
    const Images images(modulus);
    const auto primes =
        static_cast<size_t>(Images::primes(images.half() * images.half() * static_cast<double>(std::min(an, bn))));
    const bool square = a == b && an == bn;
    std::vector<Buffer<double>> sums;
    std::vector<double *> pointers;
    Buffer<double> x(an), y(square ? 0 : bn);
    Workspace w;
    for (size_t i = 0; i < primes; i++) {
        const auto field = Field::make(i, log2For(an + bn), w);
        // The residues are the same modulo every prime as long as they are exact in doubles.
        if (i == 0 || !images.small()) {
            images.load(*field, x.data(), a, an);
            if (!square)
                images.load(*field, y.data(), b, bn);
        }
        pointers.push_back(sums.emplace_back(n).data());
        field->multiply(pointers.back(), n, x.data(), an, square ? x.data() : y.data(), bn, w);
    }
    images.store(out, pointers, n);
}

bool inverseMod(uint64_t *out, slong length, const uint64_t *a, slong aLength, uint64_t modulus) {
    if (length <= 0)
        return true;
    uint64_t unit = 0;
    if (n_gcdinv(&unit, a[0] % modulus, modulus) != 1)
        return false;
    const size_t n = static_cast<size_t>(length), an = std::min<size_t>(n, aLength);
    if (modulus == 1) {
        std::fill(out, out + length, 0);
        return true;
    }
    if (n < kShort) {
        invertShort(out, length, a, an, modulus);
        return true;
    }
    const Images images(modulus);
    if (images.small()) {
        Buffer<double> f(an);
        images.load(*Field::make(0, 5), f.data(), a, an);
        const ModularInverse inverse(images, f.data(), an, n);
        if (inverse.possible()) {
            Buffer<double> g(size_t{1} << log2For(n));
            inverse.run(g.data(), unit);
            for (size_t i = 0; i < n; i++)
                out[i] = images.residue(g[i]);
            return true;
        }
    }
    invertByProducts(out, n, a, an, modulus);
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
