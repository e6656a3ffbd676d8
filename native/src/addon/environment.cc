#include "addon/environment.h"

#include <algorithm>

#include "ring/flint.h"
#include "ring/memory.h"

namespace durfee::addon {

namespace {

constexpr int64_t kSweepBytes = 32 << 20;
constexpr int64_t kTrimBytes = 32 << 20;
constexpr size_t kSweepCount = 10000;

void check(napi_env env, napi_status status) {
    if (status != napi_ok)
        throw Napi::Error::New(env);
}

} // namespace

Environment &Environment::of(napi_env env) {
    void *data = nullptr;
    check(env, napi_get_instance_data(env, &data));
    return *static_cast<Environment *>(data);
}

Napi::Value Environment::wrap(Object object, int64_t bytes) {
    auto handle = std::make_unique<Handle>();
    handle->object = std::move(object);
    handle->bytes = std::max<int64_t>(bytes, 0) + static_cast<int64_t>(sizeof(Handle));
    napi_value value;
    handles_.insert(handle.get());
    if (const auto status = napi_create_external(env_, handle.get(), nullptr, nullptr, &value); status != napi_ok) {
        handles_.erase(handle.get());
        check(env_, status);
    }
    Handle &held = *handle.release();
    check(env_, napi_create_reference(env_, value, 0, &held.reference));
    account(held.bytes);
    bytes_ += held.bytes;
    tidy();
    return {env_, value};
}

Handle *Environment::find(napi_value value) const {
    void *data = nullptr;
    if (napi_get_value_external(env_, value, &data) != napi_ok)
        return nullptr;
    const auto found = handles_.find(static_cast<Handle *>(data));
    return found == handles_.end() ? nullptr : *found;
}

void Environment::dispose(Handle &handle) {
    if (std::holds_alternative<std::monostate>(handle.object))
        return;
    handle.object = std::monostate();
    bytes_ -= handle.bytes;
    account(-handle.bytes);
    trim(handle.bytes);
}

void Environment::account(int64_t bytes) {
    constexpr int64_t step = 1 << 16;
    untold_ += bytes;
    if (std::abs(untold_) < step)
        return;
    int64_t total;
    napi_adjust_external_memory(env_, untold_, &total);
    untold_ = 0;
}

void Environment::trim(int64_t freed) {
    freedSinceTrim_ += freed;
    if (freedSinceTrim_ < std::max(kTrimBytes, bytes_ / 2))
        return;
    freedSinceTrim_ = 0;
    _fmpz_cleanup();
}

void Environment::release(Handle &handle) {
    dispose(handle);
    napi_delete_reference(env_, handle.reference);
    delete &handle;
}

void Environment::sweep() {
    for (auto place = handles_.begin(); place != handles_.end();) {
        Napi::HandleScope scope(env_);
        napi_value value = nullptr;
        const bool gone = napi_get_reference_value(env_, (*place)->reference, &value) == napi_ok && value == nullptr;
        if (gone)
            release(**place);
        place = gone ? handles_.erase(place) : std::next(place);
    }
    sweepAtBytes_ = bytes_ + std::max(kSweepBytes, bytes_ / 2);
    sweepAtCount_ = handles_.size() + std::max(kSweepCount, handles_.size() / 2);
}

void Environment::tidy() {
    if (bytes_ > sweepAtBytes_ || handles_.size() > sweepAtCount_)
        sweep();
    // Half of the limit in use, and an eighth more than when it was last tidied: much of that may be garbage that V8
    // has no hurry with.
    const auto limit = memory::limit(), live = memory::live();
    if (limit != 0 && live > limit / 2 && live > liveAfterReclaim_ + limit / 8)
        reclaim();
}

void Environment::reclaim() {
    // So much external memory makes V8 collect at once.
    constexpr int64_t kPressure = int64_t{1} << 40;
    int64_t total;
    napi_adjust_external_memory(env_, kPressure, &total);
    napi_adjust_external_memory(env_, -kPressure, &total);
    sweep();
    freedSinceTrim_ = 0;
    _fmpz_cleanup();
    liveAfterReclaim_ = memory::live();
}

} // namespace durfee::addon
