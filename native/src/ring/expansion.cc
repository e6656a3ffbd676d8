// Infinite and finite products, expanded. Products of 1 - t^e and 1 + t^e go to the kernels, whose planner chooses
// between theta series, digit planes and primes. Factors whose exponent is not positive are taken out first, and
// factors with other coefficients are solved for through the logarithmic derivative.

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "kernel/kernels.h"
#include "ring/construct.h"
#include "ring/control.h"
#include "ring/explain.h"

namespace durfee {

namespace {

const Fraction kOne{Integer(1), Integer(1)};

// Shorter products with arbitrary coefficients are solved for over Z directly.
constexpr int64_t kDerivativeBelow = 100;
// Past such powers of a factor the bounds that the kernels take their primes by say nothing.
constexpr int64_t kMostMultiplicity = int64_t{1} << 32;

SeriesRef one(Order order = std::nullopt) {
    const auto unit = monomial(ringZ(), kOne, 0);
    return order ? truncate(unit, *order) : unit;
}

void requireLength(int64_t order) {
    memory::require(8.0 * static_cast<double>(order), "A product to O(t^", order, ")");
}

SeriesRef fromSparse(const kernel::SparseSeries &sparse, int64_t order) {
    IntegerVector numbers(static_cast<slong>(sparse.coefficients.size()));
    for (size_t i = 0; i < sparse.coefficients.size(); ++i)
        fmpz_set_si(numbers.at(static_cast<slong>(i)), sparse.coefficients[i]);
    return normalSparse(ringZ(), order, Exponents(sparse.exponents.begin(), sparse.exponents.end()),
                        std::move(numbers));
}

// Factors with equal scales joined, those that are 1 below the order left out, all scales divided by their common
// divisor.
struct EtaShape {
    std::vector<kernel::EtaFactor> factors;
    int64_t dilation = 1;
};

EtaShape shapeOf(std::span<const EtaPower> powers, int64_t order) {
    std::map<int64_t, int64_t> joined;
    EtaShape shape;
    shape.dilation = 0;
    for (const auto &power : powers) {
        if (power.scale < 1)
            fail(Code::Domain, "In (t^d; t^d) the scale d is at least 1; given was ", power.scale, ".");
        if (power.scale < order)
            joined[power.scale] = addExponents(joined[power.scale], power.exponent);
    }
    std::erase_if(joined, [](const auto &power) { return power.second == 0; });
    for (const auto &[scale, exponent] : joined)
        shape.dilation = std::gcd(shape.dilation, scale);
    for (const auto &[scale, exponent] : joined)
        shape.factors.push_back({scale / shape.dilation, exponent});
    shape.dilation = std::max<int64_t>(shape.dilation, 1);
    return shape;
}

bool powerful(const EtaShape &shape) {
    return std::ranges::any_of(shape.factors, [](const auto &f) { return std::abs(f.exponent) > kMostMultiplicity; });
}

// (t^d; t^d)^r at a time: the recurrence of a power takes as many steps a coefficient as Euler's series has terms.
SeriesRef powerByPower(const EtaShape &shape, int64_t length) {
    auto product = one(length);
    for (const auto &f : shape.factors) {
        const int64_t own = ceilDiv(length, f.scale);
        const auto power = pow(fromSparse(kernel::eulerProduct(own), own), f.exponent, own);
        product = mul(product, truncate(compose(power, kOne, f.scale), length), length);
    }
    return product;
}

// n coefficients of a power r: the k-th is at most binom(|r| + k, k) times a partition number.
Plan planPowers(const EtaShape &shape, int64_t length) {
    double bits = 0;
    for (const auto &f : shape.factors)
        bits += std::log2(static_cast<double>(std::abs(f.exponent))) / static_cast<double>(f.scale);
    const auto n = static_cast<double>(length);
    const double bytes = memory::integersSize(n, n * bits / 2);
    return {"Powers past 2^32, each by the recurrence of Euler's series, then multiplied.", 3 * bytes,
            1e-8 * n * std::sqrt(n) * (1 + n * bits / 64)};
}

} // namespace

Plan explainEtaQuotient(std::span<const EtaPower> powers, int64_t order) {
    const auto shape = shapeOf(powers, order);
    const int64_t length = std::max<int64_t>(1, ceilDiv(order, shape.dilation));
    if (powerful(shape))
        return planPowers(shape, length);
    const auto plan = kernel::planEtaQuotient(shape.factors, length);
    const std::string dilation = shape.dilation > 1 ? text("in t^", shape.dilation, ": ") : "";
    return {dilation + plan.words, plan.bytes, plan.seconds};
}

SeriesRef etaQuotient(std::span<const EtaPower> powers, int64_t order) {
    control::poll();
    const auto shape = shapeOf(powers, order);
    if (order <= 0)
        return zeroSeries(ringZ(), order);
    if (shape.factors.empty())
        return one(order);
    const int64_t length = ceilDiv(order, shape.dilation);
    SeriesRef product;
    if (powerful(shape)) {
        memory::require(planPowers(shape, length).bytes, "An eta quotient to O(t^", order, ")");
        product = powerByPower(shape, length);
    } else if (const auto known = kernel::recogniseEtaQuotient(shape.factors, length)) {
        product = fromSparse(known->series, length);
    } else {
        requireLength(length);
        IntegerVector out(length);
        kernel::etaQuotient(out.data(), length, shape.factors, [order](const kernel::Plan &plan) {
            memory::require(plan.bytes, "An eta quotient to O(t^", order, ")");
        });
        product = normalDense(ringZ(), length, 0, std::move(out));
    }
    return truncate(compose(product, kOne, shape.dilation), order);
}

namespace {

void checkPochhammer(const Pochhammer &f) {
    if (f.count && *f.count < 0)
        fail(Code::Domain, "A finite product has a count of at least 0; given was ", *f.count, ".");
    if (!f.count && f.step < 1)
        fail(Code::Domain, "An infinite product has a step of at least 1; given was ", f.step, ".");
    if (!f.count && f.start < 0)
        fail(Code::Domain, "An infinite product begins at an exponent of at least 0; given was ", f.start, ".");
}

// Sorts the factors 1 - c t^e of a product by what can be done with them.
class Sorter {
  public:
    void add(Pochhammer f) {
        checkPochhammer(f);
        if (f.exponent == 0 || f.c.isZero() || f.count == 0)
            return;
        if (f.step < 0)
            f = turned(f);
        if (f.step == 0) {
            f.exponent = mulExponents(f.exponent, *f.count);
            f.count = 1;
            f.step = 1;
        }
        while (f.start <= 0 && f.count != 0) {
            addLow(f);
            f.start = addExponents(f.start, f.step);
            if (f.count)
                --*f.count;
            control::poll();
        }
        if (f.count != 0)
            addHigh(std::move(f));
    }

