#include "ring/explain.h"

#include <algorithm>
#include <cmath>

namespace durfee {

Plan explainEtaQuotient(std::span<const EtaPower> factors, int64_t order) {
    // log F(e^-s) ~ (pi^2/6s) * sum(-r/d) as s -> 0 bounds the growth of the coefficients: exp(pi sqrt(2 n c / 3)), c =
    // sum(-r/d).
    double growth = 0;
    int64_t divisions = 0, multiplications = 0;
    for (const auto &factor : factors) {
        growth -= static_cast<double>(factor.exponent) / static_cast<double>(std::max<int64_t>(1, factor.scale));
        (factor.exponent < 0 ? divisions : multiplications) += std::abs(factor.exponent);
    }
    const auto n = static_cast<double>(std::max<int64_t>(order, 1));
    const double bits = M_PI * std::sqrt(2 * n * std::max(growth, 0.1) / 3) / M_LN2;
    const double terms = 1.63 * std::sqrt(n);
    const double seconds = n * terms * static_cast<double>(divisions + multiplications) * 6e-9 * (1 + bits / 256);
    return {text("Pentagonal series: ", multiplications, " multiplications and ", divisions, " divisions by about ",
                 std::llround(terms), " terms; largest coefficient about ", std::llround(bits), " bits."),
            memory::integersSize(n, bits), seconds};
}

} // namespace durfee
