// Linear relations between columns, modulo a prime and then over Z.
//
// Columns are reduced one after another against a basis in reduced echelon form, so a dependent column is found with
// its coordinates in terms of the independent ones. They are small fractions, reconstructed from one prime or several.
// A candidate relation vanishes modulo p on the rows that were used; where sum |c_j| max|column_j| < p/2 it therefore
// vanishes there over Z, and that is the check: further primes are taken until it applies.
//
// With word coefficients the first rows are used alone while they suffice: the candidates are then summed exactly over
// the other rows. They are all relations, since the rank over Q of all rows is at least that of the first ones modulo
// p.

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include "kernel/crt.h"
#include "kernel/field.h"
#include "kernel/kernels.h"
#include "ring/control.h"
#include "ring/error.h"

namespace durfee::kernel {

namespace {

// Writes all columns modulo the field's prime, each of `rows` balanced residues, and calls take(j, column) in order.
using ColumnSource = std::function<void(const Field &, const std::function<void(size_t, const double *)> &take)>;

size_t wholeVectors(size_t n) { return (n + 3) / 4 * 4; }

// All columns modulo one prime, each filled up with zeros to whole vectors.
struct Columns {
    Columns(const Field &field, size_t rows, size_t columns, const ColumnSource &source)
        : stride(wholeVectors(rows)), count(columns), values(zeros<double>(stride * columns)) {
        source(field, [&](size_t j, const double *column) {
            if (j % 64 == 0)
                control::poll();
            std::memcpy(values.data() + j * stride, column, rows * sizeof(double));
        });
    }
    const double *at(size_t j) const { return values.data() + j * stride; }
    size_t stride, count;
    Buffer<double> values;
};

// Echelon form of columns modulo one prime. Behind its `rows` entries each basis vector carries its coordinates in
// terms of the independent columns.
class Echelon {
  public:
    Echelon(const Field &field, size_t rows) : field_(field), rows_(wholeVectors(rows)), work_(2 * rows_ + 4) {}

    /// The rows of work past the end of the column must be zeros. False for a dependent column, whose coordinates are
    /// then at negativeCoordinates().
    bool add(size_t column, const double *values, size_t rows) {
        const size_t rank = basis_.size(), width = rows_ + wholeVectors(rank + 1);
        std::memcpy(work_.data(), values, rows * sizeof(double));
        work_.fill(rows, width);
        coordinates_.clear();
        for (size_t b = 0; b < rank; b++)
            coordinates_.push_back(work_[pivots_[b]]);
        const VectorOps &ops = vectorOps();
        ops.subtractRows(field_.view(), work_.data(), pointers_.data(), coordinates_.data(), rank, width);
        size_t pivot = 0;
        while (pivot < rows && work_[pivot] == 0)
            pivot++;
        if (pivot == rows)
            return false;
        work_[rows_ + rank] = 1;
        Buffer<double> row = zeros<double>(2 * rows_ + 4);
        ops.scale(field_.view(), row.data(), work_.data(), width, field_.inverseOf(work_[pivot]));
        for (Buffer<double> &other : basis_)
            if (const double c = other[pivot]; c != 0)
                ops.eliminate(field_.view(), other.data(), row.data(), width, c);
        pointers_.push_back(row.data());
        basis_.push_back(std::move(row));
        pivots_.push_back(pivot);
        independent_.push_back(column);
        return true;
    }
    const double *negativeCoordinates() const { return work_.data() + rows_; }
    const std::vector<size_t> &independent() const { return independent_; }

