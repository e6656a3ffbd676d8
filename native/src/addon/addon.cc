// The addon's entry: `open(NativeError)` gives the API of app/engine/native/addon.ts.
//
// Memory hooks, control words and kernels belong to the process, so one thread only may load the addon: the
// evaluator's.

#include <atomic>
#include <thread>

#include "addon/call.h"
#include "ring/memory.h"

namespace durfee::addon {

namespace {

// The thread that loaded the addon first; others are refused.
std::atomic<std::thread::id> owner{};

bool claim() {
    std::thread::id nobody{};
    const auto self = std::this_thread::get_id();
    return owner.compare_exchange_strong(nobody, self) || nobody == self;
}

Napi::ObjectReference ringOfKind(Napi::Env env, const char *kind) {
    auto ring = Napi::Object::New(env);
    ring.Set("kind", kind);
    ring.Freeze();
    auto reference = Napi::Persistent(ring);
    reference.SuppressDestruct();
    return reference;
}

Napi::Value open(const Napi::CallbackInfo &info) {
    const auto env = info.Env();
    if (info.Length() < 1 || !info[0].IsFunction())
        throw Napi::TypeError::New(env, "open takes the class of native errors.");
    auto &environment = Environment::of(env);
    environment.nativeError = Napi::Persistent(info[0].As<Napi::Function>());
    environment.nativeError.SuppressDestruct();
    const auto made = env.RunScript("(ring, valuation, order, degree, termCount, sparse, bytes, bits) => "
                                    "({ ring, valuation, order, degree, termCount, sparse, bytes, bits })");
    environment.seriesInfo = Napi::Persistent(made.As<Napi::Function>());
    environment.seriesInfo.SuppressDestruct();
    environment.integers = ringOfKind(env, "Z");
    environment.rationals = ringOfKind(env, "Q");
    auto addon = Napi::Object::New(env);
    addon.Set("series", seriesApi(env));
    addon.Set("integer", integerApi(env));
    addon.Set("rational", rationalApi(env));
    addon.Set("matrix", matrixApi(env));
    addon.Set("special", specialApi(env));
    addon.Set("system", systemApi(env));
    addon.Freeze();
    return addon;
}

Napi::Object load(Napi::Env env, Napi::Object exports) {
    if (!claim())
        throw Napi::Error::New(
            env, "The native engine is loaded once a process, by the evaluator's thread; another thread asked for it.");
    memory::install();
    // Freed with the environment by nobody: handles may be finalized after any hook, and a host ends by ending its
    // process.
    auto *environment = new Environment(env);
    napi_set_instance_data(env, environment, nullptr, nullptr);
    memory::setReclaimer([](void *owner) { static_cast<Environment *>(owner)->reclaim(); }, environment);
    exports.Set("open", Napi::Function::New(env, open, "open"));
    return exports;
}

} // namespace

NODE_API_MODULE(durfee, load)

} // namespace durfee::addon
