import { importErrors } from '../errors.ts'

type Cells = ReadonlyMap<string, string>
type Member = readonly [name: string, value: unknown]

const list = (text: string) =>
  text
    .split('|')
    .map((one) => one.trim())
    .filter((one) => one !== '')
const place = (text: string) => ({ id: text })

/** How a column becomes a member of an event of the same name; several identifiers stand in one cell with bars between. */
const columns: Readonly<Record<string, (text: string) => unknown>> = {
  type: (text) => text,
  eventID: (text) => text,
  eventTime: (text) => text,
  eventTimeZoneOffset: (text) => text,
  action: (text) => text,
  epcList: list,
  parentID: (text) => text,
  childEPCs: list,
  inputEPCList: list,
  outputEPCList: list,
  transformationID: (text) => text,
  bizStep: (text) => text,
  disposition: (text) => text,
  readPoint: place,
  bizLocation: place,
}
/** Three columns that make one quantity: in `childQuantityList` where the event has a parent. */
const quantityColumns = ['epcClass', 'quantity', 'uom'] as const

/** Every column that a file may have. */
export const csvColumns: readonly string[] = [...Object.keys(columns), ...quantityColumns]

/**
 * Makes events of rows: of each row one, of type ObjectEvent unless it says another one.
 * @param head the first line: names of columns, as EPCIS has them
 * @throws CUSTODY_IMPORT_COLUMN_UNKNOWN
 */
export function eventsOfRows(head: readonly string[]): (row: readonly string[], number: number) => string {
  const names = head.map((name) => name.trim())
  const stranger = names.findIndex((name, at) => !csvColumns.includes(name) || names.indexOf(name) !== at)
  if (stranger >= 0)
    throw importErrors.CUSTODY_IMPORT_COLUMN_UNKNOWN({ column: stranger + 1, known: csvColumns.join(', ') })
  return (row, number) => {
    if (row.length !== names.length) throw importErrors.CUSTODY_IMPORT_ROW_INVALID({ row: number })
    const told = names.map((name, at): [string, string] => [name, row[at]?.trim() ?? ''])
    return eventOf(new Map(told.filter(([, text]) => text !== '')))
  }
}

function eventOf(cells: Cells): string {
  const members = [...cells].flatMap(([name, text]): Member[] => {
    const read = columns[name]
    return read === undefined ? [] : [[name, read(text)]]
  })
  const event: Record<string, unknown> = {
    type: 'ObjectEvent',
    ...Object.fromEntries([...members, ...quantityOf(cells)]),
  }
  const text = JSON.stringify(event)
  const quantity = cells.get('quantity')
  // The number stays as it is written: a double might say another one.
  return quantity === undefined ? text : text.replace(JSON.stringify(quantityMark), numberText(quantity))
}

const quantityMark = '\u{F8FF}quantity'

function quantityOf(cells: Cells): Member[] {
  const epcClass = cells.get('epcClass')
  if (epcClass === undefined) return []
  const uom = cells.get('uom')
  const element = {
    epcClass,
    ...(cells.has('quantity') && { quantity: quantityMark }),
    ...(uom !== undefined && { uom }),
  }
  return [[cells.has('parentID') ? 'childQuantityList' : 'quantityList', [element]]]
}

// What is no number stays text, and is refused as such with its place.
function numberText(text: string): string {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? text : JSON.stringify(text)
}
