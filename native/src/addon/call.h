#pragma once
// One call from JavaScript: its arguments read with checks, its result made. `entry` is the only way in: it catches
// everything.

#include <napi.h>

#include <cstdint>
#include <string>
#include <vector>

#include "addon/environment.h"
#include "ring/construct.h"

namespace durfee::addon {

/// Where a value came from, for messages; put into words only when one is said. "the scale of element 2 of argument 1".
struct Place {
    size_t argument;
    int64_t element = -1;
    int64_t inner = -1;
    const char *part = nullptr;
    std::string words() const;
};

class Call {
  public:
    explicit Call(const Napi::CallbackInfo &info);

    napi_env env() const { return info_.Env(); }
    Environment &environment() const { return environment_; }
    Napi::Value at(size_t i) const { return info_[i]; }

    SeriesRef series(size_t i) const;
    IntegerRef integerObject(size_t i) const;
    RationalRef rational(size_t i) const;
    MatrixRef matrix(size_t i) const;
    /// A safe integer.
    int64_t number(size_t i) const;
    bool isNull(size_t i) const { return info_[i].IsNull() || info_[i].IsUndefined(); }
    Order order(size_t i) const { return isNull(i) ? std::nullopt : Order(number(i)); }
    bool flag(size_t i) const;
    std::string text(size_t i) const;
    Integer bigint(size_t i) const;
    /// Numerator and denominator as arguments i and i+1.
    Fraction fraction(size_t i) const;
    RingRef ring(size_t i) const;
    Napi::Array array(size_t i) const;
    std::vector<std::string> texts(size_t i) const;
    /// Strings as they are.
    std::vector<std::string> names(size_t i) const;
    std::vector<int64_t> numbers(size_t i) const;
    std::vector<SeriesRef> seriesList(size_t i) const;
    std::vector<RationalRef> rationals(size_t i) const;
    std::vector<EtaPower> etaFactors(size_t i) const;
    std::vector<Pochhammer> pochhammers(size_t i) const;
    std::span<const int64_t> int64s(size_t i) const;

    // Values that are not arguments themselves.
    int64_t numberOf(Napi::Value value, Place place) const;
    Integer bigintOf(Napi::Value value, Place place) const;
    /// A BigInt or a text as decimal text.
    std::string coefficientOf(Napi::Value value, Place place) const;

    Napi::Value result(Object object);
    Napi::Value toNumber(int64_t value) const { return Napi::Number::New(env(), static_cast<double>(value)); }
    Napi::Value toNumberOrNull(Order value) const { return value ? toNumber(*value) : Napi::Value(info_.Env().Null()); }
    Napi::Value toBigInt(const fmpz *value) const;
    Napi::Value string(const std::string &value) const { return Napi::String::New(env(), value); }
    Napi::Value strings(const std::vector<std::string> &values) const;
    Napi::Value toFraction(const Fraction &value) const;
    Napi::Value ringObject(const Ring &ring) const;
    Napi::Value null() const { return info_.Env().Null(); }
    Napi::Value undefined() const { return info_.Env().Undefined(); }

    [[noreturn]] void failArgument(Place place, const char *wanted, Napi::Value given) const;
    [[noreturn]] void failArgument(size_t argument, const char *wanted) const {
        failArgument(Place{argument}, wanted, info_[argument]);
    }

  private:
    template <typename Ref> Ref object(Napi::Value value, Place place, const char *wanted) const;

    const Napi::CallbackInfo &info_;
    Environment &environment_;
    uint64_t liveBefore_;
};

/// Turns the exception in flight into a JavaScript NativeError (or lets a JavaScript one pass). Call from a catch block
/// only.
[[noreturn]] void rethrow(napi_env env);

using Function = Napi::Value (*)(Call &);

template <Function function> Napi::Value entry(const Napi::CallbackInfo &info) {
    try {
        Call call(info);
        return function(call);
    } catch (...) {
        rethrow(info.Env());
    }
}

template <Function function> void define(Napi::Object &api, const char *name) {
    api.Set(name, Napi::Function::New<entry<function>>(api.Env(), name, const_cast<char *>(name)));
}

Napi::Object seriesApi(Napi::Env env);
Napi::Object integerApi(Napi::Env env);
Napi::Object rationalApi(Napi::Env env);
Napi::Object matrixApi(Napi::Env env);
Napi::Object specialApi(Napi::Env env);
Napi::Object systemApi(Napi::Env env);

} // namespace durfee::addon
