// Products and powers in pieces against FLINT's own in one call.

#include <string>
#include <vector>

#include "check.h"
#include "ring/memory.h"
#include "ring/pieces.h"
#include "ring/rational.h"

using namespace durfee;

namespace {

// A polynomial with this many random terms in x, y, z, exponents below `degree`.
Rational polynomial(int64_t terms, int64_t degree, int64_t height, check::Random &random) {
    Rational result(variablesOf({"x", "y", "z"}));
    std::vector<ulong> powers(3);
    for (int64_t i = 0; i < terms; ++i) {
        for (auto &power : powers)
            power = static_cast<ulong>(random.between(0, degree - 1));
        fmpz_mpoly_push_term_si_ui(result.numerator(), random.between(-height, height), powers.data(),
                                   result.context());
    }
    fmpz_mpoly_sort_terms(result.numerator(), result.context());
    fmpz_mpoly_combine_like_terms(result.numerator(), result.context());
    return result;
}

void checkProduct(const Rational &a, const Rational &b) {
    Rational expected(a.variables()), found(a.variables());
    fmpz_mpoly_mul(expected.numerator(), a.numerator(), b.numerator(), a.context());
    multiplyInPieces(found.numerator(), a.numerator(), b.numerator(), a.context());
    CHECK(fmpz_mpoly_equal(expected.numerator(), found.numerator(), a.context()) != 0);
}

// `terms` is the estimate that the power goes by: a large one makes it go in pieces.
void checkPower(const Rational &p, ulong exponent, double terms) {
    Rational expected(p.variables()), found(p.variables());
    fmpz_mpoly_pow_ui(expected.numerator(), p.numerator(), exponent, p.context());
    powerInPieces(found.numerator(), p.numerator(), exponent, terms, p.context());
    CHECK(fmpz_mpoly_equal(expected.numerator(), found.numerator(), p.context()) != 0);
}

// Coefficients of a polynomial in t that begins with a constant term; `fill` of them out of ten are not zero.
IntegerVector coefficients(slong length, int64_t height, int fill, check::Random &random) {
    IntegerVector x(length);
    for (slong i = 0; i < length; ++i)
        if (i == 0 || i == length - 1 || random.between(1, 10) <= fill)
            fmpz_set_si(x.at(i), random.between(1, height) * (random.oneIn(2) ? 1 : -1));
    return x;
}

// A high estimate of the bits makes the recurrence do what FLINT would.
void checkWhole(const IntegerVector &x, ulong exponent, double bits) {
    const slong n = (x.size() - 1) * static_cast<slong>(exponent) + 1;
    IntegerVector found(n), expected(n);
    _fmpz_poly_pow(expected.data(), x.data(), x.size(), exponent);
    wholePower(found.data(), x.data(), x.size(), exponent, bits);
    CHECK(_fmpz_vec_equal(found.data(), expected.data(), n));
}

// m (1, t, t^2, ...) with gaps, for a quotient of monomials t.
Rational line(const std::vector<int64_t> &places, std::vector<slong> start, const std::vector<slong> &step,
              check::Random &random) {
    Rational result(variablesOf({"x", "y", "z"}));
    for (const int64_t k : places) {
        std::vector<ulong> powers(3);
        for (size_t v = 0; v < 3; ++v)
            powers[v] = static_cast<ulong>(start[v] + k * step[v]);
        fmpz_mpoly_push_term_si_ui(result.numerator(), random.between(1, 9), powers.data(), result.context());
    }
    fmpz_mpoly_sort_terms(result.numerator(), result.context());
    return result;
}

} // namespace

