/** What came of one attempt. Words and numbers of ours: nothing that a receiver wrote is kept. */
export interface Outcome {
  /** `gone`: the receiver wants nothing more, ever. */
  readonly result: 'delivered' | 'failed' | 'gone'
  /** Status of HTTP or of SMTP. */
  readonly status?: number
  readonly fault?: Fault
}

/** Why there was no answer that counts. */
export type Fault =
  | 'name'
  | 'place'
  | 'connection'
  | 'certificate'
  | 'time'
  | 'answer'
  | 'encryption'
  | 'sign-in'
  | 'refused'
