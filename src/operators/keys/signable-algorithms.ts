import { signs } from '../../domain/key-state.js'
import type { KeyTools } from './key-commands.js'

/** What the first start of the broker makes. */
const FIRST_TYPE = 'RSA-3072'

/** The URIs of the signature algorithms that an active key can sign with; before the first start, those of its key. */
export async function signableAlgorithms(keys: KeyTools): Promise<readonly string[]> {
  const types = (await keys.list()).filter(signs).map(({ type }) => type)
  return (types.length === 0 ? [FIRST_TYPE] : types).flatMap((type) => keys.signatureAlgorithms(type))
}
