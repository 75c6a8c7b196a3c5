import { expect } from 'chai'
import { cliWorld } from '../cli-world.js'

/** What `account create` prints where it refuses these options. */
async function said(options: readonly string[], password = 'ein langer Satz als Passwort'): Promise<string> {
  const run = await cliWorld().run(['account', 'create', '--username', 'mia.muster', ...options], `${password}\n`)
  expect(run).to.include({ code: 1, out: '' })
  return run.err
}

describe('what is said of an account that is not made', () => {
  const sentences: readonly (readonly [string, readonly string[], string])[] = [
    ['a user name of two characters', ['--username', 'ab'], 'The user name must have 3 to 64 characters'],
    ['a blank in the user name', ['--username', 'a b c'], 'The user name must not hold blanks or control characters'],
    ['an empty value', ['--given-name', ' '], 'givenName is empty; leave it out or give a value'],
    [
      'a value of 257 characters',
      ['--street', 'x'.repeat(257)],
      'street is too long; it may have up to 256 characters',
    ],
    [
      'a day that is none',
      ['--birth-date', '1990-02-30'],
      'birthDate must be a date of the calendar as YYYY-MM-DD (or YYYY-MM, YYYY), from 1870 until today',
    ],
    [
      'an e-mail address without host',
      ['--email', 'mia'],
      'email must be an e-mail address such as name@stadt.example',
    ],
    [
      'a country that is a name',
      ['--country', 'Germany'],
      'country must be a country of two capital letters (ISO 3166-1) such as DE',
    ],
    ['a phone number of letters', ['--phone', 'abc'], 'phone must be a phone number such as +49 241 123456'],
    [
      'a character outside the standard',
      ['--given-name', 'Mia☺'],
      'givenName holds "☺" (U+263A), which DIN 91379 does not have in names',
    ],
    [
      'one that nobody sees',
      ['--given-name', 'Mi\u200Ba'],
      'givenName holds U+200B, which DIN 91379 does not have in names',
    ],
    ['one in a street', ['--street', 'Weg ☺'], 'street holds "☺" (U+263A), which DIN 91379 does not have'],
  ]
  for (const [what, options, sentence] of sentences) {
    it(`names the rule for ${what} in one line`, async () => {
      expect(await said(options)).to.equal(`${sentence}\n`)
    })
  }

  it('says of a password how long it must be, or that it is common, and not what it was', async () => {
    expect(await said([], 'kurz')).to.equal('The password must have 12 to 256 characters\n')
    expect(await said([], 'Passwort1234')).to.equal('The password is on the list of common ones; choose another\n')
  })

  it('says that a user name is taken', async () => {
    const { run } = cliWorld()
    const create = ['account', 'create', '--username', 'mia.muster']
    await run(create, 'ein langer Satz als Passwort\n')
    expect(await run(create, 'ein langer Satz als Passwort\n')).to.deep.equal({
      code: 1,
      out: '',
      err: 'The user name is taken; choose another\n',
    })
  })
})
