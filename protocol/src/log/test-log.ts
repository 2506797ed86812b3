import { readFileSync } from 'node:fs'
import { hasCode, sha256, utf8 } from '../kernel/index.ts'
import { emptyLog, integrate, type LogEdge } from './integrate.ts'
import { readBase64 } from './line-values.ts'
import { noteSigner } from './note-key.ts'
import type { HashTile, Tile } from './tile.ts'
import { tilePath } from './tile.ts'
import { treeRoot } from './tree.ts'

/** A file of `vectors/log`. */
export function vectorsOf<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../../vectors/log/${name}`, import.meta.url), 'utf8')) as T
}

export function bytesOf(base64: string): Uint8Array {
  return readBase64(base64) ?? new Uint8Array()
}

/** Entry `i` of the vectors. */
export function testEntry(i: number): Uint8Array {
  return sha256(utf8(String(i)))
}

export function testEntries(from: number, to: number): Uint8Array[] {
  return Array.from({ length: to - from }, (_, i) => testEntry(from + i))
}

/** A store that keeps of each tile the widest, and counts what is read. */
export class TestStore {
  readonly tiles = new Map<string, Uint8Array>()
  reads = 0

  readonly read = async (tile: HashTile): Promise<Uint8Array> => this.get(tile)

  get(tile: Tile): Uint8Array {
    this.reads++
    return this.tiles.get(placeOf(tile)) ?? new Uint8Array()
  }

  put(written: readonly { tile: Tile; bytes: Uint8Array }[]): void {
    for (const { tile, bytes } of written) this.tiles.set(placeOf(tile), bytes)
  }
}

/** A log of so many entries, grown in batches, with what it wrote. */
export function grownLog(size: number, batch = 1000): { log: LogEdge; root: Uint8Array; store: TestStore } {
  const store = new TestStore()
  let grown = integrate(emptyLog, [])
  for (let at = 0; at < size; at += batch) {
    grown = integrate(grown.edge, testEntries(at, Math.min(size, at + batch)))
    store.put(grown.tiles)
  }
  return { log: grown.edge, root: treeRoot(grown.edge.tree), store }
}

/** True for the code with a reason whose English text holds the words. */
export function refusedFor(code: string, words: string): (error: unknown) => boolean {
  return (error) => hasCode(error, code) && (error.facts.reason as { en: string }).en.includes(words)
}

export function testSigner(key_name: string, type: 'ed25519' | 'cosignature' = 'ed25519') {
  return noteSigner({ key_name, type, seed: sha256(utf8(`seed of ${key_name}`)) })
}

function placeOf({ level, index }: Tile): string {
  return tilePath({ level, index, width: 256 })
}
