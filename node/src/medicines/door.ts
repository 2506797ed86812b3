import type { NodeContext } from '../kernel/index.ts'
import type { Sealer } from './batches/sealer.ts'
import type { LicenceRoots } from './licences/licence-roots.ts'
import type { MedicinesPorts } from './ports.ts'

/** What the routes of medicines are opened with. */
export interface MedicinesDoor extends MedicinesPorts {
  readonly context: NodeContext
  readonly sealer: Sealer
  readonly roots: LicenceRoots
}
