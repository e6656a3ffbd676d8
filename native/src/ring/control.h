#pragma once
// The words that the addon shares with the host's message thread: a stop flag that every loop of more than 10 ms polls,
// and progress counters that the message thread reads. Both are plain atomic words, so that kernels may use them from
// any thread.

#include <atomic>
#include <cstdint>

#include "ring/error.h"

namespace durfee::control {

/// What a long computation is doing, as shown to the reader. Names are in `stageName`.
enum class Stage : int32_t {
    None,
    Multiply,
    Divide,
    Power,
    Product,
    Theta,
    Lambert,
    Exponents,
    Reversion,
    Kernel,
    Matrix,
    Algebra,
    Integer,
    Primes,
    Reconstruct,
    Blocks,
    Count_
};

/// What the stage's counter counts, in words: "multiplying: coefficients".
const char *stageName(Stage stage) noexcept;

/// Takes the address of six 32-bit words that outlive all computation: [0] stop flag, [1] stage, [2..3] done, [4..5]
/// total (low, high). Null detaches.
void attach(int32_t *words) noexcept;

/// True when the reader pressed Stop. One relaxed load: fit for inner loops and for any thread.
bool stopRequested() noexcept;

/// Throws Cancelled when the reader pressed Stop. Only for the thread that evaluates; worker threads return early on
/// `stopRequested`.
inline void poll() {
    if (stopRequested())
        throw Cancelled();
}

/// Publishes progress for the life of the object and puts back the outer stage afterwards.
class Progress {
  public:
    Progress(Stage stage, uint64_t total) noexcept;
    ~Progress();
    Progress(const Progress &) = delete;
    Progress &operator=(const Progress &) = delete;

    /// Adds to the counter and polls the stop flag.
    void advance(uint64_t by) {
        add(by);
        poll();
    }
    /// Adds to the counter without polling; may be called from worker threads.
    void add(uint64_t by) noexcept;

  private:
    int32_t outerStage_;
    uint64_t outerDone_, outerTotal_;
    std::atomic<uint64_t> done_{0};
};

/// Threads that one computation may use, at least 1.
int threads() noexcept;
void setThreads(int count) noexcept;

} // namespace durfee::control
