import { concatBytes, utf8 } from '@symbolon/protocol/kernel'
import type { LabelTitle } from './write-svg.ts'

/** An image of one byte a pixel, 0 black and 255 white. */
export interface GreyImage {
  readonly width: number
  readonly height: number
  readonly grey: Uint8Array
}

const inch_m = 0.0254
const signature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10)
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})

/** The image as a PNG that knows its size on paper and its title. @source PNG (Third Edition), W3C, §5, §11.2, §11.3 */
export async function pngOf(image: GreyImage, of: { dots_per_inch: number; title: LabelTitle }): Promise<Uint8Array> {
  const head = new DataView(new ArrayBuffer(13))
  head.setUint32(0, image.width)
  head.setUint32(4, image.height)
  // Eight bits a pixel, greys, the only compression and filtering that there is, not interlaced.
  head.setUint8(8, 8)
  const size = new DataView(new ArrayBuffer(9))
  const dots_per_metre = Math.round(of.dots_per_inch / inch_m)
  size.setUint32(0, dots_per_metre)
  size.setUint32(4, dots_per_metre)
  size.setUint8(8, 1)
  const title = utf8(`Title\0\0\0${of.title.language}\0\0${of.title.text}`)
  return concatBytes(
    signature,
    chunk('IHDR', new Uint8Array(head.buffer)),
    chunk('pHYs', new Uint8Array(size.buffer)),
    chunk('iTXt', title),
    chunk('IDAT', await deflated(scanLines(image))),
    chunk('IEND', new Uint8Array()),
  )
}

/** Each line behind a byte that says that it is not filtered. */
function scanLines({ width, height, grey }: GreyImage): Uint8Array<ArrayBuffer> {
  const lines = new Uint8Array((width + 1) * height)
  for (let y = 0; y < height; y++) lines.set(grey.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  return lines
}

/** The zlib format, by what every engine brings along. */
async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const checked = concatBytes(utf8(type), content)
  const [size, crc] = [new DataView(new ArrayBuffer(4)), new DataView(new ArrayBuffer(4))]
  size.setUint32(0, content.length)
  crc.setUint32(0, crcOf(checked))
  return concatBytes(new Uint8Array(size.buffer), checked, new Uint8Array(crc.buffer))
}

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
