#include "kernel/radix.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <utility>

#include "kernel/crt.h"
#include "kernel/field.h"

namespace durfee::kernel {

namespace {

constexpr size_t kGroup = MixedRadix::kMostWords;
constexpr double kHalf = kRadixHalf;

uint64_t mulWord(uint64_t a, uint64_t b, uint64_t p) {
    return static_cast<uint64_t>(static_cast<unsigned __int128>(a) * b % p);
}

double balance(uint64_t r, uint64_t p) { return r > p / 2 ? -static_cast<double>(p - r) : static_cast<double>(r); }

struct OwnedRow {
    RadixRow row;
    std::vector<double> multipliers;
};

// Rows are made once and kept; their addresses stay.
std::vector<RadixRow> radixRows(size_t count) {
    static std::mutex guard;
    static std::vector<std::unique_ptr<OwnedRow>> cache;
    const std::lock_guard lock(guard);
    while (cache.size() < count) {
        const size_t i = cache.size();
        const uint64_t p = primeAt(i);
        auto owned = std::make_unique<OwnedRow>();
        uint64_t product = 1;
        for (size_t j = 0; j < i; j++) {
            const double whole = balance(product, p), high = std::nearbyint(whole / kHalf);
            owned->multipliers.push_back(high);
            owned->multipliers.push_back(whole - high * kHalf);
            product = mulWord(product, primeAt(j) % p, p);
        }
        const uint64_t scale = n_invmod(product, p), half = static_cast<uint64_t>(kHalf);
        const uint64_t scaleHalf = mulWord(scale, half, p);
        owned->row = {static_cast<double>(p), 1 / static_cast<double>(p), owned->multipliers.data(),
                      balance(scale, p),      balance(scaleHalf, p),      balance(mulWord(scaleHalf, half, p), p)};
        cache.push_back(std::move(owned));
    }
    std::vector<RadixRow> rows;
    for (size_t i = 0; i < count; i++)
        rows.push_back(cache[i]->row);
    return rows;
}

// Signs and non-negative digits of a block: a negative number is turned about, then each negative digit borrows from
// the next one. The topmost digit is positive before and so never negative after.
void settle(const double *halves, size_t count, const uint64_t *primes, uint64_t *digits, bool *negative) {
    int64_t sign[kRadixBlock] = {}, borrow[kRadixBlock] = {};
    const auto digit = [&](size_t j, size_t l) {
        return static_cast<int64_t>(halves[2 * j * kRadixBlock + l] * kHalf + halves[(2 * j + 1) * kRadixBlock + l]);
    };
    size_t unknown = kRadixBlock;
    for (size_t j = count; j-- > 0 && unknown > 0;)
        for (size_t l = 0; l < kRadixBlock; l++)
            if (sign[l] == 0 && digit(j, l) != 0) {
                sign[l] = digit(j, l) < 0 ? -1 : 1;
                unknown--;
            }
    for (size_t l = 0; l < kRadixBlock; l++)
        negative[l] = sign[l] < 0;
    for (size_t j = 0; j < count; j++)
        for (size_t l = 0; l < kRadixBlock; l++) {
            const int64_t value = digit(j, l) * sign[l] + borrow[l];
            borrow[l] = value >> 63;
            digits[j * kRadixBlock + l] = static_cast<uint64_t>(value) + (static_cast<uint64_t>(borrow[l]) & primes[j]);
        }
}

// Horner's rule over `count` digits, at most eight: straight code, since every length is known.
template <size_t count> void horner(mp_limb_t *out, const uint64_t *digits, const uint64_t *primes) {
    mp_limb_t x[MixedRadix::words(count)] = {digits[(count - 1) * kRadixBlock]};
    const auto step = [&](auto index) {
        constexpr size_t done = index, words = MixedRadix::words(done), next = MixedRadix::words(done + 1);
        const uint64_t p = primes[count - 1 - done];
        uint64_t carry = digits[(count - 1 - done) * kRadixBlock];
        for (size_t i = 0; i < words; i++) {
            const unsigned __int128 t = static_cast<unsigned __int128>(x[i]) * p + carry;
            x[i] = static_cast<mp_limb_t>(t);
            carry = static_cast<uint64_t>(t >> 64);
        }
        if constexpr (next > words)
            x[words] = carry;
    };
    [&]<size_t... i>(std::index_sequence<i...>) { (step(std::integral_constant<size_t, i + 1>{}), ...); }
    (std::make_index_sequence<count - 1>{});
    std::copy(x, x + MixedRadix::words(count), out);
}

using Horner = void (*)(mp_limb_t *, const uint64_t *, const uint64_t *);
constexpr Horner kHorner[] = {horner<1>, horner<2>, horner<3>, horner<4>, horner<5>, horner<6>, horner<7>, horner<8>};

} // namespace

Limbs primeProduct(size_t first, size_t count) {
    Limbs product{1};
    for (size_t i = first; i < first + count; i++)
        if (const mp_limb_t carry =
                mpn_mul_1(product.data(), product.data(), static_cast<mp_size_t>(product.size()), primeAt(i)))
            product.push_back(carry);
    return product;
}

size_t multiplyLimbs(mp_limb_t *out, const mp_limb_t *a, size_t n, const mp_limb_t *b, size_t m) {
    if (n == 0 || m == 0)
        return 0;
    if (n < m) {
        std::swap(a, b);
        std::swap(n, m);
    }
    mpn_mul(out, a, static_cast<mp_size_t>(n), b, static_cast<mp_size_t>(m));
    return significant(out, n + m);
}

MixedRadix::MixedRadix(size_t count) : rows_(radixRows(count)) {
    for (size_t i = 0; i < count; i++)
        primes_.push_back(primeAt(i));
    for (size_t span = kGroup; span < count; span *= kGroup) {
        products_.emplace_back();
        for (size_t first = 0; first + span <= count; first += span)
            products_.back().push_back(primeProduct(first, span));
    }
}

MixedRadix::Scratch::Scratch(size_t count)
    : halves(2 * count * kRadixBlock), digits(count * kRadixBlock), limbs(8 * (count + 16)) {}

// Digits first .. first + count - 1 as an integer: groups of the largest span below count, by Horner's rule over them.
size_t MixedRadix::value(mp_limb_t *out, const uint64_t *digits, size_t first, size_t count, mp_limb_t *scratch) const {
    if (count <= kGroup) {
        kHorner[count - 1](out, digits + first * kRadixBlock, primes_.data() + first);
        return significant(out, MixedRadix::words(count));
    }
    size_t span = kGroup, level = 0;
    for (; span * kGroup < count; level++)
        span *= kGroup;
    size_t child = (count - 1) / span;
    size_t n = value(out, digits, first + child * span, count - child * span, scratch);
    while (child-- > 0) {
        const Limbs &product = products_[level][first / span + child];
        const size_t high = multiplyLimbs(scratch, out, n, product.data(), product.size());
        mp_limb_t *low = scratch + high;
        const size_t low_n = value(low, digits, first + child * span, span, low + product.size() + 1);
        if (high == 0) {
            std::copy(low, low + low_n, out);
            n = low_n;
            continue;
        }
        // The lower digits are below the product that the higher ones are multiplied by.
        out[high] = mpn_add(out, scratch, static_cast<mp_size_t>(high), low, static_cast<mp_size_t>(low_n));
        n = high + (out[high] != 0);
    }
    return n;
}

bool MixedRadix::combine(fmpz *out, size_t lanes, const double *x, size_t count, size_t checked,
                         Scratch &scratch) const {
    double *halves = scratch.halves.data();
    uint64_t *digits = scratch.digits.data();
    vectorOps().mixedRadix(rows_.data(), static_cast<int>(count), x, halves);
    bool clean = true;
    for (size_t i = 2 * (count - std::min(count, checked)) * kRadixBlock; i < 2 * count * kRadixBlock; i++)
        clean = clean && (halves[i] == 0 || i % kRadixBlock >= lanes);
    settle(halves, count, primes_.data(), digits, scratch.negative);
    mp_limb_t *limbs = scratch.limbs.data();
    for (size_t l = 0; l < lanes; l++) {
        size_t used = count;
        while (used > 0 && digits[(used - 1) * kRadixBlock + l] == 0)
            used--;
        const size_t n = used ? value(limbs, digits + l, 0, used, limbs + count + 8) : 0;
        setLimbs(out + l, limbs, static_cast<mp_size_t>(n), scratch.negative[l] ? -1 : 1);
    }
    return clean;
}

void MixedRadix::values(mp_limb_t *out, const double *x, size_t count, Scratch &scratch) const {
    vectorOps().mixedRadix(rows_.data(), static_cast<int>(count), x, scratch.halves.data());
    settle(scratch.halves.data(), count, primes_.data(), scratch.digits.data(), scratch.negative);
    for (size_t l = 0; l < kRadixBlock; l++)
        kHorner[count - 1](out + l * words(count), scratch.digits.data() + l, primes_.data());
}

} // namespace durfee::kernel
