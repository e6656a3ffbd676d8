#include "kernel/packed.h"

#include <bit>

namespace durfee::kernel {

PackedResidues::PackedResidues(size_t count, uint64_t modulus) : count_(count), modulus_(modulus) {
    const int needed = std::bit_width(modulus - 1);
    while (bits() < needed)
        ++logBits_;
    mask_ = ~uint64_t{0} >> (64 - bits());
    words_.resize((count >> logPerWord()) + 1, 0);
}

void PackedResidues::read(size_t from, size_t count, uint64_t *out) const {
    for (size_t i = 0; i < count; ++i)
        out[i] = get(from + i);
}

void PackedResidues::write(size_t from, size_t count, const uint64_t *values) {
    for (size_t i = 0; i < count; ++i)
        set(from + i, values[i]);
}

PackedResidues PackedResidues::slice(size_t from, size_t count) const {
    PackedResidues part(count, modulus_);
    for (size_t i = 0; i < count; ++i)
        part.set(i, get(from + i));
    return part;
}

size_t PackedResidues::countNonZero() const {
    size_t count = 0;
    for (size_t i = 0; i < count_; ++i)
        count += get(i) != 0;
    return count;
}

} // namespace durfee::kernel
