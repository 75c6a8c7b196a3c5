import { join } from 'node:path'
import { KEY_FILES } from './stub-keys.js'

/** What the broker's config file says under `methods.eid` to use a stub. @param folder of the stub's keys. */
export const brokerSettings = (stubUrl: string, folder: string) => ({
  enabled: true,
  serverUrl: `${stubUrl}/eID-Server`,
  clientUrl: `${stubUrl}/eID-Client`,
  phoneClientUrl: `${stubUrl}/eID-Client`,
  signature: {
    keyFile: join(folder, KEY_FILES.brokerKey),
    certificateFile: join(folder, KEY_FILES.brokerCertificate),
    serverCertificateFile: join(folder, KEY_FILES.serverCertificate),
  },
})
