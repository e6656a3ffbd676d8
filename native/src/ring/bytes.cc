// Series as bytes, for other processes: little-endian words; integers as a signed count of 64-bit limbs and the limbs.

#include <bit>
#include <cstring>

#include "ring/construct.h"
#include "ring/control.h"
#include "ring/packed.h"
#include "ring/reading.h"

namespace durfee {

namespace {

constexpr uint32_t kMagic = 0x31725344;       // "DSr1"
constexpr uint32_t kPackedMagic = 0x70725344; // "DSrp"

class Writer {
  public:
    template <typename Word> void word(Word value) {
        char raw[sizeof value];
        std::memcpy(raw, &value, sizeof value);
        bytes_.append(raw, sizeof value);
    }
    void integer(const fmpz *value) {
        const auto limbs = static_cast<int64_t>(fmpz_is_zero(value) ? 0 : fmpz_size(value));
        word<int64_t>(fmpz_sgn(value) * limbs);
        limbs_.resize(static_cast<size_t>(limbs));
        Integer magnitude;
        fmpz_abs(magnitude, value);
        fmpz_get_ui_array(limbs_.data(), limbs > 0 ? limbs : 1, magnitude);
        for (const ulong limb : limbs_)
            word<uint64_t>(limb);
    }
    void characters(const std::string &value) {
        word<uint64_t>(value.size());
        bytes_ += value;
    }
    std::string take() { return std::move(bytes_); }

  private:
    std::string bytes_;
    std::vector<ulong> limbs_ = std::vector<ulong>(1);
};

class Reader {
  public:
    explicit Reader(const std::string &bytes) : bytes_(bytes) {}
    template <typename Word> Word word() {
        need(sizeof(Word));
        Word value;
        std::memcpy(&value, bytes_.data() + at_, sizeof value);
        at_ += sizeof value;
        return value;
    }
    void integer(fmpz *out) {
        const auto size = word<int64_t>();
        if (size == 0)
            return fmpz_zero(out);
        const uint64_t limbs = size < 0 ? 0 - static_cast<uint64_t>(size) : static_cast<uint64_t>(size);
        if (limbs > (bytes_.size() - at_) / 8)
            failFormat();
        std::vector<ulong> words(limbs);
        for (auto &limb : words)
            limb = word<uint64_t>();
        fmpz_set_ui_array(out, words.data(), static_cast<slong>(limbs));
        if (size < 0)
            fmpz_neg(out, out);
    }
    std::string characters() {
        const auto size = word<uint64_t>();
        need(size);
        at_ += size;
        return bytes_.substr(at_ - size, size);
    }
    /// A count of things that take at least `each` bytes.
    slong count(uint64_t each) {
        const auto value = word<uint64_t>();
        if (value > (bytes_.size() - at_) / each)
            failFormat();
        return static_cast<slong>(value);
    }
    uint64_t remaining() const { return bytes_.size() - at_; }
    void end() const {
        if (at_ != bytes_.size())
            failFormat();
    }
    [[noreturn]] static void failFormat() {
        fail(Code::Argument, "These bytes are not a series as written by this version.");
    }

