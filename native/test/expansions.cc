// Products and sums against their definitions, multiplied out factor by factor with plain integers.

#include <map>

#include "ring/explain.h"
#include "ring/number.h"
#include "ring/special.h"
#include "samples.h"

using namespace samples;

namespace {

using Naive = std::vector<Fraction>; // coefficients of t^0, t^1, ...

Fraction plus(const Fraction &a, const Fraction &b) {
    Fraction sum;
    _fmpq_add(sum.numerator, sum.denominator, a.numerator, a.denominator, b.numerator, b.denominator);
    return sum;
}

Fraction times(const Fraction &a, const Fraction &b) {
    Fraction product;
    _fmpq_mul(product.numerator, product.denominator, a.numerator, a.denominator, b.numerator, b.denominator);
    return product;
}

Fraction minus(const Fraction &a) {
    Fraction negative = a;
    fmpz_neg(negative.numerator, negative.numerator);
    return negative;
}

// Multiplies (or divides) by 1 - c t^e, e >= 1.
void factorStep(Naive &f, const Fraction &c, int64_t e, bool divide) {
    const auto n = static_cast<int64_t>(f.size());
    if (divide)
        for (int64_t i = e; i < n; ++i)
            f[static_cast<size_t>(i)] = plus(f[static_cast<size_t>(i)], times(c, f[static_cast<size_t>(i - e)]));
    else
        for (int64_t i = n - 1; i >= e; --i)
            f[static_cast<size_t>(i)] = plus(f[static_cast<size_t>(i)], minus(times(c, f[static_cast<size_t>(i - e)])));
}

Naive naiveProduct(std::span<const Pochhammer> factors, int64_t order) {
    Naive f(static_cast<size_t>(order));
    f[0].numerator = Integer(1);
    for (const auto &p : factors)
        for (int64_t n = 0; (!p.count || n < *p.count) && p.start + p.step * n < order; ++n)
            for (int64_t k = 0; k < std::abs(p.exponent); ++k)
                factorStep(f, p.c, p.start + p.step * n, p.exponent < 0);
    return f;
}

bool equals(const SeriesRef &a, const Naive &f) {
    if (a->order() != Order(static_cast<int64_t>(f.size())))
        return false;
    for (size_t i = 0; i < f.size(); ++i) {
        const auto c = coefficientFraction(*a, static_cast<int64_t>(i));
        if (!(c.numerator == f[i].numerator) || !(c.denominator == f[i].denominator))
            return false;
    }
    return true;
}

void etaQuotients(check::Random &random) {
    std::vector<EtaPower> powers;
    std::vector<Pochhammer> factors;
    const int count = static_cast<int>(random.between(0, 4));
    const int64_t common = random.oneIn(4) ? 3 : 1;
    for (int i = 0; i < count; ++i) {
        powers.push_back({common * random.between(1, 8), random.between(-4, 4)});
        factors.push_back({Fraction{Integer(1), Integer(1)}, powers.back().scale, powers.back().scale, std::nullopt,
                           powers.back().exponent});
    }
    const int64_t order = random.between(1, 90);
    const auto product = etaQuotient(powers, order);
    std::string detail = "order " + std::to_string(order);
    for (const auto &p : powers)
        detail += " " + std::to_string(p.scale) + "^" + std::to_string(p.exponent);
    CHECK_WITH(equals(product, naiveProduct(factors, order)), detail);
}

void pochhammers(check::Random &random) {
    std::vector<Pochhammer> factors;
    std::string detail;
    for (int i = static_cast<int>(random.between(1, 3)); i > 0; --i) {
        Fraction c{Integer(random.between(-3, 3)), Integer(random.oneIn(3) ? random.between(1, 4) : 1)};
        if (random.oneIn(2))
            c = Fraction{Integer(random.oneIn(2) ? 1 : -1), Integer(1)};
        c.reduce();
        Pochhammer p{c, random.between(1, 5), random.between(1, 4), std::nullopt, random.between(-3, 3)};
        if (random.oneIn(3))
            p.count = random.between(0, 6);
        factors.push_back(p);
        detail += "(" + decimal(c.numerator, c.denominator) + " t^" + std::to_string(p.start) + "; t^" +
                  std::to_string(p.step) + ")_" + (p.count ? std::to_string(*p.count) : "inf") + "^" +
                  std::to_string(p.exponent) + " ";
    }
    const int64_t order = random.between(1, 40);
    CHECK_WITH(equals(pochhammerProduct(factors, order), naiveProduct(factors, order)), detail + std::to_string(order));
}

// (c t^start; t^step)_count with exponents at and below zero, against the product of its factors as series.
void lowPochhammers(check::Random &random) {
    Fraction c{Integer(random.between(-3, 3)), Integer(random.between(1, 2))};
    c.reduce();
    const Pochhammer p{c, random.between(-6, 2), random.between(-2, 3), random.between(0, 6), random.between(1, 2)};
    const auto one = monomial(ringQ(), Fraction{Integer(1), Integer(1)}, 0);
    auto expected = one;
    for (int64_t n = 0; n < *p.count; ++n)
        expected = mul(expected, pow(sub(one, monomial(ringQ(), c, p.start + p.step * n)), p.exponent, std::nullopt));
    const auto product = pochhammerProduct(std::vector{p}, 12);
    CHECK_WITH(!compare(product, expected).differsAt && product->order() == Order(12),
               shown(product) + " " + shown(expected));
    if (expected->isZero())
        return;
    const Pochhammer below{c, p.start, p.step, p.count, -p.exponent};
    CHECK_WITH(!compare(pochhammerProduct(std::vector{below}, 12), inverse(expected, 12)).differsAt, shown(expected));
}

void thetas(check::Random &random) {
    const int64_t a = random.between(1, 6), b = a - 2 * random.between(0, 4), c = random.between(-3, 3),
                  order = random.between(-2, 80);
    const int sign = random.oneIn(2) ? 1 : -1;
    const bool half = random.oneIn(2);
    std::map<int64_t, int64_t> sums;
    for (int64_t n = half ? 0 : -100; n <= 100; ++n)
        if (const int64_t e = (a * n * n + b * n) / 2 + c; e < order)
            sums[e] += sign < 0 && n % 2 != 0 ? -1 : 1;
    const auto series = theta(a, b, c, sign, order, half);
    bool good = series->order() == Order(order);
    for (const auto &[e, sum] : sums)
        good = good && coefficientText(*series, e) == std::to_string(sum);
    int64_t nonzero = 0;
    for (const auto &[e, sum] : sums)
        nonzero += sum != 0;
    CHECK(good && series->termCount() == nonzero);
}

void lamberts(check::Random &random) {
    const int64_t power = random.between(0, 3), order = random.between(0, 60);
    std::vector<int64_t> chi, psi;
    for (int64_t i = random.between(1, 5); i > 0; --i)
        chi.push_back(random.between(-2, 2));
    for (int64_t i = random.between(1, 5); i > 0; --i)
        psi.push_back(random.between(-2, 2));
    const auto series = lambert(power, chi, psi, order);
    bool good = true;
    for (int64_t n = 0; n < order; ++n) {
        int64_t sum = 0;
        for (int64_t d = 1; d <= n; ++d) {
            int64_t term = n % d == 0
                               ? chi[static_cast<size_t>(d) % chi.size()] * psi[static_cast<size_t>(n / d) % psi.size()]
                               : 0;
            for (int64_t k = 0; k < power; ++k)
                term *= d;
            sum += term;
        }
        good = good && coefficientText(*series, n) == std::to_string(sum);
    }
    CHECK(good);
}

// sum of sigma(n) t^(d n), minus d e times it: what (t^d; t^d)^e has for t d/dt of its logarithm.
SeriesRef logDerivative(const EtaPower &f, int64_t order) {
    IntegerVector sums(order);
    for (int64_t k = f.scale; k < order; k += f.scale)
        for (int64_t n = k; n < order; n += k)
            fmpz_add_si(sums.at(n), sums.at(n), k);
    const auto series = normalDense(ringZ(), order, 0, std::move(sums));
    return scale(series, Fraction{Integer(-f.exponent), Integer(1)});
}

// Powers up to the ends of what an exponent can be: g with g(0) = 1 is known by t g' = g L.
void highPowers() {
    constexpr int64_t most = (int64_t{1} << 53) - 1, word = int64_t{1} << 32;
    for (const int64_t e : {int64_t{241}, int64_t{1000000}, word, word + 1, int64_t{30000000000000}, most})
        for (const int64_t sign : {1, -1})
            for (const int64_t order : {1, 2, 40, 130}) {
                const std::vector<EtaPower> factors{{1, sign * e}, {2, -7}, {3, -sign * e}};
                const auto g = etaQuotient(factors, order);
                auto derivative = zeroSeries(ringZ(), order);
                for (const auto &f : factors)
                    derivative = add(derivative, logDerivative(f, order));
                CHECK(coefficientText(*g, 0) == "1" && identical(thetaDerivative(g), mul(g, derivative)));
                const Integer modulus(101);
                CHECK(identical(reduce(g, modulus), etaQuotientModulo(factors, modulus, order)));
                CHECK(!explainEtaQuotient(factors, order).words.empty());
                // Denominators that a power of the whole series would have to the power e.
                const auto u = fromTerms(ringQ(), {0, 1, 2}, {"1", "1/2", "-1/3"}, order);
                const auto power = pow(u, sign * e, std::nullopt);
                CHECK(coefficientText(*power, 0) == "1");
                const auto left = mul(thetaDerivative(power), u);
                const auto right = scale(mul(power, thetaDerivative(u)), Fraction{Integer(sign * e), Integer(1)});
                CHECK(agree(left, right));
            }
    const auto z = fromTerms(ringLaurent({"z"}), {0, 1}, {"1", "-z"}, std::nullopt);
    CHECK(coefficientText(*pow(z, most, 3), 1) == "-9007199254740991*z");
    CHECK_THROWS(pow(z, most, std::nullopt), Code::TooLarge);
    CHECK_THROWS(pow(fromTerms(ringLaurent({"z"}), {0, 1}, {"1 + z", "1"}, 9), most, std::nullopt), Code::TooLarge);
}

// Scales whose common multiple is out of reach, or beyond the order.
void unrelatedScales() {
    const std::vector<EtaPower> factors{{997, 1}, {991, -1}, {983, 2}, {977, -3}, {971, 1}, {967, 1}, {1, -1}};
    const auto g = etaQuotient(factors, 2000);
    auto derivative = zeroSeries(ringZ(), 2000);
    for (const auto &f : factors)
        derivative = add(derivative, logDerivative(f, 2000));
    CHECK(identical(thetaDerivative(g), mul(g, derivative)));
    const std::vector<EtaPower> far{{1, -1}, {(int64_t{1} << 53) - 1, 3}, {(int64_t{1} << 53) - 111, -5}};
    CHECK(identical(etaQuotient(far, 50), etaQuotient(std::vector<EtaPower>{{1, -1}}, 50)));
}

void exponentsBack(check::Random &random) {
    const int64_t order = random.between(2, 60);
    std::vector<Pochhammer> factors;
    std::vector<int64_t> expected(static_cast<size_t>(order), 0);
    for (int64_t n = 1; n < order; ++n)
        if (random.oneIn(3)) {
            expected[static_cast<size_t>(n)] = random.between(-5, 5);
            factors.push_back({Fraction{Integer(1), Integer(1)}, n, 1, 1, expected[static_cast<size_t>(n)]});
        }
    const auto found =
        productExponents(scale(shift(pochhammerProduct(factors, order), 3), Fraction{Integer(-7), Integer(2)}), order);
    bool good = static_cast<int64_t>(found.size()) == order - 1;
    for (int64_t n = 1; good && n < order; ++n)
        good = found[static_cast<size_t>(n) - 1] == std::to_string(expected[static_cast<size_t>(n)]);
    CHECK(good);
}

// Integral operations above the kernels' crossovers against the schoolbook.
void longSeries(check::Random &random) {
    const int64_t n = random.between(300, 1500);
    auto draw = [&](int bits) {
        std::vector<int64_t> values(static_cast<size_t>(n));
        for (auto &value : values)
            value = static_cast<int64_t>(random.next() >> (64 - bits)) * (random.oneIn(2) ? 1 : -1);
        return values;
    };
    auto x = draw(static_cast<int>(random.between(1, 40))), y = draw(static_cast<int>(random.between(1, 40)));
    y[0] = 1;
    const auto a = fromInt64(x.data(), n, 0, n), b = fromInt64(y.data(), n, 0, n);
    IntegerVector expected(n);
    _fmpz_poly_mullow_classical(expected.data(), denseWindow(*a, 0, n).data(), n, denseWindow(*b, 0, n).data(), n, n);
    CHECK(identical(mul(a, b), normalDense(ringZ(), n, 0, expected.clone())));
    CHECK(identical(div(normalDense(ringZ(), n, 0, std::move(expected)), b, std::nullopt), a));
}

} // namespace

int main() {
    memory::install();
    check::Random random(1);
    for (int i = 0; i < check::cases(60); ++i) {
        etaQuotients(random);
        pochhammers(random);
        lowPochhammers(random);
        thetas(random);
        lamberts(random);
        exponentsBack(random);
    }
    for (int i = 0; i < check::cases(4); ++i)
        longSeries(random);
    highPowers();
    unrelatedScales();
    // p(n) two ways.
    const auto p = etaQuotient(std::vector<EtaPower>{{1, -1}}, 2000);
    for (const int64_t n : {0, 1, 100, 1000, 1999})
        CHECK(coefficientText(*p, n) == decimal(partitionNumber(Integer(n))));
    return check::finish("expansions");
}
