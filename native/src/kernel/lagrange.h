#pragma once
// Chinese remaindering for many primes, by Lagrange's formula on a product tree (Bernstein, Fast multiplication and its
// applications, 2008, section 13; von zur Gathen and Gerhard, Modern Computer Algebra, 10.3).
//
// With P the product of all primes, x = sum of c_i P/p_i - k P for c_i = x_i (P/p_i)^(-1) mod p_i. The sum is formed up
// the tree, two products a node, and k is the rounded sum of c_i/p_i. Nothing is divided.

#include <memory>
#include <vector>

#include "kernel/radix.h"

namespace durfee::kernel {

class Lagrange {
  public:
    /// Trees for the first `count` primes, for each of the counts (ascending).
    static std::vector<Lagrange> family(const std::vector<size_t> &counts);

    size_t count() const { return scales_.size(); }
    /// out[l] for l < lanes from count() rows of kRadixBlock balanced residues, in place: x is overwritten. Right for
    /// integers of absolute value below half the product.
    void combine(fmpz *out, size_t lanes, double *x, Limbs &scratch) const;

  private:
    struct Node {
        size_t first, count;
        Limbs product;
        std::vector<Limbs> cofactors; // of a leaf: product / p_i
        std::unique_ptr<Node> left, right;
    };
    static std::unique_ptr<Node> build(size_t first, size_t count);
    static size_t sum(const Node &node, mp_limb_t *out, const double *c, mp_limb_t *scratch);
    std::vector<double> scales_; // (P/p_i)^(-1) mod p_i, balanced
    std::unique_ptr<Node> root_;
    Limbs half_; // P/2, rounded down
};

} // namespace durfee::kernel
