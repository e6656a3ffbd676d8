// Series with kernels of their own against the general operations, and against identities.

#include "ring/special.h"
#include "samples.h"

using namespace samples;

namespace {

const Fraction kOne{Integer(1), Integer(1)};

SeriesRef eta(std::vector<EtaPower> powers, int64_t order) { return etaQuotient(powers, order); }

Pochhammer infinite(int64_t start, int64_t step, int64_t exponent) {
    return {kOne, start, step, std::nullopt, exponent};
}

// Rogers and Ramanujan: sum of q^(n^2 + cn)/(q;q)_n = 1/((q^(1+c);q^5)(q^(4-c);q^5)).
void rogersRamanujan(int64_t order) {
    const std::vector<EulerianProduct> overFactorial{{1, 1, 1, 0, -1}};
    for (const int64_t c : {0, 1}) {
        const std::vector<Pochhammer> product{infinite(1 + c, 5, -1), infinite(4 - c, 5, -1)};
        CHECK(identical(eulerianSum(2, 2 * c, 0, 1, overFactorial, order), pochhammerProduct(product, order)));
    }
}

// sum of q^(n^2) / (-q;q)_n^2 against its Appell-Lerch form; Euler: (q;q)_inf = sum (-1)^n q^(n(n-1)/2 + n)/(q;q)_n.
void eulerians(int64_t order) {
    CHECK(
        identical(eulerianSum(2, 0, 0, 1, std::vector<EulerianProduct>{{-1, 1, 1, 0, -2}}, order), mockThetaF(order)));
    CHECK(identical(eulerianSum(1, 1, 0, -1, std::vector<EulerianProduct>{{1, 1, 1, 0, -1}}, order),
                    eta({{1, 1}}, order)));
    // Durfee squares: 1/(q;q)_inf = sum q^(n^2)/(q;q)_n^2.
    CHECK(identical(eulerianSum(2, 0, 0, 1, std::vector<EulerianProduct>{{1, 1, 1, 0, -2}}, order),
                    eta({{1, -1}}, order)));
}

void modularForms(int64_t order) {
    const std::vector<int64_t> ones{1};
    const auto e4 =
        add(scale(lambert(3, ones, ones, order), Fraction{Integer(240), Integer(1)}), monomial(ringZ(), kOne, 0));
    const auto e6 =
        add(scale(lambert(5, ones, ones, order), Fraction{Integer(-504), Integer(1)}), monomial(ringZ(), kOne, 0));
    CHECK(identical(eisenstein(4, order), e4));
    CHECK(identical(eisenstein(6, order), e6));
    CHECK(identical(eisenstein(8, order), mul(e4, e4)));
    CHECK(identical(eisenstein(10, order), mul(e4, e6)));
    CHECK(identical(eisenstein(14, order), mul(e4, mul(e4, e6))));
    const auto delta = shift(eta({{1, 24}}, order), 1);
    CHECK(agree(tauSeries(order), delta));
    CHECK(agree(scale(tauSeries(order), Fraction{Integer(1728), Integer(1)}),
                sub(pow(e4, 3, std::nullopt), mul(e6, e6))));
    CHECK(agree(jInvariant(order), div(pow(e4, 3, std::nullopt), delta, std::nullopt)));
    CHECK(jInvariant(order)->order() == Order(order));
    const auto theta3 = theta(2, 0, 0, 1, order, false);
    for (const int64_t k : {0, 1, 2, 3, 4, 5, 6, 8, 11})
        CHECK(agree(thetaPower(k, order), pow(theta3, k, order)));
}

void gaussians() {
    for (int64_t top = 0; top <= 12; ++top)
        for (int64_t bottom = 0; bottom <= top; ++bottom) {
            const auto above = pochhammerProduct(
                std::vector<Pochhammer>{{kOne, top - bottom + 1, 1, bottom, 1}, {kOne, 1, 1, bottom, -1}}, 200);
            CHECK(agree(gaussian(top, bottom), above) && gaussian(top, bottom)->exact());
        }
    CHECK(gaussian(3, 5)->isZero());
}

// At z = 1 both count partitions; the crank's rows follow from its product (Andrews and Garvan 1988).
void ranks(int64_t order) {
    const auto partitions = eta({{1, -1}}, order);
    const auto rank = rankFunction("z", order), crank = crankFunction("z", order);
    for (int64_t n = 0; n < order; ++n) {
        for (const auto &f : {rank, crank}) {
            const auto c = coefficientRational(*f, n);
            Integer sum;
            for (slong i = 0; i < fmpz_mpoly_length(c.numerator(), c.context()); ++i) {
                Integer coefficient;
                fmpz_mpoly_get_term_coeff_fmpz(coefficient, c.numerator(), i, c.context());
                fmpz_add(sum, sum, coefficient);
            }
            CHECK(decimal(sum) == coefficientText(*partitions, n));
        }
    }
    // (q;q) times the crank function is (q;q)^2 / ((zq;q)(q/z;q)): check with z kept, by multiplying back.
    auto below = monomial(ringLaurent({"z"}), kOne, 0);
    for (int64_t m = 1; m < order; ++m) {
        below = mul(below, fromTerms(ringLaurent({"z"}), {0, m}, {"1", "-z"}, std::nullopt), order);
        below = mul(below, fromTerms(ringLaurent({"z"}), {0, m}, {"1", "-z^-1"}, std::nullopt), order);
    }
    CHECK(agree(mul(crank, below), eta({{1, 1}}, order)));
}

void residues(check::Random &random) {
    std::vector<EtaPower> powers;
    for (int64_t i = random.between(1, 3); i > 0; --i)
        powers.push_back({random.between(1, 6), random.between(-6, 6)});
    const int64_t order = random.between(1, 400);
    for (const slong modulus : {2, 3, 5, 12, 97, 1000003, 2147483647})
        CHECK(identical(etaQuotientModulo(powers, Integer(modulus), order),
                        reduce(eta(powers, order), Integer(modulus))));
    const Integer large(WORD(4611686018427387847));
    CHECK(identical(etaQuotientModulo(powers, large, order), reduce(eta(powers, order), large)));
}

void cyclotomics() {
    // (1 - t^6)^2 / (1 - t) (1 + t^3)
    const auto base = sub(monomial(ringZ(), kOne, 0), monomial(ringZ(), kOne, 6));
    const auto whole = mul(divExact(mul(base, base), sub(monomial(ringZ(), kOne, 0), monomial(ringZ(), kOne, 1))),
                           add(monomial(ringZ(), kOne, 0), monomial(ringZ(), kOne, 3)));
    int sign = 0;
    std::vector<std::pair<int64_t, int64_t>> factors;
    CHECK(cyclotomicFactors(whole, sign, factors));
    const std::vector<std::pair<int64_t, int64_t>> expected{{1, 1}, {2, 3}, {3, 2}, {6, 3}};
    CHECK(factors == expected);
    CHECK(!cyclotomicFactors(add(whole, monomial(ringZ(), kOne, 1)), sign, factors));
    CHECK_THROWS(cyclotomicFactors(zeroSeries(ringZ(), std::nullopt), sign, factors), Code::Domain);
}

} // namespace

int main() {
    memory::install();
    check::Random random(3);
    for (const int64_t order : {1, 2, 30, 200}) {
        rogersRamanujan(order);
        eulerians(order);
        modularForms(order);
    }
    eulerians(1200);
    gaussians();
    ranks(14);
    cyclotomics();
    for (int i = 0; i < check::cases(6); ++i)
        residues(random);
    return check::finish("specials");
}
