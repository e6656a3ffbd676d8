// Compositional inverses. Those over Q are brought to integral ones; over Z/m Newton's iteration needs no division; the
// other rings take Lagrange's formula.

#include <algorithm>
#include <cmath>

#include "kernel/kernels.h"
#include "ring/control.h"
#include "ring/newton.h"
#include "ring/packed.h"
#include "ring/product.h"
#include "ring/vectors.h"

namespace durfee {

namespace {

constexpr flint_bitcnt_t kLeadingBits = 16;

// Lagrange: n b_n = [t^(n-1)] (t/a)^n.
SeriesRef reversionLagrange(const SeriesRef &a, int64_t order) {
    const auto base = inverse(shift(truncate(a, order), -1), order - 1);
    auto power = base, result = zeroSeries(base->ring(), order);
    control::Progress progress(control::Stage::Reversion, static_cast<uint64_t>(order));
    for (int64_t n = 1; n < order; ++n) {
        const auto term = toPolynomial(truncate(power, n));
        const slong i = term->lowerIndex(n - 1);
        if (i < term->length())
            result = add(result, scale(shift(sub(term, toPolynomial(truncate(term, n - 1))), 1),
                                       Fraction{Integer(1), Integer(n)}));
        if (n + 1 < order)
            power = mul(power, base);
        progress.advance(1);
    }
    return result;
}

// a = c u with integers u_1, u_2, ... that have no common divisor. v = u(u_1 t)/u_1^2 = t + ... is integral, and the
// inverse of a is u_1 v^-1(t/(c u_1^2)). A long u_1 cancels in the end, as for e^t - 1.
SeriesRef reversionRationals(const SeriesRef &a, slong n) {
    auto u = denseWindow(*a, 0, std::min<int64_t>(n, a->degree() + 1));
    const Integer content = vectors::content(Integer(), u.data(), u.size());
    vectors::divideExactly(u.data(), u.size(), content);
    const Integer leading(u.at(1));
    if (fmpz_bits(leading) > kLeadingBits) {
        auto z = newton::reversion({denseWindow(*a, 0, n), a->flat().denominator}, n);
        return normalDense(ringQ(), n, 0, std::move(z.numbers), std::move(z.denominator));
    }
    Integer power(1);
    for (slong k = 2; k < u.size() && !leading.isOne(); ++k) {
        fmpz_mul(u.at(k), u.at(k), power);
        fmpz_mul(power, power, leading);
        control::poll();
    }
    fmpz_one(u.at(1));
    memory::require(kernel::reversionBytes(n, u.data(), u.size()), "A reversion with ", n, " coefficients");
    IntegerVector v(n);
    kernel::reversion(v.data(), n, u.data(), u.size());
    const auto inverse = normalDense(ringZ(), n, 0, std::move(v));
    Fraction factor{a->flat().denominator, Integer()};
    fmpz_mul(factor.denominator, leading, leading);
    fmpz_mul(factor.denominator, factor.denominator, content);
    factor.reduce();
    const bool integral = a->ring()->kind == RingKind::Z && content.isOne() && fmpz_is_pm1(leading);
    const auto scaled = scale(factor.isOne() ? inverse : compose(inverse, factor, 1), Fraction{leading, Integer(1)});
    return integral ? scaled : changeRing(scaled, ringQ());
}

// Composition modulo t^n and m, by sqrt(n) powers of the inner series (Brent and Kung, 1978).
class Composition {
  public:
    Composition(const Ring &ring, const IntegerVector &outer) : ring_(ring), outer_(outer) {}

