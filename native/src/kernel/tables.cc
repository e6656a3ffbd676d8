// Ranks and cranks of partitions: tables in two variables.
//
// For m >= 0, sum over n of N(m,n) q^n = P(q) sum over j > 0 of (-1)^(j-1) q^(j(3j-1)/2 + m j) (1 - q^j) (Atkin and
// Swinnerton-Dyer 1954), and the crank has j(j-1)/2 in place of j(3j-1)/2 (Garvan 1988). A row takes O(sqrt N)
// additions of a shifted P, in words of fixed width.

#include <algorithm>
#include <cmath>

#include "kernel/crt.h"
#include "kernel/kernels.h"
#include "kernel/parallel.h"
#include "kernel/wide.h"

namespace durfee::kernel {

void IntegerTable::get(fmpz_t out, int64_t row, int64_t column) const {
    const uint64_t *at = limbs.data() + static_cast<size_t>(row * columns + column) * static_cast<size_t>(words);
    const bool negative = at[words - 1] >> 63;
    std::vector<mp_limb_t> size(at, at + words);
    if (negative)
        mpn_neg(size.data(), size.data(), words);
    setLimbs(out, size.data(), words, negative ? -1 : 1);
}

namespace {

template <int words> struct Word { using type = Wide<words>; };
template <> struct Word<1> { using type = uint64_t; };
template <> struct Word<2> { using type = unsigned __int128; };

// Rank and crank differ in the quadratic form: (slope j^2 - j)/2.
template <int words>
void fillTable(IntegerTable &table, const memory::Vector<uint64_t> &partitionLimbs, int64_t slope) {
    using Integer = typename Word<words>::type;
    static_assert(sizeof(Integer) == words * sizeof(uint64_t));
    const int64_t length = table.columns;
    memory::Vector<Integer> p(static_cast<size_t>(length));
    std::memcpy(static_cast<void *>(p.data()), partitionLimbs.data(), p.size() * sizeof(Integer));
    Integer *const entries = reinterpret_cast<Integer *>(table.limbs.data());
    control::Progress progress(control::Stage::Kernel, static_cast<uint64_t>(table.rows));
    parallelFor(static_cast<size_t>(table.rows), workerCount(static_cast<size_t>(table.rows) / 16 + 1),
                [&](size_t m, size_t) {
                    Integer *row = entries + static_cast<int64_t>(m) * length;
                    for (int64_t j = 1;; j++) {
                        const int64_t e = (slope * j * j - j) / 2 + static_cast<int64_t>(m) * j;
                        if (e >= length)
                            break;
                        const Integer *q = p.data() - e;
                        const int64_t middle = std::min(length, e + j);
                        if (j == 1) {
                            row[e] = q[e];
                            for (int64_t i = middle; i < length; i++)
                                row[i] = q[i] - q[i - 1];
                        } else if (j % 2) {
                            for (int64_t i = e; i < middle; i++)
                                row[i] = row[i] + q[i];
                            for (int64_t i = middle; i < length; i++)
                                row[i] = row[i] + (q[i] - q[i - j]);
                        } else {
                            for (int64_t i = e; i < middle; i++)
                                row[i] = row[i] - q[i];
                            for (int64_t i = middle; i < length; i++)
                                row[i] = row[i] - (q[i] - q[i - j]);
                        }
                    }
                    progress.add(1);
                });
}

IntegerTable statisticTable(int64_t rows, int64_t length, int64_t slope) {
    IntegerTable table;
    table.rows = std::max<int64_t>(rows, 0);
    table.columns = std::max<int64_t>(length, 0);
    if (table.rows == 0 || table.columns == 0)
        return table;
    const EtaFactor reciprocal[] = {{1, -1}};
    Integers p(static_cast<size_t>(length));
    etaQuotient(p.data(), length, reciprocal);
    // Entries and partial sums stay below O(sqrt n) p(n): two spare bits a term and the sign.
    const double spare = std::log2(static_cast<double>(length) + 2) + 3;
    table.words = static_cast<int>((static_cast<double>(fmpz_bits(p.data() + length - 1)) + spare) / 64) + 1;
    const size_t words = static_cast<size_t>(table.words);
    memory::Vector<uint64_t> limbs(static_cast<size_t>(length) * words, 0);
    for (size_t n = 0; n < static_cast<size_t>(length); n++) {
        fmpz_get_ui_array(limbs.data() + n * words, static_cast<slong>(words), p.data() + n);
    }
    table.limbs.assign(static_cast<size_t>(table.rows * length) * words, 0);
    switch (table.words) {
    case 1:
        fillTable<1>(table, limbs, slope);
        break;
    case 2:
        fillTable<2>(table, limbs, slope);
        break;
    case 3:
        fillTable<3>(table, limbs, slope);
        break;
    case 4:
        fillTable<4>(table, limbs, slope);
        break;
    case 5:
        fillTable<5>(table, limbs, slope);
        break;
    case 6:
        fillTable<6>(table, limbs, slope);
        break;
    default:
        fail(Code::TooLarge,
             "Rank and crank tables hold entries of up to 384 bits, partitions of n below about 12000; given was n "
             "below ",
             length, ".");
    }
    return table;
}

} // namespace

IntegerTable rankTable(int64_t rows, int64_t length) {
    IntegerTable table = statisticTable(rows, length, 3);
    if (!table.limbs.empty())
        table.limbs[0] = 1;
    return table;
}

IntegerTable crankTable(int64_t rows, int64_t length) { return statisticTable(rows, length, 1); }

} // namespace durfee::kernel
