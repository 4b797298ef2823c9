// `unstick logout` ends the access of all pages opened so far.
import type { Command } from 'commander'
import { renewSecret, secretPath } from '../access/secret-file.ts'
import { errnoOf, refusal } from '../errors.ts'
import { unstickHome } from '../sessions/sessions-folder.ts'
import { printLines } from './output.ts'

export const addLogout = (program: Command): void => {
  program
    .command('logout')
    .description('end the access of all pages opened so far')
    .action(async () => {
      const home = unstickHome()
      try {
        await renewSecret(home)
      } catch (error) {
        const errno = errnoOf(error)
        if (errno === undefined) throw error
        throw refusal('FILE_UNWRITABLE', secretPath(home), errno)
      }
      await printLines([
        'All pages are logged out. To use one again, open the address that its bridge printed in its terminal.',
      ])
    })
}
