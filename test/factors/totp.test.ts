import { expect } from 'chai'
import { newTotpSecret, totpCode, totpStep } from '../../src/factors/totp.js'

/** The 20 bytes `12345678901234567890`, base32. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

/** RFC 6238 appendix B, SHA-1: seconds, and the last six of the eight digits. */
const RFC_TABLE = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
] as const

describe('time-based codes', () => {
  for (const [seconds, code] of RFC_TABLE) {
    it(`are those of RFC 6238 appendix B: ${code}`, () => {
      expect(totpCode(RFC_SECRET, seconds * 1000)).to.equal(code)
      expect(totpStep(RFC_SECRET, code, seconds * 1000)).to.equal(Math.floor(seconds / 30))
    })
  }

  it('count one step early and one late, told by their own step, and no further', () => {
    const at = 1_800_000_000_000
    const step = at / 30_000
    const steps = [-2, -1, 0, 1, 2].map((drift) => totpStep(RFC_SECRET, totpCode(RFC_SECRET, at + drift * 30_000), at))
    expect(steps).to.deep.equal([null, step - 1, step, step + 1, null])
  })

  it('are compared whole', () => {
    const at = 59_000
    for (const typed of ['', '2', '28708', '2870820', '287083', '２８７０８２']) {
      expect(totpStep(RFC_SECRET, typed, at)).to.equal(null)
    }
  })

  it('come from secrets of 160 bits, another one each time', () => {
    const secrets = Array.from({ length: 50 }, newTotpSecret)
    expect(new Set(secrets).size).to.equal(50)
    for (const secret of secrets) expect(secret).to.match(/^[A-Z2-7]{32}$/)
  })
})
