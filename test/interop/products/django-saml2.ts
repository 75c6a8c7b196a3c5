import { freePort } from '../../support/free-port.js'
import { runToEnd, spawned } from '../../support/spawned.js'
import { filledExample } from '../example-files.js'
import { createInteropFolder, type InteropFolder } from '../interop-folder.js'
import type { BrokerFacts, Product } from '../service-provider.js'
import { AS_IN_THE_EXAMPLE, LOW, type NameIdKind, type Setup } from '../setup.js'
import { clockOf } from './clock.js'
import { createRunning, startedOrStopped } from './running.js'

const EXAMPLE = 'django-saml2'

/** pysaml2's names of the formats. */
const NAME_IDS: Readonly<Record<NameIdKind, string>> = {
  persistent: 'NAMEID_FORMAT_PERSISTENT',
  transient: 'NAMEID_FORMAT_TRANSIENT',
  email: 'NAMEID_FORMAT_EMAILADDRESS',
}

/** The Django project around the example: a database and sessions in the folder. */
const SETTINGS = `
from pathlib import Path
from servicekonto_settings import *

FOLDER = Path(__file__).parent
SECRET_KEY = 'only for tests, only on this machine'
ALLOWED_HOSTS = ['.localhost']
ROOT_URLCONF = 'urls'
USE_TZ = True
INSTALLED_APPS = ['django.contrib.auth', 'django.contrib.contenttypes', 'django.contrib.sessions', 'djangosaml2']
MIDDLEWARE = [
    'django.contrib.sessions.middleware.SessionMiddleware',
    'django.contrib.auth.middleware.AuthenticationMiddleware',
    'djangosaml2.middleware.SamlSessionMiddleware',
]
TEMPLATES = [{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'APP_DIRS': True}]
DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': FOLDER / 'db.sqlite'}}
DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'
SESSION_ENGINE = 'django.contrib.sessions.backends.file'
SESSION_FILE_PATH = str(FOLDER)
LOGGING = {
    'version': 1,
    'handlers': {'console': {'class': 'logging.StreamHandler'}},
    'root': {'handlers': ['console'], 'level': 'INFO'},
}
`

/** Its address for POST, beside that of the example; the session's cookie then has to come along from another site. */
const BY_REDIRECT = `(f"{PORTAL}/saml2/ls/", saml2.BINDING_HTTP_REDIRECT),`
const BY_POST = `(f"{PORTAL}/saml2/ls/post/", saml2.BINDING_HTTP_POST),`
const COOKIE_OF_ALL_SITES = `SESSION_COOKIE_SAMESITE = 'None'
`

/** A page for citizens who are logged in, what their session holds, as JSON, and a logout by each binding. */
const URLS = `
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.urls import include, path
from django.conf import settings
from djangosaml2.views import LogoutInitView, SPConfigMixin, _get_subject_id

def received(request):
    _, client = SPConfigMixin().get_state_client(request)
    name_id = _get_subject_id(request.saml_session)
    identity, _ = client.users.get_identity(name_id, check_not_on_or_after=False)
    [issuer] = client.users.sources(name_id)
    info = client.users.cache.get(name_id, issuer, False)
    return JsonResponse({
        'nameId': name_id.text,
        'nameIdFormat': name_id.format,
        'classRef': info['authn_info'][0][0],
        'attributes': {name: values[0] for name, values in identity.items()},
    })

def log_out_by(request, binding):
    settings.SAML_LOGOUT_REQUEST_PREFERRED_BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:' + binding
    return LogoutInitView.as_view()(request)

urlpatterns = [
    path('abmelden/<str:binding>/', log_out_by),
    path('abgemeldet/', lambda request: HttpResponse('<title>Abgemeldet</title><p>Abgemeldet')),
    path('saml2/', include('servicekonto_urls')),
    path('geschuetzt/', login_required(lambda request: HttpResponse('<title>Ziel</title><p>Ziel'))),
    path('received/', received),
]
`

