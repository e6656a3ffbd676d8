// Eta quotients modulo m with their residues packed. The factors are theta series with O(sqrt N) terms, never laid out
// in full.

#include <algorithm>
#include <bit>
#include <map>
#include <numeric>

#include "kernel/blocks.h"
#include "kernel/kernels.h"
#include "kernel/product.h"
#include "ring/flint.h"

namespace durfee::kernel {

namespace {

// Series of up to so many coefficients are computed in one piece, in words.
constexpr size_t kOnePiece = size_t{1} << 22;
// What a piece takes beside its result, in bytes a coefficient: as measured, and modulo numbers that need more primes.
constexpr double kPieceBytes = 72, kWidePieceBytes = 130;
constexpr int kNarrowBits = 32;

// A power up to this is taken factor by factor, a higher one is formed by squaring first.
constexpr int64_t kSinglePowers = 3;

int topBit(int64_t power) { return std::bit_width(static_cast<uint64_t>(power)) - 1; }

void scatter(PackedResidues &out, const SparseSeries &series) {
    const auto m = static_cast<int64_t>(out.modulus());
    for (size_t i = 0; i < series.exponents.size() && static_cast<size_t>(series.exponents[i]) < out.size(); ++i) {
        const int64_t c = series.coefficients[i] % m;
        out.set(static_cast<size_t>(series.exponents[i]), static_cast<uint64_t>(c < 0 ? c + m : c));
    }
}

class EtaByBlocks {
  public:
    EtaByBlocks(PackedResidues &out, const Product &product, size_t block)
        : out_(out), blocks_(out.size(), block, out.modulus()) {
        for (const SparseFactor &f : product.numerator())
            factors_.push_back({f.series, f.power, false});
        for (const SparseFactor &f : product.denominator())
            factors_.push_back({f.series, f.power, true});
    }

    void run() {
        // The first factor is written down as it is.
        if (factors_.empty() || factors_[0].below) {
            out_.set(0, 1);
        } else {
            scatter(out_, factors_[0].series);
            --factors_[0].power;
        }
        uint64_t steps = 0;
        for (const Factor &f : factors_)
            steps += stepsOf(f);
        control::Progress progress(control::Stage::Blocks, steps);
        for (const Factor &f : factors_)
            apply(f, progress);
    }

  private:
    struct Factor {
        const SparseSeries &series;
        int64_t power;
        bool below;
    };

    uint64_t stepsOf(const Factor &f) const {
        const BlockFactor s = blockFactor(f.series, out_.modulus()), dense = blockFactor(out_);
        const auto of = [&](const BlockFactor &by) {
            return f.below ? blocks_.divideSteps(by) : blocks_.multiplySteps(by);
        };
        if (f.power <= kSinglePowers)
            return static_cast<uint64_t>(f.power) * of(s);
        return static_cast<uint64_t>(topBit(f.power)) * blocks_.multiplySteps(dense) +
               static_cast<uint64_t>(std::popcount(static_cast<uint64_t>(f.power)) - 1) * blocks_.multiplySteps(s) +
               of(dense);
    }

    void apply(const Factor &f, control::Progress &progress) {
        const auto by = [&](const BlockFactor &s) {
            f.below ? blocks_.divide(out_, s, progress) : blocks_.multiply(out_, s, progress);
        };
        const BlockFactor s = blockFactor(f.series, out_.modulus());
        if (f.power <= kSinglePowers) {
            for (int64_t i = 0; i < f.power; ++i)
                by(s);
            return;
        }
        PackedResidues y(out_.size(), out_.modulus());
        const BlockFactor square = blockFactor(y);
        scatter(y, f.series);
        for (int bit = topBit(f.power) - 1; bit >= 0; --bit) {
            blocks_.multiply(y, square, progress);
            if ((f.power >> bit) & 1)
                blocks_.multiply(y, s, progress);
        }
        by(square);
    }

