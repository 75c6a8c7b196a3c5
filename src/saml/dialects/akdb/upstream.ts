import type { TrustLevel } from '../../../domain/trust-level.js'
import { NS } from '../../namespaces.js'
import { element, text, type CanonicalXml } from '../../xml/canonical-writer.js'
import type { XmlElement } from '../../xml/node.js'
import { createLevelClasses } from '../level-classes.js'
import { LEVEL_VOCABULARIES, STORK } from '../level-vocabularies.js'
import { readersByName, saml2intUpstream } from '../saml2int/upstream.js'
import type { NamedQuestion, UpstreamFace } from '../upstream-face.js'
import { AKDB_ADDED, AKDB_ATTRIBUTES } from './attributes.js'
import { plainName } from './display.js'

const levels = createLevelClasses(LEVEL_VOCABULARIES, STORK)

/** `akdb:TrustLevel`: the words of BundID's sample assertion (§10.2), and those of its table (§6.2.9). */
const MARKS: ReadonlyMap<string, TrustLevel> = new Map([
  ['UNTERGEORDNET', 'basis'],
  ['NORMAL', 'normal'],
  ['SUBSTANTIELL', 'substantiell'],
  ['HOCH', 'hoch'],
  ['Basisregistrierung', 'basis'],
  ['Niedrig', 'normal'],
  ['Substantiell', 'substantiell'],
  ['Hoch', 'hoch'],
])

function markOf({ attributes }: XmlElement): TrustLevel | 'unknown' | null {
  const mark = attributes.find(({ namespace, name }) => namespace === NS.akdb && name === 'TrustLevel')
  return mark ? (MARKS.get(mark.value) ?? 'unknown') : null
}

/** What is asked for beside the citizen's attributes: by whom somebody is known for good, and at which level. */
const ALWAYS: readonly string[] = [AKDB_ADDED.bPK2, AKDB_ATTRIBUTES.trustLevel, AKDB_ADDED.AssertionProvedBy]

/**
 * `akdb:AuthenticationRequest` in Version 2 (BundID interface description §9). No attribute is required there: what is
 * missing is then asked here, while BundID would refuse the whole login (§9.2). Without a BackURL a citizen who gives up
 * comes back with an answer (§9.5).
 */
function extension({ attributes, askedBy, language }: NamedQuestion): CanonicalXml {
  const wanted = [...attributes.required, ...attributes.optional].map((name) => AKDB_ATTRIBUTES[name])
  const requested = [...new Set([...wanted, ...ALWAYS])].map((Name) =>
    element('akdb:RequestedAttribute', { Name, RequiredAttribute: 'false' }),
  )
  const name = plainName(askedBy)
  return element(
    'akdb:AuthenticationRequest',
    { 'xmlns:akdb': NS.akdb, EnableStatusDetail: 'true', Version: '2' },
    element('akdb:RequestedAttributes', {}, ...requested),
    element(
      'akdb:DisplayInformation',
      {},
      element(
        'classic-ui:Version',
        { 'xmlns:classic-ui': NS.akdbClassicUi },
        ...(name === null ? [] : [element('classic-ui:OrganizationDisplayName', {}, text(name))]),
        element('classic-ui:Lang', {}, text(language)),
      ),
    ),
  )
}

/**
 * BundID and the accounts of its kind, as another account: STORK's levels, a list of attributes in the request, a level
 * stated for each one in the answer. Who somebody is for good, bPK2 says (§6.2); the NameID is of one session.
 */
export const akdbUpstream: UpstreamFace = {
  ...saml2intUpstream,
  id: 'akdb',
  classes: {
    basis: STORK.classes.basis[0],
    normal: STORK.classes.normal[0],
    substantiell: STORK.classes.substantiell[0],
    hoch: STORK.classes.hoch[0],
  },
  levelOf: (classRef) => levels.levelOf(classRef),
  attributes: readersByName(AKDB_ATTRIBUTES),
  stated: [AKDB_ATTRIBUTES.trustLevel, AKDB_ADDED.bPK2],
  identifiers: [{ name: AKDB_ADDED.bPK2 }],
  markOf,
  extension,
  // Our metadata may have neither validUntil nor ID (§7.2), so they cannot be signed.
  demands: { ...saml2intUpstream.demands, plainMetadata: true },
}
