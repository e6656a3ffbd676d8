#include "kernel/theta.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>
#include <numeric>

namespace durfee::kernel {

namespace {

struct Atom {
    std::vector<std::pair<int64_t, int64_t>> eta;
    int weight; // w: 0 or 1
    const char *name;
    const char *sum;
};

// f_1 and f_1^3 come first, so that ties are decided for them.
const std::vector<Atom> &atoms() {
    static const std::vector<Atom> table = {
        {{{1, 1}}, 0, "f_1", "Euler's pentagonal series"},
        {{{1, 3}}, 1, "f_1^3", "Jacobi's sum of (-1)^n (2n+1) q^(n(n+1)/2)"},
        {{{1, 2}, {2, -1}}, 0, "theta_4", "the sum over all n of (-1)^n q^(n^2)"},
        {{{2, 2}, {1, -1}}, 0, "psi", "the sum over n >= 0 of q^(n(n+1)/2)"},
        {{{2, 5}, {1, -2}, {4, -2}}, 0, "theta_3", "the sum over all n of q^(n^2)"},
        {{{1, 1}, {4, 1}, {2, -1}}, 0, "psi(-q)", "the sum over n >= 0 of (-q)^(n(n+1)/2)"},
        {{{2, 3}, {1, -1}, {4, -1}}, 0, "f_1(-q)", "Euler's pentagonal series at -q"},
        {{{1, 2}, {6, 1}, {2, -1}, {3, -1}}, 0, "f_1^2 f_6/(f_2 f_3)", ""},
        {{{2, 2}, {3, 1}, {1, -1}, {6, -1}}, 0, "f_2^2 f_3/(f_1 f_6)", ""},
        {{{2, 1}, {3, 2}, {1, -1}, {6, -1}}, 0, "f_2 f_3^2/(f_1 f_6)", ""},
        {{{1, 1}, {6, 2}, {2, -1}, {3, -1}}, 0, "f_1 f_6^2/(f_2 f_3)", ""},
        {{{1, 1}, {4, 1}, {6, 2}, {2, -1}, {3, -1}, {12, -1}}, 0, "f_1 f_4 f_6^2/(f_2 f_3 f_12)", ""},
        {{{2, 2}, {3, 1}, {12, 1}, {1, -1}, {4, -1}, {6, -1}}, 0, "f_2^2 f_3 f_12/(f_1 f_4 f_6)", ""},
        {{{2, 5}, {3, 1}, {12, 1}, {1, -2}, {4, -2}, {6, -2}}, 0, "f_2^5 f_3 f_12/(f_1^2 f_4^2 f_6^2)", ""},
        {{{1, 1}, {4, 1}, {6, 5}, {2, -2}, {3, -2}, {12, -2}}, 0, "f_1 f_4 f_6^5/(f_2^2 f_3^2 f_12^2)", ""},
        {{{1, 5}, {2, -2}}, 1, "f_1^5/f_2^2", ""},
        {{{2, 5}, {1, -2}}, 1, "f_2^5/f_1^2", ""},
        {{{1, 2}, {4, 2}, {2, -1}}, 1, "f_1^2 f_4^2/f_2", ""},
        {{{2, 9}, {1, -3}, {4, -3}}, 1, "f_1(-q)^3", ""},
        {{{2, 13}, {1, -5}, {4, -5}}, 1, "f_2^13/(f_1^5 f_4^5)", ""},
    };
    return table;
}

constexpr int kPeriod = 24;
// Quotients of more eta factors are not taken apart one by one.
constexpr int64_t kMostSteps = 240;

int64_t offsetOf(const Atom &atom) {
    int64_t s = 0;
    for (const auto &[d, r] : atom.eta)
        s += d * r;
    return s;
}

// t with s = t n0^2 for the least n0 of the sum.
int64_t squareClass(int64_t s) { return s == 0 ? 24 : s; }

// First coefficients of an eta quotient by Euler's recurrence, in words: only for the short tables below.
std::vector<int64_t> expandShort(const Atom &atom, int64_t n) {
    std::vector<int64_t> c(n, 0);
    c[0] = 1;
    for (const auto &[d, r] : atom.eta)
        for (int64_t k = 0; k < std::abs(r); k++) {
            const SparseSeries euler = eulerProduct((n + d - 1) / d);
            const std::vector<int64_t> old = c;
            for (int64_t i = 0; i < n; i++) {
                int64_t sum = r > 0 ? 0 : old[i];
                for (size_t j = r > 0 ? 0 : 1; j < euler.exponents.size() && euler.exponents[j] * d <= i; j++)
                    sum += (r > 0 ? euler.coefficients[j] * old[i - euler.exponents[j] * d]
                                  : -euler.coefficients[j] * c[i - euler.exponents[j] * d]);
                c[i] = sum;
            }
        }
    return c;
}

// chi(n) for n mod 24, read off the first coefficients.
const std::array<int64_t, kPeriod> &character(int index) {
    static std::mutex guard;
    static std::map<int, std::array<int64_t, kPeriod>> cache;
    const std::lock_guard lock(guard);
    const auto found = cache.find(index);
    if (found != cache.end())
        return found->second;
    const Atom &atom = atoms()[index];
    const int64_t s = offsetOf(atom), t = squareClass(s), last = (t * kPeriod * kPeriod - s) / 24;
    const std::vector<int64_t> c = expandShort(atom, last + 1);
    std::array<int64_t, kPeriod> chi{};
    for (int64_t n = 1; n <= kPeriod; n++)
        if (const int64_t e = t * n * n - s; e >= 0 && e % 24 == 0)
            chi[n % kPeriod] = atom.weight ? c[e / 24] / n : c[e / 24];
    return cache.emplace(index, chi).first->second;
}

// eta times atom^(-sign) at q^scale.
EtaMap without(EtaMap eta, const Atom &atom, int64_t scale, int sign) {
    for (const auto &[d, r] : atom.eta)
        if ((eta[d * scale] -= sign * r) == 0)
            eta.erase(d * scale);
    return eta;
}

// By how much that lowers the sum of the |r|.
int64_t gainOf(const EtaMap &eta, const Atom &atom, int64_t scale, int sign) {
    int64_t gain = 0;
    for (const auto &[d, r] : atom.eta) {
        const auto found = eta.find(d * scale);
        const int64_t before = found == eta.end() ? 0 : found->second;
        gain += std::abs(before) - std::abs(before - sign * r);
    }
    return gain;
}

void raise(std::vector<ThetaPower> &side, int atom, int64_t scale) {
    for (ThetaPower &power : side)
        if (power.atom == atom && power.scale == scale) {
            power.power++;
            return;
        }
    side.push_back({atom, scale, 1});
}

std::string factorText(int64_t d, int64_t r) {
    std::string text = "f_" + std::to_string(d);
    return r == 1 ? text : text + "^" + std::to_string(r);
}

} // namespace

EtaMap etaMap(std::span<const EtaFactor> factors) {
    EtaMap eta;
    for (const EtaFactor &f : factors)
        if ((eta[f.scale] += f.exponent) == 0)
            eta.erase(f.scale);
    return eta;
}

std::string etaText(const EtaMap &eta) {
    std::string above, below;
    int belowCount = 0;
    for (const auto &[d, r] : eta) {
        std::string &side = r > 0 ? above : below;
        belowCount += r < 0;
        side += (side.empty() ? "" : " ") + factorText(d, std::abs(r));
    }
    if (above.empty())
        above = "1";
    if (below.empty())
        return above;
    return above + "/" + (belowCount > 1 ? "(" + below + ")" : below);
}

SparseSeries thetaSeries(int64_t a, int64_t b, int64_t c, int sign, bool half, int64_t length) {
    std::map<int64_t, int64_t> terms;
    const auto exponent = [&](int64_t n) -> __int128 {
        return (static_cast<__int128>(a) * n * n + static_cast<__int128>(b) * n) / 2 + c;
    };
    const auto add = [&](int64_t n) {
        const __int128 e = exponent(n);
        if (e < length)
            terms[static_cast<int64_t>(e)] += sign < 0 && n % 2 != 0 ? -1 : 1;
        return e < length;
    };
    // Beyond its vertex the exponent rises on both sides.
    const int64_t vertex = -b / (2 * a);
    for (int64_t n = half ? 0 : vertex; add(n) || n <= vertex + 1; n++) {
    }
    for (int64_t n = vertex - 1; !half && (add(n) || n >= vertex - 1); n--) {
    }
    SparseSeries series;
    for (const auto &[e, value] : terms)
        if (value != 0) {
            series.exponents.push_back(e);
            series.coefficients.push_back(value);
        }
    return series;
}

SparseSeries eulerProduct(int64_t length) {
    SparseSeries series;
    const auto add = [&](int64_t e, int64_t c) {
        if (e < length) {
            series.exponents.push_back(e);
            series.coefficients.push_back(c);
        }
    };
    add(0, 1);
    for (int64_t k = 1; k * (3 * k - 1) / 2 < length; k++) {
        add(k * (3 * k - 1) / 2, k % 2 ? -1 : 1);
        add(k * (3 * k + 1) / 2, k % 2 ? -1 : 1);
    }
    return series;
}

SparseSeries thetaAtom(int index, int64_t scale, int64_t length) {
    const Atom &atom = atoms()[index];
    const auto &chi = character(index);
    const int64_t s = offsetOf(atom), t = squareClass(s), reach = (length - 1) / scale;
    SparseSeries series;
    if (s == 0 && length > 0) {
        series.exponents.push_back(0);
        series.coefficients.push_back(1);
    }
    for (int64_t n = 1; t * n * n - s <= 24 * reach; n++) {
        const int64_t value = chi[n % kPeriod];
        if (value == 0)
            continue;
        series.exponents.push_back((t * n * n - s) / 24 * scale);
        series.coefficients.push_back(atom.weight ? value * n : value);
    }
    return series;
}

std::string thetaAtomText(int atom, int64_t scale) {
    const std::string name = atoms()[atom].name;
    return scale == 1 ? name : name + " at q^" + std::to_string(scale);
}

bool thetaAtomIsFlat(int index) {
    const Atom &atom = atoms()[index];
    if (atom.weight)
        return false;
    int64_t size = 0;
    for (int64_t value : character(index)) {
        const int64_t a = std::abs(value);
        if (a && size && a != size)
            return false;
        size = std::max(size, a);
    }
    return size <= 2;
}

EtaMap thetaAtomEta(int atom, int64_t scale) { return without({}, atoms()[atom], scale, -1); }

std::optional<Recognition> recogniseEtaQuotient(std::span<const EtaFactor> factors, int64_t length) {
    const EtaMap eta = etaMap(factors);
    if (eta.empty())
        return Recognition{{{0}, {1}}, "The product is 1 to this order."};
    int64_t scale = 0;
    for (const auto &[d, r] : eta)
        scale = std::gcd(scale, d);
    for (size_t i = 0; i < atoms().size(); i++) {
        if (thetaAtomEta(static_cast<int>(i), scale) != eta)
            continue;
        const Atom &atom = atoms()[i];
        const int64_t s = offsetOf(atom), t = squareClass(s);
        std::string reason = etaText(eta) + " is a theta series: ";
        reason += *atom.sum ? std::string(atom.sum) + (scale > 1 ? ", with q^" + std::to_string(scale) + " for q" : "")
                            : "the sum over n of chi(n) " + std::string(atom.weight ? "n " : "") + "q^((" +
                                  std::to_string(t) + " n^2 - " + std::to_string(s) + ")" +
                                  (scale > 1 ? " * " + std::to_string(scale) : "") + "/24) with chi of period 24";
        return Recognition{thetaAtom(static_cast<int>(i), scale, length),
                           reason + " (weight " + (atom.weight ? "3/2" : "1/2") + ")."};
    }
    return std::nullopt;
}

namespace {

ThetaQuotient decomposeGreedily(EtaMap eta) {
    ThetaQuotient quotient;
    while (!eta.empty()) {
        int64_t best = 0, scale = 1;
        int atom = 0, sign = 1;
        for (size_t i = 0; i < atoms().size(); i++)
            for (const auto &[d, r] : eta)
                for (const auto &[e, unused] : atoms()[i].eta) {
                    if (d % e != 0)
                        continue;
                    for (int side : {1, -1}) {
                        const int64_t gain = gainOf(eta, atoms()[i], d / e, side);
                        if (gain > best) {
                            best = gain;
                            atom = static_cast<int>(i);
                            scale = d / e;
                            sign = side;
                        }
                    }
                }
        // As often as it takes away as much.
        while (gainOf(eta, atoms()[atom], scale, sign) >= best) {
            eta = without(std::move(eta), atoms()[atom], scale, sign);
            raise(sign > 0 ? quotient.numerator : quotient.denominator, atom, scale);
        }
    }
    return quotient;
}

// Each f_d^r by Jacobi's series for the cube and Euler's.
ThetaQuotient cubes(const EtaMap &eta) {
    constexpr int euler = 0, jacobi = 1;
    ThetaQuotient quotient;
    for (const auto &[d, r] : eta) {
        auto &side = r > 0 ? quotient.numerator : quotient.denominator;
        const int64_t size = std::abs(r);
        if (size >= 3)
            side.push_back({jacobi, d, size / 3});
        if (size % 3 != 0)
            side.push_back({euler, d, size % 3});
    }
    return quotient;
}

// Divisions cost most, then the number of series.
std::pair<bool, int64_t> burden(const ThetaQuotient &quotient) {
    int64_t count = 0;
    for (const auto *side : {&quotient.numerator, &quotient.denominator})
        for (const ThetaPower &power : *side)
            count += power.power;
    return {!quotient.denominator.empty(), count};
}

} // namespace

ThetaQuotient decompose(const EtaMap &eta) {
    // Also as a power of the decomposition of a root: theta_3^8 is eight theta_3, not three other series over a fourth.
    int64_t content = 0, size = 0;
    for (const auto &[d, r] : eta) {
        content = std::gcd(content, r);
        size += std::abs(r);
    }
    std::optional<ThetaQuotient> best;
    for (int64_t part = std::min(content, kMostSteps); part >= 1; part--) {
        if (content % part != 0 || size / (content / part) > kMostSteps)
            continue;
        const int64_t power = content / part;
        EtaMap root = eta;
        for (auto &[d, r] : root)
            r /= power;
        ThetaQuotient quotient = decomposeGreedily(root);
        for (auto *side : {&quotient.numerator, &quotient.denominator})
            for (ThetaPower &factor : *side)
                factor.power *= power;
        if (!best || burden(quotient) < burden(*best))
            best = std::move(quotient);
    }
    return best ? *best : cubes(eta);
}

} // namespace durfee::kernel
