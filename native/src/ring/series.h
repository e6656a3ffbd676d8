#pragma once
// Laurent series in one variable t over one coefficient ring: immutable values, exact (a Laurent polynomial) or known
// to O(t^T).
//
// Over Z, Q, Z/m and Q(zeta_n) a coefficient is a block of `ring.width()` integers, and all blocks share one
// denominator; so products are products of integer vectors, whatever the ring. Such vectors are stored either dense
// (all exponents from `start` on) or sparse (exponents listed); `normal` chooses by the number of non-zero terms,
// callers never do; long dense ones over Z/m are packed (packed.h). Over Laurent polynomials and rational functions a
// series is a list of exponents and of coefficients that are values of their own.
//
// Orders go by valuations: O-order(f·g) = min(T_f + v_g, T_g + v_f), where a zero known to O(t^T) counts as valuation
// T, and an exact factor brings no bound. Every precondition is checked in this layer, and FLINT is called only with
// arguments that it accepts.

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "kernel/packed.h"
#include "ring/checked.h"
#include "ring/memory.h"
#include "ring/rational.h"
#include "ring/ring.h"

namespace durfee {

using Exponents = memory::Vector<int64_t>;

/// Coefficients as blocks of integers over a common positive denominator, in lowest terms.
struct Flat {
    /// Sparse: block i belongs to t^exponents[i], ascending, none zero. Dense: to t^(start + i), first and last
    /// non-zero.
    bool sparse = true;
    int64_t start = 0;
    Exponents exponents;
    IntegerVector numerators;
    Integer denominator{1};
};

/// Residues of t^start, t^(start+1), ..., the first and the last not zero.
struct Packed {
    int64_t start = 0;
    kernel::PackedResidues residues;
};

/// Coefficients as rational functions: those of t^exponents[i], ascending, none zero.
struct General {
    std::vector<int64_t> exponents;
    std::vector<Rational> coefficients;
};

class Series;
using SeriesRef = std::shared_ptr<const Series>;

class Series {
  public:
    Series(RingRef ring, Order order, Flat flat) : ring_(std::move(ring)), order_(order), data_(std::move(flat)) {}
    Series(RingRef ring, Order order, General general)
        : ring_(std::move(ring)), order_(order), data_(std::move(general)) {}

    Series(RingRef ring, Order order, Packed packed)
        : ring_(std::move(ring)), order_(order), data_(std::move(packed)) {}

    const RingRef &ring() const { return ring_; }
    Order order() const { return order_; }
    bool exact() const { return !order_; }
    bool isFlat() const { return std::holds_alternative<Flat>(data_); }
    bool isPacked() const { return std::holds_alternative<Packed>(data_); }
    const Flat &flat() const { return std::get<Flat>(data_); }
    const Packed &packed() const { return std::get<Packed>(data_); }
    const General &general() const { return std::get<General>(data_); }

    /// Stored blocks: zeros inside a dense vector included.
    slong length() const;
    bool isZero() const { return length() == 0; }
    /// Exponents of the first and the last non-zero term; not for zero.
    int64_t valuation() const;
    int64_t degree() const;
    /// Valuation as the order rules count it: T for O(t^T); none for exact zero.
    Order precisionValuation() const;
    /// Exponent of stored block i.
    int64_t exponentAt(slong i) const;
    /// Integers of stored block i (flat rings only).
    const fmpz *block(slong i) const { return flat().numerators.at(i * ring_->width()); }
    /// Index of the first stored block whose exponent is at least e.
    slong lowerIndex(int64_t e) const;
    /// Non-zero terms.
    slong termCount() const;
    uint64_t bytes() const;
    /// Bits of the largest numerator.
    slong bits() const;

  private:
    RingRef ring_;
    Order order_;
    std::variant<Flat, General, Packed> data_;
};

// --- making (series.cc) ---

/// Brings blocks over a denominator (not zero) into normal form: terms at or past the order dropped, residues reduced,
/// lowest terms, zeros trimmed, representation chosen.
SeriesRef normalDense(RingRef ring, Order order, int64_t start, IntegerVector numerators,
                      Integer denominator = Integer(1));
/// The same for ascending exponents.
SeriesRef normalSparse(RingRef ring, Order order, Exponents exponents, IntegerVector numerators,
                       Integer denominator = Integer(1));
SeriesRef normalGeneral(RingRef ring, Order order, General general);

/// Whether this many non-zero terms in a window of exponents are stored with their exponents.
bool prefersSparse(slong terms, int64_t span);
SeriesRef zeroSeries(RingRef ring, Order order);
SeriesRef constantSeries(const Fraction &value, Order order);
/// c t^e, exact.
SeriesRef monomial(RingRef ring, const Fraction &c, int64_t e);

/// Blocks of exponents [from, to) as one dense vector (flat rings).
IntegerVector denseWindow(const Series &a, int64_t from, int64_t to);
/// The series over a ring that contains its own. Domain error when a coefficient does not fit.
SeriesRef changeRing(const SeriesRef &a, const RingRef &ring);
/// The same numbers seen over the joined ring: copies only where the representation differs.
SeriesRef widen(const SeriesRef &a, const RingRef &ring);

// --- arithmetic ---

SeriesRef add(const SeriesRef &a, const SeriesRef &b);
SeriesRef sub(const SeriesRef &a, const SeriesRef &b);
SeriesRef neg(const SeriesRef &a);
SeriesRef scale(const SeriesRef &a, const Fraction &by);
SeriesRef mul(const SeriesRef &a, const SeriesRef &b, Order cap = std::nullopt);
SeriesRef inverse(const SeriesRef &a, Order cap);
SeriesRef div(const SeriesRef &a, const SeriesRef &b, Order cap);
/// Null when the division leaves a remainder.
SeriesRef divExact(const SeriesRef &a, const SeriesRef &b);
SeriesRef pow(const SeriesRef &a, int64_t exponent, Order cap);
SeriesRef powRational(const SeriesRef &a, int64_t numerator, int64_t denominator, Order cap);
SeriesRef exp(const SeriesRef &a, Order cap);
SeriesRef log(const SeriesRef &a, Order cap);
SeriesRef thetaDerivative(const SeriesRef &a);
SeriesRef compose(const SeriesRef &a, const Fraction &c, int64_t k);
SeriesRef reversion(const SeriesRef &a, Order cap);
SeriesRef sift(const SeriesRef &a, int64_t n, int64_t k);
std::vector<SeriesRef> siftAll(const SeriesRef &a, int64_t n);
SeriesRef shift(const SeriesRef &a, int64_t by);
SeriesRef truncate(const SeriesRef &a, int64_t order);
SeriesRef toPolynomial(const SeriesRef &a);
SeriesRef reduce(const SeriesRef &a, const Integer &modulus);
SeriesRef liftSymmetric(const SeriesRef &a);

} // namespace durfee
