#pragma once
// Independent pieces of work on as many threads as the session is given.

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "ring/control.h"
#include "ring/flint.h"

namespace durfee::kernel {

/// Calls work(index, worker) for every index below count; `worker` numbers the thread, below `workers`. Polls the stop
/// flag between pieces. The first exception of any thread is thrown again here after all have ended; FLINT's caches of
/// ended threads are freed.
template <typename Work> void parallelFor(size_t count, size_t workers, Work work) {
    workers = std::max<size_t>(1, std::min(workers, count));
    std::atomic<size_t> next{0};
    std::exception_ptr failure;
    std::mutex guard;
    const auto run = [&](size_t worker) {
        try {
            for (size_t i; (i = next.fetch_add(1, std::memory_order_relaxed)) < count;) {
                control::poll();
                work(i, worker);
            }
        } catch (...) {
            next.store(count, std::memory_order_relaxed);
            const std::lock_guard lock(guard);
            if (!failure)
                failure = std::current_exception();
        }
    };
    std::vector<std::thread> threads;
    for (size_t t = 1; t < workers; t++)
        threads.emplace_back([&run, t] {
            run(t);
            flint_cleanup();
        });
    run(0);
    for (std::thread &thread : threads)
        thread.join();
    if (failure)
        std::rethrow_exception(failure);
}

inline size_t workerCount(size_t pieces) { return std::max<size_t>(1, std::min<size_t>(pieces, control::threads())); }

} // namespace durfee::kernel
