#include "ring/matrix.h"

#include <algorithm>

#include "kernel/kernels.h"
#include "ring/control.h"
#include "ring/memory.h"
#include "ring/packed.h"
#include "ring/polynomial.h"
#include "ring/reading.h"

namespace durfee {

namespace {

constexpr double kMaxEntries = 2e8;

class IntegerMatrix {
  public:
    IntegerMatrix(slong rows, slong columns) { fmpz_mat_init(value_, rows, columns); }
    explicit IntegerMatrix(const Matrix &a) : IntegerMatrix(a.rows, a.columns) {
        for (slong i = 0; i < a.rows; ++i)
            for (slong j = 0; j < a.columns; ++j)
                fmpz_set(fmpz_mat_entry(value_, i, j), a.at(i, j));
    }
    IntegerMatrix(const IntegerMatrix &) = delete;
    IntegerMatrix &operator=(const IntegerMatrix &) = delete;
    ~IntegerMatrix() { fmpz_mat_clear(value_); }
    operator fmpz_mat_struct *() { return value_; }
    fmpz *at(slong i, slong j) { return fmpz_mat_entry(value_, i, j); }

  private:
    fmpz_mat_t value_;
};

class RationalMatrix {
  public:
    RationalMatrix(slong rows, slong columns) { fmpq_mat_init(value_, rows, columns); }
    explicit RationalMatrix(const Matrix &a) : RationalMatrix(a.rows, a.columns) {
        for (slong i = 0; i < a.rows; ++i)
            for (slong j = 0; j < a.columns; ++j)
                fmpq_set_fmpz_frac(fmpq_mat_entry(value_, i, j), a.at(i, j), a.denominators.at(i));
    }
    RationalMatrix(const RationalMatrix &) = delete;
    RationalMatrix &operator=(const RationalMatrix &) = delete;
    ~RationalMatrix() { fmpq_mat_clear(value_); }
    operator fmpq_mat_struct *() { return value_; }
    fmpq *at(slong i, slong j) { return fmpq_mat_entry(value_, i, j); }

