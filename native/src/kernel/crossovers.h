#pragma once
// What elementary steps cost, in nanoseconds of one thread: the figures by which planners compare kernels.
// Set by hand from measurements on an x86-64 server processor with AVX2; only their ratios matter. durfee_tune prints
// such a table for another processor.

namespace durfee::kernel::cost {

/// Transform modulo a prime, per point and level.
inline constexpr double kTransform = 0.20;
/// Mixed-radix digits, per pair of primes and coefficient.
inline constexpr double kRadix = 0.30;
/// Assembling an integer from its mixed-radix digits, per pair of primes.
inline constexpr double kAssemble = 0.25;
/// Writing a long integer, per coefficient.
inline constexpr double kStore = 40;
/// Sparse multiplication or division on digit planes, per term, coefficient and plane, while a plane stays in the
/// second-level cache ...
inline constexpr double kPlane = 0.09;
/// ... that is up to this many coefficients, and from ten times as many on.
inline constexpr double kPlaneLength = 4e4;
inline constexpr double kPlaneFar = 0.77;
/// Settling carries, per coefficient and plane.
inline constexpr double kCarry = 12;
/// Making a digit of a long coefficient modulo a prime, and adding a digit of a product at its place, per prime.
inline constexpr double kDigit = 8;
/// FLINT's dense product of at least so many coefficients is left for primes when coefficients times bits exceed the
/// second figure.
inline constexpr double kMultiplyLength = 200;
inline constexpr double kMultiplyBits = 1e5;
/// Products digit by digit pay from these bits of the shorter and of the longer operand on.
inline constexpr double kDigitsShorter = 3e4;
inline constexpr double kDigitsLonger = 3e5;
/// And its inverse from this length on.
inline constexpr double kInverseLength = 400;

} // namespace durfee::kernel::cost
