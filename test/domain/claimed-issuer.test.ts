import { expect } from 'chai'
import { claimedIssuer } from '../../src/domain/claimed-issuer.js'

describe('an issuer that is only claimed', () => {
  for (const [what, typed, told] of [
    ['an address', 'https://portal.example/saml/metadata', 'https://portal.example/saml/metadata'],
    ['one with a port', 'https://portal.example:8443/x', 'https://portal.example:8443/x'],
    ['one with a user', 'https://jana:geheim@portal.example/x', 'https://portal.example/x'],
    ['one with two users', 'https://a@b@portal.example/x', 'https://portal.example/x'],
    ['a user behind what no address holds', 'https:/\\/jana:geheim@portal.example/', 'https://portal.example/'],
    ['a query and a fragment', 'https://portal.example/x?user=jana#geheim', 'https://portal.example/x'],
    ['a query without a path', 'https://portal.example?user=jana', 'https://portal.example'],
    [
      'markup and line ends',
      'https://portal.example/<b>\n{"log.level":"error"}',
      'https://portal.example/blog.level:error',
    ],
    ['letters that no address has', 'https://pörtal.example/x', 'https://prtal.example/x'],
    ['a URN', 'urn:mace:portal.example:sp', 'urn:mace:portal.example:sp'],
    ['a URN with a query', 'urn:portal:sp?=jana', 'urn:portal:sp'],
    ['an e-mail address', 'mailto:jana@buerger.example', null],
    ['a name', 'Jana Nowak', null],
    ['nothing', '', null],
  ] as const) {
    it(`is told as scheme, host and path: ${what}`, () => {
      expect(claimedIssuer(typed)).to.equal(told)
    })
  }

  it('is told up to 120 characters', () => {
    expect(claimedIssuer(`https://portal.example/${'x'.repeat(500)}`)).to.have.length(120)
  })
})
