// How a command ends with the exit code of a program that it ran.

/** Not a failure of Unstick's: nothing is printed, and the process ends with `code`. */
export class CommandFailed extends Error {
  constructor(readonly code: number) {
    super(`a program ended with exit code ${code}`)
  }
}
