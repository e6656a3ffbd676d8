// Long runs of random operations over each ring, for the sanitizers and for leaks: whatever is refused is refused by an
// Error, sums and cuts commute with every operation that allows it, and at the end no memory is held.

#include <functional>

#include "ring/packed.h"
#include "samples.h"

using namespace samples;

namespace {

// Values grow by multiplication; those past this are put back.
constexpr uint64_t kLargest = 60000;

class Pool {
  public:
    Pool(RingRef ring, check::Random &random) : ring_(std::move(ring)), random_(random) {
        for (int i = 0; i < 8; ++i)
            values_.push_back(series(ring_, random_));
    }

    void step() {
        const SeriesRef &a = any(), &b = any();
        try {
            SeriesRef result = operation(a, b);
            read(*result);
            if (result->bytes() > kLargest || result->termCount() > (ring_->flat() ? 200 : 6))
                result = series(ring_, random_);
            values_[random_.next() % values_.size()] = widen(result, ring_);
            check::report(true, "", "", 0);
        } catch (const Error &error) {
            CHECK_WITH(error.code() != Code::Internal, error.what());
        }
    }

  private:
    const SeriesRef &any() { return values_[random_.next() % values_.size()]; }

    SeriesRef operation(const SeriesRef &a, const SeriesRef &b) {
        const int64_t order = random_.between(-4, ring_->flat() ? 40 : 4), small = random_.between(-3, 3);
        const Fraction c{Integer(random_.between(-3, 3)), Integer(random_.between(1, 3))};
        switch (random_.next() % 24) {
        case 0:
        case 1:
            return add(a, b);
        case 2:
            return sub(a, b);
        case 3: {
            const auto product = mul(a, b);
            CHECK(agree(truncate(product, order), mul(a, b, order)));
            return product;
        }
        case 4:
            return mul(a, a, order);
        case 5:
            return inverse(a, order);
        case 6:
            return div(a, b, order);
        case 7: {
            const auto exact = divExact(toPolynomial(a), toPolynomial(b));
            return exact ? exact : a;
        }
        case 8:
            return pow(a, small, order);
        case 9:
            return powRational(a, small, random_.between(1, 3), order);
        case 10:
            return ring_->flat() ? exp(a, std::min<int64_t>(order, 12)) : neg(a);
        case 11:
            return ring_->flat() ? log(a, std::min<int64_t>(order, 12)) : neg(b);
        case 12:
            return thetaDerivative(a);
        case 13:
            return compose(a, c, small);
        case 14:
            return ring_->flat() ? reversion(a, std::min<int64_t>(order, 8)) : a;
        case 15:
            return sift(a, random_.between(0, 5), small);
        case 16:
            return siftAll(a, random_.between(1, 5)).front();
        case 17:
            return shift(a, random_.between(-9, 9));
        case 18:
            return truncate(a, order);
        case 19:
            return scale(a, c);
        case 20: {
            const auto back = deserialize(serialize(*a));
            CHECK(identical(back, a));
            return back;
        }
        case 21:
            return ring_->kind == RingKind::Zm ? changeRing(liftSymmetric(a), ring_) : toPolynomial(a);
        case 22:
            return shift(a, random_.oneIn(2) ? kMaxExponent : -kMaxExponent);
        default:
            return series(ring_, random_);
        }
    }

    void read(const Series &a) {
        const int64_t from = random_.between(-6, 6);
        (void)hash(a);
        (void)terms(a, random_.between(0, 3), 5);
        (void)termIndex(a, from);
        if (!a.order() || *a.order() >= from + 4)
            (void)window(a, from, 4);
        (void)compare(any(), any());
    }

    RingRef ring_;
    check::Random &random_;
    std::vector<SeriesRef> values_;
};

} // namespace

int main() {
    memory::install();
    uint64_t stream = 0;
    const slong usual = packedFrom();
    for (const bool packed : {false, true})
        for (const auto &ring : rings()) {
            if (packed && !ring->wordModulus())
                continue;
            setPackedFrom(packed ? 1 : usual);
            // The first pass fills what is kept between calls, such as tables of roots and buffers of the libraries;
            // the same operations again must then end with the memory that they began with.
            ++stream;
            for (const bool again : {false, true}) {
                const uint64_t before = memory::live();
                {
                    check::Random random(stream);
                    Pool pool(ring, random);
                    for (int i = 0, count = check::cases(500); i < count; ++i)
                        pool.step();
                }
                flint_cleanup();
                if (again)
                    CHECK_WITH(memory::live() <= before + 4096,
                               ring->name() + ": " + std::to_string(before) + " to " + std::to_string(memory::live()));
            }
        }
    return check::finish("operations");
}
