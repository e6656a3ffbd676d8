// Dense series over Z and Q: multiplication, inverse, quotient, powers.
//
// Operands are turned into planes of 48-bit digits once, reduced modulo each prime by Horner's rule, multiplied there,
// and the results put together. That is best while the coefficients need at most some hundred primes; beyond, products
// go digit by digit (digits.h), and what is too short for either is FLINT's.

#include <algorithm>
#include <cmath>

#include "kernel/certified.h"
#include "kernel/costs.h"
#include "kernel/crt.h"
#include "kernel/digits.h"
#include "kernel/expand.h"
#include "kernel/kernels.h"
#include "kernel/parallel.h"
#include "kernel/planes.h"
#include "ring/control.h"

namespace durfee::kernel {

namespace {

double bitsOf(const fmpz *a, slong length) { return std::abs(static_cast<double>(_fmpz_vec_max_bits(a, length))); }

// Past this many primes packing wins.
constexpr double kMostPrimes = 400;

bool primesPay(double length, double bits) {
    return length >= cost::kMultiplyLength && bits / 50 < kMostPrimes && length * bits > cost::kMultiplyBits;
}

// Past this many primes a single product goes digit by digit, and past that many an inverse does.
constexpr double kMostProductPrimes = 100, kMostInversePrimes = 600;

// Digits pay for operands of some size whose coefficients fill the product; a long number times a series of short ones
// is FLINT's.
bool digitsPay(slong aLength, double aBits, slong bLength, double bBits) {
    const double a = static_cast<double>(aLength) * aBits, b = static_cast<double>(bLength) * bBits;
    const double product = static_cast<double>(aLength + bLength) * (aBits + bBits);
    return (aBits + bBits) / 50 > kMostProductPrimes && std::min(a, b) > cost::kDigitsShorter &&
           std::max(a, b) > cost::kDigitsLonger && product < 8 * (a + b);
}

void zeroFrom(fmpz *out, slong from, slong length) {
    if (length > from)
        _fmpz_vec_zero(out + from, length - from);
}

// The terms of a as a sparse series, when there are few and they are words.
std::optional<SparseSeries> sparseOf(const fmpz *a, slong length) {
    SparseSeries series;
    const double most = 8 + 4 * std::sqrt(static_cast<double>(length));
    for (slong i = 0; i < length; i++)
        if (!fmpz_is_zero(a + i)) {
            if (COEFF_IS_MPZ(a[i]) || static_cast<double>(series.exponents.size()) > most)
                return std::nullopt;
            series.exponents.push_back(i);
            series.coefficients.push_back(a[i]);
        }
    return series;
}

std::optional<FlatSeries> flatOf(const fmpz *a, slong length) {
    const std::optional<SparseSeries> series = sparseOf(a, length);
    return series ? flatten(*series) : std::nullopt;
}

size_t termsOf(const FlatSeries &flat) {
    return (flat.plus.size() + flat.minus.size()) * static_cast<size_t>(flat.factor);
}

// a divided by a flat series so many times, on digit planes.
void divideOnPlanes(fmpz *out, slong length, const fmpz *a, slong aLength, const FlatSeries &flat, uint64_t times) {
    auto planes = Planes::ofIntegers(a, static_cast<size_t>(std::min(aLength, length)), static_cast<size_t>(length),
                                     termsOf(flat));
    for (uint64_t i = 0; i < times; i++)
        planes = planes.dividedBy(flat);
    planes.store(out);
}

// Whether that is faster than one division modulo primes, as the first coefficients let expect.
bool planesPay(slong length, const fmpz *a, slong aLength, const FlatSeries &flat, uint64_t times) {
    constexpr slong sample = 2048;
    if (length < 4 * sample)
        return true;
    Integers head(sample);
    divideOnPlanes(head.data(), sample, a, aLength, flat, times);
    const auto n = static_cast<double>(length), terms = static_cast<double>(flat.plus.size() + flat.minus.size());
    const double bits = expectedBits(head.data(), sample, n);
    // The power of the divisor comes first, then its inverse.
    const double transforms = times == 1 ? 13 : 18;
    return static_cast<double>(times) * cost::planesSeconds(n, bits, terms) <
           cost::primesSeconds(n, bits / 50, transforms, 2 * n);
}

// log of sum of |a_n| e^(-nt) from above: a run of coefficients, a 64th as long as its first index, counts as so many
// of its largest there.
class LogTotals {
  public:
    LogTotals(const fmpz *a, slong length) {
        for (slong first = 0, run = 1; first < length; first += run) {
            run = std::min(std::max<slong>(1, first / 64), length - first);
            double largest = -INFINITY, count = 0;
            for (slong i = first; i < first + run; i++)
                if (!fmpz_is_zero(a + i)) {
                    slong exponent;
                    const double mantissa = std::abs(fmpz_get_d_2exp(&exponent, a + i));
                    largest = std::max(largest, std::log2(mantissa) + static_cast<double>(exponent));
                    count++;
                }
            if (count > 0)
                terms_.push_back({static_cast<double>(first), largest * std::log(2.0) + std::log(count)});
        }
    }
    double at(double t, double from = 0) const {
        double top = -INFINITY;
        for (const auto &[n, size] : terms_)
            if (n >= from)
                top = std::max(top, size - n * t);
        double sum = 0;
        for (const auto &[n, size] : terms_)
            if (n >= from)
                sum += std::exp(size - n * t - top);
        return top + std::log(sum) + 1e-6;
    }

