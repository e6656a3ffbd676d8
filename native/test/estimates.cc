// What operations are said to take before they start, against what they take: within a factor of four either way on the
// benchmark tasks (test/bench/tasks.json names them).

#include <functional>

#include "ring/memory.h"
#include "ring/special.h"
#include "samples.h"

using namespace samples;

namespace {

const Fraction kOne{Integer(1), Integer(1)};

std::string compare(const char *task, const memory::Account &account) {
    return text(task, ": estimated ", memory::bytesText(account.estimated), ", used ", memory::bytesText(account.used));
}

// The task's input is made before the account begins, as before a benchmark's clock starts. FLINT keeps the limbs of
// integers that were cleared; what it kept would be used without being counted.
void judge(const char *task, const std::function<SeriesRef()> &step) {
    flint_cleanup();
    memory::beginAccount();
    const auto result = step();
    const auto account = memory::account();
    const double ratio = account.estimated / account.used;
    if (std::getenv("DURFEE_FIGURES"))
        std::printf("%s (%.2f)\n", compare(task, account).c_str(), ratio);
    CHECK_WITH(ratio >= 0.25 && ratio <= 4, compare(task, account));
}

SeriesRef eta(std::vector<EtaPower> powers, int64_t order) { return etaQuotient(powers, order); }

void etaQuotients() {
    for (const int64_t order : {5000, 20000}) {
        judge("T1", [=] { return eta({{1, -1}}, order); });
        judge("T4", [=] { return eta({{1, 24}}, order); });
        judge("T4 tau", [=] { return tauSeries(order); });
        judge("T5b", [=] { return eta({{2, 1}, {1, -2}}, order); });
        judge("T5c", [=] { return eta({{5, 5}, {1, -6}}, order); });
        judge("T9a", [=] { return eta({{1, -5}}, order); });
        judge("T9a power", [f = eta({{1, 1}}, order)] { return pow(f, -5, std::nullopt); });
        judge("T1 inverse", [f = eta({{1, 1}}, order)] { return inverse(f, std::nullopt); });
    }
    // Where the proved bound of the coefficients, with signs dropped, is ten times too large.
    judge("T4", [] { return eta({{1, 24}}, 200000); });
    for (const int64_t order : {1000, 2000})
        judge("T9b", [f = eta({{1, 1}}, order)] { return powRational(f, 1, 3, std::nullopt); });
}

SeriesRef hundredBits(int64_t order, uint64_t stream) {
    check::Random random(stream);
    IntegerVector numbers(order);
    for (slong i = 0; i < order; ++i) {
        fmpz_set_ui(numbers.at(i), random.next() >> 28);
        fmpz_mul_2exp(numbers.at(i), numbers.at(i), 64);
        fmpz_add_ui(numbers.at(i), numbers.at(i), random.next());
    }
    return normalDense(ringZ(), order, 0, std::move(numbers));
}

// sum of t^i/(step i + 1)
SeriesRef harmonic(int64_t order, int64_t step) {
    IntegerVector numbers(order);
    Integer common(1);
    for (slong i = 0; i < order; ++i)
        fmpz_lcm(common, common, Integer(step * i + 1));
    for (slong i = 0; i < order; ++i)
        fmpz_divexact(numbers.at(i), common, Integer(step * i + 1));
    return normalDense(ringQ(), order, 0, std::move(numbers), std::move(common));
}

void products() {
    for (const int64_t order : {5000, 20000}) {
        const auto theta3 = theta(2, 0, 0, 1, order, false);
        judge("T6 k = 4", [=] { return pow(theta3, 4, std::nullopt); });
        judge("T6 k = 8", [=] { return pow(theta3, 8, std::nullopt); });
        judge("T6 kernel", [=] { return thetaPower(8, order); });
        judge("T7", [a = hundredBits(order, 1), b = hundredBits(order, 2)] { return mul(a, b, std::nullopt); });
    }
    for (const int64_t order : {1000, 2000}) {
        judge("T8", [e4 = eisenstein(4, order)] { return inverse(e4, std::nullopt); });
        judge("T10", [a = harmonic(order, 1), b = harmonic(order, 2)] { return mul(a, b, std::nullopt); });
    }
}

void specials() {
    const std::vector<EtaPower> partitions{{1, -1}};
    for (const int64_t order : {200000, 1000000}) {
        judge("T11a", [&] { return etaQuotientModulo(partitions, Integer(5), order); });
        judge("T11b", [&] { return etaQuotientModulo(partitions, Integer(1000000007), order); });
    }
    for (const int64_t order : {5000, 20000}) {
        for (const int64_t first : {1, 2}) {
            const std::vector<Pochhammer> factors{{kOne, first, 5, std::nullopt, -1},
                                                  {kOne, 5 - first, 5, std::nullopt, -1}};
            judge("T12", [&] { return pochhammerProduct(factors, order); });
        }
        const std::vector<EulerianProduct> overFactorial{{1, 1, 1, 0, -1}}, mock{{-1, 1, 1, 0, -2}};
        judge("T12 sum", [&] { return eulerianSum(2, 0, 0, 1, overFactorial, order); });
        judge("T16", [&] { return eulerianSum(2, 0, 0, 1, mock, order); });
        judge("T16 al", [&] { return mockThetaF(order); });
        judge("T20", [=] { return jInvariant(order); });
    }
    for (const int64_t order : {100, 300}) {
        judge("T13", [=] { return rankFunction("z", order); });
        judge("T13 crank", [=] { return crankFunction("z", order); });
        judge("T17", [=] { return gaussian(order, order / 2); });
    }
}

} // namespace

int main() {
    memory::install();
    etaQuotients();
    products();
    specials();
    return check::finish("estimates");
}