  private:
    const Field &field_;
    size_t rows_;
    Buffer<double> work_;
    std::vector<Buffer<double>> basis_;
    std::vector<const double *> pointers_;
    std::vector<double> coordinates_;
    std::vector<size_t> pivots_, independent_;
};

// The relations modulo one prime: every dependent column in terms of the independent ones.
struct ModularRelations {
    std::vector<size_t> independent, dependent;
    std::vector<double> coordinates; // dependent.size() rows of independent.size()
};

// Of the first `rows` rows; nothing when their rank exceeds `most`.
std::optional<ModularRelations> relationsModulo(const Field &field, const Columns &columns, size_t rows, size_t most) {
    ModularRelations result;
    Echelon echelon(field, rows);
    std::vector<double> found; // of each dependent column as many as there are independent ones before it
    for (size_t j = 0; j < columns.count; j++) {
        if (j % 64 == 0)
            control::poll();
        if (echelon.add(j, columns.at(j), rows)) {
            if (echelon.independent().size() > most)
                return std::nullopt;
            continue;
        }
        const double *values = echelon.negativeCoordinates();
        result.dependent.push_back(j);
        found.insert(found.end(), values, values + echelon.independent().size());
    }
    result.independent = echelon.independent();
    const size_t r = result.independent.size();
    result.coordinates.assign(r * result.dependent.size(), 0);
    const double *next = found.data();
    for (size_t k = 0; k < result.dependent.size(); k++)
        for (size_t i = 0; i < r && result.independent[i] < result.dependent[k]; i++)
            result.coordinates[k * r + i] = -*next++;
    return result;
}

// A fraction n/d = x modulo p with |n|, d below 2^24, by the Euclidean algorithm.
bool fraction(double x, const Field &field, int64_t &numerator, int64_t &denominator) {
    constexpr int64_t bound = int64_t{1} << 24;
    int64_t r0 = static_cast<int64_t>(field.prime()), r1 = static_cast<int64_t>(field.residue(x)), s0 = 0, s1 = 1;
    while (r1 >= bound) {
        const int64_t q = r0 / r1;
        std::swap(r0, r1);
        r1 -= q * r0;
        std::swap(s0, s1);
        s1 -= q * s0;
    }
    if (std::abs(s1) >= bound || s1 == 0)
        return false;
    numerator = s1 < 0 ? -r1 : r1;
    denominator = std::abs(s1);
    return true;
}

// One relation with word coefficients over a common denominator; false when a fraction does not fit.
bool wordRelation(const double *coordinates, size_t r, const Field &field, std::vector<int64_t> &out, int64_t &scale) {
    constexpr double small = 16777216.0;
    out.assign(r, 0);
    scale = 1;
    for (size_t i = 0; i < r; i++) {
        if (coordinates[i] == 0)
            continue;
        double y = scale == 1 ? coordinates[i] : field.times(coordinates[i], static_cast<double>(scale));
        if (std::abs(y) >= small) {
            int64_t n, d;
            if (!fraction(y, field, n, d) || d > (int64_t{1} << 24) / scale)
                return false;
            for (size_t k = 0; k < i; k++)
                if (std::abs(out[k] *= d) >= (int64_t{1} << 40))
                    return false;
            scale *= d;
            y = static_cast<double>(n);
        }
        out[i] = static_cast<int64_t>(y);
    }
    return true;
}

class RelationFinder {
  public:
    RelationFinder(size_t rows, size_t columns, ColumnSource source, std::vector<double> logSizes)
        : rows_(rows), columns_(columns), source_(std::move(source)), logSizes_(std::move(logSizes)) {
        for (double size : logSizes_)
            sizes_.push_back(std::exp2(size));
    }

    std::vector<std::vector<fmpz>> find() {
        // A few rows more than the rank, lest every column be dependent by their want.
        constexpr size_t firstRows = 32, spare = 4;
        const auto field = Field::make(0, 5);
        const Columns columns(*field, rows_, columns_, source_);
        std::vector<std::vector<fmpz>> kernel;
        for (size_t head = firstRows; head < rows_; head *= 2) {
            const auto relations = relationsModulo(*field, columns, head, head - spare);
            if (relations && fromWords(kernel, *relations, *field, columns, head))
                return kernel;
            clearKernel(kernel);
        }
        ModularRelations relations = *relationsModulo(*field, columns, rows_, rows_);
        if (fromWords(kernel, relations, *field, columns, rows_))
            return kernel;
        clearKernel(kernel);
        return fromPrimes(std::move(relations));
    }

