import { eidWalk } from './eid.js'
import { passWalk } from './pass.js'
import { passwordWalk } from './password.js'
import { sessionWalk } from './session.js'
import { simpleSamlSessionWalk } from './simplesamlphp-session.js'
import type { Walk } from './walk.js'

/** Every walk, by its name. */
export const WALKS: ReadonlyMap<string, Walk> = new Map(
  [sessionWalk, passwordWalk, eidWalk, passWalk, simpleSamlSessionWalk].map((walk) => [walk.name, walk]),
)
