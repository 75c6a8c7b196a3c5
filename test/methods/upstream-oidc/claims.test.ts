import { expect } from 'chai'
import { readClaims } from '../../../src/methods/upstream-oidc/claims.js'

const NOW = Date.UTC(2026, 0, 15)
const valuesOf = (claims: unknown) => readClaims(claims, NOW).values

describe('the claims of an OpenID provider', () => {
  it('become the normalized identity', () => {
    const claims = {
      given_name: 'Mira',
      family_name: 'Sommer',
      birth_family_name: 'Vogt',
      title: 'Dr.',
      birthdate: '1987-03-09',
      place_of_birth: { locality: 'Bocholt', country: 'DE' },
      gender: 'female',
      nationalities: ['D'],
      address: { street_address: 'Hafenweg 4', postal_code: '48155', locality: 'Münster', country: 'DE' },
      email: 'mira@post.example',
      email_verified: true,
      phone_number: '+49 251 555012',
      phone_number_verified: true,
    }
    expect(valuesOf(claims)).to.deep.equal({
      givenName: 'Mira',
      familyName: 'Sommer',
      birthName: 'Vogt',
      academicTitle: 'Dr.',
      birthDate: '1987-03-09',
      placeOfBirth: 'Bocholt',
      gender: '2',
      nationality: 'D',
      street: 'Hafenweg 4',
      postalCode: '48155',
      locality: 'Münster',
      country: 'DE',
      email: 'mira@post.example',
      phone: '+49 251 555012',
    })
  })

  it('tell a year alone, but no day of a year that is kept back', () => {
    expect(valuesOf({ birthdate: '1995' })).to.deep.equal({ birthDate: '1995' })
    expect(valuesOf({ birthdate: '0000-03-09' })).to.deep.equal({})
  })

  it('have an address or a number only where the provider has verified it', () => {
    for (const verified of [false, undefined, 'true', 1]) {
      const claims = {
        email: 'a@post.example',
        email_verified: verified,
        phone_number: '+49 251 1',
        phone_number_verified: verified,
      }
      expect(valuesOf(claims)).to.deep.equal({})
    }
  })

  it('leave out what registers do not know, and say of what', () => {
    const read = readClaims({ given_name: 'Mi☃ra', family_name: 'M\u0061\u0308rz', birthdate: '9.3.1987' }, NOW)
    expect(read).to.deep.equal({ values: { familyName: 'März' }, leftOut: ['givenName', 'birthDate'] })
  })

  it('are none if they are of another type than their standard says', () => {
    const odd = { given_name: ['Mira'], family_name: { value: 'Sommer' }, address: 'Hafenweg 4', nationalities: 'D' }
    expect(valuesOf(odd)).to.deep.equal({})
    expect(valuesOf({ nationalities: ['D', 'TUR'], gender: 'toString' })).to.deep.equal({})
    expect(valuesOf(null)).to.deep.equal({})
  })
})