  private:
    std::vector<std::pair<double, double>> terms_;
};

// 1/a is majorised by 1/(1 - sum over n > 0 of |a_n| x^n) where that sum is below 1: |c_n| <= x^(-n) / (1 - sum).
std::optional<Growth> inverseGrowth(const fmpz *a, slong aLength) {
    const LogTotals totals(a, aLength);
    double low = 1e-9, high = 700;
    if (totals.at(high, 1) >= 0)
        return std::nullopt;
    for (int step = 0; step < 45; step++) {
        const double middle = (low + high) / 2;
        (totals.at(middle, 1) < 0 ? high : low) = middle;
    }
    std::vector<std::pair<double, double>> lines;
    for (double distance = 1; distance > 1e-6; distance /= 4) {
        const double t = high + distance, sum = std::exp(totals.at(t, 1));
        if (sum < 1 - 1e-9)
            lines.push_back({t, -std::log1p(-sum) + 1e-6});
    }
    if (lines.empty())
        return std::nullopt;
    return Growth::lines(lines);
}

// Bits of a result that FLINT finds within some 20 ms.
constexpr double kShortBits = 4e6;

// Coefficients from .. to-1 of a b.
void multiplyRange(fmpz *out, slong from, slong to, const fmpz *a, slong aLength, const fmpz *b, slong bLength) {
    const double aBits = bitsOf(a, aLength), bBits = bitsOf(b, bLength);
    if (to <= aLength + bLength - 1 && digitsPay(aLength, aBits, bLength, bBits))
        return multiplyByDigits(out, a, b, digitLayout({aLength, aBits, bLength, bBits, from, to}));
    Integers whole(static_cast<size_t>(to));
    multiply(whole.data(), to, a, aLength, b, bLength);
    for (slong i = from; i < to; i++)
        fmpz_swap(out + (i - from), whole.data() + i);
}

// 1/a by Newton's iteration x <- x - x (a x - 1) over polled products; FLINT gives the first terms.
void inverseNewton(fmpz *out, slong length, const fmpz *a, slong aLength) {
    slong known = std::clamp(static_cast<slong>(std::sqrt(kShortBits / (1 + bitsOf(a, aLength)))), slong{1}, length);
    std::vector<slong> lengths;
    for (slong n = length; n > known; n = (n + 1) / 2)
        lengths.push_back(n);
    control::Progress progress(control::Stage::Divide, static_cast<uint64_t>(length));
    _fmpz_poly_inv_series(out, a, std::min(aLength, known), known);
    progress.advance(static_cast<uint64_t>(known));
    for (; !lengths.empty(); lengths.pop_back()) {
        const slong n = lengths.back(), fresh = n - known;
        Integers error(static_cast<size_t>(fresh));
        multiplyRange(error.data(), known, n, a, std::min(aLength, n), out, known);
        multiply(out + known, fresh, error.data(), fresh, out, std::min(known, fresh));
        _fmpz_vec_neg(out + known, out + known, fresh);
        known = n;
        progress.advance(static_cast<uint64_t>(fresh));
    }
}

// a^exponent by squaring, exponent >= 1.
void powerBySquaring(fmpz *out, slong length, const fmpz *a, slong aLength, uint64_t exponent) {
    const auto size = static_cast<size_t>(length);
    Integers square(size), result(size), next(size);
    _fmpz_vec_set(square.data(), a, aLength);
    slong squareLength = aLength, resultLength = 0;
    // Lengths grow with the degree until the order cuts them.
    const auto times = [&](Integers &x, slong &xLength, Integers &y, slong yLength) {
        const slong whole = std::min(length, xLength + yLength - 1);
        multiply(next.data(), whole, x.data(), xLength, y.data(), yLength);
        _fmpz_vec_swap(x.data(), next.data(), whole);
        xLength = whole;
    };
    for (;; exponent /= 2) {
        if (exponent % 2 != 0) {
            if (resultLength == 0) {
                _fmpz_vec_set(result.data(), square.data(), squareLength);
                resultLength = squareLength;
            } else {
                times(result, resultLength, square, squareLength);
            }
        }
        if (exponent <= 1)
            break;
        times(square, squareLength, square, squareLength);
    }
    _fmpz_vec_swap(out, result.data(), resultLength);
    zeroFrom(out, resultLength, length);
}

// 1/a modulo primes when the proved bound is close to the truth, which the first coefficients show.
bool inverseModulo(fmpz *out, slong length, const fmpz *a, slong aLength) {
    constexpr slong sample = 128;
    if (static_cast<double>(length) < cost::kInverseLength)
        return false;
    const std::optional<Growth> growth = inverseGrowth(a, aLength);
    if (!growth || growth->at(static_cast<size_t>(length - 1)) / 50 > kMostInversePrimes)
        return false;
    Integers first(sample);
    _fmpz_poly_inv_series(first.data(), a, std::min(aLength, sample), sample);
    const double actual = static_cast<double>(fmpz_bits(first.data() + sample - 1));
    if (growth->at(sample - 1) > 1.15 * actual + 16)
        return false;
    const DigitPlanes digits(a, static_cast<size_t>(aLength));
    multimodular(out, static_cast<size_t>(length), *growth, [&](size_t index, double *image, Workspace &w) {
        const std::shared_ptr<const Field> field = Field::make(index, log2For(static_cast<size_t>(length)), w);
        double *x = w.c.need(static_cast<size_t>(aLength));
        digits.reduce(*field, x);
        field->invert(image, x, static_cast<size_t>(aLength), static_cast<size_t>(length), w);
    });
    return true;
}

// The first n coefficients, of so many bits at most, by FLINT: a long series times a short one piece by piece.
void multiplyByLibrary(fmpz *out, slong n, const fmpz *a, slong aLength, const fmpz *b, slong bLength, double bits) {
    const slong piece = std::max(bLength, static_cast<slong>(kShortBits / std::max(64.0, bits)));
    if (piece >= aLength) {
        Integers product(static_cast<size_t>(n));
        _fmpz_poly_mullow(product.data(), a, aLength, b, bLength, n);
        _fmpz_vec_swap(out, product.data(), n);
        return;
    }
    Integers sum(static_cast<size_t>(n));
    for (slong from = 0; from < aLength; from += piece) {
        control::poll();
        const slong length = std::min(piece, aLength - from), here = std::min(n - from, length + bLength - 1);
        Integers part(static_cast<size_t>(here));
        if (length >= bLength)
            _fmpz_poly_mullow(part.data(), a + from, length, b, bLength, here);
        else
            _fmpz_poly_mullow(part.data(), b, bLength, a + from, length, here);
        _fmpz_vec_add(sum.data() + from, sum.data() + from, part.data(), here);
    }
    _fmpz_vec_swap(out, sum.data(), n);
}

} // namespace

void multiply(fmpz *out, slong length, const fmpz *a, slong aLength, const fmpz *b, slong bLength) {
    aLength = std::min(aLength, length);
    bLength = std::min(bLength, length);
    if (aLength <= 0 || bLength <= 0)
        return zeroFrom(out, 0, length);
    const slong shorter = std::min(aLength, bLength), whole = std::min(length, aLength + bLength - 1);
    const double aBits = bitsOf(a, aLength), bBits = bitsOf(b, bLength);
    const double bits = aBits + bBits + std::log2(static_cast<double>(shorter)) + 1e-6;
    if (digitsPay(aLength, aBits, bLength, bBits)) {
        multiplyByDigits(out, a, b, digitLayout({aLength, aBits, bLength, bBits, 0, whole}));
        zeroFrom(out, whole, length);
        return;
    }
    if (!primesPay(static_cast<double>(shorter), bits)) {
        const bool aFirst = aLength >= bLength;
        multiplyByLibrary(out, whole, aFirst ? a : b, aFirst ? aLength : bLength, aFirst ? b : a, shorter, bits);
        zeroFrom(out, whole, length);
        return;
    }
    const bool square = a == b && aLength == bLength;
    const DigitPlanes left(a, aLength), right(square ? nullptr : b, square ? 0 : bLength);
    const int log2 = log2For(static_cast<size_t>(aLength + bLength));
    const Shape shape = shapeFor(static_cast<size_t>(aLength + bLength - 1));
    multimodular(out, static_cast<size_t>(whole), Growth::constant(bits),
                 [&](size_t index, double *image, Workspace &w) {
                     const std::shared_ptr<const Field> field = Field::make(index, log2, w);
                     double *x = w.a.need(shape.points()), *y = x;
                     left.reduce(*field, x);
                     field->forward(x, left.length(), shape);
                     if (!square) {
                         y = w.b.need(shape.points());
                         right.reduce(*field, y);
                         field->forward(y, right.length(), shape);
                     }
                     field->product(x, y, shape);
                     vectorOps().reduce(field->view(), image, x, static_cast<size_t>(whole));
                 });
    zeroFrom(out, whole, length);
}

double multiplyBytes(slong length, slong aLength, double aBits, slong bLength, double bBits) {
    if (!digitsPay(aLength, aBits, bLength, bBits))
        return 0;
    return digitBytes(digitLayout({aLength, aBits, bLength, bBits, 0, std::min(length, aLength + bLength - 1)}));
}

void inverse(fmpz *out, slong length, const fmpz *a, slong aLength) {
    aLength = std::min(aLength, length);
    if (length <= 0)
        return;
    if (fmpz_sgn(a) < 0) {
        Integers negated(static_cast<size_t>(aLength));
        _fmpz_vec_neg(negated.data(), a, aLength);
        inverse(out, length, negated.data(), aLength);
        _fmpz_vec_neg(out, out, length);
        return;
    }
    const fmpz one = 1;
    if (const std::optional<FlatSeries> flat = flatOf(a, aLength); flat && planesPay(length, &one, 1, *flat, 1))
        return divideOnPlanes(out, length, &one, 1, *flat, 1);
    if (!inverseModulo(out, length, a, aLength) && !certifiedQuotient(out, length, &one, 1, a, aLength))
        inverseNewton(out, length, a, aLength);
}

void divide(fmpz *out, slong length, const fmpz *a, slong aLength, const fmpz *b, slong bLength) {
    aLength = std::min(aLength, length);
    bLength = std::min(bLength, length);
    if (length <= 0)
        return;
    const bool negative = fmpz_sgn(b) < 0;
    const std::optional<FlatSeries> flat = negative ? std::nullopt : flatOf(b, bLength);
    if (flat && planesPay(length, a, aLength, *flat, 1))
        return divideOnPlanes(out, length, a, aLength, *flat, 1);
    if (certifiedQuotient(out, length, a, aLength, b, bLength))
        return;
    Integers reciprocal(static_cast<size_t>(length)), result(static_cast<size_t>(length));
    inverse(reciprocal.data(), length, b, bLength);
    multiply(result.data(), length, a, aLength, reciprocal.data(), length);
    for (slong i = 0; i < length; i++) {
        fmpz_swap(out + i, result.data() + i);
    }
}

void power(fmpz *out, slong length, const fmpz *a, slong aLength, int64_t exponent) {
    aLength = std::min(aLength, length);
    if (length <= 0)
        return;
    const uint64_t size = exponent < 0 ? -static_cast<uint64_t>(exponent) : static_cast<uint64_t>(exponent);
    if (exponent < 0) {
        const fmpz one = 1;
        const std::optional<FlatSeries> flat = flatOf(a, aLength);
        if (flat && size <= 6 && planesPay(length, &one, 1, *flat, size))
            return divideOnPlanes(out, length, &one, 1, *flat, size);
        Integers positive(static_cast<size_t>(length));
        power(positive.data(), length, a, aLength, static_cast<int64_t>(size));
        inverse(out, length, positive.data(), length);
        return;
    }
    if (size == 0 || aLength == 0) {
        zeroFrom(out, 0, length);
        if (size == 0)
            fmpz_one(out);
        return;
    }
    // |(a^e)_n| <= (sum |a_k| x^k)^e x^(-n).
    const LogTotals totals(a, aLength);
    const Growth growth = Growth::envelope(static_cast<size_t>(length),
                                           [&](double t) { return static_cast<double>(size) * totals.at(t); });
    const double bits = growth.at(static_cast<size_t>(length - 1));
    if (!primesPay(static_cast<double>(length), bits) || size == 1) {
        if (static_cast<double>(length) * bits > kShortBits)
            return powerBySquaring(out, length, a, aLength, size);
        fmpz_poly_t base, raised;
        fmpz_poly_init(base);
        fmpz_poly_init(raised);
        fmpz_poly_fit_length(base, aLength);
        _fmpz_vec_set(base->coeffs, a, aLength);
        _fmpz_poly_set_length(base, aLength);
        _fmpz_poly_normalise(base);
        fmpz_poly_pow_trunc(raised, base, size, length);
        for (slong i = 0; i < length; i++)
            fmpz_poly_get_coeff_fmpz(out + i, raised, i);
        fmpz_poly_clear(base);
        fmpz_poly_clear(raised);
        return;
    }
    const DigitPlanes digits(a, static_cast<size_t>(aLength));
    multimodular(out, static_cast<size_t>(length), growth, [&](size_t index, double *image, Workspace &w) {
        const std::shared_ptr<const Field> field = Field::make(index, log2For(2 * static_cast<size_t>(length)), w);
        digits.reduce(*field, image);
        std::fill(image + aLength, image + length, 0.0);
        powerModulo(*field, image, static_cast<size_t>(length), static_cast<int64_t>(size), w);
    });
}

} // namespace durfee::kernel
