#include "addon/environment.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "ring/flint.h"
#include "ring/memory.h"

namespace durfee::addon {

namespace {

constexpr int64_t kSweepBytes = 32 << 20;
constexpr int64_t kTrimBytes = 32 << 20;
constexpr size_t kSweepCount = 10000;
// How much more is made before it is asked again whether V8 collected anything.
constexpr int64_t kLookBytes = 1 << 20;
constexpr size_t kLookCount = 500;

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

Handle &Handles::take() {
    if (free_ == nullptr) {
        auto block = std::make_unique<Block>();
        for (auto &handle : block->handles)
            handle.next = std::exchange(free_, &handle);
        const auto place = std::lower_bound(blocks_.begin(), blocks_.end(), block);
        blocks_.insert(place, std::move(block));
    }
    ++count_;
    return *std::exchange(free_, free_->next);
}

void Handles::giveBack(Handle &handle) {
    handle = Handle();
    handle.next = std::exchange(free_, &handle);
    --count_;
}

Handle *Handles::at(void *address) const {
    const auto after =
        std::upper_bound(blocks_.begin(), blocks_.end(), address,
                         [](const void *one, const auto &block) { return std::less<>()(one, block.get()); });
    if (after == blocks_.begin())
        return nullptr;
    const auto &handles = (*std::prev(after))->handles;
    const auto offset = reinterpret_cast<uintptr_t>(address) - reinterpret_cast<uintptr_t>(handles.data());
    if (offset >= sizeof handles || offset % sizeof(Handle) != 0)
        return nullptr;
    auto *handle = static_cast<Handle *>(address);
    return handle->reference == nullptr ? nullptr : handle;
}

Napi::Value Environment::wrap(Object object, int64_t bytes) {
    Handle &handle = handles_.take();
    napi_value value;
    auto status = napi_create_external(env_, &handle, nullptr, nullptr, &value);
    if (status == napi_ok)
        status = napi_create_reference(env_, value, 0, &handle.reference);
    if (status != napi_ok) {
        handles_.giveBack(handle);
        check(env_, status);
    }
    handle.object = std::move(object);
    handle.bytes = std::max<int64_t>(bytes, 0) + static_cast<int64_t>(sizeof(Handle));
    account(handle.bytes);
    bytes_ += handle.bytes;
    tidy();
    return {env_, value};
}

Handle *Environment::find(napi_value value) const {
    void *data = nullptr;
    return napi_get_value_external(env_, value, &data) == napi_ok ? handles_.at(data) : nullptr;
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
    handles_.giveBack(handle);
}

bool Environment::collected() {
    Napi::HandleScope scope(env_);
    napi_value value = nullptr;
    if (canary_ != nullptr) {
        if (napi_get_reference_value(env_, canary_, &value) != napi_ok || value != nullptr)
            return false;
        napi_delete_reference(env_, std::exchange(canary_, nullptr));
    }
    if (napi_create_object(env_, &value) != napi_ok || napi_create_reference(env_, value, 0, &canary_) != napi_ok)
        canary_ = nullptr;
    return true;
}

void Environment::sweep() {
    handles_.each([this](Handle &handle) {
        Napi::HandleScope scope(env_);
        napi_value value = nullptr;
        if (napi_get_reference_value(env_, handle.reference, &value) == napi_ok && value == nullptr)
            release(handle);
    });
    sweepAtBytes_ = bytes_ + std::max(kSweepBytes, bytes_ / 2);
    sweepAtCount_ = handles_.count() + std::max(kSweepCount, handles_.count() / 2);
}

void Environment::tidy() {
    if (bytes_ > sweepAtBytes_ || handles_.count() > sweepAtCount_) {
        if (collected()) {
            sweep();
        } else {
            sweepAtBytes_ = std::max(sweepAtBytes_, bytes_ + kLookBytes);
            sweepAtCount_ = std::max(sweepAtCount_, handles_.count() + kLookCount);
        }
    }
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
