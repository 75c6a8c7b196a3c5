import { minutes, seconds } from '../domain/instant.js'
import type { Job } from '../domain/job.js'
import { tellOfEndedElsewhere, type EndedElsewherePorts } from '../logout/ended-elsewhere.js'
import { goOnWithLeft } from '../logout/left-logouts.js'
import type { LogoutPorts } from '../logout/logout-ports.js'

/** Goes on with logouts that were left: their instance is gone, and no browser shows them again. */
export const leftLogoutsJob = (ports: LogoutPorts): Job => ({
  name: 'logouts',
  every: seconds(5),
  within: minutes(2),
  once: 'cluster',
  leaseMargin: seconds(20),
  run: (signal) => goOnWithLeft(ports, signal),
})

/** Tells the services of sessions that a command has ended. */
export const endedElsewhereJob = (ports: EndedElsewherePorts): Job => ({
  name: 'ended-sessions',
  every: seconds(3),
  within: minutes(10),
  once: 'cluster',
  leaseMargin: seconds(20),
  run: (signal) => tellOfEndedElsewhere(ports, signal),
})
