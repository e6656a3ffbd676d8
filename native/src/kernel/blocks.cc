// Long series modulo m, block by block. A product of series of N residues is the sum of the products of their blocks of
// S, and a quotient is found a block at a time: what the blocks before it leave of the dividend, times the inverse of
// the divisor's first block. So the residues stay packed, and beside them there are a few arrays of 2 S words. The
// factors of an eta quotient are theta series with O(sqrt N) terms, never laid out in full.

#include <algorithm>
#include <bit>
#include <functional>

#include "kernel/kernels.h"
#include "kernel/packed.h"
#include "kernel/product.h"
#include "ring/control.h"

namespace durfee::kernel {

namespace {

// Writes residues from .. from+count-1 of a series.
using Source = std::function<void(size_t from, size_t count, uint64_t *out)>;

Source sourceOf(const SparseSeries &series, uint64_t modulus) {
    return [&series, modulus](size_t from, size_t count, uint64_t *out) {
        std::fill(out, out + count, 0);
        const auto begin =
            std::lower_bound(series.exponents.begin(), series.exponents.end(), static_cast<int64_t>(from));
        const auto m = static_cast<int64_t>(modulus);
        for (auto e = begin; e != series.exponents.end() && static_cast<size_t>(*e) < from + count; ++e) {
            const int64_t c = series.coefficients[static_cast<size_t>(e - series.exponents.begin())] % m;
            out[static_cast<size_t>(*e) - from] = static_cast<uint64_t>(c < 0 ? c + m : c);
        }
    };
}

Source sourceOf(const PackedResidues &series) {
    return [&series](size_t from, size_t count, uint64_t *out) {
        const size_t known = from < series.size() ? std::min(count, series.size() - from) : 0;
        series.read(from, known, out);
        std::fill(out + known, out + count, 0);
    };
}

class Blocks {
  public:
    Blocks(size_t length, size_t block, uint64_t modulus, control::Progress &progress)
        : length_(length), block_(block), modulus_(modulus), progress_(progress), left_(block), right_(block),
          product_(2 * block), sum_(2 * block) {}

    size_t count() const { return (length_ + block_ - 1) / block_; }

    /// x *= s, from the highest block down, so that what is still needed is still there. s may read x.
    void multiply(PackedResidues &x, const Source &s) {
        for (size_t k = count(); k-- > 0;) {
            clear();
            for (size_t i = 0; i <= k; ++i)
                addProduct(x, s, i, k - i);
            x.write(k * block_, sizeOf(k), sum_.data());
            if (k + 1 < count())
                addTo(x, k + 1);
        }
    }

    /// x /= s, s_0 a unit.
    void divide(PackedResidues &x, const Source &s) {
        memory::Vector<uint64_t> inverse(block_);
        s(0, block_, left_.data());
        inverseMod(inverse.data(), static_cast<slong>(block_), left_.data(), static_cast<slong>(block_), modulus_);
        clear();
        for (size_t k = 0; k < count(); ++k) {
            // What the blocks before k - 1 and 1 leave above: the upper half of the last round's sums.
            std::copy(sum_.begin() + static_cast<ptrdiff_t>(block_), sum_.end(), sum_.begin());
            std::fill(sum_.begin() + static_cast<ptrdiff_t>(block_), sum_.end(), 0);
            for (size_t i = 0; i < k; ++i)
                addProduct(x, s, i, k - i);
            const auto size = static_cast<slong>(sizeOf(k));
            for (size_t i = 0; i < sizeOf(k); ++i)
                left_[i] = n_submod(x.get(k * block_ + i), sum_[i], modulus_);
            multiplyMod(product_.data(), size, left_.data(), size, inverse.data(), static_cast<slong>(block_),
                        modulus_);
            x.write(k * block_, sizeOf(k), product_.data());
            if (k + 1 < count())
                addProduct(x, s, k, 0);
        }
    }

  private:
    size_t sizeOf(size_t k) const { return std::min(block_, length_ - k * block_); }
    void clear() { std::fill(sum_.begin(), sum_.end(), 0); }

    // Adds x's block i times s's block j.
    void addProduct(const PackedResidues &x, const Source &s, size_t i, size_t j) {
        x.read(i * block_, sizeOf(i), left_.data());
        std::fill(left_.begin() + static_cast<ptrdiff_t>(sizeOf(i)), left_.end(), 0);
        s(j * block_, block_, right_.data());
        // The last block has nothing above it.
        const size_t size = i + j + 1 < count() ? 2 * block_ : block_;
        multiplyMod(product_.data(), static_cast<slong>(size), left_.data(), static_cast<slong>(block_), right_.data(),
                    static_cast<slong>(block_), modulus_);
        for (size_t t = 0; t < size; ++t)
            sum_[t] = n_addmod(sum_[t], product_[t], modulus_);
        progress_.advance(1);
    }

    // Adds the upper half of the sums to block k.
    void addTo(PackedResidues &x, size_t k) {
        for (size_t t = 0; t < sizeOf(k); ++t)
            x.set(k * block_ + t, n_addmod(x.get(k * block_ + t), sum_[block_ + t], modulus_));
    }

