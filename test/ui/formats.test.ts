import { expect } from 'chai'
import { createFormats } from '../../src/ui/formats.js'

const de = createFormats('de-DE')
const en = createFormats('en-GB')

describe('dates and times', () => {
  it('are written in words, as far as they are known', () => {
    expect(de.date('1987-03-09')).to.equal('9. März 1987')
    expect(en.date('1987-03-09')).to.equal('9 March 1987')
    expect(de.date('1987-03')).to.equal('März 1987')
    expect(de.date('1987')).to.equal('1987')
  })

  it('stay as they are where they are no dates', () => {
    expect(de.date('1961-00')).to.equal('1961-00')
    expect(de.date('gestern')).to.equal('gestern')
  })

  it('are told by the clocks of the citizens, in summer and in winter', () => {
    expect(de.timeOfDay(Date.UTC(2026, 6, 1, 12, 28))).to.equal('14:28')
    expect(de.timeOfDay(Date.UTC(2026, 10, 20, 13, 28))).to.equal('14:28')
  })
})

describe('states', () => {
  it('have names, and codes that are none stay codes', () => {
    expect(de.state('FR')).to.equal('Frankreich')
    expect(en.state('FR')).to.equal('France')
    expect(de.state('D')).to.equal('D')
    expect(de.state('nirgends')).to.equal('nirgends')
  })
})
