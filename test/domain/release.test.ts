import { expect } from 'chai'
import fc from 'fast-check'
import type { Comparison } from '../../src/domain/authn-context.js'
import { ATTRIBUTE_NAMES, type AttributeName, type AttributeValue, type Identity } from '../../src/domain/identity.js'
import { consentText, decideRelease, stillOffered, withoutUnticked, type Release } from '../../src/domain/release.js'
import { releasesIdentity } from '../../src/domain/requirements.js'
import { lowerOf, TRUST_LEVELS, type TrustLevel } from '../../src/domain/trust-level.js'
import { NOON, readByEid, selfDeclared, someAccount, someRequirements } from './domain-builders.js'

interface Asked {
  readonly required?: readonly AttributeName[]
  readonly optional?: readonly AttributeName[]
  readonly registered?: TrustLevel
  readonly comparison?: Comparison
  readonly levels?: readonly TrustLevel[]
  readonly pseudonymous?: boolean
}

const decide = (identity: Identity, asked: Asked, asserted: TrustLevel) =>
  decideRelease(
    someAccount({ identity }),
    someRequirements({
      registeredLevel: asked.registered ?? 'normal',
      requestedLevels: asked.levels ? { comparison: asked.comparison ?? 'exact', levels: asked.levels } : null,
      attributes: { required: asked.required ?? [], optional: asked.optional ?? [] },
      pseudonymous: asked.pseudonymous ?? false,
    }),
    asserted,
  )

const fromUpstream = (value: string, level: TrustLevel): AttributeValue => ({
  value,
  origin: 'upstream:bund',
  level,
  at: NOON,
})

describe('the release', () => {
  it('holds what the service requires and what it marks optional, and nothing else of the account', () => {
    const identity = { givenName: readByEid('Erika'), familyName: readByEid('Beispiel'), street: readByEid('Weg 1') }
    const { release, missing } = decide(identity, { required: ['familyName'], optional: ['givenName'] }, 'normal')
    expect(release.attributes).to.deep.equal([
      { name: 'familyName', value: 'Beispiel', level: 'normal', required: true },
      { name: 'givenName', value: 'Erika', level: 'normal', required: false },
    ])
    expect(release.level).to.equal('normal')
    expect(missing).to.deep.equal([])
  })

  it('names the required attributes that the account does not have', () => {
    const { release, missing } = decide(
      { givenName: selfDeclared('Erika') },
      { required: ['email', 'givenName'] },
      'normal',
    )
    expect(missing).to.deep.equal(['email'])
    expect(release.attributes.map(({ name }) => name)).to.deep.equal(['givenName'])
  })

  it('does without an optional attribute that the account does not have', () => {
    expect(decide({}, { optional: ['email'] }, 'normal')).to.deep.equal({
      release: { attributes: [], level: 'normal' },
      missing: [],
      origins: {},
    })
  })

  it('takes an attribute that is required and optional once, as required', () => {
    const asked = { required: ['email', 'email'], optional: ['email', 'phone', 'phone'] } as const
    const identity = { email: selfDeclared('erika@post.example'), phone: selfDeclared('+49 30 123456') }
    const { attributes } = decide(identity, asked, 'normal').release
    expect(attributes.map(({ name, required }) => [name, required])).to.deep.equal([
      ['email', true],
      ['phone', false],
    ])
  })

  it('sends nothing for a value that is known to be empty, and does not miss it', () => {
    const known = decide(
      { academicTitle: readByEid(null) },
      { required: ['academicTitle'], registered: 'hoch' },
      'hoch',
    )
    expect(known).to.deep.equal({ release: { attributes: [], level: 'hoch' }, missing: [], origins: {} })
  })

  it('misses a value that the citizen alone called empty where the service needs more', () => {
    const asked = { required: ['academicTitle'], registered: 'substantiell' } as const
    expect(decide({ academicTitle: selfDeclared(null) }, asked, 'substantiell').missing).to.deep.equal([
      'academicTitle',
    ])
  })

  it('gives a pseudonymous service nothing, whatever it requires', () => {
    const asked = { required: ['givenName', 'email'], optional: ['familyName'], pseudonymous: true } as const
    const decided = decide({ givenName: readByEid('Erika'), familyName: readByEid('Beispiel') }, asked, 'normal')
    expect(decided).to.deep.equal({ release: { attributes: [], level: 'normal' }, missing: [], origins: {} })
  })
})

