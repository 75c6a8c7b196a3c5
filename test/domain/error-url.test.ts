import { expect } from 'chai'
import { errorUrlTemplate, filledErrorUrl, isPlaceholder, PORTAL_ERROR_PATH } from '../../src/domain/error-url.js'

const TOLD = {
  at: Date.UTC(2026, 10, 20, 12, 0, 0, 900),
  service: 'https://sp.example/saml?a=1&b=2',
  errorId: '7F3K-29QD-M4TX',
  code: 'saml-signature',
}

describe('the address of a page for errors', () => {
  it('has every placeholder of the standard, each in a parameter of its own', () => {
    expect(errorUrlTemplate(`https://konto.example${PORTAL_ERROR_PATH}`)).to.equal(
      'https://konto.example/portal-fehler?code=ERRORURL_CODE&ts=ERRORURL_TS&rp=ERRORURL_RP&tid=ERRORURL_TID&ctx=ERRORURL_CTX',
    )
    expect(isPlaceholder('ERRORURL_TID')).to.equal(true)
    expect(isPlaceholder('ERRORURL')).to.equal(false)
  })

  it('is filled with the number of the error and its kind, and with nothing of a citizen', () => {
    expect(filledErrorUrl(errorUrlTemplate('https://sp.example/fehler'), TOLD)).to.equal(
      'https://sp.example/fehler?code=OTHER_ERROR&ts=1795176000&rp=https%3A%2F%2Fsp.example%2Fsaml%3Fa%3D1%26b%3D2&tid=7F3K-29QD-M4TX&ctx=saml-signature',
    )
  })

  it('stays as it is without placeholders', () => {
    expect(filledErrorUrl('https://sp.example/hilfe', TOLD)).to.equal('https://sp.example/hilfe')
  })

  it('fills what the template has, and not what stands in a value', () => {
    expect(filledErrorUrl('https://sp.example/ERRORURL_CTX', { ...TOLD, code: 'ERRORURL_TID' })).to.equal(
      'https://sp.example/ERRORURL_TID',
    )
  })
})
