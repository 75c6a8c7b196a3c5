import { asking } from '../../domain/child-service.js'
import { methodsAllowed, registeredLevel, registeredSubjectId, type Requirements } from '../../domain/requirements.js'
import type { RequestedAttributes } from '../../domain/service.js'
import type { ExtensionAsked } from '../dialects/dialect.js'
import { NS } from '../namespaces.js'
import { attribute, childNamed, isTrue } from '../xml/node.js'
import { childAttributes } from './child-attributes.js'
import { levelsAsked } from './validators/authn-context.js'
import { defaultNameId, nameIdAsked, subjectAsked } from './validators/name-id-policy.js'
import { ownBackUrl } from './validators/extension.js'
import type { RequestContext } from './validators/request-context.js'
import {
  attributeIndex,
  attributesAsked,
  attributesByMetadata,
  serviceNamesAsked,
} from './validators/requested-attributes.js'

/**
 * What the service needs, without any word of SAML: nothing behind this on the way in sees SAML. For a request that is
 * refused with a status, it is the nearest that can be said.
 */
export function requirementsFrom(context: RequestContext): Requirements {
  const { request, service, extension } = context
  const child = context.child === 'denied' ? null : context.child
  const { settings } = child ? asking(service, child.service) : service
  const nameId = nameIdAsked(context) ?? defaultNameId(context)
  const { asked, byMetadata } = child
    ? childAttributes(context, child)
    : { asked: attributesAsked(context), byMetadata: attributesByMetadata(context) }
  const attributes = nameId === 'emailAddress' ? withEmail(asked) : asked
  const subjectId = registeredSubjectId(settings)
  const subject = subjectAsked(context, nameId)
  const set = child ? null : attributeIndex(request)
  return {
    service: service.entityId,
    ...(child && { child: child.service.entityId }),
    registeredLevel: registeredLevel(settings, attributes),
    requestedLevels: levelsAsked(context),
    forceAuthn: isTrue(request, 'ForceAuthn'),
    isPassive: isTrue(request, 'IsPassive'),
    ...proxyCountOf(request),
    attributes,
    attributesByMetadata: byMetadata.filter((name) => nameId !== 'emailAddress' || name !== 'email'),
    ...(set !== null && { attributeSet: set }),
    serviceNames: child ? {} : extension?.displayName ? { de: extension.displayName } : serviceNamesAsked(context),
    nameId,
    ...(subjectId && { subjectId }),
    ...(subject.hint !== null && { namedAs: subject.hint }),
    subjectNameId: subject.nameId,
    singleSignOn: settings.sso,
    allowedMethods: methodsAllowed(settings.methods, extension?.methods ?? null),
    pseudonymous: settings.pseudonymous,
    ...(extension && ofExtension(context, extension)),
  }
}

/** The schema has seen to it that it is a number; nobody passes on more often than this. */
function proxyCountOf(request: RequestContext['request']): Pick<Requirements, 'proxyCount'> {
  const scoping = childNamed(request, NS.protocol, 'Scoping')
  const count = scoping && attribute(scoping, 'ProxyCount')
  return count ? { proxyCount: Math.min(Number(count), MOST_PROXIES) } : {}
}

const MOST_PROXIES = 1000

/** What no dialect but one with an extension of its own can ask for. */
function ofExtension(context: RequestContext, { methods, language }: ExtensionAsked): Partial<Requirements> {
  const backUrl = ownBackUrl(context)
  return {
    tellsMissing: true,
    ...(methods && { requestedMethods: methods }),
    ...(backUrl !== null && { backUrl }),
    ...(language && { language }),
  }
}

/** An e-mail NameID is made from the attribute, so the attribute is required (CONTRACT: An SP as imported). */
const withEmail = ({ required, optional }: RequestedAttributes): RequestedAttributes => ({
  required: required.includes('email') ? required : [...required, 'email'],
  optional: optional.filter((name) => name !== 'email'),
})
