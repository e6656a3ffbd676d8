#include "ring/rational.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "ring/checked.h"
#include "ring/control.h"
#include "ring/memory.h"
#include "ring/pieces.h"
#include "ring/ring.h"

namespace durfee {

Variables::Variables(std::vector<std::string> names) : names_(std::move(names)) {
    fmpz_mpoly_ctx_init(context_, static_cast<slong>(names_.size()), ORD_LEX);
}

Variables::~Variables() { fmpz_mpoly_ctx_clear(context_); }

slong Variables::find(const std::string &name) const {
    const auto found = std::lower_bound(names_.begin(), names_.end(), name);
    return found != names_.end() && *found == name ? static_cast<slong>(found - names_.begin()) : -1;
}

VariablesRef variablesOf(std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    // Entries stay: a session meets few lists of names, and a context is a few hundred bytes.
    thread_local std::map<std::vector<std::string>, VariablesRef> known;
    auto &entry = known[names];
    if (!entry) {
        for (const auto &name : names)
            checkName(name);
        entry = std::make_shared<const Variables>(std::move(names));
    }
    return entry;
}

Rational::Rational() : Rational(variablesOf({})) {}

Rational::Rational(VariablesRef variables) : variables_(std::move(variables)) { fmpz_mpoly_q_init(value_, context()); }

Rational::Rational(const Fraction &value) : Rational() {
    Fraction lowest = value;
    lowest.reduce();
    fmpz_mpoly_set_fmpz(numerator(), lowest.numerator, context());
    fmpz_mpoly_set_fmpz(denominator(), lowest.denominator, context());
}

Rational::Rational(const Rational &other) : Rational(other.variables_) {
    fmpz_mpoly_q_set(value_, other.value_, context());
}

Rational::Rational(Rational &&other) noexcept : Rational(other.variables_) {
    fmpz_mpoly_q_swap(value_, other.value_, context());
}

Rational &Rational::operator=(Rational other) noexcept {
    std::swap(variables_, other.variables_);
    std::swap(*value_, *other.value_);
    return *this;
}

Rational::~Rational() { fmpz_mpoly_q_clear(value_, context()); }

bool Rational::isConstant() const {
    return fmpz_mpoly_is_fmpz(numerator(), context()) != 0 && fmpz_mpoly_is_fmpz(denominator(), context()) != 0;
}

Fraction Rational::constant() const {
    Fraction fraction;
    if (isZero())
        return fraction;
    fmpz_mpoly_get_fmpz(fraction.numerator, numerator(), context());
    fmpz_mpoly_get_fmpz(fraction.denominator, denominator(), context());
    return fraction;
}

std::vector<std::string> Rational::used() const {
    std::vector<std::string> names;
    std::vector<int> flags(static_cast<size_t>(variables_->count()) + 1);
    fmpz_mpoly_q_used_vars(flags.data(), value_, context());
    for (size_t i = 0; i < variables_->names().size(); ++i)
        if (flags[i] != 0)
            names.push_back(variables_->names()[i]);
    return names;
}

uint64_t Rational::bytes() const {
    const auto size = [this](const fmpz_mpoly_struct *p) {
        const auto bits = static_cast<double>(fmpz_mpoly_max_bits(p));
        return static_cast<uint64_t>(memory::integersSize(static_cast<double>(p->length), bits < 0 ? -bits : bits)) +
               static_cast<uint64_t>(p->length * 8 * (1 + variables_->count() / 4));
    };
    return sizeof(Rational) + size(numerator()) + size(denominator());
}

namespace {

// Copies terms into a context with other variables; the caller has made sure that every name that occurs is there.
void copyTerms(fmpz_mpoly_struct *out, const Variables &to, const fmpz_mpoly_struct *from, const Variables &old) {
    std::vector<slong> places;
    for (const auto &name : old.names())
        places.push_back(to.find(name));
    std::vector<ulong> exponents(static_cast<size_t>(old.count()) + 1), moved(static_cast<size_t>(to.count()) + 1);
    Integer coefficient;
    fmpz_mpoly_zero(out, to.context());
    for (slong i = 0; i < fmpz_mpoly_length(from, old.context()); ++i) {
        fmpz_mpoly_get_term_exp_ui(exponents.data(), from, i, old.context());
        fmpz_mpoly_get_term_coeff_fmpz(coefficient, from, i, old.context());
        std::fill(moved.begin(), moved.end(), 0);
        for (size_t k = 0; k < places.size(); ++k)
            if (places[k] >= 0)
                moved[static_cast<size_t>(places[k])] = exponents[k];
        fmpz_mpoly_push_term_fmpz_ui(out, coefficient, moved.data(), to.context());
    }
    fmpz_mpoly_sort_terms(out, to.context());
}

VariablesRef unite(const VariablesRef &a, const VariablesRef &b) {
    auto names = a->names();
    names.insert(names.end(), b->names().begin(), b->names().end());
    return variablesOf(std::move(names));
}

// Applies a FLINT operation to two values brought over one list of variables.
template <typename Operation> Rational united(const Rational &a, const Rational &b, Operation operation) {
    control::poll();
    if (a.variables() == b.variables()) {
        Rational result(a.variables());
        operation(result.value(), a.value(), b.value(), result.context());
        return result;
    }
    const auto both = unite(a.variables(), b.variables());
    return united(a.over(both), b.over(both), operation);
}

} // namespace

Rational Rational::over(const VariablesRef &wider) const {
    if (wider == variables_)
        return *this;
    Rational result(wider);
    copyTerms(result.numerator(), *wider, numerator(), *variables_);
    copyTerms(result.denominator(), *wider, denominator(), *variables_);
    // Another list of variables leaves the order of names, hence the leading terms, as they were.
    return result;
}

Rational variable(const std::string &name) {
    Rational result(variablesOf({name}));
    fmpz_mpoly_q_gen(result.value(), 0, result.context());
    return result;
}

Rational operator+(const Rational &a, const Rational &b) {
    return united(a, b, [](auto r, auto x, auto y, auto context) { fmpz_mpoly_q_add(r, x, y, context); });
}

Rational operator-(const Rational &a, const Rational &b) {
    return united(a, b, [](auto r, auto x, auto y, auto context) { fmpz_mpoly_q_sub(r, x, y, context); });
}

Rational operator-(const Rational &a) {
    Rational result(a.variables());
    fmpz_mpoly_q_neg(result.value(), a.value(), result.context());
    return result;
}

namespace {

// Whether the pieces of a product outweigh what bringing it into lowest terms afterwards costs.
bool isLongProduct(const fmpz_mpoly_q_struct *x, const fmpz_mpoly_q_struct *y) {
    constexpr double kLong = 1e6;
    return static_cast<double>(fmpz_mpoly_q_numref(x)->length) * static_cast<double>(fmpz_mpoly_q_numref(y)->length) >
           kLong;
}

} // namespace

Rational operator*(const Rational &a, const Rational &b) {
    return united(a, b, [](auto r, auto x, auto y, auto context) {
        const auto *below = fmpz_mpoly_q_denref(x);
        const auto *under = fmpz_mpoly_q_denref(y);
        if (fmpz_mpoly_is_one(below, context) && fmpz_mpoly_is_one(under, context)) {
            multiplyInPieces(fmpz_mpoly_q_numref(r), fmpz_mpoly_q_numref(x), fmpz_mpoly_q_numref(y), context);
            fmpz_mpoly_one(fmpz_mpoly_q_denref(r), context);
        } else if (below->length == 1 && under->length == 1 && isLongProduct(x, y)) {
            multiplyInPieces(fmpz_mpoly_q_numref(r), fmpz_mpoly_q_numref(x), fmpz_mpoly_q_numref(y), context);
            fmpz_mpoly_mul(fmpz_mpoly_q_denref(r), below, under, context);
            fmpz_mpoly_q_canonicalise(r, context);
        } else {
            fmpz_mpoly_q_mul(r, x, y, context);
        }
    });
}

Rational operator/(const Rational &a, const Rational &b) {
    if (b.isZero())
        fail(Code::Domain, "Division by zero.");
    return united(a, b, [](auto r, auto x, auto y, auto context) { fmpz_mpoly_q_div(r, x, y, context); });
}

bool operator==(const Rational &a, const Rational &b) {
    if (a.variables() == b.variables())
        return fmpz_mpoly_q_equal(a.value(), b.value(), a.context()) != 0;
    const auto both = unite(a.variables(), b.variables());
    return a.over(both) == b.over(both);
}

Rational scale(const Rational &a, const Fraction &by) { return a * Rational(by); }

double logChoices(double kinds, double e) {
    if (kinds > 1000)
        return std::lgamma(kinds + e) - std::lgamma(e + 1) - std::lgamma(kinds);
    // Gammas of large numbers differ by less than their last digit.
    double sum = 0;
    for (double k = 1; k < kinds; ++k)
        sum += std::log1p(e / k);
    return sum;
}

namespace {

// Terms and bits of p^e: binom(len + e - 1, e) terms at most, and no more than the box of its degrees holds.
double powerTerms(const fmpz_mpoly_struct *p, int64_t e, const Rational &a) {
    const auto length = static_cast<double>(fmpz_mpoly_length(p, a.context()));
    if (length <= 1)
        return length;
    std::vector<slong> degrees(static_cast<size_t>(a.variables()->count()) + 1);
    fmpz_mpoly_degrees_si(degrees.data(), p, a.context());
    double box = 0;
    for (slong k = 0; k < a.variables()->count(); ++k)
        box += std::log(static_cast<double>(degrees[static_cast<size_t>(k)]) * static_cast<double>(e) + 1);
    const double n = static_cast<double>(e);
    return std::exp(std::min({box, logChoices(length, n), 600.0}));
}

} // namespace

void requirePower(const Rational &a, int64_t e) {
    for (const auto *p : {a.numerator(), a.denominator()}) {
        if (fmpz_mpoly_is_zero(p, a.context()) || fmpz_mpoly_is_one(p, a.context()))
            continue;
        if (!fmpz_mpoly_degrees_fit_si(p, a.context()))
            fail(Code::TooLarge, "The power ", e, " has exponents past 2^63.");
        const auto bits =
            static_cast<double>(FLINT_ABS(fmpz_mpoly_max_bits(p))) + std::log2(static_cast<double>(p->length) + 1);
        const double terms = powerTerms(p, e, a);
        const double size = memory::integersSize(terms, bits * static_cast<double>(e)) + 8 * terms;
        memory::require(fmpz_mpoly_is_fmpz(p, a.context()) && fmpz_is_pm1(p->coeffs) ? 0 : size, "The power ", e,
                        " of a polynomial with ", p->length, " terms");
        std::vector<slong> degrees(static_cast<size_t>(a.variables()->count()) + 1);
        fmpz_mpoly_degrees_si(degrees.data(), p, a.context());
        for (slong k = 0; k < a.variables()->count(); ++k)
            mulExponents(degrees[static_cast<size_t>(k)], e);
    }
}

Rational pow(const Rational &a, int64_t exponent) {
    control::poll();
    if (exponent < 0) {
        if (a.isZero())
            fail(Code::Domain, "A negative power of zero.");
        return pow(Rational(Fraction{Integer(1), Integer(1)}) / a, -exponent);
    }
    requirePower(a, exponent);
    Rational result(a.variables());
    // Numerator and denominator stay coprime.
    powerInPieces(result.numerator(), a.numerator(), static_cast<ulong>(exponent),
                  powerTerms(a.numerator(), exponent, a), a.context());
    powerInPieces(result.denominator(), a.denominator(), static_cast<ulong>(exponent),
                  powerTerms(a.denominator(), exponent, a), a.context());
    return result;
}

} // namespace durfee