    size_t length_, block_;
    uint64_t modulus_;
    control::Progress &progress_;
    memory::Vector<uint64_t> left_, right_, product_, sum_;
};

int topBit(int64_t power) { return std::bit_width(static_cast<uint64_t>(power)) - 1; }

// x *= base^power (or divided by it, when `below`); a power of more than three is formed by squaring first.
void applyPower(Blocks &blocks, PackedResidues &x, const SparseSeries &base, int64_t power, bool below) {
    const Source source = sourceOf(base, x.modulus());
    const auto apply = [&](const Source &s) { below ? blocks.divide(x, s) : blocks.multiply(x, s); };
    if (power <= 3) {
        for (int64_t i = 0; i < power; ++i)
            apply(source);
        return;
    }
    PackedResidues y(x.size(), x.modulus());
    y.set(0, 1);
    blocks.multiply(y, source);
    for (int bit = topBit(power) - 1; bit >= 0; --bit) {
        blocks.multiply(y, sourceOf(y));
        if ((power >> bit) & 1)
            blocks.multiply(y, source);
    }
    apply(sourceOf(y));
}

} // namespace

void etaQuotientByBlocks(PackedResidues &out, std::span<const EtaFactor> factors, size_t block) {
    if (out.size() == 0)
        return;
    const Product product = Product::ofEta(factors, static_cast<int64_t>(out.size()));
    const uint64_t pieces = (out.size() + block - 1) / block;
    uint64_t steps = 0;
    for (const auto *side : {&product.numerator(), &product.denominator()})
        for (const SparseFactor &f : *side)
            steps +=
                pieces * (pieces + 1) / 2 * static_cast<uint64_t>(f.power <= 3 ? f.power : 2 + 2 * topBit(f.power));
    control::Progress progress(control::Stage::Blocks, steps);
    Blocks blocks(out.size(), block, out.modulus(), progress);
    out.set(0, 1);
    for (const SparseFactor &f : product.numerator())
        applyPower(blocks, out, f.series, f.power, false);
    for (const SparseFactor &f : product.denominator())
        applyPower(blocks, out, f.series, f.power, true);
}

namespace {

// Shorter series are computed in one piece; longer ones in pieces of at least a twelfth, which keeps what stands beside
// the result at about 12 bytes a coefficient.
constexpr size_t kOnePiece = size_t{1} << 23;
constexpr size_t kPieces = 12;

size_t blockFor(size_t length) {
    return length <= kOnePiece ? length : std::bit_ceil((length + kPieces - 1) / kPieces);
}

PackedResidues resized(const PackedResidues &a, size_t length) {
    PackedResidues out(length, a.modulus());
    for (size_t i = 0; i < std::min(length, a.size()); ++i)
        out.set(i, a.get(i));
    return out;
}

uint64_t pairsOf(size_t length) {
    const uint64_t pieces = (length + blockFor(length) - 1) / blockFor(length);
    return pieces * (pieces + 1) / 2;
}

} // namespace

namespace {

bool countsPartitions(std::span<const EtaFactor> factors) {
    return factors.size() == 1 && factors[0].scale == 1 && factors[0].exponent == -1;
}

} // namespace

void etaQuotientMod(PackedResidues &out, std::span<const EtaFactor> factors) {
    const uint64_t m = out.modulus();
    if (countsPartitions(factors) && partitionsByBytes(m)) {
        partitionsMod(out);
    } else if (out.size() <= kOnePiece) {
        Buffer<uint64_t> words(out.size());
        etaQuotientMod(words.data(), static_cast<int64_t>(out.size()), factors, m);
        out.write(0, out.size(), words.data());
    } else {
        etaQuotientByBlocks(out, factors, blockFor(out.size()));
    }
}

PackedResidues multiplyPacked(const PackedResidues &a, const PackedResidues &b, size_t length) {
    PackedResidues product = resized(a, length);
    control::Progress progress(control::Stage::Blocks, pairsOf(length));
    Blocks(length, blockFor(length), a.modulus(), progress).multiply(product, sourceOf(b));
    return product;
}

PackedResidues dividePacked(const PackedResidues &a, const PackedResidues &b, size_t length) {
    PackedResidues quotient = resized(a, length);
    control::Progress progress(control::Stage::Blocks, pairsOf(length));
    Blocks(length, blockFor(length), a.modulus(), progress).divide(quotient, sourceOf(b));
    return quotient;
}

double etaQuotientModBytes(size_t length, uint64_t modulus, std::span<const EtaFactor> factors) {
    if (!countsPartitions(factors) || !partitionsByBytes(modulus))
        return packedArithmeticBytes(length, modulus);
    // The result packed, one series of its length in bytes, and two transforms for one of the `modulus` classes.
    const auto n = static_cast<double>(length);
    return static_cast<double>(PackedResidues(0, modulus).bits()) / 8 * n + n + 64 * n / static_cast<double>(modulus);
}

double packedArithmeticBytes(size_t length, uint64_t modulus) {
    const auto n = static_cast<double>(length);
    const double packed = static_cast<double>(PackedResidues(0, modulus).bits()) / 8 * n;
    return packed + (length <= kOnePiece ? 72 * n : 18 * n);
}

} // namespace durfee::kernel
