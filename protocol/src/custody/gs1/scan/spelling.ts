import type { ScanFault } from './scan-faults.ts'

/** A way to spell what was scanned, and the faults that this supposes. */
export interface Spelling {
  readonly text: string
  readonly faults: readonly ScanFault[]
}

/** The same spelling with another text and one more fault. */
export function respelled(spelling: Spelling, text: string, fault: ScanFault): Spelling {
  return { text, faults: [...spelling.faults, fault] }
}
