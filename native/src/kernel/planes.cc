#include "kernel/planes.h"

#include <algorithm>
#include <cmath>

#include "kernel/crt.h"
#include "kernel/vector.h"
#include "ring/control.h"

namespace durfee::kernel {

namespace {

constexpr int64_t kBlock = kPlaneBlock;
constexpr size_t kPadding = kPlaneBlock; // zeros before coefficient 0, read when a shift passes it

size_t paddedLength(size_t length) { return (length + kBlock - 1) / kBlock * kBlock + 2 * kPadding; }

// Exponents of at least `from` and at most `to`, as a range of indices.
struct Range {
    size_t begin, end;
};
Range between(const std::vector<int64_t> &shifts, size_t begin, int64_t to) {
    return {begin, std::max<size_t>(begin, std::upper_bound(shifts.begin(), shifts.end(), to) - shifts.begin())};
}

} // namespace

std::optional<FlatSeries> flatten(const SparseSeries &series) {
    FlatSeries flat;
    if (series.exponents.empty() || series.exponents[0] != 0 || series.coefficients[0] != 1)
        return std::nullopt;
    for (size_t i = 1; i < series.exponents.size(); i++) {
        const int64_t c = series.coefficients[i], size = std::abs(c);
        if (i == 1)
            flat.factor = size;
        if (size != flat.factor || size > 256)
            return std::nullopt;
        (c > 0 ? flat.plus : flat.minus).push_back(series.exponents[i]);
    }
    return flat;
}

int Planes::bitsFor(size_t terms) {
    int bits = 62;
    for (size_t t = terms + 2; t > 0; t /= 2)
        bits--;
    return std::min(52, bits);
}

void Planes::addPlane(size_t first) {
    planes_.push_back(zeros<int64_t>(paddedLength(length_)));
    first_.push_back(static_cast<int64_t>(first));
}

// Settles carries of one block of coefficients and writes it into the planes of a result.
class PlaneWriter {
  public:
    PlaneWriter(Planes &target) : target_(target), mask_((int64_t{1} << target.bits_) - 1) {}

    /// Carries through `count` digits at t (room for one more a step); returns how many digits are in use.
    size_t carry(int64_t *t, size_t count) const {
        int64_t c = 0;
        size_t k = 0;
        for (; k + 1 < count; k++) {
            const int64_t x = t[k] + c;
            t[k] = x & mask_;
            c = x >> target_.bits_;
        }
        // The last one stays whole while it is a signed digit.
        for (t[k] += c; t[k] > mask_ || t[k] < -mask_; k++) {
            t[k + 1] = t[k] >> target_.bits_;
            t[k] &= mask_;
        }
        return k + 1;
    }
    void use(size_t digits, int64_t index) {
        while (target_.planes_.size() < digits)
            target_.addPlane(static_cast<size_t>(index));
    }

