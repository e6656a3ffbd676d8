// durfee_tune: measures what the planner's elementary steps cost on this processor and prints src/kernel/crossovers.h.
//
//   build/native/release/durfee_tune > native/src/kernel/crossovers.h

#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

#include "kernel/crt.h"
#include "kernel/field.h"
#include "kernel/kernels.h"
#include "kernel/planes.h"
#include "ring/memory.h"

namespace {

using namespace durfee;
using namespace durfee::kernel;

double now() {
    timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// Nanoseconds of one call, the best of three averages over 50 ms.
double nanoseconds(const std::function<void()> &work) {
    double best = 1e99;
    for (int round = 0; round < 3; round++) {
        int count = 0;
        const double start = now();
        do {
            work();
            count++;
        } while (now() - start < 0.05);
        best = std::min(best, (now() - start) / count * 1e9);
    }
    return best;
}

double transform() {
    constexpr int log2 = 16;
    const auto field = Field::make(0, log2);
    std::vector<double> x(size_t{1} << log2, 1);
    const double time = nanoseconds([&] {
        vectorOps().forward(field->view(), x.data(), log2, 0);
        field->reduce(x.data(), x.size());
    });
    return time / static_cast<double>(x.size()) / log2;
}

/// Reconstruction from `primes` primes, per coefficient.
double reconstruction(size_t primes) {
    constexpr size_t n = 2048;
    Residues residues(n, primeBits(primes) - 1.5);
    std::vector<double> image(n);
    for (size_t i = 0; i < residues.primes(); i++) {
        for (size_t j = 0; j < n; j++)
            image[j] = static_cast<double>((i * 7919 + j * j * 104729 + 12345) % 1000003) * 5e8;
        residues.store(i, image.data());
    }
    std::vector<fmpz> out(n, 0);
    const double time = nanoseconds([&] { residues.reconstruct(out.data()); });
    for (fmpz &x : out)
        fmpz_clear(&x);
    return time / n;
}

double mixedRadix(size_t primes) {
    std::vector<double> x(primes * kRadixBlock, 1e14), digits(2 * primes * kRadixBlock), multipliers(2 * primes, 9e6);
    std::vector<RadixRow> rows;
    for (size_t i = 0; i < primes; i++)
        rows.push_back({static_cast<double>(primeAt(i)), 1 / static_cast<double>(primeAt(i)), multipliers.data(), 2e14,
                        2e14, 2e14});
    const double time =
        nanoseconds([&] { vectorOps().mixedRadix(rows.data(), static_cast<int>(primes), x.data(), digits.data()); });
    return time / kRadixBlock / (static_cast<double>(primes) * static_cast<double>(primes) / 2);
}

/// Additions of digit planes, per term, coefficient and plane.
double planeAdditions(size_t length) {
    std::vector<int64_t> plane(length + 64, 1), shifts;
    for (int64_t k = 1; k * k < static_cast<int64_t>(length) - 64; k++)
        shifts.push_back(k * k);
    const double time = nanoseconds([&] {
        int64_t sum[kPlaneBlock] = {};
        for (size_t n0 = length / 2; n0 + kPlaneBlock < length; n0 += 16 * kPlaneBlock) {
            size_t count = 0;
            while (count < shifts.size() && shifts[count] < static_cast<int64_t>(n0))
                count++;
            vectorOps().accumulate(sum, plane.data() + n0, shifts.data(), count, nullptr, 0);
        }
    });
    double terms = 0;
    for (size_t n0 = length / 2; n0 + kPlaneBlock < length; n0 += 16 * kPlaneBlock)
        for (int64_t s : shifts)
            terms += s < static_cast<int64_t>(n0) ? kPlaneBlock : 0;
    return time / terms;
}

/// The same in a whole division by the pentagonal series: two thirds of the planes and of the terms on the average.
double planeDivision(size_t length) {
    FlatSeries pentagonal;
    for (int64_t k = 1; k * (3 * k - 1) / 2 < static_cast<int64_t>(length); k++)
        for (const int64_t e : {k * (3 * k - 1) / 2, k * (3 * k + 1) / 2})
            (k % 2 == 0 ? pentagonal.plus : pentagonal.minus).push_back(e);
    const size_t terms = pentagonal.plus.size() + pentagonal.minus.size();
    const int64_t one = 1;
    const Planes dividend(&one, 1, length, terms);
    size_t planes = 0;
    const double time = nanoseconds([&] { planes = dividend.dividedBy(pentagonal).planes(); });
    return time / (static_cast<double>(length) * static_cast<double>(planes) * static_cast<double>(terms) * 4 / 9);
}

/// Least length from which products of 100-bit coefficients are faster modulo primes than by FLINT.
size_t multiplyLength() {
    for (size_t n = 50; n < 5000; n += n / 4) {
        std::vector<fmpz> a(n, 0), out(n, 0);
        for (size_t i = 0; i < n; i++) {
            fmpz_set_ui(&a[i], i * 0x9E3779B97F4A7C15u);
            fmpz_mul_2exp(&a[i], &a[i], 36);
        }
        const double flint = nanoseconds([&] { _fmpz_poly_mullow(out.data(), a.data(), n, a.data(), n, n); });
        const size_t primes = primesFor(210);
        const auto field = Field::make(0, log2For(2 * n));
        std::vector<double> image(n, 1);
        Workspace w;
        const double modular = static_cast<double>(primes) * nanoseconds([&] {
                                   field->multiply(image.data(), n, image.data(), n, image.data(), n, w);
                               }) +
                               static_cast<double>(n) * reconstruction(primes);
        for (size_t i = 0; i < n; i++) {
            fmpz_clear(&a[i]);
            fmpz_clear(&out[i]);
        }
        if (modular < flint)
            return n;
    }
    return 5000;
}

void line(const char *comment, const char *name, double value) {
    std::printf("/// %s\ninline constexpr double %s = %.3g;\n", comment, name, value);
}

} // namespace

int main() {
    memory::install();
    constexpr size_t primes = 40;
    const double radix = mixedRadix(primes), whole = reconstruction(primes), store = 30;
    const double assemble = (whole - store) / (primes * primes / 2.0) - radix;
    const size_t length = multiplyLength();
    std::printf(
        "#pragma once\n"
        "// What elementary steps cost, in nanoseconds of one thread: the figures by which planners compare kernels.\n"
        "// Written by durfee_tune (native/tune) with the vector code \"%s\"; only their ratios matter.\n\n"
        "namespace durfee::kernel::cost {\n\n",
        vectorOps().name);
    line("Transform modulo a prime, per point and level.", "kTransform", transform());
    line("Mixed-radix digits, per pair of primes and coefficient.", "kRadix", radix);
    line("Assembling an integer from its mixed-radix digits, per pair of primes.", "kAssemble",
         std::max(0.05, assemble));
    line("Writing a long integer, per coefficient.", "kStore", store);
    line("Sparse multiplication or division on digit planes, per term, coefficient and plane, while a plane stays in "
         "the second-level "
         "cache ...",
         "kPlane", planeAdditions(20000));
    line("... that is up to this many coefficients, and from ten times as many on.", "kPlaneLength", 4e4);
    std::printf("inline constexpr double kPlaneFar = %.3g;\n", planeDivision(400000));
    line("Settling carries, per coefficient and plane.", "kCarry", 12);
    line("FLINT's dense product of at least so many coefficients is left for primes when coefficients times bits "
         "exceed the second figure.",
         "kMultiplyLength", static_cast<double>(length));
    std::printf("inline constexpr double kMultiplyBits = %.3g;\n", 100.0 * static_cast<double>(length));
    line("And its inverse from this length on.", "kInverseLength", 2.0 * static_cast<double>(length));
    std::printf("\n} // namespace durfee::kernel::cost\n");
    return 0;
}
