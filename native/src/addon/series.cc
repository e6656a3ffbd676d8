// SeriesApi of app/engine/native/addon.ts, entry by entry.

#include <cstring>

#include "addon/call.h"
#include "ring/construct.h"
#include "ring/reading.h"

namespace durfee::addon {

namespace {

Napi::Value fromTerms(Call &call) {
    return call.result(durfee::fromTerms(call.ring(0), call.numbers(1), call.texts(2), call.order(3)));
}

Napi::Value fromRationals(Call &call) {
    std::vector<Rational> values;
    for (const auto &value : call.rationals(2))
        values.push_back(*value);
    auto exponents = call.numbers(1);
    if (exponents.size() != values.size())
        fail(Code::Argument, "Each exponent has one coefficient; ", exponents.size(), " exponents and ", values.size(),
             " coefficients were given.");
    return call.result(durfee::fromRationals(call.ring(0), std::move(exponents), std::move(values), call.order(3)));
}

Napi::Value zero(Call &call) { return call.result(zeroSeries(ringZ(), call.order(0))); }
Napi::Value constant(Call &call) { return call.result(constantSeries(call.fraction(0), call.order(2))); }

Napi::Value fromInt64(Call &call) {
    const auto values = call.int64s(0);
    return call.result(
        durfee::fromInt64(values.data(), static_cast<int64_t>(values.size()), call.number(1), call.order(2)));
}

Napi::Value etaQuotient(Call &call) { return call.result(durfee::etaQuotient(call.etaFactors(0), call.number(1))); }
Napi::Value pochhammerProduct(Call &call) {
    return call.result(durfee::pochhammerProduct(call.pochhammers(0), call.number(1)));
}

Napi::Value theta(Call &call) {
    const auto sign = call.number(3);
    if (sign != 1 && sign != -1)
        call.failArgument(3, "1 or -1");
    return call.result(durfee::theta(call.number(0), call.number(1), call.number(2), static_cast<int>(sign),
                                     call.number(4), call.flag(5)));
}

Napi::Value lambert(Call &call) {
    return call.result(durfee::lambert(call.number(0), call.int64s(1), call.int64s(2), call.number(3)));
}

Napi::Value add(Call &call) { return call.result(durfee::add(call.series(0), call.series(1))); }
Napi::Value sub(Call &call) { return call.result(durfee::sub(call.series(0), call.series(1))); }
Napi::Value neg(Call &call) { return call.result(durfee::neg(call.series(0))); }
Napi::Value mul(Call &call) { return call.result(durfee::mul(call.series(0), call.series(1))); }
Napi::Value mulTo(Call &call) { return call.result(durfee::mul(call.series(0), call.series(1), call.number(2))); }
Napi::Value scale(Call &call) { return call.result(durfee::scale(call.series(0), call.fraction(1))); }
Napi::Value inverse(Call &call) { return call.result(durfee::inverse(call.series(0), call.order(1))); }
Napi::Value div(Call &call) { return call.result(durfee::div(call.series(0), call.series(1), call.order(2))); }

Napi::Value divExact(Call &call) {
    auto quotient = durfee::divExact(call.series(0), call.series(1));
    return quotient ? call.result(std::move(quotient)) : call.null();
}

Napi::Value pow(Call &call) { return call.result(durfee::pow(call.series(0), call.number(1), call.order(2))); }
Napi::Value powRational(Call &call) {
    return call.result(durfee::powRational(call.series(0), call.number(1), call.number(2), call.order(3)));
}
Napi::Value exp(Call &call) { return call.result(durfee::exp(call.series(0), call.order(1))); }
Napi::Value log(Call &call) { return call.result(durfee::log(call.series(0), call.order(1))); }
Napi::Value thetaDerivative(Call &call) { return call.result(durfee::thetaDerivative(call.series(0))); }
Napi::Value compose(Call &call) {
    return call.result(durfee::compose(call.series(0), call.fraction(1), call.number(3)));
}
Napi::Value reversion(Call &call) { return call.result(durfee::reversion(call.series(0), call.order(1))); }
Napi::Value sift(Call &call) { return call.result(durfee::sift(call.series(0), call.number(1), call.number(2))); }

Napi::Value siftAll(Call &call) {
    auto classes = durfee::siftAll(call.series(0), call.number(1));
    auto list = Napi::Array::New(call.env(), classes.size());
    for (uint32_t k = 0; k < classes.size(); ++k) {
        const auto bytes = static_cast<int64_t>(classes[k]->bytes());
        list.Set(k, call.environment().wrap(std::move(classes[k]), bytes));
    }
    return list;
}

Napi::Value shift(Call &call) { return call.result(durfee::shift(call.series(0), call.number(1))); }
Napi::Value truncate(Call &call) { return call.result(durfee::truncate(call.series(0), call.number(1))); }
Napi::Value toPolynomial(Call &call) { return call.result(durfee::toPolynomial(call.series(0))); }
Napi::Value mod(Call &call) { return call.result(durfee::reduce(call.series(0), call.bigint(1))); }
Napi::Value liftSymmetric(Call &call) { return call.result(durfee::liftSymmetric(call.series(0))); }
Napi::Value changeRing(Call &call) { return call.result(durfee::changeRing(call.series(0), call.ring(1))); }

Napi::Value info(Call &call) {
    const auto a = call.series(0);
    return call.environment().seriesInfo.Call(
        {call.ringObject(*a->ring()), a->isZero() ? call.null() : call.toNumber(a->valuation()),
         call.toNumberOrNull(a->order()), a->isZero() ? call.null() : call.toNumber(a->degree()),
         call.toNumber(a->termCount()), Napi::Boolean::New(call.env(), a->isFlat() && a->flat().sparse),
         call.toNumber(static_cast<int64_t>(a->bytes())), call.toNumber(a->bits())});
}

Napi::Value compare(Call &call) {
    const auto comparison = durfee::compare(call.series(0), call.series(1));
    auto object = Napi::Object::New(call.env());
    object.Set("differsAt", call.toNumberOrNull(comparison.differsAt));
    object.Set("comparedTo", call.toNumberOrNull(comparison.comparedTo));
    return object;
}

Napi::Value coefficient(Call &call) { return call.toFraction(coefficientFraction(*call.series(0), call.number(1))); }
Napi::Value coefficientText(Call &call) {
    return call.string(durfee::coefficientText(*call.series(0), call.number(1)));
}
Napi::Value coefficientRational(Call &call) {
    return call.result(std::make_shared<const Rational>(durfee::coefficientRational(*call.series(0), call.number(1))));
}

Napi::Value terms(Call &call) {
    const auto list = durfee::terms(*call.series(0), call.number(1), call.number(2));
    auto exponents = Napi::Array::New(call.env(), list.exponents.size());
    for (uint32_t k = 0; k < list.exponents.size(); ++k) {
        Napi::HandleScope scope(call.env());
        exponents.Set(k, call.toNumber(list.exponents[k]));
    }
    auto object = Napi::Object::New(call.env());
    object.Set("exponents", exponents);
    object.Set("coefficients", call.strings(list.coefficients));
    return object;
}

Napi::Value window(Call &call) { return call.strings(durfee::window(*call.series(0), call.number(1), call.number(2))); }

// Lengths of typed arrays are checked before V8 sees them.
size_t checkedLength(Call &call, size_t i) {
    const auto count = call.number(i);
    if (count < 0 || count > 50'000'000)
        fail(Code::TooLarge, "A window has at most 50000000 coefficients; ", count, " were asked for.");
    return static_cast<size_t>(count);
}

Napi::Value windowLog10(Call &call) {
    const auto a = call.series(0);
    const auto count = checkedLength(call, 2);
    auto sizes = Napi::Float64Array::New(call.env(), count);
    auto signs = Napi::Int8Array::New(call.env(), count);
    durfee::windowLog10(*a, call.number(1), static_cast<int64_t>(count), sizes.Data(), signs.Data());
    auto object = Napi::Object::New(call.env());
    object.Set("log10", sizes);
    object.Set("sign", signs);
    return object;
}

Napi::Value windowMod(Call &call) {
    const auto a = call.series(0);
    const auto count = checkedLength(call, 2);
    auto residues = Napi::Int32Array::New(call.env(), count);
    durfee::windowMod(*a, call.number(1), static_cast<int64_t>(count), call.number(3), residues.Data());
    return residues;
}

Napi::Value termIndex(Call &call) { return call.toNumber(durfee::termIndex(*call.series(0), call.number(1))); }
Napi::Value content(Call &call) { return call.toFraction(durfee::content(*call.series(0))); }
Napi::Value sum(Call &call) { return call.toFraction(durfee::sum(*call.series(0))); }
Napi::Value hash(Call &call) { return call.string(durfee::hash(*call.series(0))); }
Napi::Value productExponents(Call &call) {
    return call.strings(durfee::productExponents(call.series(0), call.number(1)));
}

Napi::Value serialize(Call &call) {
    const auto bytes = durfee::serialize(*call.series(0));
    auto array = Napi::Uint8Array::New(call.env(), bytes.size());
    std::memcpy(array.Data(), bytes.data(), bytes.size());
    return array;
}

Napi::Value deserialize(Call &call) {
    const auto value = call.at(0);
    if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_uint8_array)
        call.failArgument(0, "a Uint8Array");
    const auto array = value.As<Napi::Uint8Array>();
    return call.result(
        durfee::deserialize(std::string(reinterpret_cast<const char *>(array.Data()), array.ElementLength())));
}

} // namespace

