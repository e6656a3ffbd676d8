#include "ring/pieces.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "kernel/kernels.h"
#include "ring/control.h"
#include "ring/error.h"
#include "ring/integer.h"
#include "ring/long.h"

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
    fmpz_mpoly_struct *operator->() { return value_; }
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

// Moves a coefficient to the end of `out`.
void pushTerm(fmpz_mpoly_struct *out, fmpz *coefficient, const std::vector<ulong> &exponents,
              const fmpz_mpoly_ctx_struct *context) {
    fmpz_mpoly_push_term_ui_ui(out, 1, exponents.data(), context);
    fmpz_swap(out->coeffs + out->length - 1, coefficient);
}

// The box of exponents of a product, first variable outermost, as one long row: where products of terms fill it, they
// are multiplied as in one variable.
class Box {
  public:
    Box(const fmpz_mpoly_struct *a, const fmpz_mpoly_struct *b, const fmpz_mpoly_ctx_struct *context)
        : context_(context), sides_(static_cast<size_t>(context->minfo->nvars)), size_(1) {
        const std::vector<slong> first = degrees(a), second = degrees(b);
        for (size_t k = 0; k < sides_.size(); ++k) {
            const double side = static_cast<double>(first[k]) + static_cast<double>(second[k]) + 1;
            size_ *= side;
            // Past 2^53 the box is not laid out.
            sides_[k] = side < 0x1p53 ? static_cast<ulong>(side) : 0;
        }
    }
    /// Whether laying it out pays.
    bool pays(const fmpz_mpoly_struct *a, const fmpz_mpoly_struct *b) const {
        const auto left = static_cast<double>(a->length), right = static_cast<double>(b->length);
        return size_ < left * right / 16 && size_ < 64 * (left + right);
    }
    IntegerVector row(const fmpz_mpoly_struct *p) const {
        std::vector<ulong> exponents(sides_.size() + 1);
        slong length = 0;
        IntegerVector row;
        // Terms fall, so that the first is the farthest.
        for (slong i = 0; i < p->length; ++i) {
            fmpz_mpoly_get_term_exp_ui(exponents.data(), p, i, context_);
            ulong at = 0;
            for (size_t k = 0; k < sides_.size(); ++k)
                at = at * sides_[k] + exponents[k];
            if (i == 0) {
                length = static_cast<slong>(at) + 1;
                row = IntegerVector(length);
            }
            fmpz_set(row.at(static_cast<slong>(at)), p->coeffs + i);
        }
        return row;
    }
    void store(fmpz_mpoly_struct *out, IntegerVector row) const {
        std::vector<ulong> exponents(sides_.size() + 1);
        fmpz_mpoly_zero(out, context_);
        for (slong i = row.size(); i-- > 0;) {
            if (fmpz_is_zero(row.at(i)))
                continue;
            auto at = static_cast<ulong>(i);
            for (size_t k = sides_.size(); k-- > 0;) {
                exponents[k] = at % sides_[k];
                at /= sides_[k];
            }
            pushTerm(out, row.at(i), exponents, context_);
            if ((i & 0xffff) == 0)
                control::poll();
        }
    }

  private:
    std::vector<slong> degrees(const fmpz_mpoly_struct *p) const {
        std::vector<slong> list(sides_.size() + 1);
        fmpz_mpoly_degrees_si(list.data(), p, context_);
        return list;
    }
    const fmpz_mpoly_ctx_struct *context_;
    std::vector<ulong> sides_;
    double size_;
};

