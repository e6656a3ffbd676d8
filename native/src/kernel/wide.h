#pragma once
// Two's complement integers of a fixed number of words, modulo 2^(64 words).

#include <cstdint>

namespace durfee::kernel {

// Operands go by value: read by reference, GCC 12 vectorises loops over x[i] - x[i - k] wrongly for small k.
template <int words> struct Wide {
    uint64_t w[words];
    friend Wide operator+(Wide a, Wide b) {
        unsigned char carry = 0;
        for (int i = 0; i < words; i++) {
            const unsigned __int128 s = static_cast<unsigned __int128>(a.w[i]) + b.w[i] + carry;
            a.w[i] = static_cast<uint64_t>(s);
            carry = static_cast<unsigned char>(s >> 64);
        }
        return a;
    }
    friend Wide operator-(Wide a, Wide b) {
        unsigned char borrow = 0;
        for (int i = 0; i < words; i++) {
            const unsigned __int128 s = static_cast<unsigned __int128>(a.w[i]) - b.w[i] - borrow;
            a.w[i] = static_cast<uint64_t>(s);
            borrow = static_cast<unsigned char>((s >> 64) & 1);
        }
        return a;
    }
};

} // namespace durfee::kernel
