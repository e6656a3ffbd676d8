// Long integers in pieces against GMP's own functions.

#include <vector>

#include "check.h"
#include "ring/long.h"
#include "ring/memory.h"

using namespace durfee;

namespace {

// Of so many bits: random ones, or long runs of ones and zeros, where carries and approximate quotients go wrong.
Integer sample(int64_t bits, check::Random &random) {
    Integer value, part;
    if (random.oneIn(2)) {
        while (static_cast<int64_t>(fmpz_bits(value)) < bits) {
            fmpz_mul_2exp(value, value, 64);
            fmpz_add_ui(value, value, random.next());
        }
        fmpz_fdiv_r_2exp(value, value, static_cast<ulong>(bits));
        fmpz_setbit(value, static_cast<ulong>(bits) - 1);
        return value;
    }
    fmpz_one(value);
    fmpz_mul_2exp(value, value, static_cast<ulong>(bits) - 1);
    for (int run = 0; run < 3; ++run) {
        fmpz_one(part);
        fmpz_mul_2exp(part, part, static_cast<ulong>(random.between(0, bits - 1)));
        if (random.oneIn(2))
            fmpz_sub(value, value, part);
        else
            fmpz_add(value, value, part);
    }
    fmpz_sub_ui(value, value, random.next() % 3);
    fmpz_abs(value, value);
    return value.isZero() ? Integer(1) : value;
}

Integer signedSample(int64_t bits, check::Random &random) {
    Integer value = sample(bits, random);
    if (random.oneIn(3))
        fmpz_neg(value, value);
    return value;
}

void checkProduct(const Integer &a, const Integer &b) {
    Integer expected, found;
    fmpz_mul(expected, a, b);
    integers::multiply(found, a, b);
    CHECK(found == expected);
    found = a;
    integers::multiply(found, found, b);
    CHECK(found == expected);
}

void checkQuotient(const Integer &a, const Integer &b) {
    Integer quotient, remainder, q, r;
    fmpz_tdiv_qr(quotient, remainder, a, b);
    integers::divide(q, r, a, b);
    CHECK(q == quotient && r == remainder);
}

void checkRoot(const Integer &a, ulong degree) {
    Integer expected;
    fmpz_root(expected, a, static_cast<slong>(degree));
    CHECK(integers::root(a, degree) == expected);
}

std::string byGmp(const fmpz *value) {
    std::string digits(fmpz_sizeinbase(value, 10) + 2, '\0');
    fmpz_get_str(digits.data(), 10, value);
    digits.resize(std::char_traits<char>::length(digits.c_str()));
    return digits;
}

void checkText(const Integer &a) {
    const std::string expected = byGmp(a);
    CHECK(decimal(a) == expected);
    CHECK(decimalDigits(a) == expected.size() - (a.sign() < 0 ? 1 : 0));
    CHECK(parseInteger(expected) == a);
}

} // namespace

int main() {
    memory::install();
    check::Random random(1);
    const std::vector<int64_t> sizes = {1, 64, 65, 65536, 65537, 524288, 524289, 1200001};
    for (const int64_t n : sizes)
        for (const int64_t m : sizes) {
            checkProduct(signedSample(n, random), signedSample(m, random));
            checkProduct(Integer(), signedSample(n, random));
            checkQuotient(signedSample(n, random), sample(m, random));
        }
    for (int k = 0; k < check::cases(6); ++k) {
        const int64_t n = random.between(500'000, 2'000'000), m = random.between(1, n);
        const auto b = sample(m, random);
        checkQuotient(signedSample(n, random), b);
        // Exact multiples of the divisor, and one less.
        Integer a = sample(n - m + 1, random);
        fmpz_mul(a, a, b);
        checkQuotient(a, b);
        fmpz_sub_ui(a, a, 1);
        checkQuotient(a, b);
    }
    Integer q, r;
    CHECK_THROWS(integers::divide(q, r, Integer(1), Integer()), Code::Domain);

    for (const int64_t base : {-3, -2, -1, 0, 1, 2, 3, 10, 12, 1'000'003})
        for (const ulong exponent : {0UL, 1UL, 2UL, 63UL, 200'001UL}) {
            Integer expected, found;
            fmpz_pow_ui(expected, Integer(base), exponent);
            integers::power(found, Integer(base), exponent);
            CHECK(found == expected);
        }
    for (const int64_t bits : {700'001}) {
        const auto base = signedSample(bits, random);
        Integer expected, found;
        fmpz_pow_ui(expected, base, 3);
        integers::power(found, base, 3);
        CHECK(found == expected);
    }

    for (const int64_t bits : {1, 2, 64, 3000, 1'100'000})
        for (const ulong degree : {1UL, 2UL, 3UL, 1000UL}) {
            checkRoot(sample(bits, random), degree);
            Integer a = sample(std::max<int64_t>(1, bits / static_cast<int64_t>(degree)), random);
            fmpz_pow_ui(a, a, degree);
            checkRoot(a, degree);
            fmpz_sub_ui(a, a, 1);
            checkRoot(a, degree);
        }
    checkRoot(Integer(), 2);

    for (const int64_t digits : {1, 19, 149'999, 150'000, 150'001, 300'001}) {
        Integer ten(10);
        fmpz_pow_ui(ten, ten, static_cast<ulong>(digits));
        checkText(ten);
        fmpz_sub_ui(ten, ten, 1);
        checkText(ten);
        fmpz_neg(ten, ten);
        checkText(ten);
        checkText(signedSample(digits * 3, random));
    }
    checkText(Integer());
    CHECK(parseInteger("+" + std::string(70'000, '0') + "12") == Integer(12));
    return check::finish("long");
}