const writeProject = (folder: InteropFolder, base: string, setup: Setup, broker: BrokerFacts): void => {
  const { key, certificate } = folder.keyPair('portal')
  const map = 'attribute-maps/servicekonto.py'
  folder.write(map, filledExample(EXAMPLE, map, []))
  const settings = filledExample(EXAMPLE, 'servicekonto_settings.py', [
    ['https://portal.example', base],
    ['/etc/portal/attribute-maps', `${folder.path}/attribute-maps`],
    ['/etc/portal/servicekonto.xml', folder.write('servicekonto.xml', broker.metadata)],
    ['/etc/portal/portal.key', key],
    ['/etc/portal/portal.crt', certificate],
    [
      'SAML_DEFAULT_BINDING = saml2.BINDING_HTTP_REDIRECT',
      `SAML_DEFAULT_BINDING = saml2.BINDING_HTTP_${setup.binding.toUpperCase()}`,
    ],
    [BY_REDIRECT, setup.everyLogout ? `${BY_REDIRECT}${BY_POST}` : BY_REDIRECT],
    ['"authn_requests_signed": True', `"authn_requests_signed": ${setup.signed ? 'True' : 'False'}`],
    ['"force_authn": False', `"force_authn": ${setup.force ? 'True' : 'False'}`],
    ['NAMEID_FORMAT_PERSISTENT', NAME_IDS[setup.nameId]],
  ])
  folder.write('servicekonto_settings.py', settings)
  const views = filledExample(EXAMPLE, 'servicekonto_views.py', [
    [`LEVELS = ["${LOW}"]`, `LEVELS = ["${setup.level.classRef}"]`],
    [`COMPARISON = "${AS_IN_THE_EXAMPLE.level.comparison}"`, `COMPARISON = "${setup.level.comparison}"`],
    [
      '    def load_sso_kwargs(self, sso_kwargs):\n',
      `    def load_sso_kwargs(self, sso_kwargs):\n${setup.passive ? '        sso_kwargs["is_passive"] = "true"\n' : ''}`,
    ],
  ])
  folder.write('servicekonto_views.py', views)
  folder.write('servicekonto_urls.py', filledExample(EXAMPLE, 'servicekonto_urls.py', []))
  folder.write('settings.py', SETTINGS + (setup.everyLogout ? COOKIE_OF_ALL_SITES : ''))
  folder.write('urls.py', URLS)
}

/** djangosaml2 (pysaml2) behind Django's own web server. */
export const djangoSaml2: Product = {
  name: 'djangosaml2',
  example: EXAMPLE,
  namesAttributes: true,
  keepsAddress: true,
  shows: (status) => new RegExp(status),
  cannot: () => null,
  start: async (host, setup, broker) => {
    const folder = createInteropFolder(EXAMPLE)
    const port = await freePort()
    const base = `http://${host}:${port}`
    writeProject(folder, base, setup, broker)
    const running = createRunning(folder, [])
    // Debian's own Python has Debian's packages.
    const django = ['-u', '-m', 'django']
    const env = { PYTHONPATH: folder.path, DJANGO_SETTINGS_MODULE: 'settings', PYTHONDONTWRITEBYTECODE: '1' }
    return startedOrStopped('djangosaml2', running, async () => {
      await runToEnd('/usr/bin/python3', [...django, 'migrate', '--verbosity', '0'], { env, cwd: folder.path })
      const arguments_ = [...django, 'runserver', '--noreload', `127.0.0.1:${port}`]
      const server = running.add(
        spawned('/usr/bin/python3', arguments_, { cwd: folder.path, env: { ...env, ...clockOf(setup.clock) } }),
      )
      const metadata = `${base}/saml2/metadata/`
      await running.answers(server, metadata)
      return {
        entityId: metadata,
        metadata,
        target: `${base}/geschuetzt/`,
        logoutBy: (way) => (way === 'SOAP' ? null : `${base}/abmelden/HTTP-${way}/`),
        received: async (browser) => JSON.parse((await browser.get(`${base}/received/`)).body),
        refusal: (page) => page.textOf('code') ?? '',
        logs: running.logs,
        stop: running.stop,
      }
    })
  },
}
