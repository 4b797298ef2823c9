// The help about the keys that the timeline itself handles while it has the focus.

export const timelineKeys: readonly { readonly keys: string; readonly says: string }[] = [
  { keys: '← →', says: 'previous, next interval of the lane (nothing selected: pan)' },
  { keys: '↑ ↓', says: 'lane above, lane below' },
  { keys: 'Shift ← →', says: 'pan' },
  { keys: 'Page ↑ ↓', says: 'scroll the connections (time axis); wheel over their names too' },
  { keys: 'Ctrl K', says: 'all commands, by name' },
  { keys: 'Wheel', says: 'zoom around the pointer' },
  { keys: 'Shift wheel, drag', says: 'pan' },
  { keys: 'Shift drag', says: 'measure a range; along the ruler without Shift, too' },
  { keys: 'Shift click', says: 'measure from the selected interval to this one' },
  { keys: '← → on a handle', says: 'the range’s end to the next edge; with Shift a little' },
]
