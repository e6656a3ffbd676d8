#pragma once
// One series modulo as many primes as its coefficients need.

#include <cstddef>
#include <functional>

#include "kernel/field.h"
#include "kernel/growth.h"
#include "ring/flint.h"

namespace durfee::kernel {

/// Writes the series modulo the index-th prime, balanced, to image.
using ModularSeries = std::function<void(size_t index, double *image, Workspace &workspace)>;

/// The integers below `growth` whose images are `series`: one thread a prime, then reconstruction by ranges.
void multimodular(fmpz *out, size_t length, const Growth &growth, const ModularSeries &series);

/// x = x^power mod q^length, power >= 1.
void powerModulo(const Field &field, double *x, size_t length, int64_t power, Workspace &w);

} // namespace durfee::kernel