  private:
    // False when a relation has no words for coefficients, or does not hold beyond the rows `used`.
    bool fromWords(std::vector<std::vector<fmpz>> &kernel, const ModularRelations &relations, const Field &field,
                   const Columns &columns, size_t used) const {
        const size_t r = relations.independent.size();
        std::vector<int64_t> coefficients;
        Scratch scratch;
        const double limit = field.view().p * 0.499999;
        for (size_t k = 0; k < relations.dependent.size(); k++) {
            if (k % 64 == 0)
                control::poll();
            int64_t scale;
            if (!wordRelation(relations.coordinates.data() + k * r, r, field, coefficients, scale))
                return false;
            double size = static_cast<double>(scale) * sizes_[relations.dependent[k]];
            for (size_t i = 0; i < r; i++)
                size += std::abs(static_cast<double>(coefficients[i])) * sizes_[relations.independent[i]];
            // Then the residues are the entries themselves, and the sums over the other rows are exact.
            if (!(size < limit) || !holdsFrom(used, relations, k, coefficients, scale, columns, scratch))
                return false;
            std::vector<fmpz> vector(columns_, 0);
            for (size_t i = 0; i < r; i++)
                fmpz_set_si(&vector[relations.independent[i]], -coefficients[i]);
            fmpz_set_si(&vector[relations.dependent[k]], scale);
            if (scale != 1)
                makePrimitive(vector);
            kernel.push_back(std::move(vector));
        }
        return true;
    }

    struct Scratch {
        std::vector<const double *> pointers;
        std::vector<double> factors, sums;
    };

    // Whether relation k holds on the rows from `used` on.
    bool holdsFrom(size_t used, const ModularRelations &relations, size_t k, const std::vector<int64_t> &coefficients,
                   int64_t scale, const Columns &columns, Scratch &scratch) const {
        const size_t from = used / 4 * 4, count = columns.stride - from;
        if (used >= rows_)
            return true;
        std::vector<const double *> &pointers = scratch.pointers;
        std::vector<double> &factors = scratch.factors, &sums = scratch.sums;
        pointers.assign(1, columns.at(relations.dependent[k]) + from);
        factors.assign(1, static_cast<double>(scale));
        for (size_t i = 0; i < coefficients.size(); i++)
            if (coefficients[i] != 0) {
                pointers.push_back(columns.at(relations.independent[i]) + from);
                factors.push_back(-static_cast<double>(coefficients[i]));
            }
        sums.resize(count);
        vectorOps().sumRows(sums.data(), pointers.data(), factors.data(), factors.size(), count);
        return std::all_of(sums.begin(), sums.end(), [](double sum) { return sum == 0; });
    }

    static void makePrimitive(std::vector<fmpz> &vector) {
        fmpz_t content;
        fmpz_init(content);
        _fmpz_vec_content(content, vector.data(), static_cast<slong>(vector.size()));
        if (!fmpz_is_one(content) && !fmpz_is_zero(content))
            _fmpz_vec_scalar_divexact_fmpz(vector.data(), vector.data(), static_cast<slong>(vector.size()), content);
        fmpz_clear(content);
    }

    // More primes, until every coordinate is reconstructed and its relation is proved by size.
    std::vector<std::vector<fmpz>> fromPrimes(ModularRelations first) {
        std::vector<ModularRelations> images;
        std::vector<std::shared_ptr<const Field>> fields;
        images.push_back(std::move(first));
        fields.push_back(Field::make(0, 5));
        for (size_t next = 1, wanted = 2; next < 4000; next++) {
            fields.push_back(Field::make(next, 5));
            const Columns columns(*fields.back(), rows_, columns_, source_);
            images.push_back(*relationsModulo(*fields.back(), columns, rows_, rows_));
            keepBest(images, fields);
            if (images.size() < wanted)
                continue;
            std::vector<std::vector<fmpz>> kernel;
            if (reconstruct(kernel, images, fields))
                return kernel;
            clearKernel(kernel);
            wanted += std::max<size_t>(1, wanted / 2);
        }
        fail(Code::Unable, "The relations between ", columns_,
             " columns have coefficients of more than 10^5 bits; fewer columns may help.");
    }

    // Primes at which the rank drops, or columns that are independent come out later, are useless.
    static void keepBest(std::vector<ModularRelations> &images, std::vector<std::shared_ptr<const Field>> &fields) {
        const auto better = [](const ModularRelations &a, const ModularRelations &b) {
            return a.independent.size() != b.independent.size() ? a.independent.size() > b.independent.size()
                                                                : a.independent < b.independent;
        };
        const ModularRelations &last = images.back();
        if (better(last, images.front())) {
            images.erase(images.begin(), images.end() - 1);
            fields.erase(fields.begin(), fields.end() - 1);
        } else if (last.independent != images.front().independent) {
            images.pop_back();
            fields.pop_back();
        }
    }