    /// out = outer(inner) to n terms; inner_0 = 0.
    void operator()(fmpz *out, slong n, const fmpz *inner, slong innerLength) const {
        const slong length = std::min(outer_.size(), n), step = static_cast<slong>(std::ceil(std::sqrt(length)));
        std::vector<IntegerVector> powers;
        for (slong i = 0; i <= step; ++i) {
            IntegerVector next(n);
            if (i == 0)
                fmpz_one(next.at(0));
            else
                product(next.data(), n, powers.back().data(), n, inner, innerLength);
            powers.push_back(std::move(next));
        }
        IntegerVector sum(n), turned(n);
        for (slong j = (length - 1) / step * step; j >= 0; j -= step) {
            product(turned.data(), n, sum.data(), n, powers.back().data(), n);
            for (slong i = 0; i < step && j + i < length; ++i)
                _fmpz_vec_scalar_addmul_fmpz(turned.data(), powers[static_cast<size_t>(i)].data(), n, outer_.at(j + i));
            vectors::reduce(turned.data(), n, ring_.modulus);
            _fmpz_vec_swap(sum.data(), turned.data(), n);
            control::poll();
        }
        _fmpz_vec_swap(out, sum.data(), n);
    }

    void product(fmpz *out, slong n, const fmpz *a, slong aLength, const fmpz *b, slong bLength) const {
        multiplyVectors(ring_, out, n, a, aLength, b, bLength);
        vectors::reduce(out, n, ring_.modulus);
    }

  private:
    const Ring &ring_;
    const IntegerVector &outer_;
};

// b <- b - (a(b) - t) b', which doubles the known terms, since b' = 1/a'(b).
SeriesRef reversionResidues(const SeriesRef &a, slong n) {
    const auto &ring = *a->ring();
    const auto outer = denseWindow(*a, 0, std::min<int64_t>(n, a->degree() + 1));
    IntegerVector b(n), value(n), slope(n), change(n);
    if (!fmpz_invmod(b.at(1), outer.at(1), ring.modulus))
        fail(Code::Domain, "The linear coefficient ", decimal(outer.at(1)), " is not invertible modulo ",
             decimal(ring.modulus), ".");
    const Composition compose(ring, outer);
    std::vector<slong> lengths;
    for (slong k = n; k > 2; k = k / 2 + 1)
        lengths.push_back(k);
    control::Progress progress(control::Stage::Reversion, static_cast<uint64_t>(n));
    for (slong known = 2; !lengths.empty(); lengths.pop_back()) {
        const slong next = lengths.back();
        compose(value.data(), next, b.data(), known);
        fmpz_zero(value.at(1));
        for (slong k = 1; k < known; ++k)
            fmpz_mul_si(slope.at(k - 1), b.at(k), k);
        vectors::reduce(slope.data(), known - 1, ring.modulus);
        compose.product(change.data(), next, value.data(), next, slope.data(), known - 1);
        for (slong k = known; k < next; ++k)
            fmpz_sub(b.at(k), b.at(k), change.at(k));
        vectors::reduce(b.at(known), next - known, ring.modulus);
        progress.advance(static_cast<uint64_t>(next - known));
        known = next;
    }
    return normalDense(a->ring(), n, 0, std::move(b));
}

} // namespace

SeriesRef reversion(const SeriesRef &a, Order cap) {
    if (a->isPacked())
        return reversion(plain(a), cap);
    const Order order = minOrder(a->order(), cap);
    if (!order)
        fail(Code::Argument, "The reversion of an exact series needs an order.");
    if (a->isZero() || a->valuation() != 1)
        fail(Code::Domain, "A series has a compositional inverse when it begins with a multiple of t^1; this one ",
             a->isZero() ? "is zero." : text("begins with t^", a->valuation(), "."));
    const auto &ring = a->ring();
    if (*order <= 1)
        return zeroSeries(ring->kind == RingKind::Z ? ringQ() : ring, order);
    memory::require(40.0 * static_cast<double>(*order), "A reversion with ", *order, " coefficients");
    const auto n = static_cast<slong>(*order);
    if (ring->kind == RingKind::Z || ring->kind == RingKind::Q)
        return reversionRationals(truncate(a, n), n);
    return ring->kind == RingKind::Zm ? reversionResidues(truncate(a, n), n) : reversionLagrange(a, n);
}

} // namespace durfee
