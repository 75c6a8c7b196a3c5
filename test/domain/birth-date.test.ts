import { expect } from 'chai'
import fc from 'fast-check'
import { birthDateFault, joinBirthDate } from '../../src/domain/birth-date.js'
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

describe('a date of birth in three fields', () => {
  it('takes day and month with one digit or two, and blanks around them', () => {
    expect(joinBirthDate('2', '8', '1964')).to.equal('1964-08-02')
    expect(joinBirthDate('02', '08', '1964')).to.equal('1964-08-02')
    expect(joinBirthDate(' 12 ', ' 8', '1964 ')).to.equal('1964-08-12')
  })

  it('leaves an unknown day, or day and month, out', () => {
    expect(joinBirthDate('', '8', '1964')).to.equal('1964-08')
    expect(joinBirthDate('', '', '1964')).to.equal('1964')
  })

  for (const [day, month, year] of [
    ['', '', ''],
    ['12', '8', ''],
    ['12', '', '1964'],
    ['12', '8', '64'],
    ['12', 'August', '1964'],
    ['1-', '8', '1964'],
    ['012', '8', '1964'],
    ['12', '8', '19644'],
  ] as const) {
    it(`makes none of ${JSON.stringify([day, month, year])}`, () => {
      expect(joinBirthDate(day, month, year)).to.equal(null)
    })
  }

  it('does not judge the calendar: that is said by its own rule', () => {
    expect(joinBirthDate('31', '2', '1964')).to.equal('1964-02-31')
    expect(joinBirthDate('0', '0', '1964')).to.equal('1964-00-00')
  })
})