    /// A factor 1 - 1 t^0 makes all zero.
    bool zero = false;
    /// Constants and powers of t.
    SeriesRef front = one();
    std::vector<Pochhammer> signs, others;

  private:
    // The same finite product from its other end.
    static Pochhammer turned(Pochhammer f) {
        f.start = addExponents(f.start, mulExponents(f.step, *f.count - 1));
        f.step = -f.step;
        return f;
    }

    // One factor with exponent at most zero.
    void addLow(const Pochhammer &f) {
        if (f.start == 0) {
            Fraction value{Integer(), f.c.denominator};
            fmpz_sub(value.numerator, f.c.denominator, f.c.numerator);
            if (value.isZero() && f.exponent < 0)
                fail(Code::Domain, "The product has the factor 1 - t^0 = 0 in its denominator.");
            zero = zero || value.isZero();
            if (!zero)
                front = mul(front, pow(constantSeries(value, std::nullopt), f.exponent, std::nullopt));
            return;
        }
        // 1 - c t^e = -c t^e (1 - t^-e / c)
        const auto ring = f.c.denominator.isOne() ? ringZ() : ringQ();
        front = mul(front, pow(neg(monomial(ring, f.c, f.start)), f.exponent, std::nullopt));
        Pochhammer mirrored{Fraction{f.c.denominator, f.c.numerator}, -f.start, 1, 1, f.exponent};
        mirrored.c.reduce();
        addHigh(std::move(mirrored));
    }

