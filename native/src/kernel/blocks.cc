#include "kernel/blocks.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

#include "ring/flint.h"

namespace durfee::kernel {

namespace {

constexpr size_t kStretch = 2048;
constexpr size_t kBlock = size_t{1} << 22;
// Many wide residues make room for a wider block beside them.
constexpr int kNarrowBits = 16;
constexpr size_t kManyBlocks = 8;

} // namespace

BlockFactor blockFactor(const SparseSeries &series, uint64_t modulus) {
    const auto m = static_cast<int64_t>(modulus);
    double weight = 0;
    for (const int64_t c : series.coefficients) {
        const double r = std::abs(static_cast<double>(c % m));
        weight += std::min(r, static_cast<double>(modulus) - r);
    }
    const auto read = [&series, m](size_t from, size_t count, uint64_t *out) {
        std::fill(out, out + count, 0);
        const auto begin =
            std::lower_bound(series.exponents.begin(), series.exponents.end(), static_cast<int64_t>(from));
        for (auto e = begin; e != series.exponents.end() && static_cast<size_t>(*e) < from + count; ++e) {
            const int64_t c = series.coefficients[static_cast<size_t>(e - series.exponents.begin())] % m;
            out[static_cast<size_t>(*e) - from] = static_cast<uint64_t>(c < 0 ? c + m : c);
        }
    };
    return {read, weight};
}

BlockFactor blockFactor(const PackedResidues &series) {
    const auto read = [&series](size_t from, size_t count, uint64_t *out) {
        const size_t known = from < series.size() ? std::min(count, series.size() - from) : 0;
        series.read(from, known, out);
        std::fill(out + known, out + count, 0);
    };
    return {read, Images(series.modulus()).half() * static_cast<double>(series.size())};
}

BlockFactor weighedFactor(const PackedResidues &series) {
    BlockFactor factor = blockFactor(series);
    const uint64_t m = series.modulus();
    memory::Vector<uint64_t> stretch(kStretch);
    factor.weight = 0;
    for (size_t from = 0; from < series.size(); from += kStretch) {
        control::poll();
        const size_t some = std::min(kStretch, series.size() - from);
        series.read(from, some, stretch.data());
        for (size_t i = 0; i < some; ++i)
            factor.weight += static_cast<double>(std::min(stretch[i], m - stretch[i]));
    }
    return factor;
}

size_t blockFor(size_t length, uint64_t modulus) {
    if (length <= kBlock)
        return length;
    return length > kManyBlocks * kBlock && PackedResidues(0, modulus).bits() > kNarrowBits ? 2 * kBlock : kBlock;
}

Blocks::Blocks(size_t length, size_t block, uint64_t modulus)
    : length_(length), block_(block), images_(modulus), shape_{log2For(2 * block), false}, stretch_(kStretch),
      rest_(kStretch) {}

int Blocks::primesFor(double weight) const {
    return Images::primes(images_.half() * std::min(weight, denseWeight()));
}

uint64_t Blocks::multiplySteps(const BlockFactor &s) const {
    return static_cast<uint64_t>(primesFor(s.weight)) * count() * (count() + 1) / 2;
}

uint64_t Blocks::divideSteps(const BlockFactor &s) const {
    return static_cast<uint64_t>(primesFor(s.weight)) * count() * (count() - 1) / 2 +
           static_cast<uint64_t>(primesFor(denseWeight())) * count();
}

double Blocks::bytes() const {
    const auto together = static_cast<double>(std::min(kTogether, count()));
    const double primes = primesFor(denseWeight());
    return 8 * (static_cast<double>(shape_.points()) * (2 + 2 * together) +
                (primes - 1) * together * static_cast<double>(block_));
}

// x = images of residues from .. from+count-1; false when all are zero.
bool Blocks::load(const Field &field, double *x, const BlockFactor &s, size_t from, size_t count) {
    uint64_t any = 0;
    for (size_t i = 0; i < count; i += kStretch) {
        const size_t some = std::min(kStretch, count - i);
        s.read(from + i, some, stretch_.data());
        any = std::accumulate(stretch_.begin(), stretch_.begin() + static_cast<ptrdiff_t>(some), any, std::bit_or<>());
        images_.load(field, x + i, stretch_.data(), some);
    }
    return any != 0;
}

// The 2 S coefficients of s that end with its block j.
void Blocks::loadWindow(const Field &field, Window &window, const BlockFactor &s, size_t j) {
    double *x = window.transform.need(shape_.points());
    if (j == 0) {
        std::fill(x, x + block_, 0.0);
        window.zero = !load(field, x + block_, s, 0, block_);
    } else {
        window.zero = !load(field, x, s, (j - 1) * block_, 2 * block_);
    }
    if (!window.zero)
        field.forward(x, 2 * block_, shape_);
}

// The sums over from <= i < to of x's block i times s, as far as they fall into blocks k .. k+width-1, modulo so many
// primes: all but the last in kept_, that one in the upper halves of sums_. Going down from block to block of x, the
// window of one block of the result is the next one's of the block before.
void Blocks::sum(const BlockFactor &x, const BlockFactor &s, size_t k, size_t width, size_t from, size_t to, int primes,
                 control::Progress &progress) {
    const size_t points = shape_.points();
    for (int p = 0; p < primes; ++p) {
        const auto field = Field::make(static_cast<size_t>(p), log2For(points), tables_);
        for (size_t w = 0; w < width; ++w) {
            control::poll(); // fresh pages take a while
            std::fill_n(sums_[w].need(points), points, 0.0);
        }
        for (size_t i = to; i-- > from;) {
            for (size_t w = 0; w < width; ++w) {
                if (k + w < i)
                    continue;
                if (w + 1 < width && i + 1 < to)
                    std::swap(windows_[w], windows_[w + 1]);
                else
                    loadWindow(*field, windows_[w], s, k + w - i);
            }
            // Blocks without a term cost nothing: a polynomial has many.
            bool loaded = false, zero = false;
            for (size_t w = 0; w < width; ++w) {
                if (k + w < i)
                    continue;
                if (!windows_[w].zero && !loaded) {
                    zero = !load(*field, left_.need(points), x, i * block_, sizeOf(i));
                    loaded = true;
                    if (!zero)
                        field->forward(left_.data(), sizeOf(i), shape_);
                }
                if (!windows_[w].zero && !zero)
                    field->addProduct(sums_[w].data(), left_.data(), windows_[w].transform.data(), shape_);
                progress.advance(1);
            }
        }
        for (size_t w = 0; w < width; ++w) {
            double *wanted = sums_[w].data() + block_;
            field->backward(sums_[w].data(), shape_);
            field->reduce(wanted, block_);
            if (p + 1 == primes)
                continue;
            if (kept_[w].size() <= static_cast<size_t>(p))
                kept_[w].resize(static_cast<size_t>(p) + 1);
            control::poll();
            std::copy(wanted, wanted + block_, kept_[w][static_cast<size_t>(p)].need(block_));
        }
    }
}

// take(at, count, residues) for stretches of blocks k .. k+width-1 of the sum; `at` is in the whole series.
template <typename Take> void Blocks::store(int primes, size_t k, size_t width, Take take) {
    std::vector<double *> images(static_cast<size_t>(primes));
    for (size_t w = 0; w < width; ++w)
        for (size_t from = 0; from < sizeOf(k + w); from += kStretch) {
            const size_t some = std::min(kStretch, sizeOf(k + w) - from);
            for (size_t p = 0; p + 1 < images.size(); ++p)
                images[p] = kept_[w][p].data() + from;
            images.back() = sums_[w].data() + block_ + from;
            images_.store(stretch_.data(), images, some);
            take((k + w) * block_ + from, some, stretch_.data());
        }
}

void Blocks::subtract(PackedResidues &x, size_t k, size_t width, int primes) {
    store(primes, k, width, [&](size_t at, size_t some, const uint64_t *values) {
        x.read(at, some, rest_.data());
        for (size_t i = 0; i < some; ++i)
            rest_[i] = n_submod(rest_[i], values[i], images_.modulus());
        x.write(at, some, rest_.data());
    });
}

// From the highest blocks down, so that what is still needed is still there.
void Blocks::multiply(PackedResidues &x, const BlockFactor &s, control::Progress &progress) {
    const BlockFactor own = blockFactor(x);
    const int primes = primesFor(s.weight);
    for (size_t end = count(); end > 0;) {
        const size_t width = std::min(kTogether, end), k = end - width;
        sum(own, s, k, width, 0, end, primes, progress);
        store(primes, k, width, [&](size_t at, size_t some, const uint64_t *values) { x.write(at, some, values); });
        end = k;
    }
}

PackedResidues Blocks::inverseOf(const BlockFactor &s) {
    // Newton's iteration takes about as much as the arrays here.
    left_ = {};
    windows_ = {};
    sums_ = {};
    kept_ = {};
    tables_ = {};
    memory::Vector<uint64_t> first(block_), inverse(block_);
    s.read(0, block_, first.data());
    const auto size = static_cast<slong>(block_);
    inverseMod(inverse.data(), size, first.data(), size, images_.modulus());
    PackedResidues packed(block_, images_.modulus());
    packed.write(0, block_, inverse.data());
    return packed;
}

void Blocks::divide(PackedResidues &x, const BlockFactor &s, control::Progress &progress) {
    const PackedResidues first = inverseOf(s);
    const BlockFactor own = blockFactor(x), inverse = blockFactor(first);
    const int primes = primesFor(s.weight), inversePrimes = primesFor(inverse.weight);
    for (size_t k = 0; k < count(); k += kTogether) {
        const size_t width = std::min(kTogether, count() - k);
        if (k > 0) {
            sum(own, s, k, width, 0, k, primes, progress);
            subtract(x, k, width, primes);
        }
        for (size_t w = 0; w < width; ++w) {
            if (w > 0) {
                sum(own, s, k + w, 1, k, k + w, primes, progress);
                subtract(x, k + w, 1, primes);
            }
            sum(own, inverse, k + w, 1, k + w, k + w + 1, inversePrimes, progress);
            store(inversePrimes, k + w, 1,
                  [&](size_t at, size_t some, const uint64_t *values) { x.write(at, some, values); });
        }
    }
}

namespace {

PackedResidues resized(PackedResidues a, size_t length) {
    if (a.size() == length)
        return a;
    PackedResidues out(length, a.modulus());
    out.copy(0, a, 0, std::min(length, a.size()));
    return out;
}

} // namespace

PackedResidues multiplyPacked(PackedResidues a, const PackedResidues &b, size_t length) {
    PackedResidues product = resized(std::move(a), length);
    Blocks blocks(length, blockFor(length, b.modulus()), b.modulus());
    const BlockFactor factor = weighedFactor(b);
    control::Progress progress(control::Stage::Blocks, blocks.multiplySteps(factor));
    blocks.multiply(product, factor, progress);
    return product;
}

PackedResidues dividePacked(PackedResidues a, const PackedResidues &b, size_t length) {
    PackedResidues quotient = resized(std::move(a), length);
    Blocks blocks(length, blockFor(length, b.modulus()), b.modulus());
    const BlockFactor factor = weighedFactor(b);
    control::Progress progress(control::Stage::Blocks, blocks.divideSteps(factor));
    blocks.divide(quotient, factor, progress);
    return quotient;
}

double packedArithmeticBytes(size_t length, uint64_t modulus) {
    return packedBytes(length, modulus) + Blocks(length, blockFor(length, modulus), modulus).bytes();
}

} // namespace durfee::kernel
