#include "ring/control.h"

namespace durfee {

const char *codeName(Code code) noexcept {
    switch (code) {
    case Code::Domain:
        return "domain";
    case Code::Precision:
        return "precision";
    case Code::TooLarge:
        return "tooLarge";
    case Code::Memory:
        return "memory";
    case Code::Cancelled:
        return "cancelled";
    case Code::Unable:
        return "unable";
    case Code::Argument:
        return "argument";
    case Code::Internal:
        return "internal";
    }
    return "internal";
}

namespace control {

namespace {

constexpr int kWords = 6;
// Where the words live until a host attaches its own.
int32_t ownWords[kWords] = {};
std::atomic<int32_t *> words{ownWords};
std::atomic<int> threadCount{1};

std::atomic_ref<int32_t> word(int index) noexcept {
    return std::atomic_ref<int32_t>(words.load(std::memory_order_relaxed)[index]);
}

uint64_t wide(int index) noexcept {
    const auto low = static_cast<uint32_t>(word(index).load(std::memory_order_relaxed));
    const auto high = static_cast<uint32_t>(word(index + 1).load(std::memory_order_relaxed));
    return (static_cast<uint64_t>(high) << 32) | low;
}

void setWide(int index, uint64_t value) noexcept {
    word(index).store(static_cast<int32_t>(static_cast<uint32_t>(value)), std::memory_order_relaxed);
    word(index + 1).store(static_cast<int32_t>(value >> 32), std::memory_order_relaxed);
}

} // namespace

const char *stageName(Stage stage) noexcept {
    switch (stage) {
    case Stage::None:
    case Stage::Count_:
        return "";
    case Stage::Multiply:
        return "multiplying: terms";
    case Stage::Divide:
        return "dividing: coefficients";
    case Stage::Power:
        return "raising to a power: coefficients";
    case Stage::Product:
        return "expanding a product: factors";
    case Stage::Theta:
        return "summing a theta series: terms";
    case Stage::Lambert:
        return "summing over divisors: coefficients";
    case Stage::Exponents:
        return "finding product exponents: coefficients";
    case Stage::Reversion:
        return "reverting a series: coefficients";
    case Stage::Kernel:
        return "expanding: coefficients";
    case Stage::Matrix:
        return "eliminating: rows";
    case Stage::Algebra:
        return "computing with polynomials: terms";
    case Stage::Integer:
        return "computing with integers: steps";
    case Stage::Primes:
        return "computing modulo primes: primes";
    case Stage::Reconstruct:
        return "combining residues: coefficients";
    case Stage::Blocks:
        return "expanding block by block: block products";
    }
    return "";
}

void attach(int32_t *shared) noexcept { words.store(shared ? shared : ownWords, std::memory_order_release); }

bool stopRequested() noexcept { return word(0).load(std::memory_order_relaxed) != 0; }

Progress::Progress(Stage stage, uint64_t total) noexcept
    : outerStage_(word(1).load(std::memory_order_relaxed)), outerDone_(wide(2)), outerTotal_(wide(4)) {
    setWide(2, 0);
    setWide(4, total);
    word(1).store(static_cast<int32_t>(stage), std::memory_order_relaxed);
}

Progress::~Progress() {
    setWide(2, outerDone_);
    setWide(4, outerTotal_);
    word(1).store(outerStage_, std::memory_order_relaxed);
}

void Progress::add(uint64_t by) noexcept { setWide(2, done_.fetch_add(by, std::memory_order_relaxed) + by); }

int threads() noexcept { return threadCount.load(std::memory_order_relaxed); }

void setThreads(int count) noexcept { threadCount.store(count < 1 ? 1 : count, std::memory_order_relaxed); }

} // namespace control
} // namespace durfee