  private:
    Planes &target_;
    int64_t mask_;
};

Planes::Planes(const int64_t *small, size_t count, size_t length, size_t terms) : Planes(length, bitsFor(terms)) {
    addPlane(0);
    PlaneWriter writer(*this);
    for (size_t i = 0; i < std::min(count, length); i++) {
        int64_t digits[4] = {small[i], 0, 0, 0};
        const size_t used = writer.carry(digits, 1);
        writer.use(used, static_cast<int64_t>(i));
        for (size_t k = 0; k < used; k++)
            planes_[k][kPadding + i] = digits[k];
    }
}

Planes Planes::ofIntegers(const fmpz *a, size_t count, size_t length, size_t terms) {
    Planes planes(length, bitsFor(terms));
    planes.addPlane(0);
    const int bits = planes.bits_;
    const int64_t mask = (int64_t{1} << bits) - 1;
    const auto put = [&](size_t k, size_t i, int64_t digit) {
        if (digit == 0)
            return;
        while (planes.planes_.size() <= k)
            planes.addPlane(i);
        planes.planes_[k][kPadding + i] = digit;
    };
    for (size_t i = 0; i < std::min(count, length); i++) {
        const bool big = COEFF_IS_MPZ(a[i]);
        const int64_t word = big ? 0 : static_cast<int64_t>(a[i]);
        const mp_limb_t size = static_cast<mp_limb_t>(word < 0 ? -word : word);
        const auto z = big ? COEFF_TO_PTR(a[i]) : nullptr;
        const mp_limb_t *limbs = big ? z->_mp_d : &size;
        const size_t count64 = big ? mpz_size(z) : 1;
        const bool negative = big ? mpz_sgn(z) < 0 : word < 0;
        for (size_t k = 0, bit = 0; bit < 64 * count64; k++, bit += static_cast<size_t>(bits)) {
            const size_t w = bit / 64, offset = bit % 64;
            mp_limb_t digit = limbs[w] >> offset;
            if (offset > 0 && w + 1 < count64)
                digit |= limbs[w + 1] << (64 - offset);
            // Digits with the number's sign: sums of signed digits are as good, and carries come out of them.
            const int64_t value = static_cast<int64_t>(digit) & mask;
            put(k, i, negative ? -value : value);
        }
    }
    return planes;
}

namespace {

// Rows of digits, digit index fastest, whose width can grow.
class Rows {
  public:
    explicit Rows(int64_t count) : count_(count) {}
    size_t width() const { return width_; }
    int64_t *row(int64_t i) { return &values_[static_cast<size_t>(i) * width_]; }
    void widen(size_t width) {
        std::vector<int64_t> moved(static_cast<size_t>(count_) * width, 0);
        for (size_t i = 0; width_ && i < static_cast<size_t>(count_); i++)
            std::copy_n(values_.begin() + i * width_, width_, moved.begin() + i * width);
        values_ = std::move(moved);
        width_ = width;
    }
    void clear(int64_t from) { std::fill(values_.begin() + from * width_, values_.end(), 0); }
    /// The second half becomes the first.
    void advance() {
        std::copy(values_.begin() + count_ / 2 * width_, values_.end(), values_.begin());
        clear(count_ / 2);
    }

