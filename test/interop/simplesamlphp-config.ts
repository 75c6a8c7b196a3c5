import { REQUESTED } from './requested-attributes.js'

/** A value as PHP source. */
const php = (value: unknown): string => {
  if (typeof value === 'string') return `'${value.replace(/['\\]/g, '\\$&')}'`
  if (Array.isArray(value)) return `[${value.map(php).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  return `[${Object.entries(value)
    .map(([key, each]) => `${php(key)} => ${php(each)}`)
    .join(', ')}]`
}

export interface SimpleSamlConfig {
  readonly folder: string
  readonly baseUrl: string
  readonly brokerEntityId: string
  readonly brokerMetadata: string
  readonly key: string
  readonly certificate: string
}

/** `config.php`: everything in one folder, plain http, sessions by PHP itself. */
export const configPhp = ({ folder, baseUrl, brokerMetadata }: SimpleSamlConfig): string =>
  `<?php $config = ${php({
    baseurlpath: `${baseUrl}/simplesaml/`,
    certdir: `${folder}/`,
    loggingdir: `${folder}/`,
    datadir: `${folder}/`,
    tempdir: `${folder}/`,
    metadatadir: `${folder}/`,
    attributenamemapdir: '/etc/simplesamlphp/attributemap/',
    secretsalt: 'only for tests, only on this machine',
    'auth.adminpassword': 'not used',
    timezone: 'Europe/Berlin',
    'logging.level': 7,
    'logging.handler': 'file',
    'logging.logfile': 'simplesamlphp.log',
    'admin.checkforupdates': false,
    'session.cookie.secure': false,
    'session.phpsession.savepath': folder,
    'session.phpsession.httponly': true,
    'session.cookie.name': 'SimpleSAMLSessionID',
    'store.type': 'phpsession',
    'language.default': 'de',
    'language.cookie.secure': false,
    'metadata.sources': [{ type: 'xml', file: brokerMetadata }],
    'enable.saml20-idp': false,
    'module.enable': { core: true, saml: true },
    debug: { validatexml: false },
  })};`

/** `authsources.php`: one SP that signs its requests and takes encrypted assertions alone. */
export const authSourcesPhp = ({ baseUrl, brokerEntityId, key, certificate }: SimpleSamlConfig): string =>
  `<?php $config = ${php({
    'default-sp': {
      0: 'saml:SP',
      entityID: `${baseUrl}/simplesaml`,
      idp: brokerEntityId,
      privatekey: key,
      certificate,
      name: { de: 'Prüfdienst mit SimpleSAMLphp' },
      attributes: REQUESTED.map(({ oid }) => oid),
      'attributes.required': REQUESTED.filter(({ required }) => required).map(({ oid }) => oid),
      'attributes.NameFormat': 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
      'sign.authnrequest': true,
      'redirect.sign': true,
      WantAssertionsSigned: true,
      'assertion.encryption': true,
      NameIDPolicy: { Format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', AllowCreate: true },
    },
  })};`

/** The service behind the SP: logs in with what the query asks for and prints what it got as JSON. */
export const SERVICE_PHP = `<?php
require '/usr/share/simplesamlphp/lib/_autoload.php';
$sp = new \\SimpleSAML\\Auth\\Simple('default-sp');
$url = \\SimpleSAML\\Utils\\HTTP::getSelfURLNoQuery();
$failed = isset($_GET[\\SimpleSAML\\Auth\\State::EXCEPTION_PARAM]) ? \\SimpleSAML\\Auth\\State::loadExceptionState() : null;
$answer = [];
if ($failed !== null) {
    $error = $failed[\\SimpleSAML\\Auth\\State::EXCEPTION_DATA];
    $answer = ['error' => get_class($error), 'message' => $error->getMessage()];
    for (; $error !== null; $error = $error->getPrevious()) {
        if ($error instanceof \\SimpleSAML\\Module\\saml\\Error) {
            $answer['status'] = $error->getStatus();
            $answer['secondStatus'] = $error->getSubStatus();
        }
    }
} elseif (!$sp->isAuthenticated() || isset($_GET['again'])) {
    $sp->login(array_filter([
        'ReturnTo' => $url,
        'ErrorURL' => $url,
        'isPassive' => isset($_GET['passive']),
        'ForceAuthn' => isset($_GET['again']),
        'saml:AuthnContextClassRef' => $_GET['class'] ?? null,
        'saml:AuthnContextComparison' => $_GET['comparison'] ?? null,
    ]));
} else {
    $nameId = $sp->getAuthData('saml:sp:NameID');
    $answer = [
        'attributes' => $sp->getAttributes(),
        'nameId' => $nameId->getValue(),
        'nameIdFormat' => $nameId->getFormat(),
        'class' => $sp->getAuthData('saml:sp:AuthnContext'),
        'authnInstant' => $sp->getAuthData('saml:AuthnInstant'),
    ];
}
header('Content-Type: application/json');
echo json_encode($answer, JSON_UNESCAPED_UNICODE);
`

/** Router of PHP's own web server: what Apache's Alias and AcceptPathInfo do. */
export const ROUTER_PHP = `<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path === '/service.php') return false;
if (!preg_match('#^/simplesaml/module\\.php(/.*)$#', $path, $match)) { http_response_code(404); return true; }
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/simplesaml/module.php';
$_SERVER['SCRIPT_FILENAME'] = '/usr/share/simplesamlphp/www/module.php';
$_SERVER['PATH_INFO'] = $match[1];
chdir('/usr/share/simplesamlphp/www');
require '/usr/share/simplesamlphp/www/module.php';
`
