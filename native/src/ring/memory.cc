#include "ring/memory.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#if defined(_WIN32)
#include <io.h>
#include <malloc.h>
#include <process.h>
#include <windows.h>
#elif defined(__APPLE__)
#include <malloc/malloc.h>
#include <unistd.h>
#else
#include <malloc.h>
#include <unistd.h>
#endif

#include "ring/error.h"
#include "ring/flint.h"

namespace durfee::memory {

namespace {

#if defined(__GLIBC__)
// Longer blocks are mapped for themselves; so many free bytes at the end of the heap stay.
constexpr int kLargestPooled = 32 << 20, kMostIdle = 64 << 20;
#endif
std::atomic<uint64_t> liveBytes{0};
std::atomic<uint64_t> peakBytes{0};
std::atomic<uint64_t> limitBytes{0};
// Bytes in use when the account began, and the most that they were said to come to since. The evaluator's thread only.
double accountBegan = 0, accountEstimated = 0;
// Set and called on the evaluator's thread only.
void (*reclaimer)(void *) = nullptr;
void *reclaimerOwner = nullptr;

size_t usableSize(void *block) noexcept {
#if defined(_WIN32)
    return _msize(block);
#elif defined(__APPLE__)
    return malloc_size(block);
#else
    return malloc_usable_size(block);
#endif
}

[[noreturn]] void endProcess(int status, const char *line) noexcept {
    const auto length = std::strlen(line);
#if defined(_WIN32)
    (void)!_write(2, line, static_cast<unsigned>(length));
#else
    (void)!write(2, line, length);
#endif
    _exit(status);
}

[[noreturn]] void endOverBudget(size_t wanted, const char *cause) noexcept {
    char line[256];
    std::snprintf(line, sizeof line, "durfee: memory %s: live=%llu wanted=%llu limit=%llu peak=%llu\n", cause,
                  static_cast<unsigned long long>(liveBytes.load()), static_cast<unsigned long long>(wanted),
                  static_cast<unsigned long long>(limitBytes.load()),
                  static_cast<unsigned long long>(peakBytes.load()));
    endProcess(kExitBudget, line);
}

FLINT_NORETURN void endInternal() { endProcess(kExitInternal, "durfee: an arithmetic library stopped the process\n"); }

void added(size_t bytes) noexcept {
    const auto now = liveBytes.fetch_add(bytes, std::memory_order_relaxed) + bytes;
    auto most = peakBytes.load(std::memory_order_relaxed);
    while (now > most && !peakBytes.compare_exchange_weak(most, now, std::memory_order_relaxed)) {
    }
}

void refuseOver(size_t bytes) noexcept {
    const auto most = limitBytes.load(std::memory_order_relaxed);
    if (most != 0 && liveBytes.load(std::memory_order_relaxed) + bytes > most)
        endOverBudget(bytes, "limit reached");
}

void *counted(void *block, size_t wanted) noexcept {
    if (block == nullptr)
        endOverBudget(wanted, "exhausted");
    added(usableSize(block));
    return block;
}

void *reallocate(void *block, size_t bytes) noexcept {
    if (block == nullptr)
        return allocate(bytes);
    const auto before = usableSize(block);
    if (bytes > before)
        refuseOver(bytes - before);
    void *moved = std::realloc(block, bytes ? bytes : 1);
    if (moved == nullptr)
        endOverBudget(bytes, "exhausted");
    liveBytes.fetch_sub(before, std::memory_order_relaxed);
    added(usableSize(moved));
    return moved;
}

void *allocateZeroed(size_t count, size_t size) {
    const size_t bytes = size != 0 && count > SIZE_MAX / size ? SIZE_MAX : count * size;
    refuseOver(bytes);
    return counted(std::calloc(bytes ? bytes : 1, 1), bytes);
}

uint64_t machineMemory() noexcept {
#if defined(_WIN32)
    MEMORYSTATUSEX status{};
    status.dwLength = sizeof status;
    return GlobalMemoryStatusEx(&status) ? status.ullTotalPhys : UINT64_MAX;
#else
    const long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
    return pages > 0 && size > 0 ? static_cast<uint64_t>(pages) * static_cast<uint64_t>(size) : UINT64_MAX;
#endif
}

} // namespace

void *allocate(size_t bytes) noexcept {
    refuseOver(bytes);
    return counted(std::malloc(bytes ? bytes : 1), bytes);
}

void release(void *block) noexcept {
    if (block == nullptr)
        return;
    liveBytes.fetch_sub(usableSize(block), std::memory_order_relaxed);
    std::free(block);
}

void install() noexcept {
    static std::atomic<bool> done{false};
    if (done.exchange(true))
        return;
#if defined(__GLIBC__)
    // Transforms take and give back megabytes for every operation. As set out, the C library returns them to the system
    // at once, and the next operation pays for fresh pages, up to two fifths of its time; so it keeps some.
    mallopt(M_MMAP_THRESHOLD, kLargestPooled);
    mallopt(M_TRIM_THRESHOLD, kMostIdle);
    // Thousands of small blocks die together when garbage is collected. Put aside unmerged, as set out, they are merged
    // again and again with every larger block that is asked for: half the time of making a short series.
    mallopt(M_MXFAST, 0);
#endif
    mp_set_memory_functions([](size_t bytes) { return allocate(bytes); },
                            [](void *block, size_t, size_t bytes) { return reallocate(block, bytes); },
                            [](void *block, size_t) { release(block); });
    __flint_set_memory_functions([](size_t bytes) { return allocate(bytes); }, allocateZeroed,
                                 [](void *block, size_t bytes) { return reallocate(block, bytes); },
                                 [](void *block) { release(block); });
    flint_set_abort(endInternal);
}

uint64_t live() noexcept { return liveBytes.load(std::memory_order_relaxed); }
uint64_t peak() noexcept { return peakBytes.load(std::memory_order_relaxed); }
void setLimit(uint64_t bytes) noexcept { limitBytes.store(bytes, std::memory_order_relaxed); }
uint64_t limit() noexcept { return limitBytes.load(std::memory_order_relaxed); }

void setReclaimer(void (*reclaim)(void *), void *owner) noexcept {
    reclaimer = reclaim;
    reclaimerOwner = owner;
}

namespace {

double budget() noexcept {
    static const auto machine = static_cast<double>(machineMemory());
    return limit() != 0 ? static_cast<double>(limit()) : machine;
}

} // namespace

void beginAccount() noexcept {
    const auto now = live();
    peakBytes.store(now, std::memory_order_relaxed);
    accountBegan = accountEstimated = static_cast<double>(now);
}

Account account() noexcept { return {accountEstimated - accountBegan, static_cast<double>(peak()) - accountBegan}; }

bool available(double bytes) {
    accountEstimated = std::max(accountEstimated, bytes + static_cast<double>(live()));
    const auto fits = [&] { return bytes + static_cast<double>(live()) <= budget(); };
    if (fits())
        return true;
    if (bytes <= budget() && reclaimer != nullptr)
        reclaimer(reclaimerOwner);
    return fits();
}

void refuse(double bytes, const std::string &what) {
    fail(Code::TooLarge, what, " needs about ", bytesText(bytes), "; the session may use ", bytesText(budget()),
         " and ", bytesText(static_cast<double>(live())), " of it is in use.");
}

std::string bytesText(double bytes) {
    const char *const units[] = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};
    int unit = 0;
    while (bytes >= 1000 && unit < 6) {
        bytes /= 1000;
        ++unit;
    }
    char line[48];
    std::snprintf(line, sizeof line, unit == 0 || bytes >= 100 ? "%.0f %s" : "%.1f %s", bytes, units[unit]);
    return line;
}

double integersSize(double count, double bits) noexcept {
    if (bits <= 62)
        return count * 8;
    return count * (8 + 32 + 8 * (1 + bits / 64));
}

} // namespace durfee::memory
