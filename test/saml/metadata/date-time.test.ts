import { expect } from 'chai'
import { parseDateTime } from '../../../src/saml/metadata/date-time.js'

describe('parseDateTime', () => {
  const known: readonly (readonly [string, number])[] = [
    ['2026-11-20T12:30:15Z', Date.UTC(2026, 10, 20, 12, 30, 15)],
    ['2026-11-20T12:30:15.5Z', Date.UTC(2026, 10, 20, 12, 30, 15, 500)],
    ['2026-11-20T12:30:15.123456789Z', Date.UTC(2026, 10, 20, 12, 30, 15, 123)],
    ['2026-11-20T12:30:15', Date.UTC(2026, 10, 20, 12, 30, 15)],
    ['2026-11-20T12:30:15+01:30', Date.UTC(2026, 10, 20, 11, 0, 15)],
    ['2026-11-20T12:30:15-14:00', Date.UTC(2026, 10, 21, 2, 30, 15)],
    ['2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
  ]
  for (const [text, instant] of known) {
    it(`reads ${text}`, () => {
      expect(parseDateTime(text)).to.equal(instant)
    })
  }

  for (const text of [
    '',
    '2026-11-20',
    '2026-11-20 12:30:15Z',
    '2026-11-20T12:30Z',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-11-20T24:00:00Z',
    '2026-11-20T12:60:00Z',
    '2026-11-20T12:30:60Z',
    '2026-11-20T12:30:15z',
    '2026-11-20T12:30:15+15:00',
    '2026-11-20T12:30:15+01:60',
    '2026-11-20T12:30:15.Z',
    '-2026-11-20T12:30:15Z',
    '12026-11-20T12:30:15Z',
    '0026-11-20T12:30:15Z',
    ' 2026-11-20T12:30:15Z',
    '2026-11-20T12:30:15Z\n',
    '1e15',
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(parseDateTime(text)).to.equal(null)
    })
  }
})
