#include "kernel/field.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>

#include "ring/control.h"
#include "ring/flint.h"

namespace durfee::kernel {

namespace {

constexpr int kRootLog2 = 30;   // 2^30 divides p - 1
constexpr int kCachedLog2 = 13; // tables of short transforms are kept
constexpr size_t kCachedFields = 64;
constexpr size_t kNewtonBase = 16;

struct PrimeEntry {
    uint64_t p, root; // root has order 2^30
    double bits;      // lower bound of log2 of the product so far
};

uint64_t mulModWord(uint64_t a, uint64_t b, uint64_t p) {
    return static_cast<uint64_t>(static_cast<unsigned __int128>(a) * b % p);
}

uint64_t powerWord(uint64_t a, uint64_t e, uint64_t p) {
    uint64_t r = 1;
    for (; e; e >>= 1, a = mulModWord(a, a, p))
        if (e & 1)
            r = mulModWord(r, a, p);
    return r;
}

uint64_t rootOfUnity(uint64_t p) {
    for (uint64_t g = 2;; g++)
        if (powerWord(g, (p - 1) / 2, p) == p - 1)
            return powerWord(g, (p - 1) >> kRootLog2, p);
}

// n_is_prime is a proof below 2^64.
const PrimeEntry &entryAt(size_t index) {
    static std::mutex guard;
    static std::vector<std::unique_ptr<const PrimeEntry>> entries;
    const std::lock_guard lock(guard);
    while (entries.size() <= index) {
        uint64_t p = entries.empty() ? (uint64_t{1} << 50) + 1 : entries.back()->p;
        do
            p -= uint64_t{1} << kRootLog2;
        while (!n_is_prime(p));
        const double before = entries.empty() ? 0 : entries.back()->bits;
        entries.push_back(std::make_unique<PrimeEntry>(
            PrimeEntry{p, rootOfUnity(p), before + std::log2(static_cast<double>(p)) - 1e-9}));
    }
    return *entries[index];
}

} // namespace

uint64_t primeAt(size_t index) { return entryAt(index).p; }

double primeBits(size_t count) { return count ? entryAt(count - 1).bits : 0; }

size_t primesFor(double bits) {
    size_t count = std::max<size_t>(1, static_cast<size_t>(std::max(0.0, bits) / 50));
    while (primeBits(count) <= bits + 1)
        count++;
    return count;
}

int log2For(size_t n) {
    int k = 4;
    while ((size_t{1} << k) < n)
        k++;
    return k;
}

Shape shapeFor(size_t n) {
    const int k = log2For(n);
    if (k > 6 && (size_t{3} << (k - 2)) >= n)
        return {k - 1, true};
    return {k, false};
}

std::shared_ptr<const Field> Field::make(size_t index, int log2) {
    log2 = std::max(log2, 5);
    if (log2 > kCachedLog2 || index >= kCachedFields)
        return std::make_shared<const Field>(index, log2, nullptr);
    static std::mutex guard;
    static std::array<std::array<std::shared_ptr<const Field>, kCachedLog2 + 1>, kCachedFields> cache;
    const std::lock_guard lock(guard);
    for (int k = log2; k <= kCachedLog2; k++)
        if (cache[index][k])
            return cache[index][k];
    return cache[index][log2] = std::make_shared<const Field>(index, log2, nullptr);
}

std::shared_ptr<const Field> Field::make(size_t index, int log2, Workspace &w) {
    return log2 > kCachedLog2 ? std::make_shared<const Field>(index, log2, &w) : make(index, log2);
}

Field::~Field() {
    if (lender_) {
        lender_->roots.swap(roots_);
        lender_->inverseRoots.swap(inverseRoots_);
    }
}

Field::Field(size_t index, int log2, Workspace *lender) : lender_(lender) {
    if (lender_) {
        roots_.swap(lender_->roots);
        inverseRoots_.swap(lender_->inverseRoots);
    }
    const PrimeEntry &entry = entryAt(index);
    p_ = entry.p;
    reciprocal_ = n_preinvert_limb(p_);
    const size_t half = std::max<size_t>(16, size_t{1} << (log2 - 1));
    roots_.need(half);
    inverseRoots_.need(half);
    view_ = {static_cast<double>(p_), 1 / static_cast<double>(p_), roots_.data(), inverseRoots_.data()};
    roots_[0] = inverseRoots_[0] = 1;
    // w[k] has order 2^(k+2): the table doubles from level to level.
    std::array<uint64_t, kRootLog2 + 1> power; // power[k] of order 2^k
    power[kRootLog2] = entry.root;
    for (int k = kRootLog2; k > 0; k--)
        power[k - 1] = mulModWord(power[k], power[k], p_);
    for (int k = 0; (size_t{1} << k) < half; k++) {
        control::poll();
        const uint64_t w = power[k + 2];
        vectorOps().extendRoots(view_, roots_.data(), size_t{1} << k, balanced(w));
        vectorOps().extendRoots(view_, inverseRoots_.data(), size_t{1} << k, balanced(powerWord(w, p_ - 2, p_)));
    }
}

double Field::balanced(int64_t value) const {
    const int64_t r = value % static_cast<int64_t>(p_);
    return balanced(static_cast<uint64_t>(r < 0 ? r + static_cast<int64_t>(p_) : r));
}

double Field::times(double a, double b) const {
    return balanced(n_mulmod2_preinv(residue(a), residue(b), p_, reciprocal_));
}

double Field::inverseOf(double a) const { return balanced(n_invmod(residue(a), p_)); }

namespace {

// Transforms of more than 2^22 points, which take some 20 ms, are halved, so that a stop is seen.
constexpr int kWholeLog2 = 22;
constexpr size_t kStretch = 2048;

void forwardTree(const VectorField &field, double *x, int log2, size_t node) {
    const VectorOps &ops = vectorOps();
    if (log2 > kWholeLog2) {
        const size_t half = size_t{1} << (log2 - 1);
        double turned[kStretch];
        for (size_t i = 0; i < half; i += kStretch) {
            double *low = x + i, *high = x + half + i;
            ops.reduce(field, low, low, kStretch);
            ops.scale(field, turned, high, kStretch, field.roots[node]);
            for (size_t k = 0; k < kStretch; k++) {
                high[k] = low[k] - turned[k];
                low[k] += turned[k];
            }
        }
        forwardTree(field, x, log2 - 1, 2 * node);
        forwardTree(field, x + half, log2 - 1, 2 * node + 1);
    } else {
        ops.forward(field, x, log2, node);
    }
    control::poll();
}

void backwardTree(const VectorField &field, double *x, int log2, size_t node) {
    const VectorOps &ops = vectorOps();
    if (log2 > kWholeLog2) {
        const size_t half = size_t{1} << (log2 - 1);
        backwardTree(field, x, log2 - 1, 2 * node);
        backwardTree(field, x + half, log2 - 1, 2 * node + 1);
        for (size_t i = 0; i < half; i += kStretch) {
            double *low = x + i, *high = x + half + i;
            for (size_t k = 0; k < kStretch; k++) {
                const double sum = low[k] + high[k];
                high[k] = low[k] - high[k];
                low[k] = sum;
            }
            ops.reduce(field, low, low, kStretch);
            ops.scale(field, high, high, kStretch, field.inverseRoots[node]);
        }
    } else {
        ops.backward(field, x, log2, node);
    }
    control::poll();
}

} // namespace

void Field::forward(double *x, Shape shape) const {
    if (shape.three) {
        const size_t h = size_t{1} << (shape.log2 - 1);
        vectorOps().fold3(view_, x, h);
        forwardTree(view_, x + 2 * h, shape.log2 - 1, 2);
    }
    forwardTree(view_, x, shape.log2, 0);
}

void Field::forward(double *x, size_t n, Shape shape) const {
    std::fill(x + n, x + shape.points(), 0.0);
    forward(x, shape);
}

void Field::product(double *x, const double *y, Shape shape, double scale) const {
    const VectorOps &ops = vectorOps();
    const size_t n = size_t{1} << shape.log2;
    const double whole = times(scale, inverseOf(balanced(static_cast<uint64_t>(n))));
    ops.pointwise(view_, x, y, n, whole);
    backwardTree(view_, x, shape.log2, 0);
    if (shape.three) {
        ops.pointwise(view_, x + n, y + n, n / 2, times(whole, 2));
        backwardTree(view_, x + n, shape.log2 - 1, 2);
        ops.unfold3(view_, x, n / 2);
    }
    control::poll();
}

void Field::backward(double *x, Shape shape) const {
    const VectorOps &ops = vectorOps();
    const size_t n = size_t{1} << shape.log2;
    const double whole = inverseOf(balanced(static_cast<uint64_t>(n)));
    ops.scale(view_, x, x, n, whole);
    backwardTree(view_, x, shape.log2, 0);
    if (shape.three) {
        ops.scale(view_, x + n, x + n, n / 2, times(whole, 2));
        backwardTree(view_, x + n, shape.log2 - 1, 2);
        ops.unfold3(view_, x, n / 2);
    }
    control::poll();
}

void Field::addProduct(double *sum, const double *x, const double *y, Shape shape) const {
    const VectorOps &ops = vectorOps();
    const size_t n = shape.points();
    double term[kStretch];
    for (size_t from = 0; from < n; from += kStretch) {
        control::poll();
        const size_t count = std::min(kStretch, n - from);
        std::memcpy(term, x + from, count * sizeof(double));
        ops.pointwise(view_, term, y + from, count, 1);
        double *s = sum + from;
        for (size_t i = 0; i < count; i++)
            s[i] += term[i];
        ops.reduce(view_, s, s, count);
    }
}

void Field::squareSum(double *x, const double *y, Shape shape) const {
    const VectorOps &ops = vectorOps();
    const size_t n = size_t{1} << shape.log2;
    const double whole = inverseOf(balanced(static_cast<uint64_t>(n)));
    ops.squareSum(view_, x, y, shape.log2, 0, whole);
    backwardTree(view_, x, shape.log2, 0);
    if (shape.three) {
        ops.squareSum(view_, x + n, y + n, shape.log2 - 1, 2, times(whole, 2));
        backwardTree(view_, x + n, shape.log2 - 1, 2);
        ops.unfold3(view_, x, n / 2);
    }
    control::poll();
}

namespace {

// The first `count` entries of source, zeros up to `points`.
double *padded(Buffer<double> &buffer, const double *source, size_t count, size_t points) {
    double *x = buffer.need(points);
    std::memcpy(x, source, count * sizeof(double));
    std::fill(x + count, x + points, 0.0);
    return x;
}

} // namespace

void Field::multiply(double *r, size_t n, const double *f, size_t fn, const double *g, size_t gn, Workspace &w) const {
    fn = std::min(fn, n);
    gn = std::min(gn, n);
    if (fn == 0 || gn == 0) {
        std::fill(r, r + n, 0.0);
        return;
    }
    const Shape shape = shapeFor(fn + gn - 1);
    double *x = padded(w.a, f, fn, shape.points());
    forward(x, shape);
    const double *y = x;
    if (f != g || fn != gn) {
        double *z = padded(w.b, g, gn, shape.points());
        forward(z, shape);
        y = z;
    }
    product(x, y, shape);
    const size_t known = std::min(n, shape.points());
    vectorOps().reduce(view_, r, x, known);
    std::fill(r + known, r + n, 0.0);
}

void Field::invert(double *g, const double *f, size_t fn, size_t n, Workspace &w) const {
    fn = std::min(fn, n);
    const size_t base = std::min(n, kNewtonBase);
    const double unit = inverseOf(f[0]);
    g[0] = unit;
    for (size_t i = 1; i < base; i++) {
        double s = 0;
        for (size_t k = 1; k <= i && k < fn; k++)
            s += times(f[k], g[i - k]);
        g[i] = times(balanced(static_cast<int64_t>(s)), -unit);
    }
    // f g = 1 + q^m e modulo the cyclic wrap, which touches only exponents below m; then g -= q^m g e.
    for (size_t m = base; m < n;) {
        const size_t next = std::min(2 * m, n);
        const Shape shape{log2For(next), false};
        const size_t points = shape.points();
        double *a = padded(w.a, f, std::min(fn, next), points);
        double *b = padded(w.b, g, m, points);
        forward(a, shape);
        forward(b, shape);
        product(a, b, shape);
        std::fill(a, a + m, 0.0);
        std::fill(a + next, a + points, 0.0);
        forward(a, shape);
        product(a, b, shape, -1);
        vectorOps().reduce(view_, g + m, a + m, next - m);
        m = next;
    }
}

void Field::divide(double *h, const double *u, size_t un, const double *f, size_t fn, size_t n, Workspace &w) const {
    un = std::min(un, n);
    fn = std::min(fn, n);
    // The inverse to half the length is one transform of the Newton ladder; m is that half, rounded to it.
    const Shape shape{std::max(5, log2For(n)), false};
    const size_t points = shape.points(), m = std::min(n, points / 2);
    double *g = w.c.need(points);
    invert(g, f, fn, m, w);
    std::fill(g + m, g + points, 0.0);
    double *rest = w.d.need(n);
    std::memcpy(rest, u, un * sizeof(double));
    std::fill(rest + un, rest + n, 0.0);
    forward(g, shape);
    double *q = padded(w.a, rest, m, points);
    forward(q, shape);
    product(q, g, shape);
    reduce(q, m);
    std::memcpy(h, q, m * sizeof(double));
    if (n <= m)
        return;
    std::fill(q + m, q + points, 0.0);
    forward(q, shape);
    double *b = padded(w.b, f, fn, points);
    forward(b, shape);
    product(q, b, shape);
    for (size_t i = m; i < n; i++)
        q[i] = rest[i] - q[i];
    std::fill(q, q + m, 0.0);
    std::fill(q + n, q + points, 0.0);
    forward(q, shape);
    product(q, g, shape);
    vectorOps().reduce(view_, h + m, q + m, n - m);
}

namespace {

// out[i] = 1/i mod p for 1 <= i < n (out[0] = 1). Montgomery's trick on rows of vectors: products down the columns, one
// inversion a column, and back up.
void inverses(const Field &field, double *out, size_t n) {
    constexpr size_t width = 64;
    const size_t rows = (n + width - 1) / width;
    const VectorOps &ops = vectorOps();
    Buffer<double> prefix(rows * width), row(width), back(width);
    const auto indices = [&](size_t r) {
        for (size_t i = 0; i < width; i++)
            row[i] = std::max(1.0, static_cast<double>(r * width + i));
    };
    for (size_t r = 0; r < rows; r++) {
        indices(r);
        double *p = prefix.data() + r * width;
        std::memcpy(p, row.data(), width * sizeof(double));
        if (r)
            ops.multiply(field.view(), p, p - width, width);
    }
    for (size_t i = 0; i < width; i++)
        back[i] = field.inverseOf(prefix[(rows - 1) * width + i]);
    for (size_t r = rows; r-- > 0;) {
        double inverse[width];
        std::memcpy(inverse, back.data(), sizeof inverse);
        if (r)
            ops.multiply(field.view(), inverse, prefix.data() + (r - 1) * width, width);
        std::memcpy(out + r * width, inverse, std::min(width, n - r * width) * sizeof(double));
        indices(r);
        ops.multiply(field.view(), back.data(), row.data(), width);
    }
}

} // namespace

void Field::integrate(double *c, const double *l, size_t n, Workspace &w) const {
    const size_t base = std::min(n, kNewtonBase);
    c[0] = 1;
    for (size_t k = 1; k < base; k++) {
        double s = 0;
        for (size_t j = 1; j <= k; j++)
            s += times(l[j], c[k - j]);
        c[k] = times(balanced(static_cast<int64_t>(s)), inverseOf(static_cast<double>(k)));
    }
    Buffer<double> inverse(std::max(n, kNewtonBase)), reciprocal(n);
    inverses(*this, reciprocal.data(), n);
    if (base < n)
        invert(inverse.data(), c, base, base, w);
    // With f g = 1 mod q^m and q f' = l f mod q^m: t = l f - q f' starts at q^m, and f (1 + integral of g t) is right
    // to q^2m.
    for (size_t m = base; m < n;) {
        const size_t next = std::min(2 * m, n);
        const Shape shape{log2For(next), false};
        const size_t points = shape.points();
        double *f = padded(w.a, c, m, points), *t = padded(w.b, l, next, points),
               *g = padded(w.c, inverse.data(), m, points);
        forward(f, shape);
        forward(t, shape);
        forward(g, shape);
        product(t, f, shape);
        std::fill(t, t + m, 0.0);
        std::fill(t + next, t + points, 0.0);
        forward(t, shape);
        product(t, g, shape);
        std::fill(t, t + m, 0.0);
        std::fill(t + next, t + points, 0.0);
        reduce(t + m, next - m);
        vectorOps().multiply(view_, t + m, reciprocal.data() + m, next - m);
        forward(t, shape);
        product(t, f, shape);
        vectorOps().reduce(view_, c + m, t + m, next - m);
        if (next < n) {
            double *e = padded(w.a, c, next, points);
            forward(e, shape);
            product(e, g, shape);
            std::fill(e, e + m, 0.0);
            std::fill(e + next, e + points, 0.0);
            forward(e, shape);
            product(e, g, shape, -1);
            vectorOps().reduce(view_, inverse.data() + m, e + m, next - m);
        }
        m = next;
    }
}

} // namespace durfee::kernel
