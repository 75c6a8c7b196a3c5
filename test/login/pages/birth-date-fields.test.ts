import { expect } from 'chai'
import { birthDateFrom, birthDateParts, monthTooShort } from '../../../src/login/pages/components/birth-date-fields.js'

const joined = (day: string, month: string, year: string): string =>
  birthDateFrom({ 'birthDate.day': day, 'birthDate.month': month, 'birthDate.year': year })

describe('the three fields of a birth date', () => {
  it('make one date, with or without leading zeros and blanks', () => {
    expect(joined('9', '3', '1987')).to.equal('1987-03-09')
    expect(joined(' 09 ', '03', '1987')).to.equal('1987-03-09')
  })

  it('take an empty day, or day and month, as unknown', () => {
    expect(joined('', '3', '1987')).to.equal('1987-03')
    expect(joined('', '', '1987')).to.equal('1987')
  })

  it('give nothing for nothing', () => {
    expect(joined('', '', '')).to.equal('')
    expect(birthDateFrom({})).to.equal('')
  })

  it('give what is no date as it was typed, so that it can be refused and shown again', () => {
    expect(joined('9', '', '1987')).to.equal('1987--09')
    expect(joined('31', '2', 'x')).to.equal('x-02-31')
    expect(birthDateParts('1987--09')).to.deep.equal({ day: '09', month: '', year: '1987' })
    expect(birthDateParts('x-02-31')).to.deep.equal({ day: '31', month: '02', year: 'x' })
  })

  it('know how many days a month has, and say nothing of what is wrong otherwise', () => {
    expect(monthTooShort('1990-02-31')).to.deep.equal({ month: '1990-02', days: 28 })
    expect(monthTooShort('1988-02-30')).to.deep.equal({ month: '1988-02', days: 29 })
    expect(monthTooShort('1990-04-31')).to.deep.equal({ month: '1990-04', days: 30 })
    for (const other of ['1990-02-28', '1990-02-32', '1990-13-01', '1990-02', '1990--31', '', 'x-02-31'])
      expect(monthTooShort(other), other).to.equal(null)
  })

  it('show a stored date', () => {
    expect(birthDateParts('1987-03-09')).to.deep.equal({ day: '09', month: '03', year: '1987' })
    expect(birthDateParts('1987')).to.deep.equal({ day: '', month: '', year: '1987' })
    expect(birthDateParts('')).to.deep.equal({ day: '', month: '', year: '' })
  })
})
