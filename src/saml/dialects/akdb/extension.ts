import { BrokerError, type ErrorCode } from '../../../domain/error-catalogue.js'
import type { AttributeName } from '../../../domain/identity.js'
import type { MethodId } from '../../../domain/ids.js'
import { NS } from '../../namespaces.js'
import { attribute, childNamed, childrenNamed, elements, isTrue, textOf, type XmlElement } from '../../xml/node.js'
import type { ExtensionAsked } from '../dialect.js'
import { attributesOf } from '../metadata-words.js'
import { requestedName } from '../requested-attributes-extension.js'
import { AKDB_ADDED, AKDB_ATTRIBUTES } from './attributes.js'
import { languageNamed, plainName } from './display.js'
import { methodsOf } from './methods.js'
import { isRestrictedHtml } from './purpose.js'
import { checkShape, RELAXED_REQUEST } from './shape.js'

const NAME_ON_WIRE = attributesOf({ attributeNames: AKDB_ATTRIBUTES })

/** What no attribute of a citizen answers, and is there all the same. */
const OF_LOGIN: ReadonlySet<string> = new Set([...Object.values(AKDB_ADDED), AKDB_ATTRIBUTES.trustLevel])

const NOTHING: Omit<ExtensionAsked, 'fault'> = {
  attributes: null,
  requiresUnknown: false,
  methods: null,
  displayName: null,
  backUrl: null,
  language: null,
  answer: { statusDetail: false, names: null },
}

/** A fault that BundID has a name for. It ends the reading, and the service is told. */
class ExtensionFault extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode) {
    super(code)
    this.code = code
  }
}

/**
 * Reads `akdb:AuthenticationRequest` (BundID interface description §9, §10.1); the port tells what it promises. `demanded`:
 * Version 2 with a name is mandatory (§9). The extension stands in the request's own samlp:Extensions, once.
 */
export function readExtension(request: XmlElement, demanded: boolean): ExtensionAsked | null {
  try {
    const extension = extensionIn(request)
    if (extension) return asked(extension, demanded)
    return demanded ? faulty('akdb-extension-missing') : null
  } catch (error) {
    const isMalformed = error instanceof BrokerError && error.code === 'saml-schema'
    if (!isMalformed && !(error instanceof ExtensionFault)) throw error
    return faulty(error instanceof ExtensionFault ? error.code : 'akdb-extension-malformed')
  }
}

/** Whether details are wanted stands in what could not be read, so they are told. */
const faulty = (fault: ErrorCode): ExtensionAsked => ({
  ...NOTHING,
  fault,
  answer: { statusDetail: true, names: null },
})

function extensionIn(request: XmlElement): XmlElement | null {
  const extensions = childNamed(request, NS.protocol, 'Extensions')
  // check: one-extension-counts-or-none
  return extensions && childNamed(extensions, NS.akdb, 'AuthenticationRequest')
}

function asked(extension: XmlElement, demanded: boolean): ExtensionAsked {
  // check: the-extension-is-built-as-described
  checkShape(extension, RELAXED_REQUEST)
  const version = attribute(extension, 'Version')?.trim()
  if (version !== '1' && version !== '2') throw new BrokerError('saml-schema', 'akdb: Version')
  // check: an-old-extension-is-refused-where-the-new-one-is-demanded
  if (version === '1' && demanded) throw new ExtensionFault('akdb-extension-outdated')
  const list = attributeList(extension, version)
  const display = displayOf(extension)
  // check: a-nameless-service-is-refused-where-a-name-is-demanded
  if (display.displayName === null && demanded) throw new ExtensionFault('akdb-display-name-missing')
  return {
    fault: null,
    ...list.asked,
    methods: methodsAllowedBy(extension),
    ...display,
    answer: { statusDetail: isTrue(extension, 'EnableStatusDetail'), names: list.names },
  }
}

interface AttributeList {
  readonly asked: Pick<ExtensionAsked, 'attributes' | 'requiresUnknown'>
  /** The names of the list, without blanks; null: there is no list. */
  readonly names: readonly string[] | null
}

