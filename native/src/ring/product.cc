// Products. Two lacunary factors are multiplied term by term, a lacunary and a dense one by shifted additions, two
// dense ones by FLINT (over Q(zeta_n) after Kronecker substitution); which of these is chosen by counting operations.

#include <algorithm>
#include <numeric>

#include "kernel/kernels.h"
#include "ring/control.h"
#include "ring/estimate.h"
#include "ring/general.h"
#include "ring/packed.h"
#include "ring/polynomial.h"
#include "ring/product.h"

namespace durfee {

namespace {

// Moduli of word arithmetic.
constexpr flint_bitcnt_t kWordBits = 63;

// Blocks multiplied as polynomials in zeta leave 2w-1 integers each until the end, when they are reduced.
slong productWidth(const Ring &ring) { return 2 * ring.width() - 1; }

// Reduces blocks of 2w-1 integers modulo the cyclotomic polynomial to blocks of w.
IntegerVector reduceBlocks(const Ring &ring, IntegerVector wide) {
    const slong w = ring.width(), stride = productWidth(ring);
    if (w == 1)
        return wide;
    const slong blocks = wide.size() / stride;
    IntegerVector narrow(blocks * w);
    Integer top;
    for (slong i = 0; i < blocks; ++i) {
        fmpz *block = wide.at(i * stride);
        for (slong k = stride - 1; k >= w; --k) {
            if (fmpz_is_zero(block + k))
                continue;
            fmpz_swap(top, block + k);
            _fmpz_vec_scalar_submul_fmpz(block + k - w, ring.cyclotomicPolynomial.data(), w, top);
            fmpz_zero(block + k);
        }
        _fmpz_vec_swap(narrow.at(i * w), block, w);
    }
    return narrow;
}

// to += a·b for blocks of w integers; to has 2w-1.
void addBlockProduct(fmpz *to, const fmpz *a, const fmpz *b, slong w) {
    for (slong k = 0; k < w; ++k)
        if (!fmpz_is_zero(a + k))
            _fmpz_vec_scalar_addmul_fmpz(to + k, b, w, a + k);
}

// Terms of `a` times the dense series `b`, shifted additions into exponents [from, end).
IntegerVector mulSparseDense(const Ring &ring, const Series &a, const Series &b, int64_t from, int64_t end,
                             control::Progress &progress) {
    const slong w = ring.width(), stride = productWidth(ring);
    IntegerVector window((end - from) * stride);
    for (slong i = 0; i < a.length(); ++i) {
        const int64_t base = a.exponentAt(i) + b.flat().start;
        const slong count = static_cast<slong>(std::min<int64_t>(b.length(), end - base));
        if (count <= 0)
            break;
        fmpz *to = window.at((base - from) * stride);
        if (w > 1)
            for (slong j = 0; j < count; ++j)
                addBlockProduct(to + j * stride, a.block(i), b.block(j), w);
        else if (fmpz_is_one(a.block(i)))
            _fmpz_vec_add(to, to, b.block(0), count);
        else if (fmpz_equal_si(a.block(i), -1))
            _fmpz_vec_sub(to, to, b.block(0), count);
        else
            _fmpz_vec_scalar_addmul_fmpz(to, b.block(0), count, a.block(i));
        progress.advance(1);
    }
    return reduceBlocks(ring, std::move(window));
}

// Terms times terms into a dense window.
IntegerVector mulSparseWindow(const Ring &ring, const Series &a, const Series &b, int64_t from, int64_t end,
                              control::Progress &progress) {
    const slong w = ring.width(), stride = productWidth(ring);
    IntegerVector window((end - from) * stride);
    for (slong i = 0; i < a.length(); ++i) {
        for (slong j = b.lowerIndex(from - a.exponentAt(i)); j < b.length(); ++j) {
            const int64_t e = a.exponentAt(i) + b.exponentAt(j);
            if (e >= end)
                break;
            fmpz *to = window.at((e - from) * stride);
            if (w == 1)
                fmpz_addmul(to, a.block(i), b.block(j));
            else
                addBlockProduct(to, a.block(i), b.block(j), w);
        }
        progress.advance(1);
    }
    return reduceBlocks(ring, std::move(window));
}

// Terms times terms, collected by sorting the exponents: for products with wide gaps.
SeriesRef mulSparseSorted(const RingRef &ring, Order order, const Series &a, const Series &b, Integer denominator) {
    struct Pair {
        int64_t exponent;
        int32_t i, j;
    };
    const auto most = static_cast<double>(a.length()) * static_cast<double>(b.length());
    memory::require(most * (sizeof(Pair) + 16), "The product of ", a.length(), " by ", b.length(), " terms");
    memory::Vector<Pair> pairs;
    pairs.reserve(static_cast<size_t>(most));
    for (slong i = 0; i < a.length(); ++i)
        for (slong j = 0; j < b.length(); ++j) {
            const int64_t e = addExponents(a.exponentAt(i), b.exponentAt(j));
            if (order && e >= *order)
                break;
            pairs.push_back({e, static_cast<int32_t>(i), static_cast<int32_t>(j)});
        }
    control::poll();
    std::sort(pairs.begin(), pairs.end(), [](const Pair &x, const Pair &y) { return x.exponent < y.exponent; });
    control::poll();
    const slong w = ring->width(), stride = productWidth(*ring);
    Exponents exponents;
    for (const auto &pair : pairs)
        if (exponents.empty() || exponents.back() != pair.exponent)
            exponents.push_back(pair.exponent);
    IntegerVector wide(static_cast<slong>(exponents.size()) * stride);
    slong place = -1;
    for (size_t k = 0; k < pairs.size(); ++k) {
        if (k == 0 || pairs[k].exponent != pairs[k - 1].exponent)
            ++place;
        addBlockProduct(wide.at(place * stride), a.block(pairs[k].i), b.block(pairs[k].j), w);
        if ((k & 0xffff) == 0)
            control::poll();
    }
    return normalSparse(ring, order, std::move(exponents), reduceBlocks(*ring, std::move(wide)),
                        std::move(denominator));
}

// Spreads blocks of w integers to the product's width.
IntegerVector spread(const Ring &ring, const fmpz *data, slong blocks) {
    const slong w = ring.width(), stride = productWidth(ring);
    IntegerVector wide(blocks * stride);
    for (slong i = 0; i < blocks; ++i)
        _fmpz_vec_set(wide.at(i * stride), data + i * w, w);
    return wide;
}

void mulResidues(fmpz *out, slong n, const fmpz *a, slong aLength, const fmpz *b, slong bLength, ulong modulus) {
    const Residues x = residuesOf(a, aLength), y = a == b && aLength == bLength ? Residues() : residuesOf(b, bLength);
    const Residues &second = y.empty() ? x : y;
    Residues z(static_cast<size_t>(n));
    kernel::multiplyMod(z.data(), n, x.data(), aLength, second.data(), bLength, modulus);
    for (slong i = 0; i < n; ++i)
        fmpz_set_ui(out + i, z[static_cast<size_t>(i)]);
}

} // namespace

void multiplyVectors(const Ring &ring, fmpz *out, slong n, const fmpz *a, slong aLength, const fmpz *b, slong bLength) {
    aLength = std::min(aLength, n);
    bLength = std::min(bLength, n);
    if (ring.kind == RingKind::Zm && fmpz_bits(ring.modulus) <= kWordBits)
        mulResidues(out, n, a, aLength, b, bLength, fmpz_get_ui(ring.modulus));
    else
        kernel::multiply(out, n, a, aLength, b, bLength);
}

namespace {

IntegerVector mulDense(const Ring &ring, const Series &a, const Series &b, slong blocks) {
    const slong stride = productWidth(ring);
    const auto x = denseWindow(a, a.valuation(), std::min(a.degree() + 1, a.valuation() + blocks));
    const bool square = &a == &b;
    const auto y =
        square ? IntegerVector() : denseWindow(b, b.valuation(), std::min(b.degree() + 1, b.valuation() + blocks));
    const auto &second = square ? x : y;
    IntegerVector out(blocks * stride);
    if (ring.width() == 1) {
        multiplyVectors(ring, out.data(), blocks, x.data(), x.size(), second.data(), second.size());
        return out;
    }
    const auto p = spread(ring, x.data(), x.size() / ring.width());
    const auto q = square ? IntegerVector() : spread(ring, y.data(), y.size() / ring.width());
    const auto &r = square ? p : q;
    multiplyVectors(ring, out.data(), blocks * stride, p.data(), p.size(), r.data(), r.size());
    return reduceBlocks(ring, std::move(out));
}

Order productOrder(const Series &a, const Series &b, Order cap) {
    Order order = cap;
    if (a.order() && b.precisionValuation())
        order = minOrder(order, addExponents(*a.order(), *b.precisionValuation()));
    if (b.order() && a.precisionValuation())
        order = minOrder(order, addExponents(*b.order(), *a.precisionValuation()));
    return order;
}

// Two sparse series modulo a word with a long product, which is packed window by window.
SeriesRef mulSparsePacked(const RingRef &ring, const Series &a, const Series &b, Order order, int64_t from,
                          int64_t end) {
    constexpr int64_t kWindow = int64_t{1} << 20;
    memory::require(kernel::packedBytes(static_cast<size_t>(end - from), fmpz_get_ui(ring->modulus)), "The product of ",
                    a.length(), " by ", b.length(), " residues");
    const int64_t windows = (end - from + kWindow - 1) / kWindow;
    control::Progress progress(control::Stage::Multiply, static_cast<uint64_t>(windows * a.length()));
    kernel::PackedResidues residues(static_cast<size_t>(end - from), fmpz_get_ui(ring->modulus));
    memory::Vector<uint64_t> words(kWindow);
    for (int64_t at = from; at < end; at += kWindow) {
        const int64_t to = std::min(end, at + kWindow);
        const auto window = mulSparseWindow(*ring, a, b, at, to, progress);
        for (slong i = 0; i < window.size(); ++i)
            words[static_cast<size_t>(i)] = fmpz_fdiv_ui(window.at(i), residues.modulus());
        residues.write(static_cast<size_t>(at - from), static_cast<size_t>(to - at), words.data());
    }
    return packedSeries(ring, order, from, std::move(residues));
}

SeriesRef mulFlat(const RingRef &ring, const Series &a, const Series &b, Order order) {
    const int64_t from = addExponents(a.valuation(), b.valuation());
    const int64_t last = addExponents(a.degree(), b.degree());
    const int64_t end = order ? std::min(*order, last + 1) : last + 1;
    if (end <= from)
        return zeroSeries(ring, order);
    const int64_t span = end - from;
    const bool isLong = packed::isLong(*ring, span);
    if (packed::applies(a, b) || (isLong && !(a.flat().sparse && b.flat().sparse)))
        return packed::product(a, b, order, end);
    Integer denominator;
    fmpz_mul(denominator, a.flat().denominator, b.flat().denominator);
    const auto cost = estimateProduct(*ring, a, b, span);
    if (cost.sorted)
        return mulSparseSorted(ring, order, a, b, std::move(denominator));
    if (isLong)
        return cost.sparse ? mulSparsePacked(ring, a, b, order, from, end) : packed::product(a, b, order, end);
    memory::require(cost.bytes, "The product of series with ", a.length(), " and ", b.length(), " coefficients of ",
                    a.bits(), " and ", b.bits(), " bits");
    if (!cost.sparse) {
        control::Progress progress(control::Stage::Multiply, static_cast<uint64_t>(span));
        auto window = mulDense(*ring, a, b, static_cast<slong>(span));
        progress.advance(static_cast<uint64_t>(span));
        return normalDense(ring, order, from, std::move(window), std::move(denominator));
    }
    const bool aFirst = a.flat().sparse;
    const Series &few = aFirst ? a : b, &many = aFirst ? b : a;
    control::Progress progress(control::Stage::Multiply, static_cast<uint64_t>(few.length()));
    auto window = few.flat().sparse && !many.flat().sparse ? mulSparseDense(*ring, few, many, from, end, progress)
                                                           : mulSparseWindow(*ring, few, many, from, end, progress);
    return normalDense(ring, order, from, std::move(window), std::move(denominator));
}

} // namespace

SeriesRef mul(const SeriesRef &a, const SeriesRef &b, Order cap) {
    control::poll();
    const auto ring = joinRings(a->ring(), b->ring());
    if ((a->isZero() && a->exact()) || (b->isZero() && b->exact()))
        return zeroSeries(ring, cap);
    const Order order = productOrder(*a, *b, cap);
    if (a->isZero() || b->isZero())
        return zeroSeries(ring, order);
    auto x = widen(a, ring), y = a == b ? x : widen(b, ring);
    if (ring->kind == RingKind::Zm && !packed::applies(*x, *y)) {
        x = plain(x);
        y = a == b ? x : plain(y);
    }
    return ring->flat() ? mulFlat(ring, *x, *y, order) : general::mul(ring, *x, *y, order);
}

} // namespace durfee