    void addHigh(Pochhammer f) {
        const bool sign = f.c.denominator.isOne() && fmpz_is_pm1(f.c.numerator);
        (sign && std::abs(f.exponent) <= kMostMultiplicity ? signs : others).push_back(std::move(f));
    }
};

SeriesRef signProduct(const std::vector<Pochhammer> &factors, int64_t order) {
    if (factors.empty())
        return one(order);
    std::vector<kernel::UnitFactor> units;
    for (const auto &f : factors)
        units.push_back({f.start, f.step, f.count.value_or(-1), f.exponent, fmpz_sgn(f.c.numerator)});
    IntegerVector out(order);
    kernel::unitProduct(out.data(), order, units, [order](const kernel::Plan &plan) {
        memory::require(plan.bytes, "A product to O(t^", order, ")");
    });
    return normalDense(ringZ(), order, 0, std::move(out));
}

// Adds t d/dt log of one factor's product: -k e sum over j of c^j t^(e j) for each factor (1 - c t^e)^k, c^j put over
// `base`^(e j).
void addDerivative(IntegerVector &sums, const Pochhammer &f, const Integer &base, int64_t order) {
    Integer ratio, power, weight;
    for (int64_t n = 0; !f.count || n < *f.count; ++n) {
        const int64_t e = f.start + f.step * n;
        if (e >= order)
            break;
        // c base^e is an integer.
        fmpz_pow_ui(ratio, base, static_cast<ulong>(e));
        fmpz_divexact(ratio, ratio, f.c.denominator);
        fmpz_mul(ratio, ratio, f.c.numerator);
        fmpz_set_si(weight, f.exponent);
        fmpz_mul_si(weight, weight, -e);
        fmpz_one(power);
        for (int64_t m = e; m < order; m += e) {
            fmpz_mul(power, power, ratio);
            fmpz_addmul(sums.at(m), power, weight);
        }
        control::poll();
    }
}

// Coefficients over the powers of the common denominator `base` of all c: c_n = g_n / base^n with n g_n = sum of L_k
// g_(n-k).
void coefficientsByDerivative(IntegerVector &out, const std::vector<Pochhammer> &factors, const Integer &base,
                              int64_t order) {
    IntegerVector sums(order);
    Integer sum;
    for (const auto &f : factors)
        addDerivative(sums, f, base, order);
    fmpz_one(out.at(0));
    control::Progress progress(control::Stage::Product, static_cast<uint64_t>(order));
    for (int64_t i = 1; i < order; ++i) {
        fmpz_zero(sum);
        for (int64_t k = 1; k <= i; ++k)
            fmpz_addmul(sum, sums.at(k), out.at(i - k));
        fmpz_divexact_si(out.at(i), sum, i);
        progress.advance(1);
    }
}

SeriesRef coefficientProduct(const std::vector<Pochhammer> &factors, int64_t order) {
    if (factors.empty())
        return one(order);
    Integer base(1);
    for (const auto &f : factors)
        fmpz_lcm(base, base, f.c.denominator);
    const auto n = static_cast<double>(order);
    double bits = static_cast<double>(fmpz_bits(base));
    for (const auto &f : factors)
        bits += static_cast<double>(fmpz_bits(f.c.numerator));
    memory::require(memory::integersSize(n, bits * n / 2), "A product to O(t^", order, ")");
    IntegerVector out(order);
    const bool powerful =
        std::ranges::any_of(factors, [](const Pochhammer &f) { return std::abs(f.exponent) > kMostMultiplicity; });
    if (order < kDerivativeBelow || powerful) {
        coefficientsByDerivative(out, factors, base, order);
    } else {
        std::vector<kernel::CoefficientFactor> list;
        for (const auto &f : factors)
            list.push_back({f.c.numerator, f.c.denominator, f.start, f.step, f.count.value_or(-1), f.exponent});
        kernel::coefficientProduct(out.data(), base, order, list);
    }
    if (base.isOne())
        return normalDense(ringZ(), order, 0, std::move(out));
    return compose(normalDense(ringQ(), order, 0, std::move(out)), Fraction{Integer(1), base}, 1);
}

} // namespace

SeriesRef pochhammerProduct(std::span<const Pochhammer> factors, int64_t order) {
    control::poll();
    Sorter sorter;
    for (const auto &f : factors)
        sorter.add(f);
    if (sorter.zero)
        return zeroSeries(ringZ(), order);
    // The power of t in front shifts the precision that the rest needs.
    const int64_t inner = subExponents(order, sorter.front->valuation());
    if (inner <= 0)
        return zeroSeries(ringZ(), order);
    requireLength(inner);
    // Exponents ascend within a factor: one that begins at the order is 1 below it.
    for (auto *list : {&sorter.signs, &sorter.others})
        std::erase_if(*list, [inner](const Pochhammer &f) { return f.start >= inner; });
    const auto product = mul(signProduct(sorter.signs, inner), coefficientProduct(sorter.others, inner), inner);
    const auto result = mul(product, sorter.front);
    const bool integral = result->ring()->kind == RingKind::Q && result->flat().denominator.isOne();
    return integral ? changeRing(result, ringZ()) : result;
}

} // namespace durfee
