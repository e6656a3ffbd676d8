#include "kernel/images.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <span>

#include "ring/control.h"
#include "ring/flint.h"

namespace durfee::kernel {

namespace {

constexpr size_t kStretch = 2048;
constexpr double kShift = 4503599627370496; // 2^52
constexpr uint64_t kShifted = std::bit_cast<uint64_t>(kShift);
constexpr double kWord = 4294967296; // 2^32

VectorField viewOf(uint64_t p) { return {static_cast<double>(p), 1 / static_cast<double>(p), nullptr, nullptr}; }

// Conversions of 0 <= x < 2^52 by its place in the double of 2^52 + x, which the compiler makes vector code.
double exactDouble(uint64_t x) { return std::bit_cast<double>(x | kShifted) - kShift; }
uint64_t exactWord(double x) { return std::bit_cast<uint64_t>(x + kShift) ^ kShifted; }

double balancedModulo(uint64_t r, uint64_t p) {
    return r > p / 2 ? -static_cast<double>(p - r) : static_cast<double>(r);
}

} // namespace

Images::Images(uint64_t modulus)
    : m_(modulus), reciprocal_(n_preinvert_limb(modulus)), view_(viewOf(modulus)) {}

int Images::primes(double bound) { return static_cast<int>(primesFor(std::log2(std::max(bound, 1.0)))); }

void Images::load(const Field &field, double *x, const uint64_t *residues, size_t n) const {
    double low[kStretch];
    for (size_t from = 0; from < n; from += kStretch) {
        control::poll();
        const size_t count = std::min(kStretch, n - from);
        const uint64_t *r = residues + from;
        double *to = x + from;
        if (small()) {
            const double half = static_cast<double>(m_ / 2), m = static_cast<double>(m_);
            for (size_t i = 0; i < count; i++) {
                const double c = exactDouble(r[i]);
                to[i] = c - (c > half ? m : 0);
            }
            continue;
        }
        for (size_t i = 0; i < count; i++) {
            const auto c = static_cast<int64_t>(r[i] > m_ / 2 ? r[i] - m_ : r[i]);
            to[i] = static_cast<double>(c >> 32);
            low[i] = static_cast<double>(c & 0xffffffff);
        }
        vectorOps().horner(field.view(), to, low, count, kWord);
    }
}

uint64_t Images::residue(double x) const {
    uint64_t r = static_cast<uint64_t>(std::abs(x));
    if (r >= m_)
        r %= m_;
    return x < 0 && r != 0 ? m_ - r : r;
}

namespace {

// Residues below 2^63 and their products' sums below 2^199 need no more.
constexpr size_t kMostPrimes = 4;

// The primes as vector code takes them, and 1/p_j modulo p_i for j < i.
struct Radix {
    Radix() {
        for (size_t i = 0; i < kMostPrimes; i++) {
            const uint64_t p = primeAt(i);
            views[i] = viewOf(p);
            for (size_t j = 0; j < i; j++)
                inverses[i][j] = balancedModulo(n_invmod(primeAt(j) % p, p), p);
        }
    }
    std::array<VectorField, kMostPrimes> views;
    std::array<std::array<double, kMostPrimes>, kMostPrimes> inverses;
};

// Balanced digits of mixed radix, d_0 + p_0 (d_1 + p_1 (d_2 + ...)), in place of the images: they stand for the integer
// of least absolute value.
void digits(std::span<double *const> images, size_t n) {
    static const Radix radix;
    for (size_t i = 1; i < images.size(); i++)
        for (size_t j = 0; j < i; j++) {
            for (size_t k = 0; k < n; k++)
                images[i][k] -= images[j][k];
            vectorOps().scale(radix.views[i], images[i], images[i], n, radix.inverses[i][j]);
        }
}

} // namespace

void Images::settle(double *x, double *y, size_t n) const {
    const VectorOps &ops = vectorOps();
    const double radix = balanced(primeAt(0) % m_);
    for (size_t from = 0; from < n; from += kStretch) {
        control::poll();
        const size_t count = std::min(kStretch, n - from);
        double *low = x + from;
        if (!y) {
            ops.reduce(view_, low, low, count);
            continue;
        }
        double *high = y + from;
        digits(std::array{low, high}, count);
        ops.scale(view_, high, high, count, radix);
        ops.reduce(view_, low, low, count);
        for (size_t k = 0; k < count; k++)
            low[k] += high[k];
        ops.reduce(view_, low, low, count);
    }
}

void Images::store(uint64_t *out, const std::vector<double *> &images, size_t n) const {
    if (small() && images.size() <= 2) {
        settle(images[0], images.size() == 2 ? images[1] : nullptr, n);
        const double m = static_cast<double>(m_);
        for (size_t k = 0; k < n; k++) {
            const double c = images[0][k];
            out[k] = exactWord(c < 0 ? c + m : c);
        }
        return;
    }
    std::vector<double *> part(images.size());
    for (size_t from = 0; from < n; from += kStretch) {
        control::poll();
        const size_t count = std::min(kStretch, n - from);
        for (size_t i = 0; i < images.size(); i++)
            part[i] = images[i] + from;
        digits(part, count);
        uint64_t weight = 1 % m_;
        std::fill(out + from, out + from + count, 0);
        for (size_t i = 0; i < images.size(); i++) {
            for (size_t k = 0; k < count; k++)
                out[from + k] = n_addmod(
                    out[from + k], n_mulmod2_preinv(residue(part[i][k]), weight, m_, reciprocal_), m_);
            weight = n_mulmod2_preinv(weight, primeAt(i) % m_, m_, reciprocal_);
        }
    }
}

} // namespace durfee::kernel
