// IntegerApi of app/engine/native/addon.ts.

#include "addon/call.h"
#include "ring/long.h"
#include "ring/number.h"

namespace durfee::addon {

namespace {

Napi::Value made(Call &call, Integer value) { return call.result(std::make_shared<const Integer>(std::move(value))); }

Napi::Value fromText(Call &call) { return made(call, parseInteger(call.text(0))); }
Napi::Value fromBigInt(Call &call) { return made(call, call.bigint(0)); }
Napi::Value toBigInt(Call &call) { return call.toBigInt(*call.integerObject(0)); }
Napi::Value toText(Call &call) { return call.string(decimal(*call.integerObject(0))); }

Napi::Value digits(Call &call) { return call.toNumber(static_cast<int64_t>(decimalDigits(*call.integerObject(0)))); }

Napi::Value partitions(Call &call) {
    return made(call, partitionNumber(call.at(0).IsBigInt() ? call.bigint(0) : Integer(call.number(0))));
}

Napi::Value isPrime(Call &call) { return Napi::Boolean::New(call.env(), durfee::isPrime(call.bigint(0))); }

Napi::Value factor(Call &call) {
    const auto factors = factorInteger(call.bigint(0));
    auto list = Napi::Array::New(call.env(), factors.size());
    for (uint32_t k = 0; k < factors.size(); ++k) {
        auto pair = Napi::Array::New(call.env(), 2);
        pair.Set(0u, call.toBigInt(factors[k].first));
        pair.Set(1u, call.toNumber(static_cast<int64_t>(factors[k].second)));
        list.Set(k, pair);
    }
    return list;
}

Napi::Value factorial(Call &call) { return made(call, durfee::factorial(call.number(0))); }
Napi::Value binomial(Call &call) { return made(call, durfee::binomial(call.bigint(0), call.number(1))); }
Napi::Value pow(Call &call) { return made(call, integerPower(call.bigint(0), call.number(1))); }

Napi::Value multiply(Call &call) {
    Integer a = call.bigint(0);
    integers::multiply(a, a, call.bigint(1));
    return call.toBigInt(a);
}

Napi::Value divide(Call &call) {
    Integer quotient, remainder;
    integers::divide(quotient, remainder, call.bigint(0), call.bigint(1));
    auto pair = Napi::Array::New(call.env(), 2);
    pair.Set(0u, call.toBigInt(quotient));
    pair.Set(1u, call.toBigInt(remainder));
    return pair;
}

Napi::Value gcd(Call &call) { return call.toBigInt(greatestCommonDivisor(call.bigint(0), call.bigint(1))); }
Napi::Value root(Call &call) { return call.toBigInt(integerRoot(call.bigint(0), call.number(1))); }

Napi::Value bits(Call &call) { return call.toNumber(static_cast<int64_t>(fmpz_bits(call.bigint(0)))); }

Napi::Value equal(Call &call) {
    return Napi::Boolean::New(call.env(), *call.integerObject(0) == *call.integerObject(1));
}

Napi::Value hash(Call &call) { return call.toNumber(hashOf(*call.integerObject(0))); }
Napi::Value bernoulli(Call &call) { return call.toFraction(durfee::bernoulli(call.number(0))); }
Napi::Value sigma(Call &call) { return call.toBigInt(divisorSum(call.bigint(0), call.number(1))); }

} // namespace

Napi::Object integerApi(Napi::Env env) {
    auto api = Napi::Object::New(env);
    define<fromText>(api, "fromText");
    define<fromBigInt>(api, "fromBigInt");
    define<toBigInt>(api, "toBigInt");
    define<toText>(api, "toText");
    define<digits>(api, "digits");
    define<partitions>(api, "partitions");
    define<isPrime>(api, "isPrime");
    define<factor>(api, "factor");
    define<factorial>(api, "factorial");
    define<binomial>(api, "binomial");
    define<pow>(api, "pow");
    define<multiply>(api, "multiply");
    define<divide>(api, "divide");
    define<gcd>(api, "gcd");
    define<root>(api, "root");
    define<bits>(api, "bits");
    define<equal>(api, "equal");
    define<hash>(api, "hash");
    define<bernoulli>(api, "bernoulli");
    define<sigma>(api, "sigma");
    return api;
}

} // namespace durfee::addon
