#pragma once
// Random rings, coefficients and series, biased to corners: zeros, single terms, wide gaps, huge coefficients, negative
// exponents.

#include <vector>

#include "check.h"
#include "ring/construct.h"
#include "ring/reading.h"

namespace samples {

using namespace durfee;

inline std::vector<RingRef> rings() {
    Integer big;
    fmpz_set_str(big, "1000000000000000000000000000057", 10);
    return {ringZ(),
            ringQ(),
            ringZm(Integer(2)),
            ringZm(Integer(12)),
            ringZm(Integer(1000000007)),
            ringZm(Integer(WORD_MAX)),
            ringZm(big),
            ringCyclotomic(1),
            ringCyclotomic(5),
            ringCyclotomic(12),
            ringLaurent({"z"}),
            ringLaurent({"a", "b"}),
            ringRatfun({"x", "y"})};
}

inline std::string number(check::Random &random) {
    switch (random.next() % 6) {
    case 0:
        return "1";
    case 1:
        return "-1";
    case 2: { // near the edges of FLINT's small integers and of words
        Integer value(1);
        fmpz_mul_2exp(value, value, static_cast<ulong>(random.between(60, 66)));
        fmpz_add_si(value, value, random.between(-2, 2));
        return decimal(value);
    }
    case 3: {
        Integer value(3);
        fmpz_pow_ui(value, value, static_cast<ulong>(random.between(50, 400)));
        return (random.oneIn(2) ? "-" : "") + decimal(value);
    }
    default:
        return std::to_string(random.between(-50, 50));
    }
}

inline std::string coefficient(const Ring &ring, check::Random &random) {
    const auto fraction = [&] {
        return random.oneIn(2) ? number(random) : number(random) + "/" + std::to_string(random.between(1, 12));
    };
    const auto power = [&](const std::string &name, int64_t low) {
        return name + "^" + std::to_string(random.between(low, 3));
    };
    switch (ring.kind) {
    case RingKind::Z:
    case RingKind::Zm:
        return number(random);
    case RingKind::Q:
        return fraction();
    case RingKind::Cyclotomic:
        return "(" + fraction() + ") + (" + fraction() + ")*" + power("zeta", 0);
    case RingKind::Laurent:
        return std::to_string(random.between(-9, 9)) + "*" + power(ring.variables.front(), -2) + " + " +
               std::to_string(random.between(-3, 3)) + "*" + power(ring.variables.back(), -2);
    case RingKind::Ratfun:
        return "(1 + " + std::to_string(random.between(-5, 5)) + "*" + power(ring.variables.front(), 0) + ")/(2 + " +
               power(ring.variables.back(), 0) + ")";
    }
    return "0";
}

struct Shape {
    int64_t low = -5, span = 30;
    int terms = 20;
    bool exact = false;
};

inline SeriesRef series(const RingRef &ring, check::Random &random, Shape shape = {}) {
    const bool small = !ring->flat();
    const int64_t span = small ? std::min<int64_t>(shape.span, 8) : shape.span;
    int count = static_cast<int>(random.between(0, small ? std::min(shape.terms, 4) : shape.terms));
    if (random.oneIn(8))
        count = static_cast<int>(random.between(0, 1));
    // Wide gaps now and then, so that the sparse form is met.
    const int64_t gap = random.oneIn(4) ? 17 : 1;
    std::vector<int64_t> exponents;
    std::vector<std::string> coefficients;
    for (int i = 0; i < count; ++i) {
        exponents.push_back(shape.low + gap * random.between(0, span));
        coefficients.push_back(coefficient(*ring, random));
    }
    const bool exact = shape.exact || random.oneIn(4);
    return fromTerms(ring, exponents, coefficients,
                     exact ? std::nullopt : Order(shape.low + gap * random.between(0, span + 3)));
}

/// A series that begins with 1 at t^0.
inline SeriesRef unit(const RingRef &ring, check::Random &random, int64_t order) {
    auto tail = series(ring, random, {1, order, 12, true});
    return truncate(add(monomial(ring, Fraction{Integer(1), Integer(1)}, 0), tail), order);
}

inline std::string shown(const SeriesRef &a) {
    std::string all = a->ring()->name() + ": ";
    const auto list = terms(*a, 0, 8);
    for (size_t i = 0; i < list.exponents.size(); ++i)
        all += "(" + list.coefficients[i].substr(0, 40) + ")t^" + std::to_string(list.exponents[i]) + " ";
    return all + (a->order() ? "O(t^" + std::to_string(*a->order()) + ")" : "exact");
}

/// Equal to the common order, and known to the same order.
inline bool identical(const SeriesRef &a, const SeriesRef &b) {
    return a->order() == b->order() && !compare(a, b).differsAt;
}

inline bool agree(const SeriesRef &a, const SeriesRef &b) { return !compare(a, b).differsAt; }

} // namespace samples
