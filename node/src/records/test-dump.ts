import type { Database } from '../kernel/index.ts'

/** Every row of every table of the schemas, as text; of all schemas that are ours unless some are named. */
export async function dumpOf(database: Database, schemas?: readonly string[]): Promise<Buffer[]> {
  const tables = await database.query<{ schema: string; name: string }>({
    name: 'test_tables',
    text: `select table_schema as schema, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
        and ($1::text[] is null or table_schema = any($1))`,
    values: [schemas ?? null],
  })
  const parts: Buffer[] = []
  for (const { schema, name } of tables) {
    const text = `select t::text as row from ${schema}.${name} t`
    const rows = await database.query<{ row: string }>({ name: `test_dump_${schema}_${name}`, text })
    for (const { row } of rows) parts.push(Buffer.from(row))
  }
  return parts
}

/** True when the bytes are in one of the parts, as they are or in a usual spelling. */
export function holds(parts: readonly Buffer[], secret: Uint8Array): boolean {
  const bytes = Buffer.from(secret)
  const forms = [bytes, ...(['hex', 'base64', 'base64url'] as const).map((form) => Buffer.from(bytes.toString(form)))]
  return parts.some((part) => forms.some((form) => part.includes(form)))
}
