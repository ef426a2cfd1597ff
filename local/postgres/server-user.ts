/**
 * Who runs the database server: PostgreSQL refuses to run as root, so root hands it to another user.
 * An ordinary user runs it as itself.
 */
import { spawnSync } from 'node:child_process'
import { StartError } from '@/local/supervisor/start-error'

export interface ServerUser {
  name: string
  uid: number
  gid: number
}

const CREATED_USER = 'stoa-postgres'

/** Undefined: as ourselves. For root an existing `postgres`, else a system user made for it, else `nobody`. */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const user = lookUp('postgres') ?? lookUp(CREATED_USER) ?? create() ?? lookUp('nobody')
  if (!user)
    throw new StartError(
      'PostgreSQL does not run as root, and no other user could be found or made; start Stoa as an ordinary user.',
    )
  return user
}

/** Whether `user` may do what the shell's `test` says with `path`: asked of the system itself, which knows ACLs and mounts. */
export function mayAccess(user: ServerUser, path: string, test: '-x' | '-w'): boolean {
  const { uid, gid } = user
  const run = spawnSync('/bin/sh', ['-c', `cd "$1" && test ${test} .`, 'sh', path], {
    uid,
    gid,
    cwd: '/',
    stdio: 'ignore',
  })
  return run.status === 0
}

function lookUp(name: string): ServerUser | undefined {
  const ask = (flag: string) => {
    const run = spawnSync('id', [flag, name], { encoding: 'utf8' })
    return run.status === 0 ? Number(run.stdout) : undefined
  }
  const [uid, gid] = [ask('-u'), ask('-g')]
  return uid === undefined || gid === undefined || uid === 0 ? undefined : { name, uid, gid }
}

function create(): ServerUser | undefined {
  const args = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', CREATED_USER]
  return spawnSync('useradd', args, { stdio: 'ignore' }).status === 0 ? lookUp(CREATED_USER) : undefined
}
