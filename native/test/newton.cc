// The long forms of quotient, exponential, reversion, inverse and power against FLINT's own, on inputs past
// the sizes that are left to FLINT.

#include "ring/newton.h"
#include "kernel/crt.h"
#include "kernel/kernels.h"
#include "ring/polynomial.h"
#include "samples.h"

using namespace durfee;
using newton::Rationals;

namespace {

void randomBits(fmpz *out, check::Random &random, slong bits) {
    fmpz_zero(out);
    for (slong k = 0; k < bits; k += 64) {
        fmpz_mul_2exp(out, out, 64);
        fmpz_add_ui(out, out, random.next());
    }
    fmpz_fdiv_r_2exp(out, out, static_cast<ulong>(bits));
    if (random.oneIn(2))
        fmpz_neg(out, out);
}

// In lowest terms, from t^first on; every tenth coefficient zero, every fourth small.
Rationals sample(check::Random &random, slong n, slong bits, slong first) {
    Rationals a{IntegerVector(n), Integer()};
    for (slong i = first; i < n; ++i)
        if (i == first || !random.oneIn(10))
            randomBits(a.numbers.at(i), random, random.oneIn(4) ? 5 : bits);
    if (first < n && fmpz_is_zero(a.numbers.at(first)))
        fmpz_set_si(a.numbers.at(first), 6);
    fmpz_set_ui(a.denominator, 2 * 3 * 5 * 7 * 11);
    QPolynomial p(a.numbers.data(), n, a.denominator);
    auto numbers = p.take(n);
    return {std::move(numbers), Integer(p->den)};
}

QPolynomial polynomial(const Rationals &a) { return {a.numbers.data(), a.length(), a.denominator}; }

bool equal(const Rationals &a, QPolynomial &expected, slong n) {
    const QPolynomial value = polynomial(a);
    return a.length() == n && fmpq_poly_equal(value, expected) != 0 && fmpz_equal(a.denominator, expected->den) != 0;
}

void rationals() {
    check::Random random(1);
    for (int round = 0; round < check::cases(1); ++round) {
        const slong n = random.between(60, 90), bits = random.between(600, 1200);
        const auto a = sample(random, n, bits, 0), b = sample(random, n - random.between(0, 60), bits, 0);
        QPolynomial x = polynomial(a), y = polynomial(b), z;
        fmpq_poly_div_series(z, x, y, n);
        CHECK(equal(newton::quotient(a, b, n), z, n));
        const auto e = sample(random, n, bits, 1);
        QPolynomial w = polynomial(e), exponential, reversion;
        fmpq_poly_exp_series(exponential, w, n);
        CHECK(equal(newton::exponential(e, n), exponential, n));
        fmpq_poly_revert_series(reversion, w, n);
        CHECK(equal(newton::reversion(e, n), reversion, n));
    }
    // Denominators that all but cancel: t/(e^t - 1), of which FLINT gives Bernoulli's numbers.
    const slong n = 300;
    QPolynomial t, e;
    fmpq_poly_set_coeff_si(t, 1, 1);
    fmpq_poly_exp_series(e, t, n + 1);
    fmpq_poly_shift_right(e, e, 1);
    auto numbers = e.take(n);
    const Rationals divisor{std::move(numbers), Integer(e->den)};
    Rationals one{IntegerVector(1), Integer(1)};
    fmpz_one(one.numbers.at(0));
    const auto bernoulli = newton::quotient(one, divisor, n);
    fmpq_t expected, found;
    fmpq_init(expected);
    fmpq_init(found);
    Integer factorial;
    for (slong k = 2; k < n; k += 22) {
        arith_bernoulli_number(expected, static_cast<ulong>(k));
        fmpz_fac_ui(factorial, static_cast<ulong>(k));
        fmpq_set_fmpz_frac(found, bernoulli.numbers.at(k), bernoulli.denominator);
        fmpq_mul_fmpz(found, found, factorial);
        CHECK(fmpq_equal(found, expected) != 0);
    }
    fmpq_clear(expected);
    fmpq_clear(found);
}

void integers() {
    check::Random random(2);
    for (int round = 0; round < check::cases(1); ++round) {
        const slong n = random.between(60, 100), bits = random.between(2000, 4000);
        IntegerVector a(n), expected(n), found(n);
        for (slong i = 1; i < n; ++i)
            randomBits(a.at(i), random, bits);
        fmpz_set_si(a.at(0), random.oneIn(2) ? 1 : -1);
        _fmpz_poly_inv_series(expected.data(), a.data(), n, n);
        kernel::inverse(found.data(), n, a.data(), n);
        CHECK(_fmpz_vec_equal(found.data(), expected.data(), n) != 0);
        const auto exponent = static_cast<ulong>(random.between(2, 13));
        for (const slong length : {n / 8, n}) {
            IntegerVector power(n), raised(n);
            _fmpz_poly_pow_trunc(power.data(), a.data(), exponent, n);
            kernel::power(raised.data(), n, a.data(), n, static_cast<int64_t>(exponent));
            CHECK(_fmpz_vec_equal(raised.data(), power.data(), n) != 0);
            // Short operands, whose power ends before the order.
            _fmpz_vec_zero(power.data(), n);
            fmpz_poly_t base, whole;
            fmpz_poly_init(base);
            fmpz_poly_init(whole);
            for (slong i = 0; i < length / 16; ++i)
                fmpz_poly_set_coeff_fmpz(base, i, a.at(i));
            fmpz_poly_pow_trunc(whole, base, exponent, n);
            kernel::power(raised.data(), n, a.data(), length / 16, static_cast<int64_t>(exponent));
            for (slong i = 0; i < n; ++i) {
                fmpz_poly_get_coeff_fmpz(power.at(i), whole, i);
            }
            CHECK(_fmpz_vec_equal(raised.data(), power.data(), n) != 0);
            fmpz_poly_clear(base);
            fmpz_poly_clear(whole);
        }
    }
}

} // namespace

int main() {
    memory::install();
    rationals();
    integers();
    return check::finish("newton");
}
