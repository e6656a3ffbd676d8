// RationalApi of app/engine/native/addon.ts.

#include "addon/call.h"

namespace durfee::addon {

namespace {

Napi::Value made(Call &call, Rational value) { return call.result(std::make_shared<const Rational>(std::move(value))); }

Napi::Value constant(Call &call) { return made(call, Rational(call.fraction(0))); }
Napi::Value variable(Call &call) { return made(call, durfee::variable(call.text(0))); }
Napi::Value add(Call &call) { return made(call, *call.rational(0) + *call.rational(1)); }
Napi::Value sub(Call &call) { return made(call, *call.rational(0) - *call.rational(1)); }
Napi::Value mul(Call &call) { return made(call, *call.rational(0) * *call.rational(1)); }
Napi::Value div(Call &call) { return made(call, *call.rational(0) / *call.rational(1)); }
Napi::Value pow(Call &call) { return made(call, durfee::pow(*call.rational(0), call.number(1))); }
Napi::Value equal(Call &call) { return Napi::Boolean::New(call.env(), *call.rational(0) == *call.rational(1)); }
Napi::Value isZero(Call &call) { return Napi::Boolean::New(call.env(), call.rational(0)->isZero()); }

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
    return api;
}

} // namespace durfee::addon
