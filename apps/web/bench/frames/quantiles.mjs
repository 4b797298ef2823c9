// Summarises and prints measured numbers.

/** The value below which `part` of them are, 0 to 1. */
export const quantile = (values, part) => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN
}

export const median = (values) => quantile(values, 0.5)

/** p50, p95 and the maximum of frame times. */
export const spread = (values) => ({
  p50: quantile(values, 0.5),
  p95: quantile(values, 0.95),
  worst: Math.max(...values),
})

/** `12.3` as text `width` characters wide; a dash if it was not measured. */
export const formatted = (value, width = 8) =>
  (Number.isFinite(value) ? value.toFixed(value < 100 ? 1 : 0) : '–').padStart(width)
