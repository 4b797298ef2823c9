// The order in which programs are read: those that send first, and what they talk to after them, each in the experiment's order.

export const inReadingOrder = <Program extends { readonly name: string }>(
  programs: readonly Program[],
): readonly Program[] => {
  const isServer = ({ name }: Program): boolean => name.endsWith('server')
  return [...programs.filter((each) => !isServer(each)), ...programs.filter(isServer)]
}
