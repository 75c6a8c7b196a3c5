import { expect } from 'chai'
import { days, hours, minutes, seconds } from '../../../src/domain/instant.js'
import { parseDuration } from '../../../src/saml/metadata/duration.js'

describe('how long a document may be kept', () => {
  it('is an xs:duration, in which months and years are no calendar', () => {
    expect(parseDuration('PT6H')).to.equal(hours(6))
    expect(parseDuration('P1D')).to.equal(days(1))
    expect(parseDuration('P1Y2M3DT4H5M6.7S')).to.equal(days(365 + 60 + 3) + hours(4) + minutes(5) + seconds(6))
    expect(parseDuration('PT0S')).to.equal(0)
  })

  for (const text of ['', 'P', 'PT', 'P1DT', '-P1D', 'PT1.5H', '1D', 'PT6h', ' PT6H', `P${'9'.repeat(40)}D`]) {
    it(`is not said by ${JSON.stringify(text)}`, () => {
      expect(parseDuration(text)).to.equal(null)
    })
  }
})
