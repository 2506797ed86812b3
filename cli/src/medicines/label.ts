import { writeFile } from 'node:fs/promises'
import { type Elements, parseDigitalLink, parseElementString, writeDigitalLink } from '@symbolon/protocol/custody'
import { drawLabel, type LabelContent } from '@symbolon/sdk/custody'
import { cliErrors, exitCodes, formatCount, type Input, type Run, textOption, type Verb } from '../kernel/index.ts'
import { words } from './words.ts'

const symbols = ['gs1-datamatrix', 'gs1-128', 'qr-digital-link'] as const
const formats = ['svg', 'png'] as const

/** `symbolon pack label`: a label for the code, into a file or on the standard output; nothing that is there is overwritten. */
export const packLabel: Verb = async (run, input) => {
  const to = textOption(input, 'to')
  if (to === undefined && run.output.json) throw cliErrors.CLI_OPTION_INVALID({ option: '--to', expected: 'label.svg' })
  const { output } = run
  const content = contentOf(input)
  const format = formatOf(input, to)
  const title = { text: textOption(input, 'title') ?? output.words(words.labelTitle), language: output.language }
  const dots = numberOf(input, { name: 'dpi', option: '--dpi' })
  const width = numberOf(input, { name: 'moduleMm', option: '--module-mm' })
  const label = await drawLabel({
    ...content,
    format,
    title,
    ...(dots !== undefined && { dots_per_inch: dots }),
    ...(width !== undefined && { x_dimension_mm: width }),
  })
  if (to === undefined) {
    output.bytes(label.bytes)
    return exitCodes.ok
  }
  await writeNew(to, label.bytes)
  const { media_type, width_mm, height_mm, x_dimension_mm } = label
  const { symbology } = content
  output.result({ file: to, symbology, media_type, width_mm, height_mm, x_dimension_mm }, () =>
    output.words(words.labelled, { file: to, width: mm(width_mm, run), height: mm(height_mm, run), symbol: symbology }),
  )
  return exitCodes.ok
}

function contentOf(input: Input): LabelContent {
  const code = input.operands[0] ?? ''
  const elements = elementsOf(code)
  const asked = textOption(input, 'symbol') ?? symbols[0]
  const symbology = symbols.find((known) => known === asked)
  if (symbology === undefined) throw cliErrors.CLI_OPTION_INVALID({ option: '--symbol', expected: symbols.join(', ') })
  if (symbology !== 'qr-digital-link') return { symbology, elements }
  const stem = textOption(input, 'stem')
  const link =
    isLink(code) && stem === undefined ? code : writeDigitalLink(elements, stem === undefined ? {} : { stem })
  return { symbology, elements, link }
}

function elementsOf(code: string): Elements {
  return isLink(code) ? parseDigitalLink(code).elements : parseElementString(code)
}

function isLink(code: string): boolean {
  return /^https?:\/\//i.test(code)
}

function formatOf(input: Input, to: string | undefined): 'svg' | 'png' {
  const asked = textOption(input, 'format') ?? (to?.toLowerCase().endsWith('.png') ? 'png' : 'svg')
  const format = formats.find((known) => known === asked)
  if (format === undefined) throw cliErrors.CLI_OPTION_INVALID({ option: '--format', expected: formats.join(', ') })
  return format
}

function numberOf(input: Input, { name, option }: { name: string; option: string }): number | undefined {
  const text = textOption(input, name)
  if (text === undefined) return undefined
  if (!/^\d{1,5}(?:\.\d{1,4})?$/.test(text)) throw cliErrors.CLI_OPTION_INVALID({ option, expected: '0.38, 600' })
  return Number(text)
}

async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(path, bytes, { flag: 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST') throw cliErrors.CLI_FILE_EXISTS({ path }, { cause })
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
  })
}

function mm(length: number, { output: { language } }: Run): string {
  const tenths = Math.round(length * 10)
  return `${formatCount(Math.floor(tenths / 10), language)}${language === 'el' ? ',' : '.'}${tenths % 10}`
}
