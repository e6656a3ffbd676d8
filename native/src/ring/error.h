#pragma once
// One kind of exception leaves the rings: a code and one sentence that has the numbers in it.

#include <sstream>
#include <stdexcept>
#include <string>

namespace durfee {

/// Matches NativeErrorCode in app/engine/native/addon.ts, in this order.
enum class Code { Domain, Precision, TooLarge, Memory, Cancelled, Unable, Argument, Internal };

/// The name that crosses to TypeScript.
const char *codeName(Code code) noexcept;

class Error : public std::runtime_error {
  public:
    Error(Code code, const std::string &message) : std::runtime_error(message), code_(code) {}
    Code code() const noexcept { return code_; }

  private:
    Code code_;
};

/// Thrown by `poll` when the reader pressed Stop.
class Cancelled : public Error {
  public:
    Cancelled() : Error(Code::Cancelled, "The computation was stopped.") {}
};

/// The pieces, written one after another.
template <typename... Parts> std::string text(const Parts &...parts) {
    std::ostringstream out;
    (out << ... << parts);
    return out.str();
}

template <typename... Parts> [[noreturn]] void fail(Code code, const Parts &...parts) {
    throw Error(code, text(parts...));
}

} // namespace durfee
