// The settings of a property test: its own fixed seed, which fast-check prints with a counterexample, and how often.

export const seeded = (seed: number, numRuns = 2_000) => ({ seed, numRuns })
