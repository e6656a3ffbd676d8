#pragma once
// The allocation budget. GMP, FLINT and our own large arrays allocate through counting functions; a breach of the limit
// cannot be recovered from (unwinding GMP or FLINT from an allocator corrupts the heap), so it writes its figures and
// ends the process with status 87. Work is therefore estimated first and refused by `require` while refusing is still
// possible.

#include <cstddef>
#include <cstdint>
#include <new>
#include <string>
#include <vector>

#include "ring/error.h"

namespace durfee::memory {

inline constexpr int kExitInternal = 86;
inline constexpr int kExitBudget = 87;

/// Puts the counting functions under GMP and FLINT. Must run before the first number is made; later calls do nothing.
void install() noexcept;

/// Bytes in use, and the most there ever were (since `beginAccount`, if that was called).
uint64_t live() noexcept;
uint64_t peak() noexcept;

/// What was foreseen and what was used since `beginAccount`: the most bytes, above those in use at the time, that
/// `require` was told of, and that there were.
struct Account {
    double estimated, used;
};
void beginAccount() noexcept;
Account account() noexcept;

/// The hard limit in bytes; 0 is none.
void setLimit(uint64_t bytes) noexcept;
uint64_t limit() noexcept;

/// Called by `require` before it refuses: frees what nobody holds any more. Null for none.
void setReclaimer(void (*reclaim)(void *), void *owner) noexcept;

/// True when `bytes` more fit into the limit (or, without one, into the machine's memory).
bool available(double bytes);
[[noreturn]] void refuse(double bytes, const std::string &what);

/// Throws TooLarge, with the figures, when `bytes` more would break the limit. The pieces of `what` begin the sentence:
/// "The product of 10000 by 10000 terms"; they are put together only when it is said.
template <typename... Parts> void require(double bytes, const Parts &...what) {
    if (!available(bytes))
        refuse(bytes, text(what...));
}

/// "1.5 GB".
std::string bytesText(double bytes);

/// Bytes of `count` integers of at most `bits` bits: a word each, and a header and limbs for those past 62 bits.
double integersSize(double count, double bits) noexcept;

void *allocate(size_t bytes) noexcept;
void release(void *block) noexcept;

/// For our own large arrays, so that they count.
template <typename T> struct Allocator {
    using value_type = T;
    Allocator() noexcept = default;
    template <typename U> Allocator(const Allocator<U> &) noexcept {}
    T *allocate(size_t n) {
        if (n > SIZE_MAX / sizeof(T))
            throw std::bad_array_new_length();
        return static_cast<T *>(memory::allocate(n * sizeof(T)));
    }
    void deallocate(T *block, size_t) noexcept { memory::release(block); }
    template <typename U> bool operator==(const Allocator<U> &) const noexcept { return true; }
};

template <typename T> using Vector = std::vector<T, Allocator<T>>;

} // namespace durfee::memory
