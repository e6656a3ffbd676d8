#pragma once
// Series whose coefficients are divisor sums: Eisenstein series, and the eta quotients that are Eisenstein series.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kernel/theta.h"
#include "ring/flint.h"

namespace durfee::kernel {

/// constant + factor * sum over n of sum over d | m of alpha(d) beta(m/d) d^power q^n with m = stride n + offset, m >
/// 0; with `alternates`, the n-th coefficient times (-1)^n. alpha and beta are given by residues modulo their lengths.
struct DivisorSeries {
    int power;
    std::vector<int> alpha{1}, beta{1};
    int64_t stride = 1, offset = 0;
    int64_t constant = 0, factor = 1;
    bool alternates = false;
};

/// Coefficients below q^length, by a sieve over pairs of divisors in blocks that stay in cache: N log N / 2 additions.
void divisorSeries(fmpz *out, int64_t length, const DivisorSeries &series);

/// An eta quotient that is an Eisenstein series at q^scale, with the identity in words.
struct EisensteinQuotient {
    DivisorSeries series;
    int64_t scale;
    std::string reason;
};
std::optional<EisensteinQuotient> recogniseEisenstein(const EtaMap &eta);

} // namespace durfee::kernel
