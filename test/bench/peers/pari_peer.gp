\\ PARI/GP peer. usage: TASK=T1 N=1000 gp -fq -D parisizemax=14G pari_peer.gp
\\ prints: R TASK N cpu_seconds v s w wall_seconds   (v last coefficient, s sum, w sum (n+1)c_n, mod 1000000007)
TASK=getenv("TASK"); N=eval(getenv("N")); p=1000000007;
default(seriesprecision,16);
co(S,n)=my(V=Vec(S),v0=valuation(S,x));if(v0>0,V=concat(vector(v0),V));if(#V<n,V=concat(V,vector(n-#V)));V[1..n];
out(V)={my(s=0,w=0,v=0);for(i=1,#V,v=V[i];v=if(type(v)=="t_INTMOD",lift(v),type(v)=="t_FRAC",lift(Mod(numerator(v),p)/denominator(v)),v%p);s+=v;w+=v*i);print("R ",TASK," ",N," ",T," ",v%p," ",s%p," ",w%p," ",W);};
bench(f)={my(t=0,reps=1,r,w);while(1,gettime();w=getwalltime();for(i=1,reps,r=f());t=gettime();w=getwalltime()-w;if(t>=300||reps>=20000,break);reps=if(t<5,reps*20,max(reps+1,ceil(reps*400/t))));T=strprintf("%.9f",t/1000./reps);W=strprintf("%.9f",w/1000./reps);r;};
e(k,n)=subst(eta(x+O(x^((n+k-1)\k))),x,x^k)+O(x^n);
th(sg,k,n)={my(V=vector(n));V[1]=1;my(i=1);while(i*i*k<n,V[i*i*k+1]=if(sg<0&&i%2,-2,2);i++);Ser(V,x,n);};
rr(b,n)={my(V=vector(n));my(k=0);while((5*k^2-b*k)/2<n,my(s=(-1)^k,e1=(5*k^2+b*k)/2,e2=(5*k^2-b*k)/2);if(k==0,V[1]=1,if(e1<n,V[e1+1]+=s);if(e2<n,V[e2+1]+=s));k++);Ser(V,x,n);};
smx=0; sm()={my(M=2^64-1,z);smx=bitand(smx+0x9E3779B97F4A7C15,M);z=smx;z=bitand(bitxor(z,z>>30)*0xBF58476D1CE4E5B9,M);z=bitand(bitxor(z,z>>27)*0x94D049BB133111EB,M);bitxor(z,z>>31);};
gen(seed,n)=smx=seed;Ser(vector(n,i,my(lo=sm(),hi=sm()>>28);hi<<64+lo),x,n);
mons(k,d)=if(k==1,[[d]],my(L=List());for(i=0,d,foreach(mons(k-1,d-i),m,listput(L,concat([i],m))));Vec(L));
{
if(TASK=="T1", S=bench(()->1/eta(x+O(x^N))); out(co(S,N)));
if(TASK=="T1vec", V=bench(()->vector(N,i,numbpart(i-1))); out(V));
if(TASK=="T2", v=bench(()->numbpart(N)); print("R T2 ",N," ",T," ",v%p," 0 0 ",W));
if(TASK=="T3", S=bench(()->eta(x+O(x^N))); out(co(S,N)));
if(TASK=="T4", S=bench(()->x*eta(x+O(x^(N-1)))^24); out(co(S,N)));
if(TASK=="T4mf", D=mfDelta(); V=bench(()->mfcoefs(D,N-1)); out(V));
if(TASK=="T4tau", V=bench(()->concat([0],vector(N-1,n,ramanujantau(n)))); out(V));
if(TASK=="T5a", S=bench(()->e(2,N)^5/(e(1,N)^2*e(4,N)^2)); out(co(S,N)));
if(TASK=="T5amf", V=bench(()->mfcoefs(mffrometaquo([1,-2;2,5;4,-2]),N-1)); out(V));
if(TASK=="T5b", S=bench(()->e(2,N)/e(1,N)^2); out(co(S,N)));
if(TASK=="T5c", S=bench(()->5*e(5,N)^5/e(1,N)^6); out(co(S,N)));
if(TASK=="T6k4", S=bench(()->th(1,1,N)^4); out(co(S,N)));
if(TASK=="T6k8", S=bench(()->th(1,1,N)^8); out(co(S,N)));
if(TASK=="T6mf4", F=mfpow(mfTheta(),4); V=bench(()->mfcoefs(F,N-1)); out(V));
if(TASK=="T6mf8", F=mfpow(mfTheta(),8); V=bench(()->mfcoefs(F,N-1)); out(V));
if(TASK=="T7", A=gen(1,N);B=gen(2,N); S=bench(()->A*B); out(co(S,N)));
if(TASK=="T7pol", A=truncate(gen(1,N));B=truncate(gen(2,N)); S=bench(()->(A*B)+O(x^N)); out(co(S,N)));
if(TASK=="T8", A=Ser(vector(N,i,if(i==1,1,240*sigma(i-1,3))),x,N); S=bench(()->1/A); out(co(S,N)));
if(TASK=="T9a", S=bench(()->eta(x+O(x^N))^(-5)); out(co(S,N)));
if(TASK=="T9b", S=bench(()->eta(x+O(x^N))^(1/3)); out(co(S,N)));
if(TASK=="T9blog", S=bench(()->exp(log(eta(x+O(x^N)))/3)); out(co(S,N)));
if(TASK=="T10", A=Ser(vector(N,i,1/i),x,N);B=Ser(vector(N,i,1/(2*i-1)),x,N); S=bench(()->A*B); out(co(S,N)));
if(TASK=="T11a", S=bench(()->1/(Mod(1,5)*eta(x+O(x^N)))); out(co(S,N)));
if(TASK=="T11b", S=bench(()->1/(Mod(1,p)*eta(x+O(x^N)))); out(co(S,N)));
if(TASK=="T12", S=bench(()->my(I=1/eta(x+O(x^N)));[rr(1,N)*I,rr(3,N)*I]); out(co(S[1],N)+2*co(S[2],N)));
if(TASK=="T12sum", S=bench(()->my(G=1+O(x^N),t=1+O(x^N),H=1+O(x^N),n=1);while(n*n<N,t=t/(1-x^n);G+=x^(n^2)*t;if(n*n+n<N,H+=x^(n^2+n)*t);n++);[G,H]); out(co(S[1],N)+2*co(S[2],N)));
if(TASK=="T13", R=bench(()->my(I=1/eta(x+O(x^N)));vector(N,mm,my(m=mm-1,V=vector(N),j=1,ee,s);while((ee=j*(3*j-1)/2+m*j)<N,s=(-1)^(j+1);V[ee+1]+=s;if(ee+j<N,V[ee+j+1]-=s);j++);if(m+1<N,Ser(V,x,N)*I,O(x^N))));
  s=0;w=0; A=vector(N,m,co(R[m],N)); A[1][1]=1; for(m=0,N-1,for(i=1,N,y=A[m+1][i];if(y,mu=if(m,2,1);s+=mu*y;w+=mu*y*(m^2+1)*i))); print("R T13 ",N," ",T," ",A[1][N]%p," ",s%p," ",w%p," ",W));
if(TASK=="T14", G=rr(1,N)/eta(x+O(x^N)); a=bench(()->my(L=co(x*G'/G,N));for(d=1,N-1,forstep(i=2*d,N-1,d,L[i+1]-=L[d+1]);L[d+1]/=d);L); print("R T14 ",N," ",T," ",a[N]," ",vecsum(a)," ",sum(i=1,N,a[i]*i)%p," ",W));
if(TASK=="T14full", G=rr(1,N)/eta(x+O(x^N)); a=bench(()->dirdiv(vector(N-1,n,polcoef(x*G'/G,n)),vector(N-1,n,1)));print(#a));
if(#TASK>=4&&Vec(TASK)[1..4]==["T","1","5","k"], kk=eval(Vec(TASK)[5]); d=N; M=mons(kk,d); L=#M+20; se=[th(1,1,L),th(-1,1,L),th(1,2,L),th(-1,2,L),th(1,4,L),th(-1,4,L)];
  K=bench(()->my(pw=vector(kk,i,my(w=vector(d+1));w[1]=1+O(x^L);for(j=1,d,w[j+1]=w[j]*se[i]);w));matker(matconcat(vector(#M,j,co(prod(i=1,kk,pw[i][M[j][i]+1]),L)~))));
  print("R ",TASK," ",N," ",T," ",#K," ",#M," 0 ",W));
if(TASK=="T16", S=bench(()->my(F=1+O(x^N),t=1+O(x^N),n=1);while(n*n<N,t=t/(1+x^n)^2;F+=x^(n^2)*t;n++);F); out(co(S,N)));
if(TASK=="T16al", S=bench(()->my(V=vector(N),n=1,ee,s);V[1]=1;while((ee=n*(3*n+1)/2)<N,s=4*(-1)^n;while(ee<N,V[ee+1]+=s;s=-s;ee+=n);n++);Ser(V,x,N)/eta(x+O(x^N))); out(co(S,N)));
if(TASK=="T17", S=bench(()->my(n=N);prod(i=n+1,2*n,1-x^i)/prod(i=1,n,1-x^i)); V=Vecrev(S); out(V));
if(TASK=="T17cyc", S=bench(()->my(n=N,L=List());for(d=2,2*n,if(2*n\d-2*(n\d)==1,listput(L,polcyclo(d))));vecprod(Vec(L))); V=Vecrev(S); out(V));
if(TASK=="T19", n=N; F=prod(d=2,2*n,if(2*n\d-2*(n\d)==1,polcyclo(d),1)); fa=bench(()->factor(F)); print("R T19 ",N," ",T," ",matsize(fa)[1]," ",matsize(fa)[1]," ",poldegree(F)," ",W));
if(TASK=="T19cyc", n=N; F=prod(d=2,2*n,if(2*n\d-2*(n\d)==1,polcyclo(d),1)); fa=bench(()->polcyclofactors(F)); print("R T19cyc ",N," ",T," ",#fa," ",#fa," ",poldegree(F)," ",W));
if(TASK=="T19p", F=prod(i=1,N,1-x^i); fa=bench(()->factor(F)); print("R T19p ",N," ",T," ",matsize(fa)[1]," ",matsize(fa)[1]," ",poldegree(F)," ",W));
if(TASK=="T20", S=bench(()->x*ellj(x+O(x^(N+1)))); out(co(S,N)));
if(TASK=="T20e", S=bench(()->my(E=Ser(vector(N,i,if(i==1,1,240*sigma(i-1,3))),x,N));E^3/eta(x+O(x^N))^24); out(co(S,N)));
}
quit
