import { expect } from 'chai'
import {
  createAccount,
  type CreateAccountDeps,
  type NewAccount,
} from '../../../src/operators/accounts/create-account.js'
import { soleMethod } from '../../../src/domain/account.js'
import { methodId } from '../../../src/domain/ids.js'
import type { Refusal } from '../../../src/operators/findings.js'
import { openParts } from '../../support/world.js'
import { ACTOR, refusedIn } from '../registry-world.js'

const NOW = Date.UTC(2026, 10, 20)

async function setUp() {
  const { view, lent } = await openParts({ at: NOW })
  const deps: CreateAccountDeps = {
    accounts: lent.accounts,
    hashPassword: async (password) => `$argon2id$of ${password.length} characters`,
    commonPasswords: () => Promise.resolve(new Set(['passwort1234'])),
    clock: lent.clock,
    random: { ...lent.random, secret: () => 'secret-1' },
    selfDeclaredLevel: 'normal',
    passwordLevel: 'normal',
  }
  return { deps, view, passwords: lent.passwords }
}

const mia: NewAccount = {
  username: 'mia.muster',
  password: 'ein langer Satz als Passwort',
  attributes: { givenName: 'Mia', familyName: 'Muster', birthDate: '1990-02-28', email: 'mia@buerger.example' },
}

const refused = async (change: Partial<NewAccount>): Promise<Refusal> =>
  refusedIn(createAccount({ ...mia, ...change }, ACTOR, (await setUp()).deps))

describe('creating an account', () => {
  it('makes a self-declared identity whose attributes are basis, and binds the password at its own level', async () => {
    const { deps, view, passwords } = await setUp()
    const id = await createAccount({ ...mia, username: ' Mia.Muster ' }, ACTOR, { ...deps, selfDeclaredLevel: 'basis' })
    const [account] = view.accounts.values()
    expect(account).to.include({ id, username: 'Mia.Muster', version: 1, createdAt: NOW })
    expect(account?.proofing).to.deep.equal({ level: 'basis', origin: 'self-declared', at: NOW })
    expect(account?.identity.givenName).to.deep.equal({
      value: 'Mia',
      origin: 'self-declared',
      level: 'basis',
      at: NOW,
    })
    expect(account?.methods).to.deep.equal([soleMethod(methodId('password'), 'normal', NOW)])
    expect(account?.pseudonymSeed).to.match(/^secret-/)
    expect(await passwords.find('mia.muster')).to.deep.equal({ account: id, hash: '$argon2id$of 28 characters' })
  })

  it('tells the audit log who did it and which attributes there are, and no value', async () => {
    const { deps, view } = await setUp()
    const id = await createAccount(mia, ACTOR, deps)
    expect(view.audit[0]).to.include({ actor: 'cli:mira', action: 'account.created', subject: id, before: null })
    expect(JSON.stringify(view.audit)).not.to.match(/Mia|Muster|1990|mia|@/)
  })

  it('keeps values in NFC', async () => {
    const { deps, view } = await setUp()
    await createAccount({ ...mia, attributes: { familyName: 'Mu\u0308ller' } }, ACTOR, deps)
    expect([...view.accounts.values()][0]?.identity.familyName?.value).to.equal('M\u00fcller')
  })

  it('refuses a user name that differs from another in case alone', async () => {
    const { deps, view } = await setUp()
    await createAccount(mia, ACTOR, deps)
    const again = createAccount({ ...mia, username: 'MIA.Muster' }, ACTOR, deps)
    expect(await again.catch((error: unknown) => error)).to.include({ rule: 'username-taken' })
    expect(view.accounts.size).to.equal(1)
  })

  const broken: readonly (readonly [string, Partial<NewAccount>, string])[] = [
    ['a user name of two characters', { username: 'ab' }, 'username-length'],
    ['a user name of 65 characters', { username: 'a'.repeat(65) }, 'username-length'],
    ['a password of 11 characters', { password: 'elf Zeichen' }, 'password-length'],
    ['a password of 257 characters', { password: 'x'.repeat(257) }, 'password-length'],
    ['a common password in any case', { password: 'Passwort1234' }, 'password-common'],
    ['a name with a digit', { attributes: { givenName: 'M1a' } }, 'givenName-characters'],
    ['a name in another script', { attributes: { familyName: 'Иванов' } }, 'familyName-characters'],
    ['an empty name', { attributes: { givenName: ' ' } }, 'givenName-missing'],
    ['30 February', { attributes: { birthDate: '1990-02-30' } }, 'birthDate-date'],
    ['a birth date of tomorrow', { attributes: { birthDate: '2026-11-21' } }, 'birthDate-date'],
    ['a German date', { attributes: { birthDate: '28.02.1990' } }, 'birthDate-date'],
    ['an e-mail address without a host', { attributes: { email: 'mia' } }, 'email-format'],
    ['a country that is a name', { attributes: { country: 'Germany' } }, 'country-format'],
  ]
  for (const [what, change, rule] of broken) {
    it(`refuses ${what}, naming ${rule}`, async () => {
      expect(await refused(change)).to.include({ rule, severity: 'refused' })
    })
  }

  it('names the character that the standard does not have, and no other value', async () => {
    expect((await refused({ attributes: { givenName: 'Mia☺' } })).data).to.deep.equal({
      attribute: 'givenName',
      fault: { kind: 'characters', character: '☺' },
    })
    expect(JSON.stringify(await refused({ attributes: { birthDate: '1990-02-30' } }))).not.to.contain('1990')
  })
})
