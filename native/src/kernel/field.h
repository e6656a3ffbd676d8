#pragma once
// Truncated power series modulo one 50-bit prime.
//
// Primes are p = 1 mod 2^30 just below 2^50, in descending order, so that every transform up to 2^30 points exists for
// each of them. A series is an array of balanced residues. Transform lengths are 2^k and 3 2^(k-1); Newton iterations
// use the cyclic wrap of 2^k: the part of a product that is known already absorbs it.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "kernel/buffer.h"
#include "kernel/vector.h"

namespace durfee::kernel {

/// The index-th prime, 2^50 > p_0 > p_1 > ...
uint64_t primeAt(size_t index);
/// A lower bound of log2(p_0 ... p_{count-1}).
double primeBits(size_t count);
/// Least count with p_0 ... p_{count-1} > 2^(bits + 1), enough for integers of absolute value at most 2^bits.
size_t primesFor(double bits);

/// Number of points of a transform: 2^log2, or 3 2^(log2-1).
struct Shape {
    int log2;
    bool three;
    size_t points() const { return three ? size_t{3} << (log2 - 1) : size_t{1} << log2; }
};
/// The cheapest shape of at least n points.
Shape shapeFor(size_t n);
/// Least k >= 4 with 2^k >= n.
int log2For(size_t n);

/// Arrays that one thread reuses from prime to prime.
struct Workspace {
    Buffer<double> a, b, c, d, roots, inverseRoots;
};

class Field {
  public:
    /// Tables for transforms of up to 2^log2 points.
    static std::shared_ptr<const Field> make(size_t index, int log2);
    /// The same, with long tables in the workspace: one field a workspace at a time.
    static std::shared_ptr<const Field> make(size_t index, int log2, Workspace &w);

    uint64_t prime() const { return p_; }
    const VectorField &view() const { return view_; }
    double balanced(uint64_t residue) const {
        return residue > p_ / 2 ? -static_cast<double>(p_ - residue) : static_cast<double>(residue);
    }
    double balanced(int64_t value) const;
    uint64_t residue(double balancedValue) const {
        return balancedValue < 0 ? p_ - static_cast<uint64_t>(-balancedValue) : static_cast<uint64_t>(balancedValue);
    }
    double times(double a, double b) const;
    double inverseOf(double a) const;

    void forward(double *x, Shape shape) const;
    /// The transform of the first n entries of x, the rest taken as zeros.
    void forward(double *x, size_t n, Shape shape) const;
    /// x = inverse transform of (x y), scaled; y may be x.
    void product(double *x, const double *y, Shape shape, double scale = 1) const;
    /// x = inverse transform of x^2 + q y^2, scaled: the even part of (a(q^2) + q b(q^2))^2 from transforms of a and b.
    void squareSum(double *x, const double *y, Shape shape) const;
    /// x = inverse transform of x, scaled.
    void backward(double *x, Shape shape) const;
    /// sum += x y entry by entry, of transforms; sum stays balanced.
    void addProduct(double *sum, const double *x, const double *y, Shape shape) const;
    void reduce(double *x, size_t n) const { vectorOps().reduce(view_, x, x, n); }

    /// r = f g mod q^n; r may be f or g. Cost: 3 E(|f| + |g|), 2 when f is g.
    void multiply(double *r, size_t n, const double *f, size_t fn, const double *g, size_t gn, Workspace &w) const;
    /// g = 1/f mod q^n, f[0] a unit. Cost: 10 E(n).
    void invert(double *g, const double *f, size_t fn, size_t n, Workspace &w) const;
    /// h = u/f mod q^n (Karp and Markstein): 13 E(n). h may be u.
    void divide(double *h, const double *u, size_t un, const double *f, size_t fn, size_t n, Workspace &w) const;
    /// c with c_0 = 1 and k c_k = sum over 1 <= j <= k of l_j c_{k-j} (q c' = l c): 20 E(n). Lengths n; l_0 = 0.
    void integrate(double *c, const double *l, size_t n, Workspace &w) const;

    Field(size_t index, int log2, Workspace *lender);
    ~Field();
    Field(const Field &) = delete;

  private:
    uint64_t p_, reciprocal_; // the latter as FLINT's multiplication of words takes it
    VectorField view_;
    Buffer<double> roots_, inverseRoots_;
    Workspace *lender_;
};

} // namespace durfee::kernel