    PackedResidues &out_;
    Blocks blocks_;
    std::vector<Factor> factors_;
};

bool countsPartitions(std::span<const EtaFactor> factors) {
    return factors.size() == 1 && factors[0].scale == 1 && factors[0].exponent == -1;
}

int64_t commonScale(std::span<const EtaFactor> factors) {
    int64_t common = 0;
    for (const EtaFactor &f : factors)
        common = std::gcd(common, f.scale);
    return common;
}

size_t ceilDivide(size_t a, size_t b) { return (a + b - 1) / b; }

// The same quotient at q^(1/common).
std::vector<EtaFactor> divided(std::vector<EtaFactor> factors, int64_t common) {
    for (EtaFactor &f : factors)
        f.scale /= common;
    return factors;
}

} // namespace

// f(q)^m = f(q^m) modulo a prime m.
std::vector<EtaFactor> etaFactorsMod(std::span<const EtaFactor> factors, uint64_t modulus, int64_t length) {
    std::map<int64_t, int64_t> exponents;
    for (const EtaFactor &f : factors)
        exponents[f.scale] += f.exponent;
    if (n_is_prime(modulus) && modulus < static_cast<uint64_t>(WORD_MAX)) {
        const auto p = static_cast<int64_t>(modulus);
        // Ascending scales: what is moved up is seen again.
        for (auto f = exponents.begin(); f != exponents.end() && f->first < length; ++f)
            if (const int64_t higher = f->second / p; higher != 0) {
                f->second -= higher * p;
                if (f->first < (length + p - 1) / p)
                    exponents[f->first * p] += higher;
            }
    }
    std::vector<EtaFactor> reduced;
    for (const auto &[scale, exponent] : exponents)
        if (exponent != 0 && scale < length)
            reduced.push_back({scale, exponent});
    return reduced;
}

void etaQuotientByBlocks(PackedResidues &out, std::span<const EtaFactor> factors, size_t block) {
    if (out.size() > 0)
        EtaByBlocks(out, Product::ofEta(factors, static_cast<int64_t>(out.size())), block).run();
}

void etaQuotientMod(PackedResidues &out, std::span<const EtaFactor> given) {
    const uint64_t m = out.modulus();
    const auto factors = etaFactorsMod(given, m, static_cast<int64_t>(out.size()));
    if (const int64_t common = commonScale(factors); common > 1) {
        PackedResidues inner(ceilDivide(out.size(), static_cast<size_t>(common)), m);
        etaQuotientMod(inner, divided(factors, common));
        for (size_t i = 0; i < inner.size(); ++i)
            out.set(i * static_cast<size_t>(common), inner.get(i));
    } else if (countsPartitions(factors) && partitionsByBytes(m)) {
        partitionsMod(out);
    } else if (out.size() <= kOnePiece) {
        memory::Vector<uint64_t> words(out.size());
        etaQuotientMod(words.data(), static_cast<int64_t>(out.size()), factors, m);
        out.write(0, out.size(), words.data());
    } else {
        etaQuotientByBlocks(out, factors, blockFor(out.size(), m));
    }
}

double etaQuotientModBytes(size_t length, uint64_t modulus, std::span<const EtaFactor> given) {
    const auto factors = etaFactorsMod(given, modulus, static_cast<int64_t>(length));
    const int bits = PackedResidues(0, modulus).bits();
    const double n = static_cast<double>(length), packed = packedBytes(length, modulus);
    if (const int64_t common = commonScale(factors); common > 1)
        return packed + etaQuotientModBytes(ceilDivide(length, static_cast<size_t>(common)), modulus,
                                            divided(factors, common));
    if (countsPartitions(factors) && partitionsByBytes(modulus))
        return packed + partitionsModBytes(length, modulus);
    if (length <= kOnePiece)
        return packed + (bits <= kNarrowBits ? kPieceBytes : kWidePieceBytes) * n;
    const bool powers = std::any_of(factors.begin(), factors.end(),
                                    [](const EtaFactor &f) { return std::abs(f.exponent) > kSinglePowers; });
    return packedArithmeticBytes(length, modulus) + (powers ? packed : 0);
}

} // namespace durfee::kernel
