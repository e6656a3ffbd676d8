#include "ring/special.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "kernel/kernels.h"
#include "ring/control.h"
#include "ring/packed.h"

namespace durfee {

namespace {

// Fills the coefficients of t^0 .. t^(order-1), order > 0, by a kernel that takes so many bytes with them.
template <typename Fill> SeriesRef filledWithin(double bytes, int64_t order, Fill fill) {
    memory::require(bytes, "A series to O(t^", order, ")");
    IntegerVector out(order);
    fill(out.data(), order);
    return normalDense(ringZ(), order, 0, std::move(out));
}

// The same by the size of the largest coefficient.
template <typename Fill> SeriesRef filled(int64_t order, double bits, Fill fill) {
    control::poll();
    if (order <= 0)
        return zeroSeries(ringZ(), order);
    return filledWithin(2 * memory::integersSize(static_cast<double>(order), bits), order, fill);
}

double logOf(int64_t n) { return std::log2(static_cast<double>(std::max<int64_t>(n, 2))); }

} // namespace

SeriesRef etaQuotientModulo(std::span<const EtaPower> factors, const Integer &modulus, int64_t order) {
    const auto ring = ringZm(modulus);
    if (!fmpz_abs_fits_ui(modulus) || fmpz_bits(modulus) > 63)
        return changeRing(etaQuotient(factors, order), ring);
    control::poll();
    if (order <= 0)
        return zeroSeries(ring, order);
    std::map<int64_t, int64_t> joined;
    for (const auto &factor : factors) {
        if (factor.scale < 1)
            fail(Code::Domain, "In (t^d; t^d) the scale d is at least 1; given was ", factor.scale, ".");
        if (factor.scale < order)
            joined[factor.scale] = addExponents(joined[factor.scale], factor.exponent);
    }
    std::vector<kernel::EtaFactor> list;
    for (const auto &[scale, exponent] : joined)
        list.push_back({scale, exponent});
    const uint64_t m = fmpz_get_ui(modulus);
    memory::require(kernel::etaQuotientModBytes(static_cast<size_t>(order), m, list), "An eta quotient modulo ", m,
                    " to O(t^", order, ")");
    kernel::PackedResidues residues(static_cast<size_t>(order), m);
    kernel::etaQuotientMod(residues, list);
    return packedSeries(ring, order, 0, std::move(residues));
}

SeriesRef eulerianSum(int64_t a, int64_t b, int64_t c, int64_t sign, std::span<const EulerianProduct> products,
                      int64_t order) {
    if (a < 0 || ((a ^ b) & 1) != 0 || c < 0 || a + b < 0 || (a == 0 && b <= 0))
        fail(Code::Domain,
             "In an Eulerian sum the exponents (a n^2 + b n)/2 + c are integers that increase from c >= 0 on; given "
             "were a = ",
             a, ", b = ", b, ", c = ", c, ".");
    if (sign != 1 && sign != -1)
        fail(Code::Domain, "The sign of an Eulerian sum is 1 or -1; given was ", sign, ".");
    kernel::EulerianSum sum{a, b, c, static_cast<int>(sign), {}};
    for (const auto &p : products) {
        if ((p.sign != 1 && p.sign != -1) || p.start < 1 || p.step < 1)
            fail(Code::Domain,
                 "A product of an Eulerian sum has factors 1 - q^m or 1 + q^m with m >= 1 ascending; given were sign ",
                 p.sign, ", start ", p.start, ", step ", p.step, ".");
        sum.factors.push_back({static_cast<int>(p.sign), p.start, p.step, p.shift, p.exponent});
    }
    control::poll();
    if (order <= 0)
        return zeroSeries(ringZ(), order);
    return filledWithin(kernel::eulerianBytes(order, sum), order,
                        [&](fmpz *out, slong n) { kernel::eulerianSum(out, n, sum); });
}

SeriesRef thetaPower(int64_t k, int64_t order) {
    if (k < 0 || k > 100000)
        fail(Code::Domain, "A power of theta has an exponent from 0 to 100000; given was ", k, ".");
    return filled(order, static_cast<double>(k) * logOf(order) / 2,
                  [k](fmpz *out, slong n) { kernel::thetaPower(out, n, static_cast<int>(k)); });
}

SeriesRef tauSeries(int64_t order) {
    return filled(order, 6 * logOf(order), [](fmpz *out, slong n) { kernel::ramanujanTau(out, n); });
}

SeriesRef eisenstein(int64_t k, int64_t order) {
    if (k != 4 && k != 6 && k != 8 && k != 10 && k != 14)
        fail(Code::Domain, "The integral Eisenstein series are E_k for k = 4, 6, 8, 10, 14; given was k = ", k, ".");
    return filled(order, static_cast<double>(k) * logOf(order),
                  [k](fmpz *out, slong n) { kernel::eisenstein(out, n, static_cast<int>(k)); });
}

SeriesRef jInvariant(int64_t order) {
    const double bits = 4 * M_PI * std::sqrt(static_cast<double>(std::max<int64_t>(order, 1))) / M_LN2;
    return shift(filled(addExponents(order, 1), bits, [](fmpz *out, slong n) { kernel::jInvariant(out, n); }), -1);
}

SeriesRef mockThetaF(int64_t order) {
    return filled(order, 2 * std::sqrt(static_cast<double>(std::max<int64_t>(order, 1))),
                  [](fmpz *out, slong n) { kernel::mockThetaF(out, n); });
}

SeriesRef gaussian(int64_t top, int64_t bottom) {
    if (bottom < 0 || bottom > top)
        return zeroSeries(ringZ(), std::nullopt);
    const int64_t length = addExponents(mulExponents(bottom, top - bottom), 1);
    memory::require(2 * memory::integersSize(static_cast<double>(length), static_cast<double>(top)),
                    "The Gaussian polynomial [", top, ", ", bottom, "]");
    IntegerVector out(length);
    kernel::qBinomial(out.data(), top, bottom);
    return normalDense(ringZ(), std::nullopt, 0, std::move(out));
}

namespace {

// Row m of the table holds the coefficients of both z^m and z^-m.
SeriesRef twoSided(const kernel::IntegerTable &table, const std::string &variable, int64_t order) {
    const auto variables = variablesOf({variable});
    General general;
    Integer count;
    for (int64_t n = 0; n < order; ++n) {
        control::poll();
        int64_t most = table.rows - 1;
        for (; most > 0; --most) {
            table.get(count, most, n);
            if (!count.isZero())
                break;
        }
        // z^-most times a polynomial of degree 2 most, terms in descending order.
        Rational value(variables), below(variables);
        for (int64_t m = most; m >= -most; --m) {
            table.get(count, std::abs(m), n);
            const auto power = static_cast<ulong>(m + most);
            if (!count.isZero())
                fmpz_mpoly_push_term_fmpz_ui(value.numerator(), count, &power, value.context());
        }
        const auto shift = static_cast<ulong>(most);
        fmpz_mpoly_set_coeff_ui_ui(below.numerator(), 1, &shift, below.context());
        general.exponents.push_back(n);
        general.coefficients.push_back(value / below);
    }
    return normalGeneral(ringLaurent({variable}), order, std::move(general));
}

void requireTable(int64_t order) {
    const double n = static_cast<double>(std::max<int64_t>(order, 1));
    memory::require(n * n * (24 + 3 * std::sqrt(n) / 8), "A two-variable generating function to O(t^", order, ")");
}

} // namespace

SeriesRef rankFunction(const std::string &variable, int64_t order) {
    requireTable(order);
    if (order <= 0)
        return zeroSeries(ringLaurent({variable}), order);
    return twoSided(kernel::rankTable(std::max<int64_t>(order, 1), order), variable, order);
}

SeriesRef crankFunction(const std::string &variable, int64_t order) {
    requireTable(order);
    if (order <= 0)
        return zeroSeries(ringLaurent({variable}), order);
    return twoSided(kernel::crankTable(std::max<int64_t>(order + 1, 2), order), variable, order);
}

bool cyclotomicFactors(const SeriesRef &a, int &sign, std::vector<std::pair<int64_t, int64_t>> &factors) {
    if (a->order())
        fail(Code::Argument, "Cyclotomic factors are of exact polynomials; a truncated series was given.");
    if (a->isZero())
        fail(Code::Domain, "Zero has no factorization.");
    if ((a->ring()->kind != RingKind::Z && a->ring()->kind != RingKind::Q) || !a->flat().denominator.isOne())
        return false;
    memory::require(64.0 * static_cast<double>(a->degree() - a->valuation()), "Factoring a polynomial of degree ",
                    a->degree());
    const auto dense = denseWindow(*a, a->valuation(), a->degree() + 1);
    const auto found = kernel::cyclotomicFactors(dense.data(), dense.size());
    if (!found)
        return false;
    sign = found->sign;
    factors = found->factors;
    return true;
}

} // namespace durfee
