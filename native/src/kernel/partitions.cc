// Partitions modulo a prime ell of 2, 3, 5, 7. There f_1^ell = f_1(q^ell), so P(q) = f_1(q)^(ell-1) P(q^ell): class r
// of the coefficients is class r of f_1^(ell-1), a product of two sparse series at most, times P of length N/ell. Two
// classes share a transform when their products leave room; classes that vanish, as Ramanujan's congruences say, need
// none. Long classes are multiplied block by block, packed. Modulo 2 there is partitions_two.cc.

#include <algorithm>
#include <vector>

#include "kernel/blocks.h"
#include "kernel/field.h"
#include "kernel/kernels.h"
#include "ring/control.h"

namespace durfee::kernel {

namespace {

struct ByteTerm {
    int64_t exponent;
    int value;
};

// The residue of least absolute value.
template <int ell> int balanced(int64_t c) {
    const int r = static_cast<int>(c % ell);
    return r > ell / 2 ? r - ell : r < -(ell / 2) ? r + ell : r;
}

// Terms of f_1^power modulo ell, for power 0, 1 or 3.
template <int ell> std::vector<ByteTerm> byteTerms(int power, int64_t length) {
    std::vector<ByteTerm> terms;
    if (power == 0)
        return {{0, 1}};
    if (power == 3) {
        for (int64_t j = 0; j * (j + 1) / 2 < length; j++)
            if (const int value = balanced<ell>(j % 2 ? -(2 * j + 1) : 2 * j + 1))
                terms.push_back({j * (j + 1) / 2, value});
        return terms;
    }
    const SparseSeries euler = eulerProduct(length);
    for (size_t i = 0; i < euler.exponents.size(); i++)
        terms.push_back({euler.exponents[i], static_cast<int>(euler.coefficients[i])});
    return terms;
}

// The classes of a series modulo ell, one after another: class r holds coefficients r, r + ell, ... as balanced
// residues.
struct Classes {
    Classes(size_t count, size_t size) : size(size), values(count * size, 0) {}
    int8_t *at(size_t r) { return values.data() + r * size; }
    bool vanishes(size_t r) {
        return std::all_of(at(r), at(r) + size, [](int8_t c) { return c == 0; });
    }
    size_t size;
    memory::Vector<int8_t> values;
};

// Balanced residues of sums, in place. The quotient by the reciprocal of 16 bits is off by less than one half.
template <int ell> void balance(int16_t *sums, size_t count) {
    constexpr int reciprocal = 65536 / ell;
    for (size_t i = 0; i < count; i++) {
        const int rest = sums[i] - ell * ((sums[i] * reciprocal) >> 16);
        sums[i] = static_cast<int16_t>(rest > ell / 2 ? rest - ell : rest);
    }
}

// Coefficients of a class in a block of sparseProduct.
constexpr size_t kBlockLength = size_t{1} << 14;

// The product of two sparse series modulo ell, in blocks that stay in cache: take(r, i, values, count) gets the
// coefficients i ell + r, (i + 1) ell + r, ... from values[0], values[ell], ... A term of the one series meets at most
// one of the other for each coefficient: so many terms with products of at most 9 make sums below 2^15.
template <int ell, typename Take>
void sparseProduct(size_t count, const std::vector<ByteTerm> &a, const std::vector<ByteTerm> &b, Take take) {
    constexpr int64_t block = ell * static_cast<int64_t>(kBlockLength);
    constexpr size_t terms = 256;
    const auto length = static_cast<int64_t>(count);
    std::vector<size_t> position(a.size(), 0);
    std::vector<int16_t> sums(block);
    for (int64_t from = 0; from < length; from += block) {
        control::poll();
        const int64_t to = std::min(length, from + block);
        std::fill(sums.begin(), sums.end(), int16_t{0});
        for (size_t i = 0; i < a.size() && a[i].exponent < to; i++) {
            if (i % terms == 0)
                balance<ell>(sums.data(), sums.size());
            size_t z = position[i];
            int16_t *x = sums.data() + (a[i].exponent - from);
            for (; z < b.size() && b[z].exponent + a[i].exponent < to; z++)
                x[b[z].exponent] = static_cast<int16_t>(x[b[z].exponent] + a[i].value * b[z].value);
            position[i] = z;
        }
        balance<ell>(sums.data(), sums.size());
        for (int64_t r = 0; r < std::min<int64_t>(ell, to - from); r++)
            take(static_cast<size_t>(r), static_cast<size_t>(from / ell), sums.data() + r,
                 static_cast<size_t>((to - from - r + ell - 1) / ell));
    }
}

// f_1^(ell-1) modulo ell, as sparseProduct gives it.
template <int ell, typename Take> void eulerPower(size_t count, Take take) {
    constexpr int cubes = (ell - 1) / 3, rest = ell - 1 - 3 * cubes;
    constexpr int first = cubes >= 1 ? 3 : 1, second = cubes == 2 ? 3 : cubes == 1 ? rest : rest - 1;
    static_assert(cubes <= 2 && (cubes == 0 ? rest <= 2 : rest <= 1) && (cubes < 2 || rest == 0));
    const auto length = static_cast<int64_t>(count);
    sparseProduct<ell>(count, byteTerms<ell>(first, length), byteTerms<ell>(second, length), take);
}

// Keeps sums as residues of a class.
template <int ell> void storeClass(int8_t *out, double *values, size_t count) {
    const VectorField view{ell, 1.0 / ell, nullptr, nullptr};
    vectorOps().reduce(view, values, values, count);
    for (size_t i = 0; i < count; i++) {
        const int value = static_cast<int>(values[i]);
        out[i] = static_cast<int8_t>(value < 0 ? value + ell : value);
    }
}

// put(at, count, residues) for stretches of the series whose classes get(r, from, count, row) writes, ell apart.
template <int ell, typename Get, typename Put> void interleave(size_t length, Get get, Put put) {
    constexpr size_t stretch = 1024;
    std::vector<uint64_t> row(stretch * ell);
    for (size_t from = 0; from * ell < length; from += stretch) {
        control::poll();
        const size_t count = std::min(row.size(), length - from * ell);
        for (size_t r = 0; r < std::min<size_t>(ell, count); r++)
            get(r, from, (count - r + ell - 1) / ell, row.data() + r);
        put(from * ell, count, row.data());
    }
}

template <int ell, typename Put> void partitionsModulo(size_t length, Put put) {
    const size_t m = (length + ell - 1) / ell;
    Buffer<uint8_t> inner(m);
    partitionsMod(inner.data(), static_cast<int64_t>(m), ell);
    Classes factor(ell, m);
    eulerPower<ell>(length, [&](size_t r, size_t from, const int16_t *values, size_t count) {
        for (size_t i = 0; i < count; i++)
            factor.at(r)[from + i] = static_cast<int8_t>(values[i * ell]);
    });
    const Shape shape = shapeFor(2 * m);
    const auto field = Field::make(0, log2For(2 * m));
    Buffer<double> q(shape.points()), x(shape.points());
    for (size_t i = 0; i < m; i++)
        q[i] = balanced<ell>(inner[i]);
    field->forward(q.data(), m, shape);
    // |sum| <= (ell/2)^2 m; packed as low + radix high it must stay below p/2.
    const double bound = static_cast<double>(ell / 2) * (ell / 2) * static_cast<double>(m);
    double radix = 4;
    while (radix < 4 * bound)
        radix *= 2;
    const bool paired = radix * (bound + 1) < 5e14;
    const VectorField digit{radix, 1 / radix, nullptr, nullptr};
    std::vector<size_t> classes; // with anything in them
    for (size_t r = 0; r < ell; r++) {
        if (!factor.vanishes(r))
            classes.push_back(r);
    }
    constexpr size_t stretch = 4096;
    std::vector<double> lows(stretch);
    for (size_t k = 0; k < classes.size(); k += paired ? 2 : 1) {
        control::poll();
        const bool two = paired && k + 1 < classes.size();
        const int8_t *low = factor.at(classes[k]), *high = two ? factor.at(classes[k + 1]) : low;
        const double weight = two ? radix : 0;
        for (size_t i = 0; i < m; i++)
            x[i] = low[i] + weight * high[i];
        field->forward(x.data(), m, shape);
        field->product(x.data(), q.data(), shape);
        field->reduce(x.data(), m);
        for (size_t from = 0; from < m; from += stretch) {
            const size_t count = std::min(stretch, m - from);
            double *values = x.data() + from;
            if (two) {
                vectorOps().reduce(digit, lows.data(), values, count);
                for (size_t i = 0; i < count; i++)
                    values[i] = (values[i] - lows[i]) * digit.inverse;
                storeClass<ell>(factor.at(classes[k + 1]) + from, values, count);
                values = lows.data();
            }
            storeClass<ell>(factor.at(classes[k]) + from, values, count);
        }
    }
    interleave<ell>(
        length,
        [&](size_t r, size_t from, size_t count, uint64_t *row) {
            for (size_t i = 0; i < count; i++)
                row[i * ell] = static_cast<uint64_t>(factor.at(r)[from + i]);
        },
        put);
}

template <typename Put> void dispatch(int ell, size_t length, Put put) {
    switch (ell) {
    case 3:
        return partitionsModulo<3>(length, put);
    case 5:
        return partitionsModulo<5>(length, put);
    default:
        return partitionsModulo<7>(length, put);
    }
}

size_t classLength(size_t length, uint64_t ell) { return (length + ell - 1) / ell; }

// The classes packed, each multiplied in its place.
template <int ell> void byBlocks(PackedResidues &out, size_t block) {
    const size_t n = classLength(out.size(), ell);
    PackedResidues inner(n, ell);
    partitionsMod(inner);
    std::vector<PackedResidues> classes(ell, PackedResidues(n, ell));
    memory::Vector<uint64_t> row(kBlockLength);
    eulerPower<ell>(out.size(), [&](size_t r, size_t from, const int16_t *values, size_t count) {
        for (size_t i = 0; i < count; i++) {
            const int value = values[i * ell];
            row[i] = static_cast<uint64_t>(value < 0 ? value + ell : value);
        }
        classes[r].write(from, count, row.data());
    });
    Blocks blocks(n, block, ell);
    const BlockFactor factor = blockFactor(inner);
    std::vector<size_t> left;
    for (size_t r = 0; r < ell; r++)
        if (classes[r].countNonZero() > 0)
            left.push_back(r);
    control::Progress progress(control::Stage::Blocks, left.size() * blocks.multiplySteps(factor));
    for (const size_t r : left)
        blocks.multiply(classes[r], factor, progress);
    interleave<ell>(
        out.size(),
        [&](size_t r, size_t from, size_t count, uint64_t *to) {
            classes[r].read(from, count, row.data());
            for (size_t i = 0; i < count; i++)
                to[i * ell] = row[i];
        },
        [&](size_t at, size_t count, const uint64_t *residues) { out.write(at, count, residues); });
}

constexpr int64_t kBytesFrom = 1024;
// Longer classes go block by block.
constexpr size_t kWholeClass = size_t{1} << 22;

} // namespace

bool partitionsByBytes(uint64_t modulus) { return modulus == 2 || modulus == 3 || modulus == 5 || modulus == 7; }

void partitionsMod(uint8_t *out, int64_t length, uint8_t modulus) {
    if (length <= 0)
        return;
    if (partitionsByBytes(modulus) && modulus != 2 && length > kBytesFrom)
        return dispatch(modulus, static_cast<size_t>(length), [out](size_t at, size_t count, const uint64_t *residues) {
            std::copy(residues, residues + count, out + at);
        });
    memory::Vector<uint64_t> wide(static_cast<size_t>(length));
    partitionsMod(wide.data(), length, static_cast<uint64_t>(modulus));
    std::transform(wide.begin(), wide.end(), out, [](uint64_t c) { return static_cast<uint8_t>(c); });
}

void partitionsMod(PackedResidues &out) {
    if (static_cast<int64_t>(out.size()) <= kBytesFrom) {
        memory::Vector<uint64_t> words(out.size());
        partitionsMod(words.data(), static_cast<int64_t>(out.size()), out.modulus());
        out.write(0, out.size(), words.data());
    } else if (out.modulus() == 2) {
        partitionsModTwo(out);
    } else if (const size_t part = classLength(out.size(), out.modulus()); part > kWholeClass) {
        partitionsByBlocks(out, blockFor(part, out.modulus()));
    } else {
        dispatch(static_cast<int>(out.modulus()), out.size(),
                 [&out](size_t at, size_t count, const uint64_t *residues) { out.write(at, count, residues); });
    }
}

void partitionsByBlocks(PackedResidues &out, size_t block) {
    switch (out.modulus()) {
    case 3:
        return byBlocks<3>(out, block);
    case 5:
        return byBlocks<5>(out, block);
    default:
        return byBlocks<7>(out, block);
    }
}

double partitionsModBytes(size_t length, uint64_t modulus) {
    const auto n = static_cast<double>(length);
    const double packed = packedBytes(length, modulus);
    if (modulus == 2)
        return 3 * packed;
    const size_t part = classLength(length, modulus);
    // Whole: the classes in bytes, and two transforms for one of them. By blocks: the classes packed.
    return part <= kWholeClass ? n + 64 * static_cast<double>(part)
                               : packed + packedArithmeticBytes(part, modulus);
}

} // namespace durfee::kernel
