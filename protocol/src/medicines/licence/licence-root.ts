import type { LicenceKey } from './licence-key.ts'

/** An issuer of licences that is trusted because it was configured. */
export interface LicenceRoot {
  /** Its name as people know it. */
  readonly name: string
  /** Its identifier as the credentials name it, `did:web:…` or any other. */
  readonly did: string
  readonly key: LicenceKey
  /** GS1 prefixes that it is trusted for; without them every one. A member organisation is trusted for its own. */
  readonly prefixes?: readonly string[]
  /** True when it was made for trying things out, and is nobody's authority. */
  readonly is_test: boolean
}
