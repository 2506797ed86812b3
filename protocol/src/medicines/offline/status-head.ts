import { equalBytes, type Milliseconds, utf8 } from '../../kernel/index.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { STATUS_VALID_MAX_MS } from './limits.ts'
import { statusFault } from './status-faults.ts'

const magic = utf8('SYMBSTF1')
const second_ms = 1000
const wholeMax = 2 ** 32 - 1
/** `named`: the batches that somebody asked for. `all`: every batch that the node knows of. */
const scopes = ['named', 'all'] as const

/** Whose word a status file is, as of when, and for how long. */
export interface StatusHead {
  /** Finds the key. */
  readonly key_id: number
  /** Grows from file to file of one scope; a device keeps the largest. */
  readonly number: number
  /** Milliseconds since 1970, whole seconds: what the file says was so then. */
  readonly issued_at: Milliseconds
  /** From then on the file says nothing any more; at most a day later. */
  readonly valid_until: Milliseconds
  /** Whether it is about all batches of its node or some. */
  readonly scope: (typeof scopes)[number]
}

/** Appends a head. @throws MEDICINES_STATUS_INVALID */
export function writeHead(writer: ByteWriter, head: StatusHead): void {
  const [issued_s, until_s] = [head.issued_at / second_ms, head.valid_until / second_ms]
  const isWritable = [head.number, issued_s, until_s].every((n) => Number.isSafeInteger(n) && n >= 0 && n <= wholeMax)
  if (!isWritable) throw statusFault('word')
  checkTimes(head)
  writer.put(magic).u32(head.key_id).u32(head.number)
  writer.u32(issued_s).u32(until_s).u8(scopes.indexOf(head.scope))
}

/** The head of a file. @throws MEDICINES_STATUS_INVALID */
export function readHead(reader: ByteReader): StatusHead {
  if (!equalBytes(reader.take(magic.length), magic)) throw statusFault('magic')
  const key_id = reader.u32()
  const number = reader.u32()
  const [issued_at, valid_until] = [reader.u32() * second_ms, reader.u32() * second_ms]
  const { position } = reader
  const scope = scopes[reader.u8()]
  if (scope === undefined) throw statusFault('word', position)
  const head = { key_id, number, issued_at, valid_until, scope }
  checkTimes(head)
  return head
}

function checkTimes({ issued_at, valid_until }: StatusHead): void {
  if (valid_until <= issued_at || valid_until - issued_at > STATUS_VALID_MAX_MS) throw statusFault('times')
}
