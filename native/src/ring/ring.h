#pragma once
// Coefficient rings. A ring is a description; what its numbers look like in memory is said in series.h.

#include <memory>
#include <string>
#include <vector>

#include "ring/integer.h"

namespace durfee {

enum class RingKind { Z, Q, Zm, Cyclotomic, Laurent, Ratfun };

struct Ring {
    RingKind kind = RingKind::Z;
    /// Zm: the modulus, at least 2.
    Integer modulus;
    /// Cyclotomic: n of Q(zeta_n), at least 1, and the coefficients of the n-th cyclotomic polynomial.
    slong n = 0;
    IntegerVector cyclotomicPolynomial;
    /// Laurent, Ratfun: names in ascending order.
    std::vector<std::string> variables;

    /// True when a coefficient is a fixed number of integers (over one common denominator): Z, Q, Z/m, Q(zeta_n).
    bool flat() const { return kind != RingKind::Laurent && kind != RingKind::Ratfun; }
    /// Integers a coefficient takes: phi(n) over Q(zeta_n), otherwise 1.
    slong width() const { return kind == RingKind::Cyclotomic ? cyclotomicPolynomial.size() - 1 : 1; }
    bool hasDenominators() const { return kind != RingKind::Z && kind != RingKind::Zm; }
    /// True when the modulus fits a machine word, so that FLINT's nmod arithmetic applies.
    bool wordModulus() const { return kind == RingKind::Zm && fmpz_abs_fits_ui(modulus); }
    /// "Z", "Q", "Z/7", "Q(zeta_5)", "Q[z^±1]", "Q(a, b)".
    std::string name() const;
};

using RingRef = std::shared_ptr<const Ring>;

RingRef ringZ();
RingRef ringQ();
/// Z/m, m >= 2.
RingRef ringZm(const Integer &modulus);
/// Q(zeta_n), 1 <= n <= 10000.
RingRef ringCyclotomic(int64_t n);
/// Laurent polynomials in the named variables over Q.
RingRef ringLaurent(std::vector<std::string> variables);
/// Rational functions in the named variables over Q.
RingRef ringRatfun(std::vector<std::string> variables);

bool sameRing(const Ring &a, const Ring &b);
/// The smallest ring that holds both: Z ⊂ Q ⊂ Q(zeta_n), Q ⊂ Laurent ⊂ Ratfun, Z and Q → Z/m. Domain error when there
/// is none.
RingRef joinRings(const RingRef &a, const RingRef &b);

/// A letter, then letters, digits and underscores.
void checkName(const std::string &name);

} // namespace durfee
