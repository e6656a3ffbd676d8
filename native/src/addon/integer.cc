// IntegerApi of app/engine/native/addon.ts.

#include "addon/call.h"
#include "ring/number.h"

namespace durfee::addon {

namespace {

Napi::Value made(Call &call, Integer value) { return call.result(std::make_shared<const Integer>(std::move(value))); }

Napi::Value fromText(Call &call) { return made(call, parseInteger(call.text(0))); }
Napi::Value fromBigInt(Call &call) { return made(call, call.bigint(0)); }
Napi::Value toBigInt(Call &call) { return call.toBigInt(*call.integerObject(0)); }
Napi::Value toText(Call &call) { return call.string(decimal(*call.integerObject(0))); }

// FLINT's size is exact or one too large; the power of ten in between decides.
Napi::Value digits(Call &call) {
    const auto a = call.integerObject(0);
    if (a->isZero())
        return call.toNumber(1);
    auto count = static_cast<int64_t>(fmpz_sizeinbase(*a, 10));
    Integer ten(10), power;
    fmpz_pow_ui(power, ten, static_cast<ulong>(count - 1));
    return call.toNumber(fmpz_cmpabs(*a, power) < 0 ? count - 1 : count);
}

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
    define<bernoulli>(api, "bernoulli");
    define<sigma>(api, "sigma");
    return api;
}

} // namespace durfee::addon
