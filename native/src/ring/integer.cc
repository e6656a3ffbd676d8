#include "ring/integer.h"

#include <algorithm>
#include <cctype>

#include "ring/error.h"

namespace durfee {

std::string decimal(const fmpz *value) {
    std::string digits(fmpz_sizeinbase(value, 10) + 2, '\0');
    fmpz_get_str(digits.data(), 10, value);
    digits.resize(std::char_traits<char>::length(digits.c_str()));
    return digits;
}

std::string decimal(const fmpz *numerator, const fmpz *denominator) {
    if (fmpz_is_one(denominator))
        return decimal(numerator);
    return decimal(numerator) + "/" + decimal(denominator);
}

Integer parseInteger(const std::string &digits) {
    const size_t from = !digits.empty() && (digits[0] == '-' || digits[0] == '+') ? 1 : 0;
    const bool valid =
        digits.size() > from && std::all_of(digits.begin() + static_cast<std::ptrdiff_t>(from), digits.end(),
                                            [](unsigned char c) { return std::isdigit(c) != 0; });
    if (!valid)
        fail(Code::Argument, "A coefficient is decimal digits with an optional sign; given was \"",
             digits.substr(0, 40), "\".");
    Integer value;
    fmpz_set_str(value, digits.c_str() + (digits[0] == '+' ? 1 : 0), 10);
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
