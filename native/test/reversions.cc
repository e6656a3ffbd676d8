// Compositional inverses against FLINT's, against Catalan's numbers, and modulo m against those over Z.

#include "kernel/kernels.h"
#include "kernel_naive.h"
#include "ring/polynomial.h"
#include "ring/series.h"

using namespace durfee;
using naive::Numbers;

namespace {

const Fraction kOne{Integer(1), Integer(1)};

// t times a series that begins with a unit: dense or with few terms, of short or long coefficients.
Numbers sample(check::Random &random, size_t n) {
    Numbers a =
        naive::random(random, n, static_cast<int>(random.between(1, random.oneIn(3) ? 300 : 6)), random.oneIn(3));
    fmpz_zero(a.at(0));
    if (n > 1)
        fmpz_set_si(a.at(1), random.oneIn(2) ? 1 : -1);
    return a;
}

void integral(check::Random &random) {
    const size_t n = static_cast<size_t>(random.between(2, random.oneIn(3) ? 220 : 40)),
                 length = static_cast<size_t>(random.between(2, static_cast<int64_t>(n)));
    Numbers a = sample(random, length), out(n), expected(n);
    kernel::reversion(out.data(), out.length(), a.data(), a.length());
    _fmpz_poly_revert_series(expected.data(), a.data(), a.length(), expected.length());
    CHECK(out == expected);
}

void rational(check::Random &random) {
    const slong n = random.between(2, 30), first = random.between(1, random.oneIn(4) ? 1000000 : 9);
    IntegerVector numbers(n);
    for (slong i = 1; i < n; ++i)
        fmpz_set_si(numbers.at(i), random.between(-9, 9));
    fmpz_set_si(numbers.at(1), random.oneIn(2) ? first : -first);
    const Integer denominator(random.between(1, 12));
    QPolynomial p(numbers.data(), n, denominator), expected;
    fmpq_poly_revert_series(expected, p, n);
    const auto a = normalDense(ringQ(), n, 0, std::move(numbers), Integer(denominator));
    const auto b = reversion(a, std::nullopt);
    CHECK(b->order() == n);
    const auto found = denseWindow(*b, 0, n);
    const QPolynomial value(found.data(), n, b->flat().denominator);
    CHECK(fmpq_poly_equal(value, expected));
}

void residues(check::Random &random) {
    const slong n = random.between(2, 60);
    Integer modulus(random.between(2, 100));
    if (random.oneIn(2))
        fmpz_pow_ui(modulus, modulus, static_cast<ulong>(random.between(1, 30)));
    Numbers a = sample(random, static_cast<size_t>(n));
    IntegerVector numbers(n);
    _fmpz_vec_set(numbers.data(), a.data(), n);
    const auto series = normalDense(ringZ(), n, 0, std::move(numbers));
    const auto difference =
        sub(reversion(reduce(series, modulus), std::nullopt), reduce(reversion(series, std::nullopt), modulus));
    CHECK(difference->isZero() && difference->order() == n);
}

// t - t^2 has the inverse sum of Catalan's numbers, binom(2n, n)/(n + 1).
void catalan(slong n) {
    Numbers a(3), out(static_cast<size_t>(n)), expected(static_cast<size_t>(n));
    fmpz_set_si(a.at(1), 1);
    fmpz_set_si(a.at(2), -1);
    kernel::reversion(out.data(), n, a.data(), a.length());
    for (slong k = 1; k < n; ++k) {
        fmpz *value = expected.at(static_cast<size_t>(k));
        fmpz_bin_uiui(value, static_cast<ulong>(2 * k - 2), static_cast<ulong>(k - 1));
        fmpz_divexact_si(value, value, k);
    }
    CHECK(out == expected);
}

} // namespace

int main() {
    memory::install();
    check::Random random(1);
    for (int i = 0; i < check::cases(120); ++i) {
        integral(random);
        rational(random);
        residues(random);
    }
    catalan(2);
    catalan(700);
    // e^t - 1 has the inverse log(1 + t), whose denominators are far shorter.
    const auto exponential = sub(exp(monomial(ringQ(), kOne, 1), 60), monomial(ringQ(), kOne, 0));
    const auto logarithm = log(add(monomial(ringQ(), kOne, 0), monomial(ringQ(), kOne, 1)), 60);
    CHECK(sub(reversion(exponential, std::nullopt), logarithm)->isZero());
    return check::finish("reversions");
}