Napi::Object seriesApi(Napi::Env env) {
    auto api = Napi::Object::New(env);
    define<fromTerms>(api, "fromTerms");
    define<fromRationals>(api, "fromRationals");
    define<zero>(api, "zero");
    define<constant>(api, "constant");
    define<fromInt64>(api, "fromInt64");
    define<etaQuotient>(api, "etaQuotient");
    define<pochhammerProduct>(api, "pochhammerProduct");
    define<theta>(api, "theta");
    define<lambert>(api, "lambert");
    define<add>(api, "add");
    define<sub>(api, "sub");
    define<neg>(api, "neg");
    define<mul>(api, "mul");
    define<mulTo>(api, "mulTo");
    define<scale>(api, "scale");
    define<inverse>(api, "inverse");
    define<div>(api, "div");
    define<divExact>(api, "divExact");
    define<pow>(api, "pow");
    define<powRational>(api, "powRational");
    define<exp>(api, "exp");
    define<log>(api, "log");
    define<thetaDerivative>(api, "thetaDerivative");
    define<compose>(api, "compose");
    define<reversion>(api, "reversion");
    define<sift>(api, "sift");
    define<siftAll>(api, "siftAll");
    define<shift>(api, "shift");
    define<truncate>(api, "truncate");
    define<toPolynomial>(api, "toPolynomial");
    define<mod>(api, "mod");
    define<liftSymmetric>(api, "liftSymmetric");
    define<changeRing>(api, "changeRing");
    define<info>(api, "info");
    define<compare>(api, "compare");
    define<coefficient>(api, "coefficient");
    define<coefficientText>(api, "coefficientText");
    define<coefficientRational>(api, "coefficientRational");
    define<terms>(api, "terms");
    define<window>(api, "window");
    define<windowLog10>(api, "windowLog10");
    define<windowMod>(api, "windowMod");
    define<termIndex>(api, "termIndex");
    define<content>(api, "content");
    define<sum>(api, "sum");
    define<hash>(api, "hash");
    define<productExponents>(api, "productExponents");
    define<serialize>(api, "serialize");
    define<deserialize>(api, "deserialize");
    return api;
}

} // namespace durfee::addon
