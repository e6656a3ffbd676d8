#pragma once
// What elementary steps cost, in nanoseconds of one thread: the figures by which planners compare kernels.
// Written by durfee_tune (native/tune) on 28 November 2026: AMD EPYC, avx2 code. Only ratios matter.

namespace durfee::kernel::cost {

/// Transform modulo a prime, per point and level.
inline constexpr double kTransform = 0.156;
/// Mixed-radix digits, per pair of primes and coefficient.
inline constexpr double kRadix = 0.238;
/// Assembling an integer from its mixed-radix digits, per pair of primes.
inline constexpr double kAssemble = 0.598;
/// Writing a long integer, per coefficient.
inline constexpr double kStore = 33.5;
/// Sparse multiplication or division on digit planes, per term, coefficient and plane, while a plane
/// stays in the second-level cache ...
inline constexpr double kPlane = 0.0996;
/// ... that is up to this many coefficients, and from ten times as many on.
inline constexpr double kPlaneLength = 8e+04;
inline constexpr double kPlaneFar = 0.832;
/// Settling carries, per coefficient and plane.
inline constexpr double kCarry = 3.7;
/// Making a digit of a long coefficient modulo a prime, and adding a digit of a product at its place,
/// per prime.
inline constexpr double kDigit = 11.5;
/// FLINT's dense product of at least so many coefficients is left for primes when coefficients times
/// bits exceed the second figure.
inline constexpr double kMultiplyLength = 50;
inline constexpr double kMultiplyBits = 1.3e+04;
/// Products digit by digit pay from these bits of the shorter and of the longer operand on.
inline constexpr double kDigitsShorter = 2.91e+04;
inline constexpr double kDigitsLonger = 7.63e+04;
/// And its inverse from this length on.
inline constexpr double kInverseLength = 195;

} // namespace durfee::kernel::cost
