import {
  AS_IN_THE_EXAMPLE,
  HIGH,
  type Level,
  LOW,
  type NameIdKind,
  PASSWORD_PROTECTED_TRANSPORT,
  type Setup,
} from './setup.js'

const row = (binding: Setup['binding'], signed: boolean, encrypted: boolean, nameId: NameIdKind): Setup => ({
  ...AS_IN_THE_EXAMPLE,
  binding,
  signed,
  encrypted,
  nameId,
})

/** Another service beside that of the example, with pseudonyms of its own. */
export const ALSO_PERSISTENT = row('POST', false, false, 'persistent')

/** Each value of binding, signature, encryption and NameID with each value of the three others. */
export const PAIRS: readonly Setup[] = [
  AS_IN_THE_EXAMPLE,
  ALSO_PERSISTENT,
  row('Redirect', false, true, 'transient'),
  row('POST', true, true, 'transient'),
  row('Redirect', true, false, 'email'),
  row('POST', false, true, 'email'),
]

const asking = (comparison: Level['comparison'], classRef: string): Setup => ({
  ...AS_IN_THE_EXAMPLE,
  level: { comparison, classRef },
})

/** Levels that a password reaches, and the class that the answer names. */
export const LEVELS: readonly Setup[] = [
  asking('exact', LOW),
  asking('exact', PASSWORD_PROTECTED_TRANSPORT),
  asking('minimum', PASSWORD_PROTECTED_TRANSPORT),
]

export const TOO_HIGH = asking('minimum', HIGH)
export const UNHEARD_OF = asking('exact', 'https://levels.example/unheard-of')
export const PASSIVE: Setup = { ...AS_IN_THE_EXAMPLE, passive: true }
export const FORCED: Setup = { ...AS_IN_THE_EXAMPLE, force: true }

/** The broker dates its conditions back by a minute. */
export const CLOCKS: readonly Setup[] = [-45, 45].map((clock) => ({ ...AS_IN_THE_EXAMPLE, clock }))

export const ALL_SETUPS: readonly Setup[] = [...PAIRS, ...LEVELS, TOO_HIGH, UNHEARD_OF, PASSIVE, FORCED, ...CLOCKS]
