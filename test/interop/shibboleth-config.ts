import type { InteropFolder } from './interop-folder.js'
import { REQUESTED, TRUST_LEVEL_OID } from './requested-attributes.js'

/** One application of the SP: a virtual host and an entity of its own. */
export interface ShibbolethApplication {
  readonly id: string
  readonly host: string
  /** Whether its requests are signed, and its metadata says so. */
  readonly signed: boolean
}

export interface ShibbolethConfig {
  readonly port: number
  readonly applications: readonly ShibbolethApplication[]
  readonly brokerEntityId: string
  /** The broker's metadata and the certificate that signed it, as files. */
  readonly brokerMetadata: string
  readonly brokerCertificate: string
}

export const entityIdOf = ({ host }: ShibbolethApplication, port: number): string => `http://${host}:${port}/shibboleth`

const attributeMap = `
<Attributes xmlns="urn:mace:shibboleth:2.0:attribute-map" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${[...REQUESTED, { name: 'trustLevel', oid: TRUST_LEVEL_OID }]
  .map(({ name, oid }) => `  <Attribute name="${oid}" id="${name}"/>`)
  .join('\n')}
  <Attribute name="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent" id="persistent-id">
    <AttributeDecoder xsi:type="NameIDAttributeDecoder" formatter="$Name" defaultQualifiers="true"/>
  </Attribute>
</Attributes>`

const attributePolicy = `
<AttributeFilterPolicyGroup xmlns="urn:mace:shibboleth:2.0:afp" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <AttributeFilterPolicy>
    <PolicyRequirementRule xsi:type="ANY"/>
    <AttributeRule attributeID="*" permitAny="true"/>
  </AttributeFilterPolicy>
</AttributeFilterPolicyGroup>`

/** What the SP understood of a status answer, for the tests to read. */
const errorTemplate = `<!doctype html><title>Shibboleth</title>
<p data-testid="error-type"><shibmlp errorType/></p><p data-testid="error-text"><shibmlp errorText/></p>
<p data-testid="status"><shibmlp statusCode/></p><p data-testid="second-status"><shibmlp statusCode2/></p>`

const logger = (folder: string, name: string): string => `
log4j.rootCategory=INFO, file
log4j.appender.file=org.apache.log4j.FileAppender
log4j.appender.file.fileName=${folder}/${name}.log
log4j.appender.file.layout=org.apache.log4j.PatternLayout
log4j.appender.file.layout.ConversionPattern=%d{%H:%M:%S} %p %c %x: %m%n
`

const requestedAttributes = REQUESTED.map(
  ({ oid, required }) =>
    `<md:RequestedAttribute Name="${oid}" isRequired="${required}"
              NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri"/>`,
).join('\n            ')

const sessions = (entityId: string): string => `
      <Sessions lifetime="3600" timeout="3600" relayState="ss:mem" checkAddress="false" handlerSSL="false"
          cookieProps="http" redirectLimit="exact">
        <SSO entityID="${entityId}">SAML2</SSO>
        <Logout>Local</Logout>
        <Handler type="MetadataGenerator" Location="/Metadata" signing="false">
          <md:AttributeConsumingService index="1" isDefault="true">
            <md:ServiceName xml:lang="de">Prüfdienst mit Shibboleth</md:ServiceName>
            ${requestedAttributes}
          </md:AttributeConsumingService>
        </Handler>
        <Handler type="Session" Location="/Session" showAttributeValues="true" contentType="application/json"/>
      </Sessions>`

/** Writes all that shibd needs; gives the path of its main file. */
export const writeShibbolethConfig = (folder: InteropFolder, config: ShibbolethConfig): string => {
  const [first, ...others] = config.applications
  if (first === undefined) throw new Error('no application')
  const signing = folder.keyPair('signing')
  const encryption = folder.keyPair('encryption')
  const errorPage = folder.write('session-error.html', errorTemplate)
  const override = (each: ShibbolethApplication): string =>
    `<ApplicationOverride id="${each.id}" entityID="${entityIdOf(each, config.port)}" signing="${each.signed}"/>`
  return folder.write(
    'shibboleth2.xml',
    `<SPConfig xmlns="urn:mace:shibboleth:3.0:native:sp:config" xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"
    clockSkew="180">
    <OutOfProcess logger="${folder.write('shibd.logger', logger(folder.path, 'shibd'))}"/>
    <InProcess logger="${folder.write('native.logger', logger(folder.path, 'native'))}"/>
    <UnixListener address="${folder.path}/shibd.sock"/>
    <ApplicationDefaults entityID="${entityIdOf(first, config.port)}" signing="${first.signed}" encryption="false"
        requireConfidentiality="false" REMOTE_USER="persistent-id">
      ${sessions(config.brokerEntityId)}
      <Errors session="${errorPage}"/>
      <MetadataProvider type="XML" validate="true" path="${config.brokerMetadata}">
        <MetadataFilter type="Signature" certificate="${config.brokerCertificate}"/>
      </MetadataProvider>
      <AttributeExtractor type="XML" validate="true" path="${folder.write('attribute-map.xml', attributeMap)}"/>
      <AttributeFilter type="XML" validate="true" path="${folder.write('attribute-policy.xml', attributePolicy)}"/>
      <CredentialResolver type="File" use="signing" key="${signing.key}" certificate="${signing.certificate}"/>
      <CredentialResolver type="File" use="encryption" key="${encryption.key}" certificate="${encryption.certificate}"/>
      ${others.map(override).join('\n      ')}
    </ApplicationDefaults>
    <SecurityPolicyProvider type="XML" validate="true" path="/etc/shibboleth/security-policy.xml"/>
    <ProtocolProvider type="XML" validate="true" path="/etc/shibboleth/protocols.xml"/>
</SPConfig>`,
  )
}

const MODULES = ['mpm_event', 'authn_core', 'authz_core', 'authz_host', 'authz_user', 'mime', 'dir', 'shib']

/** Writes an Apache configuration with one virtual host an application; gives its path. */
export const writeApacheConfig = (folder: InteropFolder, shibConfig: string, config: ShibbolethConfig): string => {
  const host = (each: ShibbolethApplication): string => `
<VirtualHost 127.0.0.1:${config.port}>
  ServerName http://${each.host}:${config.port}
  DocumentRoot ${folder.path}/www
  <Location />
    AuthType shibboleth
    ShibRequestSetting applicationId ${each.id}
    Require shibboleth
  </Location>
</VirtualHost>`
  return folder.write(
    'apache.conf',
    `${MODULES.map((name) => `LoadModule ${name === 'shib' ? 'mod_shib' : `${name}_module`} /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
ServerRoot ${folder.path}
PidFile ${folder.path}/apache.pid
DefaultRuntimeDir ${folder.path}
Mutex file:${folder.path}
ErrorLog ${folder.path}/apache.log
Listen 127.0.0.1:${config.port}
ServerName http://localhost:${config.port}
UseCanonicalName On
StartServers 1
ThreadsPerChild 8
MaxRequestWorkers 8
ServerLimit 1
TypesConfig /etc/mime.types
ShibConfig ${shibConfig}
${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
<Directory ${folder.path}/www>
  Require all granted
</Directory>
${config.applications.map(host).join('\n')}
`,
  )
}
