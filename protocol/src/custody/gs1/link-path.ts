import { type Ai, type ApplicationIdentifier, applicationIdentifiers } from './application-identifiers.ts'
import { shortNames } from './digital-link.ts'
import { gs1Error } from './gs1-error.ts'
import type { LinkText } from './link-text.ts'

/** An application identifier in the path or query of a link, with its data as they stand there. */
export interface LinkElement {
  readonly identifier: ApplicationIdentifier
  /** Where the identifier stands. */
  readonly position: number
  readonly value: LinkText
}

/** The key and qualifiers at the end of a path, and what stands before them. */
export interface LinkPath {
  readonly stem: string
  readonly elements: readonly LinkElement[]
}

/**
 * The last key of the path that is followed by nothing but pairs, with its qualifiers; what stands before belongs to
 * whoever runs the server, even where it looks like a key.
 * @source GS1 Digital Link URI Syntax 1.6.0 §4.3 (keys), §4.5 (stem), §4.9 (order of the path)
 */
export function readPath(path: string, begin: number): LinkPath {
  const segments = segmentsOf(path.endsWith('/') ? path.slice(0, -1) : path, begin)
  for (let at = segments.length - 2; at > 0; at -= 2) {
    const key = applicationIdentifiers.get(segments[at]?.raw as string)
    if (key?.qualifiers === undefined) continue
    const elements = pairsOf(segments.slice(at))
    checkOrder(key.qualifiers, elements)
    return { stem: path.slice(0, (segments[at] as LinkText).position - begin - 1), elements }
  }
  throw keyMissing(segments, begin + path.length)
}

function segmentsOf(path: string, begin: number): LinkText[] {
  let position = begin
  return path.split('/').map((raw) => {
    const segment = { raw, position }
    position += raw.length + 1
    return segment
  })
}

function pairsOf(segments: readonly LinkText[]): LinkElement[] {
  const elements: LinkElement[] = []
  for (let at = 0; at < segments.length; at += 2) {
    const [name, value] = [segments[at] as LinkText, segments[at + 1] as LinkText]
    const identifier = applicationIdentifiers.get(name.raw)
    if (identifier === undefined) throw unknownName(name)
    elements.push({ identifier, position: name.position, value })
  }
  return elements
}

function unknownName({ raw, position }: LinkText): Error {
  return gs1Error({ position, reason: Object.hasOwn(shortNames, raw) ? 'short_name' : 'ai_unknown' })
}

function keyMissing(segments: readonly LinkText[], end: number): Error {
  const short = segments.find(({ raw }, at) => at > 0 && at < segments.length - 1 && Object.hasOwn(shortNames, raw))
  return short === undefined ? gs1Error({ position: end, reason: 'key_missing' }) : unknownName(short)
}

function checkOrder(sequences: readonly (readonly Ai[])[], [, ...qualifiers]: readonly LinkElement[]): void {
  const ais = qualifiers.map(({ identifier }) => identifier.ai)
  if (mayFollow(sequences, ais)) return
  for (const [at, { identifier, position }] of qualifiers.entries()) {
    const { ai } = identifier
    if (ais.indexOf(ai) < at) throw gs1Error({ ai, position, reason: 'repeated' })
    if (!sequences.some((sequence) => sequence.includes(ai))) throw gs1Error({ ai, position, reason: 'not_qualifier' })
    if (!mayFollow(sequences, ais.slice(0, at + 1))) throw gs1Error({ ai, position, reason: 'qualifier_order' })
  }
}

/** True when the qualifiers, in this order, are some of one of the sequences. */
export function mayFollow(sequences: readonly (readonly Ai[])[], ais: readonly Ai[]): boolean {
  return sequences.some((sequence) => {
    let last = -1
    return ais.every((ai) => {
      const at = sequence.indexOf(ai)
      const isLater = at > last
      last = at
      return isLater
    })
  })
}

/** True when the path could hold one more qualifier at some place. @source GS1 Digital Link URI Syntax 1.6.0 §4.10 */
export function couldHold(sequences: readonly (readonly Ai[])[], ais: readonly Ai[], more: Ai): boolean {
  return ais.concat('').some((_, at) => mayFollow(sequences, ais.toSpliced(at, 0, more)))
}
