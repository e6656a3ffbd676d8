#include "kernel/digits.h"

#include <algorithm>
#include <cmath>

#include "kernel/crossovers.h"
#include "kernel/crt.h"
#include "kernel/parallel.h"
#include "kernel/radix.h"

namespace durfee::kernel {

namespace {

constexpr size_t kMostPrimes = MixedRadix::kMostWords;
// Parts of a digit that the vector code takes.
constexpr int kPartBits = 48;

size_t digitsFor(double size, int bits) {
    return static_cast<size_t>(std::max(1.0, std::ceil(size / static_cast<double>(bits))));
}

// Digits of a few coefficients at a time as rows of parts, which the vector code takes modulo a prime.
class DigitReader {
  public:
    DigitReader(const DigitLayout &layout, size_t digits)
        : layout_(layout), digits_(digits), parts_((layout.bits + kPartBits - 1) / kPartBits),
          width_((layout.bits + parts_ - 1) / parts_), batch_(std::max<size_t>(1, kBatch / layout.slot)),
          stride_(batch_ * layout.slot), values_(zeros<double>(static_cast<size_t>(parts_) * stride_)) {}

    /// x = the digits of n coefficients modulo the field's prime, a slot each.
    void load(const Field &field, double *x, const fmpz *a, size_t n) {
        const VectorOps &ops = vectorOps();
        const double radix = field.balanced((uint64_t{1} << width_) % field.prime());
        for (size_t from = 0; from < n; from += batch_) {
            control::poll();
            const size_t count = std::min(batch_, n - from), entries = count * layout_.slot;
            for (size_t i = 0; i < count; i++)
                read(a + from + i, values_.data() + i * layout_.slot);
            double *out = x + from * layout_.slot;
            const double *part = values_.data() + static_cast<size_t>(parts_ - 1) * stride_;
            ops.reduce(field.view(), out, part, entries);
            for (int k = 1; k < parts_; k++)
                ops.horner(field.view(), out, part -= stride_, entries, radix);
        }
    }

  private:
    static constexpr size_t kBatch = 1024;

    // The parts of one coefficient, of sizes width, ..., width and what is left; zeros stay between the slots.
    void read(const fmpz *a, double *out) {
        const bool small = !COEFF_IS_MPZ(*a);
        const size_t size = small ? 1 : mpz_size(COEFF_TO_PTR(*a));
        limbs_.resize(size + 2);
        if (small)
            limbs_[0] = static_cast<mp_limb_t>(std::abs(*a));
        else
            std::copy(COEFF_TO_PTR(*a)->_mp_d, COEFF_TO_PTR(*a)->_mp_d + size, limbs_.begin());
        limbs_[size] = limbs_[size + 1] = 0;
        const double sign = fmpz_sgn(a);
        const mp_limb_t *limbs = limbs_.data();
        const size_t end = 64 * size, step = static_cast<size_t>(layout_.bits);
        size_t from = 0;
        for (int k = 0; k < parts_; k++, from += static_cast<size_t>(width_), out += stride_) {
            const uint64_t mask = (uint64_t{1} << std::min(width_, layout_.bits - k * width_)) - 1;
            size_t j = 0;
            for (size_t bit = from; j < digits_ && bit < end; j++, bit += step) {
                const size_t at = bit / 64, offset = bit % 64;
                const uint64_t value = limbs[at] >> offset | limbs[at + 1] << 1 << (63 - offset);
                out[j] = sign * static_cast<double>(static_cast<int64_t>(value & mask));
            }
            std::fill(out + j, out + digits_, 0.0);
        }
    }

