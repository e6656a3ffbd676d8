// Decimal text of integers and back, by halves: a number of two million digits is divided by 10^1,000,000, and so on
// down to what GMP writes in no time. Cost of n digits: some log n products of n digits, where GMP's own functions
// would not look up for seconds.

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstring>
#include <string_view>
#include <vector>

#include "ring/error.h"
#include "ring/integer.h"
#include "ring/long.h"

namespace durfee {

namespace {

// Digits that GMP writes and reads in a few milliseconds.
constexpr size_t kShortText = 150'000;

struct Tens {
    size_t digits;
    Integer five; // 5^digits
};

// Powers of ten for texts of first, 2 first, 4 first, ... digits; 10^k = 5^k 2^k is kept without its power of two.
std::vector<Tens> tensFor(size_t digits) {
    size_t first = digits;
    int levels = 0;
    for (; first > kShortText; first = (first + 1) / 2)
        ++levels;
    std::vector<Tens> tens;
    for (int level = 0; level < levels; ++level) {
        Integer five(5);
        if (level == 0)
            integers::power(five, five, first);
        else
            integers::multiply(five, tens.back().five, tens.back().five);
        tens.push_back({first << level, std::move(five)});
    }
    return tens;
}

class Writer {
  public:
    explicit Writer(size_t digits) {
        for (const auto &ten : tensFor(digits)) {
            halves_.push_back(ten.digits);
            divisors_.emplace_back(ten.five);
        }
    }

    /// Writes the value with `width` digits, zeros before it: on level 0 at once, else above and below a power of ten.
    void write(char *out, size_t width, const fmpz *value, size_t level) const {
        if (level == 0)
            return writeShort(out, width, value);
        const size_t digits = halves_[level - 1];
        Integer above, quotient, rest, below;
        fmpz_fdiv_q_2exp(above, value, digits);
        fmpz_fdiv_r_2exp(below, value, digits);
        divisors_[level - 1].divide(quotient, rest, above);
        fmpz_mul_2exp(rest, rest, digits);
        fmpz_add(rest, rest, below);
        write(out, width - digits, quotient, level - 1);
        write(out + (width - digits), digits, rest, level - 1);
    }
    size_t levels() const { return halves_.size(); }

  private:
    static void writeShort(char *out, size_t width, const fmpz *value) {
        std::string digits(fmpz_sizeinbase(value, 10) + 2, '\0');
        fmpz_get_str(digits.data(), 10, value);
        const size_t length = std::strlen(digits.c_str());
        std::memset(out, '0', width - length);
        std::memcpy(out + (width - length), digits.data(), length);
    }

    std::vector<size_t> halves_;
    std::vector<integers::Divisor> divisors_;
};

void read(fmpz *out, std::string_view digits, const std::vector<Tens> &tens, size_t level) {
    while (level > 0 && tens[level - 1].digits >= digits.size())
        --level;
    if (level == 0) {
        fmpz_set_str(out, std::string(digits).c_str(), 10);
        return;
    }
    const auto &[count, five] = tens[level - 1];
    Integer upper, lower;
    read(upper, digits.substr(0, digits.size() - count), tens, level - 1);
    read(lower, digits.substr(digits.size() - count), tens, level - 1);
    integers::multiply(upper, upper, five);
    fmpz_mul_2exp(upper, upper, count);
    fmpz_add(out, upper, lower);
}

} // namespace

std::string decimal(const fmpz *value) {
    const size_t most = fmpz_sizeinbase(value, 10);
    std::string digits(most + 2, '\0');
    if (most <= kShortText) {
        fmpz_get_str(digits.data(), 10, value);
        digits.resize(std::strlen(digits.c_str()));
        return digits;
    }
    // FLINT's size is exact or one too large.
    Integer magnitude;
    fmpz_abs(magnitude, value);
    const Writer writer(most);
    writer.write(digits.data(), most, magnitude, writer.levels());
    digits.resize(most);
    if (digits[0] == '0')
        digits.erase(0, 1);
    return fmpz_sgn(value) < 0 ? "-" + digits : digits;
}

std::string decimal(const fmpz *numerator, const fmpz *denominator) {
    if (fmpz_is_one(denominator))
        return decimal(numerator);
    return decimal(numerator) + "/" + decimal(denominator);
}

size_t decimalDigits(const fmpz *value) {
    if (fmpz_is_zero(value))
        return 1;
    Integer power;
    fmpz_abs(power, value);
    const double size = fmpz_dlog(power) / M_LN10, nearest = std::round(size);
    if (std::abs(size - nearest) > 1e-6 * (1 + size / 1e6))
        return static_cast<size_t>(size) + 1;
    fmpz_set_ui(power, 10);
    integers::power(power, power, static_cast<ulong>(nearest));
    return static_cast<size_t>(nearest) + (fmpz_cmpabs(value, power) < 0 ? 0 : 1);
}

Integer parseInteger(const std::string &digits) {
    const size_t from = !digits.empty() && (digits[0] == '-' || digits[0] == '+') ? 1 : 0;
    const bool valid =
        digits.size() > from && std::all_of(digits.begin() + static_cast<std::ptrdiff_t>(from), digits.end(),
                                            [](unsigned char c) { return std::isdigit(c) != 0; });
    if (!valid)
        fail(Code::Argument, "A coefficient is decimal digits with an optional sign; given was \"",
             digits.substr(0, 40), "\".");
    const auto tens = tensFor(digits.size() - from);
    Integer value;
    read(value, std::string_view(digits).substr(from), tens, tens.size());
    if (digits[0] == '-')
        fmpz_neg(value, value);
    return value;
}

Fraction parseFraction(const std::string &digits) {
    const auto slash = digits.find('/');
    Fraction value;
    value.numerator = parseInteger(digits.substr(0, slash));
    if (slash != std::string::npos)
        value.denominator = parseInteger(digits.substr(slash + 1));
    if (value.denominator.isZero())
        fail(Code::Domain, "The coefficient \"", digits.substr(0, 40), "\" has denominator zero.");
    value.reduce();
    return value;
}

} // namespace durfee
