import { expect } from 'chai'
import { loginHint } from '../../src/domain/login-hint.js'
import { isTargetOf } from '../../src/domain/unsolicited.js'
import { testService } from '../support/saml-service.js'

describe('what a login that begins here may show at the portal', () => {
  const is = (target: string) => isTargetOf(target, testService())

  it('is a path, or an address where the portal lies', () => {
    for (const target of [
      '/',
      '/antrag?id=7#teil',
      'https://portal.aachen.example/antrag',
      'https://portal.aachen.example',
    ]) {
      expect(is(target), target).to.equal(true)
    }
  })

  it('is no address of anybody else, however it is written', () => {
    for (const target of [
      'https://elsewhere.example/',
      '//elsewhere.example/',
      '/\\elsewhere.example',
      'https://portal.aachen.example.elsewhere.example/',
      'https://portal.aachen.example@elsewhere.example/',
      'https://portal.aachen.example:444/',
      'http://portal.aachen.example/',
      'javascript:alert(1)',
      'data:text/html,x',
      'elsewhere.example',
      '',
    ]) {
      expect(is(target), target).to.equal(false)
    }
  })

  it('is short and can be seen, as the bindings and forms have it', () => {
    expect(is(`/${'a'.repeat(79)}`)).to.equal(true)
    expect(is(`/${'a'.repeat(80)}`)).to.equal(false)
    for (const target of ['/a b', '/a\nb', '/\0', '/ä']) expect(is(target), target).to.equal(false)
  })
})

describe('a name that a portal expects to be typed', () => {
  it('is a user name or an e-mail address, without what stands around it', () => {
    expect(loginHint(' jana.nowak\n')).to.equal('jana.nowak')
    expect(loginHint('Jürgen')).to.equal('Jürgen')
    expect(loginHint('jana@mail.example')).to.equal('jana@mail.example')
  })

  it('is nothing else', () => {
    for (const text of ['', 'ab', 'a'.repeat(300), 'Jana Nowak', 'a\u0000bc', 'a\u202ebc', 'a'.repeat(70)]) {
      expect(loginHint(text), text).to.equal(null)
    }
    expect(loginHint(null)).to.equal(null)
  })
})