    bool reconstruct(std::vector<std::vector<fmpz>> &kernel, const std::vector<ModularRelations> &images,
                     const std::vector<std::shared_ptr<const Field>> &fields) const {
        const ModularRelations &shape = images.front();
        const size_t r = shape.independent.size();
        fmpz_t modulus, residue, scale, scaled;
        fmpq_t value;
        fmpz_init_set_ui(modulus, 1);
        fmpz_init(residue);
        fmpz_init(scale);
        fmpz_init(scaled);
        fmpq_init(value);
        for (const auto &field : fields)
            fmpz_mul_ui(modulus, modulus, field->prime());
        const double limit = fmpz_dlog(modulus) / std::log(2.0) - 1 - 1e-6;
        bool good = true;
        std::vector<std::vector<fmpz>> lifted = lift(images, fields);
        for (size_t k = 0; good && k < shape.dependent.size(); k++) {
            std::vector<fmpz> vector(columns_, 0);
            fmpz_one(scale);
            for (size_t i = 0; good && i < r; i++) {
                fmpz_mul(residue, &lifted[k][i], scale);
                fmpz_mod(residue, residue, modulus);
                good = fmpq_reconstruct_fmpz(value, residue, modulus);
                if (!good)
                    break;
                if (!fmpz_is_one(fmpq_denref(value))) {
                    _fmpz_vec_scalar_mul_fmpz(vector.data(), vector.data(), static_cast<slong>(columns_),
                                              fmpq_denref(value));
                    fmpz_mul(scale, scale, fmpq_denref(value));
                }
                fmpz_neg(&vector[shape.independent[i]], fmpq_numref(value));
            }
            fmpz_set(&vector[shape.dependent[k]], scale);
            double size = 0;
            for (size_t j = 0; good && j < columns_; j++)
                if (!fmpz_is_zero(&vector[j]))
                    size = std::max(size, static_cast<double>(fmpz_bits(&vector[j])) + logSizes_[j]);
            good = good && size + std::log2(static_cast<double>(r + 1)) < limit;
            makePrimitive(vector);
            kernel.push_back(std::move(vector));
        }
        clearKernel(lifted);
        fmpz_clear(modulus);
        fmpz_clear(residue);
        fmpz_clear(scale);
        fmpz_clear(scaled);
        fmpq_clear(value);
        return good;
    }

    static std::vector<std::vector<fmpz>> lift(const std::vector<ModularRelations> &images,
                                               const std::vector<std::shared_ptr<const Field>> &fields) {
        const size_t r = images.front().independent.size(), count = images.front().dependent.size();
        std::vector<std::vector<fmpz>> out(count, std::vector<fmpz>(r, 0));
        fmpz_t modulus;
        fmpz_init_set_ui(modulus, 1);
        for (size_t f = 0; f < fields.size(); f++) {
            const uint64_t p = fields[f]->prime();
            for (size_t k = 0; k < count; k++)
                for (size_t i = 0; i < r; i++)
                    fmpz_CRT_ui(&out[k][i], &out[k][i], modulus,
                                fields[f]->residue(images[f].coordinates[k * r + i]) % p, p, 0);
            fmpz_mul_ui(modulus, modulus, p);
        }
        fmpz_clear(modulus);
        return out;
    }

    size_t rows_, columns_;
    ColumnSource source_;
    std::vector<double> logSizes_, sizes_; // bounds of the columns' entries
};

// Monomials of a degree, depth first, the last generator's power first: each from the one before by one sparse
// multiplication.
class Monomials {
  public:
    Monomials(std::span<const SparseSeries> generators, int degree, size_t rows) : degree_(degree), rows_(rows) {
        for (const SparseSeries &g : generators) {
            Generator generator;
            for (size_t i = 0; i < g.exponents.size() && static_cast<size_t>(g.exponents[i]) < rows; i++) {
                generator.shifts.push_back(g.exponents[i]);
                generator.values.push_back(static_cast<double>(g.coefficients[i]));
                generator.total += std::abs(generator.values.back());
            }
            generator.logSize = std::log2(std::max(generator.total, 1.0)) + 1e-9;
            generators_.push_back(std::move(generator));
        }
        count(0, 0, 0);
    }
    const std::vector<double> &logSizes() const { return logSizes_; }

