#include "kernel/vector.h"

#include <atomic>

namespace durfee::kernel {

namespace {

const VectorOps *best() noexcept {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return &avx2Ops;
    return &plainOps;
#elif defined(__aarch64__)
    return &neonOps;
#else
    return &plainOps;
#endif
}

std::atomic<const VectorOps *> chosen{nullptr};

} // namespace

const VectorOps &vectorOps() noexcept {
    static const VectorOps *const natural = best();
    const VectorOps *forced = chosen.load(std::memory_order_relaxed);
    return forced ? *forced : *natural;
}

void chooseVectorOps(const VectorOps *ops) noexcept { chosen.store(ops, std::memory_order_relaxed); }

} // namespace durfee::kernel
