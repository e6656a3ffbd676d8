// Partitions modulo a prime ell of 2, 3, 5, 7. There f_1^ell = f_1(q^ell), so P(q) = f_1(q)^(ell-1) P(q^ell): class r
// of the coefficients is class r of f_1^(ell-1), a product of two sparse series at most, times P of length N/ell. Two
// classes share a transform when their products leave room.

#include <algorithm>
#include <vector>

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

// The product of two sparse series modulo ell, in blocks that stay in cache, residues in [0, ell). Each coefficient is
// a sum of at most as many terms as the shorter series has, so Sum must hold that many products.
template <int ell, typename Sum>
void sparseProduct(PackedResidues &out, const std::vector<ByteTerm> &a, const std::vector<ByteTerm> &b) {
    constexpr int64_t block = 1 << 16;
    const auto length = static_cast<int64_t>(out.size());
    std::vector<size_t> position(a.size(), 0);
    std::vector<Sum> sums(block);
    for (int64_t from = 0; from < length; from += block) {
        control::poll();
        const int64_t to = std::min(length, from + block);
        std::fill(sums.begin(), sums.end(), Sum{0});
        for (size_t i = 0; i < a.size() && a[i].exponent < to; i++) {
            size_t z = position[i];
            Sum *x = sums.data() + (a[i].exponent - from);
            const Sum value = static_cast<Sum>(a[i].value);
            for (; z < b.size() && b[z].exponent + a[i].exponent < to; z++)
                x[b[z].exponent] = static_cast<Sum>(x[b[z].exponent] + value * static_cast<Sum>(b[z].value));
            position[i] = z;
        }
        for (int64_t i = from; i < to; i++) {
            const int r = sums[static_cast<size_t>(i - from)] % ell;
            out.set(static_cast<size_t>(i), static_cast<uint64_t>(r < 0 ? r + ell : r));
        }
    }
}

// f_1^(ell-1) modulo ell.
template <int ell> PackedResidues eulerPower(size_t count) {
    constexpr int cubes = (ell - 1) / 3, rest = ell - 1 - 3 * cubes;
    constexpr int first = cubes >= 1 ? 3 : 1, second = cubes == 2 ? 3 : cubes == 1 ? rest : rest - 1;
    static_assert(cubes <= 2 && (cubes == 0 ? rest <= 2 : rest <= 1) && (cubes < 2 || rest == 0));
    const auto length = static_cast<int64_t>(count);
    const auto a = byteTerms<ell>(first, length), b = byteTerms<ell>(second, length);
    PackedResidues out(count, ell);
    if (std::min(a.size(), b.size()) * 9 < 32000)
        sparseProduct<ell, int16_t>(out, a, b);
    else
        sparseProduct<ell, int32_t>(out, a, b);
    return out;
}

// x = the classes r and, when there is a radix, r + 1 of the factor: low + radix high.
template <int ell> void loadClass(double *x, const PackedResidues &factor, size_t m, size_t r, double radix) {
    const auto value = [&](size_t at) {
        return at < factor.size() ? static_cast<double>(balanced<ell>(static_cast<int64_t>(factor.get(at)))) : 0;
    };
    for (size_t i = 0; i < m; i++)
        x[i] = radix > 0 ? value(i * ell + r) + radix * value(i * ell + r + 1) : value(i * ell + r);
}

// Writes balanced integers as residues of the class.
template <int ell, typename Put> void storeClass(double *values, size_t from, size_t count, size_t r, Put put) {
    const VectorField view{ell, 1.0 / ell, nullptr, nullptr};
    vectorOps().reduce(view, values, values, count);
    for (size_t i = 0; i < count; i++)
        put((from + i) * ell + r, static_cast<uint8_t>(values[i] < 0 ? values[i] + ell : values[i]));
}

template <int ell, typename Put> void partitionsModulo(size_t length, Put put) {
    const size_t m = (length + ell - 1) / ell;
    Buffer<uint8_t> inner(m);
    partitionsMod(inner.data(), static_cast<int64_t>(m), ell);
    const PackedResidues factor = eulerPower<ell>(length);
    const Shape shape = shapeFor(2 * m);
    const auto field = Field::make(0, log2For(2 * m));
    Buffer<double> q(shape.points()), x(shape.points());
    for (size_t i = 0; i < m; i++)
        q[i] = balanced<ell>(inner[i]);
    q.fill(m, shape.points());
    field->forward(q.data(), shape);
    // |sum| <= (ell/2)^2 m; packed as low + radix high it must stay below p/2.
    const double bound = static_cast<double>(ell / 2) * (ell / 2) * static_cast<double>(m);
    double radix = 4;
    while (radix < 4 * bound)
        radix *= 2;
    const bool paired = radix * (bound + 1) < 5e14;
    const VectorField digit{radix, 1 / radix, nullptr, nullptr};
    constexpr size_t stretch = 4096;
    std::vector<double> lows(stretch);
    for (size_t r = 0; r < ell; r += paired ? 2 : 1) {
        control::poll();
        const bool two = paired && r + 1 < ell;
        loadClass<ell>(x.data(), factor, m, r, two ? radix : 0);
        x.fill(m, shape.points());
        field->forward(x.data(), shape);
        field->product(x.data(), q.data(), shape);
        field->reduce(x.data(), m);
        for (size_t from = 0; from < m; from += stretch) {
            const size_t count = std::min(stretch, m - from);
            double *values = x.data() + from;
            if (two) {
                vectorOps().reduce(digit, lows.data(), values, count);
                for (size_t i = 0; i < count; i++)
                    values[i] = (values[i] - lows[i]) / radix;
                storeClass<ell>(values, from, count, r + 1, put);
                values = lows.data();
            }
            storeClass<ell>(values, from, count, r, put);
        }
    }
}

template <typename Put> void dispatch(int ell, size_t length, Put put) {
    const auto within = [&](size_t at, uint8_t value) {
        if (at < length)
            put(at, value);
    };
    switch (ell) {
    case 2:
        return partitionsModulo<2>(length, within);
    case 3:
        return partitionsModulo<3>(length, within);
    case 5:
        return partitionsModulo<5>(length, within);
    default:
        return partitionsModulo<7>(length, within);
    }
}

constexpr int64_t kBytesFrom = 1024;

} // namespace

bool partitionsByBytes(uint64_t modulus) { return modulus == 2 || modulus == 3 || modulus == 5 || modulus == 7; }

void partitionsMod(uint8_t *out, int64_t length, uint8_t modulus) {
    if (length <= 0)
        return;
    if (partitionsByBytes(modulus) && length > kBytesFrom)
        return dispatch(modulus, static_cast<size_t>(length), [out](size_t at, uint8_t value) { out[at] = value; });
    memory::Vector<uint64_t> wide(static_cast<size_t>(length));
    partitionsMod(wide.data(), length, static_cast<uint64_t>(modulus));
    std::transform(wide.begin(), wide.end(), out, [](uint64_t c) { return static_cast<uint8_t>(c); });
}

void partitionsMod(PackedResidues &out) {
    if (static_cast<int64_t>(out.size()) > kBytesFrom)
        return dispatch(static_cast<int>(out.modulus()), out.size(),
                        [&out](size_t at, uint8_t value) { out.set(at, value); });
    memory::Vector<uint64_t> words(out.size());
    partitionsMod(words.data(), static_cast<int64_t>(out.size()), out.modulus());
    out.write(0, out.size(), words.data());
}

} // namespace durfee::kernel
