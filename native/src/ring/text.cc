// Rational functions as text, and back: integers, names, + - * / ^ and parentheses.

#include <algorithm>
#include <cctype>

#include "ring/checked.h"
#include "ring/rational.h"

namespace durfee {

namespace {

constexpr int kMaxDepth = 200;

// One term's product of powers: "a*z^-2".
std::string powersText(const Variables &variables, const std::vector<int64_t> &exponents) {
    std::string all;
    for (size_t k = 0; k < variables.names().size(); ++k) {
        if (exponents[k] == 0)
            continue;
        all += (all.empty() ? "" : "*") + variables.names()[k];
        if (exponents[k] != 1)
            all += text("^", exponents[k]);
    }
    return all;
}

// A polynomial divided by the number `below` and by the powers `shift`.
std::string sumText(const Rational &a, const fmpz_mpoly_struct *p, const fmpz *below, const std::vector<ulong> &shift) {
    const auto count = static_cast<size_t>(a.variables()->count());
    std::vector<ulong> powers(count + 1);
    std::vector<int64_t> exponents(count);
    std::string all;
    Fraction c;
    for (slong i = 0; i < fmpz_mpoly_length(p, a.context()); ++i) {
        fmpz_mpoly_get_term_exp_ui(powers.data(), p, i, a.context());
        fmpz_mpoly_get_term_coeff_fmpz(c.numerator, p, i, a.context());
        fmpz_set(c.denominator, below);
        c.reduce();
        for (size_t k = 0; k < count; ++k)
            exponents[k] = static_cast<int64_t>(powers[k]) - static_cast<int64_t>(shift[k]);
        const bool negative = c.numerator.sign() < 0;
        fmpz_abs(c.numerator, c.numerator);
        all += all.empty() ? (negative ? "-" : "") : (negative ? " - " : " + ");
        const auto product = powersText(*a.variables(), exponents);
        if (product.empty())
            all += decimal(c.numerator, c.denominator);
        else
            all += (c.isOne() ? "" : decimal(c.numerator, c.denominator) + "*") + product;
    }
    return all.empty() ? "0" : all;
}

} // namespace

std::string plainText(const Rational &a) {
    const auto *context = a.context();
    std::vector<ulong> shift(static_cast<size_t>(a.variables()->count()) + 1, 0);
    if (a.isLaurent()) {
        Integer below;
        fmpz_mpoly_get_term_exp_ui(shift.data(), a.denominator(), 0, context);
        fmpz_mpoly_get_term_coeff_fmpz(below, a.denominator(), 0, context);
        return sumText(a, a.numerator(), below, shift);
    }
    return "(" + sumText(a, a.numerator(), Integer(1), shift) + ")/(" + sumText(a, a.denominator(), Integer(1), shift) +
           ")";
}

namespace {

class Parser {
  public:
    explicit Parser(const std::string &source) : source_(source) {}

    Rational whole() {
        Rational value = sum();
        space();
        if (at_ != source_.size())
            failHere("an operator");
        return value;
    }

  private:
    [[noreturn]] void failHere(const char *wanted) const {
        fail(Code::Argument, "In \"", source_.substr(0, 60), "\", ", wanted, " is missing at position ", at_, ".");
    }
    void space() {
        while (at_ < source_.size() && source_[at_] == ' ')
            ++at_;
    }
    bool accept(char c) {
        space();
        if (at_ >= source_.size() || source_[at_] != c)
            return false;
        ++at_;
        return true;
    }

    Rational sum() {
        if (++depth_ > kMaxDepth)
            fail(Code::TooLarge, "Parentheses may nest ", kMaxDepth, " deep.");
        Rational value = product();
        for (;;) {
            if (accept('+'))
                value = value + product();
            else if (accept('-'))
                value = value - product();
            else
                break;
        }
        --depth_;
        return value;
    }

    Rational product() {
        if (accept('-'))
            return -product();
        Rational value = power();
        for (;;) {
            if (accept('*'))
                value = value * power();
            else if (accept('/'))
                value = value / power();
            else
                return value;
        }
    }

    Rational power() {
        Rational base = atom();
        return accept('^') ? pow(base, exponent()) : base;
    }

    int64_t exponent() {
        const bool open = accept('(');
        const bool negative = accept('-');
        const auto digits = take([](unsigned char c) { return std::isdigit(c) != 0; });
        if (digits.empty() || digits.size() > 15)
            failHere("an exponent of at most 15 digits");
        if (open && !accept(')'))
            failHere("\")\"");
        const int64_t value = std::stoll(digits);
        return negative ? -value : value;
    }

    Rational atom() {
        if (accept('(')) {
            Rational value = sum();
            if (!accept(')'))
                failHere("\")\"");
            return value;
        }
        const auto digits = take([](unsigned char c) { return std::isdigit(c) != 0; });
        if (!digits.empty())
            return Rational(Fraction{parseInteger(digits), Integer(1)});
        const auto name = take([](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c >= 0x80; });
        if (name.empty())
            failHere("a number or a name");
        return variable(name);
    }

    template <typename Belongs> std::string take(Belongs belongs) {
        space();
        const size_t from = at_;
        while (at_ < source_.size() && belongs(static_cast<unsigned char>(source_[at_])))
            ++at_;
        return source_.substr(from, at_ - from);
    }

    const std::string &source_;
    size_t at_ = 0;
    int depth_ = 0;
};

} // namespace

Rational parseRational(const std::string &source) { return Parser(source).whole(); }

} // namespace durfee
