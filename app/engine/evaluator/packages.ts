/** Garvan's and Maple's packages that worksheets load, and the names each brings. Everything is there without loading. */
export const PACKAGES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    qseries:
      "aqprod changes checkmult checkprod etamake etaq findcong findhom findhomcombo findhomcombomodp findhommodp findlincombo " +
      "findlincombomodp findmaxind findnonhom findnonhomcombo findpoly findprod jac2prod jac2series jacprod jacprodmake lqdegree lqdegree0 mprodmake " +
      "packageversion prodmake qbin qdegree qetamake qfactor qs2jaccombo quinprod sift theta theta2 theta3 theta4 tripleprod winquist zqfactor",
    ETA:
      "Ffind Fricke GPmake POWERPq POWERPqMODP POWERq POWERqMODP UpLB cuspORD cuspORDS cuspORDSnotoo cuspmake cuspord etaCOF etaCONSTANT etaWe etamult " +
      "etanormalid etaprodWe etaprodtoqseries etaprodtoqseries2 gammacheck jacbotstar jactopstar mintotGAMMA0ORDS printcuspORDS printcuspords " +
      "provemodfuncGAMMA0UpETAid provemodfuncGAMMA0id vetainf vp",
    thetaids:
      "Bord CUSPSANDWIDMAKE1 GETAP2getalist Gamma1ModFunc QP2 cuspmake1 cuspwid1 eta2jac getacuspord getaprodcuspORDS jac2eprod jac2getaprod mintotORDS " +
      "printJACIDORDStable provemodfuncid provemodfuncidBATCH",
    ramarobinsids:
      "CHECKRAMIDF Geta GetaEXP GetaL GetaLEXP MGeta MGetaL checkid findtype1 findtype2 findtype3 findtype4 findtype5 findtype6 findtype7 findtype8 findtype9 findtype10",
    modforms: "DELTA12 EISENq makebasisM makebasisPX",
    partitions:
      "POE PDP PRR PSCHUR agcrank conjpart drank kapPD lamPD lp nep np_parts numLE pbar partitions ptnCC ptnDP ptnOE ptnOP ptnRR ptnSCHUR ptnnorm overptns",
    rank: "N rankgf",
    crank: "M crankgf",
    tcore:
      "istcore invphi1 makebiw nvec2alphavec nvec2ptn phi1 ptn2nvec ptn2rvec rvec tcoreofptn tcores tcrank tquot tresdiag",
    sptcrank: "NS sptcrankresnum M2N GFDM2N MBAR ocrankresnum overptncrank overptnrank",
    mock: "mock mockdesorder mockqs",
    bailey: "alphadown alphaup bailey_sum betafind",
    combinat: "binomial numbpart partition",
    numtheory: "L divisors jacobi legendre mobius phi sigma tau",
    linalg: "det evalm inverse kernel linsolve matrix multiply nullspace rank transpose vector",
    LinearAlgebra:
      "Determinant IdentityMatrix LinearSolve Matrix MatrixInverse Multiply NullSpace Rank Transpose Vector",
    plots: "",
    ListTools: "",
    StringTools: "",
    powseries: "",
  }).map(([name, brings]) => [name, brings === "" ? [] : brings.split(" ")]),
)
