// Quotients modulo primes, proved after the fact, against FLINT's.

#include "kernel/certified.h"
#include "check.h"
#include "kernel/kernels.h"
#include "ring/integer.h"
#include "ring/memory.h"

using namespace durfee;

namespace {

constexpr slong kLength = 5000;

IntegerVector flintQuotient(const IntegerVector &a, const IntegerVector &b) {
    IntegerVector out(kLength);
    _fmpz_poly_div_series(out.data(), a.data(), a.size(), b.data(), b.size(), kLength);
    return out;
}

void matches(const IntegerVector &a, const IntegerVector &b, const char *what) {
    const auto expected = flintQuotient(a, b);
    IntegerVector out(kLength);
    kernel::divide(out.data(), kLength, a.data(), a.size(), b.data(), b.size());
    CHECK_WITH(_fmpz_vec_equal(out.data(), expected.data(), kLength), what);
    IntegerVector certified(kLength);
    if (kernel::certifiedQuotient(certified.data(), kLength, a.data(), a.size(), b.data(), b.size()))
        CHECK_WITH(_fmpz_vec_equal(certified.data(), expected.data(), kLength), what);
}

IntegerVector eta(std::vector<kernel::EtaFactor> factors) {
    IntegerVector out(kLength);
    kernel::etaQuotient(out.data(), kLength, factors);
    return out;
}

// Coefficients of polynomial growth before a unit.
IntegerVector small(check::Random &random, int64_t size, int lead) {
    IntegerVector out(kLength);
    for (slong i = 0; i < kLength; ++i)
        fmpz_set_si(out.at(i), random.oneIn(3) ? 0 : random.between(-size, size));
    fmpz_set_si(out.at(0), lead);
    return out;
}

// Where digit planes are the slower way, modulo a prime.
void negativePower(slong length, int64_t exponent) {
    IntegerVector eta(length), out(length);
    const kernel::EtaFactor factor[] = {{1, 1}};
    kernel::etaQuotient(eta.data(), length, factor);
    kernel::power(out.data(), length, eta.data(), length, exponent);
    const ulong prime = 1000000007;
    nmod_poly_t x, power;
    nmod_poly_init2(x, prime, length);
    nmod_poly_init2(power, prime, length);
    for (slong i = 0; i < length; ++i)
        nmod_poly_set_coeff_ui(x, i, fmpz_fdiv_ui(eta.at(i), prime));
    nmod_poly_inv_series(x, x, length);
    nmod_poly_pow_trunc(power, x, static_cast<ulong>(-exponent), length);
    bool equal = true;
    for (slong i = 0; i < length; ++i)
        equal = equal && fmpz_fdiv_ui(out.at(i), prime) == nmod_poly_get_coeff_ui(power, i);
    CHECK_WITH(equal, "a negative power of a sparse series");
    nmod_poly_clear(x);
    nmod_poly_clear(power);
}

} // namespace

int main() {
    memory::install();
    check::Random random(1);
    const auto one = small(random, 0, 1);
    matches(one, eta({{1, 7}}), "f_1^-7");
    matches(eta({{2, 3}, {1, -1}}), eta({{1, 5}, {3, -2}}), "a quotient of eta quotients");
    auto negative = eta({{1, 7}});
    _fmpz_vec_neg(negative.data(), negative.data(), kLength);
    matches(small(random, 1000000, 5), negative, "a divisor that begins with -1");
    // Exponential growth: the sizes are linear in n.
    matches(small(random, 9, 1), small(random, 1, 1), "random divisors");
    // Nothing in the first coefficients tells what comes.
    auto late = eta({{1, 7}});
    fmpz_one(late.at(4500));
    fmpz_mul_2exp(late.at(4500), late.at(4500), 3000);
    matches(one, late, "a divisor with one huge late coefficient");
    matches(late, eta({{1, 7}}), "a dividend with one huge late coefficient");
    matches(one, small(random, 0, 1), "the divisor 1");
    IntegerVector zero(kLength);
    matches(zero, eta({{1, 7}}), "the dividend 0");
    negativePower(9000, -2);
    negativePower(60000, -6);
    return check::finish("certified");
}
