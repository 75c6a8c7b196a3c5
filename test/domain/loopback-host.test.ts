import { expect } from 'chai'
import { isLoopbackHost } from '../../src/domain/loopback-host.js'

describe('a host', () => {
  it('of this machine is a loopback host, and no other', () => {
    for (const host of ['localhost', 'LOCALHOST', 'aachen.localhost', '127.0.0.1', '127.9.9.9', '[::1]']) {
      expect(isLoopbackHost(host), host).to.equal(true)
    }
    for (const host of ['localhost.example', 'notlocalhost', '127.0.0.1.example', '128.0.0.1', '[::2]', '']) {
      expect(isLoopbackHost(host), host).to.equal(false)
    }
  })
})
