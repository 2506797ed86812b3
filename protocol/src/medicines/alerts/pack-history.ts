import type { Hex } from '../../kernel/index.ts'
import { type MeasuredCell, measureCell } from './cell-distance.ts'
import type { EvidenceRead } from './clone-finding.ts'
import type { PackRead } from './pack-read.ts'

/** The newest reads and acts of one pack by professionals that are looked at; pairs grow with the square. */
export const HISTORY_READS_MAX = 150
/** The newest reads by anybody: apart, so that a stranger who reads a pack all day hides nothing. */
export const HISTORY_PUBLIC_READS_MAX = 50

/** An act that ended a pack, or took its end back; each is a reading as well. */
export interface PackAct extends Omit<PackRead, 'pack'> {
  readonly act: 'supply' | 'end' | 'undo'
  /** Identifier of the party. */
  readonly actor: string
}

/** What is known of one pack's way. */
export interface PackHistory {
  readonly pack: Hex
  readonly reads: readonly PackRead[]
  /** In the order in which they were recorded. */
  readonly acts: readonly PackAct[]
}

/** A read with its cell measured. */
export interface Sighting extends EvidenceRead {
  readonly measured: MeasuredCell
}

/** The newest reads and acts of a pack, by hour, their cells measured once. */
export function sightingsOf({ reads, acts }: PackHistory): Sighting[] {
  const cells = new Map<string, MeasuredCell>()
  const measured = (cell: string) => {
    const known = cells.get(cell) ?? measureCell(cell)
    cells.set(cell, known)
    return known
  }
  const all = [...reads, ...acts].map(evidenceOf).sort((left, right) => left.hour - right.hour)
  const byAnybody = ({ reader }: EvidenceRead) => reader === 'public'
  const newest = [
    ...all.filter((read) => !byAnybody(read)).slice(-HISTORY_READS_MAX),
    ...all.filter(byAnybody).slice(-HISTORY_PUBLIC_READS_MAX),
  ]
  const inOrder = newest.sort((left, right) => left.hour - right.hour)
  return inOrder.map((read) => ({ ...read, measured: measured(read.cell) }))
}

/** What is told of a read: neither the pack nor who acted. */
export function evidenceOf({ cell, hour, reader, is_by_device }: EvidenceRead): EvidenceRead {
  return { cell, hour, reader, ...(is_by_device && { is_by_device }) }
}
