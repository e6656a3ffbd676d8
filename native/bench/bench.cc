// durfee_bench TASK SIZE [THREADS]: runs one benchmark task with the kernels that the addon calls, and prints one line
// of JSON:
//   {"task","size","threads","cpuSeconds","wallSeconds","peakBytes","checksum":[...]}
// With --watch PROGRAM ARGUMENTS it runs a peer instead and reports that program's peak memory. Short steps are
// repeated for 0.3 s of CPU time and averaged. Input is made before the clock starts, as for the peers. Tasks and
// checksums are those of test/bench/tasks.json.

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kernel/kernels.h"
#include "ring/control.h"
#include "ring/error.h"
#include "ring/memory.h"

namespace {

using namespace durfee;
using namespace durfee::kernel;

constexpr uint64_t kPrime = 1000000007;

double seconds(clockid_t clock) {
    timespec t;
    clock_gettime(clock, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// Last value, sum of c_n, sum of (n+1) c_n, all modulo kPrime.
struct Checksum {
    uint64_t last = 0, sum = 0, weighted = 0;
    void add(uint64_t index, uint64_t value) {
        last = value;
        sum = (sum + value) % kPrime;
        weighted = (weighted + (index + 1) % kPrime * value) % kPrime;
    }
};

class Vector {
  public:
    explicit Vector(slong n) : n_(n), data_(_fmpz_vec_init(n)) {}
    ~Vector() { _fmpz_vec_clear(data_, n_); }
    Vector(const Vector &) = delete;
    fmpz *data() { return data_; }
    slong size() const { return n_; }
    Checksum checksum(uint64_t factor = 1) const {
        Checksum c;
        for (slong i = 0; i < n_; i++)
            c.add(static_cast<uint64_t>(i), fmpz_fdiv_ui(data_ + i, kPrime) * factor % kPrime);
        return c;
    }

  private:
    slong n_;
    fmpz *data_;
};

/// What a task does once, and what its answer is.
struct Run {
    std::function<void()> step;
    std::function<std::vector<uint64_t>()> answer;
};

std::vector<uint64_t> list(const Checksum &c) { return {c.last, c.sum, c.weighted}; }

Run series(slong n, std::function<void(fmpz *)> fill, uint64_t factor = 1) {
    auto out = std::make_shared<Vector>(n);
    return {[out, fill] { fill(out->data()); }, [out, factor] { return list(out->checksum(factor)); }};
}

Run eta(slong n, std::vector<EtaFactor> factors, uint64_t factor = 1) {
    return series(
        n, [n, factors](fmpz *out) { etaQuotient(out, n, factors); }, factor);
}

uint64_t splitmix(uint64_t &state) {
    uint64_t z = (state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

std::shared_ptr<Vector> random100(slong n, uint64_t seed) {
    auto v = std::make_shared<Vector>(n);
    for (slong i = 0; i < n; i++) {
        const uint64_t low = splitmix(seed), high = splitmix(seed) >> 28;
        fmpz_set_ui(v->data() + i, high);
        fmpz_mul_2exp(v->data() + i, v->data() + i, 64);
        fmpz_add_ui(v->data() + i, v->data() + i, low);
    }
    return v;
}

Run partitionNumberTask(slong n) {
    auto out = std::make_shared<Vector>(1);
    return {[out, n] { partitionNumber(out->data(), static_cast<uint64_t>(n)); },
            [out] {
                return std::vector<uint64_t>{fmpz_fdiv_ui(out->data(), kPrime), 0, 0};
            }};
}

Run eulerTask(slong n) {
    auto out = std::make_shared<SparseSeries>();
    return {[out, n] { *out = eulerProduct(n); },
            [out, n] {
                Checksum c;
                for (size_t i = 0; i < out->exponents.size(); i++)
                    c.add(static_cast<uint64_t>(out->exponents[i]), out->coefficients[i] < 0 ? kPrime - 1 : 1);
                if (out->exponents.back() != n - 1)
                    c.last = 0;
                return list(c);
            }};
}

Run denseProduct(slong n) {
    const auto a = random100(n, 1), b = random100(n, 2);
    return series(n, [=](fmpz *out) { multiply(out, n, a->data(), n, b->data(), n); });
}

Run eisensteinInverse(slong n) {
    auto e = std::make_shared<Vector>(n);
    eisenstein(e->data(), n, 4);
    return series(n, [=](fmpz *out) { inverse(out, n, e->data(), n); });
}

uint64_t inverseMod(uint64_t a) { return n_invmod(a % kPrime, kPrime); }

Run cubeRoot(slong n) {
    auto euler = std::make_shared<Vector>(n), out = std::make_shared<Vector>(n), den = std::make_shared<Vector>(1);
    const SparseSeries sparse = eulerProduct(n);
    for (size_t i = 0; i < sparse.exponents.size(); i++)
        fmpz_set_si(euler->data() + sparse.exponents[i], sparse.coefficients[i]);
    return {[=] { powerRational(out->data(), den->data(), n, euler->data(), n, 1, 3); },
            [=] { return list(out->checksum(inverseMod(fmpz_fdiv_ui(den->data(), kPrime)))); }};
}

// sum q^i/(s i + 1) over its least common denominator.
std::shared_ptr<Vector> harmonic(slong n, slong s, fmpz_t denominator) {
    auto v = std::make_shared<Vector>(n);
    fmpz_one(denominator);
    fmpz_t k;
    fmpz_init(k);
    for (slong i = 0; i < n; i++) {
        fmpz_set_si(k, s * i + 1);
        fmpz_lcm(denominator, denominator, k);
    }
    for (slong i = 0; i < n; i++)
        fmpz_divexact_si(v->data() + i, denominator, s * i + 1);
    fmpz_clear(k);
    return v;
}

Run rationalProduct(slong n) {
    auto denominators = std::make_shared<Vector>(3), out = std::make_shared<Vector>(n);
    fmpz *d = denominators->data();
    const auto a = harmonic(n, 1, d), b = harmonic(n, 2, d + 1);
    return {[=] {
                multiplyRational(out->data(), denominators->data() + 2, n, a->data(), n, denominators->data(),
                                 b->data(), n, denominators->data() + 1);
            },
            [=] { return list(out->checksum(inverseMod(fmpz_fdiv_ui(denominators->data() + 2, kPrime)))); }};
}

// Packed, as a series keeps them.
Run partitionsPacked(slong n, uint64_t m) {
    auto out = std::make_shared<PackedResidues>();
    return {[=] {
                *out = PackedResidues(static_cast<size_t>(n), m);
                etaQuotientMod(*out, std::vector<EtaFactor>{{1, -1}});
            },
            [=] {
                Checksum c;
                for (slong i = 0; i < n; i++)
                    c.add(static_cast<uint64_t>(i), out->get(static_cast<size_t>(i)));
                return list(c);
            }};
}

Run partitionsModLarge(slong n) {
    auto out = std::make_shared<std::vector<uint64_t>>(static_cast<size_t>(n));
    return {[=] { partitionsMod(out->data(), n, kPrime); },
            [=] {
                Checksum c;
                for (slong i = 0; i < n; i++)
                    c.add(static_cast<uint64_t>(i), (*out)[i]);
                return list(c);
            }};
}

// 1/((q^a;q^5)(q^(5-a);q^5)).
std::vector<UnitFactor> rogersRamanujan(int64_t a) { return {{a, 5, -1, -1, 1}, {5 - a, 5, -1, -1, 1}}; }

Run rogersRamanujanTask(slong n) {
    auto g = std::make_shared<Vector>(n), h = std::make_shared<Vector>(n);
    return {[=] {
                unitProduct(g->data(), n, rogersRamanujan(1));
                unitProduct(h->data(), n, rogersRamanujan(2));
            },
            [=] {
                Checksum c;
                for (slong i = 0; i < n; i++)
                    c.add(static_cast<uint64_t>(i),
                          (fmpz_fdiv_ui(g->data() + i, kPrime) + 2 * fmpz_fdiv_ui(h->data() + i, kPrime)) % kPrime);
                return list(c);
            }};
}

Run rankTask(slong n) {
    auto table = std::make_shared<IntegerTable>();
    return {[=] { *table = rankTable(n, n); },
            [=] {
                uint64_t sum = 0, weighted = 0, last = 0;
                fmpz_t x;
                fmpz_init(x);
                for (slong m = 0; m < n; m++)
                    for (slong i = 0; i < n; i++) {
                        table->get(x, m, i);
                        const uint64_t value = fmpz_fdiv_ui(x, kPrime) * (m ? 2 : 1) % kPrime;
                        if (m == 0)
                            last = value;
                        sum = (sum + value) % kPrime;
                        const uint64_t weight = (static_cast<uint64_t>(m) * m + 1) % kPrime * (i + 1) % kPrime;
                        weighted = (weighted + weight * value) % kPrime;
                    }
                fmpz_clear(x);
                return std::vector<uint64_t>{last, sum, weighted};
            }};
}

Run productTask(slong n) {
    auto g = std::make_shared<Vector>(n);
    unitProduct(g->data(), n, rogersRamanujan(1));
    auto out = std::make_shared<Vector>(n);
    return {[=] { productExponents(out->data(), g->data(), n, false); },
            [=] {
                Checksum c;
                for (slong i = 0; i < n; i++)
                    c.add(static_cast<uint64_t>(i), fmpz_fdiv_ui(out->data() + i, kPrime) * (kPrime - 1) % kPrime);
                return list(c);
            }};
}

Run relationTask(int count, slong degree) {
    slong monomials = 1;
    for (slong i = 1; i < count; i++)
        monomials = monomials * (degree + i) / i;
    const slong rows = monomials + 20;
    auto generators = std::make_shared<std::vector<SparseSeries>>();
    for (int i = 0; i < count; i++)
        generators->push_back(thetaSeries(2 << (i / 2), 0, 0, i % 2 ? -1 : 1, false, rows));
    auto kernel = std::make_shared<std::vector<std::vector<fmpz>>>();
    return {[=] {
                clearKernel(*kernel);
                *kernel = homogeneousRelations(*generators, static_cast<int>(degree), rows);
            },
            [=] {
                return std::vector<uint64_t>{kernel->size(), static_cast<uint64_t>(monomials)};
            }};
}

Run binomialFactors(slong n) {
    auto a = std::make_shared<Vector>(n * n + 1);
    qBinomial(a->data(), 2 * n, n);
    auto factors = std::make_shared<CyclotomicFactors>();
    return {[=] { *factors = *cyclotomicFactors(a->data(), n * n + 1); },
            [=] {
                return std::vector<uint64_t>{factors->factors.size(), static_cast<uint64_t>(n * n)};
            }};
}

Run eulerFactors(slong n) {
    const slong degree = n * (n + 1) / 2;
    auto a = std::make_shared<Vector>(degree + 1);
    const UnitFactor product[] = {{1, 1, n, 1, 1}};
    unitProduct(a->data(), degree + 1, product);
    auto factors = std::make_shared<CyclotomicFactors>();
    return {[=] { *factors = *cyclotomicFactors(a->data(), degree + 1); },
            [=] {
                return std::vector<uint64_t>{factors->factors.size(), static_cast<uint64_t>(degree)};
            }};
}

using Task = std::function<Run(slong)>;

const std::map<std::string, Task> &tasks() {
    static const std::map<std::string, Task> table = {
        {"T1",
         [](slong n) {
             return eta(n, {{1, -1}});
         }},
        {"T2", partitionNumberTask},
        {"T3", eulerTask},
        {"T4", [](slong n) { return series(n, [n](fmpz *out) { ramanujanTau(out, n); }); }},
        {"T5a",
         [](slong n) {
             return eta(n, {{2, 5}, {1, -2}, {4, -2}});
         }},
        {"T5b",
         [](slong n) {
             return eta(n, {{2, 1}, {1, -2}});
         }},
        {"T5c",
         [](slong n) {
             return eta(n, {{5, 5}, {1, -6}}, 5);
         }},
        {"T6k4", [](slong n) { return series(n, [n](fmpz *out) { thetaPower(out, n, 4); }); }},
        {"T6k8", [](slong n) { return series(n, [n](fmpz *out) { thetaPower(out, n, 8); }); }},
        {"T6k4generic",
         [](slong n) {
             return eta(n, {{2, 20}, {1, -8}, {4, -8}});
         }},
        {"T6k8generic",
         [](slong n) {
             return eta(n, {{2, 40}, {1, -16}, {4, -16}});
         }},
        {"T7", denseProduct},
        {"T8", eisensteinInverse},
        {"T9a",
         [](slong n) {
             return eta(n, {{1, -5}});
         }},
        {"T9b", cubeRoot},
        {"T10", rationalProduct},
        {"T11a", [](slong n) { return partitionsPacked(n, 5); }},
        {"T11b", partitionsModLarge},
        {"T12", rogersRamanujanTask},
        {"T13", rankTask},
        {"T14", productTask},
        {"T15k3", [](slong d) { return relationTask(3, d); }},
        {"T15k4", [](slong d) { return relationTask(4, d); }},
        {"T15k6", [](slong d) { return relationTask(6, d); }},
        {"T16", [](slong n) { return series(n, [n](fmpz *out) { mockThetaF(out, n); }); }},
        {"T16sum",
         [](slong n) { return series(n, [n](fmpz *out) {
                           eulerianSum(out, n, {2, 0, 0, 1, {{-1, 1, 1, 0, -2}}});
                       }); }},
        {"T17", [](slong n) { return series(n * n + 1, [n](fmpz *out) { qBinomial(out, 2 * n, n); }); }},
        {"T19", binomialFactors},
        {"T19p", eulerFactors},
        {"mod2", [](slong n) { return partitionsPacked(n, 2); }},
        {"mod13", [](slong n) { return partitionsPacked(n, 13); }},
        {"mod10007", [](slong n) { return partitionsPacked(n, 10007); }},
        {"mod2147483647", [](slong n) { return partitionsPacked(n, 2147483647); }},
        {"mod4611686018427387847", [](slong n) { return partitionsPacked(n, 4611686018427387847); }},
        {"T20", [](slong n) { return series(n, [n](fmpz *out) { jInvariant(out, n); }); }},
    };
    return table;
}

uint64_t peakBytes() {
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
#if defined(__APPLE__)
    return static_cast<uint64_t>(usage.ru_maxrss);
#else
    return static_cast<uint64_t>(usage.ru_maxrss) * 1024;
#endif
}

// Starts a peer's program, passes its output on, and reports its peak memory.
int watch(char **command) {
    const pid_t child = fork();
    if (child == 0) {
        execv(command[0], command);
        _exit(127);
    }
    int status = 1;
    rusage used{};
    if (child < 0 || wait4(child, &status, 0, &used) < 0)
        return 1;
    std::printf("peakBytes %llu\n", static_cast<unsigned long long>(used.ru_maxrss) * 1024);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int usage() {
    std::fprintf(stderr, "usage: durfee_bench TASK SIZE [THREADS]\ntasks:");
    for (const auto &[name, task] : tasks())
        std::fprintf(stderr, " %s", name.c_str());
    std::fprintf(stderr, "\n");
    return 2;
}

} // namespace

int main(int argc, char **argv) {
    if (argc > 2 && std::string(argv[1]) == "--watch")
        return watch(argv + 2);
    memory::install();
    if (argc < 3)
        return usage();
    const auto found = tasks().find(argv[1]);
    const slong size = std::atol(argv[2]);
    const int threads = argc > 3 ? std::atoi(argv[3]) : 1;
    if (found == tasks().end() || size < 1)
        return usage();
    control::setThreads(threads);
    try {
        const Run run = found->second(size);
        double cpu = 0, wall = 0;
        int count = 0;
        do {
            const double cpuStart = seconds(CLOCK_PROCESS_CPUTIME_ID), wallStart = seconds(CLOCK_MONOTONIC);
            run.step();
            cpu += seconds(CLOCK_PROCESS_CPUTIME_ID) - cpuStart;
            wall += seconds(CLOCK_MONOTONIC) - wallStart;
            count++;
        } while (cpu < 0.3 && count < 100000);
        std::printf("{\"task\":\"%s\",\"size\":%ld,\"threads\":%d,\"cpuSeconds\":%.9f,\"wallSeconds\":%.9f,"
                    "\"peakBytes\":%llu,\"checksum\":[",
                    argv[1], size, threads, cpu / count, wall / count, static_cast<unsigned long long>(peakBytes()));
        const std::vector<uint64_t> answer = run.answer();
        for (size_t i = 0; i < answer.size(); i++)
            std::printf("%s%llu", i ? "," : "", static_cast<unsigned long long>(answer[i]));
        std::printf("]}\n");
    } catch (const Error &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
