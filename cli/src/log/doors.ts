import type { NoteVerifier } from '@symbolon/protocol/log'
import type { Client } from '@symbolon/sdk/kernel'
import type { Environment, Run } from '../kernel/index.ts'

/** What these commands need of people's homes; the slice beside this one answers. */
export interface LogDoors {
  /** Folder of what is remembered on this machine. */
  findHome(environment: Environment): string
  openPublicClient(run: Run): Promise<Client>
  /** Acts with the keys of the profile that is named. */
  openLastingClient(run: Run): Promise<{ readonly client: Client }>
  readKnownLogs(home: string): Promise<NoteVerifier[]>
  rememberLog(home: string, log: NoteVerifier): Promise<void>
}
