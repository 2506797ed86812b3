import type { Words } from '../kernel/index.ts'
import { logErrors } from './errors.ts'
import { isLogSize } from './line-values.ts'

/** Hashes or entries of a full tile. @source C2SP tlog-tiles, Merkle Tree */
export const TILE_WIDTH = 256
/** The highest level that a path may name. @source C2SP tlog-tiles, Merkle Tree */
export const TILE_LEVEL_MAX = 63

/** Which tile of a tree: `width` hashes (or entries) from the `index`-th tile of its level. @source C2SP tlog-tiles */
export interface Tile<Level extends number | 'entries' = number | 'entries'> {
  /** 0 holds leaf hashes, each hash of a level above stands for a full tile below it; `entries` holds the entries. */
  readonly level: Level
  /** From 0. */
  readonly index: number
  /** 1 to 256; a full tile has 256. */
  readonly width: number
}
/** A tile that holds hashes. */
export type HashTile = Tile<number>

const reasons = {
  path: { en: 'its path is not that of a tile', el: 'η διαδρομή του δεν είναι διαδρομή πλακιδίου' },
  level: { en: 'its level is not between 0 and 63', el: 'το επίπεδό του δεν είναι από 0 έως 63' },
  index: { en: 'its index is malformed or too large', el: 'ο δείκτης του είναι εσφαλμένος ή πολύ μεγάλος' },
  width: { en: 'its width is not between 1 and 256', el: 'το πλάτος του δεν είναι από 1 έως 256' },
  bytes: { en: 'its length does not fit its width', el: 'το μήκος του δεν ταιριάζει με το πλάτος του' },
  entries: { en: 'it does not belong to the entries', el: 'δεν αντιστοιχεί στις εγγραφές' },
  edge: { en: 'there is not one tile for each level', el: 'δεν υπάρχει ένα πλακίδιο για κάθε επίπεδο' },
} as const satisfies Record<string, Words>

const pathForm = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/
// Six groups of three digits hold more than any exact number.
const indexGroupsMax = 6

/**
 * Where a tile is served, below the prefix of its log.
 * @throws LOG_TILE_INVALID for a level, index or width out of range
 * @example tilePath({ level: 0, index: 1234067, width: 256 }) // tile/0/x001/x234/067
 * @source C2SP tlog-tiles, Merkle Tree and Log entries
 */
export function tilePath(tile: Tile): string {
  const { level, index, width } = checkTile(tile)
  const groups = [String(index % 1000).padStart(3, '0')]
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`)
  }
  return `tile/${level}/${groups.join('/')}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

/** The tile behind a path; the one spelling of each is accepted. @throws LOG_TILE_INVALID @source C2SP tlog-tiles */
export function parseTilePath(path: string): Tile {
  const [, level = '', digits = '', width] = pathForm.exec(path) ?? []
  if (level === '') throw invalidTile('path')
  const groups = digits.replaceAll('x', '').split('/')
  if (groups.length > indexGroupsMax || (groups.length > 1 && groups[0] === '000')) throw invalidTile('index')
  if (width === String(TILE_WIDTH)) throw invalidTile('width')
  return checkTile({
    level: level === 'entries' ? level : Number(level),
    index: Number(groups.join('')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  })
}

/**
 * The tile that holds some place of a level in a tree of `size` entries, as wide as that tree makes it; 0 wide where
 * the tree has none.
 */
export function tileInTree(place: { level: number; index: number; size: number }): HashTile {
  const hashes = Math.floor(place.size / TILE_WIDTH ** place.level)
  const width = Math.max(0, Math.min(TILE_WIDTH, hashes - place.index * TILE_WIDTH))
  return { level: place.level, index: place.index, width }
}

export function invalidTile(reason: keyof typeof reasons) {
  return logErrors.LOG_TILE_INVALID({ reason: reasons[reason] })
}

function checkTile<T extends Tile>(tile: T): T {
  const { level, index, width } = tile
  const isLevel = level === 'entries' || (Number.isInteger(level) && level >= 0 && level <= TILE_LEVEL_MAX)
  if (!isLevel) throw invalidTile('level')
  if (!isLogSize(index)) throw invalidTile('index')
  if (!Number.isInteger(width) || width < 1 || width > TILE_WIDTH) throw invalidTile('width')
  return tile
}
