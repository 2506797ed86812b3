import type { Language, Words } from '@symbolon/protocol/kernel'
import { say } from './say.ts'

const words = {
  left: { en: 'about {seconds} s left', el: 'απομένουν περίπου {seconds} δ.' },
} as const

export interface ProgressOptions {
  readonly label: Words
  readonly total: number
  readonly language: Language
  /** Drawn on a terminal only. */
  readonly draw: boolean
  readonly now?: () => number
  readonly write?: (text: string) => void
}

export interface Progress {
  /** Adds to what is done. */
  advance(by: number): void
  end(): void
}

const silent_ms = 2000
const between_ms = 100

/** A line with a bar and the time that is left, drawn once the work has taken more than two seconds. */
export function startProgress(options: ProgressOptions): Progress {
  const now = options.now ?? (() => performance.now())
  const write = options.write ?? ((text: string) => process.stderr.write(text))
  const started = now()
  let done = 0
  let drawn = 0
  return {
    advance: (by) => {
      done += by
      const at = now()
      if (!options.draw || at - started < silent_ms || at - drawn < between_ms) return
      drawn = at
      write(`\r\u001b[2K${lineOf(options, { done, elapsed_ms: at - started })}`)
    },
    end: () => {
      if (drawn > 0) write('\r\u001b[2K')
    },
  }
}

function lineOf(options: ProgressOptions, at: { done: number; elapsed_ms: number }): string {
  const share = options.total === 0 ? 1 : Math.min(1, at.done / options.total)
  const bar = '█'.repeat(Math.round(share * 20)).padEnd(20, '░')
  const left_s = share === 0 ? undefined : Math.ceil((at.elapsed_ms * (1 - share)) / share / 1000)
  const eta = left_s === undefined ? '' : ` · ${say(words.left, options.language, { seconds: left_s })}`
  return `${options.label[options.language]} ${bar} ${Math.floor(share * 100)} %${eta}`
}
