/** Stands for `journalctl -u servicekonto`: everything that the service wrote. */
export const JOURNALCTL = (folder: string): string => `#!/bin/bash
if [[ "$*" == *"-n 1"* ]]; then tail -n 1 ${folder}/journal; else cat ${folder}/journal; fi
`

interface ManagedService {
  readonly folder: string
  readonly as: string
  readonly owner: string
  readonly port: number
}

/**
 * Stands for systemd, which runs on no machine of tests: `systemctl` starts, reloads and stops the service as its unit file
 * says, by ExecStart, EnvironmentFile, WorkingDirectory, StateDirectory, UMask, ExecReload and KillMode=mixed. `as`: what starts a
 * program as the user of the service; `owner`: what `install` has to be told of that user.
 */
export const systemctl = ({ folder, as, owner, port }: ManagedService): string => `#!/bin/bash
unit=${folder}/etc/systemd/system/servicekonto.service
value() { sed -n "s/^$1=//p" "$unit"; }
start() {
  cd "$(value WorkingDirectory)" || exit 1
  install -d -m "$(value StateDirectoryMode)" ${owner} "${folder}/var/lib/$(value StateDirectory)"
  umask "$(value UMask)"
  mapfile -t environment < <(grep -v '^#' "$(value EnvironmentFile)" | grep .)
  ${as} env -i "\${environment[@]}" $(value ExecStart) >> ${folder}/journal 2>&1 < /dev/null &
  echo $! > ${folder}/pid
  for ((try = 0; try < 600; try++)); do
    curl -sf -o /dev/null http://127.0.0.1:${port}/health/ready && return 0
    kill -0 "$(cat ${folder}/pid)" 2> /dev/null || return 1
    sleep 0.1
  done
}
stop() {
  [ -e ${folder}/pid ] || return 0
  kill -TERM "$(cat ${folder}/pid)" 2> /dev/null
  while kill -0 "$(cat ${folder}/pid)" 2> /dev/null; do sleep 0.1; done
  rm ${folder}/pid
}
reload() { MAINPID=$(cat ${folder}/pid); eval "$(value ExecReload)"; }
case "$1 $2" in
  'daemon-reload '*) ;;
  'enable --now' | 'start servicekonto') start ;;
  'stop servicekonto') stop ;;
  'restart servicekonto') stop; start ;;
  'reload servicekonto') reload ;;
  *) echo "not known here: systemctl $*" >&2; exit 1 ;;
esac
`
