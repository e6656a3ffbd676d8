#pragma once
// Large arrays of plain numbers: aligned to a cache line, uninitialised, counted by the allocation budget.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#if defined(__linux__)
#include <sys/mman.h>
#endif

#include "ring/memory.h"

namespace durfee::kernel {

template <typename T> class Buffer {
  public:
    Buffer() noexcept = default;
    explicit Buffer(size_t size) : size_(size) {
        const size_t bytes = size * sizeof(T), alignment = bytes >= kHugePages ? kHugePage : 64;
        block_ = memory::allocate(bytes + alignment);
        data_ =
            reinterpret_cast<T *>((reinterpret_cast<uintptr_t>(block_) + alignment - 1) & ~uintptr_t{alignment - 1});
#if defined(__linux__)
        // Transforms stride over the whole array: large pages spare page faults and address translations. A refusal
        // does no harm.
        if (alignment == kHugePage)
            (void)madvise(data_, bytes, MADV_HUGEPAGE);
#endif
    }
    Buffer(Buffer &&other) noexcept { swap(other); }
    Buffer &operator=(Buffer &&other) noexcept {
        swap(other);
        return *this;
    }
    ~Buffer() {
        if (block_)
            memory::release(block_);
    }

    T *data() noexcept { return data_; }
    const T *data() const noexcept { return data_; }
    size_t size() const noexcept { return size_; }
    T &operator[](size_t i) noexcept { return data_[i]; }
    const T &operator[](size_t i) const noexcept { return data_[i]; }
    void fill(size_t from, size_t to) noexcept {
        if (to > from)
            std::memset(static_cast<void *>(data_ + from), 0, (to - from) * sizeof(T));
    }
    /// At least `size` entries; what was there is lost when it grows.
    T *need(size_t size) {
        if (size > size_)
            *this = Buffer(size);
        return data_;
    }
    void swap(Buffer &other) noexcept {
        std::swap(size_, other.size_);
        std::swap(block_, other.block_);
        std::swap(data_, other.data_);
    }

  private:
    static constexpr size_t kHugePage = size_t{1} << 21, kHugePages = 2 * kHugePage;
    size_t size_ = 0;
    void *block_ = nullptr;
    T *data_ = nullptr;
};

template <typename T> Buffer<T> zeros(size_t size) {
    Buffer<T> b(size);
    b.fill(0, size);
    return b;
}

} // namespace durfee::kernel
