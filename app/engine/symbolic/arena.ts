import type { NativeInteger } from "../native/addon"
import { EngineError } from "../errors"
import { FIRST_FUNCTION, INTEGER, SYMBOL } from "./heads"
import { collectGarbage, endJob } from "./memory"

/**
 * The arena holds every node of a session's expressions once. A node is a head and a list of words in one pool; its reference is a u32, and
 * equal nodes have equal references, so equality is a comparison of two numbers. Children are interned before their parents, so a child's
 * reference is always smaller than its parent's: marking and moving are single passes over the arrays.
 *
 * A reference with the top bit set is no index but a small integer itself, |n| < 2^30: counting costs no memory.
 * Integers to 4,096 bits are BigInts beside the pool; larger ones are native integers, read back when arithmetic asks for them.
 *
 * The hash of a node depends on its content only (names and numbers, never references), so the order in which sums and products store their
 * terms is the same in every session.
 *
 * `compact` keeps what the live handles reach and moves it together; a handle is an object with a mutable `ref`, held weakly.
 */
export type Ref = number

/** One less than a power of two. */
const STEPS_PER_POLL = 0xff
const HANDLES_PER_JOB = 1 << 16
const COMPACTION_BYTES = 1 << 26
const IMMEDIATE = 0x80000000
const IMMEDIATE_OFFSET = 0x40000000
const NATIVE_BITS = 4096n
const NATIVE_BOUND = 1n << NATIVE_BITS
const NATIVE_BOUND_BELOW = -NATIVE_BOUND

/** Whoever holds a reference across a compaction: the arena rewrites `ref` when nodes move. */
export interface Handle {
  ref: Ref
}

/** How integers above 4,096 bits are kept; the addon's IntegerApi fits. */
export interface LargeIntegers {
  fromBigInt(value: bigint): NativeInteger
  toBigInt(a: NativeInteger): bigint
  equal(a: NativeInteger, b: NativeInteger): boolean
  /** Below 2^32, by the value alone. */
  hash(a: NativeInteger): number
}

type StoredInteger = bigint | { readonly native: NativeInteger }

export interface ArenaStats {
  readonly nodes: number
  readonly symbols: number
  readonly bytes: number
  readonly handles: number
}

export class Arena {
  private heads = new Uint32Array(1024)
  private starts = new Uint32Array(1025)
  private hashes = new Uint32Array(1024)
  private words = new Uint32Array(4096)
  private table = new Uint32Array(4096)
  private count = 0
  private integers: StoredInteger[] = []
  private readonly names: string[] = []
  private readonly nameIds = new Map<string, number>()
  private readonly nameHashes: number[] = []
  private handles: WeakRef<Handle>[] = []
  private liveAfterCompaction = 0
  private closed = false
  private holds = 0
  private steps = 0
  /** Throws when the reader wants to stop; set by whoever evaluates. */
  poll: () => void = nothing
  private handlesAtLastJob = 0
  /** Rises at each compaction: caches keyed by references compare it. */
  generation = 0

  constructor(private readonly large: LargeIntegers | null = null) {}

  // names and numbers

  nameId(name: string): number {
    const known = this.nameIds.get(name)
    if (known !== undefined) return known
    const id = this.names.length
    this.names.push(name)
    this.nameIds.set(name, id)
    this.nameHashes.push(hashText(name))
    return id
  }

  symbol(name: string): Ref {
    scratch[0] = this.nameId(name)
    return this.intern(SYMBOL, scratch, 1)
  }

  /** The name of a symbol node. */
  symbolName(ref: Ref): string {
    return this.names[this.word(ref, 0)] ?? ""
  }

  functionHead(name: string): number {
    return FIRST_FUNCTION + this.nameId(name)
  }

  functionName(head: number): string {
    return this.names[head - FIRST_FUNCTION] ?? ""
  }

  smallInteger(n: number): Ref {
    return n >= -IMMEDIATE_OFFSET && n < IMMEDIATE_OFFSET
      ? (n + IMMEDIATE_OFFSET + IMMEDIATE) >>> 0
      : this.integer(BigInt(n))
  }

