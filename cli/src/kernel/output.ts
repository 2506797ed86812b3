import { writeSync } from 'node:fs'
import type { Language, Words } from '@symbolon/protocol/kernel'
import { asTyped } from './command-name.ts'
import { type Facts, say } from './say.ts'

export interface OutputOptions {
  readonly json: boolean
  readonly language: Language
  readonly colour: boolean
  /** Name given with --as, for advice that repeats it. */
  readonly profile?: string | undefined
  /** Where it goes instead of this process's own standard output and error. */
  readonly streams?: Streams
}

/** Takes what a command line says. */
export interface Streams {
  readonly stdout: (bytes: Uint8Array) => void
  readonly stderr: (bytes: Uint8Array) => void
}

export type Style = 'strong' | 'faint' | 'good' | 'bad' | 'caution'
const styleCodes: Readonly<Record<Style, string>> = { strong: '1', faint: '2', good: '36', bad: '31', caution: '33' }

/** Data goes to the standard output, talk to the standard error. */
export interface Output {
  readonly json: boolean
  readonly language: Language
  readonly profile: string | undefined
  /** The result: as JSON with --json, else as the text for people. */
  result(value: unknown, human: () => string): void
  /** Exact bytes of the result. */
  bytes(value: Uint8Array): void
  /** A sentence of a catalogue on the standard error; silent with --json. */
  tell(words: Words, facts?: Facts): void
  /** A text on the standard error whatever the mode. */
  error(text: string): void
  words(words: Words, facts?: Facts): string
  style(style: Style, text: string): string
}

export function createOutput(options: OutputOptions): Output {
  const streams = options.streams ?? ownStreams
  const stdout = (text: string) => streams.stdout(Buffer.from(text))
  const stderr = (text: string) => streams.stderr(Buffer.from(text))
  const words = (text: Words, facts?: Facts) => say(asTypedIn(text), options.language, facts)
  return {
    json: options.json,
    language: options.language,
    profile: options.profile,
    result: (value, human) => stdout(`${options.json ? JSON.stringify(value) : human()}\n`),
    bytes: streams.stdout,
    tell: (text, facts) => {
      if (!options.json) stderr(`${words(text, facts)}\n`)
    },
    error: (text) => stderr(`${text}\n`),
    words,
    style: (style, text) => (options.colour ? `\u001b[${styleCodes[style]}m${text}\u001b[0m` : text),
  }
}

function asTypedIn({ en, el }: Words): Words {
  return { en: asTyped(en), el: asTyped(el) }
}

const ownStreams: Streams = {
  stdout: (bytes) => writeWhole(1, bytes),
  stderr: (bytes) => writeWhole(2, bytes),
}

// Synchronous, so that nothing is lost when the process ends; a slow reader of a pipe is waited for.
function writeWhole(descriptor: 1 | 2, bytes: Uint8Array): void {
  let at = 0
  while (at < bytes.length) {
    try {
      at += writeSync(descriptor, bytes, at)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'EPIPE') return
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}
