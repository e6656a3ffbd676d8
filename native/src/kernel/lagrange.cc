#include "kernel/lagrange.h"

#include <algorithm>
#include <cmath>

#include "kernel/crt.h"
#include "kernel/field.h"

namespace durfee::kernel {

namespace {

constexpr size_t kLeaf = 8;

// -1, 0 or 1 for numbers without leading zeros.
int compare(const mp_limb_t *a, size_t n, const mp_limb_t *b, size_t m) {
    return n != m ? (n < m ? -1 : 1) : n ? mpn_cmp(a, b, static_cast<mp_size_t>(n)) : 0;
}

} // namespace

std::unique_ptr<Lagrange::Node> Lagrange::build(size_t first, size_t count) {
    auto node = std::make_unique<Node>();
    node->first = first;
    node->count = count;
    if (count <= kLeaf) {
        node->product = primeProduct(first, count);
        for (size_t i = 0; i < count; i++) {
            Limbs cofactor(node->product.size());
            mpn_divrem_1(cofactor.data(), 0, node->product.data(), static_cast<mp_size_t>(node->product.size()),
                         primeAt(first + i));
            node->cofactors.push_back(std::move(cofactor));
        }
        return node;
    }
    size_t span = kLeaf;
    while (2 * span < count)
        span *= 2;
    node->left = build(first, span);
    node->right = build(first + span, count - span);
    const Limbs &a = node->left->product, &b = node->right->product;
    node->product.resize(a.size() + b.size());
    node->product.resize(multiplyLimbs(node->product.data(), a.data(), a.size(), b.data(), b.size()));
    return node;
}

std::vector<Lagrange> Lagrange::family(const std::vector<size_t> &counts) {
    // The product of all primes but the i-th, modulo the i-th, kept up from count to count.
    std::vector<uint64_t> others;
    std::vector<Lagrange> trees;
    for (size_t count : counts) {
        const size_t old = others.size();
        others.resize(count, 1);
        for (size_t i = 0; i < count; i++) {
            const uint64_t p = primeAt(i);
            for (size_t j = i < old ? old : 0; j < count; j++)
                if (j != i)
                    others[i] = static_cast<uint64_t>(static_cast<unsigned __int128>(others[i]) * (primeAt(j) % p) % p);
        }
        Lagrange tree;
        tree.root_ = build(0, count);
        for (size_t i = 0; i < count; i++) {
            const uint64_t p = primeAt(i), inverse = n_invmod(others[i], p);
            tree.scales_.push_back(inverse > p / 2 ? -static_cast<double>(p - inverse) : static_cast<double>(inverse));
        }
        tree.half_.resize(tree.root_->product.size());
        mpn_rshift(tree.half_.data(), tree.root_->product.data(), static_cast<mp_size_t>(tree.half_.size()), 1);
        tree.half_.resize(significant(tree.half_.data(), tree.half_.size()));
        trees.push_back(std::move(tree));
    }
    return trees;
}

// sum of c_i product/p_i over the node's primes, without leading zeros.
size_t Lagrange::sum(const Node &node, mp_limb_t *out, const double *c, mp_limb_t *scratch) {
    const size_t width = node.product.size() + 1;
    if (!node.left) {
        std::fill(out, out + width, 0);
        for (size_t i = 0; i < node.count; i++)
            out[width - 1] += mpn_addmul_1(out, node.cofactors[i].data(), static_cast<mp_size_t>(width - 1),
                                           static_cast<mp_limb_t>(c[(node.first + i) * kRadixBlock]));
        return significant(out, width);
    }
    const Node &left = *node.left, &right = *node.right;
    mp_limb_t *part = scratch, *other = part + width + 2, *rest = other + width + 2;
    size_t n = sum(left, part, c, rest);
    n = multiplyLimbs(out, part, n, right.product.data(), right.product.size());
    size_t m = sum(right, part, c, rest);
    m = multiplyLimbs(other, part, m, left.product.data(), left.product.size());
    if (n < m) {
        std::copy(out, out + n, part);
        std::copy(other, other + m, out);
        std::copy(part, part + n, other);
        std::swap(n, m);
    }
    if (m > 0) {
        out[n] = mpn_add(out, out, static_cast<mp_size_t>(n), other, static_cast<mp_size_t>(m));
        n += out[n] != 0;
    }
    return n;
}

void Lagrange::combine(fmpz *out, size_t lanes, double *x, Limbs &scratch) const {
    const VectorOps &ops = vectorOps();
    const size_t count = scales_.size();
    double quotient[kRadixBlock] = {};
    for (size_t i = 0; i < count; i++) {
        double *row = x + i * kRadixBlock;
        const double p = static_cast<double>(primeAt(i)), reciprocal = 1 / p;
        ops.scale({p, reciprocal, nullptr, nullptr}, row, row, kRadixBlock, scales_[i]);
        for (size_t l = 0; l < kRadixBlock; l++) {
            row[l] += row[l] < 0 ? p : 0;
            quotient[l] += row[l] * reciprocal;
        }
    }
    const Limbs &product = root_->product;
    const size_t size = product.size();
    scratch.resize(8 * (size + 64));
    for (size_t l = 0; l < lanes; l++) {
        mp_limb_t *value = scratch.data();
        size_t n = sum(*root_, value, x + l, value + size + 2);
        // Taken once too few, so that the difference is not negative; the sum is below (k + 1) P.
        const double whole = std::nearbyint(quotient[l]);
        const mp_limb_t k = whole > 1 ? static_cast<mp_limb_t>(whole) - 1 : 0;
        std::fill(value + n, value + size + 1, 0);
        if (k)
            value[size] -= mpn_submul_1(value, product.data(), static_cast<mp_size_t>(size), k);
        n = significant(value, size + 1);
        int sign = 1;
        while (compare(value, n, half_.data(), half_.size()) > 0) {
            if (compare(value, n, product.data(), size) >= 0) {
                mpn_sub(value, value, static_cast<mp_size_t>(n), product.data(), static_cast<mp_size_t>(size));
            } else {
                mpn_sub(value, product.data(), static_cast<mp_size_t>(size), value, static_cast<mp_size_t>(n));
                sign = -1;
                n = significant(value, size);
                break;
            }
            n = significant(value, n);
        }
        setLimbs(out + l, value, static_cast<mp_size_t>(n), sign);
    }
}

} // namespace durfee::kernel