int main() {
    memory::install();
    check::Random random(1);
    for (const int64_t degree : {8, 60, 100000})
        for (const int64_t length : {1, 40, 2500}) {
            checkProduct(polynomial(2000, degree, 1000, random), polynomial(length, degree, 7, random));
            checkProduct(polynomial(length, degree, 7, random), polynomial(3000, degree, 1000, random));
        }
    checkProduct(polynomial(0, 5, 9, random), polynomial(3000, 50, 9, random));
    for (const ulong exponent : {0UL, 1UL, 2UL, 3UL, 7UL, 12UL})
        for (const int64_t length : {1, 2, 3, 5}) {
            const auto p = polynomial(length, 30, 50, random);
            checkPower(p, exponent, 1);
            checkPower(p, exponent, 1e7);
            // Few monomials in common, and many: both ways of taking the power in pieces.
            checkPower(p, exponent, 1e7 * static_cast<double>(exponent + 1));
        }
    checkPower(polynomial(40, 4, 50, random), 9, 2e6);
    checkPower(polynomial(6, 200, 50, random), 14, 1e4);

    for (int k = 0; k < check::cases(60); ++k) {
        const auto x = coefficients(random.between(1, 12), random.oneIn(3) ? int64_t{1} << 40 : 9,
                                    static_cast<int>(random.between(1, 10)), random);
        checkWhole(x, static_cast<ulong>(random.between(0, 60)), random.oneIn(2) ? 1 : 1e9);
        // Palindromes, with either sign.
        IntegerVector turned(2 * x.size());
        const int sign = random.oneIn(2) ? 1 : -1;
        for (slong i = 0; i < x.size(); ++i) {
            fmpz_set(turned.at(i), x.at(i));
            fmpz_mul_si(turned.at(turned.size() - 1 - i), x.at(i), sign);
        }
        checkWhole(turned, static_cast<ulong>(random.between(2, 41)), 1e9);
        turned = IntegerVector(2 * x.size() - 1);
        for (slong i = 0; i < x.size(); ++i) {
            fmpz_set(turned.at(i), x.at(i));
            fmpz_set(turned.at(turned.size() - 1 - i), x.at(i));
        }
        checkWhole(turned, static_cast<ulong>(random.between(2, 41)), 1e9);
    }
    checkWhole(coefficients(80, 5, 10, random), 30, 1e9);
    checkWhole(coefficients(2, int64_t{1} << 62, 10, random), 300, 1e9);

    for (const ulong exponent : {2UL, 3UL, 50UL, 401UL}) {
        checkPower(line({0, 1}, {0, 0, 0}, {1, 0, 0}, random), exponent, 1e9);
        checkPower(line({0, 1}, {0, 7, 0}, {3, -7, 2}, random), exponent, 1e9);
        checkPower(line({0, 2, 3}, {1, 30, 0}, {2, -5, 1}, random), exponent, 1e9);
        checkPower(line({0, 100000}, {0, 0, 5}, {0, 4, 0}, random), exponent, 1e9);
        checkPower(line({3}, {2, 0, 1}, {0, 1, 0}, random), exponent, 1e9);
    }
    checkPower(line({0, 6, 9, 12}, {0, 0, 1}, {0, 0, 2}, random), 200, 1e9);
    // Products that fill their box of exponents, in one variable and in several.
    checkProduct(line({0, 1, 3}, {0, 0, 0}, {0, 1, 0}, random), polynomial(3000, 4000, 9, random));
    for (const int64_t degree : {14, 22}) {
        const auto p = polynomial(12000, degree, int64_t{1} << 50, random);
        checkProduct(p, p);
        checkProduct(p, polynomial(9000, degree + 5, 3, random));
    }
    {
        Rational p(variablesOf({"x", "y", "z"})), r(p.variables());
        for (ulong k = 4000; k-- > 0;) {
            const std::vector<ulong> powers = {0, k, 0};
            fmpz_mpoly_push_term_si_ui(p.numerator(), random.between(-9, 9), powers.data(), p.context());
        }
        fmpz_mpoly_combine_like_terms(p.numerator(), p.context());
        checkProduct(p, p);
        checkPower(p, 3, 1e9);
    }
    return check::finish("pieces");
}
