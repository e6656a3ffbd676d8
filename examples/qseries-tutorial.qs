# A q-series tutorial, as one pastes it from a Maple worksheet.
# It follows the topics of Garvan's tutorial: products, products found from series, theta products, relations, sifting.
> with(qseries);

# 1. Infinite products
> xprint := false:
> aqprod(a,q,5);
> aqprod(q,q,6);
> etaq(q,1,100);
> series(1/etaq(q,1,50),q,50);
> theta3(q,60);
> x := 1:
> for n from 1 to 8 do
>   x := x + q^(n*n)/aqprod(q,q,n):
> od:
> x := series(x,q,50);
> prodmake(x,q,40);

# 2. The order in which Rogers and Ramanujan found it
> H := series(add(q^(n*(n+1))/aqprod(q,q,n),n=0..8),q,50):
> prodmake(H,q,40);

# 3. etamake
> t3 := theta3(q,100)/theta3(q^5,20);
> etamake(t3,q,100);
> etamake(theta2(q,100)/q^(1/4),q,90);
> PD := series(etaq(q,2,500)/etaq(q,1,500),q,500):
> etamake(sift(PD,q,5,1,499),q,90);

# 4. Theta products
> Y := series(jac2series(JAC(0,5,infinity)/JAC(1,5,infinity),60),q,60);
> jacprodmake(Y,q,50);
> jac2prod(%);
> tripleprod(z,q,10);
> tripleprod(q,q^3,10);
> quinprod(z,q,5);
> quinprod(z,q,prodid);
> series(winquist(q^5,q^3,q^11,20),q,20);

# 5. qfactor
> dixson := proc(a,b,c,q)
>   local x,k,y;
>   x := 0: y := min(a,b,c):
>   for k from -y to y do
>     x := x + (-1)^k*q^(k*(3*k+1)/2)*qbin(q,c+k,b+c)*qbin(q,a+k,c+a)*qbin(q,b+k,a+b);
>   od:
>   RETURN(x):
> end:
> dx := expand(dixson(5,5,5,q)):
> qfactor(dx,20);
> T := proc(r,j)
>   option remember;
>   local x,k;
>   x := 0;
>   if j=0 or j=1 then
>     RETURN((j-1)^2):
>   else
>     for k from 1 to floor(j/2) do
>       x := x - qbin(q,k,r+2*k)*T(r+2*k,j-2*k);
>     od:
>     RETURN(expand(x));
>   fi:
> end:
> T(8,8);
> qfactor(T(8,8),20);

# 6. Relations
> findhom([theta3(q,100),theta4(q,100),theta3(q^2,100),theta4(q^2,100)],q,2,0);
> xi := q*etaq(q,25,100)/etaq(q,1,100):
> TT := q*(etaq(q,5,100)/etaq(q,1,100))^6:
> findnonhomcombo(TT,[xi],q,5,0);
> f1 := 1+q+q^3: f2 := 1+q-q^3-q^5-q^7: f3 := 12*f1+13*f2:
> findlincombo(f3,[f1,f2],[F1,F2],q,0);
> findlincombo(f3,[f1,f2+q],[F1,F2],q,0);

# 7. Sifting
> P := series(1/etaq(q,1,1001),q,1001):
> PL := sift(P,q,5,4,1000):
> etamake(PL,q,190);
> findcong(P,1000);

# 8. Multiplicative coefficients
> EE := n -> q^(n/24)*etaq(q,n,1001):
> F1 := EE(3)^3*EE(5)^3:
> F2 := EE(1)^3*EE(15)^3:
> S2 := series(F1-F2,q,1001):
> checkmult(S2,1000);
