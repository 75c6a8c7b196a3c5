/** The NameID formats that the broker gives; their URIs are a dialect's. */
export const NAME_ID_KINDS = ['persistent', 'transient', 'emailAddress'] as const
export type NameIdKind = (typeof NAME_ID_KINDS)[number]
