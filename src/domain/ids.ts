/** Branded strings: the compiler keeps an account's id out of the place of a service's. */
declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** SAML entityID of a service, an exact string (saml-core §8.3.6). */
export type EntityId = Branded<'EntityId'>
/** Random id of an account; never derived from the citizen's data. */
export type AccountId = Branded<'AccountId'>
/** Id of one login; appears in `/login/<id>`; not a secret (the login's cookie is). */
export type LoginId = Branded<'LoginId'>
/** Id under which a browser session is stored: a digest of the secret in its cookie. */
export type SessionId = Branded<'SessionId'>
/** Id of a method as configured: `password`, `eid`, `pass`, or an upstream's name. */
export type MethodId = Branded<'MethodId'>
/** Random id of a phone that was paired as a pass; says nothing of whose it is. */
export type PassDeviceId = Branded<'PassDeviceId'>
/** One tenant (Mandant) that owns services. */
export type TenantId = Branded<'TenantId'>
/** Random id of somebody who runs services or the broker. */
export type OperatorId = Branded<'OperatorId'>
/** Random id of a change that waits for a second person. */
export type DraftId = Branded<'DraftId'>
/** Id under which the session of an operator is stored: a digest of the secret in its cookie. */
export type OperatorSessionId = Branded<'OperatorSessionId'>
/** Says what a source feeds and from where, so that there is one of each. */
export type SourceId = Branded<'SourceId'>

export const entityId = (text: string): EntityId => text as EntityId
export const accountId = (text: string): AccountId => text as AccountId
export const loginId = (text: string): LoginId => text as LoginId
export const sessionId = (text: string): SessionId => text as SessionId
export const methodId = (text: string): MethodId => text as MethodId
export const passDeviceId = (text: string): PassDeviceId => text as PassDeviceId
export const tenantId = (text: string): TenantId => text as TenantId
export const operatorId = (text: string): OperatorId => text as OperatorId
export const draftId = (text: string): DraftId => text as DraftId
export const sourceId = (text: string): SourceId => text as SourceId
export const operatorSessionId = (text: string): OperatorSessionId => text as OperatorSessionId
