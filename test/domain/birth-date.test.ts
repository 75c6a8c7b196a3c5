import { expect } from 'chai'
import fc from 'fast-check'
import { birthDateFault } from '../../src/domain/birth-date.js'
import { NOON } from './domain-builders.js'

/** Noon of 15 June 2026. */
const faultOf = (text: string) => birthDateFault(text, NOON)

describe('a date of birth', () => {
  it('is a day, or a month or year alone where the rest is unknown', () => {
    for (const date of ['1964-08-12', '1964-08', '1964', '2000-02-29', '1870-01-01', '1870']) {
      expect(faultOf(date), date).to.equal(null)
    }
  })

  for (const text of [
    '',
    '64',
    '12.08.1964',
    '1964-8-12',
    '1964-08-',
    '1964-08-12T00:00',
    ' 1964',
    '19640812',
    '١٩٦٤',
  ]) {
    it(`is not written ${JSON.stringify(text)}`, () => {
      expect(faultOf(text)).to.equal('format')
    })
  }

  for (const text of ['1964-02-30', '1900-02-29', '1964-04-31', '1964-13', '1964-00', '1964-01-00', '1964-01-32']) {
    it(`is not ${text}: the calendar does not have it`, () => {
      expect(faultOf(text)).to.equal('calendar')
    })
  }

  it('is today at the latest', () => {
    expect(faultOf('2026-06-15')).to.equal(null)
    expect(faultOf('2026-06-16')).to.equal('future')
    expect(faultOf('2026-06')).to.equal(null)
    expect(faultOf('2026-07')).to.equal('future')
    expect(faultOf('2026')).to.equal(null)
    expect(faultOf('2027')).to.equal('future')
  })

  it('is not before 1870', () => {
    for (const date of ['1869-12-31', '1869-12', '1869', '0001', '0000'])
      expect(faultOf(date), date).to.equal('too-early')
  })

  it('may be any past day since 1870', () => {
    const days = fc.date({ min: new Date('1870-01-01'), max: new Date(NOON), noInvalidDate: true })
    fc.assert(
      fc.property(days, (day) => {
        expect(faultOf(day.toISOString().slice(0, 10))).to.equal(null)
      }),
    )
  })
})