  integer(value: bigint): Ref {
    if (value >= -0x40000000n && value < 0x40000000n) return (Number(value) + IMMEDIATE_OFFSET + IMMEDIATE) >>> 0
    const { large } = this
    if (large !== null && (value >= NATIVE_BOUND || value <= NATIVE_BOUND_BELOW)) {
      const native = large.fromBigInt(value)
      const isSame = (other: StoredInteger): boolean => typeof other !== "bigint" && large.equal(other.native, native)
      return this.storeInteger({ native }, large.hash(native), isSame)
    }
    return this.storeInteger(value, hashInteger(value), (other) => other === value)
  }

  private storeInteger(stored: StoredInteger, hash: number, isSame: (other: StoredInteger) => boolean): Ref {
    for (let slot = hash & (this.table.length - 1); ; slot = (slot + 1) & (this.table.length - 1)) {
      const entry = this.table[slot] as number
      if (entry === 0) break
      const ref = entry - 1
      if (this.hashes[ref] === hash && this.heads[ref] === INTEGER && isSame(this.storedInteger(ref))) return ref
    }
    this.integers.push(stored)
    scratch[0] = this.integers.length - 1
    return this.append(INTEGER, scratch, 1, hash)
  }

  private storedInteger(ref: Ref): StoredInteger {
    const stored = this.integers[this.words[this.starts[ref] as number] as number]
    if (stored === undefined) throw new RangeError(`Node ${ref} is no integer`)
    return stored
  }

  isInteger(ref: Ref): boolean {
    return ref >= IMMEDIATE || this.heads[ref] === INTEGER
  }

  /** The value of a small integer reference; undefined for any other node. */
  immediate(ref: Ref): number | undefined {
    return ref >= IMMEDIATE ? ref - IMMEDIATE - IMMEDIATE_OFFSET : undefined
  }

  integerValue(ref: Ref): bigint {
    if (ref >= IMMEDIATE) return BigInt(ref - IMMEDIATE - IMMEDIATE_OFFSET)
    const stored = this.storedInteger(ref)
    return typeof stored === "bigint" ? stored : (this.large as LargeIntegers).toBigInt(stored.native)
  }

  // nodes

  head(ref: Ref): number {
    return ref >= IMMEDIATE ? INTEGER : (this.heads[ref] as number)
  }

  arity(ref: Ref): number {
    return ref >= IMMEDIATE ? 0 : (this.starts[ref + 1] as number) - (this.starts[ref] as number)
  }

  /** Word number i of a node: a reference to a child, or a name id in a symbol node. */
  word(ref: Ref, i: number): Ref {
    return this.words[(this.starts[ref] as number) + i] as number
  }

  children(ref: Ref): Ref[] {
    const head = this.head(ref)
    if (head === INTEGER || head === SYMBOL) return []
    return Array.from(this.words.subarray(this.starts[ref] as number, this.starts[ref + 1] as number))
  }

  hash(ref: Ref): number {
    return ref >= IMMEDIATE ? hashInteger32(ref - IMMEDIATE - IMMEDIATE_OFFSET) : (this.hashes[ref] as number)
  }

  /** The node with this head and the first `length` of `words` as children. Amortised constant time per child. */
  intern(head: number, words: ArrayLike<number>, length: number = words.length): Ref {
    const ref = this.findOrAppend(head, words, length)
    this.tick()
    return ref
  }

