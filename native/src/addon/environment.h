#pragma once
// What one JavaScript environment holds: the error class, the live handles.

#include <napi.h>

#include <array>
#include <memory>
#include <variant>
#include <vector>

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

/// One object that JavaScript holds (as an opaque external value, the cheapest that Node-API has to look into), and
/// what it stands for: nothing after `dispose`. The alternative of `object` is its type tag.
///
/// There are no finalizers: Node runs them only between turns of the event loop, and an evaluation is one long turn.
/// Instead the handles whose JavaScript objects are gone are found through their weak references, when much was made
/// and garbage was collected since the last look.
struct Handle {
    Object object;
    int64_t bytes = 0;
    napi_ref reference = nullptr;
    /// The next free handle, while this one stands for nothing that JavaScript holds.
    Handle *next = nullptr;
};

/// The handles, side by side in blocks: making one costs no allocation, a look at all of them reads memory in order,
/// and a pointer that lies in none of the blocks is another addon's.
class Handles {
  public:
    Handle &take();
    void giveBack(Handle &handle);
    /// The handle at this address; null when none that is in use begins there.
    Handle *at(void *address) const;
    size_t count() const { return count_; }

    /// Calls `visit` with each handle in use; it may give that one back.
    template <typename Visit> void each(Visit visit) {
        for (const auto &block : blocks_)
            for (auto &handle : block->handles)
                if (handle.reference != nullptr)
                    visit(handle);
    }

  private:
    struct Block {
        std::array<Handle, 1024> handles;
    };
    /// By ascending address.
    std::vector<std::unique_ptr<Block>> blocks_;
    Handle *free_ = nullptr;
    size_t count_ = 0;
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
    /// Has V8 collect what nobody holds, and frees what that stood for. Takes milliseconds.
    void reclaim();

    Napi::FunctionReference nativeError;
    /// Makes a series' info from its entries: one call, at a quarter of the time of setting eight properties.
    Napi::FunctionReference seriesInfo;
    /// The rings Z and Q, as JavaScript sees them.
    Napi::ObjectReference integers, rationals;
    /// Keeps the control words' buffer alive.
    Napi::ObjectReference control;

    /// Frees what stands for objects that V8 has collected.
    void sweep();

  private:
    void release(Handle &handle);
    /// Tells V8 of the memory that its objects hold, in steps that are worth a call.
    void account(int64_t bytes);
    /// Sweeps when much was made since the last time, reclaims when memory gets short.
    void tidy();
    /// FLINT keeps freed big integers for reuse; after many frees they go back to the system.
    void trim(int64_t freed);

    /// Whether V8 collected garbage since this was last true: an object that nobody holds was made then, and is gone.
    bool collected();

    napi_env env_;
    Handles handles_;
    napi_ref canary_ = nullptr;
    int64_t bytes_ = 0;
    int64_t untold_ = 0;
    int64_t sweepAtBytes_ = 0;
    size_t sweepAtCount_ = 0;
    int64_t freedSinceTrim_ = 0;
    uint64_t liveAfterReclaim_ = 0;
};

} // namespace durfee::addon
