#include <algorithm>

#include "ring/packed.h"
#include "ring/vectors.h"

namespace durfee {

namespace {

// A term of a sparse vector takes 16 bytes against 8 a coefficient of a dense one, and sparse operations cost about
// this many times a dense step for each term: measured break-even of multiplication by a dense series of 10^4 terms.
constexpr int64_t kSparseFactor = 4;

bool blockIsZero(const fmpz *block, slong width) { return _fmpz_vec_is_zero(block, width) != 0; }

// The part of the window [0, blocks) without zero blocks at its ends; equal ends for zero.
std::pair<slong, slong> trimmed(const fmpz *data, slong blocks, slong width) {
    slong from = 0, to = blocks;
    while (from < to && blockIsZero(data + from * width, width))
        ++from;
    while (to > from && blockIsZero(data + (to - 1) * width, width))
        --to;
    return {from, to};
}

// Over Z/m: numerators times the inverse of the denominator, as residues in [0, m).
void reduceResidues(const Ring &ring, fmpz *numerators, slong count, Integer &denominator) {
    if (!denominator.isOne()) {
        Integer inverse;
        if (!fmpz_invmod(inverse, denominator, ring.modulus))
            fail(Code::Domain, "The denominator ", decimal(denominator), " is not invertible modulo ",
                 decimal(ring.modulus), ".");
        vectors::scale(numerators, numerators, count, inverse);
        fmpz_one(denominator);
    }
    vectors::reduce(numerators, count, ring.modulus);
}

void settle(const Ring &ring, fmpz *numerators, slong count, Integer &denominator) {
    if (ring.kind == RingKind::Zm)
        reduceResidues(ring, numerators, count, denominator);
    else
        vectors::lowestTerms(numerators, count, denominator);
}

slong countNonZero(const fmpz *data, slong blocks, slong width) {
    slong count = 0;
    for (slong i = 0; i < blocks; ++i)
        count += !blockIsZero(data + i * width, width);
    return count;
}

SeriesRef packedOf(RingRef ring, Order order, const Flat &flat) {
    const auto length = static_cast<size_t>(flat.numerators.size());
    Packed packed{flat.start, kernel::PackedResidues(length, fmpz_get_ui(ring->modulus))};
    for (size_t i = 0; i < length; ++i)
        packed.residues.set(i, fmpz_get_ui(flat.numerators.at(static_cast<slong>(i))));
    return std::make_shared<const Series>(std::move(ring), order, std::move(packed));
}

SeriesRef made(RingRef ring, Order order, Flat flat) {
    if (flat.numerators.size() == 0) {
        flat.sparse = true;
        flat.start = 0;
        fmpz_one(flat.denominator);
    }
    if (!flat.sparse && ring->wordModulus() && flat.numerators.size() >= packedFrom())
        return packedOf(std::move(ring), order, flat);
    return std::make_shared<const Series>(std::move(ring), order, std::move(flat));
}

Flat sparseFromDense(int64_t start, IntegerVector &dense, slong from, slong to, slong width, slong terms) {
    Flat flat;
    flat.exponents.reserve(static_cast<size_t>(terms));
    flat.numerators = IntegerVector(terms * width);
    slong k = 0;
    for (slong i = from; i < to; ++i) {
        fmpz *block = dense.at(i * width);
        if (blockIsZero(block, width))
            continue;
        flat.exponents.push_back(start + i);
        _fmpz_vec_swap(flat.numerators.at(k++ * width), block, width);
    }
    return flat;
}

Flat denseSlice(int64_t start, IntegerVector &dense, slong from, slong to, slong width) {
    Flat flat;
    flat.sparse = false;
    flat.start = start + from;
    if (from == 0 && to * width == dense.size()) {
        flat.numerators = std::move(dense);
        return flat;
    }
    flat.numerators = IntegerVector((to - from) * width);
    _fmpz_vec_swap(flat.numerators.data(), dense.at(from * width), (to - from) * width);
    return flat;
}

Flat denseFromSparse(Flat &sparse, slong width) {
    Flat flat;
    flat.sparse = false;
    flat.start = sparse.exponents.front();
    flat.numerators = IntegerVector((sparse.exponents.back() - flat.start + 1) * width);
    for (size_t i = 0; i < sparse.exponents.size(); ++i)
        _fmpz_vec_swap(flat.numerators.at((sparse.exponents[i] - flat.start) * width),
                       sparse.numerators.at(static_cast<slong>(i) * width), width);
    return flat;
}

void checkOrder(Order order) {
    if (order)
        checkedExponent(*order);
}

} // namespace

bool prefersSparse(slong terms, int64_t span) { return terms * kSparseFactor <= span; }

SeriesRef normalDense(RingRef ring, Order order, int64_t start, IntegerVector numerators, Integer denominator) {
    checkOrder(order);
    const slong width = ring->width();
    slong blocks = numerators.size() / width;
    if (order)
        blocks = static_cast<slong>(std::clamp<int64_t>(*order - start, 0, blocks));
    settle(*ring, numerators.data(), blocks * width, denominator);
    const auto [from, to] = trimmed(numerators.data(), blocks, width);
    if (from < to) {
        checkedExponent(start + from);
        checkedExponent(start + to - 1);
    }
    const slong terms = countNonZero(numerators.data() + from * width, to - from, width);
    Flat flat = prefersSparse(terms, to - from) ? sparseFromDense(start, numerators, from, to, width, terms)
                                                : denseSlice(start, numerators, from, to, width);
    flat.denominator = std::move(denominator);
    return made(std::move(ring), order, std::move(flat));
}

SeriesRef normalSparse(RingRef ring, Order order, Exponents exponents, IntegerVector numerators, Integer denominator) {
    checkOrder(order);
    const slong width = ring->width();
    if (order) {
        const auto end = std::lower_bound(exponents.begin(), exponents.end(), *order);
        exponents.erase(end, exponents.end());
    }
    const auto count = static_cast<slong>(exponents.size());
    settle(*ring, numerators.data(), count * width, denominator);
    Flat flat;
    const slong terms = countNonZero(numerators.data(), count, width);
    flat.numerators = IntegerVector(terms * width);
    flat.exponents.reserve(static_cast<size_t>(terms));
    for (slong i = 0; i < count; ++i) {
        fmpz *block = numerators.at(i * width);
        if (blockIsZero(block, width))
            continue;
        _fmpz_vec_swap(flat.numerators.at(static_cast<slong>(flat.exponents.size()) * width), block, width);
        flat.exponents.push_back(checkedExponent(exponents[static_cast<size_t>(i)]));
    }
    if (terms > 0 && !prefersSparse(terms, flat.exponents.back() - flat.exponents.front() + 1))
        flat = denseFromSparse(flat, width);
    flat.denominator = std::move(denominator);
    return made(std::move(ring), order, std::move(flat));
}

SeriesRef normalGeneral(RingRef ring, Order order, General general) {
    checkOrder(order);
    General kept;
    for (size_t i = 0; i < general.exponents.size(); ++i) {
        if (general.coefficients[i].isZero() || (order && general.exponents[i] >= *order))
            continue;
        kept.exponents.push_back(checkedExponent(general.exponents[i]));
        kept.coefficients.push_back(std::move(general.coefficients[i]));
    }
    return std::make_shared<const Series>(std::move(ring), order, std::move(kept));
}

SeriesRef zeroSeries(RingRef ring, Order order) {
    checkOrder(order);
    if (!ring->flat())
        return std::make_shared<const Series>(std::move(ring), order, General{});
    return made(std::move(ring), order, Flat{});
}

SeriesRef constantSeries(const Fraction &value, Order order) {
    const auto ring = value.denominator.isOne() ? ringZ() : ringQ();
    const auto exact = monomial(ring, value, 0);
    return order ? truncate(exact, *order) : exact;
}

SeriesRef monomial(RingRef ring, const Fraction &c, int64_t e) {
    if (!ring->flat()) {
        General general;
        general.exponents.push_back(e);
        general.coefficients.emplace_back(c);
        return normalGeneral(std::move(ring), std::nullopt, std::move(general));
    }
    IntegerVector block(ring->width());
    fmpz_set(block.at(0), c.numerator);
    return normalSparse(std::move(ring), std::nullopt, Exponents{e}, std::move(block), c.denominator);
}

slong Series::length() const {
    if (isPacked())
        return static_cast<slong>(packed().residues.size());
    if (!isFlat())
        return static_cast<slong>(general().exponents.size());
    return flat().numerators.size() / ring_->width();
}

int64_t Series::exponentAt(slong i) const {
    if (isPacked())
        return packed().start + i;
    if (!isFlat())
        return general().exponents[static_cast<size_t>(i)];
    return flat().sparse ? flat().exponents[static_cast<size_t>(i)] : flat().start + i;
}

int64_t Series::valuation() const { return exponentAt(0); }

int64_t Series::degree() const { return exponentAt(length() - 1); }

Order Series::precisionValuation() const {
    if (!isZero())
        return valuation();
    return order_;
}

slong Series::lowerIndex(int64_t e) const {
    const auto search = [e](const auto &exponents) {
        return static_cast<slong>(std::lower_bound(exponents.begin(), exponents.end(), e) - exponents.begin());
    };
    const auto place = [&](int64_t start) {
        return e <= start ? 0 : std::min(length(), static_cast<slong>(e - start));
    };
    if (isPacked())
        return place(packed().start);
    if (!isFlat())
        return search(general().exponents);
    return flat().sparse ? search(flat().exponents) : place(flat().start);
}

slong Series::termCount() const {
    if (isPacked())
        return static_cast<slong>(packed().residues.countNonZero());
    if (!isFlat() || flat().sparse)
        return length();
    return countNonZero(flat().numerators.data(), length(), ring_->width());
}

uint64_t Series::bytes() const {
    uint64_t total = sizeof(Series);
    if (isPacked())
        return total + packed().residues.bytes();
    if (!isFlat()) {
        for (const auto &coefficient : general().coefficients)
            total += sizeof(int64_t) + coefficient.bytes();
        return total;
    }
    total += flat().exponents.size() * sizeof(int64_t);
    const auto &numbers = flat().numerators;
    total += static_cast<uint64_t>(numbers.size()) * sizeof(fmpz);
    for (slong i = 0; i < numbers.size(); ++i)
        if (COEFF_IS_MPZ(*numbers.at(i)))
            total += 32 + 8 * fmpz_size(numbers.at(i));
    return total;
}

slong Series::bits() const {
    if (isPacked())
        return static_cast<slong>(fmpz_bits(ring_->modulus));
    if (isFlat())
        return FLINT_ABS(_fmpz_vec_max_bits(flat().numerators.data(), flat().numerators.size()));
    slong most = 0;
    for (const auto &coefficient : general().coefficients)
        most = std::max<slong>(most, FLINT_ABS(fmpz_mpoly_max_bits(coefficient.numerator())));
    return most;
}

IntegerVector denseWindow(const Series &a, int64_t from, int64_t to) {
    const slong width = a.ring()->width();
    IntegerVector window((to - from) * width);
    const slong end = a.lowerIndex(to);
    for (slong i = a.lowerIndex(from); i < end; ++i)
        if (a.isPacked())
            fmpz_set_ui(window.at(a.exponentAt(i) - from), a.packed().residues.get(static_cast<size_t>(i)));
        else
            _fmpz_vec_set(window.at((a.exponentAt(i) - from) * width), a.block(i), width);
    return window;
}

} // namespace durfee
