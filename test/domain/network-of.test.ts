import { expect } from 'chai'
import { networkOf } from '../../src/domain/network-of.js'

describe('the network of one subscriber', () => {
  it('is an IPv4 address itself, also within IPv6', () => {
    expect(networkOf('192.0.2.7')).to.equal('192.0.2.7')
    expect(networkOf('::ffff:192.0.2.7')).to.equal('192.0.2.7')
    expect(networkOf('::FFFF:192.0.2.7')).to.equal('192.0.2.7')
    expect(networkOf('')).to.equal('')
  })

  it('is the first 64 bits of an IPv6 address, in every spelling', () => {
    const same = [
      '2001:db8:1:2::1',
      '2001:db8:1:2:ffff:ffff:ffff:ffff',
      '2001:0DB8:0001:0002:a:b:c:d',
      '2001:db8:1:2::192.0.2.1',
      '2001:db8:1:2::%eth0',
    ]
    for (const address of same) expect(networkOf(address), address).to.equal('2001:db8:1:2::/64')
    expect(networkOf('2001:db8:1:3::1')).to.equal('2001:db8:1:3::/64')
    expect(networkOf('2001:db8::2')).to.equal('2001:db8:0:0::/64')
    expect(networkOf('::1')).to.equal('0:0:0:0::/64')
    expect(networkOf('1::')).to.equal('1:0:0:0::/64')
  })
})
