// Named series, tables in two variables, exponents, relations and cyclotomic factors against references.

#include <cmath>
#include <map>

#include "kernel/divisors.h"
#include "kernel/theta.h"
#include "kernel_naive.h"
#include "ring/control.h"
#include "ring/memory.h"

using namespace durfee;
using namespace durfee::kernel;
using naive::Numbers;

namespace {

void atomsAreThetaSeries() {
    constexpr size_t n = 900;
    for (int atom = 0; atom < 20; atom++)
        for (int64_t scale : {1, 3}) {
            std::vector<UnitFactor> units;
            for (const auto &[d, r] : thetaAtomEta(atom, scale))
                units.push_back({d, d, -1, r, 1});
            Numbers sparse(n);
            const SparseSeries series = thetaAtom(atom, scale, n);
            for (size_t i = 0; i < series.exponents.size(); i++)
                fmpz_set_si(sparse.at(static_cast<size_t>(series.exponents[i])), series.coefficients[i]);
            CHECK_WITH(sparse == naive::unitProduct(units, n), thetaAtomText(atom, scale));
        }
}

void namedSeries() {
    constexpr size_t n = 300;
    Numbers delta = naive::unitProduct({{1, 1, -1, 24, 1}}, n), tau(n);
    ramanujanTau(tau.data(), tau.length());
    CHECK(fmpz_is_zero(tau.at(0)));
    for (size_t i = 1; i < n; i++)
        CHECK(fmpz_equal(tau.at(i), delta.at(i - 1)));
    for (int k = 0; k <= 9; k++) {
        Numbers theta(n), power(n), expected = naive::one(n);
        fmpz_one(theta.at(0));
        for (size_t i = 1; i * i < n; i++)
            fmpz_set_ui(theta.at(i * i), 2);
        for (int i = 0; i < k; i++)
            expected = naive::product(expected, theta, n);
        thetaPower(power.data(), power.length(), k);
        CHECK_WITH(power == expected, std::to_string(k));
    }
    const std::map<int, int> constants = {{4, 240}, {6, -504}, {8, 480}, {10, -264}, {14, -24}};
    std::map<int, Numbers> forms;
    for (const auto &[k, c] : constants) {
        Numbers e(n), expected = naive::one(n);
        eisenstein(e.data(), e.length(), k);
        fmpz_t term;
        fmpz_init(term);
        for (size_t d = 1; d < n; d++)
            for (size_t m = d; m < n; m += d) {
                fmpz_set_ui(term, d);
                fmpz_pow_ui(term, term, static_cast<ulong>(k - 1));
                fmpz_mul_si(term, term, c);
                fmpz_add(expected.at(m), expected.at(m), term);
            }
        fmpz_clear(term);
        CHECK_WITH(e == expected, std::to_string(k));
        forms.emplace(k, e);
    }
    const Numbers &four = forms.at(4);
    CHECK(naive::product(four, four, n) == forms.at(8));
    Numbers j(n);
    jInvariant(j.data(), j.length());
    CHECK(naive::product(j, delta, n) == naive::product(naive::product(four, four, n), four, n));
    CHECK(fmpz_equal_si(j.at(1), 744) && fmpz_equal_si(j.at(2), 196884));
}

// tau beyond 64 bits: Ramanujan's congruence modulo 691, and the same on two threads.
void longTau() {
    constexpr size_t n = 6000;
    Numbers tau(n), again(n);
    ramanujanTau(tau.data(), tau.length());
    control::setThreads(2);
    ramanujanTau(again.data(), again.length());
    control::setThreads(1);
    CHECK(tau == again);
    std::vector<uint64_t> sigma(n, 0);
    for (uint64_t d = 1; d < n; d++)
        for (size_t m = d; m < n; m += d)
            sigma[m] = (sigma[m] + n_powmod2(d, 11, 691)) % 691;
    bool good = true;
    for (size_t i = 1; i < n; i++)
        good = good && fmpz_fdiv_ui(tau.at(i), 691) == sigma[i];
    CHECK(good);
}

// Eta quotients that are divisor sums against their products, factor by factor.
void eisensteinQuotients() {
    const std::vector<std::vector<EtaFactor>> quotients = {
        {{1, -4}, {2, 10}, {4, -4}}, {{1, -8}, {2, 20}, {4, -8}}, {{1, -16}, {2, 40}, {4, -16}},
        {{1, 4}, {2, -2}},           {{1, 8}, {2, -4}},           {{1, 16}, {2, -8}},
        {{1, -2}, {2, 4}},           {{1, -4}, {2, 8}},           {{1, -8}, {2, 16}},
        {{1, 3}, {3, -1}},           {{1, -1}, {3, 3}},           {{1, 9}, {3, -3}},
        {{1, -3}, {3, 9}},           {{1, 5}, {5, -1}},           {{1, -1}, {5, 5}}};
    for (const auto &quotient : quotients)
        for (int64_t scale : {1, 3})
            for (size_t n : {1, 2, 7, 150}) {
                std::vector<EtaFactor> eta;
                std::vector<UnitFactor> units;
                for (const EtaFactor &f : quotient) {
                    eta.push_back({f.scale * scale, f.exponent});
                    units.push_back({f.scale * scale, f.scale * scale, -1, f.exponent, 1});
                }
                CHECK(recogniseEisenstein(etaMap(eta)).has_value());
                Numbers out(n);
                etaQuotient(out.data(), out.length(), eta);
                CHECK_WITH(out == naive::unitProduct(units, n), planEtaQuotient(eta, out.length()).words);
            }
    // Sums past one block, past 64 bits and past 128 against sums over divisors.
    for (const int power : {1, 3, 4, 40}) {
        constexpr size_t n = 40000;
        Numbers out(n);
        divisorSeries(out.data(), out.length(), {power, {1}, {0, 1}, 2, 1, 5, -7});
        for (size_t i : {size_t{0}, size_t{1}, size_t{32767}, size_t{32768}, n - 1}) {
            fmpz_t sum, term;
            fmpz_init_set_si(sum, i == 0 ? 5 : 0);
            fmpz_init(term);
            for (uint64_t m = 2 * i + 1, d = 1; d <= m; d++)
                if (m % d == 0) {
                    fmpz_set_ui(term, d);
                    fmpz_pow_ui(term, term, static_cast<ulong>(power));
                    fmpz_submul_ui(sum, term, 7);
                }
            CHECK_WITH(fmpz_equal(sum, out.at(i)), std::to_string(power) + " " + std::to_string(i));
            fmpz_clear(sum);
            fmpz_clear(term);
        }
    }
}

// Pascal's rule [n, k] = [n-1, k-1] + q^k [n-1, k].
void binomials() {
    std::vector<Numbers> row = {naive::one(1)};
    for (size_t n = 1; n <= 14; n++) {
        std::vector<Numbers> next;
        for (size_t k = 0; k <= n; k++) {
            Numbers c(k * (n - k) + 1);
            for (size_t i = 0; k > 0 && i < row[k - 1].size(); i++)
                fmpz_add(c.at(i), c.at(i), row[k - 1].at(i));
            for (size_t i = 0; k < n && i < row[k].size(); i++)
                fmpz_add(c.at(i + k), c.at(i + k), row[k].at(i));
            Numbers out(c.size());
            qBinomial(out.data(), static_cast<int64_t>(n), static_cast<int64_t>(k));
            CHECK(out == c);
            next.push_back(std::move(c));
        }
        row = std::move(next);
    }
    CHECK_THROWS((qBinomial(row[0].data(), 3, 5), 0), Code::Argument);
}

// Partitions one by one: rank is the largest part less the number of parts; the crank as Andrews and Garvan define it.
void tables() {
    constexpr int n = 26;
    std::map<std::pair<int, int>, long> rank, crank;
    std::vector<int> parts;
    const std::function<void(int, int)> visit = [&](int left, int most) {
        const int total = [&] {
            int s = 0;
            for (int p : parts)
                s += p;
            return s;
        }();
        if (!parts.empty()) {
            rank[{std::abs(parts[0] - static_cast<int>(parts.size())), total}] += 1;
            int ones = 0, larger = 0;
            for (int p : parts)
                ones += p == 1;
            for (int p : parts)
                larger += p > ones;
            const int value = ones == 0 ? parts[0] : larger - ones;
            crank[{std::abs(value), total}] += 1;
        }
        for (int p = std::min(left, most); p >= 1; p--) {
            parts.push_back(p);
            visit(left - p, p);
            parts.pop_back();
        }
    };
    visit(n - 1, n - 1);
    const IntegerTable ranks = rankTable(n, n), cranks = crankTable(n, n);
    fmpz_t x;
    fmpz_init(x);
    for (int m = 0; m < n; m++)
        for (int i = 2; i < n; i++) {
            const int share = m ? 2 : 1;
            ranks.get(x, m, i);
            CHECK(fmpz_equal_si(x, rank[{m, i}] / share));
            cranks.get(x, m, i);
            CHECK(fmpz_equal_si(x, crank[{m, i}] / share));
        }
    cranks.get(x, 0, 1);
    CHECK(fmpz_equal_si(x, -1));
    // Wide entries: row sums are p(n).
    const IntegerTable wide = rankTable(2100, 2100);
    fmpz_t sum, p;
    fmpz_init(sum);
    fmpz_init(p);
    for (int64_t m = 0; m < 2100; m++) {
        wide.get(x, m, 2099);
        fmpz_addmul_ui(sum, x, m ? 2 : 1);
    }
    partitionNumber(p, 2099);
    CHECK(fmpz_equal(sum, p));
    fmpz_clear(x);
    fmpz_clear(sum);
    fmpz_clear(p);
}

void eulerianSums(check::Random &random) {
    // Term by term, each expanded from scratch.
    const size_t n = static_cast<size_t>(random.between(1, 120));
    EulerianSum sum{random.between(1, 3), 0, random.between(0, 2), random.oneIn(2) ? 1 : -1, {}};
    sum.b = sum.a % 2 + 2 * random.between(0, 1);
    for (int64_t k = random.between(0, 2); k > 0; k--)
        sum.factors.push_back({random.oneIn(2) ? 1 : -1, random.between(1, 3), random.between(1, 2),
                               random.between(-1, 2), random.between(-2, 2)});
    Numbers expected(n), out(n);
    for (int64_t k = 0; (sum.a * k * k + sum.b * k) / 2 + sum.c < static_cast<int64_t>(n); k++) {
        const size_t from = static_cast<size_t>((sum.a * k * k + sum.b * k) / 2 + sum.c);
        std::vector<UnitFactor> units;
        for (const EulerianFactor &f : sum.factors)
            units.push_back({f.start, f.step, std::max<int64_t>(0, k + f.shift), f.exponent, f.sign});
        const Numbers term = naive::unitProduct(units, n - from);
        for (size_t i = 0; i + from < n; i++)
            (sum.sign < 0 && k % 2 ? fmpz_sub : fmpz_add)(expected.at(i + from), expected.at(i + from), term.at(i));
    }
    eulerianSum(out.data(), out.length(), sum);
    CHECK(out == expected);
}

void mockTheta() {
    constexpr size_t n = 1500;
    Numbers sum(n), form(n);
    eulerianSum(sum.data(), sum.length(), {2, 0, 0, 1, {{-1, 1, 1, 0, -2}}});
    mockThetaF(form.data(), form.length());
    CHECK(sum == form);
}

void exponents(check::Random &random) {
    const size_t n = static_cast<size_t>(random.between(1, 120));
    std::vector<UnitFactor> units;
    Numbers expected(n), out(n);
    for (size_t k = 1; k < n; k++)
        if (random.oneIn(3)) {
            const int64_t e = random.between(-3, 3);
            units.push_back({static_cast<int64_t>(k), static_cast<int64_t>(k), 1, e, 1});
            fmpz_set_si(expected.at(k), e);
        }
    const Numbers a = naive::unitProduct(units, n);
    for (bool prove : {false, true}) {
        productExponents(out.data(), a.data(), a.length(), prove);
        CHECK(out == expected);
    }
    // A series that is no small product: the exponents multiply back.
    Numbers wild = naive::random(random, std::min<size_t>(n, 24), 80), found(wild.size());
    fmpz_one(wild.at(0));
    productExponents(found.data(), wild.data(), wild.length(), true);
    Numbers back = naive::one(wild.size());
    for (size_t k = 1; k < wild.size(); k++) {
        // (1 - q^k)^b to the length of the series, by binomial coefficients.
        Numbers factor = naive::one(wild.size());
        for (size_t i = k, j = 1; i < wild.size(); i += k, j++) {
            Numbers step(1);
            fmpz_sub_ui(step.at(0), found.at(k), j - 1);
            fmpz_mul(factor.at(i), factor.at(i - k), step.at(0));
            fmpz_divexact_si(factor.at(i), factor.at(i), -static_cast<slong>(j));
        }
        back = naive::product(back, factor, wild.size());
    }
    CHECK(back == wild);
}

void cyclotomics(check::Random &random) {
    fmpz_poly_t f, phi;
    fmpz_poly_init(f);
    fmpz_poly_init(phi);
    fmpz_poly_one(f);
    std::map<int64_t, int64_t> expected;
    for (int64_t k = random.between(1, 5); k > 0; k--) {
        const int64_t d = random.between(1, 40);
        fmpz_poly_cyclotomic(phi, static_cast<ulong>(d));
        fmpz_poly_mul(f, f, phi);
        expected[d]++;
    }
    const int64_t shift = random.between(0, 3);
    fmpz_poly_shift_left(f, f, shift);
    const bool negative = random.oneIn(2);
    if (negative)
        fmpz_poly_neg(f, f);
    const auto found = cyclotomicFactors(f->coeffs, f->length);
    CHECK(found.has_value());
    if (found) {
        CHECK(found->valuation == shift && found->sign == (negative ? -1 : 1));
        CHECK((std::map<int64_t, int64_t>(found->factors.begin(), found->factors.end()) == expected));
    }
    fmpz_poly_add(f, f, phi);
    fmpz_poly_set_coeff_si(f, f->length, 2);
    CHECK(!cyclotomicFactors(f->coeffs, f->length));
    fmpz_poly_clear(f);
    fmpz_poly_clear(phi);
}

// The kernel of a random matrix of known rank, compared in dimension with FLINT's and multiplied back.
void kernels(check::Random &random) {
    const slong most = random.oneIn(4) ? 90 : 12;
    const slong rows = random.between(1, most), columns = random.between(1, most),
                rank = random.between(0, std::min(rows, columns));
    const int bits = static_cast<int>(random.oneIn(3) ? random.between(60, 200) : random.between(1, 12));
    const Numbers left = naive::random(random, static_cast<size_t>(rows * rank), bits),
                  right = naive::random(random, static_cast<size_t>(rank * columns), bits);
    fmpz_mat_t a;
    fmpz_mat_init(a, rows, columns);
    Numbers flat(static_cast<size_t>(rows * columns));
    for (slong i = 0; i < rows; i++)
        for (slong j = 0; j < columns; j++) {
            for (slong k = 0; k < rank; k++)
                fmpz_addmul(flat.at(static_cast<size_t>(i * columns + j)), left.at(static_cast<size_t>(i * rank + k)),
                            right.at(static_cast<size_t>(k * columns + j)));
            fmpz_set(fmpz_mat_entry(a, i, j), flat.at(static_cast<size_t>(i * columns + j)));
        }
    auto kernel = integerKernel(flat.data(), rows, columns);
    CHECK(static_cast<slong>(kernel.size()) == columns - fmpz_mat_rank(a));
    fmpz_t s;
    fmpz_init(s);
    for (const auto &vector : kernel)
        for (slong i = 0; i < rows; i++) {
            fmpz_zero(s);
            for (slong j = 0; j < columns; j++)
                fmpz_addmul(s, flat.at(static_cast<size_t>(i * columns + j)), &vector[static_cast<size_t>(j)]);
            CHECK(fmpz_is_zero(s));
        }
    fmpz_clear(s);
    clearKernel(kernel);
    fmpz_mat_clear(a);
}

// A column and its double, on the first 70 of 75 rows or on all.
void lateRows() {
    constexpr slong rows = 75;
    for (const slong last : {2, 3}) {
        Numbers flat(2 * rows);
        for (slong i = 0; i < rows; i++) {
            fmpz_set_si(flat.at(static_cast<size_t>(2 * i)), i + 1);
            fmpz_set_si(flat.at(static_cast<size_t>(2 * i + 1)), (i < 70 ? 2 : last) * (i + 1));
        }
        auto kernel = integerKernel(flat.data(), rows, 2);
        CHECK(kernel.size() == (last == 2 ? 1 : 0));
        if (!kernel.empty())
            CHECK(fmpz_equal_si(&kernel[0][0], -2) && fmpz_equal_si(&kernel[0][1], 1));
        clearKernel(kernel);
    }
}

// theta_3(q)^4 = theta_4(q)^4 + theta_2(q)^4 as the only relation of degree 1 of those powers, and Jacobi's
// theta_3(q)^2 + theta_4(q)^2 = 2 theta_3(q^2)^2 of degree 2.
void relations() {
    const std::vector<SparseSeries> generators = {
        thetaSeries(2, 0, 0, 1, false, 60), thetaSeries(2, 0, 0, -1, false, 60), thetaSeries(4, 0, 0, 1, false, 60)};
    auto found = homogeneousRelations(generators, 2, 60);
    CHECK(found.size() == 1);
    // Monomials in order: z^2, yz, y^2, xz, xy, x^2.
    const slong expected[] = {-2, 0, 1, 0, 0, 1};
    for (size_t i = 0; found.size() == 1 && i < 6; i++)
        CHECK(fmpz_equal_si(&found[0][i], expected[i]) || fmpz_equal_si(&found[0][i], -expected[i]));
    clearKernel(found);
}

} // namespace

int main() {
    memory::install();
    check::Random random(43);
    atomsAreThetaSeries();
    namedSeries();
    longTau();
    eisensteinQuotients();
    binomials();
    tables();
    mockTheta();
    lateRows();
    relations();
    for (int i = 0; i < check::cases(25); i++) {
        eulerianSums(random);
        exponents(random);
        cyclotomics(random);
        kernels(random);
    }
    return check::finish("kernel_discovery");
}