/** The list that Version 2 must have (§9.2); Version 1 asks for all that the service is registered for (§10.1). */
function attributeList(extension: XmlElement, version: '1' | '2'): AttributeList {
  const list = childNamed(extension, NS.akdb, 'RequestedAttributes')
  const entries = list ? childrenNamed(list, NS.akdb, 'RequestedAttribute') : []
  if (entries.length === 0) {
    if (version === '1') return { asked: { attributes: null, requiresUnknown: false }, names: null }
    // check: a-list-of-no-attributes-is-refused
    throw new ExtensionFault('akdb-attributes-empty')
  }
  const wanted = entries.map((entry) => ({ name: requestedName(entry), isRequired: isRequired(entry) }))
  // check: an-attribute-without-a-name-is-refused
  if (wanted.some(({ name }) => name === '')) throw new ExtensionFault('akdb-attribute-unnamed')
  const named = (each: boolean): readonly AttributeName[] => [
    ...new Set(wanted.flatMap(({ name, isRequired }) => (isRequired === each ? (NAME_ON_WIRE.get(name) ?? []) : []))),
  ]
  const required = named(true)
  const isUnknown = (name: string): boolean => !NAME_ON_WIRE.has(name) && !OF_LOGIN.has(name)
  return {
    asked: {
      attributes: { required, optional: named(false).filter((name) => !required.includes(name)) },
      requiresUnknown: wanted.some(({ name, isRequired }) => isRequired && isUnknown(name)),
    },
    names: [...new Set(wanted.map(({ name }) => name).filter((name) => OF_LOGIN.has(name)))],
  }
}

/** An xs:boolean; absent: it is not (§9.2). */
const isRequired = (entry: XmlElement): boolean => {
  const written = (attribute(entry, 'RequiredAttribute') ?? 'false').trim()
  if (!/^(true|false|1|0)$/.test(written)) throw new BrokerError('saml-schema', 'akdb: RequiredAttribute')
  return written === 'true' || written === '1'
}

/**
 * Each listed method that is not switched off is allowed, and no other (§9.1). Version 1 has a list of another form (§10.1);
 * whichever stands there counts, whatever the Version says, for a list that is passed over would allow all methods.
 */
function methodsAllowedBy(extension: XmlElement): readonly MethodId[] | null {
  const [list, first] = [
    childNamed(extension, NS.akdb, 'AuthnMethods'),
    childNamed(extension, NS.akdb, 'AllowedMethods'),
  ]
  // check: one-list-of-methods-counts-or-none
  if (list && first) throw new BrokerError('saml-schema', 'akdb: two lists of methods')
  if (first) return knownOnes(childrenNamed(first, NS.akdb, 'AuthnMethod').map(textOf))
  if (!list) return null
  return knownOnes(
    elements(list)
      .filter(isEnabled)
      .map(({ name }) => name),
  )
}

function isEnabled(method: XmlElement): boolean {
  const enabled = childNamed(method, NS.akdb, 'Enabled')
  const written = enabled ? textOf(enabled) : 'true'
  if (!/^(true|false|1|0)$/.test(written)) throw new BrokerError('saml-schema', 'akdb: Enabled')
  // check: a-method-that-is-switched-off-in-the-request-is-not-allowed
  return written === 'true' || written === '1'
}

function knownOnes(words: readonly string[]): readonly MethodId[] {
  const methods = methodsOf(words)
  if (methods === null) throw new ExtensionFault('akdb-methods-empty')
  return methods
}

/** What the portal says of itself (§9.5). OnlineServiceId is taken and not used. */
function displayOf(extension: XmlElement): Pick<ExtensionAsked, 'displayName' | 'backUrl' | 'language'> {
  const information = childNamed(extension, NS.akdb, 'DisplayInformation')
  const display = information && childNamed(information, NS.akdbClassicUi, 'Version')
  if (!display) return { displayName: null, backUrl: null, language: null }
  const said = (name: string): string => {
    const element = childNamed(display, NS.akdbClassicUi, name)
    return element ? textOf(element) : ''
  }
  const purpose = childNamed(display, NS.akdbClassicUi, 'Purpose')
  // check: a-purpose-holds-restricted-html
  if (purpose && !isRestrictedHtml(purpose)) throw new ExtensionFault('akdb-purpose')
  return {
    displayName: plainName(said('OrganizationDisplayName')),
    backUrl: said('BackURL') || null,
    language: languageNamed(said('Lang')),
  }
}
