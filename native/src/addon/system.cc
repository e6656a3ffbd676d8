// SystemApi of app/engine/native/addon.ts: what is shared with the host rather than computed.

#include <cmath>

#include "addon/call.h"
#include "ring/control.h"
#include "ring/explain.h"
#include "ring/memory.h"

namespace durfee::addon {

namespace {

Napi::Value attachControl(Call &call) {
    const auto value = call.at(0);
    const bool fits = value.IsTypedArray() && value.As<Napi::TypedArray>().TypedArrayType() == napi_int32_array &&
                      value.As<Napi::TypedArray>().ElementLength() >= 6;
    if (!fits)
        call.failArgument(0, "an Int32Array of at least 6 words");
    // The words' address stays good as long as the array lives; the reference keeps it for the life of the environment.
    call.environment().control = Napi::Persistent(value.As<Napi::Object>());
    call.environment().control.SuppressDestruct();
    control::attach(value.As<Napi::Int32Array>().Data());
    return call.undefined();
}

Napi::Value setThreads(Call &call) {
    const auto count = call.number(0);
    if (count < 1 || count > 1024)
        call.failArgument(0, "a number of threads from 1 to 1024");
    control::setThreads(static_cast<int>(count));
    return call.undefined();
}

Napi::Value setMemoryLimit(Call &call) {
    const auto bytes = call.number(0);
    if (bytes < 0)
        call.failArgument(0, "a number of bytes of at least 0");
    memory::setLimit(static_cast<uint64_t>(bytes));
    return call.undefined();
}

Napi::Value memoryInUse(Call &call) {
    call.environment().sweep();
    auto object = Napi::Object::New(call.env());
    object.Set("bytes", call.toNumber(static_cast<int64_t>(memory::live())));
    object.Set("peak", call.toNumber(static_cast<int64_t>(memory::peak())));
    return object;
}

Napi::Value reclaim(Call &call) {
    call.environment().reclaim();
    return call.undefined();
}

Napi::Value stages(Call &call) {
    std::vector<std::string> names;
    for (int32_t id = 0; id < static_cast<int32_t>(control::Stage::Count_); ++id)
        names.emplace_back(control::stageName(static_cast<control::Stage>(id)));
    return call.strings(names);
}

Napi::Value explainEtaQuotient(Call &call) {
    return call.string(durfee::explainEtaQuotient(call.etaFactors(0), call.number(1)).words);
}

Napi::Value estimateEtaQuotient(Call &call) {
    const auto plan = durfee::explainEtaQuotient(call.etaFactors(0), call.number(1));
    auto object = Napi::Object::New(call.env());
    object.Set("bytes", plan.bytes);
    object.Set("seconds", plan.seconds);
    return object;
}

Napi::Value dispose(Call &call) {
    Handle *handle = call.environment().find(call.at(0));
    if (handle == nullptr)
        call.failArgument(0, "a native object");
    call.environment().dispose(*handle);
    return call.undefined();
}

} // namespace

Napi::Object systemApi(Napi::Env env) {
    auto api = Napi::Object::New(env);
    api.Set("flintVersion", FLINT_VERSION);
    api.Set("gmpVersion", gmp_version);
    api.Set("kernelVersion", "1");
    define<attachControl>(api, "attachControl");
    define<setThreads>(api, "setThreads");
    define<setMemoryLimit>(api, "setMemoryLimit");
    define<memoryInUse>(api, "memory");
    define<reclaim>(api, "reclaim");
    define<stages>(api, "stages");
    define<explainEtaQuotient>(api, "explainEtaQuotient");
    define<estimateEtaQuotient>(api, "estimateEtaQuotient");
    define<dispose>(api, "dispose");
    return api;
}

} // namespace durfee::addon
