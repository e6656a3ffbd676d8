// durfee_tune: measures what the planner's elementary steps cost on this processor and prints src/kernel/crossovers.h.
//
//   build/native/release/durfee_tune > native/src/kernel/crossovers.h

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "kernel/crt.h"
#include "kernel/digits.h"
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

/// Nanoseconds of one call, the best of four averages over 8 ms: other programs of the machine only slow it down.
double nanoseconds(const std::function<void()> &work) {
    double best = 1e99;
    for (int round = 0; round < 4; round++) {
        int count = 0;
        const double start = now();
        do {
            work();
            count++;
        } while (now() - start < 0.008);
        best = std::min(best, (now() - start) / count * 1e9);
        // A step of a quarter of a second is an average of its own.
        if (best > 2.5e8)
            break;
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

/// Settling carries, per coefficient and plane: a division by two terms, whose additions are known. The quotient's
/// coefficients, Fibonacci's numbers, fill half of the planes on the average.
double carries(double plane) {
    constexpr size_t length = 6000;
    const FlatSeries fibonacci{{}, {1, 2}, 1};
    const int64_t one = 1;
    const Planes dividend(&one, 1, length, 2);
    size_t planes = 0;
    const double time = nanoseconds([&] { planes = dividend.dividedBy(fibonacci).planes(); });
    return time / (static_cast<double>(length) * static_cast<double>(planes) / 2) - 2 * plane;
}

/// Coefficients of a plane up to which a term costs at most a quarter more than in a short one.
size_t planeLength(double plane) {
    size_t length = 10000;
    while (length < 320000 && planeDivision(2 * length) < 1.25 * std::max(plane, planeDivision(10000)))
        length *= 2;
    return length;
}

/// n integers of so many bits.
class Sample {
  public:
    Sample(size_t n, size_t bits) : values_(n) {
        std::vector<mp_limb_t> words(bits / 64 + 1);
        for (size_t i = 0; i < n; i++) {
            for (size_t k = 0; k < words.size(); k++)
                words[k] = (i * words.size() + k + 1) * 0x9E3779B97F4A7C15u;
            fmpz *x = values_.data() + i;
            fmpz_set_ui_array(x, words.data(), static_cast<slong>(words.size()));
            fmpz_fdiv_r_2exp(x, x, bits);
            fmpz_setbit(x, bits - 1);
        }
    }
    fmpz *data() { return values_.data(); }

  private:
    Integers values_;
};

/// A product by FLINT, of lengths and bits of two operands.
double flintProduct(size_t aLength, size_t aBits, size_t bLength, size_t bBits) {
    Sample a(aLength, aBits), b(bLength, bBits);
    const auto length = static_cast<slong>(aLength + bLength - 1);
    Integers out(static_cast<size_t>(length));
    return nanoseconds([&] {
        _fmpz_poly_mullow(out.data(), a.data(), static_cast<slong>(aLength), b.data(), static_cast<slong>(bLength),
                          length);
    });
}

/// The same digit by digit.
double digitProduct(size_t aLength, size_t aBits, size_t bLength, size_t bBits, DigitLayout *layout = nullptr) {
    Sample a(aLength, aBits), b(bLength, bBits);
    const auto an = static_cast<slong>(aLength), bn = static_cast<slong>(bLength);
    const DigitLayout chosen =
        digitLayout({an, static_cast<double>(aBits), bn, static_cast<double>(bBits), 0, an + bn - 1});
    if (layout)
        *layout = chosen;
    Integers out(aLength + bLength - 1);
    return nanoseconds([&] { multiplyByDigits(out.data(), a.data(), b.data(), chosen); });
}

/// Making and adding digits, per prime and point.
double digits(double transform) {
    DigitLayout layout{};
    const double time = digitProduct(300, 20000, 300, 20000, &layout);
    const auto points = static_cast<double>(layout.shape.points());
    return time / (points * static_cast<double>(layout.primes)) - 3 * transform * std::log2(points);
}

/// Least length from which products of coefficients of so many bits are faster modulo primes than by FLINT.
size_t multiplyLength(size_t bits) {
    const size_t primes = primesFor(2.0 * static_cast<double>(bits) + 10);
    const double together = reconstruction(primes);
    for (size_t n = 40; n < 5000; n += n / 4) {
        Workspace w;
        const auto field = Field::make(0, log2For(2 * n));
        std::vector<double> image(n, 1), other(n, 2);
        Sample a(n, bits), b(n, bits);
        Integers out(n);
        const DigitPlanes planes(a.data(), n);
        const double onePrime = nanoseconds([&] {
            planes.reduce(*field, image.data());
            planes.reduce(*field, other.data());
            field->multiply(image.data(), n, image.data(), n, other.data(), n, w);
        });
        const double digits = 2 * nanoseconds([&] { DigitPlanes again(a.data(), n); });
        const double modular = digits + static_cast<double>(primes) * onePrime + static_cast<double>(n) * together;
        const auto length = static_cast<slong>(n);
        const double flint =
            nanoseconds([&] { _fmpz_poly_mullow(out.data(), a.data(), length, b.data(), length, length); });
        if (modular < flint)
            return n;
    }
    return 5000;
}

/// Least length from which 1/E_4, with 7.85 n bits at q^n, is faster modulo primes than by FLINT.
size_t inverseLength() {
    for (size_t n = 100; n < 3000; n += n / 4) {
        const auto length = static_cast<slong>(n);
        Integers a(n), out(n);
        eisenstein(a.data(), length, 4);
        const double flint = nanoseconds([&] { _fmpz_poly_inv_series(out.data(), a.data(), length, length); });
        Workspace w;
        const auto field = Field::make(0, log2For(n));
        std::vector<double> image(n, 1), inverse(n);
        // Half of the coefficients need a prime on the average, and a third of the pairs of primes meet.
        const auto primes = static_cast<double>(primesFor(7.85 * static_cast<double>(n)));
        const DigitPlanes planes(a.data(), n);
        const double onePrime = nanoseconds([&] {
            planes.reduce(*field, image.data());
            field->invert(inverse.data(), image.data(), n, n, w);
        });
        // Whether the bound holds is judged by 128 coefficients first.
        const slong judged = 128;
        Integers head(judged);
        const double judging =
            nanoseconds([&] { _fmpz_poly_inv_series(head.data(), a.data(), std::min(length, judged), judged); });
        const double modular =
            judging + primes * onePrime + static_cast<double>(n) * reconstruction(static_cast<size_t>(primes)) * 2 / 3;
        if (modular < flint)
            return n;
    }
    return 3000;
}

/// Bits of two integers of one length from which their product is faster digit by digit.
size_t digitsLonger() {
    size_t bits = 20000;
    while (bits < 5'000'000 && digitProduct(1, bits, 1, bits) > flintProduct(1, bits, 1, bits))
        bits += bits / 4;
    return bits;
}

/// Bits of the shorter integer, beside one that is ten times as long as that.
size_t digitsShorter(size_t longer) {
    size_t bits = 2000;
    while (bits < longer && digitProduct(1, 10 * longer, 1, bits) > flintProduct(1, 10 * longer, 1, bits))
        bits += bits / 4;
    return bits;
}

std::string processor() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);)
        if (line.rfind("model name", 0) == 0)
            return line.substr(line.find(':') + 2);
    return "an unnamed processor";
}

