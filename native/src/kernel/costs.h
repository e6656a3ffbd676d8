#pragma once
// What the kernels that planners choose between take, in seconds of one thread, by the figures of crossovers.h.

#include <cmath>

#include "kernel/crossovers.h"

namespace durfee::kernel::cost {

/// One transform of so many points, in nanoseconds.
inline double transformNs(double points) { return points * std::log2(points + 2) * kTransform; }

/// Dividing by a series with `terms` terms on digit planes, the quotient's coefficients growing like a root of the
/// index up to `bits`: two thirds of them, and of the terms, on the average.
inline double planesSeconds(double length, double bits, double terms) {
    const double planes = 1 + bits / 52 * 2 / 3;
    const double addition = length > kPlaneLength ? kPlaneFar : kPlane;
    return 1e-9 * length * (planes * (terms * 2 / 3 * addition + kCarry) + kStore);
}

/// `transforms` of so many points modulo each of `primes`, and the coefficients put together.
inline double primesSeconds(double length, double primes, double transforms, double points) {
    return 1e-9 *
           (primes * transforms * transformNs(points) + length * (primes * primes / 3 * (kRadix + kAssemble) + kStore));
}

} // namespace durfee::kernel::cost
