import { expect } from 'chai'
import { logoImage } from '../../src/domain/logo-image.js'
import { extendedWebp, jpegOf, losslessWebp, lossyWebp, pngOf } from '../support/pictures.js'

const read = (bytes: Uint8Array): unknown => {
  const found = logoImage(bytes)
  return 'fault' in found ? found.fault : `${found.type} ${found.width}x${found.height}`
}

describe('the picture of a portal', () => {
  it('is PNG, JPEG or WebP, by what its bytes say, with the size that stands in them', () => {
    expect(read(pngOf(120, 40))).to.equal('image/png 120x40')
    expect(read(jpegOf(120, 40))).to.equal('image/jpeg 120x40')
    expect(read(lossyWebp(120, 40))).to.equal('image/webp 120x40')
    expect(read(losslessWebp(120, 40))).to.equal('image/webp 120x40')
    expect(read(extendedWebp(120, 40))).to.equal('image/webp 120x40')
  })

  const others: readonly (readonly [string, Uint8Array])[] = [
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['GIF', Buffer.from('GIF89a\x01\x00\x01\x00\x80\x00\x00', 'latin1')],
    ['a PNG without a header', Buffer.concat([pngOf(1, 1).subarray(0, 8), Buffer.from('<script>')])],
    ['a PNG that is cut off', pngOf(120, 40).subarray(0, 33)],
    ['a JPEG that is cut off', jpegOf(120, 40).subarray(0, 12)],
    ['a JPEG without a frame', Buffer.from(`ffd8ff${'00'.repeat(40)}`, 'hex')],
    ['a WebP of no kind', Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBPXXXX', 'latin1'), Buffer.alloc(30)])],
    ['WAVE', Buffer.from('RIFF\0\0\0\0WAVEfmt '.padEnd(40), 'latin1')],
    ['nothing', Buffer.alloc(0)],
  ]
  for (const [what, bytes] of others) it(`is not ${what}`, () => expect(read(bytes)).to.equal('type'))

  it('stands still', () => {
    expect(read(pngOf(120, 40, { moves: true }))).to.equal('moves')
    expect(read(extendedWebp(120, 40, { moves: true }))).to.equal('moves')
  })

  it('measures 1 to 1000 pixels each way', () => {
    expect(read(pngOf(1000, 1000))).to.equal('image/png 1000x1000')
    for (const bytes of [pngOf(1001, 1), pngOf(1, 1001), pngOf(0, 10), jpegOf(2000, 10), extendedWebp(16_384, 10)]) {
      expect(read(bytes)).to.equal('pixels')
    }
  })
})