void multiplyInBox(fmpz_mpoly_struct *out, const fmpz_mpoly_struct *a, const fmpz_mpoly_struct *b, const Box &box) {
    const IntegerVector x = box.row(a), y = a == b ? IntegerVector() : box.row(b);
    const IntegerVector &second = a == b ? x : y;
    IntegerVector product(x.size() + second.size() - 1);
    kernel::multiply(product.data(), product.size(), x.data(), x.size(), second.data(), second.size());
    box.store(out, std::move(product));
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
    if (work < kPiece || !fmpz_mpoly_degrees_fit_si(a, context) || !fmpz_mpoly_degrees_fit_si(b, context))
        return fmpz_mpoly_mul(out, a, b, context);
    const Box box(a, b, context);
    if (box.pays(a, b))
        return multiplyInBox(out, a, b, box);
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

// Terms m, m t, m t^2, ... of a polynomial for one monomial m and one quotient of monomials t, some of them missing:
// all polynomials in one variable, and those of two terms.
class Line {
  public:
    static std::optional<Line> of(const fmpz_mpoly_struct *p, const fmpz_mpoly_ctx_struct *context) {
        Line line;
        line.start_ = exponents(p, p->length - 1, context);
        line.step_ = difference(exponents(p, 0, context), line.start_);
        slong common = 0;
        for (const slong e : line.step_)
            common = std::gcd(common, e);
        for (slong &e : line.step_)
            e /= common;
        const auto along = static_cast<size_t>(
            std::find_if(line.step_.begin(), line.step_.end(), [](slong e) { return e != 0; }) - line.step_.begin());
        for (slong i = 0; i < p->length; ++i) {
            const auto here = difference(exponents(p, i, context), line.start_);
            const slong k = here[along] / line.step_[along];
            for (size_t v = 0; v < here.size(); ++v)
                if (here[v] != k * line.step_[v])
                    return std::nullopt;
            line.places_.push_back(k);
        }
        return line;
    }
    /// Terms of a power that fills the line.
    double terms(ulong exponent) const {
        return static_cast<double>(places_.front() / narrow()) * static_cast<double>(exponent) + 1;
    }
    void power(fmpz_mpoly_struct *out, const fmpz_mpoly_struct *p, ulong exponent, double bits,
               const fmpz_mpoly_ctx_struct *context) const {
        const slong unit = narrow(), length = places_.front() / unit + 1;
        IntegerVector x(length), row((length - 1) * static_cast<slong>(exponent) + 1);
        for (slong i = 0; i < p->length; ++i)
            fmpz_set(x.at(places_[static_cast<size_t>(i)] / unit), p->coeffs + i);
        wholePower(row.data(), x.data(), length, exponent, bits);
        std::vector<ulong> at(start_.size() + 1);
        fmpz_mpoly_zero(out, context);
        for (slong i = row.size(); i-- > 0;) {
            if (fmpz_is_zero(row.at(i)))
                continue;
            for (size_t v = 0; v < start_.size(); ++v)
                at[v] = exponent * static_cast<ulong>(start_[v]) + static_cast<ulong>(i * unit * step_[v]);
            pushTerm(out, row.at(i), at, context);
        }
    }

  private:
    static std::vector<slong> exponents(const fmpz_mpoly_struct *p, slong i, const fmpz_mpoly_ctx_struct *context) {
        std::vector<slong> list(static_cast<size_t>(context->minfo->nvars));
        fmpz_mpoly_get_term_exp_si(list.data(), p, i, context);
        return list;
    }
    static std::vector<slong> difference(std::vector<slong> a, const std::vector<slong> &b) {
        for (size_t v = 0; v < a.size(); ++v)
            a[v] -= b[v];
        return a;
    }
    // The greatest common divisor of the places.
    slong narrow() const {
        slong common = 0;
        for (const slong k : places_)
            common = std::gcd(common, k);
        return common;
    }

    std::vector<slong> start_, step_, places_;
};

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
    const double bits = n * (static_cast<double>(FLINT_ABS(fmpz_mpoly_max_bits(p))) + std::log2(length + 1));
    const auto byLibrary = [&](const fmpz_mpoly_struct *base) {
        if (!fmpz_mpoly_pow_ui(out, base, exponent, context))
            fail(Code::TooLarge, "The power ", exponent, " is too large.");
    };
    if (exponent < 2 || terms * length * (4 + bits / 64) < kPiece)
        return byLibrary(p);
    if (p->length == 1) {
        Polynomial monic(p, 0, 1, context);
        fmpz_one(monic->coeffs);
        byLibrary(monic);
        return integers::power(out->coeffs, p->coeffs, exponent);
    }
    // Whether the monomials of the power are all different, or fill their box.
    const double different =
        std::exp(std::min(600.0, std::lgamma(length + n) - std::lgamma(n + 1) - std::lgamma(length)));
    if (const auto line = Line::of(p, context); line && line->terms(exponent) <= 2 * different)
        line->power(out, p, exponent, bits, context);
    else if (terms * length * std::max(std::min(4.0, 1 + n * limbs(p) / 16), bits / 2048) < kPiece)
        byLibrary(p);
    else if (terms > different / 4)
        powerByBinomials(out, p, exponent, terms, context);
    else
        powerBySquares(out, p, exponent, context);
}

} // namespace durfee
