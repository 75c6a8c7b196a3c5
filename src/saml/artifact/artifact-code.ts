import { createHash } from 'node:crypto'

/** An artifact of type 4 (saml-bindings §3.6.4): type, number of the endpoint, source, handle. */
const TYPE = Buffer.from([0, 4])
const LENGTHS = { type: 2, endpoint: 2, source: 20, handle: 20 } as const
const LENGTH = LENGTHS.type + LENGTHS.endpoint + LENGTHS.source + LENGTHS.handle

/** The number of our one ArtifactResolutionService, in the metadata and in each artifact. */
export const ENDPOINT_INDEX = 0

/** SHA-1 of the entityID: a name that services look us up by. Nothing is protected by it. */
const sourceOf = (entityId: string): Buffer => createHash('sha1').update(entityId).digest()

/** The artifact for a handle of 160 random bits in hex. */
export function writeArtifact(handle: string, entityId: string): string {
  const endpoint = Buffer.alloc(LENGTHS.endpoint)
  endpoint.writeUInt16BE(ENDPOINT_INDEX)
  return Buffer.concat([TYPE, endpoint, sourceOf(entityId), Buffer.from(handle, 'hex')]).toString('base64')
}

/** The handle in an artifact of ours; null for whatever else it is. */
export function handleOf(artifact: string, entityId: string): string | null {
  const compact = artifact.replace(/[ \t\r\n]+/g, '')
  const bytes = Buffer.from(compact, 'base64')
  if (bytes.length !== LENGTH || bytes.toString('base64') !== compact) return null
  const handle = bytes.subarray(LENGTH - LENGTHS.handle).toString('hex')
  // check: an-artifact-is-ours-in-every-part
  return writeArtifact(handle, entityId) === compact ? handle : null
}
