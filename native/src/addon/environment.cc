#include "addon/environment.h"

#include <algorithm>

namespace durfee::addon {

namespace {

// Marks our objects, so that no other addon's wrapped pointer is taken for one.
constexpr napi_type_tag kTag = {0x6a0d3c5f1b7e4a29u, 0x8e52f0c49d3b7716u};
constexpr int64_t kSweepBytes = 32 << 20;
constexpr int64_t kSweepCount = 10000;

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
    handle->bytes = std::max<int64_t>(bytes, 0) + 256;
    napi_value value;
    check(env_, napi_create_object(env_, &value));
    check(env_, napi_type_tag_object(env_, value, &kTag));
    check(env_, napi_wrap(env_, value, handle.get(), finalize, this, &handle->reference));
    link(*handle);
    int64_t total;
    check(env_, napi_adjust_external_memory(env_, handle->bytes, &total));
    newBytes_ += handle->bytes;
    ++newCount_;
    handle.release();
    if (newBytes_ > std::max(kSweepBytes, bytes_ / 2) || newCount_ > std::max(kSweepCount, count_ / 2))
        sweep();
    return {env_, value};
}

Handle *Environment::find(napi_value value) const {
    bool ours = false;
    void *data = nullptr;
    if (napi_check_object_type_tag(env_, value, &kTag, &ours) != napi_ok || !ours)
        return nullptr;
    return napi_unwrap(env_, value, &data) == napi_ok ? static_cast<Handle *>(data) : nullptr;
}

void Environment::dispose(Handle &handle) {
    if (std::holds_alternative<std::monostate>(handle.object))
        return;
    handle.object = std::monostate();
    int64_t total;
    napi_adjust_external_memory(env_, -handle.bytes, &total);
    unlink(handle);
}

void Environment::finalize(napi_env env, void *data, void *hint) {
    auto *handle = static_cast<Handle *>(data);
    static_cast<Environment *>(hint)->dispose(*handle);
    napi_delete_reference(env, handle->reference);
    delete handle;
}

void Environment::link(Handle &handle) {
    handle.next = first_;
    if (first_ != nullptr)
        first_->previous = &handle;
    first_ = &handle;
    ++count_;
    bytes_ += handle.bytes;
}

void Environment::unlink(Handle &handle) {
    (handle.previous != nullptr ? handle.previous->next : first_) = handle.next;
    if (handle.next != nullptr)
        handle.next->previous = handle.previous;
    handle.previous = handle.next = nullptr;
    --count_;
    bytes_ -= handle.bytes;
}

void Environment::sweep() {
    for (Handle *handle = first_; handle != nullptr;) {
        Handle *next = handle->next;
        Napi::HandleScope scope(env_);
        napi_value value = nullptr;
        if (napi_get_reference_value(env_, handle->reference, &value) == napi_ok && value == nullptr)
            dispose(*handle);
        handle = next;
    }
    newBytes_ = 0;
    newCount_ = 0;
}

} // namespace durfee::addon
