// One process at a time in this clone: two `npm start` at once must not both install or build.
//
// `.start-lock` is a folder with one file, named for the process that has the lock. It is renamed into place with that
// file inside, so it is never there without its owner. To take it over from a process that has ended, its file is removed
// by name: if another process took the lock meanwhile, that name is not there, and its folder is not empty.
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'

const LOCK = '.start-lock'
/** Milliseconds between two looks. */
const PAUSE = 200

/** Runs `work` while no other process has the lock of the current directory. Waits for another, and says so once. */
export const withLock = (work) => {
  acquire()
  process.once('exit', release)
  try {
    return work()
  } finally {
    process.off('exit', release)
    release()
  }
}

const acquire = () => {
  const own = `${LOCK}-${process.pid}`
  sweep()
  mkdirSync(own)
  writeFileSync(`${own}/${process.pid}`, '')
  let said = false
  while (!isRenamed(own)) {
    const [owner] = entriesOf(LOCK)
    if (owner === undefined || !runs(Number(owner))) {
      removeLockOf(owner)
      continue
    }
    if (!said) console.error(`waiting for process ${owner}, which installs or builds here`)
    said = true
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE)
  }
}

const release = () => removeLockOf(String(process.pid))

const isRenamed = (own) => {
  try {
    renameSync(own, LOCK)
    return true
  } catch (error) {
    // Linux and macOS refuse a folder that is not empty, Windows any folder.
    if (['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'].includes(error.code)) return false
    throw error
  }
}

const removeLockOf = (owner) => {
  if (owner !== undefined) rmSync(`${LOCK}/${owner}`, { force: true })
  try {
    rmdirSync(LOCK)
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error
  }
}

/** Removes what waiting processes left that were killed. */
const sweep = () => {
  const left = readdirSync('.').filter((name) => name.startsWith(`${LOCK}-`))
  for (const name of left) {
    const pid = Number(name.slice(LOCK.length + 1))
    if (pid === process.pid || !runs(pid)) rmSync(name, { recursive: true, force: true })
  }
}

const entriesOf = (folder) => {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}

const runs = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, and belongs to another user.
    return error.code === 'EPERM'
  }
}
