import { fromBase64Url } from '../../kernel/index.ts'
import { digestLanes } from '../generated/digest-lanes.ts'

/** What every engine has and no library of types here declares. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

/**
 * SHA-256 of leaves and nodes, four at a time. The one memory is shared by all trees: whoever writes into it reads the
 * outcome before anybody else can.
 */
export interface DigestLanes {
  readonly bytes: Uint8Array
  /** The same memory in words of four bytes. */
  readonly words: Uint32Array
  /** Takes the first 64 bytes of the salts for the first block of all leaves to come. */
  begin(): void
  /** Puts the leaves of so many salts and serials into the digests. */
  leaves(count: number): void
  /** Puts the level above so many digests in their place. */
  level(count: number): void
}

const { module, ...places } = digestLanes
/** Where the memory holds what, and how many digests at once. */
export const lanePlaces = places

let instance: DigestLanes | undefined

/** The module, made when it is first asked for; proofs are verified without it. */
export function digestLanesHere(): DigestLanes {
  instance ??= instantiate()
  return instance
}

function instantiate(): DigestLanes {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(fromBase64Url(module)))
  const { memory, begin, leaves, level } = exports as Omit<DigestLanes, 'bytes' | 'words'> & {
    memory: { buffer: ArrayBuffer }
  }
  return { bytes: new Uint8Array(memory.buffer), words: new Uint32Array(memory.buffer), begin, leaves, level }
}
