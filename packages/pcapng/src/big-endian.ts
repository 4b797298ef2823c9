// Numbers in network byte order, read where they lie; the caller has checked the bounds.

export const u16 = (data: Uint8Array, at: number): number =>
  ((data[at] as number) << 8) | (data[at + 1] as number)

export const u32 = (data: Uint8Array, at: number): number =>
  (((data[at] as number) << 24) |
    ((data[at + 1] as number) << 16) |
    ((data[at + 2] as number) << 8) |
    (data[at + 3] as number)) >>>
  0
