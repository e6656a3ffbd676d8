// The vector code against integers of 128 bits, on every instruction set. Needs neither GMP nor FLINT, so that it is
// also built for other processors and run under emulation: npm run test:long does so for ARM.

#include <array>
#include <cmath>
#include <vector>

#include "check.h"
#include "kernel/vector.h"

using namespace durfee::kernel;

namespace {

using Doubles = std::vector<double>;

// The forty largest primes p = 1 mod 2^30 below 2^50: 2^50 + 1 - 2^30 k.
constexpr uint64_t kSteps[] = {51,  52,  69,  76,  78,  84,  94,  111, 121, 238, 252, 256, 262, 289,
                               366, 367, 384, 399, 427, 466, 469, 478, 514, 559, 561, 573, 576, 594,
                               669, 672, 724, 759, 769, 813, 891, 903, 907, 924, 928, 952};
constexpr size_t kCount = sizeof kSteps / sizeof *kSteps;
constexpr std::array<uint64_t, kCount> kPrimes = [] {
    std::array<uint64_t, kCount> primes{};
    for (size_t i = 0; i < kCount; i++)
        primes[i] = (uint64_t{1} << 50) + 1 - (kSteps[i] << 30);
    return primes;
}();

uint64_t times(uint64_t a, uint64_t b, uint64_t p) {
    return static_cast<uint64_t>(static_cast<unsigned __int128>(a) * b % p);
}

uint64_t power(uint64_t a, uint64_t e, uint64_t p) {
    uint64_t r = 1;
    for (; e; e >>= 1, a = times(a, a, p))
        if (e & 1)
            r = times(r, a, p);
    return r;
}

// A prime with the tables for transforms of up to 2^log2 points, made without the code under test.
class Field {
  public:
    Field(uint64_t prime, int log2) : p(prime) {
        uint64_t g = 2;
        while (power(g, (p - 1) / 2, p) != p - 1)
            g++;
        const auto table = [&](Doubles &out, bool inverse) {
            std::vector<uint64_t> roots{1};
            for (int k = 0; k < log2; k++) {
                uint64_t w = power(g, (p - 1) >> (k + 2), p);
                if (inverse)
                    w = power(w, p - 2, p);
                for (size_t i = 0, m = roots.size(); i < m; i++)
                    roots.push_back(times(roots[i], w, p));
            }
            for (uint64_t r : roots)
                out.push_back(balanced(r));
        };
        table(roots_, false);
        table(inverseRoots_, true);
        view = {static_cast<double>(p), 1 / static_cast<double>(p), roots_.data(), inverseRoots_.data()};
    }
    double balanced(uint64_t r) const { return r > p / 2 ? -static_cast<double>(p - r) : static_cast<double>(r); }
    uint64_t residue(double x) const {
        const int64_t r = static_cast<int64_t>(x) % static_cast<int64_t>(p);
        return static_cast<uint64_t>(r < 0 ? r + static_cast<int64_t>(p) : r);
    }
    uint64_t p;
    VectorField view;
    Doubles roots_, inverseRoots_;
};

Doubles random(check::Random &source, const Field &field, size_t n) {
    Doubles x(n);
    // Extremes are as likely as anything else.
    for (double &v : x)
        v = field.balanced(source.oneIn(4) ? (field.p - 1) / 2 + (source.oneIn(2) ? 1 : 0) : source.next() % field.p);
    return x;
}

// Coefficient i of a b modulo x^n - 1.
uint64_t cyclic(const Field &f, const Doubles &a, const Doubles &b, size_t n, size_t i) {
    uint64_t s = 0;
    for (size_t k = 0; k < n; k++)
        s = (s + times(f.residue(a[k]), f.residue(b[(i + n - k) % n]), f.p)) % f.p;
    return s;
}

void transforms(const VectorOps &ops, const Field &f, check::Random &source, int log2) {
    const size_t n = size_t{1} << log2;
    const Doubles a = random(source, f, n), b = random(source, f, n);
    const double scale = f.balanced(power(n % f.p, f.p - 2, f.p));
    const size_t places[] = {0, 1, n / 2, n - 1, static_cast<size_t>(source.next() % n)};
    Doubles x = a, y = b;
    ops.forward(f.view, x.data(), log2, 0);
    ops.forward(f.view, y.data(), log2, 0);
    Doubles z = x, square = x;
    ops.pointwise(f.view, z.data(), y.data(), n, scale);
    ops.backward(f.view, z.data(), log2, 0);
    for (size_t i : places)
        CHECK_WITH(f.residue(z[i]) == cyclic(f, a, b, n, i), std::string(ops.name) + " " + std::to_string(log2));
    ops.squareSum(f.view, square.data(), y.data(), log2, 0, scale);
    ops.backward(f.view, square.data(), log2, 0);
    for (size_t i : places)
        CHECK_WITH(f.residue(square[i]) == (cyclic(f, a, a, n, i) + cyclic(f, b, b, n, (i + n - 1) % n)) % f.p,
                   std::string(ops.name) + " " + std::to_string(log2));
}

// Products below degree 3h by the lengths 2h and h.
void threeHalves(const VectorOps &ops, const Field &f, check::Random &source, int log2) {
    const size_t h = size_t{1} << log2, n = 3 * h;
    Doubles a = random(source, f, n), b = random(source, f, n);
    std::fill(a.begin() + static_cast<std::ptrdiff_t>(n / 2), a.end(), 0.0);
    std::fill(b.begin() + static_cast<std::ptrdiff_t>(n / 2), b.end(), 0.0);
    const double scale = f.balanced(power(2 * h, f.p - 2, f.p)), twice = f.balanced(power(h, f.p - 2, f.p));
    Doubles x = a, y = b;
    for (Doubles *each : {&x, &y}) {
        ops.fold3(f.view, each->data(), h);
        ops.forward(f.view, each->data() + 2 * h, log2, 2);
        ops.forward(f.view, each->data(), log2 + 1, 0);
    }
    ops.pointwise(f.view, x.data(), y.data(), 2 * h, scale);
    ops.backward(f.view, x.data(), log2 + 1, 0);
    ops.pointwise(f.view, x.data() + 2 * h, y.data() + 2 * h, h, twice);
    ops.backward(f.view, x.data() + 2 * h, log2, 2);
    ops.unfold3(f.view, x.data(), h);
    for (size_t i : {size_t{0}, h, 2 * h + 1, n - 1})
        CHECK_WITH(f.residue(x[i]) == cyclic(f, a, b, n, i), std::string(ops.name) + " 3h " + std::to_string(log2));
}

void elementwise(const VectorOps &ops, const Field &f, check::Random &source, size_t n) {
    const Doubles x = random(source, f, n), y = random(source, f, n), z = random(source, f, n);
    const double c = random(source, f, 1)[0], d = random(source, f, 1)[0];
    const auto agrees = [&](const char *name, const Doubles &got, auto expected) {
        bool good = true;
        for (size_t i = 0; i < n; i++)
            good = good && f.residue(got[i]) == expected(i) && std::abs(got[i]) <= static_cast<double>(f.p) / 2 + 1;
        CHECK_WITH(good, std::string(ops.name) + " " + name + " " + std::to_string(n));
    };
    const auto product = [&](double a, double b) { return times(f.residue(a), f.residue(b), f.p); };
    const auto minus = [&](uint64_t a, uint64_t b) { return (a + f.p - b) % f.p; };
    Doubles out(n);
    Doubles wide(n);
    for (size_t i = 0; i < n; i++)
        wide[i] = 6 * x[i] + y[i];
    ops.reduce(f.view, out.data(), wide.data(), n);
    agrees("reduce", out, [&](size_t i) { return f.residue(wide[i]); });
    ops.scale(f.view, out.data(), x.data(), n, c);
    agrees("scale", out, [&](size_t i) { return product(x[i], c); });
    out = x;
    ops.horner(f.view, out.data(), y.data(), n, c);
    agrees("horner", out, [&](size_t i) { return (product(x[i], c) + f.residue(y[i])) % f.p; });
    out = x;
    ops.multiply(f.view, out.data(), y.data(), n);
    agrees("multiply", out, [&](size_t i) { return product(x[i], y[i]); });
    out = x;
    ops.eliminate(f.view, out.data(), y.data(), n, c);
    agrees("eliminate", out, [&](size_t i) { return minus(f.residue(x[i]), product(y[i], c)); });
    out = x;
    const double *rows[] = {y.data(), z.data()};
    const double factors[] = {c, d};
    ops.subtractRows(f.view, out.data(), rows, factors, 2, n);
    agrees("subtractRows", out,
           [&](size_t i) { return minus(minus(f.residue(x[i]), product(y[i], c)), product(z[i], d)); });
    // Three rows of small integers, among them one long enough for each path.
    Doubles small[3];
    const double weights[] = {3, -70000, 1048575};
    for (size_t k = 0; k < 3; k++)
        for (size_t i = 0; i < n; i++)
            small[k].push_back(std::fmod(std::trunc(x[i] / (k + 3.0)), 67108864.0));
    const double *smallRows[] = {small[0].data(), small[1].data(), small[2].data()};
    ops.sumRows(out.data(), smallRows, weights, 3, n);
    bool good = true;
    for (size_t i = 0; i < n; i++) {
        int64_t expected = 0;
        for (size_t k = 0; k < 3; k++)
            expected += static_cast<int64_t>(weights[k]) * static_cast<int64_t>(small[k][i]);
        good = good && out[i] == static_cast<double>(expected);
    }
    CHECK_WITH(good, std::string(ops.name) + " sumRows");
}

void sums(const VectorOps &ops, check::Random &source) {
    constexpr int64_t n = 501;
    Doubles in(n + 3), out(n + 3, 1);
    for (double &v : in)
        v = static_cast<double>(source.between(-1000, 1000));
    const int64_t shifts[] = {0, 1, 7, 50, n - 1};
    const double c[] = {3, -1, 2, -5, 9};
    ops.addShifted(out.data(), in.data(), n, shifts, c, 5);
    bool good = true;
    for (int64_t i = 0; i < n; i++) {
        double expected = 1;
        for (size_t k = 0; k < 5; k++)
            expected += i >= shifts[k] ? c[k] * in[static_cast<size_t>(i - shifts[k])] : 0;
        good = good && out[static_cast<size_t>(i)] == expected;
    }
    CHECK_WITH(good, std::string(ops.name) + " addShifted");

    constexpr size_t width = 96;
    std::vector<int32_t> first(width), second(width);
    for (std::vector<int32_t> *row : {&first, &second})
        for (int32_t &digit : *row)
            digit = static_cast<int32_t>(source.between(INT32_MIN, INT32_MAX));
    const int32_t *digitRows[] = {first.data(), second.data()};
    const int32_t weights[] = {INT32_MIN + 1, 65537};
    std::vector<int64_t> totals(width, 1);
    ops.weightedSums(totals.data(), digitRows, weights, 2, width);
    good = true;
    for (size_t i = 0; i < width; i++)
        good = good && totals[i] == int64_t{first[i]} * weights[0] + int64_t{second[i]} * weights[1];
    CHECK_WITH(good, std::string(ops.name) + " weightedSums");

    std::vector<int64_t> plane(300), sum(kPlaneBlock, 5);
    for (int64_t &v : plane)
        v = source.between(-1000000, 1000000);
    const int64_t plus[] = {0, 3, 100}, minus[] = {1, 90};
    ops.accumulate(sum.data(), plane.data() + 200, plus, 3, minus, 2);
    good = true;
    for (int64_t b = 0; b < kPlaneBlock; b++) {
        const auto at = [&](int64_t shift) { return plane[static_cast<size_t>(200 + b - shift)]; };
        good = good && sum[static_cast<size_t>(b)] == 5 + at(0) + at(3) + at(100) - at(1) - at(90);
    }
    CHECK_WITH(good, std::string(ops.name) + " accumulate");

    std::vector<int64_t> row(8, 2);
    ops.accumulateRows(row.data(), plane.data() + 200, 8, plus, 2, minus, 1);
    good = true;
    for (size_t i = 0; i < 8; i++)
        good = good && row[i] == 2 + plane[200 + i] + plane[200 + i - 24] - plane[200 + i - 8];
    CHECK_WITH(good, std::string(ops.name) + " accumulateRows");

    std::vector<int8_t> a(77), b(77);
    for (size_t i = 0; i < a.size(); i++) {
        a[i] = static_cast<int8_t>(source.between(-60, 60));
        b[i] = static_cast<int8_t>(source.between(-60, 60));
    }
    std::vector<int8_t> more = a, less = a;
    ops.addBytes(more.data(), b.data(), b.size());
    ops.subtractBytes(less.data(), b.data(), b.size());
    good = true;
    for (size_t i = 0; i < a.size(); i++)
        good = good && more[i] == a[i] + b[i] && less[i] == a[i] - b[i];
    CHECK_WITH(good, std::string(ops.name) + " bytes");
}

// Digits put together again modulo every prime give the residues back.
void mixedRadix(const VectorOps &ops, check::Random &source) {
    constexpr size_t count = kCount;
    std::vector<Doubles> multipliers(count);
    std::vector<RadixRow> rows;
    Doubles x, halves(2 * count * kRadixBlock);
    for (size_t i = 0; i < count; i++) {
        const uint64_t p = kPrimes[i], half = static_cast<uint64_t>(kRadixHalf);
        const Field f(p, 0);
        uint64_t product = 1;
        for (size_t j = 0; j < i; j++) {
            const double whole = f.balanced(product), high = std::nearbyint(whole / kRadixHalf);
            multipliers[i].push_back(high);
            multipliers[i].push_back(whole - high * kRadixHalf);
            product = times(product, kPrimes[j] % p, p);
        }
        const uint64_t scale = power(product, p - 2, p), once = times(scale, half, p);
        rows.push_back({f.view.p, f.view.inverse, multipliers[i].data(), f.balanced(scale), f.balanced(once),
                        f.balanced(times(once, half, p))});
        const Doubles residues = random(source, f, kRadixBlock);
        x.insert(x.end(), residues.begin(), residues.end());
    }
    ops.mixedRadix(rows.data(), static_cast<int>(count), x.data(), halves.data());
    bool good = true;
    for (size_t i = 0; i < count; i++)
        for (size_t l = 0; l < kRadixBlock; l++) {
            const Field f(kPrimes[i], 0);
            uint64_t value = 0, product = 1;
            for (size_t j = 0; j <= i; j++) {
                const double high = halves[2 * j * kRadixBlock + l], low = halves[(2 * j + 1) * kRadixBlock + l];
                good = good && std::abs(high) <= 16777216 && std::abs(low) <= 16777216;
                value = (value + times(f.residue(high * kRadixHalf + low), product, f.p)) % f.p;
                product = times(product, kPrimes[j] % f.p, f.p);
            }
            good = good && value == f.residue(x[i * kRadixBlock + l]);
        }
    CHECK_WITH(good, std::string(ops.name) + " mixedRadix");
}

void extendRoots(const VectorOps &ops, const Field &f) {
    Doubles table = f.roots_;
    for (size_t m = 1; m < table.size(); m *= 2) {
        std::fill(table.begin() + static_cast<std::ptrdiff_t>(m), table.begin() + static_cast<std::ptrdiff_t>(2 * m),
                  0.0);
        ops.extendRoots(f.view, table.data(), m, f.roots_[m]);
    }
    bool good = true;
    for (size_t i = 0; i < table.size(); i++)
        good = good && f.residue(table[i]) == f.residue(f.roots_[i]);
    CHECK_WITH(good, std::string(ops.name) + " extendRoots");
}

} // namespace

int main() {
    check::Random source(7);
    std::vector<const VectorOps *> sets{&plainOps};
    if (&vectorOps() != &plainOps)
        sets.push_back(&vectorOps());
    for (const VectorOps *ops : sets) {
        for (uint64_t p : {kPrimes[0], kPrimes[kCount - 1]}) {
            const Field f(p, 14);
            for (int log2 : {4, 5, 6, 7, 8, 9, 10, 11, 13, 14})
                transforms(*ops, f, source, log2);
            for (int log2 : {4, 5, 8, 9})
                threeHalves(*ops, f, source, log2);
            for (size_t n : {1, 3, 4, 5, 64, 67, 200})
                elementwise(*ops, f, source, n);
            extendRoots(*ops, f);
        }
        sums(*ops, source);
        mixedRadix(*ops, source);
        std::printf("%s\n", ops->name);
    }
    return check::finish("vector_code");
}
