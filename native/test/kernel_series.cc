// Transforms, products, dense and modular arithmetic against schoolbook references, on every instruction set.

#include <algorithm>
#include <cmath>

#include "kernel/crt.h"
#include "kernel/digits.h"
#include "kernel/field.h"
#include "kernel/growth.h"
#include "kernel_naive.h"
#include "ring/control.h"
#include "ring/memory.h"

using namespace durfee;
using namespace durfee::kernel;
using naive::Numbers;

namespace {

void fields(check::Random &random, size_t n) {
    const auto field = Field::make(static_cast<size_t>(random.between(0, 6)), log2For(2 * n + 2));
    const uint64_t p = field->prime();
    const auto residues = [&] {
        std::vector<double> x(n);
        // Extremes are as likely as anything else.
        for (double &v : x)
            v = field->balanced(random.oneIn(4) ? (p - 1) / 2 + static_cast<uint64_t>(random.between(0, 1))
                                                : random.next() % p);
        return x;
    };
    std::vector<double> f = residues(), g = residues(), r(n), back(n);
    if (f[0] == 0)
        f[0] = 1;
    const auto coefficient = [&](const std::vector<double> &a, const std::vector<double> &b, size_t i) {
        uint64_t s = 0;
        for (size_t k = 0; k <= i; k++)
            s = n_addmod(s, n_mulmod2(field->residue(a[k]) % p, field->residue(b[i - k]) % p, p), p);
        return s;
    };
    const size_t places[] = {0, n / 2, n - 1, static_cast<size_t>(random.between(0, static_cast<int64_t>(n) - 1))};
    Workspace w;
    field->multiply(r.data(), n, f.data(), n, g.data(), n, w);
    for (size_t i : places)
        CHECK(field->residue(r[i]) % p == coefficient(f, g, i));
    field->multiply(r.data(), n, f.data(), n, f.data(), n, w);
    for (size_t i : places)
        CHECK(field->residue(r[i]) % p == coefficient(f, f, i));
    field->invert(r.data(), f.data(), n, n, w);
    for (size_t i : places)
        CHECK(coefficient(f, r, i) == (i == 0 ? 1 : 0));
    field->divide(r.data(), g.data(), n, f.data(), n, n, w);
    for (size_t i : places)
        CHECK(coefficient(f, r, i) == field->residue(g[i]) % p);
    g[0] = 0;
    field->integrate(r.data(), g.data(), n, w);
    CHECK(r[0] == 1);
    for (size_t i : places)
        CHECK(coefficient(g, r, i) == n_mulmod2(i, field->residue(r[i]) % p, p));
}

void products(check::Random &random, const std::string &set) {
    const size_t n = static_cast<size_t>(random.between(1, random.oneIn(4) ? 700 : 160));
    std::vector<EtaFactor> eta;
    std::vector<UnitFactor> units;
    for (int64_t k = random.between(0, 3); k >= 0; k--) {
        const int64_t scale = random.between(1, random.oneIn(4) ? 60 : 6), exponent = random.between(-4, 5);
        eta.push_back({scale, exponent});
        units.push_back({scale, scale, -1, exponent, 1});
    }
    Numbers out(n);
    etaQuotient(out.data(), out.length(), eta);
    CHECK_WITH(out == naive::unitProduct(units, n), set + " " + planEtaQuotient(eta, out.length()).words);
    if (const auto theta = recogniseEtaQuotient(eta, static_cast<int64_t>(n))) {
        Numbers sparse(n);
        for (size_t i = 0; i < theta->series.exponents.size(); i++)
            fmpz_set_si(sparse.at(static_cast<size_t>(theta->series.exponents[i])), theta->series.coefficients[i]);
        CHECK_WITH(sparse == out, theta->reason);
    }
    units.clear();
    const int64_t step = random.between(1, 7);
    for (int64_t k = random.between(0, 3); k >= 0; k--)
        units.push_back({random.between(1, 9), random.oneIn(2) ? step : random.between(1, 5),
                         random.oneIn(3) ? random.between(0, 9) : -1, random.between(-3, 3), random.oneIn(2) ? 1 : -1});
    unitProduct(out.data(), out.length(), units);
    CHECK_WITH(out == naive::unitProduct(units, n), set + " " + planUnitProduct(units, out.length()).words);
    std::vector<int64_t> numerator(static_cast<size_t>(random.between(1, static_cast<int64_t>(n))));
    Numbers above(numerator.size());
    for (size_t i = 0; i < numerator.size(); i++) {
        numerator[i] = random.between(-1000, 1000);
        fmpz_set_si(above.at(i), numerator[i]);
    }
    seriesTimesProduct(out.data(), out.length(), numerator, units, 0);
    CHECK_WITH(out == naive::product(above, naive::unitProduct(units, n), n), set);
}

// Scales with a long common multiple, of many divisors or of few, and some beyond the order.
void scatteredScales(const std::string &set) {
    const std::vector<std::vector<EtaFactor>> quotients = {
        {{1, -1}, {2, -1}, {3, -1}, {5, -1}, {7, -1}, {11, -1}, {13, -1}},
        {{1, 2}, {2, -3}, {3, 1}, {5, -2}, {7, 1}, {11, -1}, {13, 4}, {17, -5}},
        {{1, -2}, {4, 3}, {9, -1}, {25, 2}, {49, -3}, {121, 5}, {169, -7}},
        {{1, -1}, {97, 2}, {101, -3}, {103, 1}, {1000003, 1}, {1000033, -1}},
    };
    for (const auto &eta : quotients) {
        const size_t n = 260;
        std::vector<UnitFactor> units;
        for (const EtaFactor &f : eta)
            units.push_back({f.scale, f.scale, -1, f.exponent, 1});
        Numbers out(n);
        etaQuotient(out.data(), out.length(), eta);
        CHECK_WITH(out == naive::unitProduct(units, n), set + " " + planEtaQuotient(eta, out.length()).words);
    }
}

// Past the first 2000 factors, whose exponents are collected one by one, each keeps its own.
void longMajorants() {
    const std::pair<int64_t, int64_t> mixed[] = {{1, -1}, {2, 1}, {3, -1}, {5, 1}, {7, -1}, {11, 1}, {13, -1}, {17, 1}};
    const EtaMajorant majorant(mixed, 100000);
    double plain = 0;
    for (const double t : {2.0, 0.1, 0.01, 0.001}) {
        // The logarithm itself, by its product.
        double exact = 0;
        for (int64_t n = 1; static_cast<double>(n) * t < 50; n++) {
            int64_t e = 0;
            for (const auto &[scale, r] : mixed)
                e += n % scale == 0 ? r : 0;
            const double x = std::exp(-static_cast<double>(n) * t);
            exact += static_cast<double>(e) * (e < 0 ? std::log1p(-x) : std::log1p(x));
        }
        CHECK(majorant(t) >= exact - 1e-6 && majorant(t) > plain);
        CHECK(t < 0.02 || majorant(t) < exact * 1.001 + 1e-6);
        plain = majorant(t);
    }
}

void coefficientProducts(check::Random &random) {
    const size_t n = static_cast<size_t>(random.between(1, 90));
    const slong c = random.between(-5, 5), d = random.between(1, 3), exponent = random.between(-2, 2),
                start = random.between(1, 3), step = random.between(1, 3);
    fmpz num = c, den = d;
    const CoefficientFactor factor[] = {{&num, &den, start, step, -1, exponent}};
    Numbers out(n), base(1), expected = naive::one(n);
    coefficientProduct(out.data(), base.data(), out.length(), factor);
    // (1 - c base^m q^m)^exponent over Z, factor by factor.
    for (size_t m = static_cast<size_t>(start); m < n; m += static_cast<size_t>(step)) {
        Numbers single = naive::one(m + 1);
        fmpz_pow_ui(single.at(m), base.at(0), m);
        fmpz_mul_si(single.at(m), single.at(m), -c);
        fmpz_divexact_si(single.at(m), single.at(m), d);
        for (slong e = 0; e < std::abs(exponent); e++)
            expected = exponent < 0 ? naive::quotient(expected, single, n) : naive::product(expected, single, n);
    }
    CHECK(out == expected);
}

void dense(check::Random &random, const std::string &set) {
    const bool large = random.oneIn(3);
    const size_t n = static_cast<size_t>(random.between(1, large ? 900 : 60)),
                 an = static_cast<size_t>(random.between(1, large ? 900 : 60)),
                 bn = static_cast<size_t>(random.between(1, large ? 900 : 60));
    Numbers a = naive::random(random, an, static_cast<int>(random.between(1, large ? 400 : 3000)), random.oneIn(3)),
            b = naive::random(random, bn, static_cast<int>(random.between(1, large ? 400 : 3000)), random.oneIn(3)),
            out(n);
    multiply(out.data(), out.length(), a.data(), a.length(), b.data(), b.length());
    CHECK_WITH(out == naive::product(a, b, n), set);
    multiply(out.data(), out.length(), a.data(), a.length(), a.data(), a.length());
    CHECK_WITH(out == naive::product(a, a, n), set);
    const size_t m = std::min<size_t>(n, 150);
    Numbers unit = naive::random(random, std::min<size_t>(bn, 150), static_cast<int>(random.between(1, 40)),
                                 random.oneIn(2)),
            result(m);
    fmpz_set_si(unit.at(0), random.oneIn(2) ? 1 : -1);
    inverse(result.data(), result.length(), unit.data(), unit.length());
    CHECK_WITH(naive::product(result, unit, m) == naive::one(m), set);
    divide(result.data(), result.length(), a.data(), std::min<slong>(a.length(), 150), unit.data(), unit.length());
    Numbers prefix(std::min<size_t>(an, 150));
    _fmpz_vec_set(prefix.data(), a.data(), prefix.length());
    CHECK_WITH(result == naive::quotient(prefix, unit, m), set);
    const int64_t exponent = random.between(-3, 6);
    power(result.data(), result.length(), unit.data(), unit.length(), exponent);
    Numbers expected = naive::one(m);
    for (int64_t e = 0; e < std::abs(exponent); e++)
        expected = exponent < 0 ? naive::quotient(expected, unit, m) : naive::product(expected, unit, m);
    CHECK_WITH(result == expected, set);
}

// Digit by digit, in every layout: random sizes and lengths, and coefficients of nothing but ones in binary, which make
// the largest sums.
void digits(check::Random &random, const std::string &set) {
    const slong an = random.between(1, 40), bn = random.between(1, 40),
                n = random.between(std::max(an, bn), an + bn - 1);
    const slong aBits = random.between(1, 4000), bBits = random.between(1, 4000);
    Numbers a = naive::random(random, static_cast<size_t>(an), static_cast<int>(aBits), random.oneIn(3)),
            b = naive::random(random, static_cast<size_t>(bn), static_cast<int>(bBits), random.oneIn(3)),
            out(static_cast<size_t>(n));
    if (random.oneIn(3))
        for (Numbers *each : {&a, &b})
            for (size_t i = 0; i < each->size(); i++) {
                fmpz_one(each->at(i));
                fmpz_mul_2exp(each->at(i), each->at(i), static_cast<ulong>(each == &a ? aBits : bBits));
                fmpz_sub_ui(each->at(i), each->at(i), 1);
            }
    const auto size = [](const Numbers &x) {
        return std::max(1.0, std::abs(static_cast<double>(_fmpz_vec_max_bits(x.data(), x.length()))));
    };
    const slong from = random.oneIn(2) ? 0 : random.between(0, n - 1);
    const Numbers product = naive::product(a, b, static_cast<size_t>(n)), square = naive::product(a, a, a.size());
    for (size_t primes = 2; primes <= 8; primes++) {
        multiplyByDigits(out.data(), a.data(), b.data(), digitLayout({an, size(a), bn, size(b), from, n}, primes));
        CHECK_WITH(_fmpz_vec_equal(out.data(), product.data() + from, n - from), set + " " + std::to_string(primes));
    }
    Numbers squared(a.size());
    multiplyByDigits(squared.data(), a.data(), a.data(), digitLayout({an, size(a), an, size(a), 0, an}));
    CHECK_WITH(squared == square, set + " square");
}

// Long enough for the planner to choose it, against FLINT.
void longCoefficients(check::Random &random) {
    const size_t n = 60;
    Numbers a = naive::random(random, n, 9000, true), b = naive::random(random, n, 7000, true), out(n), expected(n);
    multiply(out.data(), out.length(), a.data(), a.length(), b.data(), b.length());
    _fmpz_poly_mullow(expected.data(), a.data(), a.length(), b.data(), b.length(), expected.length());
    CHECK(out == expected);
    // An inverse whose coefficients grow by 300 bits each.
    Numbers unit = naive::random(random, 300, 300, false), reciprocal(300), one = naive::one(300), product(300);
    fmpz_one(unit.at(0));
    inverse(reciprocal.data(), reciprocal.length(), unit.data(), unit.length());
    _fmpz_poly_mullow(product.data(), unit.data(), unit.length(), reciprocal.data(), reciprocal.length(),
                      product.length());
    CHECK(product == one);
}

// (a^(r/s))^s = a^r.
void roots(check::Random &random) {
    // Short denominators go by FLINT's integers, long ones by digits.
    const size_t n = static_cast<size_t>(random.between(1, random.oneIn(3) ? 400 : 60));
    Numbers a = naive::random(random, n, static_cast<int>(random.between(1, 8)), true), out(n), den(1),
            left = naive::one(n), right = naive::one(n);
    fmpz_one(a.at(0));
    const int64_t s = random.between(2, 6), r = random.between(1, 5);
    powerRational(out.data(), den.data(), out.length(), a.data(), a.length(), r, s);
    for (int64_t i = 0; i < s; i++)
        left = naive::product(left, out, n);
    for (int64_t i = 0; i < r; i++)
        right = naive::product(right, a, n);
    fmpz_pow_ui(den.at(0), den.at(0), static_cast<ulong>(s));
    _fmpz_vec_scalar_mul_fmpz(right.data(), right.data(), right.length(), den.at(0));
    CHECK(left == right);
}

void moduli(check::Random &random, const std::string &set) {
    const uint64_t choices[] = {
        1, 2, 5, 12, 1000000007, (uint64_t{1} << 49) - 111, 9223372036854775783u, uint64_t{1} << 40};
    const uint64_t m = choices[random.between(0, 7)];
    const size_t n = static_cast<size_t>(random.between(1, 400));
    std::vector<uint64_t> a(n), b(n), out(n);
    for (size_t i = 0; i < n; i++) {
        a[i] = random.oneIn(5) ? m - 1 : random.next() % m;
        b[i] = random.oneIn(5) ? m - 1 : random.next() % m;
    }
    const auto coefficient = [&](const std::vector<uint64_t> &x, const std::vector<uint64_t> &y, size_t i) {
        uint64_t s = 0;
        for (size_t k = 0; k <= i; k++)
            s = n_addmod(s, n_mulmod2(x[k], y[i - k], m), m);
        return s % m;
    };
    multiplyMod(out.data(), static_cast<slong>(n), a.data(), static_cast<slong>(n), b.data(), static_cast<slong>(n), m);
    for (size_t i : {size_t{0}, n / 2, n - 1})
        CHECK_WITH(out[i] == coefficient(a, b, i), set);
    a[0] = random.oneIn(2) ? 1 % m : a[0];
    const bool unit = n_gcd(a[0], m) == 1 || m == 1;
    CHECK(inverseMod(out.data(), static_cast<slong>(n), a.data(), static_cast<slong>(n), m) == unit);
    if (unit)
        for (size_t i : {size_t{0}, n / 2, n - 1})
            CHECK_WITH(coefficient(a, out, i) == (i == 0 ? 1 % m : 0), set);
}

void partitions() {
    const size_t n = 20000;
    Numbers p(n);
    const EtaFactor reciprocal[] = {{1, -1}};
    etaQuotient(p.data(), p.length(), reciprocal);
    fmpz_t single;
    fmpz_init(single);
    for (size_t i : {0, 1, 100, 9999, 19999}) {
        partitionNumber(single, i);
        CHECK(fmpz_equal(single, p.at(i)));
    }
    fmpz_clear(single);
    for (uint8_t m : {2, 3, 5, 7, 11, 13, 100}) {
        std::vector<uint8_t> bytes(n);
        partitionsMod(bytes.data(), static_cast<int64_t>(n), m);
        bool good = true;
        for (size_t i = 0; i < n; i++)
            good = good && bytes[i] == fmpz_fdiv_ui(p.at(i), m);
        CHECK_WITH(good, std::to_string(m));
    }
    // Long enough for sums that are reduced on the way.
    for (uint8_t m : {3, 5, 7}) {
        constexpr int64_t length = 300000;
        std::vector<uint8_t> bytes(length);
        std::vector<uint64_t> words(length);
        partitionsMod(bytes.data(), length, m);
        partitionsMod(words.data(), length, uint64_t{m});
        CHECK_WITH(std::equal(bytes.begin(), bytes.end(), words.begin()), std::to_string(m));
    }
    // The same by primes on one thread and on three.
    Numbers one(n), three(n);
    const EtaFactor sixth[] = {{1, -6}, {5, 5}};
    etaQuotient(one.data(), one.length(), sixth);
    control::setThreads(3);
    etaQuotient(three.data(), three.length(), sixth);
    control::setThreads(1);
    CHECK(one == three);
}

// Integers of every sign and size up to the bound, from their residues: by mixed radix, by the product tree, and by
// both in one series whose bound grows.
void reconstructions(check::Random &random) {
    const auto check = [&](const Growth &growth, size_t n, const std::string &what) {
        Residues residues(n, growth);
        Numbers values(n), out(n);
        for (size_t i = 0; i < n; i++) {
            const slong bits = static_cast<slong>(growth.at(i));
            Numbers one = naive::random(random, 1, static_cast<int>(random.oneIn(3) ? random.between(1, bits) : bits));
            if (random.oneIn(4)) {
                fmpz_one(one.at(0));
                fmpz_mul_2exp(one.at(0), one.at(0), static_cast<ulong>(bits));
                fmpz_sub_ui(one.at(0), one.at(0), static_cast<ulong>(random.between(0, 1)));
            }
            if (random.oneIn(2))
                fmpz_neg(one.at(0), one.at(0));
            fmpz_swap(values.at(i), random.oneIn(9) ? out.at(i) : one.at(0));
        }
        std::vector<double> image(n);
        for (size_t row = 0; row < residues.primes(); row++) {
            const auto field = Field::make(row, 5);
            for (size_t i = 0; i < n; i++)
                image[i] = field->balanced(fmpz_fdiv_ui(values.at(i), field->prime()));
            residues.store(row, image.data());
        }
        residues.reconstruct(out.data());
        CHECK_WITH(out == values, what);
        control::setThreads(2);
        residues.reconstruct(out.data());
        control::setThreads(1);
        CHECK_WITH(out == values, what + " on two threads");
    };
    for (size_t primes : {1, 2, 3, 5, 8, 9, 16, 17, 63, 64, 65, 72, 130, 256, 257, 300, 390})
        check(Growth::constant(primeBits(primes) - 1.001), 50, std::to_string(primes) + " primes");
    const std::pair<double, double> line[] = {{60, 100}};
    check(Growth::lines(line), 300, "growing bound");
}

// Transforms so long that they are halved first, of 2^23 and 3 2^22 points.
void longTransforms(check::Random &random) {
    for (const size_t n : {size_t{1} << 22, (size_t{1} << 22) + 3}) {
        const auto field = Field::make(3, log2For(2 * n));
        const uint64_t p = field->prime();
        std::vector<double> f(n), g(n), r(n);
        for (size_t i = 0; i < n; i++) {
            f[i] = field->balanced(random.next() % p);
            g[i] = field->balanced(random.next() % p);
        }
        Workspace w;
        field->multiply(r.data(), n, f.data(), n, g.data(), n, w);
        for (const size_t place : {size_t{0}, size_t{77777}, n / 2 + 1, n - 1}) {
            uint64_t sum = 0;
            for (size_t k = 0; k <= place; k++)
                sum = n_addmod(sum, n_mulmod2(field->residue(f[k]) % p, field->residue(g[place - k]) % p, p), p);
            CHECK(field->residue(r[place]) % p == sum);
        }
    }
}

} // namespace

int main() {
    memory::install();
    check::Random random(41);
    longTransforms(random);
    naive::withEachInstructionSet([&](const std::string &set) {
        for (size_t n : {1, 2, 3, 15, 16, 17, 31, 32, 33, 48, 63, 64, 65, 95, 96, 97, 191, 193, 500, 1024, 1537, 2100})
            fields(random, n);
        for (int i = 0; i < check::cases(30); i++)
            products(random, set);
        scatteredScales(set);
        for (int i = 0; i < check::cases(8); i++)
            dense(random, set);
        for (int i = 0; i < check::cases(12); i++)
            digits(random, set);
        for (int i = 0; i < check::cases(30); i++)
            moduli(random, set);
    });
    for (int i = 0; i < check::cases(20); i++) {
        coefficientProducts(random);
        roots(random);
    }
    longMajorants();
    longCoefficients(random);
    reconstructions(random);
    partitions();
    return check::finish("kernel_series");
}
