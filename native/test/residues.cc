// Packed residues: storage, arithmetic by blocks against schoolbook sums, and packed series against unpacked ones.

#include "kernel/kernels.h"
#include "ring/packed.h"
#include "ring/special.h"
#include "samples.h"

using namespace samples;
using kernel::PackedResidues;

namespace {

constexpr size_t kPartitions = 16000;
const std::vector<uint64_t> kModuli{2, 3, 4, 5, 16, 17, 256, 257, 65537, 1000000007, (uint64_t{1} << 62) + 1};

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

// Every block size gives what one piece gives, and that is p(n) where the quotient is 1/f_1 (Euler's recurrence).
void etaQuotientsByBlocks() {
    const std::vector<std::vector<kernel::EtaFactor>> quotients{
        {{1, -1}}, {{2, 1}, {1, -2}}, {{5, 5}, {1, -6}}, {{1, 24}}, {{1, 7}, {3, -2}, {7, 1}}};
    for (const uint64_t m : kModuli)
        for (const auto &factors : quotients) {
            std::vector<uint64_t> whole(700);
            kernel::etaQuotientMod(whole.data(), 700, factors, m);
            for (const size_t block : {64, 100, 256, 699, 700}) {
                PackedResidues out(700, m);
                kernel::etaQuotientByBlocks(out, factors, block);
                std::vector<uint64_t> words(700);
                out.read(0, 700, words.data());
                CHECK_WITH(words == whole, "modulo " + std::to_string(m) + " by " + std::to_string(block));
            }
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
    etaQuotientsByBlocks();
    uint64_t stream = 0;
    for (const uint64_t m : kModuli) {
        Integer modulus;
        fmpz_set_ui(modulus, m);
        check::Random random(++stream + 10);
        for (int i = 0; i < check::cases(20); ++i)
            samePacked(ringZm(modulus), random);
    }
    farApart();
    damagedBytes();
    longSeries();
    return check::finish("residues");
}
