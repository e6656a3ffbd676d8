// The two ways in which arithmetic ends its process: over the memory budget (87), and when a library gives up (86).
// Each in a child.

#if defined(_WIN32)
#include "check.h"
int main() { return check::finish("exits"); }
#else

#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "ring/control.h"
#include "ring/memory.h"
#include "ring/rational.h"
#include "ring/series.h"

using namespace durfee;

namespace {

template <typename Work> int statusOf(Work work) {
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        // The sentence goes to the reader of the host's errors, not of this test.
        if (!std::freopen("/dev/null", "w", stderr))
            _exit(1);
        work();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

int main() {
    memory::install();
    CHECK(statusOf([] {
              memory::setLimit(memory::live() + 1'000'000);
              Integer value(3);
              fmpz_pow_ui(value, value, 100'000'000);
          }) == memory::kExitBudget);
    CHECK(statusOf([] {
              memory::setLimit(memory::live() + 1'000'000);
              IntegerVector many(1'000'000);
          }) == memory::kExitBudget);
    CHECK(statusOf([] {
              Integer a(1), zero;
              fmpz_fdiv_q(a, a, zero);
          }) == memory::kExitInternal);
    // Each allocation of a small job, refused in turn: always the budget's exit, never another.
    for (uint64_t budget = 0; budget < 40'000; budget += 2'000) {
        const int status = statusOf([budget] {
            memory::setLimit(memory::live() + budget + 1);
            const auto a = parseRational("(x + y + 1)^6/(x - y)");
            (void)(a * a + a);
        });
        CHECK(status == memory::kExitBudget || status == 0);
    }
    // The flag stops a loop, and what it held is freed.
    int32_t words[6] = {};
    control::attach(words);
    const auto before = memory::live();
    words[0] = 1;
    CHECK_THROWS(pow(parseRational("x + y"), 5), Code::Cancelled);
    words[0] = 0;
    {
        control::Progress outer(control::Stage::Multiply, 10);
        outer.advance(3);
        {
            control::Progress inner(control::Stage::Divide, int64_t{5} << 32);
            inner.advance(int64_t{1} << 33);
            CHECK(words[1] == static_cast<int32_t>(control::Stage::Divide) && words[3] == 2 && words[5] == 5);
        }
        CHECK(words[1] == static_cast<int32_t>(control::Stage::Multiply) && words[2] == 3 && words[4] == 10);
    }
    CHECK(words[1] == 0);
    control::attach(nullptr);
    _fmpz_cleanup();
    CHECK(memory::live() <= before + 4096);
    return check::finish("exits");
}

#endif
