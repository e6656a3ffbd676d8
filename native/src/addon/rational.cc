// RationalApi of app/engine/native/addon.ts.

#include <functional>

#include "addon/call.h"
#include "ring/algebra.h"
#include "ring/control.h"

namespace durfee::addon {

namespace {

Napi::Value made(Call &call, Rational value) { return call.result(std::make_shared<const Rational>(std::move(value))); }

Napi::Value constant(Call &call) { return made(call, Rational(call.fraction(0))); }
Napi::Value variable(Call &call) { return made(call, durfee::variable(call.text(0))); }
// Whether a and b, with `below` under b in their result, have more products of terms than argument 2 allows and a
// greatest common divisor to be found: polynomials and Laurent polynomials have none worth a word.
bool passes(Call &call, const Rational &a, const Rational &b, const fmpz_mpoly_struct *below) {
    if (call.isNull(2) || (a.isLaurent() && below->length == 1))
        return false;
    const auto terms = [](const Rational &r) { return r.numerator()->length + r.denominator()->length; };
    return static_cast<double>(terms(a)) * static_cast<double>(terms(b)) > static_cast<double>(call.number(2));
}

template <typename Operation> Napi::Value combined(Call &call, bool quotient, Operation operation) {
    const auto a = call.rational(0), b = call.rational(1);
    if (passes(call, *a, *b, quotient ? b->numerator() : b->denominator()))
        return call.null();
    return made(call, operation(*a, *b));
}

Napi::Value add(Call &call) { return combined(call, false, std::plus<Rational>()); }
Napi::Value sub(Call &call) { return combined(call, false, std::minus<Rational>()); }
Napi::Value mul(Call &call) { return combined(call, false, std::multiplies<Rational>()); }
Napi::Value div(Call &call) { return combined(call, true, std::divides<Rational>()); }
Napi::Value pow(Call &call) { return made(call, durfee::pow(*call.rational(0), call.number(1))); }
Napi::Value equal(Call &call) { return Napi::Boolean::New(call.env(), *call.rational(0) == *call.rational(1)); }
Napi::Value isZero(Call &call) { return Napi::Boolean::New(call.env(), call.rational(0)->isZero()); }

Napi::Value list(Call &call, std::vector<Rational> values) {
    auto array = Napi::Array::New(call.env(), values.size());
    for (uint32_t k = 0; k < values.size(); ++k) {
        const auto bytes = static_cast<int64_t>(values[k].bytes());
        array.Set(k, call.environment().wrap(std::make_shared<const Rational>(std::move(values[k])), bytes));
    }
    return array;
}

constexpr uint32_t ROWS_PER_POLL = 1024;

Napi::Value fromTerms(Call &call) {
    std::vector<std::vector<int64_t>> exponents;
    const auto rows = call.array(1);
    for (uint32_t i = 0; i < rows.Length(); ++i) {
        if (i % ROWS_PER_POLL == 0)
            durfee::control::poll();
        Napi::HandleScope scope(call.env());
        const Napi::Value row = rows.Get(i);
        if (!row.IsArray())
            call.failArgument(Place{1, i}, "an array", row);
        auto &powers = exponents.emplace_back();
        const auto given = row.As<Napi::Array>();
        for (uint32_t k = 0; k < given.Length(); ++k)
            powers.push_back(call.numberOf(given.Get(k), Place{1, i, k}));
    }
    std::vector<Fraction> coefficients;
    for (const auto &source : call.texts(2))
        coefficients.push_back(parseFraction(source));
    return made(call, rationalFromTerms(call.names(0), exponents, coefficients));
}

Napi::Array exponentRows(Call &call, const std::vector<std::vector<int64_t>> &exponents) {
    auto rows = Napi::Array::New(call.env(), exponents.size());
    for (uint32_t i = 0; i < exponents.size(); ++i) {
        if (i % ROWS_PER_POLL == 0)
            durfee::control::poll();
        Napi::HandleScope scope(call.env());
        auto row = Napi::Array::New(call.env(), exponents[i].size());
        for (uint32_t k = 0; k < exponents[i].size(); ++k)
            row.Set(k, call.toNumber(exponents[i][k]));
        rows.Set(i, row);
    }
    return rows;
}

Napi::Value terms(Call &call) {
    const auto terms = termsOf(*call.rational(0));
    std::vector<std::string> coefficients;
    for (const auto &c : terms.coefficients) {
        if (coefficients.size() % ROWS_PER_POLL == 0)
            durfee::control::poll();
        coefficients.push_back(decimal(c.numerator, c.denominator));
    }
    auto object = Napi::Object::New(call.env());
    object.Set("variables", call.strings(terms.variables));
    object.Set("exponents", exponentRows(call, terms.exponents));
    object.Set("coefficients", call.strings(coefficients));
    return object;
}

Napi::Value wholeTerms(Call &call) {
    const auto terms = wholeTermsOf(*call.rational(0));
    const slong length = terms.numerators.size();
    auto numerators = Napi::Array::New(call.env(), static_cast<size_t>(length));
    for (slong i = 0; i < length; ++i) {
        if (i % ROWS_PER_POLL == 0)
            durfee::control::poll();
        Napi::HandleScope scope(call.env());
        numerators.Set(static_cast<uint32_t>(i), call.toBigInt(terms.numerators.at(i)));
    }
    auto object = Napi::Object::New(call.env());
    object.Set("variables", call.strings(terms.variables));
    object.Set("exponents", exponentRows(call, terms.exponents));
    object.Set("numerators", numerators);
    object.Set("denominator", call.toBigInt(terms.denominator));
    return object;
}

Napi::Value size(Call &call) {
    const auto a = call.rational(0);
    const auto *context = a->context();
    auto object = Napi::Object::New(call.env());
    object.Set("terms", call.toNumber(fmpz_mpoly_length(a->numerator(), context)));
    object.Set("degree", call.toNumber(highestDegree(*a)));
    return object;
}

Napi::Value numerator(Call &call) { return made(call, numeratorOf(*call.rational(0))); }
Napi::Value denominator(Call &call) { return made(call, denominatorOf(*call.rational(0))); }
Napi::Value gcd(Call &call) { return made(call, durfee::gcd(*call.rational(0), *call.rational(1))); }
Napi::Value lcm(Call &call) { return made(call, durfee::lcm(*call.rational(0), *call.rational(1))); }

Napi::Value factor(Call &call) {
    auto factorization = durfee::factor(*call.rational(0));
    auto unit = Napi::Array::New(call.env(), 2);
    unit.Set(0u, call.toBigInt(factorization.unit.numerator));
    unit.Set(1u, call.toBigInt(factorization.unit.denominator));
    auto factors = Napi::Array::New(call.env(), factorization.factors.size());
    for (uint32_t k = 0; k < factorization.factors.size(); ++k) {
        auto &[value, multiplicity] = factorization.factors[k];
        const auto bytes = static_cast<int64_t>(value.bytes());
        auto pair = Napi::Array::New(call.env(), 2);
        pair.Set(0u, call.environment().wrap(std::make_shared<const Rational>(std::move(value)), bytes));
        pair.Set(1u, call.toNumber(multiplicity));
        factors.Set(k, pair);
    }
    auto object = Napi::Object::New(call.env());
    object.Set("unit", unit);
    object.Set("factors", factors);
    return object;
}

Napi::Value resultant(Call &call) {
    return made(call, durfee::resultant(*call.rational(0), *call.rational(1), call.text(2)));
}
Napi::Value derivative(Call &call) { return made(call, durfee::derivative(*call.rational(0), call.text(1))); }

Napi::Value substitute(Call &call) {
    std::vector<Rational> values;
    for (const auto &value : call.rationals(2))
        values.push_back(*value);
    return made(call, durfee::substitute(*call.rational(0), call.names(1), values));
}

Napi::Value divrem(Call &call) {
    auto [quotient, remainder] = durfee::divrem(*call.rational(0), *call.rational(1), call.text(2));
    auto object = Napi::Object::New(call.env());
    const auto bytes = static_cast<int64_t>(remainder.bytes());
    object.Set("quotient", made(call, std::move(quotient)));
    object.Set("remainder", call.environment().wrap(std::make_shared<const Rational>(std::move(remainder)), bytes));
    return object;
}

Napi::Value degree(Call &call) { return call.toNumber(durfee::degree(*call.rational(0), call.text(1))); }
Napi::Value coefficients(Call &call) { return list(call, coefficientsOf(*call.rational(0), call.text(1))); }
Napi::Value toSeries(Call &call) {
    return call.result(durfee::toSeries(*call.rational(0), call.text(1), call.number(2)));
}
Napi::Value toText(Call &call) { return call.string(plainText(*call.rational(0))); }
Napi::Value fromText(Call &call) { return made(call, parseRational(call.text(0))); }

} // namespace

Napi::Object rationalApi(Napi::Env env) {
    auto api = Napi::Object::New(env);
    define<constant>(api, "constant");
    define<variable>(api, "variable");
    define<add>(api, "add");
    define<sub>(api, "sub");
    define<mul>(api, "mul");
    define<div>(api, "div");
    define<pow>(api, "pow");
    define<equal>(api, "equal");
    define<isZero>(api, "isZero");
    define<fromTerms>(api, "fromTerms");
    define<terms>(api, "terms");
    define<wholeTerms>(api, "wholeTerms");
    define<size>(api, "size");
    define<numerator>(api, "numerator");
    define<denominator>(api, "denominator");
    define<gcd>(api, "gcd");
    define<lcm>(api, "lcm");
    define<factor>(api, "factor");
    define<resultant>(api, "resultant");
    define<derivative>(api, "derivative");
    define<substitute>(api, "substitute");
    define<divrem>(api, "divrem");
    define<degree>(api, "degree");
    define<coefficients>(api, "coefficients");
    define<toSeries>(api, "toSeries");
    define<toText>(api, "toText");
    define<fromText>(api, "fromText");
    return api;
}

} // namespace durfee::addon
