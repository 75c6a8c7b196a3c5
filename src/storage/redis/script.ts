import { createHash } from 'node:crypto'

/** A Lua script that runs in one go; all its keys lie in one slot of a cluster. */
export interface Script {
  readonly lua: string
  /** Under which Redis keeps it: SHA-1 by its protocol, nothing rests on its strength. */
  readonly sha: string
}

export const script = (lua: string): Script => ({ lua, sha: createHash('sha1').update(lua).digest('hex') })
