import type { LogoRecord } from '../../domain/logo.js'
import type { Service } from '../../domain/service.js'
import { finding, type ServiceFinding } from '../findings.js'

/** Says why the picture that the metadata name is not there, or no newer one than before. */
export const logoFindings = ({ metadata }: Service, record: LogoRecord | null): readonly ServiceFinding[] =>
  metadata.logo && record?.fault
    ? [finding('logo-unfetched', { fault: record.fault, isKept: record.digest !== null })]
    : []