  private findOrAppend(head: number, words: ArrayLike<number>, length: number): Ref {
    const hash = this.hashNode(head, words, length)
    const mask = this.table.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.table[slot] as number
      if (entry === 0) return this.append(head, words, length, hash)
      const ref = entry - 1
      if (this.hashes[ref] === hash && this.heads[ref] === head && this.sameWords(ref, words, length)) return ref
    }
  }

  /** Counts a step of work; after some hundreds `poll` is asked whether to stop, so that no rewriting runs on after that. */
  tick(): void {
    if ((++this.steps & STEPS_PER_POLL) === 0) this.poll()
  }

  private sameWords(ref: Ref, words: ArrayLike<number>, length: number): boolean {
    const start = this.starts[ref] as number
    if ((this.starts[ref + 1] as number) - start !== length) return false
    for (let i = 0; i < length; i++) if (this.words[start + i] !== words[i]) return false
    return true
  }

  private hashNode(head: number, words: ArrayLike<number>, length: number): number {
    let hash =
      head >= FIRST_FUNCTION ? (this.nameHashes[head - FIRST_FUNCTION] as number) : Math.imul(head + 1, 0x9e3779b1)
    if (head === SYMBOL) return mix(hash, this.nameHashes[words[0] as number] as number)
    for (let i = 0; i < length; i++) hash = mix(hash, this.hash(words[i] as number))
    return hash
  }

  private append(head: number, words: ArrayLike<number>, length: number, hash: number): Ref {
    const ref = this.count
    if (ref + 1 >= IMMEDIATE / 2) throw new RangeError(`An arena holds at most ${IMMEDIATE / 2} nodes`)
    if (ref >= this.heads.length) this.growNodes()
    const start = this.starts[ref] as number
    if (start + length > this.words.length) this.words = grown(this.words, start + length)
    for (let i = 0; i < length; i++) this.words[start + i] = words[i] as number
    this.heads[ref] = head
    this.hashes[ref] = hash
    this.starts[ref + 1] = start + length
    this.count = ref + 1
    if (2 * this.count > this.table.length) this.rebuildTable(this.table.length * 2)
    else this.insert(ref)
    return ref
  }

  private growNodes(): void {
    const size = this.heads.length * 2
    this.heads = grown(this.heads, size)
    this.hashes = grown(this.hashes, size)
    this.starts = grown(this.starts, size + 1)
  }

  private insert(ref: Ref): void {
    const mask = this.table.length - 1
    let slot = (this.hashes[ref] as number) & mask
    while (this.table[slot] !== 0) slot = (slot + 1) & mask
    this.table[slot] = ref + 1
  }

  private rebuildTable(size: number): void {
    this.table = new Uint32Array(size)
    for (let ref = 0; ref < this.count; ref++) this.insert(ref)
  }

  // memory

  /** Registers a handle, so that its reference is live and follows the node. Small integers need none. */
  register(handle: Handle): void {
    if (handle.ref < IMMEDIATE) this.handles.push(new WeakRef(handle))
  }

  get handleCount(): number {
    return this.handles.length
  }

  /**
   * Keeps the nodes that live handles reach, moved together in their old order. References held anywhere else are invalid afterwards.
   * Linear in the arena's size.
   */
  compact(): void {
    const live: Handle[] = []
    this.handles = this.handles.filter((weak) => {
      const handle = weak.deref()
      if (handle !== undefined) live.push(handle)
      return handle !== undefined
    })
    const marked = new Uint8Array(this.count)
    for (const handle of live) marked[handle.ref] = 1
    for (let ref = this.count - 1; ref >= 0; ref--) if (marked[ref] === 1) this.markChildren(ref, marked)
    const moved = this.slide(marked)
    for (const handle of live) handle.ref = moved[handle.ref] as number
    this.liveAfterCompaction = this.bytes
    this.generation++
  }

  private markChildren(ref: Ref, marked: Uint8Array): void {
    const head = this.heads[ref] as number
    if (head === SYMBOL || head === INTEGER) return
    const end = this.starts[ref + 1] as number
    for (let i = this.starts[ref] as number; i < end; i++) {
      const child = this.words[i] as number
      if (child < IMMEDIATE) marked[child] = 1
    }
  }

  private slide(marked: Uint8Array): Uint32Array {
    const old = {
      heads: this.heads,
      starts: this.starts,
      hashes: this.hashes,
      words: this.words,
      integers: this.integers,
      count: this.count,
    }
    const moved = new Uint32Array(old.count)
    let nodes = 0
    let used = 0
    for (let ref = 0; ref < old.count; ref++) {
      if (marked[ref] === 0) continue
      nodes++
      used += (old.starts[ref + 1] as number) - (old.starts[ref] as number)
    }
    const size = powerOfTwo(Math.max(1024, nodes + (nodes >> 1)))
    this.heads = new Uint32Array(size)
    this.hashes = new Uint32Array(size)
    this.starts = new Uint32Array(size + 1)
    this.words = new Uint32Array(Math.max(4096, used + (used >> 1)))
    this.integers = []
    this.count = 0
    let next = 0
    for (let ref = 0; ref < old.count; ref++) {
      if (marked[ref] === 0) continue
      moved[ref] = this.count
      const head = old.heads[ref] as number
      for (let i = old.starts[ref] as number; i < (old.starts[ref + 1] as number); i++) {
        const word = old.words[i] as number
        this.words[next++] =
          head === INTEGER
            ? this.integers.push(old.integers[word] as StoredInteger) - 1
            : head === SYMBOL || word >= IMMEDIATE
              ? word
              : (moved[word] as number)
      }
      this.heads[this.count] = head
      this.hashes[this.count] = old.hashes[ref] as number
      this.starts[++this.count] = next
    }
    this.rebuildTable(powerOfTwo(Math.max(4096, 4 * nodes)))
    return moved
  }

  /** Bytes of the arrays in use, tables included; BigInts counted by their stored size. */
  get bytes(): number {
    const arrays =
      this.heads.byteLength +
      this.starts.byteLength +
      this.hashes.byteLength +
      this.words.byteLength +
      this.table.byteLength
    return arrays + this.integers.length * 64 + this.handles.length * 48
  }

  /**
   * To be called where nobody holds references but through handles: between statements and passes of a loop. Costs two comparisons unless many
   * handles were made since the last time; when the arena has grown to thrice what lived after the last compaction, it is compacted.
   */
  breathe(): void {
    if (this.handles.length - this.handlesAtLastJob > HANDLES_PER_JOB) {
      endJob()
      this.handlesAtLastJob = this.handles.length
    }
    if (this.holds > 0 || this.bytes < Math.max(COMPACTION_BYTES, 3 * this.liveAfterCompaction)) return
    this.collect()
  }

  /** Frees what no expression reaches any more: a garbage collection, then a compaction. */
  collect(): void {
    endJob()
    collectGarbage()
    this.compact()
    endJob()
    this.handlesAtLastJob = this.handles.length
  }

  /** Runs an algorithm that holds references while it calls procedures of the language: `breathe` compacts nothing meanwhile. */
  holding<T>(body: () => T): T {
    this.holds++
    try {
      return body()
    } finally {
      this.holds--
    }
  }

  stats(): ArenaStats {
    if (this.closed) return { nodes: 0, symbols: 0, bytes: 0, handles: 0 }
    return { nodes: this.count, symbols: this.names.length, bytes: this.bytes, handles: this.handles.length }
  }

  get disposed(): boolean {
    return this.closed
  }

  /** Releases all storage. Handles of a disposed arena can no longer be read. */
  dispose(): void {
    if (this.closed) return
    this.closed = true
    const gone = disposedArray()
    this.heads = gone
    this.starts = gone
    this.hashes = gone
    this.words = gone
    this.table = gone
    this.integers = []
    this.handles = []
    this.count = 0
  }
}

