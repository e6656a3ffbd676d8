#include "ring/ring.h"

#include <algorithm>
#include <cctype>
#include <numeric>

#include "ring/error.h"

namespace durfee {

namespace {

constexpr int64_t kMaxCyclotomic = 10000;

std::shared_ptr<Ring> simple(RingKind kind) {
    auto ring = std::make_shared<Ring>();
    ring->kind = kind;
    return ring;
}

std::vector<std::string> sortedNames(std::vector<std::string> names) {
    for (const auto &name : names)
        checkName(name);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

std::vector<std::string> unite(const std::vector<std::string> &a, const std::vector<std::string> &b) {
    std::vector<std::string> all;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
    return all;
}

std::string listed(const std::vector<std::string> &names, const char *after) {
    std::string all;
    for (const auto &name : names)
        all += (all.empty() ? "" : ", ") + name + after;
    return all;
}

[[noreturn]] void failJoin(const Ring &a, const Ring &b) {
    fail(Code::Domain, "Series over ", a.name(), " and over ", b.name(), " have no common coefficient ring.");
}

// a.kind <= b.kind.
RingRef joinOrdered(const RingRef &a, const RingRef &b) {
    if (a->kind == RingKind::Z)
        return b;
    if (a->kind == RingKind::Q)
        return b;
    if (a->kind == RingKind::Zm || b->kind == RingKind::Zm)
        failJoin(*a, *b);
    if (a->kind == RingKind::Cyclotomic) {
        if (b->kind == RingKind::Cyclotomic)
            return ringCyclotomic(std::lcm(a->n, b->n));
        failJoin(*a, *b);
    }
    return b->kind == RingKind::Laurent ? ringLaurent(unite(a->variables, b->variables))
                                        : ringRatfun(unite(a->variables, b->variables));
}

} // namespace

std::string Ring::name() const {
    switch (kind) {
    case RingKind::Z:
        return "Z";
    case RingKind::Q:
        return "Q";
    case RingKind::Zm:
        return "Z/" + decimal(modulus);
    case RingKind::Cyclotomic:
        return text("Q(zeta_", n, ")");
    case RingKind::Laurent:
        return "Q[" + listed(variables, "^±1") + "]";
    case RingKind::Ratfun:
        return "Q(" + listed(variables, "") + ")";
    }
    return "?";
}

RingRef ringZ() {
    static const RingRef ring = simple(RingKind::Z);
    return ring;
}

RingRef ringQ() {
    static const RingRef ring = simple(RingKind::Q);
    return ring;
}

RingRef ringZm(const Integer &modulus) {
    if (fmpz_cmp_si(modulus, 2) < 0)
        fail(Code::Domain, "A modulus is an integer of at least 2; given was ", decimal(modulus), ".");
    auto ring = simple(RingKind::Zm);
    ring->modulus = modulus;
    return ring;
}

RingRef ringCyclotomic(int64_t n) {
    if (n < 1 || n > kMaxCyclotomic)
        fail(Code::Domain, "Q(zeta_n) is offered for 1 <= n <= ", kMaxCyclotomic, "; given was n = ", n, ".");
    auto ring = simple(RingKind::Cyclotomic);
    ring->n = n;
    fmpz_poly_t polynomial;
    fmpz_poly_init(polynomial);
    fmpz_poly_cyclotomic(polynomial, static_cast<ulong>(n));
    ring->cyclotomicPolynomial = IntegerVector(fmpz_poly_length(polynomial));
    _fmpz_vec_set(ring->cyclotomicPolynomial.data(), polynomial->coeffs, fmpz_poly_length(polynomial));
    fmpz_poly_clear(polynomial);
    return ring;
}

RingRef ringLaurent(std::vector<std::string> variables) {
    auto ring = simple(RingKind::Laurent);
    ring->variables = sortedNames(std::move(variables));
    return ring;
}

RingRef ringRatfun(std::vector<std::string> variables) {
    auto ring = simple(RingKind::Ratfun);
    ring->variables = sortedNames(std::move(variables));
    return ring;
}

bool sameRing(const Ring &a, const Ring &b) {
    return &a == &b || (a.kind == b.kind && a.modulus == b.modulus && a.n == b.n && a.variables == b.variables);
}

RingRef joinRings(const RingRef &a, const RingRef &b) {
    if (sameRing(*a, *b))
        return a;
    return a->kind <= b->kind ? joinOrdered(a, b) : joinOrdered(b, a);
}

void checkName(const std::string &name) {
    const auto letter = [](unsigned char c) { return std::isalpha(c) != 0 || c == '_' || c >= 0x80; };
    const bool valid =
        !name.empty() && letter(static_cast<unsigned char>(name[0])) &&
        std::all_of(name.begin(), name.end(), [&](unsigned char c) { return letter(c) || std::isdigit(c) != 0; });
    if (!valid)
        fail(Code::Argument, "A variable's name is a letter, then letters, digits or underscores; given was \"",
             name.substr(0, 40), "\".");
}

} // namespace durfee
