// Packed residues: storage, arithmetic by blocks against schoolbook sums, and packed series against unpacked ones.

#include "kernel/kernels.h"
#include "ring/packed.h"
#include "ring/special.h"
#include "samples.h"

using namespace samples;
using kernel::PackedResidues;

namespace {

constexpr size_t kPartitions = 16000;
const std::vector<uint64_t> kModuli{2,
                                    3,
                                    4,
                                    5,
                                    7,
                                    8,
                                    13,
                                    16,
                                    17,
                                    101,
                                    256,
                                    257,
                                    65537,
                                    1000000007,
                                    2147483647,
                                    (uint64_t{1} << 32) + 15,
                                    (uint64_t{1} << 48) - 59,
                                    (uint64_t{1} << 49) - 1,
                                    uint64_t{1} << 49,
                                    (uint64_t{1} << 50) + 3,
                                    (uint64_t{1} << 62) + 1,
                                    (uint64_t{1} << 63) - 25};

PackedResidues randomResidues(size_t count, uint64_t m, check::Random &random) {
    PackedResidues a(count, m);
    for (size_t i = 0; i < count; ++i)
        a.set(i, random.next() % m);
    return a;
}

void storage() {
    check::Random random(1);
    for (const uint64_t m : kModuli) {
        PackedResidues a(1000, m);
        std::vector<uint64_t> b(1000, 0);
        for (int step = 0; step < 3000; ++step) {
            const size_t i = random.next() % 1000;
            b[i] = step % 3 == 0 ? m - 1 : random.next() % m;
            a.set(i, b[i]);
        }
        std::vector<uint64_t> read(1000);
        a.read(0, 1000, read.data());
        CHECK(read == b);
        CHECK(a.slice(37, 500).get(499) == b[536]);
        CHECK(a.bytes() * 8 <= 1000 * static_cast<size_t>(a.bits()) + 64);
    }
    CHECK(PackedResidues(1, 2).bits() == 1 && PackedResidues(1, 5).bits() == 4 && PackedResidues(1, 16).bits() == 4);
    CHECK(PackedResidues(1, 17).bits() == 8 && PackedResidues(1, WORD_MAX).bits() == 64);
}

uint64_t schoolbook(const PackedResidues &a, const PackedResidues &b, size_t n) {
    const uint64_t m = a.modulus();
    uint64_t sum = 0;
    for (size_t i = 0; i <= n && i < a.size(); ++i)
        if (n - i < b.size())
            sum = n_addmod(sum, n_mulmod2(a.get(i), b.get(n - i), m), m);
    return sum;
}

void arithmetic() {
    check::Random random(2);
    for (const uint64_t m : kModuli) {
        const size_t length = 300 + random.next() % 100;
        const auto a = randomResidues(150 + random.next() % 400, m, random);
        auto b = randomResidues(200 + random.next() % 200, m, random);
        b.set(0, 1);
        const auto product = kernel::multiplyPacked(a, b, length), quotient = kernel::dividePacked(a, b, length);
        bool right = true;
        for (size_t n = 0; n < length; ++n)
            right = right && product.get(n) == schoolbook(a, b, n) &&
                    schoolbook(quotient, b, n) == (n < a.size() ? a.get(n) : 0);
        CHECK_WITH(right, "modulo " + std::to_string(m));
    }
}

// Residues that are as large as they can be, so that the sums are: every coefficient of the square of
// h (1 + q + q^2 + ...) is (n + 1) h^2, and 1/(1 - h q) has powers of h. Lengths on both sides of the short products'.
void largest() {
    for (const uint64_t m : kModuli)
        for (const size_t length : {50, 64, 65, 500, 5000}) {
            const uint64_t h = m / 2;
            PackedResidues a(length, m), b(length, m);
            for (size_t i = 0; i < length; ++i)
                a.set(i, h);
            b.set(0, 1);
            b.set(1, n_negmod(h, m));
            const auto square = kernel::multiplyPacked(a, a, length);
            PackedResidues one(1, m);
            one.set(0, 1);
            const auto powers = kernel::dividePacked(one, b, length);
            bool right = true;
            uint64_t power = 1;
            for (size_t n = 0; n < length; ++n, power = n_mulmod2(power, h, m))
                right = right && square.get(n) == n_mulmod2((n + 1) % m, n_mulmod2(h, h, m), m) &&
                        powers.get(n) == power % m;
            CHECK_WITH(right, "modulo " + std::to_string(m) + ", length " + std::to_string(length));
        }
}

// Slices and copies at every alignment.
void movedResidues() {
    check::Random random(3);
    for (const uint64_t m : kModuli) {
        const auto a = randomResidues(5000, m, random);
        for (const size_t from : {0, 1, 63, 64, 100})
            for (const size_t count : {0, 1, 64, 130, 4500}) {
                const auto part = a.slice(from, count);
                PackedResidues to(5000, m);
                to.copy(17, a, from, count);
                bool right = part.size() == count;
                size_t nonZero = 0;
                for (size_t i = 0; i < count; ++i) {
                    right = right && part.get(i) == a.get(from + i) && to.get(17 + i) == part.get(i);
                    nonZero += part.get(i) != 0;
                }
                CHECK(right && part.countNonZero() == nonZero && to.countNonZero() == nonZero && to.get(16) == 0);
            }
    }
}

// Every block size gives what one piece gives, and that is p(n) where the quotient is 1/f_1 (Euler's recurrence).
void etaQuotientsByBlocks() {
    const std::vector<std::vector<kernel::EtaFactor>> quotients{
        {{1, -1}},         {{2, 1}, {1, -2}}, {{5, 5}, {1, -6}},          {{1, 24}}, {},
        {{3, -4}, {6, 9}}, {{1000, -1}},      {{1, 7}, {3, -2}, {7, 1}}};
    for (const uint64_t m : kModuli)
        for (const auto &factors : quotients) {
            std::vector<uint64_t> whole(700);
            kernel::etaQuotientMod(whole.data(), 700, factors, m);
            const auto agrees = [&](const PackedResidues &out, const std::string &how) {
                std::vector<uint64_t> words(700);
                out.read(0, 700, words.data());
                CHECK_WITH(words == whole, "modulo " + std::to_string(m) + " by " + how);
            };
            for (const size_t block : {64, 100, 256, 699, 700}) {
                PackedResidues out(700, m);
                kernel::etaQuotientByBlocks(out, factors, block);
                agrees(out, std::to_string(block));
            }
            // With exponents reduced modulo a prime, and at a power of q.
            PackedResidues out(700, m);
            kernel::etaQuotientMod(out, factors);
            agrees(out, "factors");
        }
    for (const uint64_t m : kModuli) {
        std::vector<uint64_t> p(kPartitions, 0);
        p[0] = 1;
        for (int64_t n = 1; n < static_cast<int64_t>(kPartitions); ++n)
            for (int64_t k = 1; k * (3 * k - 1) / 2 <= n; ++k)
                for (const int64_t e : {k * (3 * k - 1) / 2, k * (3 * k + 1) / 2})
                    if (e <= n) {
                        uint64_t &to = p[static_cast<size_t>(n)];
                        const uint64_t term = p[static_cast<size_t>(n - e)];
                        to = k % 2 ? n_addmod(to, term, m) : n_submod(to, term, m);
                    }
        // Lengths around those of the transforms: 2^12 and 3 2^11 points for each class of the smallest primes.
        for (const size_t length : {1025, 3000, 5200, 6140, 6150, 7000, 7700, 10300, 15400, 16000}) {
            PackedResidues out(length, m);
            kernel::etaQuotientMod(out, std::vector<kernel::EtaFactor>{{1, -1}});
            std::vector<uint64_t> words(length);
            out.read(0, length, words.data());
            CHECK_WITH(std::equal(words.begin(), words.end(), p.begin()), "p(n) modulo " + std::to_string(m));
            if (m != 3 && m != 5 && m != 7)
                continue;
            for (const size_t block : {100, 512, 2100}) {
                PackedResidues blocks(length, m);
                kernel::partitionsByBlocks(blocks, block);
                CHECK_WITH(blocks.words() == out.words(), "p(n) by blocks modulo " + std::to_string(m));
            }
        }
    }
}

// The same value packed and not: all that reads or moves agrees.
void samePacked(const RingRef &ring, check::Random &random) {
    const Fraction minus{Integer(-1), Integer(1)};
    const slong usual = packedFrom();
    const auto flat = series(ring, random, {-3, 40, 60}), other = series(ring, random, {-3, 40, 60});
    setPackedFrom(1);
    const auto packed = shift(shift(add(flat, zeroSeries(ring, std::nullopt)), 1), -1);
    setPackedFrom(usual);
    CHECK_WITH(hash(*flat) == hash(*packed), shown(flat));
    CHECK(identical(flat, packed) && identical(packed, flat));
    CHECK(compare(packed, other).differsAt == compare(flat, other).differsAt);
    CHECK(content(*flat).numerator == content(*packed).numerator);
    CHECK(sum(*flat).numerator == sum(*packed).numerator);
    CHECK(flat->termCount() == packed->termCount() && flat->isZero() == packed->isZero());
    CHECK(terms(*flat, 2, 9).coefficients == terms(*packed, 2, 9).coefficients);
    CHECK(termIndex(*flat, 9) == termIndex(*packed, 9));
    const int64_t known = flat->order().value_or(30);
    CHECK(window(*flat, known - 20, 20) == window(*packed, known - 20, 20));
    std::vector<double> sizes(20), packedSizes(20);
    std::vector<int8_t> signs(20), packedSigns(20);
    windowLog10(*flat, known - 20, 20, sizes.data(), signs.data());
    windowLog10(*packed, known - 20, 20, packedSizes.data(), packedSigns.data());
    CHECK(sizes == packedSizes && signs == packedSigns);
    const auto both = [&](auto operation) {
        const auto expected = operation(flat);
        setPackedFrom(1);
        const auto found = operation(packed);
        setPackedFrom(usual);
        CHECK_WITH(identical(expected, found) && hash(*expected) == hash(*found), shown(flat));
    };
    both([&](const SeriesRef &a) { return sift(a, 3, 1); });
    both([&](const SeriesRef &a) { return siftAll(a, 4)[2]; });
    both([&](const SeriesRef &a) { return truncate(a, 11); });
    both([&](const SeriesRef &a) { return sub(a, other); });
    both([&](const SeriesRef &a) { return mul(a, other); });
    both([&](const SeriesRef &a) { return scale(a, minus); });
    both([&](const SeriesRef &a) { return liftSymmetric(a); });
    both([&](const SeriesRef &a) { return thetaDerivative(a); });
    both([&](const SeriesRef &a) { return compose(a, minus, 2); });
    both([&](const SeriesRef &a) { return compose(toPolynomial(a), minus, -2); });
    both([&](const SeriesRef &a) { return deserialize(serialize(*a)); });
    both([&](const SeriesRef &a) { return pow(a, 3, 20); });
    if (fmpz_divisible_si(ring->modulus, 4))
        both([&](const SeriesRef &a) { return reduce(a, Integer(4)); });
}

// Products and quotients of sparse series, long and not: the recognised 1/f_d, one that begins like it, a divisor
// without inverse.
void sparseOperands(const RingRef &ring) {
    const int64_t order = 3000;
    const auto euler = [&](int64_t d) {
        return reduce(etaQuotient(std::vector<EtaPower>{{d, 1}}, order), ring->modulus);
    };
    const auto f1 = euler(1), f3 = euler(3);
    const auto near = add(f1, monomial(ring, Fraction{Integer(1), Integer(1)}, 2900));
    const auto three = monomial(ring, Fraction{Integer(3), Integer(1)}, -2);
    const slong usual = packedFrom();
    const auto both = [&](auto operation) {
        const auto expected = operation();
        setPackedFrom(100);
        const auto found = operation();
        setPackedFrom(usual);
        CHECK_WITH(identical(expected, found), ring->name());
    };
    both([&] { return inverse(f1, std::nullopt); });
    both([&] { return inverse(f3, std::nullopt); });
    both([&] { return inverse(near, std::nullopt); });
    both([&] { return div(three, f1, std::nullopt); });
    both([&] { return div(f3, f1, std::nullopt); });
    both([&] { return mul(f1, shift(f3, -1), std::nullopt); });
    both([&] { return pow(f1, -3, std::nullopt); });
    both([&] { return mul(inverse(f1, std::nullopt), f1, std::nullopt); });
    setPackedFrom(100);
    CHECK(identical(mul(inverse(f1, std::nullopt), f1, std::nullopt),
                    truncate(monomial(ring, Fraction{Integer(1), Integer(1)}, 0), order)));
    if (fmpz_divisible_si(ring->modulus, 4))
        CHECK_THROWS(inverse(scale(f1, Fraction{Integer(2), Integer(1)}), std::nullopt), Code::Domain);
    setPackedFrom(usual);
}

// Two packed series at the ends of the exponents: what lies between is not laid out.
void farApart() {
    const std::vector<EtaPower> partitions{{1, -1}};
    setPackedFrom(1);
    const auto p = etaQuotientModulo(partitions, Integer(5), 50), q = toPolynomial(p);
    const auto low = shift(q, -kMaxExponent + 100), high = shift(q, kMaxExponent - 100);
    const auto both = add(low, high);
    CHECK(both->termCount() == 2 * q->termCount() && identical(sub(both, high), low));
    CHECK(compare(low, high).differsAt == Order(low->valuation()));
    setPackedFrom(slong{1} << 18);
}

void damagedBytes() {
    setPackedFrom(1);
    const std::vector<EtaPower> partitions{{1, -1}};
    const auto good = serialize(*etaQuotientModulo(partitions, Integer(5), 50));
    setPackedFrom(slong{1} << 18);
    for (size_t i = 0; i < good.size(); ++i) {
        auto bytes = good;
        bytes[i] = static_cast<char>(bytes[i] ^ 0x7f);
        try {
            (void)hash(*deserialize(bytes));
            CHECK(true);
        } catch (const Error &) {
            CHECK(true);
        }
        CHECK_THROWS(deserialize(good.substr(0, i)), Code::Argument);
    }
}

// Ramanujan's congruences on a long packed series, and what it takes.
void longSeries() {
    const std::vector<EtaPower> partitions{{1, -1}};
    const struct { int64_t m, n, k; } congruences[] = {{5, 5, 4}, {7, 7, 5}, {11, 11, 6}, {25, 25, 24}};
    for (const auto &c : congruences) {
        const auto p = etaQuotientModulo(partitions, Integer(c.m), 300000);
        CHECK(p->isPacked() && p->bytes() < 300500);
        CHECK(sift(p, c.n, c.k)->isZero() && !sift(p, c.n, c.k + 1)->isZero());
    }
}

} // namespace

int main() {
    memory::install();
    storage();
    arithmetic();
    largest();
    movedResidues();
    etaQuotientsByBlocks();
    uint64_t stream = 0;
    for (const uint64_t m : kModuli) {
        Integer modulus;
        fmpz_set_ui(modulus, m);
        check::Random random(++stream + 10);
        for (int i = 0; i < check::cases(20); ++i)
            samePacked(ringZm(modulus), random);
        sparseOperands(ringZm(modulus));
    }
    farApart();
    damagedBytes();
    longSeries();
    return check::finish("residues");
}
