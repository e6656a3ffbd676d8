#include "addon/call.h"

#include <array>
#include <cmath>

#include "ring/control.h"
#include "ring/memory.h"

namespace durfee::addon {

namespace {

const char *typeName(Napi::Value value) {
    switch (value.Type()) {
    case napi_undefined:
        return "undefined";
    case napi_null:
        return "null";
    case napi_boolean:
        return "a boolean";
    case napi_number:
        return "a number";
    case napi_string:
        return "a string";
    case napi_symbol:
        return "a symbol";
    case napi_object:
        return value.IsArray() ? "an array" : "an object";
    case napi_function:
        return "a function";
    case napi_external:
        return "an external value";
    case napi_bigint:
        return "a bigint";
    }
    return "an unknown value";
}

std::string shown(Napi::Value value) {
    if (value.IsNumber())
        return value.ToString().Utf8Value();
    return typeName(value);
}

} // namespace

Call::Call(const Napi::CallbackInfo &info)
    : info_(info), environment_(Environment::of(info.Env())), liveBefore_(memory::live()) {}

std::string Place::words() const {
    std::string all = part != nullptr ? durfee::text(part, " of ") : "";
    if (inner >= 0)
        all += durfee::text("entry ", inner, " of ");
    if (element >= 0)
        all += durfee::text("element ", element, " of ");
    return all + durfee::text("argument ", argument + 1);
}

void Call::failArgument(Place place, const char *wanted, Napi::Value given) const {
    fail(Code::Argument, static_cast<const char *>(info_.Data()), ": ", place.words(), " must be ", wanted,
         "; given was ", shown(given), ".");
}

template <typename Ref> Ref Call::object(Napi::Value value, Place place, const char *wanted) const {
    Handle *handle = environment_.find(value);
    if (handle == nullptr)
        failArgument(place, wanted, value);
    if (std::holds_alternative<std::monostate>(handle->object))
        fail(Code::Argument, static_cast<const char *>(info_.Data()), ": ", place.words(), " was disposed of.");
    if (const auto *ref = std::get_if<Ref>(&handle->object))
        return *ref;
    failArgument(place, wanted, value);
}

SeriesRef Call::series(size_t i) const { return object<SeriesRef>(info_[i], Place{i}, "a series"); }
IntegerRef Call::integerObject(size_t i) const { return object<IntegerRef>(info_[i], Place{i}, "a native integer"); }
RationalRef Call::rational(size_t i) const { return object<RationalRef>(info_[i], Place{i}, "a rational function"); }
MatrixRef Call::matrix(size_t i) const { return object<MatrixRef>(info_[i], Place{i}, "a matrix"); }

int64_t Call::numberOf(Napi::Value value, Place place) const {
    if (!value.IsNumber())
        failArgument(place, "a safe integer", value);
    const double number = value.As<Napi::Number>().DoubleValue();
    if (!(std::fabs(number) <= static_cast<double>(kMaxExponent)) || number != std::floor(number))
        failArgument(place, "a safe integer", value);
    return static_cast<int64_t>(number);
}

int64_t Call::number(size_t i) const { return numberOf(info_[i], Place{i}); }

bool Call::flag(size_t i) const {
    if (!info_[i].IsBoolean())
        failArgument(Place{i}, "a boolean", info_[i]);
    return info_[i].As<Napi::Boolean>().Value();
}

std::string Call::text(size_t i) const {
    if (!info_[i].IsString())
        failArgument(Place{i}, "a string", info_[i]);
    return info_[i].As<Napi::String>().Utf8Value();
}

Integer Call::bigintOf(Napi::Value value, Place place) const {
    if (!value.IsBigInt())
        failArgument(place, "a bigint", value);
    int sign = 0;
    std::array<uint64_t, 16> few{};
    size_t count = few.size();
    if (napi_get_value_bigint_words(env(), value, &sign, &count, few.data()) != napi_ok)
        failArgument(place, "a bigint", value);
    Integer integer;
    // The count comes back as what there is, even when the room was less.
    if (count > few.size()) {
        const mpz_ptr big = _fmpz_promote(integer);
        static_assert(sizeof(mp_limb_t) == sizeof(uint64_t));
        auto *limbs = reinterpret_cast<uint64_t *>(mpz_limbs_write(big, static_cast<mp_size_t>(count)));
        napi_get_value_bigint_words(env(), value, &sign, &count, limbs);
        mpz_limbs_finish(big, static_cast<mp_size_t>(count));
    } else if (count > 0) {
        std::array<ulong, 16> limbs;
        std::copy(few.begin(), few.end(), limbs.begin());
        fmpz_set_ui_array(integer, limbs.data(), static_cast<slong>(count));
    }
    if (sign != 0)
        fmpz_neg(integer, integer);
    return integer;
}

Integer Call::bigint(size_t i) const { return bigintOf(info_[i], Place{i}); }

Fraction Call::fraction(size_t i) const {
    Fraction value{bigint(i), bigint(i + 1)};
    if (value.denominator.isZero())
        fail(Code::Domain, static_cast<const char *>(info_.Data()), ": a denominator is zero.");
    value.reduce();
    return value;
}

std::string Call::coefficientOf(Napi::Value value, Place place) const {
    if (value.IsString())
        return value.As<Napi::String>().Utf8Value();
    if (value.IsBigInt())
        return decimal(bigintOf(value, place));
    failArgument(place, "a bigint or decimal text", value);
}

Napi::Array Call::array(size_t i) const {
    if (!info_[i].IsArray())
        failArgument(Place{i}, "an array", info_[i]);
    return info_[i].As<Napi::Array>();
}

namespace {

template <typename Element, typename Read> std::vector<Element> listed(const Napi::Array &array, Read read) {
    std::vector<Element> list;
    const uint32_t length = array.Length();
    list.reserve(length);
    for (uint32_t k = 0; k < length; ++k) {
        Napi::HandleScope scope(array.Env());
        list.push_back(read(array.Get(k), k));
    }
    return list;
}

} // namespace

std::vector<std::string> Call::texts(size_t i) const {
    return listed<std::string>(array(i), [&](Napi::Value value, uint32_t k) {
        return coefficientOf(value, Place{i, k});
    });
}

std::vector<std::string> Call::names(size_t i) const {
    return listed<std::string>(array(i), [&](Napi::Value value, uint32_t k) {
        if (!value.IsString())
            failArgument(Place{i, k}, "a string", value);
        return value.As<Napi::String>().Utf8Value();
    });
}

std::vector<int64_t> Call::numbers(size_t i) const {
    return listed<int64_t>(array(i), [&](Napi::Value value, uint32_t k) { return numberOf(value, Place{i, k}); });
}

std::vector<SeriesRef> Call::seriesList(size_t i) const {
    return listed<SeriesRef>(array(i), [&](Napi::Value value, uint32_t k) {
        return object<SeriesRef>(value, Place{i, k}, "a series");
    });
}

std::vector<RationalRef> Call::rationals(size_t i) const {
    return listed<RationalRef>(array(i), [&](Napi::Value value, uint32_t k) {
        return object<RationalRef>(value, Place{i, k}, "a rational function");
    });
}

std::vector<EtaPower> Call::etaFactors(size_t i) const {
    return listed<EtaPower>(array(i), [&](Napi::Value value, uint32_t k) {
        const Place place{i, k};
        if (!value.IsObject())
            failArgument(place, "an object", value);
        const auto factor = value.As<Napi::Object>();
        return EtaPower{numberOf(factor.Get("scale"), Place{i, k, -1, "the scale"}),
                        numberOf(factor.Get("exponent"), Place{i, k, -1, "the exponent"})};
    });
}

std::vector<Pochhammer> Call::pochhammers(size_t i) const {
    return listed<Pochhammer>(array(i), [&](Napi::Value value, uint32_t k) {
        const Place place{i, k};
        if (!value.IsObject())
            failArgument(place, "an object", value);
        const auto given = value.As<Napi::Object>();
        Pochhammer factor{Fraction{bigintOf(given.Get("numerator"), Place{i, k, -1, "the numerator"}),
                                   bigintOf(given.Get("denominator"), Place{i, k, -1, "the denominator"})},
                          numberOf(given.Get("start"), Place{i, k, -1, "the start"}),
                          numberOf(given.Get("step"), Place{i, k, -1, "the step"}), std::nullopt,
                          numberOf(given.Get("exponent"), Place{i, k, -1, "the exponent"})};
        if (factor.c.denominator.isZero())
            fail(Code::Domain, static_cast<const char *>(info_.Data()), ": the denominator of ", place.words(),
                 " is zero.");
        factor.c.reduce();
        const auto count = given.Get("count");
        if (!count.IsNull() && !count.IsUndefined())
            factor.count = numberOf(count, Place{i, k, -1, "the count"});
        return factor;
    });
}

std::span<const int64_t> Call::int64s(size_t i) const {
    const auto value = info_[i];
    if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_bigint64_array)
        failArgument(Place{i}, "a BigInt64Array", value);
    const auto numbers = value.As<Napi::BigInt64Array>();
    return {numbers.Data(), numbers.ElementLength()};
}

