#include "ring/pieces.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>
#include <vector>

#include "ring/control.h"
#include "ring/error.h"
#include "ring/integer.h"

namespace durfee {

namespace {

// Products of terms, counted in machine words, that FLINT does in about 50 ms.
constexpr double kPiece = 2e6;

class Polynomial {
  public:
    explicit Polynomial(const fmpz_mpoly_ctx_struct *context) : context_(context) { fmpz_mpoly_init(value_, context_); }
    // Terms [from, from + length) of p.
    Polynomial(const fmpz_mpoly_struct *p, slong from, slong length, const fmpz_mpoly_ctx_struct *context)
        : context_(context) {
        fmpz_mpoly_init3(value_, length, p->bits, context);
        const slong words = mpoly_words_per_exp(p->bits, context->minfo);
        std::memcpy(value_->exps, p->exps + words * from, static_cast<size_t>(words * length) * sizeof(ulong));
        for (slong i = 0; i < length; ++i)
            fmpz_set(value_->coeffs + i, p->coeffs + from + i);
        _fmpz_mpoly_set_length(value_, length, context);
    }
    Polynomial(Polynomial &&other) noexcept : Polynomial(other.context_) {
        fmpz_mpoly_swap(value_, other.value_, context_);
    }
    Polynomial(const Polynomial &) = delete;
    Polynomial &operator=(const Polynomial &) = delete;
    ~Polynomial() { fmpz_mpoly_clear(value_, context_); }

    operator fmpz_mpoly_struct *() { return value_; }
    operator const fmpz_mpoly_struct *() const { return value_; }

  private:
    const fmpz_mpoly_ctx_struct *context_;
    fmpz_mpoly_t value_;
};

double limbs(const fmpz_mpoly_struct *p) {
    const slong bits = fmpz_mpoly_max_bits(p);
    return 1 + std::floor(static_cast<double>(bits < 0 ? -bits : bits) / 62);
}

// Work of a product whose terms are multiplied one by one.
double termwise(const fmpz_mpoly_struct *a, const fmpz_mpoly_struct *b) {
    const double words = limbs(a) * limbs(b);
    return static_cast<double>(a->length) * static_cast<double>(b->length) * (words > 1 ? words + 3 : 1);
}

// FLINT lays a small box of exponents out and multiplies as in one variable, faster by far than term by term.
bool isDense(const fmpz_mpoly_struct *a, const fmpz_mpoly_struct *b, const fmpz_mpoly_ctx_struct *context) {
    const auto count = static_cast<size_t>(context->minfo->nvars);
    std::vector<slong> first(count + 1), second(count + 1);
    fmpz_mpoly_degrees_si(first.data(), a, context);
    fmpz_mpoly_degrees_si(second.data(), b, context);
    double box = 1;
    for (size_t k = 0; k < count; ++k)
        box *= static_cast<double>(first[k]) + static_cast<double>(second[k]) + 1;
    return box < static_cast<double>(a->length) * static_cast<double>(b->length) / 16;
}

// Sums whose lengths grow like 1, 2, 4, …, so that each term is added a logarithmic number of times.
class Sum {
  public:
    explicit Sum(const fmpz_mpoly_ctx_struct *context) : context_(context) {}

    void add(Polynomial &&part) {
        parts_.emplace_back(std::move(part), 1);
        while (parts_.size() > 1 && parts_[parts_.size() - 2].second <= parts_.back().second)
            join();
    }

    void moveTo(fmpz_mpoly_struct *out) {
        while (parts_.size() > 1)
            join();
        if (parts_.empty())
            fmpz_mpoly_zero(out, context_);
        else
            fmpz_mpoly_swap(out, parts_.back().first, context_);
    }

  private:
    void join() {
        control::poll();
        Polynomial both(context_);
        const int weight = parts_.back().second + parts_[parts_.size() - 2].second;
        fmpz_mpoly_add(both, parts_.back().first, parts_[parts_.size() - 2].first, context_);
        parts_.pop_back();
        parts_.pop_back();
        parts_.emplace_back(std::move(both), weight);
    }

