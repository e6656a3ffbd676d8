#pragma once
// The only door to GMP, FLINT, Arb and Calcium. Debian 12 has FLINT 2.9 with Arb and Calcium as libraries of their own;
// FLINT 3 carries both. Everything that differs between the two is settled here.

#include <gmp.h>

#include <flint/flint.h>

#include <flint/arith.h>
#include <flint/fmpq.h>
#include <flint/fmpq_mat.h>
#include <flint/fmpq_poly.h>
#include <flint/fmpz.h>
#include <flint/fmpz_factor.h>
#include <flint/fmpz_lll.h>
#include <flint/fmpz_mat.h>
#include <flint/fmpz_mod.h>
#include <flint/fmpz_mod_poly.h>
#include <flint/fmpz_mpoly.h>
#include <flint/fmpz_mpoly_factor.h>
#include <flint/fmpz_poly.h>
#include <flint/fmpz_vec.h>
#include <flint/mpoly.h>
#include <flint/nmod_mat.h>
#include <flint/nmod_poly.h>
#include <flint/nmod_vec.h>
#include <flint/ulong_extras.h>

#if __FLINT_RELEASE >= 30000
#include <flint/arb.h>
#include <flint/fmpz_mpoly_q.h>
#include <flint/nmod.h>
#include <flint/partitions.h>
#else
#include <arb.h>
// calcium.h assigns flint_malloc's void pointer to a char pointer, which C++ refuses.
#define flint_malloc(size) static_cast<char *>((flint_malloc)(size))
#include <calcium/fmpz_mpoly_q.h>
#undef flint_malloc
#include <partitions.h>
#endif
