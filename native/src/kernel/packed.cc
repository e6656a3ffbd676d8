#include "kernel/packed.h"

#include <algorithm>
#include <array>
#include <bit>

namespace durfee::kernel {

namespace {

constexpr size_t kStretch = 2048;

} // namespace

PackedResidues::PackedResidues(size_t count, uint64_t modulus) : count_(count), modulus_(modulus) {
    const int needed = std::bit_width(modulus - 1);
    while (bits() < needed)
        ++logBits_;
    mask_ = ~uint64_t{0} >> (64 - bits());
    words_.resize((count >> logPerWord()) + 1, 0);
}

void PackedResidues::read(size_t from, size_t count, uint64_t *out) const {
    const size_t perWord = size_t{1} << logPerWord();
    size_t i = 0;
    for (; i < count && (from + i) % perWord != 0; ++i)
        out[i] = get(from + i);
    for (; i + perWord <= count; i += perWord) {
        uint64_t word = words_[(from + i) >> logPerWord()];
        for (size_t j = 0; j < perWord; ++j, word >>= bits() & 63)
            out[i + j] = word & mask_;
    }
    for (; i < count; ++i)
        out[i] = get(from + i);
}

void PackedResidues::write(size_t from, size_t count, const uint64_t *values) {
    const size_t perWord = size_t{1} << logPerWord();
    size_t i = 0;
    for (; i < count && (from + i) % perWord != 0; ++i)
        set(from + i, values[i]);
    for (; i + perWord <= count; i += perWord) {
        uint64_t word = 0;
        for (size_t j = perWord; j-- > 0;)
            word = word << (bits() & 63) | values[i + j];
        words_[(from + i) >> logPerWord()] = word;
    }
    for (; i < count; ++i)
        set(from + i, values[i]);
}

void PackedResidues::copy(size_t to, const PackedResidues &from, size_t begin, size_t count) {
    std::array<uint64_t, kStretch> stretch;
    for (size_t i = 0; i < count; i += kStretch) {
        const size_t some = std::min(kStretch, count - i);
        from.read(begin + i, some, stretch.data());
        write(to + i, some, stretch.data());
    }
}

PackedResidues PackedResidues::slice(size_t from, size_t count) const {
    PackedResidues part(count, modulus_);
    part.copy(0, *this, from, count);
    return part;
}

size_t PackedResidues::countNonZero() const {
    std::array<uint64_t, kStretch> stretch;
    size_t count = 0;
    for (size_t i = 0; i < count_; i += kStretch) {
        const size_t some = std::min(kStretch, count_ - i);
        read(i, some, stretch.data());
        count += some - static_cast<size_t>(std::count(stretch.begin(), stretch.begin() + static_cast<long>(some), 0u));
    }
    return count;
}

} // namespace durfee::kernel
