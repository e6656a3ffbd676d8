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
    return check::finish("pieces");
}