    void run(const Field &field, const std::function<void(size_t, const double *)> &take) {
        levels_.clear();
        for (int e = 0; e <= degree_; e++)
            levels_.push_back(zeros<double>(rows_ + kSpare));
        levels_[0][0] = 1;
        next_ = 0;
        visit(field, take, 0, 0, 0);
    }

  private:
    struct Generator {
        std::vector<int64_t> shifts;
        std::vector<double> values;
        double total = 0, logSize = 0;
    };
    void count(size_t from, int done, double logSize) {
        if (done == degree_) {
            logSizes_.push_back(logSize);
            return;
        }
        for (size_t g = generators_.size(); g-- > from;)
            count(g, done + 1, logSize + generators_[g].logSize);
    }
    void visit(const Field &field, const std::function<void(size_t, const double *)> &take, size_t from, int done,
               double logSize) {
        if (done == degree_) {
            take(next_++, levels_[static_cast<size_t>(done)].data());
            return;
        }
        for (size_t g = generators_.size(); g-- > from;) {
            const double after = logSize + generators_[g].logSize;
            multiplySparse(field, generators_[g], levels_[static_cast<size_t>(done)].data(),
                           levels_[static_cast<size_t>(done) + 1].data(), after);
            visit(field, take, g, done + 1, after);
        }
    }
    // While the true coefficients are below 2^49 nothing needs reducing.
    void multiplySparse(const Field &field, const Generator &g, const double *in, double *out, double logSize) const {
        std::fill(out, out + rows_ + kSpare, 0.0);
        if (logSize < 48.5) {
            vectorOps().addShifted(out, in, rows_, g.shifts.data(), g.values.data(), g.shifts.size());
            return;
        }
        for (size_t k = 0; k < g.shifts.size(); k++) {
            const size_t shift = static_cast<size_t>(g.shifts[k]);
            vectorOps().eliminate(field.view(), out + shift, in, rows_ - shift,
                                  field.balanced(static_cast<int64_t>(-g.values[k])));
        }
    }
    static constexpr size_t kSpare = 3; // entries of the vector code's
    int degree_;
    size_t rows_, next_ = 0;
    std::vector<Generator> generators_;
    std::vector<double> logSizes_;
    std::vector<Buffer<double>> levels_;
};

} // namespace

std::vector<std::vector<fmpz>> integerKernel(const fmpz *matrix, slong rows, slong columns) {
    const size_t r = static_cast<size_t>(rows), c = static_cast<size_t>(columns);
    std::vector<double> logSizes(c, 0);
    for (size_t i = 0; i < r; i++)
        for (size_t j = 0; j < c; j++)
            logSizes[j] = std::max(logSizes[j], static_cast<double>(fmpz_bits(matrix + i * c + j)));
    const ColumnSource source = [=](const Field &field, const std::function<void(size_t, const double *)> &take) {
        Buffer<double> column(r);
        for (size_t j = 0; j < c; j++) {
            for (size_t i = 0; i < r; i++)
                column[i] = field.balanced(fmpz_fdiv_ui(matrix + i * c + j, field.prime()));
            take(j, column.data());
        }
    };
    return RelationFinder(r, c, source, logSizes).find();
}

void clearKernel(std::vector<std::vector<fmpz>> &kernel) {
    for (std::vector<fmpz> &vector : kernel)
        for (fmpz &entry : vector)
            fmpz_clear(&entry);
    kernel.clear();
}

std::vector<std::vector<fmpz>> homogeneousRelations(std::span<const SparseSeries> generators, int degree, slong rows) {
    if (generators.empty() || degree < 0 || rows <= 0)
        return {};
    Monomials monomials(generators, degree, static_cast<size_t>(rows));
    const ColumnSource source = [&](const Field &field, const std::function<void(size_t, const double *)> &take) {
        monomials.run(field, take);
    };
    return RelationFinder(static_cast<size_t>(rows), monomials.logSizes().size(), source, monomials.logSizes()).find();
}

} // namespace durfee::kernel
