import { crc32, deflateSync } from 'node:zlib'

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

interface Traits {
  readonly moves?: boolean
  /** Of each pixel. */
  readonly colour?: readonly [number, number, number]
}

/** A PNG of one colour, which browsers show. */
export function pngOf(width: number, height: number, { moves = false, colour = [0, 80, 160] }: Traits = {}): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.concat([Buffer.of(0), ...Array.from({ length: width }, () => Buffer.from(colour))])
  const pixels = Buffer.concat(Array.from({ length: height }, () => row))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    ...(moves ? [chunk('acTL', Buffer.alloc(8, 1))] : []),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The beginning of a JPEG, up to its frame. */
export function jpegOf(width: number, height: number): Buffer {
  const frame = Buffer.from('ffc2001108000000000301220002110103110100', 'hex')
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  return Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), frame])
}

const riff = (kind: string, data: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`RIFF\0\0\0\0WEBP${kind}\0\0\0\0`, 'latin1'), data, Buffer.alloc(16)])

export function lossyWebp(width: number, height: number): Buffer {
  const data = Buffer.from('0000009d012a00000000', 'hex')
  data.writeUInt16LE(width, 6)
  data.writeUInt16LE(height, 8)
  return riff('VP8 ', data)
}

export function losslessWebp(width: number, height: number): Buffer {
  const data = Buffer.from('2f00000000', 'hex')
  data.writeUInt32LE((width - 1) | ((height - 1) << 14), 1)
  return riff('VP8L', data)
}

export function extendedWebp(width: number, height: number, { moves = false }: Traits = {}): Buffer {
  const data = Buffer.alloc(10)
  data[0] = moves ? 0x12 : 0x10
  data.writeUIntLE(width - 1, 4, 3)
  data.writeUIntLE(height - 1, 7, 3)
  return riff('VP8X', data)
}
