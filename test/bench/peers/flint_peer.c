// FLINT peer: one program, compiled against FLINT 2.9 (Debian) or FLINT 3.x.
// usage: flint_peer TASK N     prints: R TASK N cpu_seconds v s w wall_seconds
// v = last coefficient, s = sum c_n, w = sum (n+1)c_n, all mod 1000000007
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <flint/flint.h>
#include <flint/fmpz.h>
#include <flint/fmpz_vec.h>
#include <flint/fmpz_poly.h>
#include <flint/fmpz_poly_factor.h>
#include <flint/fmpz_mat.h>
#include <flint/fmpq_mat.h>
#include <flint/fmpq.h>
#include <flint/fmpq_poly.h>
#if __FLINT_RELEASE >= 30000
#include <flint/nmod.h>
#endif
#include <flint/nmod_vec.h>
#include <flint/nmod_poly.h>
#include <flint/arith.h>
#if __FLINT_RELEASE >= 30000
#include <flint/partitions.h>
#else
#include <partitions.h>
#endif
#define P 1000000007UL
typedef unsigned long u64; typedef long i64;
static double wall(){ struct timespec t; clock_gettime(CLOCK_MONOTONIC,&t); return t.tv_sec+1e-9*t.tv_nsec; }
static double now(){ struct timespec t; clock_gettime(CLOCK_PROCESS_CPUTIME_ID,&t); return t.tv_sec+1e-9*t.tv_nsec; }
#define BENCH(...) do{ double best=1e99,tot=0,w0=wall(); int it=0; do{ double t0=now(); __VA_ARGS__; double t=now()-t0; tot+=t; if(t<best)best=t; it++; }while(tot<0.3&&it<10000); T=tot/it; W=(wall()-w0)/it; (void)best; }while(0)
static double T,W;
static const char*task; static slong N;
static u64 md(const fmpz_t x){ return fmpz_fdiv_ui(x,P); }
static void out(u64 v,u64 s,u64 w){ printf("R %s %ld %.9f %lu %lu %lu %.9f\n",task,(long)N,T,v,s,w,W); fflush(stdout); }
static void outvec(const fmpz*c,slong n){ u64 s=0,w=0,v=0; for(slong i=0;i<n;i++){ v=md(c+i); s=(s+v)%P; w=(w+(u64)(i+1)%P*v)%P; } out(v,s,w); }
static void outpoly(const fmpz_poly_t f){ u64 s=0,w=0,v=0; for(slong i=0;i<N;i++){ v=i<f->length?md(f->coeffs+i):0; s=(s+v)%P; w=(w+(u64)(i+1)%P*v)%P; } out(v,s,w); }
static u64 inv(u64 a){ u64 r=1,e=P-2; while(e){ if(e&1) r=r*a%P; a=a*a%P; e>>=1;} return r; }
static void outq(const fmpq_poly_t f){ u64 d=inv(fmpz_fdiv_ui(f->den,P)); u64 s=0,w=0,v=0; for(slong i=0;i<N;i++){ v=i<f->length?md(f->coeffs+i)*d%P:0; s=(s+v)%P; w=(w+(u64)(i+1)*v)%P; } out(v,s,w); }
static u64 smx; static u64 sm(){ u64 z=(smx+=0x9E3779B97F4A7C15UL); z=(z^(z>>30))*0xBF58476D1CE4E5B9UL; z=(z^(z>>27))*0x94D049BB133111EBUL; return z^(z>>31); }
static void gen100(fmpz_poly_t a,u64 seed,slong n){ smx=seed; fmpz_poly_fit_length(a,n); fmpz_t t; fmpz_init(t); for(slong i=0;i<n;i++){ u64 lo=sm(),hi=sm()>>28; fmpz_set_ui(t,hi); fmpz_mul_2exp(t,t,64); fmpz_add_ui(t,t,lo); fmpz_poly_set_coeff_fmpz(a,i,t);} fmpz_clear(t); }
// substitute q->q^k
static void dilate(fmpz_poly_t r,const fmpz_poly_t f,slong k,slong n){ fmpz_poly_zero(r); fmpz_poly_fit_length(r,n); for(slong i=0;i<f->length&&i*k<n;i++) if(!fmpz_is_zero(f->coeffs+i)) fmpz_poly_set_coeff_fmpz(r,i*k,f->coeffs+i); }
static void fk(fmpz_poly_t r,slong e,slong k,slong n){ fmpz_poly_t t; fmpz_poly_init(t); fmpz_poly_eta_qexp(t,e,(n+k-1)/k); if(k==1) fmpz_poly_swap(r,t); else dilate(r,t,k,n); fmpz_poly_clear(t); }
static void theta(fmpz_poly_t r,int sgn,slong k,slong n){ fmpz_poly_zero(r); fmpz_poly_set_coeff_si(r,0,1); for(slong i=1;i*i*k<n;i++) fmpz_poly_set_coeff_si(r,i*i*k,(sgn<0&&(i&1))?-2:2); }
static void rrnum(fmpz_poly_t r,int b,slong n){ // b=1: sum (-1)^k q^{(5k^2+k)/2}; b=3: (5k^2+3k)/2
  fmpz_poly_zero(r); for(slong k=0;;k++){ slong e1=(5*k*k+b*k)/2,e2=(5*k*k-b*k)/2; if(e2>=n&&e1>=n)break; slong s=(k&1)?-1:1; if(k==0){fmpz_poly_set_coeff_si(r,0,1);continue;} if(e1<n)fmpz_poly_set_coeff_si(r,e1,s); if(e2<n)fmpz_poly_set_coeff_si(r,e2,s);} }
