import { expect } from 'chai'
import { SETTING_KEYS } from '../../../src/operators/typed/setting-keys.js'
import { AACHEN, only, portalMetadata, readDocument } from '../../operators/registry-world.js'
import { cliWorld, documentOf, type CliWorldOptions } from '../cli-world.js'

const FILES = { 'aachen.xml': '<md:EntityDescriptor/>' }

async function registered(options: CliWorldOptions = {}) {
  const made = cliWorld({ files: FILES, ...options })
  await made.run(['sp', 'import', 'aachen.xml'])
  const set = (...texts: readonly string[]) => made.run(['sp', 'set', AACHEN, ...texts])
  const show = async () => documentOf(await made.run(['sp', 'show', AACHEN, '--json'])) as Record<string, unknown>
  return { ...made, set, show }
}

describe('the settings of a service', () => {
  it('are those of the contract', () => {
    expect(SETTING_KEYS.map(({ name }) => name)).to.deep.equal(
      (
        'trustLevel displayName tenant dialect requiredAttributes optionalAttributes attributeLevels nameIdFormat sector ' +
        'pseudonymous sso methods signedRequests sign encrypt signatureAlgorithm encryptionAlgorithm keyTransportAlgorithm ' +
        'weakAlgorithms weakAlgorithmsUntil appReturn stage levelVocabulary requesters responseBinding idpInitiated subjectId privacyUrl contacts refreshUrl validUntilRequired legalBasis purpose'
      ).split(' '),
    )
  })

  const taken: readonly (readonly [string, string, unknown])[] = [
    ['trustLevel=substantiell', 'trustLevel', 'substantiell'],
    ['displayName=Bürgerbüro = Online', 'displayName', 'Bürgerbüro = Online'],
    ['tenant=Kreis Paderborn', 'tenant', 'Kreis Paderborn'],
    ['dialect=saml2int', 'dialect', 'saml2int'],
    ['requiredAttributes=givenName, familyName,givenName', 'requiredAttributes', ['givenName', 'familyName']],
    ['requiredAttributes=', 'requiredAttributes', []],
    ['optionalAttributes=phone', 'optionalAttributes', ['phone']],
    ['nameIdFormat=transient', 'nameIdFormat', 'transient'],
    ['nameIdFormat=urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress', 'nameIdFormat', 'emailAddress'],
    ['sector=stadt-aachen', 'sector', 'stadt-aachen'],
    ['pseudonymous=true', 'pseudonymous', true],
    ['sso=false', 'sso', false],
    ['methods=password', 'methods', ['password']],
    ['signedRequests=true', 'signedRequests', true],
    ['sign=response', 'sign', 'response'],
    ['encrypt=never', 'encrypt', 'never'],
    ['encrypt=always', 'encrypt', 'always'],
    [
      'signatureAlgorithm=sha256-rsa-MGF1',
      'signatureAlgorithm',
      'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
    ],
    [
      'encryptionAlgorithm=http://www.w3.org/2009/xmlenc11#aes256-gcm',
      'encryptionAlgorithm',
      'http://www.w3.org/2009/xmlenc11#aes256-gcm',
    ],
    [
      'keyTransportAlgorithm=rsa-oaep-mgf1p',
      'keyTransportAlgorithm',
      'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
    ],
    ['appReturn=de.solingen.cityapp:/anmeldung', 'appReturn', 'de.solingen.cityapp:/anmeldung'],
    ['appReturn=https://app.solingen.example/anmeldung', 'appReturn', 'https://app.solingen.example/anmeldung'],
    ['appReturn=', 'appReturn', null],
    [
      'attributeLevels=birthDate:substantiell, nationality:hoch',
      'attributeLevels',
      ['birthDate:substantiell', 'nationality:hoch'],
    ],
    ['attributeLevels=', 'attributeLevels', []],
    [
      'privacyUrl= https://aachen.example/datenschutz#wohnen',
      'privacyUrl',
      'https://aachen.example/datenschutz#wohnen',
    ],
    ['stage=test', 'stage', 'test'],
    [
      'requesters=https://parken.example/dienst, urn:x:hunde',
      'requesters',
      ['https://parken.example/dienst', 'urn:x:hunde'],
    ],
    ['requesters=', 'requesters', []],
    ['subjectId=pairwise-id', 'subjectId', 'pairwise-id'],
    ['subjectId=none', 'subjectId', 'none'],
    ['levelVocabulary=stork', 'levelVocabulary', 'stork'],
    ['levelVocabulary=eIDAS', 'levelVocabulary', 'eidas'],
    ['levelVocabulary=default', 'levelVocabulary', null],
    ['responseBinding=artifact', 'responseBinding', 'artifact'],
    ['responseBinding=default', 'responseBinding', null],
    ['privacyUrl=', 'privacyUrl', null],
    [
      'contacts=wohngeld@aachen.example, https://aachen.example/technik',
      'contacts',
      ['wohngeld@aachen.example', 'https://aachen.example/technik'],
    ],
    ['contacts=', 'contacts', []],
    ['legalBasis=§ 8 OZG', 'legalBasis', '§ 8 OZG'],
    ['purpose=Antrag prüfen', 'purpose', 'Antrag prüfen'],
  ]
  for (const [text, key, value] of taken) {
    it(`take ${text}, and show it under its key`, async () => {
      const { set, show } = await registered()
      await set(text)
      expect((await show())[key]).to.deep.equal(value)
    })
  }

  const refused: readonly (readonly [string, RegExp])[] = [
    ['trustLevel=high', /^trustLevel cannot be "high" .*; it may be basis, normal, substantiell, hoch$/],
    ['trustLevel=substanziell', /did you mean substantiell\?$/],
    ['displayName=a\nb', /^displayName cannot be "a b"/],
    ['tenant=<b>', /^tenant cannot be/],
    ['dialect=nordland', /it may be (one of )?saml2int/],
    ['requiredAttributes=givenname', /did you mean givenName\?$/],
    ['optionalAttributes=email,,phone', /^optionalAttributes cannot be/],
    ['nameIdFormat=kerberos', /it may be persistent, transient, emailAddress, default$/],
    ['pseudonymous=yes', /it may be true, false$/],
    ['methods=', /it may be password, eid, pass, default$/],
    ['methods=ausweis', /it may be password, eid, pass, default$/],
    ['stage=tests', /it may be production, test; did you mean test\?$/],
    ['requesters=parken', /it may be a comma-separated list of at most 500 entityIDs; or nothing$/],
    ['subjectId=pairwiseid', /it may be none, pairwise-id, subject-id; did you mean pairwise-id\?$/],
    ['levelVocabulary=storck', /it may be eidas, stork, bsi, saml, default; did you mean stork\?$/],
    ['responseBinding=redirect', /it may be post, artifact, default$/],
    ['sign=none', /it may be both, assertion, response$/],
    ['encrypt=sometimes', /it may be auto, always, never$/],
    ['signatureAlgorithm=rsa-sha1', /it may be rsa-sha256, .*, sha256-rsa-MGF1, .*, ecdsa-sha512, default;/],
    ['signatureAlgorithm=http://www.w3.org/2000/09/xmldsig#rsa-sha1', /^signatureAlgorithm cannot be/],
    ['signatureAlgorithm=ecdsa-sha256', /no active key can sign with it; .*keys generate --type EC-P-256/],
    ['encryptionAlgorithm=tripledes-cbc', /it may be aes256-gcm, aes128-gcm, aes256-cbc, aes128-cbc, default/],
    [
      'encryptionAlgorithm=http://www.w3.org/2001/04/xmlenc#aes256-cbc',
      /without an exception; set weakAlgorithms=aes256-cbc and/,
    ],
    [
      'weakAlgorithms=rsa-md5',
      /^weakAlgorithms cannot be "rsa-md5" .* aes256-cbc, aes128-cbc, rsa-sha1, sha1, sha1-digest; or nothing$/,
    ],
    ['weakAlgorithmsUntil=2027-02-30', /it may be a day as YYYY-MM-DD$/],
    ['appReturn=javascript:/x', /^appReturn cannot be "javascript:\/x" .*a scheme of the app’s own and a dot/],
    ['attributeLevels=birthDate', /^attributeLevels cannot be "birthDate" .*such as birthDate:substantiell/],
    ['attributeLevels=birthDate:normal,birthDate:hoch', /^attributeLevels cannot be/],
    ['appReturn=http://app.solingen.example/', /^appReturn cannot be/],
    ['keyTransportAlgorithm=rsa-1_5', /it may be rsa-oaep-mgf1p, rsa-oaep, .*, default$/],
    ['trustlevel=hoch', /^trustlevel is no setting of a service; did you mean trustLevel\?$/],
    ['colour=red', /^colour is no setting of a service; known: trustLevel, displayName/],
    ['sso', /^"sso" is not of the form key=value$/],
  ]
  for (const [text, message] of refused) {
    it(`refuse ${JSON.stringify(text)} in one line, and change nothing`, async () => {
      const { set, registry } = await registered()
      const { code, out, err } = await set('purpose=x', text)
      expect(err.trimEnd()).to.match(message).and.not.contain('\n')
      expect(code).to.be.oneOf([1, 2])
      expect(out).to.equal('')
      expect(await (await registry()).writes()).to.equal(1)
    })
  }

  it('go back to what the metadata says', async () => {
    const { set, show } = await registered()
    await set('requiredAttributes=phone', 'displayName=X', 'signedRequests=true')
    await set('requiredAttributes=default', 'displayName=', 'signedRequests=default')
    expect(await show()).to.deep.include({
      requiredAttributes: ['familyName'],
      optionalAttributes: ['email'],
      displayName: 'Serviceportal Aachen',
      signedRequests: false,
      overrides: [],
    })
  })

  it('refuse to demand signatures that no key could prove', async () => {
    const { set } = await registered({ document: readDocument({ [AACHEN]: portalMetadata({ keys: [] }) }) })
    expect((await set('signedRequests=true')).err).to.equal(
      `signedRequests cannot be "true" for ${AACHEN}; it may be false or default: the metadata has no signing key to check with\n`,
    )
  })

  it('refuse another sector as soon as an account has a pseudonym there, and say how many', async () => {
    const { set, run, registry } = await registered()
    const { world } = await registry()
    world.accounts = only(AACHEN, 2)
    expect((await set('sector=neu')).err).to.equal(
      `sector cannot be "neu" for ${AACHEN}; it may be "${AACHEN}", frozen: a change would replace the pseudonyms of 2 accounts; if that is meant: servicekonto sp set ${AACHEN} sector=… --new-pseudonyms <present sector>\n`,
    )
    const typed = await set('sector=neu', '--new-pseudonyms', 'neu')
    expect([typed.code, typed.err]).to.deep.equal([
      1,
      `--new-pseudonyms is not the present sector of ${AACHEN}, which is "${AACHEN}"; typed so, 2 accounts would get new pseudonyms\n`,
    ])
    const [, id = ''] = /^draft (\S+)\n$/.exec((await set('sector=neu', '--new-pseudonyms', AACHEN)).out) ?? []
    expect((await run(['draft', 'show', id])).out).to.include('  2 accounts there get new pseudonyms\n')
    world.accounts = only(AACHEN, null)
    expect((await set('sector=neu')).err)
      .to.contain('frozen')
      .and.contain('of its accounts')
    expect((await set(`sector=${AACHEN}`)).out).to.contain('unchanged')
  })

  it('are told to be wrong only of a service that there is, and of the first of a file', async () => {
    const { run } = await registered()
    expect((await run(['sp', 'set', 'x', 'trustLevel=high'])).err).to.match(/^No service is registered as "x"/)
    const file = await run(['sp', 'import', 'aachen.xml', '--set', 'sign=maybe'])
    expect(file).to.deep.equal({
      code: 1,
      out: '',
      err: `sign cannot be "maybe" for ${AACHEN}; it may be both, assertion, response\n`,
    })
    const empty = cliWorld({ files: FILES, document: readDocument({}) })
    expect((await empty.run(['sp', 'import', 'aachen.xml', '--set', 'sign=maybe'])).err).to.equal(
      'aachen.xml has no service provider (SPSSODescriptor)\n',
    )
  })

  it('refuse the same key by option and by --set, and two at once', async () => {
    const { run, set } = await registered()
    const both = ['--trust-level', 'hoch', '--set', 'trustLevel=normal']
    expect(await run(['sp', 'import', 'aachen.xml', ...both])).to.deep.equal({
      code: 2,
      out: '',
      err: 'trustLevel is given twice; give it once\n',
    })
    expect((await set('sso=true', 'sso=false')).err).to.equal('sso is given twice; give it once\n')
  })
})
