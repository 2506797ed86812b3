import type { Streams } from './output.ts'

/** Streams that keep what a command says, for a test to read. */
export interface KeptStreams {
  readonly streams: Streams
  stdout(): string
  stderr(): string
}

export function keepStreams(): KeptStreams {
  const kept = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] }
  const textOf = (parts: readonly Uint8Array[]) => Buffer.concat(parts).toString()
  return {
    streams: {
      stdout: (bytes) => void kept.stdout.push(Uint8Array.from(bytes)),
      stderr: (bytes) => void kept.stderr.push(Uint8Array.from(bytes)),
    },
    stdout: () => textOf(kept.stdout),
    stderr: () => textOf(kept.stderr),
  }
}
