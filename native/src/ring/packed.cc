#include "ring/packed.h"

#include <algorithm>
#include <atomic>

#include "kernel/kernels.h"
#include "ring/control.h"

namespace durfee {

namespace {

constexpr slong kPackedFrom = slong{1} << 18;
std::atomic<slong> packFrom{kPackedFrom};

constexpr size_t kPollEvery = 0xffff;

void pollAt(size_t i) {
    if ((i & kPollEvery) == 0)
        control::poll();
}

IntegerVector unpackedNumbers(const kernel::PackedResidues &residues, size_t from, size_t count) {
    IntegerVector numbers(static_cast<slong>(count));
    for (size_t i = 0; i < count; ++i) {
        pollAt(i);
        fmpz_set_ui(numbers.at(static_cast<slong>(i)), residues.get(from + i));
    }
    return numbers;
}

// A dense series as it is, whatever its length.
SeriesRef unpackedDense(const RingRef &ring, Order order, int64_t start, IntegerVector numbers) {
    Flat flat;
    flat.sparse = numbers.size() == 0;
    flat.start = flat.sparse ? 0 : start;
    flat.numerators = std::move(numbers);
    return std::make_shared<const Series>(ring, order, std::move(flat));
}

} // namespace

slong packedFrom() noexcept { return packFrom.load(std::memory_order_relaxed); }

void setPackedFrom(slong length) noexcept { packFrom.store(std::max<slong>(length, 1), std::memory_order_relaxed); }

SeriesRef packedSeries(RingRef ring, Order order, int64_t start, kernel::PackedResidues residues) {
    size_t from = 0, to = residues.size();
    if (order)
        to = static_cast<size_t>(std::clamp<int64_t>(subExponents(*order, start), 0, static_cast<int64_t>(to)));
    while (from < to && residues.get(from) == 0)
        ++from;
    while (to > from && residues.get(to - 1) == 0)
        --to;
    if (from == to)
        return zeroSeries(std::move(ring), order);
    start = checkedExponent(addExponents(start, static_cast<int64_t>(from)));
    checkedExponent(addExponents(start, static_cast<int64_t>(to - from)));
    if (from > 0 || to < residues.size())
        residues = residues.slice(from, to - from);
    const auto length = static_cast<slong>(residues.size());
    if (length < packedFrom() || prefersSparse(static_cast<slong>(residues.countNonZero()), length))
        return normalDense(std::move(ring), order, start, unpackedNumbers(residues, 0, residues.size()));
    return std::make_shared<const Series>(std::move(ring), order, Packed{start, std::move(residues)});
}

SeriesRef plain(const SeriesRef &a) {
    if (!a->isPacked())
        return a;
    const auto &[start, residues] = a->packed();
    memory::require(8.0 * static_cast<double>(residues.size()), "Unpacking ", residues.size(), " residues");
    return unpackedDense(a->ring(), a->order(), start, unpackedNumbers(residues, 0, residues.size()));
}

SeriesRef plainWindow(const Series &a, int64_t from, int64_t count) {
    const slong begin = a.lowerIndex(from), end = std::max(begin, a.lowerIndex(addExponents(from, count)));
    return unpackedDense(
        a.ring(), std::nullopt, a.packed().start + begin,
        unpackedNumbers(a.packed().residues, static_cast<size_t>(begin), static_cast<size_t>(end - begin)));
}

namespace packed {

bool applies(const Series &a, const Series &b) {
    return (a.isPacked() || b.isPacked()) && fmpz_bits(a.ring()->modulus) <= 63;
}

bool isLong(const Ring &ring, int64_t n) {
    return ring.kind == RingKind::Zm && n >= packedFrom() && fmpz_bits(ring.modulus) <= 63;
}

namespace {

// The first n residues from the valuation on.
kernel::PackedResidues headOf(const Series &a, size_t n) {
    if (a.isPacked() && a.packed().residues.size() <= n)
        return a.packed().residues;
    const int64_t valuation = a.valuation();
    const auto count = static_cast<size_t>(std::min(a.degree() - valuation + 1, static_cast<int64_t>(n)));
    if (a.isPacked())
        return a.packed().residues.slice(0, count);
    kernel::PackedResidues residues(count, fmpz_get_ui(a.ring()->modulus));
    for (slong i = 0; i < a.length(); ++i) {
        const auto at = static_cast<size_t>(a.exponentAt(i) - valuation);
        if (at >= count)
            break;
        residues.set(at, fmpz_get_ui(a.block(i)));
    }
    return residues;
}

} // namespace

SeriesRef product(const Series &a, const Series &b, Order order, int64_t end) {
    const int64_t from = addExponents(a.valuation(), b.valuation());
    const auto n = static_cast<size_t>(end - from);
    memory::require(kernel::packedArithmeticBytes(n, fmpz_get_ui(a.ring()->modulus)), "The product of ", a.length(),
                    " by ", b.length(), " residues");
    return packedSeries(a.ring(), order, from, kernel::multiplyPacked(headOf(a, n), headOf(b, n), n));
}

namespace {

// The d of a sparse series that begins as (q^d; q^d)_inf does below q^n; 0 when it is none.
int64_t eulerScale(const Series &b, size_t n) {
    if (b.isPacked() || !b.flat().sparse || b.valuation() != 0 || b.length() < 2)
        return 0;
    const int64_t d = b.exponentAt(1);
    const auto euler = kernel::eulerProduct((static_cast<int64_t>(n) + d - 1) / d);
    for (size_t i = 0; i < euler.exponents.size(); ++i) {
        const auto at = static_cast<slong>(i);
        if (at >= b.length() || b.exponentAt(at) != euler.exponents[i] * d)
            return 0;
        Integer rest;
        fmpz_sub_si(rest, b.block(at), euler.coefficients[i]);
        if (!fmpz_divisible(rest, b.ring()->modulus))
            return 0;
    }
    const auto known = static_cast<slong>(euler.exponents.size());
    return known == b.length() || b.exponentAt(known) >= static_cast<int64_t>(n) ? d : 0;
}

} // namespace

SeriesRef quotient(const Series &a, const Series &b, size_t n, Order order) {
    const auto &m = a.ring()->modulus;
    // Partitions have kernels of their own.
    if (const int64_t d = a.length() == 1 ? eulerScale(b, n) : 0; d > 0) {
        const std::vector<kernel::EtaFactor> partitions{{d, -1}};
        memory::require(kernel::etaQuotientModBytes(n, fmpz_get_ui(m), partitions), "A quotient of ", n,
                        " coefficients");
        kernel::PackedResidues residues(n, fmpz_get_ui(m));
        kernel::etaQuotientMod(residues, partitions);
        const auto quotient = packedSeries(a.ring(), order, a.valuation(), std::move(residues));
        const auto c = headOf(a, 1).get(0);
        return c == 1 ? quotient : scale(quotient, Fraction{Integer(c), Integer(1)});
    }
    const auto divisor = headOf(b, n);
    Integer common, leading;
    fmpz_set_ui(leading, divisor.get(0));
    fmpz_gcd(common, leading, m);
    if (!common.isOne())
        fail(Code::Domain, "The leading coefficient ", decimal(leading), " is not invertible modulo ", decimal(m), ".");
    memory::require(kernel::packedArithmeticBytes(n, fmpz_get_ui(m)), "A quotient of ", n, " coefficients");
    return packedSeries(a.ring(), order, subExponents(a.valuation(), b.valuation()),
                        kernel::dividePacked(headOf(a, n), divisor, n));
}

SeriesRef sliced(const Series &a, Order order, slong from, slong to, int64_t by) {
    const auto &[start, residues] = a.packed();
    const bool whole = from == 0 && to == a.length();
    return packedSeries(a.ring(), order, addExponents(start + from, by),
                        whole ? residues : residues.slice(static_cast<size_t>(from), static_cast<size_t>(to - from)));
}

SeriesRef sift(const Series &a, int64_t n, int64_t k) {
    const auto &[start, residues] = a.packed();
    const Order order = a.order() ? Order(ceilDiv(subExponents(*a.order(), k), n)) : std::nullopt;
    const int64_t first = ceilDiv(subExponents(start, k), n);
    const auto at = static_cast<size_t>(addExponents(mulExponents(first, n), k) - start);
    const auto step = static_cast<size_t>(n);
    const size_t count = at < residues.size() ? (residues.size() - at - 1) / step + 1 : 0;
    kernel::PackedResidues members(count, residues.modulus());
    for (size_t i = 0; i < count; ++i) {
        pollAt(i);
        members.set(i, residues.get(at + i * step));
    }
    return packedSeries(a.ring(), order, first, std::move(members));
}

bool adjacent(const Series &a, const Series &b) {
    if (a.isZero() || b.isZero())
        return true;
    const int64_t span = std::max(a.degree(), b.degree()) - std::min(a.valuation(), b.valuation());
    return span <= 2 * (a.length() + b.length());
}

SeriesRef combine(const Series &a, const Series &b, Order order, uint64_t factor) {
    const auto &x = a.packed(), &y = b.packed();
    const uint64_t m = x.residues.modulus(), inverse = n_preinvert_limb(m);
    const int64_t from = std::min(x.start, y.start);
    int64_t end = std::max(a.degree(), b.degree()) + 1;
    if (order)
        end = std::max(from, std::min(end, *order));
    kernel::PackedResidues sum(static_cast<size_t>(end - from), m);
    const auto at = [](const Packed &p, int64_t e) {
        const auto i = static_cast<uint64_t>(e - p.start);
        return e >= p.start && i < p.residues.size() ? p.residues.get(i) : 0;
    };
    for (int64_t e = from; e < end; ++e) {
        pollAt(static_cast<size_t>(e - from));
        const uint64_t scaled = factor == 1 ? at(y, e) : n_mulmod2_preinv(at(y, e), factor, m, inverse);
        sum.set(static_cast<size_t>(e - from), n_addmod(at(x, e), scaled, m));
    }
    return packedSeries(a.ring(), order, from, std::move(sum));
}

SeriesRef scale(const Series &a, uint64_t factor) {
    kernel::PackedResidues scaled = a.packed().residues;
    const uint64_t m = scaled.modulus(), inverse = n_preinvert_limb(m);
    for (size_t i = 0; i < scaled.size(); ++i) {
        pollAt(i);
        scaled.set(i, n_mulmod2_preinv(scaled.get(i), factor, m, inverse));
    }
    return packedSeries(a.ring(), a.order(), a.packed().start, std::move(scaled));
}

SeriesRef reduce(const Series &a, const RingRef &ring) {
    const auto &[start, residues] = a.packed();
    const uint64_t m = fmpz_get_ui(ring->modulus);
    kernel::PackedResidues reduced(residues.size(), m);
    for (size_t i = 0; i < residues.size(); ++i) {
        pollAt(i);
        reduced.set(i, residues.get(i) % m);
    }
    return packedSeries(ring, a.order(), start, std::move(reduced));
}

Order firstDifference(const Series &a, const Series &b, Order order) {
    const auto at = [](const Series &s, int64_t e) -> uint64_t {
        const slong i = s.lowerIndex(e);
        if (i >= s.length() || s.exponentAt(i) != e)
            return 0;
        return s.isPacked() ? s.packed().residues.get(static_cast<size_t>(i)) : fmpz_get_ui(s.block(i));
    };
    // One is packed, so not both are zero.
    const Series &x = a.isZero() ? b : a, &y = b.isZero() ? a : b;
    const int64_t from = std::min(x.valuation(), y.valuation());
    int64_t end = std::max(x.degree(), y.degree()) + 1;
    if (order)
        end = std::min(end, *order);
    for (int64_t e = from; e < end; ++e) {
        pollAt(static_cast<size_t>(e - from));
        if (at(a, e) != at(b, e))
            return e;
    }
    return std::nullopt;
}

} // namespace packed

} // namespace durfee
