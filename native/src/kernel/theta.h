#pragma once
// Eta quotients that are theta series.
//
// By Serre and Stark every holomorphic modular form of weight 1/2 is a combination of theta series. The holomorphic eta
// quotients of weight 1/2 are 14 and their rescalings (Mersmann 1991; Koehler, Eta Products and Theta Series
// Identities, 2011, chapter 8), and a few of weight 3/2 are theta series with a linear factor (Lemke Oliver, Eta
// quotients and theta functions, Adv. Math. 241, 2013). Each is
//   sum over n of chi(n) n^w q^((t n^2 - s)/24),   s = sum of d r_d,
// with t in {1, 3, 8, 24}, w in {0, 1} and chi of period 24. They are the atoms of which larger quotients are composed
// here, because multiplying or dividing by a series of O(sqrt N) terms costs N^1.5.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kernel/kernels.h"

namespace durfee::kernel {

/// d -> r for product of (q^d; q^d)^r, without zeros.
using EtaMap = std::map<int64_t, int64_t>;
EtaMap etaMap(std::span<const EtaFactor> factors);

/// "f_2^5/(f_1^2 f_4^2)".
std::string etaText(const EtaMap &eta);

/// One of the theta series above at q^scale, to a positive power.
struct ThetaPower {
    int atom;
    int64_t scale;
    int64_t power;
};

/// Product over numerator / product over denominator.
struct ThetaQuotient {
    std::vector<ThetaPower> numerator, denominator;
};

/// Terms of an atom at q^scale below q^length.
SparseSeries thetaAtom(int atom, int64_t scale, int64_t length);
/// A theta function in words: "theta_3(q)".
std::string thetaAtomText(int atom, int64_t scale);
/// True when all its coefficients beyond the first have the same absolute value 1 or 2.
bool thetaAtomIsFlat(int atom);
/// log of a majorant of 1/atom with scale 1 as an eta product, for bounds: the eta exponents of the atom.
EtaMap thetaAtomEta(int atom, int64_t scale);

/// Writes the quotient by few atoms: it or a root of it greedily, by the number of eta factors that each atom takes
/// away; without a small root, f_d by f_d.
ThetaQuotient decompose(const EtaMap &eta);

} // namespace durfee::kernel
