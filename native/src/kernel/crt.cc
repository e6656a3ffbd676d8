#include "kernel/crt.h"

#include <algorithm>
#include <cmath>

#include "kernel/field.h"
#include "kernel/lagrange.h"
#include "kernel/parallel.h"
#include "kernel/radix.h"

namespace durfee::kernel {

namespace {

// Past so many primes the product tree is faster than quadratic digits. Rows beyond begin together in groups, so that
// few trees serve all blocks.
constexpr size_t kTreePrimes = 256, kTreeGroup = 64;

} // namespace

void setLimbs(fmpz *x, const mp_limb_t *limbs, mp_size_t n, int sign) {
    while (n > 0 && limbs[n - 1] == 0)
        n--;
    if (n <= 1) {
        fmpz_set_ui(x, n ? limbs[0] : 0);
        if (sign < 0)
            fmpz_neg(x, x);
        return;
    }
    const auto z = _fmpz_promote(x);
    if (z->_mp_alloc < n)
        mpz_realloc(z, n);
    std::copy(limbs, limbs + n, z->_mp_d);
    z->_mp_size = static_cast<int>(sign < 0 ? -n : n);
}

void setWide(fmpz *x, __int128 value) {
    const unsigned __int128 size =
        value < 0 ? -static_cast<unsigned __int128>(value) : static_cast<unsigned __int128>(value);
    if (size <= static_cast<unsigned __int128>(COEFF_MAX) && !COEFF_IS_MPZ(*x)) {
        *x = static_cast<fmpz>(value);
        return;
    }
    const mp_limb_t limbs[2] = {static_cast<mp_limb_t>(size), static_cast<mp_limb_t>(size >> 64)};
    setLimbs(x, limbs, 2, value < 0 ? -1 : 1);
}

Residues::Residues(size_t n, const Growth &bits) : n_(n) {
    const size_t count = primesFor(bits.at(n ? n - 1 : 0));
    for (size_t i = 0; i < count; i++) {
        // Below index `low` i primes suffice: bits + 1 < log2 of their product.
        const double reach = primeBits(i) - 1;
        size_t low = 0;
        for (size_t high = n; low < high;) {
            const size_t middle = (low + high) / 2;
            (bits.at(middle) < reach ? low : high) = bits.at(middle) < reach ? middle + 1 : middle;
        }
        const bool grouped = i >= kTreePrimes && (i - kTreePrimes) % kTreeGroup != 0;
        first_.push_back(grouped ? first_.back() : low / kRadixBlock * kRadixBlock);
    }
    rows_.resize(count);
}

Residues::Residues(size_t n, double bits) : n_(n), first_(primesFor(bits), 0), rows_(first_.size()) {}

double *Residues::whole(size_t row) {
    if (first_[row] > 0)
        return nullptr;
    rows_[row] = Buffer<double>(n_);
    return rows_[row].data();
}

void Residues::store(size_t row, const double *residues) {
    const size_t from = first_[row], count = n_ > from ? n_ - from : 0;
    Buffer<double> kept(count);
    std::memcpy(kept.data(), residues + from, count * sizeof(double));
    rows_[row] = std::move(kept);
}

void Residues::reconstruct(fmpz *out) const { run(out, 0); }

bool Residues::reconstructChecked(fmpz *out, size_t rows) const { return run(out, rows); }

size_t Residues::rowsAt(size_t index) const {
    size_t used = 0;
    while (used < primes() && first_[used] <= index)
        used++;
    return used;
}

// The trees for all counts of rows beyond kTreePrimes.
std::vector<Lagrange> Residues::trees() const {
    std::vector<size_t> counts;
    for (size_t i = kTreePrimes; i < primes(); i++)
        if (i + 1 == primes() || first_[i + 1] != first_[i])
            counts.push_back(i + 1);
    return Lagrange::family(counts);
}

bool Residues::run(fmpz *out, size_t checkRows) const {
    const size_t count = primes(), blocks = (n_ + kRadixBlock - 1) / kRadixBlock;
    if (checkRows > 0 && count > kTreePrimes)
        return false;
    const size_t digits = std::min(count, kTreePrimes);
    const MixedRadix radix(digits);
    const std::vector<Lagrange> trees = this->trees();
    std::atomic<bool> clean{true};
    control::Progress progress(control::Stage::Reconstruct, n_);
    const size_t pieces = std::min<size_t>(blocks, std::max<size_t>(64, blocks / 64));
    parallelFor(pieces, workerCount(pieces), [&](size_t piece, size_t) {
        Buffer<double> x(count * kRadixBlock);
        MixedRadix::Scratch scratch(digits);
        Limbs treeScratch;
        for (size_t b = blocks * piece / pieces; b < blocks * (piece + 1) / pieces; b++) {
            const size_t from = b * kRadixBlock, lanes = std::min<size_t>(kRadixBlock, n_ - from), used = rowsAt(from);
            for (size_t i = 0; i < used; i++) {
                double *lane = x.data() + i * kRadixBlock;
                std::memcpy(lane, rows_[i].data() + (from - first_[i]), lanes * sizeof(double));
                std::fill(lane + lanes, lane + kRadixBlock, 0.0);
            }
            if (used > kTreePrimes) {
                const auto tree =
                    std::find_if(trees.begin(), trees.end(), [&](const Lagrange &t) { return t.count() == used; });
                tree->combine(out + from, lanes, x.data(), treeScratch);
            } else if (!radix.combine(out + from, lanes, x.data(), used, checkRows, scratch)) {
                clean.store(false, std::memory_order_relaxed);
            }
            progress.add(lanes);
            if ((used > kTreePrimes || b % 64 == 0) && control::stopRequested())
                return;
        }
    });
    control::poll();
    return clean.load();
}

namespace {
constexpr int kPlaneBits = 52;
constexpr uint64_t kPlaneMask = (uint64_t{1} << kPlaneBits) - 1;
} // namespace

DigitPlanes::DigitPlanes(const fmpz *a, size_t n) : n_(n) {
    const auto plane = [&](size_t k, size_t i) -> double & {
        while (planes_.size() <= k) {
            planes_.push_back(zeros<double>(n));
            first_.push_back(i);
        }
        return planes_[k][i];
    };
    plane(0, 0);
    for (size_t i = 0; i < n; i++) {
        if (i % 65536 == 0)
            control::poll();
        if (!COEFF_IS_MPZ(a[i])) {
            const slong value = a[i];
            const uint64_t size = value < 0 ? -static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
            const double sign = value < 0 ? -1 : 1;
            planes_[0][i] = sign * static_cast<double>(size & kPlaneMask);
            if (size > kPlaneMask)
                plane(1, i) = sign * static_cast<double>(size >> kPlaneBits);
            continue;
        }
        const auto z = COEFF_TO_PTR(a[i]);
        const size_t limbs = mpz_size(z);
        const double sign = mpz_sgn(z);
        const mp_limb_t *d = z->_mp_d;
        for (size_t k = 0, bit = 0; bit < 64 * limbs; k++, bit += kPlaneBits) {
            const size_t word = bit / 64, offset = bit % 64;
            uint64_t digit = d[word] >> offset;
            if (offset > 64 - kPlaneBits && word + 1 < limbs)
                digit |= d[word + 1] << (64 - offset);
            digit &= kPlaneMask;
            if (digit)
                plane(k, i) = sign * static_cast<double>(digit);
        }
    }
}

void DigitPlanes::reduce(const Field &field, double *out) const {
    const VectorOps &ops = vectorOps();
    const double radix = field.balanced((uint64_t{1} << kPlaneBits) % field.prime());
    std::fill(out, out + n_, 0.0);
    // In stretches that stay in the first-level cache over all planes.
    constexpr size_t stretch = 1024;
    for (size_t from = 0; from < n_; from += stretch) {
        const size_t length = std::min(stretch, n_ - from);
        size_t top = planes_.size();
        while (top > 1 && first_[top - 1] >= from + length)
            top--;
        double *x = out + from;
        std::memcpy(x, planes_[top - 1].data() + from, length * sizeof(double));
        ops.reduce(field.view(), x, x, length);
        for (size_t k = top - 1; k-- > 0;)
            ops.horner(field.view(), x, planes_[k].data() + from, length, radix);
    }
}

} // namespace durfee::kernel
