// Expanding products over Z: the planner of product.h and the kernels it chooses from.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "kernel/costs.h"
#include "kernel/crt.h"
#include "kernel/divisors.h"
#include "kernel/expand.h"
#include "kernel/kernels.h"
#include "kernel/parallel.h"
#include "kernel/planes.h"
#include "kernel/product.h"
#include "ring/error.h"

namespace durfee::kernel {

void multimodular(fmpz *out, size_t length, const Growth &growth, const ModularSeries &series) {
    Residues residues(length, growth);
    const size_t workers = workerCount(residues.primes());
    std::vector<Workspace> workspaces(workers);
    std::vector<Buffer<double>> images(workers);
    {
        control::Progress progress(control::Stage::Primes, residues.primes());
        parallelFor(residues.primes(), workers, [&](size_t i, size_t worker) {
            if (double *row = residues.whole(i)) {
                series(i, row, workspaces[worker]);
            } else {
                double *image = images[worker].need(length);
                series(i, image, workspaces[worker]);
                residues.store(i, image);
            }
            progress.add(1);
        });
    }
    images.clear();
    workspaces.clear();
    residues.reconstruct(out);
}

void powerModulo(const Field &field, double *x, size_t length, int64_t power, Workspace &w) {
    if (power == 1)
        return;
    Buffer<double> base(length);
    std::memcpy(base.data(), x, length * sizeof(double));
    bool started = false;
    for (;; power /= 2) {
        if (power % 2) {
            if (started)
                field.multiply(x, length, x, length, base.data(), length, w);
            else
                std::memcpy(x, base.data(), length * sizeof(double));
            started = true;
        }
        if (power <= 1)
            return;
        field.multiply(base.data(), length, base.data(), length, base.data(), length, w);
    }
}

namespace {

enum class Method { Theta, Small, Planes, Primes, Exponents };

// n integers whose bits grow like a root of the index up to these: two thirds of them on the average.
double resultBytes(double n, double bits) { return n * (16 + bits / 12); }

std::string figure(double value, const char *unit) {
    char text[48];
    std::snprintf(text, sizeof text, "%.3g %s", value, unit);
    return text;
}

std::string secondsText(double s) {
    return s < 1e-3 ? figure(s * 1e6, "us") : s < 1 ? figure(s * 1e3, "ms") : figure(s, "s");
}

std::string quotientText(const std::vector<SparseFactor> &above, const std::vector<SparseFactor> &below) {
    const auto side = [](const std::vector<SparseFactor> &factors) {
        std::string text;
        for (const SparseFactor &f : factors)
            text +=
                (text.empty() ? "" : " * ") + (f.power == 1 ? f.name : "(" + f.name + ")^" + std::to_string(f.power));
        return text.empty() ? std::string("1") : text;
    };
    return below.empty() ? side(above) : side(above) + " / (" + side(below) + ")";
}

// Multiplications that a power takes by repeated squaring.
double powerSteps(int64_t power) {
    double steps = 0;
    for (; power > 1; power /= 2)
        steps += 1 + power % 2;
    return steps;
}

// A product with an optional numerator, its bound, and what each kernel would cost.
class Expansion {
  public:
    Expansion(const Product &product, std::span<const int64_t> numerator)
        : product_(product), length_(static_cast<size_t>(product.length())) {
        if (!numerator.empty())
            given_ = SmallSeries::from(numerator, length_);
        givenAny_ = !numerator.empty();
        growth_ = bound(false);
        choose();
    }

    void run(fmpz *out);
    Plan plan() const { return {words_, seconds_, bytes_, growth_.at(length_ ? length_ - 1 : 0)}; }
    const Growth &growth() const { return growth_; }
    /// The images modulo primes, whatever the planner chose for Z.
    void prepare();
    void modulo(size_t index, double *image, Workspace &w) const;

