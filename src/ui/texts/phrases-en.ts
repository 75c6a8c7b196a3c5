import type { PortalName } from './portal-name.js'

/** A name within a sentence. */
export const quoted = (name: string): string => `“${name}”`

/** The portal by its name, or `other` where none is known. */
export const portalOr = (portal: PortalName, other: string): string => (portal ? quoted(portal) : other)

export const backTo = (portal: PortalName): string => (portal ? `Back to ${quoted(portal)}` : 'Back')