RingRef Call::ring(size_t i) const {
    const auto value = info_[i];
    if (!value.IsObject())
        failArgument(Place{i}, "a ring", value);
    const auto given = value.As<Napi::Object>();
    const auto kindValue = given.Get("kind");
    const std::string kind = kindValue.IsString() ? kindValue.As<Napi::String>().Utf8Value() : "";
    const auto names = [&] {
        const auto list = given.Get("variables");
        if (!list.IsArray())
            failArgument(Place{i, -1, -1, "the variables"}, "an array", list);
        return listed<std::string>(list.As<Napi::Array>(), [&](Napi::Value name, uint32_t) {
            if (!name.IsString())
                failArgument(Place{i, -1, -1, "a variable"}, "a string", name);
            return name.As<Napi::String>().Utf8Value();
        });
    };
    if (kind == "Z")
        return ringZ();
    if (kind == "Q")
        return ringQ();
    if (kind == "Zm")
        return ringZm(bigintOf(given.Get("modulus"), Place{i, -1, -1, "the modulus"}));
    if (kind == "cyclotomic")
        return ringCyclotomic(numberOf(given.Get("n"), Place{i, -1, -1, "n"}));
    if (kind == "laurent")
        return ringLaurent(names());
    if (kind == "ratfun")
        return ringRatfun(names());
    failArgument(Place{i}, "a ring of kind Z, Q, Zm, cyclotomic, laurent or ratfun", value);
}

