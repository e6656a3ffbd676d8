import type { Picture } from "../../../app/contract"

/** A line of the language for each type of picture, and its type. */
export const pictureSources: readonly (readonly [Picture["type"], string])[] = [
  ["stems", "stems(partition_gf(60))"],
  ["growth", "growth(partition_gf(200))"],
  ["residues", "residues(partition_gf(300),5)"],
  ["congruences", "congruences(partition_gf(500),11)"],
  ["signs", "signs(etaq(q,1,120))"],
  ["zeros", "barcode(theta3(q,300))"],
  ["product", "productstrip(rogers_ramanujan_G(61))"],
  ["ferrers", "ferrers([5,4,4,1])"],
  ["heat", "ranktable(12)"],
  ["roots", "zeros(partition_gf(41),[20,40])"],
  ["dissection", "dissection(etaq(q,1,200),5)"],
  ["phase", "phase(1/etaq(q,1,200))"],
  ["circle", "circlemethod(partition_gf(400),17/20)"],
  ["halfplane", "halfplane(eta(5*tau)^5/eta(tau))"],
  ["domain", "gamma0domain(eta(tau)^2*eta(11*tau)^2)"],
  ["hecke", "hecketable(q*etaq(q,1,1000)^24,T=1000)"],
]
