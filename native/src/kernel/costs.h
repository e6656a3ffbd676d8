#pragma once
// What the kernels that planners choose between take, in seconds of one thread, by the figures of crossovers.h.

#include <algorithm>
#include <cmath>

#include "kernel/crossovers.h"

namespace durfee::kernel::cost {

/// One transform of so many points, in nanoseconds.
inline double transformNs(double points) { return points * std::log2(points + 2) * kTransform; }

/// An addition on digit planes, per term, coefficient and plane: it grows as a power of the length once a plane leaves
/// the second-level cache, until nothing of it is in any.
inline double planeNs(double length) {
    if (length <= kPlaneLength)
        return kPlane;
    return kPlane * std::pow(std::min(length / kPlaneLength, 10.0), std::log10(kPlaneFar / kPlane));
}

/// Dividing by a series with `terms` terms on digit planes, the quotient's coefficients growing like a root of the
/// index up to `bits`: two thirds of them, and of the terms, on the average.
inline double planesSeconds(double length, double bits, double terms) {
    const double planes = 1 + bits / 52 * 2 / 3;
    return 1e-9 * length * (planes * (terms * 2 / 3 * planeNs(length) + kCarry) + kStore);
}

/// `transforms` of so many points modulo each of `primes`, and the coefficients put together.
inline double primesSeconds(double length, double primes, double transforms, double points) {
    return 1e-9 *
           (primes * transforms * transformNs(points) + length * (primes * primes / 3 * (kRadix + kAssemble) + kStore));
}

} // namespace durfee::kernel::cost