  private:
    fmpq_mat_t value_;
};

Matrix sized(slong rows, slong columns) {
    const double entries = static_cast<double>(rows) * static_cast<double>(columns);
    if (entries > kMaxEntries)
        fail(Code::TooLarge, "A matrix has at most ", kMaxEntries, " entries; ", rows, " by ", columns,
             " were asked for.");
    memory::require(8 * entries, "A matrix of ", rows, " by ", columns);
    Matrix a;
    a.rows = rows;
    a.columns = columns;
    a.entries = IntegerVector(rows * columns);
    a.denominators = IntegerVector(rows);
    return a;
}

// Row i from fractions, over their common denominator.
void setRow(Matrix &a, slong i, const std::vector<Fraction> &values) {
    fmpz *common = a.denominators.at(i);
    fmpz_one(common);
    for (const auto &value : values)
        fmpz_lcm(common, common, value.denominator);
    Integer factor;
    for (slong j = 0; j < a.columns; ++j) {
        const auto &value = values[static_cast<size_t>(j)];
        fmpz_divexact(factor, common, value.denominator);
        fmpz_mul(a.entries.at(i * a.columns + j), value.numerator, factor);
    }
}

} // namespace

Matrix matrixFromRows(const std::vector<std::vector<std::string>> &rows) {
    const auto columns = static_cast<slong>(rows.empty() ? 0 : rows[0].size());
    Matrix a = sized(static_cast<slong>(rows.size()), columns);
    for (slong i = 0; i < a.rows; ++i) {
        const auto &row = rows[static_cast<size_t>(i)];
        if (static_cast<slong>(row.size()) != columns)
            fail(Code::Argument, "The rows of a matrix have one length; row ", i + 1, " has ", row.size(),
                 " entries and the first has ", columns, ".");
        std::vector<Fraction> values;
        for (const auto &entry : row)
            values.push_back(parseFraction(entry));
        setRow(a, i, values);
    }
    return a;
}

Matrix matrixFromSeries(const std::vector<SeriesRef> &given, int64_t from, int64_t to) {
    std::vector<SeriesRef> columns;
    for (const auto &series : given)
        columns.push_back(plain(series));
    if (to < from)
        fail(Code::Argument, "Rows go from t^", from, " to below t^", to, ": the second is smaller.");
    Matrix a = sized(to - from, static_cast<slong>(columns.size()));
    for (slong i = 0; i < a.rows; ++i)
        fmpz_one(a.denominators.at(i));
    for (const auto &series : columns) {
        if (!series->isFlat() || series->ring()->width() > 1)
            fail(Code::Domain, "The columns of a matrix are series over Z, Q or Z/m; one is over ",
                 series->ring()->name(), ".");
        if (to > from)
            checkKnown(*series, to - 1);
    }
    // A series has one denominator, so one factor a column makes all integral; the rows' denominators are then the
    // same.
    Integer common(1), factor;
    for (const auto &series : columns)
        fmpz_lcm(common, common, series->flat().denominator);
    for (slong j = 0; j < a.columns; ++j) {
        const Series &series = *columns[static_cast<size_t>(j)];
        fmpz_divexact(factor, common, series.flat().denominator);
        const slong end = series.lowerIndex(to);
        for (slong k = series.lowerIndex(from); k < end; ++k)
            fmpz_mul(a.entries.at((series.exponentAt(k) - from) * a.columns + j), series.block(k), factor);
    }
    for (slong i = 0; i < a.rows; ++i)
        fmpz_set(a.denominators.at(i), common);
    return a;
}

std::vector<std::vector<std::string>> matrixRows(const Matrix &a) {
    std::vector<std::vector<std::string>> rows;
    for (slong i = 0; i < a.rows; ++i) {
        auto &row = rows.emplace_back();
        for (slong j = 0; j < a.columns; ++j) {
            Fraction value{Integer(a.at(i, j)), Integer(a.denominators.at(i))};
            value.reduce();
            row.push_back(decimal(value.numerator, value.denominator));
        }
        control::poll();
    }
    return rows;
}

namespace {

std::vector<IntegerRow> rowsOf(std::vector<std::vector<fmpz>> vectors) {
    std::vector<IntegerRow> rows;
    for (auto &vector : vectors) {
        auto &row = rows.emplace_back(vector.size());
        for (size_t j = 0; j < vector.size(); ++j)
            fmpz_swap(row[j], &vector[j]);
    }
    kernel::clearKernel(vectors);
    return rows;
}

} // namespace

std::vector<IntegerRow> rightKernel(const Matrix &a) {
    const control::Progress progress(control::Stage::Matrix, 0);
    // The images of all columns, the basis and its inverse stand side by side.
    memory::require(24.0 * static_cast<double>(a.rows) * static_cast<double>(a.columns), "The kernel of a matrix with ",
                    a.rows, " rows and ", a.columns, " columns");
    return rowsOf(kernel::integerKernel(a.entries.data(), a.rows, a.columns));
}

// By the kernel on the shorter side, which is never larger than square: it sees a stop, FLINT's elimination does not.
slong rank(const Matrix &a) {
    if (a.columns <= a.rows)
        return a.columns - static_cast<slong>(rightKernel(a).size());
    Matrix turned = sized(a.columns, a.rows);
    for (slong i = 0; i < a.rows; ++i)
        for (slong j = 0; j < a.columns; ++j)
            fmpz_set(turned.entries.at(j * a.rows + i), a.at(i, j));
    return a.rows - static_cast<slong>(rightKernel(turned).size());
}

std::vector<IntegerRow> homogeneousRelations(const std::vector<SeriesRef> &generators, int64_t degree, int64_t rows) {
    if (generators.empty() || degree < 1 || degree > 100)
        fail(Code::Domain,
             "Homogeneous relations are between at least one series, of a degree from 1 to 100; given were ",
             generators.size(), " series and the degree ", degree, ".");
    if (rows < 1)
        fail(Code::Domain, "Relations are found from at least one coefficient; given was ", rows, ".");
    // One monomial more for each choice of k-1 bars among degree + k - 1 places.
    double monomials = 1;
    for (size_t k = 1; k < generators.size(); ++k)
        monomials *= static_cast<double>(degree + static_cast<int64_t>(k)) / static_cast<double>(k);
    memory::require(24 * monomials * static_cast<double>(rows), "Relations between ", monomials, " monomials on ", rows,
                    " coefficients");
    std::vector<kernel::SparseSeries> list;
    for (const auto &series : generators) {
        const auto &ring = *series->ring();
        if (ring.kind != RingKind::Z || (!series->isZero() && series->valuation() < 0))
            fail(Code::Domain, "Homogeneous relations are between power series over Z; one is over ", ring.name(), ".");
        checkKnown(*series, rows - 1);
        auto &sparse = list.emplace_back();
        for (slong i = 0; i < series->lowerIndex(rows); ++i) {
            const fmpz *c = series->block(i);
            // Residues of the prime are below 2^49.
            if (fmpz_bits(c) > 48)
                fail(Code::TooLarge,
                     "Homogeneous relations are between series with coefficients below 2^48; that of t^",
                     series->exponentAt(i), " is larger.");
            if (fmpz_is_zero(c))
                continue;
            sparse.exponents.push_back(series->exponentAt(i));
            sparse.coefficients.push_back(fmpz_get_si(c));
        }
    }
    const control::Progress progress(control::Stage::Matrix, 0);
    return rowsOf(kernel::homogeneousRelations(list, static_cast<int>(degree), rows));
}

namespace {

using ModularRows = std::vector<Residues>;

// The reduced echelon form in the first rows; the columns of their pivots. A row at a time, so that a stop is seen.
std::vector<size_t> eliminate(ModularRows &x, size_t columns, ulong p) {
    nmod_t mod;
    nmod_init(&mod, p);
    std::vector<size_t> pivots;
    control::Progress progress(control::Stage::Matrix, x.size());
    for (size_t c = 0; c < columns && pivots.size() < x.size(); ++c) {
        const size_t r = pivots.size();
        const auto found = std::find_if(x.begin() + static_cast<ptrdiff_t>(r), x.end(),
                                        [&](const Residues &row) { return row[c] != 0; });
        control::poll();
        if (found == x.end())
            continue;
        std::swap(x[r], *found);
        const auto rest = static_cast<slong>(columns - c);
        _nmod_vec_scalar_mul_nmod(x[r].data() + c, x[r].data() + c, rest, n_invmod(x[r][c], p), mod);
        for (size_t i = 0; i < x.size(); ++i)
            if (i != r && x[i][c] != 0) {
                _nmod_vec_scalar_addmul_nmod(x[i].data() + c, x[r].data() + c, rest, n_negmod(x[i][c], p), mod);
                control::poll();
            }
        pivots.push_back(c);
        progress.advance(1);
    }
    return pivots;
}

} // namespace

std::vector<IntegerRow> kernelMod(const Matrix &a, const Integer &prime) {
    if (!fmpz_abs_fits_ui(prime) || fmpz_bits(prime) > 63 || fmpz_cmp_si(prime, 2) < 0 || !fmpz_is_prime(prime))
        fail(Code::Domain, "A kernel is taken modulo a prime below 2^63; given was ", decimal(prime).substr(0, 40),
             ".");
    const ulong p = fmpz_get_ui(prime);
    memory::require(8.0 * static_cast<double>(a.rows) * static_cast<double>(a.columns), "The kernel modulo ", p,
                    " of a matrix with ", a.rows, " rows and ", a.columns, " columns");
    ModularRows x(static_cast<size_t>(a.rows), Residues(static_cast<size_t>(a.columns)));
    for (slong i = 0; i < a.rows; ++i) {
        control::poll();
        const ulong below = fmpz_fdiv_ui(a.denominators.at(i), p);
        if (below == 0)
            fail(Code::Domain, "A denominator in row ", i + 1, " is divisible by ", p, ".");
        const ulong factor = n_invmod(below, p);
        for (slong j = 0; j < a.columns; ++j)
            x[static_cast<size_t>(i)][static_cast<size_t>(j)] = n_mulmod2(fmpz_fdiv_ui(a.at(i, j), p), factor, p);
    }
    const auto pivots = eliminate(x, static_cast<size_t>(a.columns), p);
    std::vector<IntegerRow> vectors;
    for (size_t free = 0, next = 0; free < static_cast<size_t>(a.columns); ++free) {
        if (next < pivots.size() && pivots[next] == free) {
            ++next;
            continue;
        }
        control::poll();
        auto &vector = vectors.emplace_back(static_cast<size_t>(a.columns));
        fmpz_one(vector[free]);
        for (size_t r = 0; r < pivots.size(); ++r)
            fmpz_set_ui(vector[pivots[r]], n_negmod(x[r][free], p));
    }
    return vectors;
}

bool solve(const Matrix &a, const Matrix &b, std::vector<std::vector<std::string>> &x) {
    if (a.rows != b.rows)
        fail(Code::Argument, "A X = B asks for as many rows in A as in B; given were ", a.rows, " and ", b.rows, ".");
    control::poll();
    RationalMatrix left(a), right(b), solution(a.columns, b.columns);
    if (!fmpq_mat_can_solve(solution, left, right))
        return false;
    for (slong i = 0; i < a.columns; ++i) {
        auto &row = x.emplace_back();
        for (slong j = 0; j < b.columns; ++j)
            row.push_back(decimal(fmpq_numref(solution.at(i, j)), fmpq_denref(solution.at(i, j))));
    }
    return true;
}

Fraction determinant(const Matrix &a) {
    if (a.rows != a.columns)
        fail(Code::Domain, "A determinant is of a square matrix; this one is ", a.rows, " by ", a.columns, ".");
    control::poll();
    IntegerMatrix x(a);
    Fraction value;
    fmpz_mat_det(value.numerator, x);
    for (slong i = 0; i < a.rows; ++i)
        fmpz_mul(value.denominator, value.denominator, a.denominators.at(i));
    value.reduce();
    return value;
}

Matrix lll(const Matrix &a) {
    control::poll();
    Integer common(1), factor;
    for (slong i = 0; i < a.rows; ++i)
        fmpz_lcm(common, common, a.denominators.at(i));
    IntegerMatrix x(a);
    for (slong i = 0; i < a.rows; ++i) {
        fmpz_divexact(factor, common, a.denominators.at(i));
        for (slong j = 0; j < a.columns; ++j)
            fmpz_mul(x.at(i, j), x.at(i, j), factor);
    }
    const slong independent = fmpz_mat_rank(x);
    // FLINT's LLL wants independent rows; the Hermite form gives a basis of the same lattice when there are fewer.
    if (independent < a.rows)
        fmpz_mat_hnf(x, x);
    control::poll();
    IntegerMatrix basis(independent, a.columns);
    for (slong i = 0; i < independent; ++i)
        for (slong j = 0; j < a.columns; ++j)
            fmpz_set(basis.at(i, j), x.at(i, j));
    fmpz_lll_t context;
    fmpz_lll_context_init_default(context);
    if (independent > 0)
        fmpz_lll(basis, nullptr, context);
    Matrix reduced = sized(a.rows, a.columns);
    for (slong i = 0; i < a.rows; ++i) {
        fmpz_set(reduced.denominators.at(i), common);
        for (slong j = 0; j < a.columns; ++j)
            if (i < independent)
                fmpz_set(reduced.entries.at(i * a.columns + j), basis.at(i, j));
    }
    return reduced;
}

} // namespace durfee
