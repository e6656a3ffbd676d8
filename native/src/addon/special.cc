// SpecialApi of app/engine/native/addon.ts.

#include "ring/special.h"
#include "addon/call.h"

namespace durfee::addon {

namespace {

Napi::Value etaQuotientMod(Call &call) {
    return call.result(etaQuotientModulo(call.etaFactors(0), call.bigint(1), call.number(2)));
}

Napi::Value eulerianSum(Call &call) {
    const auto value = call.at(0);
    if (!value.IsObject())
        call.failArgument(0, "an object");
    const auto sum = value.As<Napi::Object>();
    const auto number = [&](const Napi::Object &object, const char *name, int64_t element) {
        return call.numberOf(object.Get(name), Place{0, element, -1, name});
    };
    const Napi::Value given = sum.Get("factors");
    if (!given.IsArray())
        call.failArgument(Place{0, -1, -1, "the factors"}, "an array", given);
    const auto list = given.As<Napi::Array>();
    std::vector<EulerianProduct> products;
    for (uint32_t k = 0; k < list.Length(); ++k) {
        const Napi::Value element = list.Get(k);
        if (!element.IsObject())
            call.failArgument(Place{0, k}, "an object", element);
        const auto p = element.As<Napi::Object>();
        products.push_back({number(p, "sign", k), number(p, "start", k), number(p, "step", k), number(p, "shift", k),
                            number(p, "exponent", k)});
    }
    return call.result(durfee::eulerianSum(number(sum, "a", -1), number(sum, "b", -1), number(sum, "c", -1),
                                           number(sum, "sign", -1), products, call.number(1)));
}

Napi::Value thetaPower(Call &call) { return call.result(durfee::thetaPower(call.number(0), call.number(1))); }
Napi::Value tau(Call &call) { return call.result(tauSeries(call.number(0))); }
Napi::Value eisenstein(Call &call) { return call.result(durfee::eisenstein(call.number(0), call.number(1))); }
Napi::Value jInvariant(Call &call) { return call.result(durfee::jInvariant(call.number(0))); }
Napi::Value mockThetaF(Call &call) { return call.result(durfee::mockThetaF(call.number(0))); }
Napi::Value gaussian(Call &call) { return call.result(durfee::gaussian(call.number(0), call.number(1))); }
Napi::Value rankFunction(Call &call) { return call.result(durfee::rankFunction(call.text(0), call.number(1))); }
Napi::Value crankFunction(Call &call) { return call.result(durfee::crankFunction(call.text(0), call.number(1))); }

Napi::Value cyclotomicFactors(Call &call) {
    int sign = 1;
    std::vector<std::pair<int64_t, int64_t>> factors;
    if (!durfee::cyclotomicFactors(call.series(0), sign, factors))
        return call.null();
    auto list = Napi::Array::New(call.env(), factors.size());
    for (uint32_t k = 0; k < factors.size(); ++k) {
        auto pair = Napi::Array::New(call.env(), 2);
        pair.Set(0u, call.toNumber(factors[k].first));
        pair.Set(1u, call.toNumber(factors[k].second));
        list.Set(k, pair);
    }
    auto object = Napi::Object::New(call.env());
    object.Set("sign", call.toNumber(sign));
    object.Set("factors", list);
    return object;
}

} // namespace

Napi::Object specialApi(Napi::Env env) {
    auto api = Napi::Object::New(env);
    define<etaQuotientMod>(api, "etaQuotientMod");
    define<eulerianSum>(api, "eulerianSum");
    define<thetaPower>(api, "thetaPower");
    define<tau>(api, "tau");
    define<eisenstein>(api, "eisenstein");
    define<jInvariant>(api, "jInvariant");
    define<mockThetaF>(api, "mockThetaF");
    define<gaussian>(api, "gaussian");
    define<rankFunction>(api, "rankFunction");
    define<crankFunction>(api, "crankFunction");
    define<cyclotomicFactors>(api, "cyclotomicFactors");
    return api;
}

} // namespace durfee::addon
