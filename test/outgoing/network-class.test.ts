import { expect } from 'chai'
import { isPrivateNetwork, networkClassOf } from '../../src/outgoing/network-class.js'

describe('an address', () => {
  const classed = (expected: string, addresses: readonly string[]) => {
    for (const address of addresses) expect(networkClassOf(address), address).to.equal(expected)
  }

  it('of the internet is public', () => {
    classed('public', ['192.0.34.10', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2a00:1450::1', '2606:2800::1'])
    classed('public', ['2001:4860::1'])
  })

  it('of an organisation, or behind the NAT of a carrier, is private', () => {
    classed('private', ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.1.1'])
    classed('private', ['100.64.0.1', '100.127.255.255', 'fc00::1', 'fd00::1'])
  })

  it('of this machine is loopback', () => classed('loopback', ['127.0.0.1', '127.255.0.1', '::1', '0:0:0:0:0:0:0:1']))

  it('that is link-local, where clouds keep their metadata services, is special', () => {
    classed('special', ['169.254.169.254', '169.254.0.1', 'fe80::1', 'fe80::1%eth0', 'fec0::1'])
  })

  it('of IPv4 within IPv6 is special, in every spelling, whatever it leads to', () => {
    classed('special', ['::ffff:10.0.0.1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:a00:1', '::8.8.8.8'])
    classed('special', ['::ffff:0:7f00:1', '::ffff:0:808:808', '64:ff9b::808:808', '64:ff9b::7f00:1', '64:ff9b:1::1'])
    classed('special', ['2002:7f00:1::', '2002:c000:220a::1', '2001::1'])
  })

  it('that is no place of the internet is special, and so is text', () => {
    classed('special', ['', 'sp.example', '0.0.0.0', '::', '224.0.0.1', '240.0.0.1', '255.255.255.255', 'ff02::1'])
    classed('special', ['192.0.0.8', '192.0.2.1', '192.88.99.1', '198.19.0.1', '198.51.100.1', '203.0.113.1'])
    classed('special', ['2001:20::1', '2001:db8::1', '3fff::1', '100::1', '1fff::1', '4000::1', '5f00::1'])
    classed('special', ['2a00::1%eth0', '10.0.0.1%eth0', 'fd00::1%eth0'])
  })
})

describe('a network that may be allowed', () => {
  it('lies within the private ones as a whole', () => {
    for (const network of ['10.0.0.0/8', '10.20.0.0/16', '192.168.7.9/32', '172.20.0.0/14', '100.64.0.0/10']) {
      expect(isPrivateNetwork(network), network).to.equal(true)
    }
    for (const network of ['fc00::/7', 'fd12:3456::/32']) expect(isPrivateNetwork(network), network).to.equal(true)
  })

  it('is none that reaches beyond them: this machine, link-local, the internet', () => {
    for (const network of [
      '0.0.0.0/0',
      '10.0.0.0/7',
      '127.0.0.0/8',
      '169.254.169.254/32',
      '8.8.8.0/24',
      '172.0.0.0/8',
    ]) {
      expect(isPrivateNetwork(network), network).to.equal(false)
    }
    for (const network of ['::/0', '::1/128', 'fe80::/10', '64:ff9b::/96', '::ffff:10.0.0.0/104', 'fc00::/6']) {
      expect(isPrivateNetwork(network), network).to.equal(false)
    }
  })
})
