/** Somebody invented who has an account at the stand-in, with what it tells of them. */
export interface StubAccount {
  readonly id: string
  /** The class of authentication that a login as them reaches; null: the ID token names none. */
  readonly acr: string | null
  readonly claims: Readonly<Record<string, unknown>>
}

const SUBSTANTIAL = 'http://eidas.europa.eu/LoA/substantial'

export const STUB_ACCOUNTS: readonly StubAccount[] = [
  {
    id: 'mira-sommer',
    acr: SUBSTANTIAL,
    claims: {
      given_name: 'Mira',
      family_name: 'Sommer',
      birthdate: '1987-03-09',
      gender: 'female',
      email: 'mira.sommer@post.example',
      email_verified: true,
      phone_number: '+49 251 555012',
      phone_number_verified: false,
      address: { street_address: 'Hafenweg 4', postal_code: '48155', locality: 'Münster', country: 'DE' },
      birth_family_name: 'Vogt',
      place_of_birth: { locality: 'Bocholt', country: 'DE' },
      nationalities: ['D'],
    },
  },
  {
    id: 'till-becker',
    acr: 'http://eidas.europa.eu/LoA/low',
    claims: {
      given_name: 'Till',
      family_name: 'Becker',
      birthdate: '1995',
      email: 'till.becker@post.example',
      email_verified: false,
    },
  },
  { id: 'ohne-niveau', acr: null, claims: { given_name: 'Lea', family_name: 'Kurz' } },
]