describe('the level of a released attribute', () => {
  const levelOf = (value: AttributeValue, asserted: TrustLevel) =>
    decide({ email: value }, { required: ['email'] }, asserted).release.attributes[0]?.level

  it('is the lower of its own and the level asserted', () => {
    for (const own of TRUST_LEVELS) {
      for (const asserted of TRUST_LEVELS) {
        expect(levelOf(fromUpstream('erika@post.example', own), asserted)).to.equal(lowerOf(own, asserted))
      }
    }
  })

  it('is basis for a self-declared value, in every login', () => {
    for (const asserted of TRUST_LEVELS) {
      expect(levelOf({ ...selfDeclared('erika@post.example'), level: 'normal' }, asserted)).to.equal('basis')
    }
  })
})

describe('a self-declared value', () => {
  const identity = { givenName: selfDeclared('Erika'), email: selfDeclared('erika@post.example') }
  const required = ['givenName', 'email'] as const

  for (const registered of ['basis', 'normal'] as const) {
    it(`serves a service that needs ${registered}`, () => {
      expect(decide(identity, { required, registered }, registered).missing).to.deep.equal([])
    })
  }

  for (const registered of ['substantiell', 'hoch'] as const) {
    it(`is missing where the service needs ${registered}, contact data excepted`, () => {
      const { missing, release } = decide(identity, { required, registered }, registered)
      expect(missing).to.deep.equal(['givenName'])
      expect(release.attributes.map(({ name }) => name)).to.deep.equal(['email'])
    })
  }

  it('is missing where the request alone asks for more', () => {
    expect(decide(identity, { required, levels: ['substantiell'] }, 'substantiell').missing).to.deep.equal([
      'givenName',
    ])
  })

  it('serves a service that needs normal also when the citizen logs in with more', () => {
    const { missing, release } = decide(identity, { required, registered: 'normal' }, 'hoch')
    expect(missing).to.deep.equal([])
    expect(release.attributes.map(({ level }) => level)).to.deep.equal(['basis', 'basis'])
  })

  it('is missing where the registration needs more than the answer may assert', () => {
    const asked = { required, registered: 'substantiell', comparison: 'maximum', levels: ['normal'] } as const
    expect(decide(identity, asked, 'normal').missing).to.deep.equal(['givenName'])
  })
})

describe('a value of lower proof', () => {
  it('is withheld, required or optional, where the service needs more', () => {
    const identity = { street: fromUpstream('Weg 1', 'substantiell'), locality: fromUpstream('Musterstadt', 'hoch') }
    const asked = { required: ['street', 'locality'], registered: 'hoch' } as const
    expect(decide(identity, asked, 'hoch').missing).to.deep.equal(['street'])
    const optional = decide(identity, { optional: ['street', 'locality'], registered: 'hoch' }, 'hoch')
    expect(optional.release.attributes.map(({ name }) => name)).to.deep.equal(['locality'])
  })
})

describe('what the citizen unticks', () => {
  const identity = {
    givenName: readByEid('Erika'),
    familyName: readByEid('Beispiel'),
    email: readByEid('e@post.example'),
  }
  const { release } = decide(identity, { required: ['givenName'], optional: ['familyName', 'email'] }, 'normal')

  it('is not released', () => {
    const kept = withoutUnticked(release, new Set(['email']))
    expect(kept.attributes.map(({ name }) => name)).to.deep.equal(['givenName', 'email'])
    expect(kept.level).to.equal('normal')
  })

  it('cannot be a required attribute', () => {
    expect(withoutUnticked(release, new Set()).attributes.map(({ name }) => name)).to.deep.equal(['givenName'])
  })

  it('adds nothing that was not offered', () => {
    const kept = withoutUnticked(release, new Set(ATTRIBUTE_NAMES))
    expect(kept).to.deep.equal(release)
  })
})

