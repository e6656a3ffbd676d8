#pragma once
// Matrices over Q: integer entries row by row and one positive denominator for each row, which neither rank nor kernel
// sees.

#include <string>
#include <vector>

#include "ring/integer.h"
#include "ring/series.h"

namespace durfee {

struct Matrix {
    slong rows = 0, columns = 0;
    IntegerVector entries;      ///< row-major
    IntegerVector denominators; ///< one a row, positive

    const fmpz *at(slong i, slong j) const { return entries.at(i * columns + j); }
};

using IntegerRow = std::vector<Integer>;

/// Rows of "num" or "num/den"; all of one length.
Matrix matrixFromRows(const std::vector<std::vector<std::string>> &rows);
/// Column j holds the coefficients of t^from .. t^(to-1) of series j. Precision error when one is not known so far.
Matrix matrixFromSeries(const std::vector<SeriesRef> &columns, int64_t from, int64_t to);
std::vector<std::vector<std::string>> matrixRows(const Matrix &a);

slong rank(const Matrix &a);
/// Basis of the right kernel as primitive integer vectors with positive last entry, in reduced echelon order of the
/// free columns. Found modulo primes and reconstructed from so many of them that A v = 0 is proved on all rows by size,
/// and the rank modulo a prime shows that the basis is whole.
std::vector<IntegerRow> rightKernel(const Matrix &a);
/// All relations between the monomials of a degree in power series over Z (coefficients below 2^48) that hold on the
/// coefficients of t^0 .. t^(rows-1): entries belong to the monomials in ascending lexicographic order of exponent
/// vectors, bases as of rightKernel. Precision error when a series is not known so far.
std::vector<IntegerRow> homogeneousRelations(const std::vector<SeriesRef> &generators, int64_t degree, int64_t rows);
/// Basis of the right kernel modulo a prime below 2^63, entries in [0, p).
std::vector<IntegerRow> kernelMod(const Matrix &a, const Integer &prime);
/// Some X with A X = B, as text; nothing when there is none.
bool solve(const Matrix &a, const Matrix &b, std::vector<std::vector<std::string>> &x);
Fraction determinant(const Matrix &a);
/// An LLL-reduced basis (delta 0.99) of the lattice that the rows span, zero rows included.
Matrix lll(const Matrix &a);

} // namespace durfee
