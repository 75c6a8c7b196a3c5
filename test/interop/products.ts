import { djangoSaml2 } from './products/django-saml2.js'
import { createLemonLdap } from './products/lemonldap.js'
import { mellon } from './products/mellon.js'
import { rubySaml } from './products/ruby-saml.js'
import { shibboleth } from './products/shibboleth.js'
import { simpleSamlPhp } from './products/simplesamlphp.js'
import type { Product } from './service-provider.js'

/** The service providers of the Debian packages that portals really use. */
export const PRODUCTS: readonly Product[] = [
  shibboleth,
  simpleSamlPhp,
  mellon,
  rubySaml,
  djangoSaml2,
  createLemonLdap('certificates'),
]
