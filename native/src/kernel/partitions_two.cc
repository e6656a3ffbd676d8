// Partitions modulo 2. There P(q) = f_1(q) P(q^2): coefficients 2 n + r are P(q) times class r of f_1, which is the
// sum of q^a over pentagonal numbers 2 a + r. With 64 coefficients to a word that is an exclusive or of shifted copies:
// P is shifted by each number of bits in turn, and added at all a of that residue modulo 64, in blocks that stay in
// cache. About N^1.5/100 word operations.

#include <algorithm>
#include <array>

#include "kernel/kernels.h"
#include "ring/control.h"

namespace durfee::kernel {

namespace {

constexpr size_t kBits = 64;
constexpr size_t kBlockWords = 2048;

using Words = memory::Vector<uint64_t>;

void shiftBits(Words &out, const Words &in, size_t bits) {
    uint64_t carry = 0;
    for (size_t i = 0; i < in.size(); i++) {
        out[i] = in[i] << bits | carry;
        carry = bits ? in[i] >> (kBits - bits) : 0;
    }
}

// sum[i] ^= in[i - o] for from <= i < to and each offset o, ascending.
void addAt(uint64_t *sum, const uint64_t *in, size_t from, size_t to, const std::vector<size_t> &offsets) {
    size_t k = 0;
    const auto inside = static_cast<size_t>(std::upper_bound(offsets.begin(), offsets.end(), from) - offsets.begin());
    for (; k + 4 <= inside; k += 4) {
        const uint64_t *a = in + (from - offsets[k]), *b = in + (from - offsets[k + 1]);
        const uint64_t *c = in + (from - offsets[k + 2]), *d = in + (from - offsets[k + 3]);
        for (size_t i = 0; i < to - from; i++)
            sum[from + i] ^= a[i] ^ b[i] ^ c[i] ^ d[i];
    }
    for (; k < offsets.size() && offsets[k] < to; k++)
        for (size_t i = std::max(from, offsets[k]); i < to; i++)
            sum[i] ^= in[i - offsets[k]];
}

using Offsets = std::array<std::vector<size_t>, kBits>; // in words, by the bits beside them

// Bit i of the low half at place 2 i.
uint64_t spread(uint64_t x) {
    x = (x | x << 16) & 0x0000ffff0000ffff;
    x = (x | x << 8) & 0x00ff00ff00ff00ff;
    x = (x | x << 4) & 0x0f0f0f0f0f0f0f0f;
    x = (x | x << 2) & 0x3333333333333333;
    return (x | x << 1) & 0x5555555555555555;
}

} // namespace

void partitionsModTwo(PackedResidues &out) {
    PackedResidues inner((out.size() + 1) / 2, 2);
    partitionsMod(inner);
    const Words &p = inner.words();
    std::array<Offsets, 2> offsets;
    for (const int64_t e : eulerProduct(static_cast<int64_t>(out.size())).exponents)
        offsets[e % 2][static_cast<size_t>(e / 2) % kBits].push_back(static_cast<size_t>(e / 2) / kBits);
    std::array<Words, 2> sums{Words(p.size(), 0), Words(p.size(), 0)};
    Words shifted(p.size());
    control::Progress progress(control::Stage::Blocks, kBits);
    for (size_t bits = 0; bits < kBits; bits++) {
        shiftBits(shifted, p, bits);
        for (size_t from = 0; from < p.size(); from += kBlockWords) {
            control::poll();
            for (size_t r = 0; r < 2; r++)
                addAt(sums[r].data(), shifted.data(), from, std::min(from + kBlockWords, p.size()), offsets[r][bits]);
        }
        progress.advance(1);
    }
    Words &words = out.words();
    for (size_t i = 0; i < words.size(); i++) {
        const size_t half = i % 2 * (kBits / 2);
        words[i] = spread(sums[0][i / 2] >> half & 0xffffffff) | spread(sums[1][i / 2] >> half & 0xffffffff) << 1;
    }
    // Nothing stands past the end.
    words[out.size() / kBits] &= (uint64_t{1} << out.size() % kBits) - 1;
}

} // namespace durfee::kernel