    const fmpz_mpoly_ctx_struct *context_;
    std::vector<std::pair<Polynomial, int>> parts_;
};

} // namespace

void multiplyInPieces(fmpz_mpoly_struct *out, const fmpz_mpoly_struct *a, const fmpz_mpoly_struct *b,
                      const fmpz_mpoly_ctx_struct *context) {
    control::poll();
    const double work = termwise(a, b);
    if (work < kPiece || !fmpz_mpoly_degrees_fit_si(a, context) || !fmpz_mpoly_degrees_fit_si(b, context) ||
        isDense(a, b, context)) {
        fmpz_mpoly_mul(out, a, b, context);
        return;
    }
    // A product of two equally long pieces has the fewest terms for its work.
    const double perTerm = work / static_cast<double>(a->length) / static_cast<double>(b->length);
    const auto side = static_cast<slong>(std::max(1.0, std::sqrt(kPiece / perTerm)));
    const slong shorter = std::min({side, a->length, b->length});
    const auto longer = static_cast<slong>(std::max(1.0, kPiece / perTerm / static_cast<double>(shorter)));
    const auto &wide = a->length >= b->length ? a : b;
    const auto &narrow = a->length >= b->length ? b : a;
    Sum sum(context);
    for (slong i = 0; i < narrow->length; i += shorter) {
        Polynomial left(narrow, i, std::min(shorter, narrow->length - i), context);
        for (slong k = 0; k < wide->length; k += longer) {
            control::poll();
            Polynomial right(wide, k, std::min(longer, wide->length - k), context), part(context);
            fmpz_mpoly_mul(part, left, right, context);
            sum.add(std::move(part));
        }
    }
    sum.moveTo(out);
}

namespace {

// (u + t)^n = sum of binom(n, k) u^(n-k) t^k for the last term t: powers of shorter polynomials, with few terms in
// common.
void powerByBinomials(fmpz_mpoly_struct *out, const fmpz_mpoly_struct *p, ulong exponent, double terms,
                      const fmpz_mpoly_ctx_struct *context) {
    const Polynomial u(p, 0, p->length - 1, context), t(p, p->length - 1, 1, context);
    Polynomial monomial(context);
    fmpz_mpoly_one(monomial, context);
    Integer binomial(1);
    Sum sum(context);
    for (ulong k = 0;; ++k) {
        control::poll();
        Polynomial power(context), part(context), next(context);
        const double share = static_cast<double>(p->length - 1) / static_cast<double>(exponent - k + 1);
        powerInPieces(power, u, exponent - k, terms * std::min(1.0, share), context);
        fmpz_mpoly_mul(part, power, monomial, context);
        fmpz_mpoly_scalar_mul_fmpz(part, part, binomial, context);
        sum.add(std::move(part));
        if (k == exponent)
            break;
        fmpz_mpoly_mul(next, monomial, t, context);
        fmpz_mpoly_swap(monomial, next, context);
        fmpz_mul_ui(binomial, binomial, exponent - k);
        fmpz_divexact_ui(binomial, binomial, k + 1);
    }
    sum.moveTo(out);
}

// Binary powering, whose products come in pieces.
void powerBySquares(fmpz_mpoly_struct *out, const fmpz_mpoly_struct *p, ulong exponent,
                    const fmpz_mpoly_ctx_struct *context) {
    Polynomial power(p, 0, p->length, context);
    for (int bit = static_cast<int>(FLINT_BIT_COUNT(exponent)) - 2; bit >= 0; --bit) {
        Polynomial square(context);
        multiplyInPieces(square, power, power, context);
        fmpz_mpoly_swap(power, square, context);
        if ((exponent >> bit & 1) == 0)
            continue;
        Polynomial next(context);
        multiplyInPieces(next, power, p, context);
        fmpz_mpoly_swap(power, next, context);
    }
    fmpz_mpoly_swap(out, power, context);
}

} // namespace

void powerInPieces(fmpz_mpoly_struct *out, const fmpz_mpoly_struct *p, ulong exponent, double terms,
                   const fmpz_mpoly_ctx_struct *context) {
    control::poll();
    const double length = static_cast<double>(p->length), n = static_cast<double>(exponent);
    const double bits = n * (62 * limbs(p) + std::log2(length + 1));
    if (exponent < 2 || p->length < 3 || terms * length * std::min(4.0, 1 + bits / 1024) < kPiece) {
        if (!fmpz_mpoly_pow_ui(out, p, exponent, context))
            fail(Code::TooLarge, "The power ", exponent, " is too large.");
        return;
    }
    // Whether the monomials of the power are all different, or fill their box.
    const double different =
        std::exp(std::min(600.0, std::lgamma(length + n) - std::lgamma(n + 1) - std::lgamma(length)));
    if (terms > different / 4)
        powerByBinomials(out, p, exponent, terms, context);
    else
        powerBySquares(out, p, exponent, context);
}

} // namespace durfee