static slong NM,*MON; // monomials lexicographic
static void genmon(slong k,slong d,slong*cur,slong pos,slong left){ if(pos==k-1){ cur[pos]=left; MON=realloc(MON,sizeof(slong)*(NM+1)*k); memcpy(MON+NM*k,cur,sizeof(slong)*k); NM++; return;} for(slong i=0;i<=left;i++){cur[pos]=i; genmon(k,d,cur,pos+1,left-i);} }
static void sigma3(fmpz_poly_t e,slong n,slong m,slong c0,slong c){ // 1 + c sum sigma_m(n) q^n
  fmpz_poly_zero(e); fmpz_poly_fit_length(e,n); fmpz*v=_fmpz_vec_init(n); fmpz_t t; fmpz_init(t); for(slong d=1;d<n;d++){ fmpz_set_ui(t,d); fmpz_pow_ui(t,t,m); fmpz_mul_si(t,t,c); for(slong i=d;i<n;i+=d) fmpz_add(v+i,v+i,t);} fmpz_set_si(v,c0); for(slong i=0;i<n;i++) fmpz_poly_set_coeff_fmpz(e,i,v+i); _fmpz_vec_clear(v,n); fmpz_clear(t); }
static void cyclo_tree(fmpz_poly_t r,slong*d,slong n){ if(n==0){fmpz_poly_one(r);return;} if(n==1){ fmpz_poly_cyclotomic(r,d[0]); return;} fmpz_poly_t a,b; fmpz_poly_init(a);fmpz_poly_init(b); cyclo_tree(a,d,n/2); cyclo_tree(b,d+n/2,n-n/2); fmpz_poly_mul(r,a,b); fmpz_poly_clear(a);fmpz_poly_clear(b); }
#define IS(x) (!strcmp(task,x))
int main(int argc,char**argv){ task=argv[1]; N=atol(argv[2]); if(getenv("FLINT_THREADS")) flint_set_num_threads(atoi(getenv("FLINT_THREADS")));
 fmpz_poly_t f,g,h,k; fmpz_poly_init(f);fmpz_poly_init(g);fmpz_poly_init(h);fmpz_poly_init(k);
 if(IS("T1")){ fmpz*c=_fmpz_vec_init(N); BENCH(arith_number_of_partitions_vec(c,N)); outvec(c,N); }
 else if(IS("T1eta")){ BENCH(fmpz_poly_eta_qexp(f,-1,N)); outpoly(f); }
 else if(IS("T2")){ fmpz_t x; fmpz_init(x); BENCH(partitions_fmpz_ui(x,N)); out(md(x),0,0); }
 else if(IS("T2arith")){ fmpz_t x; fmpz_init(x); BENCH(arith_number_of_partitions(x,N)); out(md(x),0,0); }
 else if(IS("T3")){ BENCH(fmpz_poly_eta_qexp(f,1,N)); outpoly(f); }
 else if(IS("T4")){ BENCH(arith_ramanujan_tau_series(f,N)); outpoly(f); }
 else if(IS("T5a")){ // f2^5/(f1^2 f4^2)
  BENCH({ fk(f,5,2,N); fk(g,2,1,N); fk(h,2,4,N); fmpz_poly_mullow(g,g,h,N); fmpz_poly_div_series(k,f,g,N); }); outpoly(k); }
 else if(IS("T5b")){ // overpartitions f2/f1^2
  BENCH({ fk(f,1,2,N); fk(g,2,1,N); fmpz_poly_div_series(k,f,g,N); }); outpoly(k); }
 else if(IS("T5c")){ // 5 f5^5/f1^6 = sum p(5n+4) q^n
  BENCH({ fk(f,5,5,N); fk(g,6,1,N); fmpz_poly_div_series(k,f,g,N); fmpz_poly_scalar_mul_ui(k,k,5); }); outpoly(k); }
 else if(IS("T6k4")){ BENCH(fmpz_poly_theta_qexp(f,4,N)); outpoly(f); }
 else if(IS("T6k8")){ BENCH(fmpz_poly_theta_qexp(f,8,N)); outpoly(f); }
 else if(IS("T7")){ gen100(f,1,N); gen100(g,2,N); BENCH(fmpz_poly_mullow(h,f,g,N)); outpoly(h); }
 else if(IS("T8")){ sigma3(f,N,3,1,240); BENCH(fmpz_poly_inv_series(h,f,N)); outpoly(h); }
 else if(IS("T9a")){ BENCH(fmpz_poly_eta_qexp(f,-5,N)); outpoly(f); }
 else if(IS("T9b")){ fmpq_poly_t a,b; fmpq_poly_init(a);fmpq_poly_init(b); BENCH({ fmpz_poly_eta_qexp(f,1,N); fmpq_poly_set_fmpz_poly(a,f); fmpq_poly_log_series(b,a,N); fmpq_poly_scalar_div_si(b,b,3); fmpq_poly_exp_series(a,b,N); }); outq(a); }
 else if(IS("T9brec")){ // sparse recurrence with integers b_n = 9^n c_n (f(9q)^(1/3) is integral)
  fmpz*c=_fmpz_vec_init(N); fmpz_t t,p9; fmpz_init(t);fmpz_init(p9);
  fmpq_poly_t a; fmpq_poly_init(a);
  BENCH({ // n c_n = sum_{g>0} e_g (g/3 - (n-g)) c_{n-g}, scaled: 3 n b_n = sum e_g 9^g (g-3(n-g)) b_{n-g}
   // keep unscaled shifts small by using d_n = c_n*3^{v}, here plain b_n
   fmpz_set_ui(c,1);
   for(slong n=1;n<N;n++){ fmpz_zero(c+n); for(slong j=1;;j++){ slong g1=j*(3*j-1)/2,g2=g1+j; if(g1>n)break; slong s=(j&1)?-1:1; fmpz_set_ui(p9,9); fmpz_pow_ui(p9,p9,g1); fmpz_mul_si(t,c+n-g1,s*(g1-3*(n-g1))); fmpz_addmul(c+n,t,p9); if(g2<=n){ fmpz_mul_ui(p9,p9,1); fmpz_set_ui(p9,9); fmpz_pow_ui(p9,p9,g2); fmpz_mul_si(t,c+n-g2,s*(g2-3*(n-g2))); fmpz_addmul(c+n,t,p9);} } fmpz_divexact_ui(c+n,c+n,3*n); } });
  u64 s=0,w=0,v=0,i9=inv(9),q=1; for(slong i=0;i<N;i++){ v=md(c+i)*q%P; q=q*i9%P; s=(s+v)%P; w=(w+(u64)(i+1)*v)%P; } out(v,s,w); }
 else if(IS("T10")){ fmpq_poly_t a,b,c; fmpq_poly_init(a);fmpq_poly_init(b);fmpq_poly_init(c); fmpq_t x; fmpq_init(x);
  // build log-type series with common denominators
  { fmpz_t l; fmpz_init(l); fmpz_set_ui(l,1); fmpz_t t; fmpz_init(t); for(slong i=1;i<=N;i++){ fmpz_set_ui(t,i); fmpz_lcm(l,l,t);} fmpq_poly_fit_length(a,N); for(slong i=0;i<N;i++) fmpz_divexact_ui(a->coeffs+i,l,i+1); _fmpq_poly_set_length(a,N); fmpz_set(a->den,l); fmpq_poly_canonicalise(a);
    fmpz_set_ui(l,1); for(slong i=0;i<N;i++){ fmpz_set_ui(t,2*i+1); fmpz_lcm(l,l,t);} fmpq_poly_fit_length(b,N); for(slong i=0;i<N;i++) fmpz_divexact_ui(b->coeffs+i,l,2*i+1); _fmpq_poly_set_length(b,N); fmpz_set(b->den,l); fmpq_poly_canonicalise(b); }
  BENCH(fmpq_poly_mullow(c,a,b,N)); outq(c); }
 else if(IS("T11a")||IS("T11b")){ u64 p=IS("T11a")?5:P; ulong*c=malloc(8*N); nmod_t m; nmod_init(&m,p); BENCH(arith_number_of_partitions_nmod_vec(c,N,m)); u64 s=0,w=0,v=0; for(slong i=0;i<N;i++){ v=c[i]; s=(s+v)%P; w=(w+(u64)(i+1)%P*v)%P;} out(v,s,w); }
 else if(IS("T12")){ // G and H, product side: theta / f1
  BENCH({ fmpz_poly_eta_qexp(f,-1,N); rrnum(g,1,N); rrnum(h,3,N); fmpz_poly_mullow(g,g,f,N); fmpz_poly_mullow(h,h,f,N); }); u64 s=0,w=0,v=0; for(slong i=0;i<N;i++){ u64 a=md(g->coeffs+i),b=md(h->coeffs+i); v=(a+2*b)%P; s=(s+v)%P; w=(w+(u64)(i+1)%P*v)%P;} out(v,s,w); }
 else if(IS("T12sum")){ fmpz*G=_fmpz_vec_init(N),*H=_fmpz_vec_init(N),*t=_fmpz_vec_init(N);
  BENCH({ _fmpz_vec_zero(G,N);_fmpz_vec_zero(H,N);_fmpz_vec_zero(t,N); fmpz_set_ui(t,1); // t = 1/(q)_n up to N - n^2
   for(slong n=0;n*n<N;n++){ slong L=N-n*n; if(n) for(slong i=n;i<L;i++) fmpz_add(t+i,t+i,t+i-n); _fmpz_vec_add(G+n*n,G+n*n,t,L); if(n*n+n<N) _fmpz_vec_add(H+n*n+n,H+n*n+n,t,L-n); } });
  u64 s=0,w=0,v=0; for(slong i=0;i<N;i++){ u64 a=md(G+i),b=md(H+i); v=(a+2*b)%P; s=(s+v)%P; w=(w+(u64)(i+1)%P*v)%P;} out(v,s,w); }
 else if(IS("T13")){ // rank g.f. N(m,n), 0<=m<N
  fmpz*all=_fmpz_vec_init(N*N);
  BENCH({ fmpz_poly_eta_qexp(f,-1,N); for(slong m=0;m<N;m++){ fmpz_poly_zero(g); for(slong j=1;;j++){ slong e=j*(3*j-1)/2+m*j; if(e>=N)break; slong s=(j&1)?1:-1; fmpz_t t; fmpz_init(t); fmpz_poly_get_coeff_fmpz(t,g,e); fmpz_add_si(t,t,s); fmpz_poly_set_coeff_fmpz(g,e,t); if(e+j<N){ fmpz_poly_get_coeff_fmpz(t,g,e+j); fmpz_sub_si(t,t,s); fmpz_poly_set_coeff_fmpz(g,e+j,t);} fmpz_clear(t);} 
    fmpz_poly_zero(h); if(N>m+1 && g->length>m+1-0 ){ fmpz_poly_shift_right(k,g,m+1); fmpz_poly_mullow(h,k,f,N-m-1); } for(slong i=0;i<h->length;i++) fmpz_set(all+m*N+i+m+1,h->coeffs+i); } fmpz_set_ui(all,1); });
  u64 s=0,w=0,v=md(all+N-1); for(slong m=0;m<N;m++) for(slong i=0;i<N;i++){ u64 x=md(all+m*N+i); if(!x)continue; u64 mult=m?2:1; s=(s+mult*x)%P; w=(w+mult*x%P*((u64)m*m+1)%P*(i+1))%P; } out(v,s,w); }
 else if(IS("T14")){ // prodmake of G(q): recover a_n
  fmpz_poly_eta_qexp(f,-1,N); rrnum(g,1,N); fmpz_poly_mullow(g,g,f,N); fmpz*c=_fmpz_vec_init(N);
  BENCH({ fmpz_poly_derivative(h,g); fmpz_poly_shift_left(h,h,1); fmpz_poly_div_series(k,h,g,N); for(slong i=0;i<N;i++) fmpz_poly_get_coeff_fmpz(c+i,k,i); for(slong d=1;d<N;d++){ for(slong i=2*d;i<N;i+=d) fmpz_sub(c+i,c+i,c+d); fmpz_divexact_ui(c+d,c+d,d);} }); outvec(c,N); }
 else if(!strncmp(task,"T15k",4)){ slong kk=task[4]-'0',d=N; slong cur[8]; genmon(kk,d,cur,0,d); slong L=NM+20; 
  fmpz_poly_struct ser[6]; for(int i=0;i<6;i++) fmpz_poly_init(ser+i); theta(ser,1,1,L);theta(ser+1,-1,1,L);theta(ser+2,1,2,L);theta(ser+3,-1,2,L);theta(ser+4,1,4,L);theta(ser+5,-1,4,L);
  fmpz_mat_t A,R; fmpz_mat_init(A,L,NM); fmpz_mat_init(R,L,NM); fmpz_t den; fmpz_init(den); slong rank=0;
  BENCH({ fmpz_poly_struct pw[6][16]; for(int i=0;i<kk;i++) for(int e=0;e<=d;e++){ fmpz_poly_init(&pw[i][e]); if(!e) fmpz_poly_one(&pw[i][0]); else fmpz_poly_mullow(&pw[i][e],&pw[i][e-1],ser+i,L);} 
    for(slong j=0;j<NM;j++){ fmpz_poly_one(f); for(int i=0;i<kk;i++) if(MON[j*kk+i]) fmpz_poly_mullow(f,f,&pw[i][MON[j*kk+i]],L); for(slong r=0;r<L;r++) fmpz_poly_get_coeff_fmpz(fmpz_mat_entry(A,r,j),f,r);} 
    rank=fmpz_mat_rref(R,den,A); for(int i=0;i<kk;i++) for(int e=0;e<=d;e++) fmpz_poly_clear(&pw[i][e]); });
  u64 di=inv(md(den)),w=0; for(slong r=0;r<rank;r++) for(slong c=0;c<NM;c++) w=(w+(u64)(r+1)*(c+1)%P*(md(fmpz_mat_entry(R,r,c))*di%P))%P; out(NM-rank,NM,w); }
 else if(IS("T16")){ fmpz*F=_fmpz_vec_init(N),*t=_fmpz_vec_init(N);
  BENCH({ _fmpz_vec_zero(F,N);_fmpz_vec_zero(t,N); fmpz_set_ui(t,1); for(slong n=0;n*n<N;n++){ slong L=N-n*n; if(n) for(int r=0;r<2;r++) for(slong i=n;i<L;i++) fmpz_sub(t+i,t+i,t+i-n); _fmpz_vec_add(F+n*n,F+n*n,t,L);} }); outvec(F,N); }
 else if(IS("T16al")){ // Appell-Lerch form
  fmpz*t=_fmpz_vec_init(N);
  BENCH({ _fmpz_vec_zero(t,N); fmpz_set_ui(t,1); for(slong n=1;n*(3*n+1)/2<N;n++){ slong s=(n&1)?-4:4; for(slong e=n*(3*n+1)/2;e<N;e+=n,s=-s) fmpz_add_si(t+e,t+e,s);} fmpz_poly_zero(g); fmpz_poly_fit_length(g,N); for(slong i=0;i<N;i++) fmpz_poly_set_coeff_fmpz(g,i,t+i); fmpz_poly_eta_qexp(f,1,N); fmpz_poly_div_series(h,g,f,N); }); outpoly(h); }
 else if(IS("T17")){ slong n=N; N=n*n+1; slong L=n*n/2+1; fmpz*c=_fmpz_vec_init(n*n+1);
  BENCH({ _fmpz_vec_zero(c,n*n+1); fmpz_set_ui(c,1); for(slong i=1;i<=n;i++){ for(slong j=L-1;j>=n+i;j--) fmpz_sub(c+j,c+j,c+j-n-i); for(slong j=i;j<L;j++) fmpz_add(c+j,c+j,c+j-i);} for(slong j=L;j<=n*n;j++) fmpz_set(c+j,c+n*n-j); }); slong NN=N; N=n; outvec(c,NN); }
 else if(IS("T17cyc")){ slong n=N; slong*d=malloc(8*2*n),m=0; 
  BENCH({ m=0; for(slong i=2;i<=2*n;i++) if(2*n/i-2*(n/i)==1) d[m++]=i; cyclo_tree(f,d,m); }); N=n*n+1; slong NN=N; fmpz*c=f->coeffs; N=n; outvec(c,NN); }
 else if(IS("T19")){ slong n=N; slong*d=malloc(8*2*n),m=0; for(slong i=2;i<=2*n;i++) if(2*n/i-2*(n/i)==1) d[m++]=i; cyclo_tree(f,d,m); slong nf=0;
  BENCH({ fmpz_poly_factor_t fac; fmpz_poly_factor_init(fac); fmpz_poly_factor(fac,f); nf=fac->num; fmpz_poly_factor_clear(fac); }); out(nf,m,n*n); }
 else if(IS("T19p")){ fmpz_poly_one(f); for(slong i=1;i<=N;i++){ fmpz_poly_zero(g); fmpz_poly_set_coeff_si(g,0,1); fmpz_poly_set_coeff_si(g,i,-1); fmpz_poly_mul(f,f,g);} slong nf=0; BENCH({ fmpz_poly_factor_t fac; fmpz_poly_factor_init(fac); fmpz_poly_factor(fac,f); nf=fac->num; fmpz_poly_factor_clear(fac); }); out(nf,nf,N*(N+1)/2); }
 else if(IS("T20")){ BENCH({ sigma3(f,N,3,1,240); fmpz_poly_mullow(g,f,f,N); fmpz_poly_mullow(g,g,f,N); fmpz_poly_eta_qexp(h,24,N); fmpz_poly_div_series(k,g,h,N); }); outpoly(k); }
 else return 1; return 0; }
