import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipMember {
  readonly name: string
  readonly bytes: Uint8Array
  /** Size that the directory claims, when it lies. */
  readonly claimed?: number
}

/** A zip archive made by hand, so that it can be made wrong. @source PKWARE APPNOTE 6.3.10 §4.3 */
export function zipOf(members: readonly ZipMember[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const member of members) {
    const packed = deflateRawSync(member.bytes)
    const name = Buffer.from(member.name)
    const sizes = sizesOf(member, packed)
    const local = Buffer.concat([
      Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 8, 8, 0, 0, 0, 0, 0]),
      sizes,
      lengths(name),
      name,
    ])
    directory.push(centralOf({ name, sizes, offset }))
    parts.push(local, packed)
    offset += local.length + packed.length
  }
  return Buffer.concat([...parts, ...directory, endOf(directory, offset)])
}

function sizesOf(member: ZipMember, packed: Buffer): Buffer {
  const sizes = Buffer.alloc(12)
  sizes.writeUInt32LE(crc32(member.bytes), 0)
  sizes.writeUInt32LE(packed.length, 4)
  sizes.writeUInt32LE(member.claimed ?? member.bytes.length, 8)
  return sizes
}

function lengths(name: Buffer): Buffer {
  const two = Buffer.alloc(4)
  two.writeUInt16LE(name.length, 0)
  return two
}

function centralOf({ name, sizes, offset }: { name: Buffer; sizes: Buffer; offset: number }): Buffer {
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(offset, 10)
  const head = Buffer.from([0x50, 0x4b, 1, 2, 20, 0, 20, 0, 0, 8, 8, 0, 0, 0, 0, 0])
  return Buffer.concat([head, sizes, lengths(name), rest, name])
}

function endOf(directory: readonly Buffer[], offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
