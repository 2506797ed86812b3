import type { HostedInstitutions } from '../../identity/index.ts'
import type { NodeContext } from '../../kernel/index.ts'
import type { BlobStore } from '../../vault/index.ts'

/** What the FHIR door is made of. */
export interface FhirParts {
  readonly context: NodeContext
  readonly store: BlobStore
  /** Institutions whose keys this node holds. */
  readonly hosted: Pick<HostedInstitutions, 'at'>
}
