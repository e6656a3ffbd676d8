#pragma once
// What one JavaScript environment holds: the error class, the live handles.

#include <napi.h>

#include <memory>
#include <variant>

#include "ring/integer.h"
#include "ring/matrix.h"
#include "ring/rational.h"
#include "ring/series.h"

namespace durfee::addon {

using IntegerRef = std::shared_ptr<const Integer>;
using RationalRef = std::shared_ptr<const Rational>;
using MatrixRef = std::shared_ptr<const Matrix>;
/// What a JavaScript object can stand for.
using Object = std::variant<std::monostate, SeriesRef, IntegerRef, RationalRef, MatrixRef>;

/// One wrapped object: a place in the list of live handles, and what it stands for (nothing after `dispose`).
struct Handle {
    Object object;
    int64_t bytes = 0;
    napi_ref reference = nullptr;
    Handle *previous = nullptr, *next = nullptr;
};

class Environment {
  public:
    explicit Environment(napi_env env) : env_(env) {}
    static Environment &of(napi_env env);

    /// Wraps a fresh object; `bytes` is what it added to the memory in use.
    Napi::Value wrap(Object object, int64_t bytes);
    /// The handle behind a JavaScript value; null when it is not one of ours.
    Handle *find(napi_value value) const;
    /// Drops what the handle stands for.
    void dispose(Handle &handle);

    Napi::FunctionReference nativeError;
    /// Keeps the control words' buffer alive.
    Napi::ObjectReference control;

  private:
    static void finalize(napi_env env, void *data, void *hint);
    void link(Handle &handle);
    void unlink(Handle &handle);
    /// Node runs finalizers only between turns of the event loop, and an evaluation is one long turn: so every now and
    /// then the handles whose JavaScript objects are gone are found through their weak references, and what they stood
    /// for is freed.
    void sweep();

    napi_env env_;
    Handle *first_ = nullptr;
    int64_t count_ = 0, bytes_ = 0;
    int64_t newCount_ = 0, newBytes_ = 0;
};

} // namespace durfee::addon
