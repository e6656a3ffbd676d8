#include "ring/algebra.h"

#include <algorithm>

#include "ring/control.h"
#include "ring/general.h"
#include "ring/memory.h"

namespace durfee {

namespace {

const Fraction kOne{Integer(1), Integer(1)};

// A polynomial of FLINT as a value over its context.
Rational fromPolynomial(const VariablesRef &variables, const fmpz_mpoly_struct *p) {
    Rational result(variables);
    fmpz_mpoly_set(result.numerator(), p, result.context());
    return result;
}

// Divides a polynomial by the common factor of its coefficients.
void makePrimitive(Rational &a) {
    Integer content;
    _fmpz_vec_content(content, a.numerator()->coeffs, fmpz_mpoly_length(a.numerator(), a.context()));
    fmpz_mpoly_scalar_divexact_fmpz(a.numerator(), a.numerator(), content, a.context());
}

void checkPolynomial(const Rational &a, const char *what) {
    if (!a.isPolynomial())
        fail(Code::Domain, what, " is of polynomials; ", plainText(a).substr(0, 80), " has a denominator.");
}

std::pair<Rational, Rational> together(const Rational &a, const Rational &b) {
    if (a.variables() == b.variables())
        return {a, b};
    auto names = a.variables()->names();
    names.insert(names.end(), b.variables()->names().begin(), b.variables()->names().end());
    const auto both = variablesOf(std::move(names));
    return {a.over(both), b.over(both)};
}

// The same value over a list that has `name`; its index.
std::pair<Rational, slong> withVariable(const Rational &a, const std::string &name) {
    checkName(name);
    const slong known = a.variables()->find(name);
    if (known >= 0)
        return {a, known};
    auto names = a.variables()->names();
    names.push_back(name);
    const auto wider = variablesOf(std::move(names));
    return {a.over(wider), wider->find(name)};
}

Integer denominatorNumber(const Rational &a) {
    Integer value;
    fmpz_mpoly_get_fmpz(value, a.denominator(), a.context());
    return value;
}

int64_t degreeOf(const fmpz_mpoly_struct *p, slong place, const fmpz_mpoly_ctx_struct *context) {
    if (!fmpz_mpoly_degrees_fit_si(p, context))
        fail(Code::TooLarge, "A polynomial's degree passes 2^63.");
    return fmpz_mpoly_degree_si(p, place, context);
}

// numerator · monomial in lowest terms, where the monomial's exponents have either sign.
void divideByTerm(Rational &a, const Integer &number, const std::vector<ulong> &powers) {
    Rational below(a.variables());
    fmpz_mpoly_set_coeff_fmpz_ui(below.numerator(), number, powers.data(), a.context());
    a = a / below;
}

} // namespace

Rational rationalFromTerms(const std::vector<std::string> &variables,
                           const std::vector<std::vector<int64_t>> &exponents,
                           const std::vector<Fraction> &coefficients) {
    if (exponents.size() != coefficients.size())
        fail(Code::Argument, "Each term has exponents and a coefficient; ", exponents.size(), " and ",
             coefficients.size(), " were given.");
    Rational result(variablesOf(variables));
    if (result.variables()->names().size() != variables.size())
        fail(Code::Argument, "A variable is listed twice.");
    std::vector<size_t> places;
    for (const auto &name : variables)
        places.push_back(static_cast<size_t>(result.variables()->find(name)));
    std::vector<ulong> lowest(variables.size() + 1, 0), powers(variables.size() + 1, 0);
    Integer common(1), number;
    for (const auto &term : exponents) {
        if (term.size() != variables.size())
            fail(Code::Argument, "A term has one exponent for each of the ", variables.size(), " variables; ",
                 term.size(), " were given.");
        for (size_t k = 0; k < term.size(); ++k)
            lowest[places[k]] =
                std::max(lowest[places[k]], static_cast<ulong>(std::max<int64_t>(0, -checkedExponent(term[k]))));
    }
    for (const auto &c : coefficients)
        fmpz_lcm(common, common, c.denominator);
    for (size_t i = 0; i < exponents.size(); ++i) {
        for (size_t k = 0; k < variables.size(); ++k)
            powers[places[k]] = static_cast<ulong>(exponents[i][k] + static_cast<int64_t>(lowest[places[k]]));
        fmpz_divexact(number, common, coefficients[i].denominator);
        fmpz_mul(number, number, coefficients[i].numerator);
        fmpz_mpoly_push_term_fmpz_ui(result.numerator(), number, powers.data(), result.context());
    }
    fmpz_mpoly_sort_terms(result.numerator(), result.context());
    fmpz_mpoly_combine_like_terms(result.numerator(), result.context());
    divideByTerm(result, common, lowest);
    return result;
}

WholeTerms wholeTermsOf(const Rational &a) {
    if (!a.isLaurent())
        fail(Code::Domain, "Terms are of a Laurent polynomial; ", plainText(a).substr(0, 80),
             " has a denominator of several terms.");
    WholeTerms list;
    list.variables = a.used();
    std::vector<size_t> places;
    for (const auto &name : list.variables)
        places.push_back(static_cast<size_t>(a.variables()->find(name)));
    std::vector<ulong> below(static_cast<size_t>(a.variables()->count()) + 1), powers(below.size());
    fmpz_mpoly_get_term_exp_ui(below.data(), a.denominator(), 0, a.context());
    fmpz_mpoly_get_term_coeff_fmpz(list.denominator, a.denominator(), 0, a.context());
    const slong length = fmpz_mpoly_length(a.numerator(), a.context());
    list.numerators = IntegerVector(length);
    for (slong i = 0; i < length; ++i) {
        fmpz_mpoly_get_term_exp_ui(powers.data(), a.numerator(), i, a.context());
        auto &exponents = list.exponents.emplace_back();
        for (const size_t place : places)
            exponents.push_back(static_cast<int64_t>(powers[place]) - static_cast<int64_t>(below[place]));
        fmpz_mpoly_get_term_coeff_fmpz(list.numerators.at(i), a.numerator(), i, a.context());
        if ((i & 0xfff) == 0)
            control::poll();
    }
    return list;
}

RationalTerms termsOf(const Rational &a) {
    auto whole = wholeTermsOf(a);
    RationalTerms list{std::move(whole.variables), std::move(whole.exponents), {}};
    for (slong i = 0; i < whole.numerators.size(); ++i) {
        auto &c = list.coefficients.emplace_back(Fraction{Integer(whole.numerators.at(i)), whole.denominator});
        c.reduce();
    }
    return list;
}

int64_t highestDegree(const Rational &a) {
    constexpr slong kMost = slong{1} << 62;
    std::vector<slong> degrees(static_cast<size_t>(a.variables()->count()) + 1);
    slong highest = 0;
    for (const auto *p : {a.numerator(), a.denominator()}) {
        if (!fmpz_mpoly_degrees_fit_si(p, a.context()))
            return kMost;
        fmpz_mpoly_degrees_si(degrees.data(), p, a.context());
        highest = std::max(highest, *std::max_element(degrees.begin(), degrees.end()));
    }
    return std::min(highest, kMost);
}

Rational numeratorOf(const Rational &a) { return fromPolynomial(a.variables(), a.numerator()); }

Rational denominatorOf(const Rational &a) { return fromPolynomial(a.variables(), a.denominator()); }

Rational gcd(const Rational &a, const Rational &b) {
    checkPolynomial(a, "A greatest common divisor");
    checkPolynomial(b, "A greatest common divisor");
    control::poll();
    const auto [x, y] = together(a, b);
    Rational result(x.variables());
    if (!fmpz_mpoly_gcd(result.numerator(), x.numerator(), y.numerator(), x.context()))
        fail(Code::Unable, "The greatest common divisor could not be computed: the exponents are too large.");
    const bool integral =
        fmpz_mpoly_is_one(x.denominator(), x.context()) && fmpz_mpoly_is_one(y.denominator(), x.context());
    if (!integral && !result.isZero())
        makePrimitive(result);
    return result;
}

Rational lcm(const Rational &a, const Rational &b) {
    const auto common = gcd(a, b);
    return common.isZero() ? common : a / common * b;
}

Factorization factor(const Rational &a) {
    checkPolynomial(a, "A factorization");
    if (a.isZero())
        fail(Code::Domain, "Zero has no factorization.");
    control::poll();
    Factorization result{kOne, {}};
    fmpz_mpoly_factor_t factors;
    fmpz_mpoly_factor_init(factors, a.context());
    const bool done = fmpz_mpoly_factor(factors, a.numerator(), a.context()) != 0;
    for (slong i = 0; done && i < factors->num; ++i)
        result.factors.emplace_back(fromPolynomial(a.variables(), factors->poly + i), fmpz_get_si(factors->exp + i));
    fmpz_set(result.unit.numerator, factors->constant);
    fmpz_mpoly_factor_clear(factors, a.context());
    if (!done)
        fail(Code::Unable, "The polynomial could not be factored: its exponents are too large.");
    result.unit.denominator = denominatorNumber(a);
    result.unit.reduce();
    control::poll();
    return result;
}

Rational resultant(const Rational &a, const Rational &b, const std::string &name) {
    checkPolynomial(a, "A resultant");
    checkPolynomial(b, "A resultant");
    control::poll();
    const auto [wide, ignored] = withVariable(a, name);
    const auto [x, y] = together(wide, b);
    const slong place = x.variables()->find(name);
    Rational result(x.variables());
    if (!fmpz_mpoly_resultant(result.numerator(), x.numerator(), y.numerator(), place, x.context()))
        fail(Code::Unable, "The resultant could not be computed: the exponents are too large.");
    control::poll();
    const int64_t m = std::max<int64_t>(0, degreeOf(x.numerator(), place, x.context()));
    const int64_t n = std::max<int64_t>(0, degreeOf(y.numerator(), place, x.context()));
    return result / pow(denominatorOf(x), n) / pow(denominatorOf(y), m);
}

Rational derivative(const Rational &a, const std::string &name) {
    const slong place = a.variables()->find(name);
    checkName(name);
    if (place < 0)
        return Rational();
    Rational above(a.variables()), below(a.variables());
    fmpz_mpoly_derivative(above.numerator(), a.numerator(), place, a.context());
    fmpz_mpoly_derivative(below.numerator(), a.denominator(), place, a.context());
    const auto denominator = denominatorOf(a);
    if (below.isZero())
        return above / denominator;
    return (above * denominator - numeratorOf(a) * below) / (denominator * denominator);
}

namespace {

// p with the variables at `places` replaced by values[k] = above/below, times the product of below^degree: all
// polynomial arithmetic.
Rational substituteInto(const Rational &over, const fmpz_mpoly_struct *p, const std::vector<slong> &places,
                        const std::vector<Rational> &values) {
    const auto *context = over.context();
    std::vector<std::vector<Rational>> above(places.size()), below(places.size());
    for (size_t k = 0; k < places.size(); ++k) {
        const int64_t most = std::max<int64_t>(0, degreeOf(p, places[k], context));
        memory::require(static_cast<double>(most) * 200, "A substitution into a polynomial of degree ", most);
        above[k].push_back(Rational(kOne));
        below[k].push_back(Rational(kOne));
        const auto top = numeratorOf(values[k]), bottom = denominatorOf(values[k]);
        for (int64_t e = 1; e <= most; ++e) {
            above[k].push_back(above[k].back() * top);
            below[k].push_back(below[k].back() * bottom);
        }
    }
    Rational sum;
    std::vector<ulong> powers(static_cast<size_t>(over.variables()->count()) + 1);
    Integer c;
    for (slong i = 0; i < fmpz_mpoly_length(p, context); ++i) {
        fmpz_mpoly_get_term_exp_ui(powers.data(), p, i, context);
        fmpz_mpoly_get_term_coeff_fmpz(c, p, i, context);
        Rational term(Fraction{c, Integer(1)});
        for (size_t k = 0; k < places.size(); ++k) {
            auto &e = powers[static_cast<size_t>(places[k])];
            term = term * above[k][e] * below[k][below[k].size() - 1 - e];
            e = 0;
        }
        Rational rest(over.variables());
        fmpz_mpoly_set_coeff_fmpz_ui(rest.numerator(), Integer(1), powers.data(), context);
        sum = sum + term * rest;
    }
    for (size_t k = 0; k < places.size(); ++k)
        sum = sum / below[k].back();
    return sum;
}

} // namespace

Rational substitute(const Rational &a, const std::vector<std::string> &variables, const std::vector<Rational> &values) {
    if (variables.size() != values.size())
        fail(Code::Argument, "Each variable is replaced by one value; ", variables.size(), " variables and ",
             values.size(), " values were given.");
    std::vector<slong> places;
    std::vector<Rational> used;
    for (size_t k = 0; k < variables.size(); ++k) {
        const slong place = a.variables()->find(variables[k]);
        if (place < 0)
            continue;
        if (std::find(places.begin(), places.end(), place) != places.end())
            fail(Code::Argument, "The variable ", variables[k], " is replaced twice.");
        places.push_back(place);
        used.push_back(values[k]);
    }
    if (places.empty())
        return a;
    const auto below = substituteInto(a, a.denominator(), places, used);
    if (below.isZero())
        fail(Code::Domain, "The denominator becomes zero under this substitution.");
    return substituteInto(a, a.numerator(), places, used) / below;
}

int64_t degree(const Rational &a, const std::string &name) {
    checkName(name);
    if (a.isZero())
        return -1;
    const slong place = a.variables()->find(name);
    if (place < 0)
        return 0;
    return degreeOf(a.numerator(), place, a.context()) - degreeOf(a.denominator(), place, a.context());
}

std::vector<Rational> coefficientsOf(const Rational &a, const std::string &name) {
    checkName(name);
    if (a.isZero())
        return {};
    const slong place = a.variables()->find(name);
    if (place < 0)
        return {a};
    if (degreeOf(a.denominator(), place, a.context()) > 0)
        fail(Code::Domain, "The denominator contains ", name, ": ", plainText(a).substr(0, 80), ".");
    const int64_t most = degreeOf(a.numerator(), place, a.context());
    memory::require(400.0 * static_cast<double>(most), "The ", most + 1, " coefficients of a polynomial");
    std::vector<Rational> list;
    const auto denominator = denominatorOf(a);
    for (int64_t e = 0; e <= most; ++e) {
        const auto power = static_cast<ulong>(e);
        Rational c(a.variables());
        fmpz_mpoly_get_coeff_vars_ui(c.numerator(), a.numerator(), &place, &power, 1, a.context());
        list.push_back(c / denominator);
        if ((e & 0xff) == 0)
            control::poll();
    }
    return list;
}

Rational fromCoefficients(const std::vector<Rational> &coefficients, const std::string &name) {
    const auto x = variable(name);
    Rational sum;
    for (size_t k = coefficients.size(); k-- > 0;)
        sum = sum * x + coefficients[k];
    return sum;
}

std::pair<Rational, Rational> divrem(const Rational &a, const Rational &b, const std::string &name) {
    if (b.isZero())
        fail(Code::Domain, "Division by zero.");
    auto rest = coefficientsOf(a, name);
    const auto divisor = coefficientsOf(b, name);
    std::vector<Rational> quotient;
    if (rest.size() >= divisor.size())
        quotient.resize(rest.size() - divisor.size() + 1);
    for (size_t k = quotient.size(); k-- > 0;) {
        control::poll();
        quotient[k] = rest[k + divisor.size() - 1] / divisor.back();
        for (size_t j = 0; j < divisor.size(); ++j)
            rest[k + j] = rest[k + j] - quotient[k] * divisor[j];
    }
    return {fromCoefficients(quotient, name), fromCoefficients(rest, name)};
}

namespace {

// A polynomial in one variable as an exact series, over the ring that its coefficients need.
SeriesRef polynomialSeries(const Rational &p, const std::string &name) {
    General general;
    std::vector<std::string> names;
    const auto coefficients = coefficientsOf(p, name);
    bool laurent = true;
    for (size_t e = 0; e < coefficients.size(); ++e) {
        if (coefficients[e].isZero())
            continue;
        general.exponents.push_back(static_cast<int64_t>(e));
        general.coefficients.push_back(coefficients[e]);
        laurent = laurent && coefficients[e].isLaurent();
        for (auto &used : coefficients[e].used())
            names.push_back(std::move(used));
    }
    const bool numbers = names.empty();
    const auto ring = laurent ? ringLaurent(std::move(names)) : ringRatfun(std::move(names));
    const auto series = normalGeneral(ring, std::nullopt, std::move(general));
    return numbers ? changeRing(series, ringQ()) : series;
}

} // namespace

SeriesRef toSeries(const Rational &a, const std::string &name, int64_t order) {
    if (a.isZero())
        return zeroSeries(ringQ(), std::nullopt);
    return div(polynomialSeries(numeratorOf(a), name), polynomialSeries(denominatorOf(a), name), order);
}

} // namespace durfee
