import type { CertificatePeers } from './certificate-watch.js'
import type { MetricsPeers } from './metrics-snapshot.js'

/** The other processes of one start, as one of them sees them. */
export type Peers = MetricsPeers & CertificatePeers