    const DigitLayout &layout_;
    size_t digits_;
    int parts_, width_;
    size_t batch_, stride_;
    Buffer<double> values_;
    Limbs limbs_;
};

// Sums the digits of one coefficient after another, the positive and the negative ones apart.
class Assembly {
  public:
    Assembly(const DigitLayout &layout, size_t words)
        : bits_(static_cast<size_t>(layout.bits)), words_(words), shifted_(words + 1),
          size_((bits_ * layout.slot) / 64 + words + 3) {
        for (Limbs &side : sides_)
            side.assign(size_, 0);
    }
    void add(size_t digit, const mp_limb_t *value, bool negative) {
        const size_t bit = digit * bits_, at = bit / 64;
        const auto words = static_cast<mp_size_t>(words_);
        if (const unsigned offset = bit % 64) {
            shifted_[words_] = mpn_lshift(shifted_.data(), value, words, offset);
        } else {
            std::copy(value, value + words_, shifted_.begin());
            shifted_[words_] = 0;
        }
        mp_limb_t *sum = sides_[negative].data() + at;
        if (mpn_add_n(sum, sum, shifted_.data(), words + 1))
            mpn_add_1(sum + words_ + 1, sum + words_ + 1, static_cast<mp_size_t>(size_ - at - words_ - 1), 1);
        used_[negative] = true;
    }
    /// Sets x to the sum and begins anew.
    void finish(fmpz *x) {
        mp_limb_t *plus = sides_[0].data(), *minus = sides_[1].data();
        const auto size = static_cast<mp_size_t>(size_);
        const bool turned = used_[1] && mpn_cmp(plus, minus, size) < 0;
        if (turned)
            std::swap(plus, minus);
        if (used_[1])
            mpn_sub_n(plus, plus, minus, size);
        setLimbs(x, plus, size, turned ? -1 : 1);
        for (int side = 0; side < 2; side++) {
            if (used_[side])
                std::fill(sides_[side].begin(), sides_[side].end(), 0);
            used_[side] = false;
        }
    }

