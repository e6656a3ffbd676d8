#pragma once
// A test is a plain program: checks are counted, the first failures are printed with their place, and the last line is
// the count.
//
// DURFEE_SEED sets the seed of the random cases (printed with each failure), TEST_MULTIPLIER their number.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "ring/error.h"

namespace check {

inline long passed = 0, failed = 0;
inline uint64_t seed = std::getenv("DURFEE_SEED") ? std::strtoull(std::getenv("DURFEE_SEED"), nullptr, 10) : 20240917;

inline void report(bool good, const char *what, const char *file, int line, const std::string &detail = "") {
    if (good) {
        ++passed;
        return;
    }
    if (++failed <= 20)
        std::fprintf(stderr, "%s:%d: %s %s (seed %llu)\n", file, line, what, detail.c_str(),
                     static_cast<unsigned long long>(seed));
}

/// The number of random cases asked for, times TEST_MULTIPLIER.
inline int cases(int count) {
    const char *multiplier = std::getenv("TEST_MULTIPLIER");
    return multiplier ? static_cast<int>(count * std::strtod(multiplier, nullptr)) : count;
}

inline int finish(const char *name) {
    std::printf("%s: %ld passed, %ld failed\n", name, passed, failed);
    return failed == 0 ? 0 : 1;
}

/// SplitMix64.
class Random {
  public:
    explicit Random(uint64_t stream) : state_(seed + stream * 0x9e3779b97f4a7c15u) {}
    uint64_t next() {
        uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    /// from <= result <= to
    int64_t between(int64_t from, int64_t to) {
        return from + static_cast<int64_t>(next() % static_cast<uint64_t>(to - from + 1));
    }
    bool oneIn(int n) { return next() % static_cast<uint64_t>(n) == 0; }

  private:
    uint64_t state_;
};

} // namespace check

#define CHECK(condition) check::report((condition), #condition, __FILE__, __LINE__)
// The detail is put into words for failures only.
#define CHECK_WITH(condition, detail)                                                                                  \
    ((condition) ? check::report(true, #condition, __FILE__, __LINE__)                                                 \
                 : check::report(false, #condition, __FILE__, __LINE__, (detail)))
#define CHECK_THROWS(expression, expected)                                                                             \
    do {                                                                                                               \
        bool thrown = false;                                                                                           \
        try {                                                                                                          \
            (void)(expression);                                                                                        \
        } catch (const durfee::Error &error) {                                                                         \
            thrown = error.code() == (expected);                                                                       \
        }                                                                                                              \
        check::report(thrown, #expression " throws " #expected, __FILE__, __LINE__);                                   \
    } while (false)
