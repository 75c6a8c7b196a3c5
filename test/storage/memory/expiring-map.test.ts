import { expect } from 'chai'
import { createExpiringMap } from '../../../src/storage/memory/expiring-map.js'

describe('values with an end', () => {
  it('are gone at their end, to the millisecond', () => {
    let now = 1000
    const map = createExpiringMap<string>({ clock: { now: () => now }, name: 'test' })
    map.set('a', 'x', 2000)
    now = 1999
    expect(map.get('a')).to.equal('x')
    expect(map.expiryOf('a')).to.equal(2000)
    now = 2000
    expect(map.get('a')).to.equal(null)
    expect(map.expiryOf('a')).to.equal(null)
    expect(map.delete('a')).to.equal(false)
    expect(map.keysWhere(() => true)).to.deep.equal([])
  })

  it('are thrown out although nobody asks for them', () => {
    let now = 1000
    const map = createExpiringMap<string>({ clock: { now: () => now }, name: 'test' })
    map.set('a', 'x', 2000)
    map.set('b', 'y', 9000)
    now = 3000
    expect(map.size()).to.equal(2)
    map.sweep()
    expect(map.size()).to.equal(1)
    expect(map.get('b')).to.equal('y')
  })

  it('cannot be changed from outside once they are stored', () => {
    const map = createExpiringMap<{ list: number[] }>({ clock: { now: () => 0 }, name: 'test' })
    const value = { list: [1] }
    map.set('a', value, 10)
    value.list.push(2)
    map.get('a')?.list.push(3)
    expect(map.get('a')).to.deep.equal({ list: [1] })
  })
})