  private:
    size_t bits_, words_;
    Limbs shifted_, sides_[2];
    size_t size_;
    bool used_[2] = {false, false};
};

// Coefficients from .. to-1 out of the rows of residues, which begin with coefficient 0 here.
void assemble(fmpz *out, size_t from, size_t to, const std::vector<Buffer<double>> &rows, const DigitLayout &layout,
              const MixedRadix &radix) {
    const size_t words = MixedRadix::words(rows.size());
    Assembly assembly(layout, words);
    MixedRadix::Scratch scratch(rows.size());
    Buffer<double> x(rows.size() * kRadixBlock);
    Limbs values(words * kRadixBlock);
    size_t coefficient = from, digit = 0;
    for (size_t at = from * layout.slot; at < to * layout.slot; at += kRadixBlock) {
        const size_t lanes = std::min<size_t>(kRadixBlock, to * layout.slot - at);
        for (size_t k = 0; k < rows.size(); k++) {
            double *lane = x.data() + k * kRadixBlock;
            std::copy(rows[k].data() + at, rows[k].data() + at + lanes, lane);
            std::fill(lane + lanes, lane + kRadixBlock, 0.0);
        }
        radix.values(values.data(), x.data(), rows.size(), scratch);
        for (size_t l = 0; l < lanes; l++) {
            assembly.add(digit, values.data() + l * words, scratch.negative[l]);
            if (++digit == layout.slot) {
                assembly.finish(out + coefficient++);
                digit = 0;
            }
        }
        if (at / kRadixBlock % 256 == 0 && control::stopRequested())
            return;
    }
}

// The transforms' length: room for the whole product, or only for what is asked, when the rest wraps around to places
// below it.
Shape shapeOf(const DigitProduct &product, size_t slot) {
    const size_t whole = static_cast<size_t>(product.aLength + product.bLength - 1) * slot;
    const size_t from = static_cast<size_t>(product.from) * slot, to = static_cast<size_t>(product.to) * slot;
    const Shape apart = shapeFor(whole), around{log2For(std::max(to, whole - from)), false};
    return around.points() < apart.points() ? around : apart;
}

} // namespace

// The longest digits that the primes allow. Digits j of coefficient i and j' of i' meet where i + i' and j + j' have
// given values, since j + j' < slot; so sums of `terms` products are to stay below half the product of the primes.
DigitLayout digitLayout(const DigitProduct &product, size_t primes) {
    DigitLayout layout{product, primes, static_cast<int>(25 * primes), 0, 0, 0, {}, 0};
    for (;; layout.bits--) {
        layout.aDigits = digitsFor(product.aBits, layout.bits);
        layout.bDigits = digitsFor(product.bBits, layout.bits);
        const double terms = static_cast<double>(std::min(product.aLength, product.bLength)) *
                             static_cast<double>(std::min(layout.aDigits, layout.bDigits));
        if (2 * layout.bits + std::log2(terms) + 1e-6 < primeBits(primes) - 1)
            break;
    }
    layout.slot = layout.aDigits + layout.bDigits - 1;
    layout.shape = shapeOf(product, layout.slot);
    const auto points = static_cast<double>(layout.shape.points());
    layout.seconds =
        1e-9 * points * static_cast<double>(primes) * (3 * cost::kTransform * std::log2(points) + cost::kDigit);
    return layout;
}

DigitLayout digitLayout(const DigitProduct &product) {
    DigitLayout best = digitLayout(product, 2);
    for (size_t primes = 3; primes <= kMostPrimes; primes++) {
        const DigitLayout other = digitLayout(product, primes);
        if (other.seconds < best.seconds)
            best = other;
    }
    return best;
}

double digitBytes(const DigitLayout &layout) {
    const auto length = static_cast<double>(layout.product.to - layout.product.from);
    const double rows = static_cast<double>(layout.primes) * length * static_cast<double>(layout.slot);
    // Two transforms and the tables of roots for each thread.
    const auto points = static_cast<double>(workerCount(layout.primes)) * static_cast<double>(layout.shape.points());
    return sizeof(double) * (rows + 3 * points);
}

void multiplyByDigits(fmpz *out, const fmpz *a, const fmpz *b, const DigitLayout &layout) {
    const DigitProduct &product = layout.product;
    const auto an = static_cast<size_t>(product.aLength), bn = static_cast<size_t>(product.bLength),
               n = static_cast<size_t>(product.to - product.from);
    const size_t points = layout.shape.points(), skipped = static_cast<size_t>(product.from) * layout.slot;
    const bool square = a == b && an == bn;
    std::vector<Buffer<double>> rows(layout.primes);
    {
        const size_t workers = workerCount(layout.primes);
        std::vector<Workspace> workspaces(workers);
        control::Progress progress(control::Stage::Primes, layout.primes);
        parallelFor(layout.primes, workers, [&](size_t i, size_t worker) {
            Workspace &w = workspaces[worker];
            const auto field = Field::make(i, log2For(points), w);
            double *x = w.a.need(points), *y = x;
            DigitReader(layout, layout.aDigits).load(*field, x, a, an);
            field->forward(x, an * layout.slot, layout.shape);
            if (!square) {
                y = w.b.need(points);
                DigitReader(layout, layout.bDigits).load(*field, y, b, bn);
                field->forward(y, bn * layout.slot, layout.shape);
            }
            field->product(x, y, layout.shape);
            rows[i] = Buffer<double>(n * layout.slot);
            vectorOps().reduce(field->view(), rows[i].data(), x + skipped, n * layout.slot);
            progress.add(1);
        });
    }
    const MixedRadix radix(layout.primes);
    control::Progress progress(control::Stage::Reconstruct, n);
    const size_t pieces = std::min<size_t>(n, 64);
    parallelFor(pieces, workerCount(pieces), [&](size_t piece, size_t) {
        const size_t from = n * piece / pieces, to = n * (piece + 1) / pieces;
        assemble(out, from, to, rows, layout, radix);
        progress.add(to - from);
    });
    control::poll();
}

} // namespace durfee::kernel
