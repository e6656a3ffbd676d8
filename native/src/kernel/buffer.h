#pragma once
// Large arrays of plain numbers: aligned to a cache line, uninitialised, counted by the allocation budget.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include "ring/memory.h"

namespace durfee::kernel {

template <typename T> class Buffer {
  public:
    Buffer() noexcept = default;
    explicit Buffer(size_t size) : size_(size), block_(memory::allocate(size * sizeof(T) + 64)) {
        data_ = reinterpret_cast<T *>((reinterpret_cast<uintptr_t>(block_) + 63) & ~uintptr_t{63});
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
