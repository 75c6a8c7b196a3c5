/** The place for which the secret of an OpenID provider's client is sealed: the random id of the upstream. */
export const upstreamSecretPlace = (id: string): string => `upstream-secret ${id}`