  private:
    Growth bound(bool withSeries) const;
    void choose();
    void describe();
    void runPlanes(fmpz *out);
    const Product &product_;
    size_t length_;
    std::optional<SmallSeries> given_;
    bool givenAny_ = false;
    Growth growth_;
    Method method_ = Method::Primes;
    double seconds_ = 0, bytes_ = 0, planesSeconds_ = 0, primesSeconds_ = 0;
    size_t primes_ = 0, levels_ = 0;
    std::string words_;
    std::vector<FlatSeries> flat_;
    bool prepared_ = false;
    std::vector<SmallFactor> above_, below_;
    std::vector<int64_t> exponents_;
};

// The smaller of two majorants: all factors with signs dropped, or the multiplied-out numerator over the denominator.
Growth Expansion::bound(bool withSeries) const {
    std::vector<std::pair<int64_t, int64_t>> denominator;
    bool etaDenominator = true;
    for (const SparseFactor &f : product_.denominator()) {
        etaDenominator = etaDenominator && !f.eta.empty();
        for (const auto &[d, r] : f.eta)
            denominator.push_back({d, -r});
    }
    const EtaMajorant reciprocal(denominator, product_.length());
    return Growth::envelope(length_, [&](double t) {
        double best = product_.logMajorant(t) + (given_ ? given_->logAt(t) : 0);
        if (withSeries && etaDenominator && !above_.empty()) {
            double other = reciprocal(t);
            for (const SmallFactor &f : above_)
                other += static_cast<double>(f.power) * f.series.logAt(t);
            best = std::min(best, other);
        }
        return best;
    });
}

void Expansion::choose() {
    const double n = static_cast<double>(std::max<size_t>(length_, 1));
    const double bits = growth_.at(length_ ? length_ - 1 : 0);
    primes_ = primesFor(bits);
    const double k = static_cast<double>(primes_), points = static_cast<double>(size_t{1} << log2For(length_));
    // Numerator powers that stay small are cheap; what the bound with signs dropped says of them is far too much.
    const bool polynomial = product_.isSparseQuotient() && product_.denominator().empty();
    double transforms = 20;
    if (product_.isSparseQuotient()) {
        transforms = product_.denominator().empty() ? 0 : product_.numerator().empty() && !givenAny_ ? 10 : 13;
        double powers = 0;
        for (const SparseFactor &f : product_.numerator())
            powers += powerSteps(f.power / 3);
        for (const SparseFactor &f : product_.denominator())
            powers += powerSteps(f.power / 3);
        transforms += 4 * powers;
        if (polynomial)
            transforms += 6;
    }
    const double needed = polynomial ? std::min(k, 4.0) : k;
    primesSeconds_ = cost::primesSeconds(n, needed, transforms, points);
    method_ = product_.isSparseQuotient() ? (polynomial ? Method::Small : Method::Primes) : Method::Exponents;
    seconds_ = primesSeconds_ / std::max<double>(1, std::min<double>(control::threads(), needed));
    const double result = resultBytes(n, bits);
    bytes_ = result + 8 * n * needed + 64 * points;
    // Digit planes divide by flat series only, one after another.
    bool flat = product_.isSparseQuotient() && !polynomial;
    double terms = 0;
    for (const SparseFactor &f : product_.denominator()) {
        const std::optional<FlatSeries> series = flatten(f.series);
        flat = flat && series && f.power <= 4;
        if (!flat)
            break;
        for (int64_t i = 0; i < f.power; i++)
            flat_.push_back(*series);
        terms += static_cast<double>(f.power) * static_cast<double>(f.series.exponents.size());
    }
    if (flat) {
        planesSeconds_ = cost::planesSeconds(n, bits, terms);
        if (planesSeconds_ < seconds_) {
            method_ = Method::Planes;
            seconds_ = planesSeconds_;
            bytes_ = result + 16 * n * (1 + bits / 52);
        }
    } else {
        flat_.clear();
    }
    describe();
}

void Expansion::describe() {
    const std::string form = quotientText(product_.numerator(), product_.denominator());
    words_ = product_.text() + (product_.isSparseQuotient() ? " = " + form + ". " : ": no quotient of sparse series. ");
    switch (method_) {
    case Method::Planes:
        words_ += "Division by " + std::to_string(flat_.size()) + " sparse series on digit planes, about " +
                  secondsText(planesSeconds_) + ", rather than modulo " + std::to_string(primes_) + " primes, about " +
                  secondsText(primesSeconds_) + ".";
        break;
    case Method::Primes:
        words_ += "Newton division modulo " + std::to_string(primes_) + " primes of 50 bits, about " +
                  secondsText(primesSeconds_) +
                  (flat_.empty() ? "; the denominator is no flat sparse series."
                                 : ", rather than on digit planes, about " + secondsText(planesSeconds_) + ".");
        break;
    case Method::Small:
        words_ += "The sparse series are multiplied out, modulo as few primes as the coefficients need, about " +
                  secondsText(primesSeconds_) + ".";
        break;
    case Method::Exponents:
        words_ += "Integrated from the logarithmic derivative modulo " + std::to_string(primes_) +
                  " primes of 50 bits, about " + secondsText(primesSeconds_) + ".";
        break;
    case Method::Theta:
        break;
    }
}

void Expansion::prepare() {
    if (prepared_)
        return;
    prepared_ = true;
    if (product_.isSparseQuotient()) {
        auto above = combine(product_.numerator(), length_), below = combine(product_.denominator(), length_);
        if (above && below) {
            above_ = std::move(*above);
            below_ = std::move(*below);
        } else {
            method_ = Method::Exponents;
        }
    } else {
        method_ = Method::Exponents;
    }
    if (method_ == Method::Exponents)
        exponents_ = product_.exponents();
    else if (!above_.empty()) {
        growth_ = bound(true);
        primes_ = primesFor(growth_.at(length_ ? length_ - 1 : 0));
    }
}

void Expansion::modulo(size_t index, double *image, Workspace &w) const {
    const bool products = method_ == Method::Exponents || above_.size() + (given_ ? 1 : 0) > 1 || below_.size() > 1 ||
                          (!above_.empty() && above_[0].power > 1) || (!below_.empty() && below_[0].power > 1);
    const std::shared_ptr<const Field> field = Field::make(index, log2For(products ? 2 * length_ : length_), w);
    const size_t bytes = length_ * sizeof(double);
    if (method_ == Method::Exponents) {
        Buffer<double> l(length_);
        logDerivative(*field, l.data(), exponents_);
        field->integrate(image, l.data(), length_, w);
        if (given_)
            field->multiply(image, length_, image, length_, given_->data(), length_, w);
        return;
    }
    const auto side = [&](double *out, const std::vector<SmallFactor> &factors, const SmallSeries *first) {
        bool started = false;
        Buffer<double> next;
        if (first) {
            std::memcpy(out, first->data(), bytes);
            started = true;
        }
        for (const SmallFactor &f : factors) {
            double *x = started ? next.need(length_) : out;
            std::memcpy(x, f.series.data(), bytes);
            powerModulo(*field, x, length_, f.power, w);
            if (started)
                field->multiply(out, length_, out, length_, x, length_, w);
            started = true;
        }
        return started;
    };
    const bool above = side(image, above_, given_ ? &*given_ : nullptr);
    if (below_.empty()) {
        if (!above) {
            std::memset(image, 0, bytes);
            image[0] = 1;
        }
        return;
    }
    Buffer<double> divisor;
    const double *d = below_[0].series.data();
    if (below_.size() > 1 || below_[0].power > 1) {
        divisor = Buffer<double>(length_);
        side(divisor.data(), below_, nullptr);
        d = divisor.data();
    }
    if (above)
        field->divide(image, image, length_, d, length_, length_, w);
    else
        field->invert(image, d, length_, length_, w);
}

void Expansion::runPlanes(fmpz *out) {
    std::vector<int64_t> start(length_, 0);
    const auto above = combine(product_.numerator(), length_);
    std::optional<SmallSeries> whole;
    bool fits = above.has_value();
    if (fits) {
        for (const SmallFactor &f : *above) {
            fits = fits && f.power == 1;
            if (!fits)
                break;
            whole =
                whole ? whole->times(f.series) : f.series.times(*SmallSeries::from(SparseSeries{{0}, {1}}, length_));
            fits = whole.has_value();
        }
        if (fits && given_)
            whole = whole ? whole->times(*given_) : given_->times(*SmallSeries::from(SparseSeries{{0}, {1}}, length_));
        fits = fits && (whole || (above->empty() && !given_));
    }
    if (!fits) {
        method_ = Method::Primes;
        run(out);
        return;
    }
    if (whole)
        for (size_t i = 0; i < length_; i++)
            start[i] = static_cast<int64_t>(whole->data()[i]);
    else
        start[0] = 1;
    size_t terms = 0;
    for (const FlatSeries &f : flat_)
        terms = std::max(terms, (f.plus.size() + f.minus.size()) * static_cast<size_t>(f.factor));
    Planes planes(start.data(), length_, length_, terms);
    for (const FlatSeries &f : flat_)
        planes = planes.dividedBy(f);
    planes.store(out);
}

void Expansion::run(fmpz *out) {
    if (length_ == 0)
        return;
    if (method_ == Method::Planes)
        return runPlanes(out);
    prepare();
    if (method_ == Method::Small && !givenAny_ && above_.size() == 1 && above_[0].power == 1) {
        for (size_t i = 0; i < length_; i++)
            fmpz_set_si(out + i, static_cast<slong>(above_[0].series.data()[i]));
        return;
    }
    multimodular(out, length_, growth_, [&](size_t i, double *image, Workspace &w) { modulo(i, image, w); });
}

void fillSparse(fmpz *out, slong length, const SparseSeries &series) {
    for (slong i = 0; i < length; i++)
        fmpz_zero(out + i);
    for (size_t i = 0; i < series.exponents.size() && series.exponents[i] < length; i++)
        fmpz_set_si(out + series.exponents[i], series.coefficients[i]);
}

// The divisor sums at q^scale.
void fillEisenstein(fmpz *out, slong length, const EisensteinQuotient &found) {
    if (found.scale == 1)
        return divisorSeries(out, length, found.series);
    const slong count = static_cast<slong>((length + found.scale - 1) / found.scale);
    Integers values(static_cast<size_t>(count));
    divisorSeries(values.data(), count, found.series);
    for (slong i = 0; i < length; i++)
        fmpz_zero(out + i);
    for (slong i = 0; i < count; i++)
        fmpz_swap(out + i * found.scale, values.data() + i);
}

Plan planEisenstein(slong length, const EisensteinQuotient &found) {
    const double n = static_cast<double>(length) / static_cast<double>(found.scale);
    const double m = static_cast<double>(found.series.stride) * n + 2;
    const double bits = found.series.power * std::log2(m) + std::log2(1 + std::log(m)) + 5;
    return {found.reason, 1e-9 * n * (std::log(m) + 10),
            memory::integersSize(n, bits) + 8 * static_cast<double>(length), bits};
}

// An eta quotient that is neither a theta nor an Eisenstein series.
Plan planExpansion(const Expansion &expansion, std::span<const EtaFactor> factors, slong length) {
    Plan plan = expansion.plan();
    // The bound drops signs; what the coefficients come to can be far below it.
    std::vector<std::pair<int64_t, int64_t>> eta;
    for (const EtaFactor &f : factors)
        eta.push_back({f.scale, f.exponent});
    const double n = static_cast<double>(length), expected = expectedEtaBits(eta, n);
    if (expected < plan.resultBits)
        plan.bytes -= resultBytes(n, plan.resultBits) - resultBytes(n, expected);
    return plan;
}

Plan planTheta(slong length, const Recognition &theta) {
    const double n = static_cast<double>(length), terms = 2 * std::sqrt(n) + 1;
    return {theta.reason, 1e-9 * (n + 20 * terms), 8 * n + 64, std::log2(n + 2) / 2 + 2};
}

} // namespace

void etaQuotient(fmpz *out, slong length, std::span<const EtaFactor> factors, const PlanCheck &check) {
    const auto checked = [&](const auto &plan) {
        if (check)
            check(plan());
    };
    if (const std::optional<Recognition> theta = recogniseEtaQuotient(factors, length)) {
        checked([&] { return planTheta(length, *theta); });
        return fillSparse(out, length, theta->series);
    }
    if (const std::optional<EisensteinQuotient> found = recogniseEisenstein(etaMap(factors))) {
        checked([&] { return planEisenstein(length, *found); });
        return fillEisenstein(out, length, *found);
    }
    const Product product = Product::ofEta(factors, length);
    Expansion expansion(product, {});
    checked([&] { return planExpansion(expansion, factors, length); });
    expansion.run(out);
}

Plan planEtaQuotient(std::span<const EtaFactor> factors, slong length) {
    if (const std::optional<Recognition> theta = recogniseEtaQuotient(factors, 1))
        return planTheta(length, *theta);
    if (const std::optional<EisensteinQuotient> found = recogniseEisenstein(etaMap(factors)))
        return planEisenstein(length, *found);
    const Product product = Product::ofEta(factors, length);
    return planExpansion(Expansion(product, {}), factors, length);
}

void unitProduct(fmpz *out, slong length, std::span<const UnitFactor> factors, const PlanCheck &check) {
    const Product product = Product::ofUnits(factors, length);
    Expansion expansion(product, {});
    if (check)
        check(expansion.plan());
    expansion.run(out);
}

Plan planUnitProduct(std::span<const UnitFactor> factors, slong length) {
    const Product product = Product::ofUnits(factors, length);
    return Expansion(product, {}).plan();
}

void seriesTimesProduct(fmpz *out, slong length, std::span<const int64_t> numerator,
                        std::span<const UnitFactor> factors, double trustGrowth) {
    if (length <= 0)
        return;
    for (int64_t c : numerator)
        if (std::abs(static_cast<double>(c)) >= SmallSeries::kLimit)
            fail(Code::TooLarge, "The numerator's coefficients must be below 2^49, and one is ", c, ".");
    const Product product = Product::ofUnits(factors, length);
    Expansion expansion(product, numerator);
    if (trustGrowth <= 0)
        return expansion.run(out);
    expansion.prepare();
    constexpr size_t kCheckPrimes = 2;
    const double proved = expansion.growth().at(length - 1);
    for (double bits = trustGrowth; bits < proved; bits += std::max(50.0, bits / 8)) {
        // Coefficients of such series grow like e^(c sqrt n); every coefficient gets two primes more than that, whose
        // digits must vanish.
        const double c = bits * 0.6931471805599453 / std::sqrt(static_cast<double>(length));
        const Growth expected =
            Growth::envelope(static_cast<size_t>(length), [&](double t) { return c * c / (4 * t); });
        Residues residues(static_cast<size_t>(length), expected.plus(16 + 50 * kCheckPrimes));
        const size_t workers = workerCount(residues.primes());
        std::vector<Workspace> workspaces(workers);
        std::vector<Buffer<double>> images(workers);
        {
            control::Progress progress(control::Stage::Primes, residues.primes());
            parallelFor(residues.primes(), workers, [&](size_t i, size_t worker) {
                double *image = images[worker].need(size_t{1} << log2For(static_cast<size_t>(length)));
                expansion.modulo(i, image, workspaces[worker]);
                residues.store(i, image);
                progress.add(1);
            });
        }
        if (residues.reconstructChecked(out, kCheckPrimes))
            return;
    }
    expansion.run(out);
}

} // namespace durfee::kernel
