import { importErrors } from '../errors.ts'
import { PIECE_BYTES_MAX } from './event-list-scanner.ts'

/**
 * Rows of a CSV file of any length. Cells are divided by what the first line has more of, commas or semicolons; a cell in
 * double quotes may hold those and line breaks.
 * @source RFC 4180
 */
export class CsvReader {
  private cells: string[] = []
  private cell = ''
  private state: 'bare' | 'quoted' | 'quote' = 'bare'
  private separator: ',' | ';' | undefined
  private head = ''
  private rows = 0

  private takesLineEnd(char: string): boolean {
    return this.state !== 'quoted' && (char === '\n' || char === '\r')
  }

  /** Takes the next text of the file and hands out the rows that end in it. */
  *push(text: string): Generator<readonly string[], void> {
    let rest = text
    if (this.separator === undefined) {
      this.head += text
      if (!/[\r\n]/.test(this.head)) return
      this.separator = separatorIn(this.head)
      rest = this.head.replace(/^\uFEFF/, '')
    }
    for (const char of rest) {
      if (this.takesLineEnd(char)) {
        const row = this.takeRow()
        if (row !== undefined) yield row
      } else this.take(char)
    }
  }

  /** The last row, where no line break follows it. @throws CUSTODY_IMPORT_ROW_INVALID when a quote is open */
  *end(): Generator<readonly string[], void> {
    if (this.separator === undefined) yield* this.push('\n')
    if (this.state === 'quoted') throw importErrors.CUSTODY_IMPORT_ROW_INVALID({ row: this.rows + 1 })
    const row = this.takeRow()
    if (row !== undefined) yield row
  }

  private take(char: string): void {
    if (this.cell.length > PIECE_BYTES_MAX) {
      throw importErrors.CUSTODY_IMPORT_TOO_LARGE({ event: this.rows, max_bytes: PIECE_BYTES_MAX })
    }
    if (char === '"') this.takeQuote()
    else if (char === this.separator && this.state !== 'quoted') this.takeCell()
    else this.cell += char
  }

  // A quote within quotes is written twice.
  private takeQuote(): void {
    if (this.state === 'quoted') this.state = 'quote'
    else {
      if (this.state === 'quote') this.cell += '"'
      this.state = 'quoted'
    }
  }

  private takeCell(): void {
    this.cells.push(this.cell)
    this.cell = ''
    this.state = 'bare'
  }

  private takeRow(): readonly string[] | undefined {
    if (this.cells.length === 0 && this.cell === '') return undefined
    this.takeCell()
    const row = this.cells
    this.cells = []
    this.rows++
    return row
  }
}

function separatorIn(head: string): ',' | ';' {
  const [line = ''] = head.split(/[\r\n]/, 1)
  return line.split(';').length > line.split(',').length ? ';' : ','
}
