// What a full disk refuses, and how to go on without it.
import { errnoOf } from '../errors.ts'

/** Whether Node's error says that the disk is full, or the person's share of it. */
export const isFull = (error: unknown): boolean => full.has(errnoOf(error) ?? '')

/** Waits for a step that only prepares for later writes: on a full disk sessions can still be viewed. */
export const unlessFull = async (step: Promise<unknown>): Promise<void> => {
  try {
    await step
  } catch (error) {
    if (!isFull(error)) throw error
  }
}

const full = new Set(['ENOSPC', 'EDQUOT'])
