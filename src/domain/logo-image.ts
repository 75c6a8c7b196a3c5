import { MOST_LOGO_PIXELS, type LogoFault, type LogoImage, type LogoType } from './logo.js'

type Measured = Pick<LogoImage, 'type' | 'width' | 'height'>
type Read = Measured | { readonly fault: LogoFault }

/**
 * The picture in these bytes, by what stands in them and not by what anybody calls it: PNG, JPEG or WebP that stands
 * still, of at most 1000 pixels each way. SVG is a document with scripts, GIF mostly moves: neither is taken.
 */
export function logoImage(bytes: Uint8Array): LogoImage | { readonly fault: LogoFault } {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const read = readerOf(view)?.(view) ?? { fault: 'type' }
  if ('fault' in read) return read
  const { width, height } = read
  // check: a-logo-has-few-pixels
  if (width < 1 || height < 1 || width > MOST_LOGO_PIXELS || height > MOST_LOGO_PIXELS) return { fault: 'pixels' }
  return { ...read, bytes }
}

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')

function readerOf(view: Buffer): ((view: Buffer) => Read | null) | null {
  // check: a-logo-is-what-its-bytes-are
  if (view.subarray(0, 8).equals(PNG)) return png
  if (view.subarray(0, 3).equals(Buffer.of(0xff, 0xd8, 0xff))) return jpeg
  if (view.toString('latin1', 0, 4) === 'RIFF' && view.toString('latin1', 8, 12) === 'WEBP') return webp
  return null
}

const measured = (type: LogoType, width: number, height: number): Measured => ({ type, width, height })

/** PNG §11.2.2; `acTL` before the first IDAT makes an animation of it. */
function png(view: Buffer): Read | null {
  if (view.length < 33 || view.toString('latin1', 12, 16) !== 'IHDR') return null
  for (let at = 8; at + 8 <= view.length; at += 12 + view.readUInt32BE(at)) {
    const chunk = view.toString('latin1', at + 4, at + 8)
    // check: a-logo-stands-still
    if (chunk === 'acTL') return { fault: 'moves' }
    if (chunk === 'IDAT') return measured('image/png', view.readUInt32BE(16), view.readUInt32BE(20))
  }
  return null
}

/** Start of frame: SOF0 to SOF15 without DHT, JPG and DAC (ITU-T T.81 table B.1). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

function jpeg(view: Buffer): Read | null {
  for (let at = 2; at + 9 <= view.length; at += 2 + view.readUInt16BE(at + 2)) {
    if (view[at] !== 0xff) return null
    const marker = view[at + 1] ?? 0
    if (isFrame(marker)) return measured('image/jpeg', view.readUInt16BE(at + 7), view.readUInt16BE(at + 5))
  }
  return null
}

/** RFC 9649 §2.5–2.7: lossy, lossless, extended. */
function webp(view: Buffer): Read | null {
  if (view.length < 30) return null
  switch (view.toString('latin1', 12, 16)) {
    case 'VP8 ':
      if (view.readUIntBE(23, 3) !== 0x9d012a) return null
      return measured('image/webp', view.readUInt16LE(26) & 0x3fff, view.readUInt16LE(28) & 0x3fff)
    case 'VP8L': {
      if (view[20] !== 0x2f) return null
      const bits = view.readUInt32LE(21)
      return measured('image/webp', (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
    }
    case 'VP8X':
      // check: an-extended-logo-stands-still
      if (((view[20] ?? 0) & 0x02) !== 0) return { fault: 'moves' }
      return measured('image/webp', view.readUIntLE(24, 3) + 1, view.readUIntLE(27, 3) + 1)
    default:
      return null
  }
}
