import { expect } from 'chai'
import { codeAppHref, eidClientHref, safeAction, safeHref } from '../../src/ui/components/safe-link.js'

describe('addresses of links', () => {
  for (const url of [
    '/',
    '/login/a1?lang=de',
    'https://aachen.example/start?x=1#y',
    'mailto:support@servicekonto.example',
    'tel:+492115550100',
    'http://aachen.localhost:4001/',
    'http://127.0.0.1:3000/',
  ]) {
    it(`may be ${url}`, () => expect(safeHref(url)).to.equal(url))
  }

  for (const url of [
    '',
    'javascript:alert(1)',
    'jAvAsCrIpT:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'blob:https://aachen.example/1',
    'http://aachen.example/',
    'http://localhost.evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example',
    '/\n/evil.example',
    'relative/path',
    'ftp://aachen.example/',
  ]) {
    it(`may not be ${JSON.stringify(url)}`, () => expect(safeHref(url)).to.equal(null))
  }
})

describe('the address of a hand-over', () => {
  it('is a web address, over http on loopback names only', () => {
    expect(safeAction('https://aachen.example/acs')).to.equal('https://aachen.example/acs')
    expect(safeAction('http://aachen.localhost:4001/acs')).to.equal('http://aachen.localhost:4001/acs')
    for (const url of ['javascript:alert(1)', '/own', 'http://aachen.example/acs', 'mailto:a@b.example']) {
      expect(() => safeAction(url)).to.throw(TypeError)
    }
  })
})

describe('a link into an eID client', () => {
  const phone = 'eid://127.0.0.1:24727/eID-Client?tcTokenURL=https%3A%2F%2Fkonto.example%2Fmethods%2Feid%2Fa1%2F9nYQ'

  it('is that of this machine, or the one address of the scheme for phones', () => {
    expect(eidClientHref(phone)).to.equal(phone)
    const desktop = phone.replace('eid:', 'http:')
    expect(eidClientHref(desktop)).to.equal(desktop)
  })

  it('is nothing else', () => {
    for (const url of [
      'eid://evil.example/eID-Client?tcTokenURL=x',
      'eid://127.0.0.1:24727/other?tcTokenURL=x',
      `${phone}"onclick="`,
      phone.replace('?', '?x=1&'),
      phone.replace('eid:', 'eidx:'),
      'http://eid.example:24727/eID-Client?tcTokenURL=x',
      'javascript:alert(1)',
    ]) {
      expect(eidClientHref(url), url).to.equal(null)
    }
  })
})

describe('a link into a code app', () => {
  const key = 'otpauth://totp/Servicekonto:jana.nowak?secret=JBSWY3DPEHPK3PXP&issuer=Servicekonto'

  it('is a key as the set-up gives it', () => {
    for (const url of [key, `${key}&algorithm=SHA1&digits=6&period=30`, key.replace('jana.nowak', 'J%C3%A4na')]) {
      expect(codeAppHref(url), url).to.equal(url)
    }
  })

  it('is nothing else', () => {
    for (const url of [
      key.replace('totp', 'hotp'),
      key.replace('otpauth:', 'otpauth-migration:'),
      `${key}"onclick="`,
      `javascript:alert(1)//${key}`,
      key.replace('JBSWY3DPEHPK3PXP', '<script>'),
      'https://servicekonto.example/',
    ]) {
      expect(codeAppHref(url), url).to.equal(null)
    }
  })
})