/** Stands in for the arrays of a disposed arena: whoever reads gets the one sentence. */
function disposedArray(): Uint32Array<ArrayBuffer> {
  return new Proxy(new Uint32Array(0), {
    get() {
      throw new EngineError("domain", "The session of this expression was disposed.", {
        hint: "Keep the session open as long as its values are used.",
      })
    },
  })
}

function nothing(): void {
  // Nobody asks to stop.
}

const scratch: number[] = [0]

function grown(array: Uint32Array, minimum: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(minimum, array.length * 2))
  larger.set(array)
  return larger
}

function powerOfTwo(minimum: number): number {
  let size = 1024
  while (size < minimum) size *= 2
  return size
}

function mix(hash: number, word: number): number {
  let h = hash ^ Math.imul(word, 0xcc9e2d51)
  h = (h << 13) | (h >>> 19)
  h = Math.imul(h, 5) + 0xe6546b64
  return (h ^ (h >>> 15)) >>> 0
}

function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 13)) >>> 0
}

function hashInteger32(n: number): number {
  return mix(0x2545f491, n | 0)
}

function hashInteger(value: bigint): number {
  let hash = value < 0n ? 0x3c6ef372 : 0x1f83d9ab
  const magnitude = value < 0n ? -value : value
  const hex = magnitude.toString(16)
  for (let i = 0; i < hex.length; i += 8) hash = mix(hash, parseInt(hex.slice(i, i + 8), 16))
  return hash
}
