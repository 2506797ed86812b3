import type { Words } from '../kernel/index.ts'
import { logErrors } from './errors.ts'
import { isLogSize } from './line-values.ts'

/** Some neighbouring entries of a tree, whose common hash is a line of a proof: from the first to before `to`. */
export interface EntryRange {
  readonly from: number
  readonly to: number
}

const reasons = {
  size: { en: 'the size is no whole number that can be told exactly', el: 'το μέγεθος δεν είναι ακριβής ακέραιος' },
  index: { en: 'the index is not below the size', el: 'ο δείκτης δεν είναι κάτω από το μέγεθος' },
  shrunk: { en: 'the older size is the larger one', el: 'το παλαιότερο μέγεθος είναι το μεγαλύτερο' },
} as const satisfies Record<string, Words>

/** What the lines of an inclusion proof stand for, nearest to the leaf first. @throws LOG_TREE_INVALID @source RFC 6962 §2.1.1 */
export function inclusionRanges({ index, size }: { index: number; size: number }): EntryRange[] {
  if (!isLogSize(size)) throw invalidPlace('size')
  if (!isLogSize(index) || index >= size) throw invalidPlace('index')
  const ranges: EntryRange[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    const isLeft = index < middle
    ranges.push(isLeft ? { from: middle, to } : { from, to: middle })
    ;[from, to] = isLeft ? [from, middle] : [middle, to]
  }
  return ranges.reverse()
}

/** What the lines of a consistency proof stand for; none from nothing or to the same size. @throws LOG_TREE_INVALID @source RFC 6962 §2.1.2 */
export function consistencyRanges({ old_size, size }: { old_size: number; size: number }): EntryRange[] {
  if (!isLogSize(size) || !isLogSize(old_size)) throw invalidPlace('size')
  if (old_size > size) throw invalidPlace('shrunk')
  if (old_size === 0) return []
  const ranges: EntryRange[] = []
  let [from, to] = [0, size]
  while (to !== old_size) {
    const middle = from + splitOf(to - from)
    const isLeft = old_size <= middle
    ranges.push(isLeft ? { from: middle, to } : { from, to: middle })
    ;[from, to] = isLeft ? [from, middle] : [middle, to]
  }
  // The whole old tree is known to whoever asks; a part of it is not.
  if (from > 0) ranges.push({ from, to })
  return ranges.reverse()
}

export function invalidPlace(reason: keyof typeof reasons) {
  return logErrors.LOG_TREE_INVALID({ reason: reasons[reason] })
}

/** The largest power of two below a number above 1. */
function splitOf(count: number): number {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}
