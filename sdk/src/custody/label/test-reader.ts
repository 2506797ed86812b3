import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'
import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader'
import type { GreyImage } from './png.ts'

const wasm = await readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
// Without bytes of our own it would fetch them.
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer } })

/** What an independent reader finds in an image, symbology identifiers included. */
export function readImage({ width, height, grey }: GreyImage): Promise<ReadResult[]> {
  const data = Uint8ClampedArray.from({ length: 4 * grey.length }, (_, at) =>
    at % 4 === 3 ? 255 : (grey[at >>> 2] ?? 0),
  )
  const image = { data, width, height, colorSpace: 'srgb' } as Parameters<typeof readBarcodes>[0]
  return readBarcodes(image, {
    tryHarder: true,
    maxNumberOfSymbols: 2,
  })
}

/** The pixels of a PNG of greys, by Node's own zlib; its chunks by name. */
export function readPng(bytes: Uint8Array): GreyImage & { readonly chunks: ReadonlyMap<string, Buffer> } {
  const chunks = new Map<string, Buffer>()
  const buffer = Buffer.from(bytes)
  for (let at = 8; at < buffer.length; ) {
    const size = buffer.readUInt32BE(at)
    chunks.set(buffer.toString('latin1', at + 4, at + 8), buffer.subarray(at + 8, at + 8 + size))
    at += 12 + size
  }
  const [width = 0, height = 0] = [chunks.get('IHDR')?.readUInt32BE(0), chunks.get('IHDR')?.readUInt32BE(4)]
  const lines = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0))
  const grey = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) grey.set(lines.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)), y * width)
  return { width, height, grey, chunks }
}

/** What the SVG of a label says of itself, read from its text alone. */
export interface SvgGeometry {
  readonly width_mm: number
  readonly height_mm: number
  readonly x_dimension_mm: number
  readonly row_mm: number
  readonly left_mm: number
  readonly top_mm: number
  readonly rectangles: readonly { x: number; y: number; width: number }[]
}

export function readSvg(svg: string): SvgGeometry {
  const [, width = '', height = ''] =
    /<svg [^>]*width="([\d.]+)mm" height="([\d.]+)mm" viewBox="0 0 \1 \2"/.exec(svg) ?? []
  const path = /transform="translate\(([\d.]+) ([\d.]+)\) scale\(([\d.]+) ([\d.]+)\)" d="([^"]*)"/.exec(svg) ?? []
  const [left_mm, top_mm, x_dimension_mm, row_mm] = path.slice(1, 5).map(Number) as [number, number, number, number]
  const steps = [...(path[5] ?? '').matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)]
  const rectangles = steps.map(([, x, y, run]) => ({ x: Number(x), y: Number(y), width: Number(run) }))
  return { width_mm: Number(width), height_mm: Number(height), left_mm, top_mm, x_dimension_mm, row_mm, rectangles }
}

/** A drawing of the rectangles that an SVG names, at so many pixels a millimetre, made by nothing that wrote it. */
export function drawGeometry(svg: SvgGeometry, pixels_per_mm: number): GreyImage {
  const pixel = (mm: number) => Math.round(mm * pixels_per_mm)
  const [width, height] = [pixel(svg.width_mm), pixel(svg.height_mm)]
  const grey = new Uint8Array(width * height).fill(255)
  for (const run of svg.rectangles) {
    const [from, to] = [run.x, run.x + run.width].map((x) => pixel(svg.left_mm + x * svg.x_dimension_mm))
    const [above, below] = [run.y, run.y + 1].map((y) => pixel(svg.top_mm + y * svg.row_mm))
    for (let y = above ?? 0; y < (below ?? 0); y++) grey.fill(0, y * width + (from ?? 0), y * width + (to ?? 0))
  }
  return { width, height, grey }
}
