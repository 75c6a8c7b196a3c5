/** Where the citizen's phones are managed. */
export const DEVICES = '/konto/geraete'

/** Where a lost phone is blocked by its code; it needs no login. */
export const BLOCK_CODE = '/konto/sperren'
