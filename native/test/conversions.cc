// Rings into rings, preconditions, overflow, limits.

#include "samples.h"

using namespace samples;

namespace {

const Fraction kOne{Integer(1), Integer(1)};

SeriesRef z(std::vector<int64_t> exponents, std::vector<std::string> coefficients, Order order = std::nullopt) {
    return fromTerms(ringZ(), std::move(exponents), coefficients, order);
}

void joins() {
    const auto half = constantSeries(Fraction{Integer(1), Integer(2)}, std::nullopt);
    const auto mod7 = reduce(z({0, 1}, {"1", "3"}), Integer(7));
    CHECK(coefficientText(*add(half, mod7), 0) == "5");
    CHECK_THROWS(add(mod7, reduce(z({0}, {"1"}), Integer(5))), Code::Domain);
    const auto third = fromTerms(ringCyclotomic(3), {0}, {"zeta"}, std::nullopt),
               fourth = fromTerms(ringCyclotomic(4), {0}, {"zeta"}, std::nullopt);
    const auto product = mul(third, fourth);
    CHECK(product->ring()->n == 12);
    CHECK(coefficientText(*pow(product, 12, std::nullopt), 0) == "1");
    CHECK(coefficientText(*mul(pow(third, 2, std::nullopt), third), 0) == "1");
    CHECK(coefficientText(*pow(fourth, 2, std::nullopt), 0) == "-1");
    const auto a = fromTerms(ringLaurent({"z"}), {0}, {"z + z^-1"}, std::nullopt);
    CHECK(coefficientText(*mul(a, a), 0) == "z^2 + 2 + z^-2");
    CHECK(inverse(a, std::nullopt)->ring()->kind == RingKind::Ratfun);
    CHECK_THROWS(changeRing(inverse(a, std::nullopt), ringLaurent({"z"})), Code::Domain);
    CHECK_THROWS(changeRing(half, ringZ()), Code::Domain);
    CHECK(changeRing(add(half, half), ringZ())->ring()->kind == RingKind::Z);
    const auto lifted = liftSymmetric(reduce(z({0, 1, 2}, {"-3", "4", "100"}), Integer(7)));
    CHECK(identical(lifted, z({0, 1, 2}, {"-3", "-3", "2"})));
}

void preconditions() {
    const auto two = z({0, 1}, {"2", "1"});
    CHECK(inverse(two, 4)->ring()->kind == RingKind::Q);
    CHECK(coefficientText(*inverse(two, 4), 3) == "-1/16");
    CHECK_THROWS(inverse(two, std::nullopt), Code::Argument);
    CHECK_THROWS(inverse(zeroSeries(ringZ(), std::nullopt), 5), Code::Domain);
    CHECK_THROWS(inverse(zeroSeries(ringZ(), 3), 5), Code::Precision);
    CHECK_THROWS(inverse(reduce(two, Integer(4)), 5), Code::Domain);
    CHECK_THROWS(coefficientText(*truncate(two, 1), 1), Code::Precision);
    CHECK_THROWS(log(two, 5), Code::Domain);
    CHECK_THROWS(exp(two, 5), Code::Domain);
    CHECK_THROWS(reversion(two, 5), Code::Domain);
    CHECK_THROWS(powRational(two, 1, 2, 5), Code::Domain);
    CHECK_THROWS(powRational(shift(z({0, 1}, {"1", "1"}), 1), 1, 2, 5), Code::Domain);
    CHECK_THROWS(exp(reduce(z({1}, {"1"}), Integer(5)), 5), Code::Domain);
    CHECK_THROWS(sift(two, 0, 1), Code::Domain);
    CHECK_THROWS(compose(truncate(two, 5), kOne, -1), Code::Domain);
    CHECK_THROWS(ringZm(Integer(1)), Code::Domain);
    CHECK_THROWS(ringCyclotomic(0), Code::Domain);
    CHECK_THROWS(ringLaurent({"1z"}), Code::Argument);
    CHECK_THROWS(fromTerms(ringZ(), {0}, {"1/2"}, std::nullopt), Code::Domain);
    CHECK_THROWS(fromTerms(ringZ(), {0}, {"x"}, std::nullopt), Code::Argument);
    CHECK_THROWS(fromTerms(ringQ(), {0}, {"1/0"}, std::nullopt), Code::Domain);
    CHECK_THROWS(deserialize("junk that is no series at all"), Code::Argument);
}

void overflow() {
    const auto far = monomial(ringZ(), kOne, kMaxExponent);
    CHECK_THROWS(mul(far, far), Code::TooLarge);
    CHECK_THROWS(shift(far, 1), Code::TooLarge);
    CHECK_THROWS(pow(far, 2, std::nullopt), Code::TooLarge);
    CHECK_THROWS(compose(far, kOne, 2), Code::TooLarge);
    CHECK_THROWS(pow(shift(truncate(z({0, 1}, {"1", "1"}), 5), kMaxExponent - 10), 3, std::nullopt), Code::TooLarge);
    // Far apart, but few: stays sparse.
    const auto wide = z({0, 1'000'000'000'000}, {"1", "1"});
    CHECK(mul(wide, wide)->length() == 3 && mul(wide, wide)->flat().sparse);
    CHECK(pow(wide, 5, std::nullopt)->length() == 6);
    CHECK(coefficientText(*pow(wide, 5, std::nullopt), 2'000'000'000'000) == "10");
}

void limits() {
    memory::setLimit(memory::live() + 50'000'000);
    CHECK_THROWS(inverse(z({0, 1}, {"1", "-1"}), 1'000'000'000'000), Code::TooLarge);
    CHECK_THROWS(pow(z({0, 1, 2}, {"1", "1", "1"}), 10'000'000, std::nullopt), Code::TooLarge);
    CHECK_THROWS(etaQuotient(std::vector<EtaPower>{{1, -1}}, 100'000'000), Code::TooLarge);
    CHECK_THROWS(constantSeries(kOne, std::nullopt) && pow(z({0}, {"3"}), int64_t{1} << 40, std::nullopt),
                 Code::TooLarge);
    memory::setLimit(0);
    // A limit does not stand in the way of small work with large exponents.
    CHECK(etaQuotient(std::vector<EtaPower>{{1, 1}}, 1'000'000'000)->flat().sparse);
}

} // namespace

int main() {
    memory::install();
    joins();
    preconditions();
    overflow();
    limits();
    return check::finish("conversions");
}
