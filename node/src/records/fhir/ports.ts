import type { HostedInstitutions } from '../../identity/index.ts'
import type { NodeContext } from '../../kernel/index.ts'
import type { TransparencyLog } from '../../log/index.ts'
import type { HostedMemory } from './hosted-memory.ts'

/** What the FHIR door is made of. */
export interface FhirParts {
  readonly context: NodeContext
  /** Where receipts stand before a key leaves. */
  readonly log: TransparencyLog
  /** What it remembers between requests; tells nothing without the keys that are in it. */
  readonly memory: HostedMemory
  /** Institutions whose keys this node holds. */
  readonly hosted: Pick<HostedInstitutions, 'at'>
}