  private:
    void need(uint64_t size) const {
        if (size > bytes_.size() - at_)
            failFormat();
    }
    const std::string &bytes_;
    size_t at_ = 0;
};

void writeRing(Writer &out, const Ring &ring) {
    out.word<int32_t>(static_cast<int32_t>(ring.kind));
    out.integer(ring.modulus);
    out.word<int64_t>(ring.n);
    out.word<uint64_t>(ring.variables.size());
    for (const auto &name : ring.variables)
        out.characters(name);
}

RingRef readRing(Reader &in) {
    const auto kind = static_cast<RingKind>(in.word<int32_t>());
    Integer modulus;
    in.integer(modulus);
    const auto n = in.word<int64_t>();
    std::vector<std::string> names;
    for (slong k = in.count(8); k > 0; --k)
        names.push_back(in.characters());
    switch (kind) {
    case RingKind::Z:
        return ringZ();
    case RingKind::Q:
        return ringQ();
    case RingKind::Zm:
        return ringZm(modulus);
    case RingKind::Cyclotomic:
        return ringCyclotomic(n);
    case RingKind::Laurent:
        return ringLaurent(std::move(names));
    case RingKind::Ratfun:
        return ringRatfun(std::move(names));
    }
    Reader::failFormat();
}

} // namespace

std::string serialize(const Series &a) {
    Writer out;
    out.word(a.isPacked() ? kPackedMagic : kMagic);
    writeRing(out, *a.ring());
    out.word<int64_t>(a.order() ? 1 : 0);
    out.word<int64_t>(a.order().value_or(0));
    if (a.isPacked()) {
        out.word<int64_t>(a.packed().start);
        out.word<uint64_t>(a.packed().residues.size());
        for (const uint64_t word : a.packed().residues.words())
            out.word<uint64_t>(word);
        return out.take();
    }
    const auto list = static_cast<uint64_t>(a.length());
    out.word<uint64_t>(list);
    for (slong i = 0; i < a.length(); ++i)
        out.word<int64_t>(a.exponentAt(i));
    if (!a.isFlat()) {
        for (const auto &c : a.general().coefficients)
            out.characters(plainText(c));
        return out.take();
    }
    out.integer(a.flat().denominator);
    for (slong i = 0; i < a.flat().numerators.size(); ++i) {
        out.integer(a.flat().numerators.at(i));
        if ((i & 0xffff) == 0)
            control::poll();
    }
    return out.take();
}

namespace {

SeriesRef readPacked(Reader &in, const RingRef &ring, Order order) {
    const auto start = checkedExponent(in.word<int64_t>());
    if (!ring->wordModulus())
        Reader::failFormat();
    const auto count = in.word<uint64_t>();
    // Before anything of that size is made: the words must be there.
    const uint64_t perWord = 64 / static_cast<uint64_t>(kernel::PackedResidues(0, fmpz_get_ui(ring->modulus)).bits());
    if (in.remaining() % 8 != 0 || count / perWord + 1 != in.remaining() / 8)
        Reader::failFormat();
    kernel::PackedResidues residues(count, fmpz_get_ui(ring->modulus));
    for (auto &word : residues.words())
        word = in.word<uint64_t>();
    in.end();
    for (size_t i = 0; i < count; ++i)
        if (residues.get(i) >= residues.modulus())
            Reader::failFormat();
    return packedSeries(ring, order, start, std::move(residues));
}

} // namespace

SeriesRef deserialize(const std::string &bytes) {
    static_assert(std::endian::native == std::endian::little, "The format is little-endian.");
    Reader in(bytes);
    const auto magic = in.word<uint32_t>();
    if (magic != kMagic && magic != kPackedMagic)
        Reader::failFormat();
    const auto ring = readRing(in);
    const bool truncated = in.word<int64_t>() != 0;
    const auto at = in.word<int64_t>();
    const Order order = truncated ? Order(at) : std::nullopt;
    if (magic == kPackedMagic)
        return readPacked(in, ring, order);
    const slong count = in.count(8);
    Exponents exponents;
    for (slong i = 0; i < count; ++i) {
        exponents.push_back(checkedExponent(in.word<int64_t>()));
        if (i > 0 && exponents[static_cast<size_t>(i)] <= exponents[static_cast<size_t>(i) - 1])
            Reader::failFormat();
    }
    if (!ring->flat()) {
        std::vector<Rational> coefficients;
        for (slong i = 0; i < count; ++i)
            coefficients.push_back(parseRational(in.characters()));
        in.end();
        return fromRationals(ring, {exponents.begin(), exponents.end()}, std::move(coefficients), order);
    }
    Integer denominator;
    in.integer(denominator);
    if (denominator.sign() <= 0 || (!ring->hasDenominators() && !denominator.isOne()))
        Reader::failFormat();
    IntegerVector numbers(count * ring->width());
    for (slong i = 0; i < numbers.size(); ++i)
        in.integer(numbers.at(i));
    in.end();
    return normalSparse(ring, order, std::move(exponents), std::move(numbers), std::move(denominator));
}

} // namespace durfee