describe('any release', () => {
  const names = fc.array(fc.constantFrom(...ATTRIBUTE_NAMES), { maxLength: 8 })
  const level = fc.constantFrom(...TRUST_LEVELS)
  const held = fc.record({
    value: fc.option(fc.constantFrom('a', 'b')),
    origin: fc.constantFrom<AttributeValue['origin']>('self-declared', 'eid', 'clerk', 'upstream:bund'),
    level,
    at: fc.constant(NOON),
  })
  const identities = fc.dictionary(fc.constantFrom<AttributeName>(...ATTRIBUTE_NAMES), held, { noNullPrototype: true })

  it('gives each required attribute, knows it to be empty, or misses it; and never more than was asked', () => {
    fc.assert(
      fc.property(identities, names, names, level, level, (identity, required, optional, registered, asserted) => {
        const { release, missing } = decide(identity, { required, optional, registered }, asserted)
        const given = release.attributes.map(({ name }) => name)
        expect(new Set(given).size).to.equal(given.length)
        expect(given.every((name) => required.includes(name) || optional.includes(name))).to.equal(true)
        for (const name of required) {
          const known = identity[name]?.value === null
          expect([given.includes(name), missing.includes(name), known].some(Boolean), name).to.equal(true)
          expect(given.includes(name) && missing.includes(name), name).to.equal(false)
        }
      }),
    )
  })

  it('gives with a stronger login all that it gives with a weaker one', () => {
    fc.assert(
      fc.property(identities, names, level, (identity, required, registered) => {
        const given = TRUST_LEVELS.map((asserted) =>
          decide(identity, { required, registered }, asserted).release.attributes.map(({ name }) => name),
        )
        for (const names of given) expect(names).to.deep.equal(given[0])
      }),
    )
  })
})

describe('a login that releases identity', () => {
  const none = { required: [], optional: [] } as const

  it('is one with a required or optional attribute or an e-mail address as NameID', () => {
    expect(releasesIdentity(someRequirements({ attributes: { ...none, required: ['email'] } }))).to.equal(true)
    expect(releasesIdentity(someRequirements({ attributes: { ...none, optional: ['email'] } }))).to.equal(true)
    expect(releasesIdentity(someRequirements({ nameId: 'emailAddress' }))).to.equal(true)
  })

  it('is not one with a pseudonym alone', () => {
    expect(releasesIdentity(someRequirements({ nameId: 'persistent' }))).to.equal(false)
    expect(releasesIdentity(someRequirements({ nameId: 'transient' }))).to.equal(false)
  })

  it('is never one of a pseudonymous service', () => {
    const asked = someRequirements({ pseudonymous: true, attributes: { required: ['email'], optional: ['phone'] } })
    expect(releasesIdentity(asked)).to.equal(false)
  })
})

describe('what a release says beside the attributes', () => {
  const release = (subjectId?: Release['subjectId']): Release => ({
    attributes: [{ name: 'email', value: 'e@x.example', level: 'basis', required: true }],
    level: 'normal',
    ...(subjectId && { subjectId }),
  })

  it('is the subject identifier that the service is registered with', () => {
    const decided = (subjectId?: 'pairwise-id' | 'subject-id') =>
      decideRelease(someAccount({}), someRequirements({ ...(subjectId && { subjectId }) }), 'normal').release
    expect(decided('pairwise-id').subjectId).to.equal('pairwise-id')
    expect(decided('subject-id').subjectId).to.equal('subject-id')
    expect(decided()).not.to.have.property('subjectId')
  })

  it('is part of what is remembered where other services know it, too, and is not where it is pairwise', () => {
    expect(consentText(release('subject-id'))).not.to.equal(consentText(release()))
    expect(consentText(release('pairwise-id'))).to.equal(consentText(release()))
  })

  it('is part of an agreement, which holds for no other', () => {
    const offered = { release: release('subject-id'), missing: [], origins: {} }
    expect(stillOffered(release('subject-id'), offered)).to.equal(true)
    expect(stillOffered(release('pairwise-id'), offered)).to.equal(false)
    expect(stillOffered(release(), offered)).to.equal(false)
  })
})