Napi::Value Call::result(Object object) {
    return environment_.wrap(std::move(object),
                             static_cast<int64_t>(memory::live()) - static_cast<int64_t>(liveBefore_));
}

Napi::Value Call::toBigInt(const fmpz *value) const {
    if (!COEFF_IS_MPZ(*value))
        return Napi::BigInt::New(env(), static_cast<int64_t>(*value));
    // V8 holds at most 2^24 words.
    constexpr mp_size_t kMaxWords = 1 << 24;
    const mpz_srcptr big = COEFF_TO_PTR(*value);
    const auto count = static_cast<mp_size_t>(mpz_size(big));
    if (count > kMaxWords)
        fail(Code::TooLarge, "An integer of ", count * 64, " bits is too large for a bigint; take its text.");
    const auto *words = reinterpret_cast<const uint64_t *>(mpz_limbs_read(big));
    napi_value result;
    if (napi_create_bigint_words(env(), mpz_sgn(big) < 0, static_cast<size_t>(count), words, &result) != napi_ok)
        throw Napi::Error::New(info_.Env());
    return {env(), result};
}

Napi::Value Call::strings(const std::vector<std::string> &values) const {
    auto list = Napi::Array::New(env(), values.size());
    for (uint32_t k = 0; k < values.size(); ++k) {
        Napi::HandleScope scope(env());
        list.Set(k, Napi::String::New(env(), values[k]));
    }
    return list;
}

Napi::Value Call::toFraction(const Fraction &value) const {
    auto object = Napi::Object::New(env());
    object.Set("numerator", toBigInt(value.numerator));
    object.Set("denominator", toBigInt(value.denominator));
    return object;
}

Napi::Value Call::ringObject(const Ring &ring) const {
    if (ring.kind == RingKind::Z)
        return environment_.integers.Value();
    if (ring.kind == RingKind::Q)
        return environment_.rationals.Value();
    static constexpr const char *kinds[] = {"Z", "Q", "Zm", "cyclotomic", "laurent", "ratfun"};
    auto object = Napi::Object::New(env());
    object.Set("kind", kinds[static_cast<int>(ring.kind)]);
    if (ring.kind == RingKind::Zm)
        object.Set("modulus", toBigInt(ring.modulus));
    if (ring.kind == RingKind::Cyclotomic)
        object.Set("n", toNumber(ring.n));
    if (!ring.flat())
        object.Set("variables", strings(ring.variables));
    return object;
}

namespace {

[[noreturn]] void throwNative(napi_env env, Code code, const std::string &message) {
    auto &environment = Environment::of(env);
    const auto error =
        environment.nativeError.New({Napi::String::New(env, codeName(code)), Napi::String::New(env, message)});
    throw Napi::Error(env, error);
}

} // namespace

void rethrow(napi_env env) {
    try {
        throw;
    } catch (const Napi::Error &) {
        throw;
    } catch (const Error &error) {
        throwNative(env, error.code(), error.what());
    } catch (const std::bad_alloc &) {
        throwNative(env, Code::Memory, "There is not enough memory for this operation.");
    } catch (const std::exception &error) {
        throwNative(env, Code::Internal, durfee::text("An internal check failed: ", error.what()));
    } catch (...) {
        throwNative(env, Code::Internal, "An unknown native exception was thrown.");
    }
}

} // namespace durfee::addon
