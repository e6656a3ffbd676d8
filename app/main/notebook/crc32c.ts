/** tables[k][b]: what byte b does to the checksum when k more bytes follow it. */
const tables = makeTables()

type Tables = readonly [T, T, T, T, T, T, T, T]
type T = Uint32Array

function makeTables(): Tables {
  const first = Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0x82f63b78 : c >>> 1
    return c >>> 0
  })
  const next = (before: T): T => before.map((c) => (c >>> 8) ^ (first[c & 255] ?? 0))
  const [a, b, c] = [next(first), next(next(first)), next(next(next(first)))]
  return [first, a, b, c, next(c), next(next(c)), next(next(next(c))), next(next(next(next(c))))]
}

/** CRC-32C (Castagnoli, RFC 3720), reflected, as an unsigned number. Eight bytes a step (slicing by 8, Kounavis and Berry 2005). */
export function crc32c(bytes: Uint8Array): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const whole = bytes.length - (bytes.length % 8)
  let c = 0xffffffff
  for (let at = 0; at < whole; at += 8) {
    const low = c ^ view.getUint32(at, true)
    const high = view.getUint32(at + 4, true)
    c =
      (t7[low & 255] ?? 0) ^
      (t6[(low >>> 8) & 255] ?? 0) ^
      (t5[(low >>> 16) & 255] ?? 0) ^
      (t4[low >>> 24] ?? 0) ^
      (t3[high & 255] ?? 0) ^
      (t2[(high >>> 8) & 255] ?? 0) ^
      (t1[(high >>> 16) & 255] ?? 0) ^
      (t0[high >>> 24] ?? 0)
  }
  for (let at = whole; at < bytes.length; at++) c = (c >>> 8) ^ (t0[(c ^ (bytes[at] ?? 0)) & 255] ?? 0)
  return (c ^ 0xffffffff) >>> 0
}
