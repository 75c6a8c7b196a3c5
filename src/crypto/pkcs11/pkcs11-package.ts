import { OperatorError } from '../../domain/operator-error.js'

/** What is used of `pkcs11js`, by its own names. It is an optional dependency: the broker is built without it, too. */
export interface Pkcs11 {
  load(path: string): void
  /** Unloads the library, unless another thread has it. */
  close(): void
  C_Initialize(): void
  C_Finalize(): void
  C_GetSlotList(tokenPresent: boolean): Handle[]
  C_GetTokenInfo(slot: Handle): { readonly label: string }
  C_OpenSession(slot: Handle, flags: number): Handle
  C_Login(session: Handle, userType: number, pin: string): void
  C_FindObjectsInit(session: Handle, template: Attribute[]): void
  C_FindObjects(session: Handle, most: number): Handle[]
  C_FindObjectsFinal(session: Handle): void
  C_GetAttributeValue(session: Handle, object: Handle, template: Attribute[]): { readonly value: Buffer }[]
  C_GenerateKeyPair(session: Handle, mechanism: Mechanism, open: Attribute[], closed: Attribute[]): Pair
  C_DestroyObject(session: Handle, object: Handle): void
  C_SignInit(session: Handle, mechanism: Mechanism, key: Handle): void
  C_Sign(session: Handle, input: Buffer, room: Buffer): Buffer
}

export type Handle = Buffer

export interface Pair {
  readonly publicKey: Handle
  readonly privateKey: Handle
}

export interface Attribute {
  readonly type: number
  readonly value?: number | boolean | string | Buffer
}

export interface Mechanism {
  readonly mechanism: number
  readonly parameter: null | { type: number; hashAlg: number; mgf: number; saltLen: number }
}

/** Read when it is called, so that the compiler asks for no package that may not be there. */
const NAME = 'pkcs11js'

/** An unloaded interface. Throws `OperatorError('pkcs11-missing')` where the package is not installed. */
export async function loadPkcs11(name = NAME): Promise<Pkcs11> {
  try {
    const loaded: unknown = await import(name)
    const made = isObject(loaded) && isObject(loaded['default']) ? loaded['default']['PKCS11'] : null
    if (isPkcs11(made)) return new made()
  } catch {
    // Told below, as if it had brought something else.
  }
  throw new OperatorError(
    'pkcs11-missing',
    'keys.pkcs11 is set, and the package pkcs11js, which speaks to the HSM, is not installed for this Node; ' +
      'install it with: npm install --no-save pkcs11js@2.1.7 (it is compiled: python3, make and g++ are needed)',
  )
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isPkcs11 = (value: unknown): value is new () => Pkcs11 => typeof value === 'function'

/** The number of a refusal of the module (PKCS#11 §5.1), and its name. Null for any other error. */
export function refusalOf(error: unknown): { readonly code: number; readonly name: string } | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'number') return null
  return { code: error.code, name: error.message }
}
