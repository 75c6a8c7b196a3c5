import { expect } from 'chai'
import { mayLastUntil, NO_WEAK, permittedWeak, WEAK_ALGORITHMS } from '../../src/domain/weak-algorithms.js'

const exception = { weakAlgorithms: ['aes256-cbc', 'rsa-sha1'], weakAlgorithmsUntil: '2027-03-31' } as const

describe('an exception for weak algorithms', () => {
  it('permits what it names and nothing else', () => {
    const permitted = permittedWeak(exception, Date.UTC(2026, 10, 20))
    expect(WEAK_ALGORITHMS.filter((each) => permitted.has(each))).to.deep.equal(['aes256-cbc', 'rsa-sha1'])
  })

  it('ends by itself with its last day', () => {
    expect(permittedWeak(exception, Date.parse('2027-03-31T23:59:59.999Z')).size).to.equal(2)
    expect(permittedWeak(exception, Date.parse('2027-04-01T00:00:00Z'))).to.equal(NO_WEAK)
  })

  it('is none without algorithms, and none without a date', () => {
    expect(permittedWeak({ ...exception, weakAlgorithms: [] }, 0)).to.equal(NO_WEAK)
    expect(permittedWeak({ ...exception, weakAlgorithmsUntil: null }, 0)).to.equal(NO_WEAK)
  })

  it('needs no date for the digest alone in a deployment for trying out', () => {
    const endless = { weakAlgorithms: ['sha1-digest'], weakAlgorithmsUntil: null } as const
    expect([...permittedWeak(endless, 0, true)]).to.deep.equal(['sha1-digest'])
    expect(permittedWeak(endless, 0)).to.equal(NO_WEAK)
    expect(permittedWeak({ ...endless, weakAlgorithms: ['sha1-digest', 'rsa-sha1'] }, 0, true)).to.equal(NO_WEAK)
    expect(permittedWeak({ ...endless, weakAlgorithms: ['sha1'] }, 0, true)).to.equal(NO_WEAK)
    expect(permittedWeak({ ...endless, weakAlgorithmsUntil: '2027-03-31' }, Date.UTC(2027, 5), true)).to.equal(NO_WEAK)
  })

  it('is none where its date is no date', () => {
    expect(permittedWeak({ ...exception, weakAlgorithmsUntil: 'soon' }, 0)).to.equal(NO_WEAK)
  })

  it('lasts until a day after today, and at most a year', () => {
    const now = Date.parse('2026-11-20T12:00:00Z')
    const days = ['2026-11-19', '2026-11-20', '2026-11-21', '2027-11-20', '2027-11-21']
    expect(days.map((day) => mayLastUntil(day, now))).to.deep.equal([false, false, true, true, false])
    expect(mayLastUntil('2029-02-28', Date.parse('2028-02-29T12:00:00Z'))).to.equal(true)
    expect(mayLastUntil('2029-03-01', Date.parse('2028-02-29T12:00:00Z'))).to.equal(false)
  })
})
