import { expect } from 'chai'
import { appReturn, intoApp } from '../../src/domain/app-return.js'

describe('an address that leads back into an app', () => {
  const taken = [
    'de.solingen.cityapp:/anmeldung',
    'de.solingen.city-app:/',
    'de.solingen.app2:/a/b;c=1%20d',
    'https://app.solingen.example',
    'https://app.solingen.example:8443/anmeldung/',
  ]
  for (const address of taken) {
    it(`may be ${address}`, () => {
      expect(appReturn(address)).to.equal(address)
    })
  }

  const refused: readonly (readonly [string, readonly string[]])[] = [
    [
      'with a scheme that is not an app’s own',
      [
        'cityapp:/anmeldung',
        'javascript:/alert(1)',
        'data:/text/html,x',
        'file:/etc/passwd',
        'blob:https://x.example/1',
        'about:/blank',
        'intent:/x',
        'vbscript:/x',
        'mailto:/x',
        'android-app:/de.example',
        'ms-settings:/x',
        'view-source:/x',
      ],
    ],
    [
      'that is no universal link',
      ['http://app.solingen.example/', 'http://localhost/', 'ftp://a.example/', '//a.example/x'],
    ],
    [
      'with an authority after a scheme of its own',
      ['de.solingen.cityapp://anmeldung', 'de.solingen.cityapp:anmeldung'],
    ],
    ['with a user', ['https://konto@app.example/', 'https://konto.example:x@app.example/']],
    [
      'with a query or a fragment',
      ['https://a.example/?x=1', 'de.a.b:/x?return=y', 'de.a.b:/x#y', 'https://a.example/#'],
    ],
    [
      'that an address parser would read otherwise',
      [' de.a.b:/x', 'de.a.b:/x ', 'de.a.b:/x\ny', 'java\tscript.x:/y', 'https://a.example\\@b.example/', 'DE.A.B:/x'],
    ],
    ['with dots in the wrong places', ['.de.a:/x', 'de..a:/x', 'de.a.:/x', '7.a.b:/x']],
    ['with markup', ['de.a.b:/"><script>', "de.a.b:/'"]],
    ['that is no address', ['', 'de.a.b', 'https://', 'https://:443/', `de.a.b:/${'x'.repeat(250)}`]],
  ]
  for (const [which, addresses] of refused) {
    it(`is none ${which}`, () => {
      expect(addresses.filter((address) => appReturn(address) !== null)).to.deep.equal([])
    })
  }

  it('gets the broker’s address as its one parameter, from which it is read back whole', () => {
    const back = 'https://konto.example/login/l1/pass/return?token=a&b=ü'
    for (const app of taken) {
      const { searchParams } = new URL(intoApp(app, back))
      expect([...searchParams]).to.deep.equal([['return', back]])
    }
  })
})
