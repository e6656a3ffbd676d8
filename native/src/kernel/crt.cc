#include "kernel/crt.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <optional>

#include "kernel/field.h"
#include "kernel/parallel.h"

namespace durfee::kernel {

namespace {

uint64_t mulWord(uint64_t a, uint64_t b, uint64_t p) {
    return static_cast<uint64_t>(static_cast<unsigned __int128>(a) * b % p);
}

struct OwnedRow {
    RadixRow row;
    std::vector<double> multipliers;
};

// Rows are made once and kept; their addresses stay.
std::vector<RadixRow> radixRows(size_t count) {
    static std::mutex guard;
    static std::vector<std::unique_ptr<OwnedRow>> cache;
    const std::lock_guard lock(guard);
    const auto balance = [](uint64_t r, uint64_t p) {
        return r > p / 2 ? -static_cast<double>(p - r) : static_cast<double>(r);
    };
    while (cache.size() < count) {
        const size_t i = cache.size();
        const uint64_t p = primeAt(i);
        auto owned = std::make_unique<OwnedRow>();
        uint64_t product = 1;
        for (size_t j = 0; j < i; j++) {
            owned->multipliers.push_back(balance(product, p));
            product = mulWord(product, primeAt(j) % p, p);
        }
        owned->row = {static_cast<double>(p), 1 / static_cast<double>(p), owned->multipliers.data(),
                      balance(n_invmod(product, p), p)};
        cache.push_back(std::move(owned));
    }
    std::vector<RadixRow> rows;
    for (size_t i = 0; i < count; i++)
        rows.push_back(cache[i]->row);
    return rows;
}

// Past so many primes FLINT's product tree is faster than quadratic digits. Rows beyond begin together in groups, so
// that few trees serve all blocks.
constexpr size_t kTreePrimes = 384, kTreeGroup = 64;

class Tree {
  public:
    explicit Tree(size_t count) : primes_(count), residues_(count) {
        for (size_t i = 0; i < count; i++)
            primes_[i] = primeAt(i);
        fmpz_comb_init(comb_, primes_.data(), static_cast<slong>(count));
        fmpz_comb_temp_init(temporary_, comb_);
    }
    ~Tree() {
        fmpz_comb_temp_clear(temporary_);
        fmpz_comb_clear(comb_);
    }
    Tree(const Tree &) = delete;
    size_t count() const { return primes_.size(); }
    /// From balanced residues with stride kRadixBlock.
    void combine(fmpz *out, const double *x) {
        for (size_t i = 0; i < primes_.size(); i++) {
            const int64_t value = static_cast<int64_t>(x[i * kRadixBlock]);
            residues_[i] = value < 0 ? primes_[i] - static_cast<mp_limb_t>(-value) : static_cast<mp_limb_t>(value);
        }
        fmpz_multi_CRT_ui(out, residues_.data(), comb_, temporary_, 1);
    }

  private:
    std::vector<mp_limb_t> primes_, residues_;
    fmpz_comb_t comb_;
    fmpz_comb_temp_t temporary_;
};

// One coefficient from its digits (stride kRadixBlock): sum of digit_i p_0 ... p_{i-1}.
void assemble(fmpz *out, const double *digits, size_t count, const uint64_t *primes, mp_limb_t *limbs) {
    size_t top = count;
    while (top > 0 && digits[(top - 1) * kRadixBlock] == 0)
        top--;
    if (top == 0) {
        fmpz_zero(out);
        return;
    }
    const double sign = digits[(top - 1) * kRadixBlock] < 0 ? -1 : 1;
    limbs[0] = static_cast<mp_limb_t>(sign * digits[(top - 1) * kRadixBlock]);
    mp_size_t n = 1;
    for (size_t j = top - 1; j-- > 0;) {
        const mp_limb_t carry = mpn_mul_1(limbs, limbs, n, primes[j]);
        limbs[n] = carry;
        n += carry != 0;
        const int64_t digit = static_cast<int64_t>(sign * digits[j * kRadixBlock]);
        if (digit >= 0) {
            if (mpn_add_1(limbs, limbs, n, static_cast<mp_limb_t>(digit)))
                limbs[n++] = 1;
        } else {
            mpn_sub_1(limbs, limbs, n, static_cast<mp_limb_t>(-digit));
            n -= limbs[n - 1] == 0 && n > 1;
        }
    }
    setLimbs(out, limbs, n, sign < 0 ? -1 : 1);
}

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

void Residues::store(size_t row, const double *residues) {
    const size_t from = first_[row], count = n_ > from ? n_ - from : 0;
    Buffer<double> kept(count);
    std::memcpy(kept.data(), residues + from, count * sizeof(double));
    rows_[row] = std::move(kept);
}

void Residues::reconstruct(fmpz *out) const { run(out, 0); }

bool Residues::reconstructChecked(fmpz *out, size_t rows) const { return run(out, rows); }

bool Residues::run(fmpz *out, size_t checkRows) const {
    const size_t count = primes(), blocks = (n_ + kRadixBlock - 1) / kRadixBlock;
    if (checkRows > 0 && count > kTreePrimes)
        return false;
    const std::vector<RadixRow> rows = radixRows(std::min(count, kTreePrimes));
    std::vector<uint64_t> primeList;
    for (size_t i = 0; i < count; i++)
        primeList.push_back(primeAt(i));
    std::atomic<bool> clean{true};
    const control::Progress progress(control::Stage::Reconstruct, n_);
    const size_t pieces = std::min<size_t>(blocks, std::max<size_t>(64, blocks / 64));
    parallelFor(pieces, workerCount(pieces), [&](size_t piece, size_t) {
        Buffer<double> x(count * kRadixBlock), digits(count * kRadixBlock);
        std::vector<mp_limb_t> limbs(count + 2);
        std::optional<Tree> tree;
        for (size_t b = blocks * piece / pieces; b < blocks * (piece + 1) / pieces; b++) {
            const size_t from = b * kRadixBlock, lanes = std::min<size_t>(kRadixBlock, n_ - from);
            size_t used = 0;
            for (; used < count && first_[used] <= from; used++) {
                double *lane = x.data() + used * kRadixBlock;
                std::memcpy(lane, rows_[used].data() + (from - first_[used]), lanes * sizeof(double));
                std::fill(lane + lanes, lane + kRadixBlock, 0.0);
            }
            if (used > kTreePrimes) {
                if (!tree || tree->count() != used)
                    tree.emplace(used);
                for (size_t l = 0; l < lanes; l++)
                    tree->combine(out + from + l, x.data() + l);
                control::poll();
                continue;
            }
            vectorOps().mixedRadix(rows.data(), static_cast<int>(used), x.data(), digits.data());
            for (size_t l = 0; l < lanes; l++)
                assemble(out + from + l, digits.data() + l, used, primeList.data(), limbs.data());
            for (size_t i = used - std::min(used, checkRows); i < used; i++)
                for (size_t l = 0; l < lanes; l++)
                    if (digits[i * kRadixBlock + l] != 0)
                        clean.store(false, std::memory_order_relaxed);
            if (b % 64 == 0 && control::stopRequested())
                return;
        }
    });
    control::poll();
    return clean.load();
}

namespace {
constexpr int kPlaneBits = 48;
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
    const double radix = static_cast<double>(uint64_t{1} << kPlaneBits);
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
