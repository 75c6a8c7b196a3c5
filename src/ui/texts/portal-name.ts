/** Name of the portal as its metadata says, or null outside a login. */
export type PortalName = string | null