  private:
    int64_t count_;
    size_t width_ = 0;
    std::vector<int64_t> values_;
};

} // namespace

Planes Planes::dividedBy(const FlatSeries &divisor) const {
    Planes result(length_, bits_);
    result.addPlane(0);
    PlaneWriter writer(result);
    const VectorOps &ops = vectorOps();
    const size_t nearPlus = between(divisor.plus, 0, kBlock - 1).end,
                 nearMinus = between(divisor.minus, 0, kBlock - 1).end;
    control::Progress progress(control::Stage::Kernel, length_);
    // The block in work and the one before it, in which the small shifts run over digits at once; and the sums over
    // large shifts.
    Rows ring(2 * kBlock), sums(kBlock);
    const auto room = [&](size_t digits) {
        if (digits <= ring.width())
            return;
        ring.widen((digits + 3) / 4 * 4);
        sums.widen(ring.width());
    };
    const int64_t length = static_cast<int64_t>(length_);
    for (int64_t n0 = 0; n0 < length; n0 += kBlock) {
        progress.advance(static_cast<uint64_t>(std::min(kBlock, length - n0)));
        room(std::max(result.planes_.size(), planes_.size()) + 2);
        sums.clear(0);
        for (size_t d = 0; d < result.planes_.size(); d++) {
            alignas(64) int64_t far[kBlock] = {};
            const int64_t reach = n0 + kBlock - 1 - result.first_[d];
            const Range plus = between(divisor.plus, nearPlus, reach), minus = between(divisor.minus, nearMinus, reach);
            ops.accumulate(far, result.planes_[d].data() + kPadding + n0, divisor.plus.data() + plus.begin,
                           plus.end - plus.begin, divisor.minus.data() + minus.begin, minus.end - minus.begin);
            for (int64_t i = 0; i < kBlock; i++)
                sums.row(i)[d] = far[i];
        }
        const int64_t count = std::min(kBlock, length - n0);
        for (int64_t i = 0; i < count; i++) {
            const size_t width = ring.width();
            int64_t *t = sums.row(i);
            ops.accumulateRows(t, ring.row(kBlock + i), width, divisor.plus.data(), nearPlus, divisor.minus.data(),
                               nearMinus);
            for (size_t d = 0; d < width; d++)
                t[d] *= -divisor.factor;
            for (size_t d = 0; d < planes_.size(); d++)
                t[d] += planes_[d][kPadding + n0 + i];
            size_t active = width;
            while (active > 1 && t[active - 1] == 0)
                active--;
            // A sum carries into at most one further digit, which stays whole there.
            if (active == width) {
                room(width + 1);
                t = sums.row(i);
            }
            const size_t used = writer.carry(t, active);
            std::copy_n(t, used, ring.row(kBlock + i));
            writer.use(used, n0 + i);
        }
        for (size_t d = 0; d < result.planes_.size(); d++) {
            int64_t *plane = result.planes_[d].data() + kPadding + n0;
            for (int64_t i = 0; i < count; i++)
                plane[i] = ring.row(kBlock + i)[d];
        }
        ring.advance();
    }
    return result;
}

Planes Planes::times(const FlatSeries &factor) const {
    Planes result(length_, bits_);
    result.addPlane(0);
    PlaneWriter writer(result);
    control::Progress progress(control::Stage::Kernel, length_);
    const int64_t length = static_cast<int64_t>(length_);
    const size_t digits = planes_.size(), width = digits + 4;
    std::vector<int64_t> sums(kBlock * width);
    for (int64_t n0 = 0; n0 < length; n0 += kBlock) {
        progress.advance(static_cast<uint64_t>(std::min(kBlock, length - n0)));
        std::fill(sums.begin(), sums.end(), 0);
        for (size_t d = 0; d < digits; d++) {
            alignas(64) int64_t far[kBlock] = {};
            const int64_t reach = n0 + kBlock - 1 - first_[d];
            const Range plus = between(factor.plus, 0, reach), minus = between(factor.minus, 0, reach);
            vectorOps().accumulate(far, planes_[d].data() + kPadding + n0, factor.plus.data(), plus.end,
                                   factor.minus.data(), minus.end);
            for (int64_t i = 0; i < kBlock; i++)
                sums[i * width + d] = planes_[d][kPadding + n0 + i] + factor.factor * far[i];
        }
        for (int64_t i = 0; i < std::min(kBlock, length - n0); i++) {
            int64_t *t = &sums[i * width];
            size_t active = digits;
            while (active > 1 && t[active - 1] == 0)
                active--;
            const size_t used = writer.carry(t, active);
            writer.use(used, n0 + i);
            for (size_t d = 0; d < used; d++)
                result.planes_[d][kPadding + n0 + i] = t[d];
        }
    }
    return result;
}

void Planes::store(fmpz *out) const {
    std::vector<mp_limb_t> limbs(planes_.size() * static_cast<size_t>(bits_) / 64 + 3);
    const int64_t mask = (int64_t{1} << bits_) - 1;
    for (size_t i = 0; i < length_; i++) {
        if (i % 65536 == 0)
            control::poll();
        size_t top = planes_.size();
        while (top > 0 && (first_[top - 1] > static_cast<int64_t>(i) || planes_[top - 1][kPadding + i] == 0))
            top--;
        if (top == 0) {
            fmpz_zero(out + i);
            continue;
        }
        const bool negative = planes_[top - 1][kPadding + i] < 0;
        if (top == 1) {
            fmpz_set_si(out + i, planes_[0][kPadding + i]);
            continue;
        }
        unsigned __int128 acc = 0;
        int held = 0;
        int64_t borrow = 0;
        mp_size_t n = 0;
        for (size_t k = 0; k < top; k++) {
            int64_t digit = planes_[k][kPadding + i];
            if (negative) {
                digit = borrow - digit;
                borrow = digit >> bits_;
                digit &= mask;
            }
            acc |= static_cast<unsigned __int128>(static_cast<uint64_t>(digit)) << held;
            held += bits_;
            if (held >= 64) {
                limbs[n++] = static_cast<mp_limb_t>(acc);
                acc >>= 64;
                held -= 64;
            }
        }
        limbs[n++] = static_cast<mp_limb_t>(acc);
        setLimbs(out + i, limbs.data(), n, negative ? -1 : 1);
    }
}

} // namespace durfee::kernel
