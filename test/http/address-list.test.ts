import { expect } from 'chai'
import { addressList } from '../../src/http/address-list.js'

describe('address list', () => {
  const inside = addressList(['127.0.0.0/8', '::1/128', '10.1.2.3'])

  it('knows addresses within its networks, also IPv4 written as IPv6', () => {
    for (const address of ['127.0.0.1', '127.255.0.9', '::1', '10.1.2.3', '::ffff:127.0.0.1']) {
      expect(inside(address), address).to.equal(true)
    }
  })

  it('knows no others, and nothing that is no address', () => {
    for (const address of ['10.1.2.4', '128.0.0.1', '::2', '', 'localhost', '127.0.0.1, 1.2.3.4']) {
      expect(inside(address), address).to.equal(false)
    }
  })
})