std::string today() {
    const std::time_t time = std::time(nullptr);
    char text[32];
    std::strftime(text, sizeof text, "%d %B %Y", std::gmtime(&time));
    return text[0] == '0' ? text + 1 : text;
}

void constant(const char *name, double value) { std::printf("inline constexpr double %s = %.3g;\n", name, value); }

void constant(const char *comment, const char *name, double value) {
    std::printf("%s\n", comment);
    constant(name, value);
}

} // namespace

int main() {
    memory::install();
    constexpr size_t few = 6, many = 48;
    const auto pairs = [](size_t primes) { return static_cast<double>(primes * primes) / 2; };
    const double radix = mixedRadix(many), small = reconstruction(few);
    const double perPair = (reconstruction(many) - small) / (pairs(many) - pairs(few));
    const double perPoint = transform(), plane = planeAdditions(20000);
    const size_t near = planeLength(plane), longer = digitsLonger();
    constexpr size_t shortBits = 105, longBits = 400;
    const double least = static_cast<double>(multiplyLength(shortBits)) * 2 * shortBits;
    std::printf("#pragma once\n"
                "// What elementary steps cost, in nanoseconds of one thread: the figures by which planners compare "
                "kernels.\n"
                "// Written by durfee_tune (native/tune) on %s: %s, %s code. Only ratios matter.\n\n"
                "namespace durfee::kernel::cost {\n\n",
                today().c_str(), processor().c_str(), vectorOps().name);
    constant("/// Transform modulo a prime, per point and level.", "kTransform", perPoint);
    constant("/// Mixed-radix digits, per pair of primes and coefficient.", "kRadix", radix);
    constant("/// Assembling an integer from its mixed-radix digits, per pair of primes.", "kAssemble",
             std::max(0.05, perPair - radix));
    constant("/// Writing a long integer, per coefficient.", "kStore", std::max(5.0, small - perPair * pairs(few)));
    constant("/// Sparse multiplication or division on digit planes, per term, coefficient and plane, while a plane\n"
             "/// stays in the second-level cache ...",
             "kPlane", plane);
    constant("/// ... that is up to this many coefficients, and from ten times as many on.", "kPlaneLength",
             static_cast<double>(near));
    constant("kPlaneFar", std::max(plane, planeDivision(10 * near)));
    constant("/// Settling carries, per coefficient and plane.", "kCarry", std::max(1.0, carries(plane)));
    constant("/// Making a digit of a long coefficient modulo a prime, and adding a digit of a product at its place,\n"
             "/// per prime.",
             "kDigit", std::max(1.0, digits(perPoint)));
    constant("/// FLINT's dense product of at least so many coefficients is left for primes when coefficients times\n"
             "/// bits exceed the second figure.",
             "kMultiplyLength", static_cast<double>(multiplyLength(longBits)));
    constant("kMultiplyBits", least);
    constant("/// Products digit by digit pay from these bits of the shorter and of the longer operand on.",
             "kDigitsShorter", static_cast<double>(digitsShorter(longer)));
    constant("kDigitsLonger", static_cast<double>(longer));
    constant("/// And its inverse from this length on.", "kInverseLength", static_cast<double>(inverseLength()));
    std::printf("\n} // namespace durfee::kernel::cost\n");
    return 0;
}
