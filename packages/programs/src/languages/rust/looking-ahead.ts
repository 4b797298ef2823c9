// How the programs in Rust look at bytes before they read them, to choose the part that takes the next frame.

export const PEEKING = `
/// A stream whose next bytes can be looked at before they are read.
struct Peeking<R> {
    inner: R,
    seen: Vec<u8>,
}

impl<R: Read> Peeking<R> {
    /// Whether the next bytes are the mark's. It never waits for more bytes than decide, because a frame may be short.
    fn fits(&mut self, mark: &[(u8, u8)]) -> io::Result<bool> {
        for (k, (bits, value)) in mark.iter().enumerate() {
            if self.seen.len() == k {
                let mut byte = [0];
                if !fill(&mut self.inner, &mut byte)? {
                    return Ok(false);
                }
                self.seen.push(byte[0]);
            }
            if self.seen[k] & bits != *value {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl<R: Read> Read for Peeking<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.seen.is_empty() {
            return self.inner.read(bytes);
        }
        let count = bytes.len().min(self.seen.len());
        bytes[..count].copy_from_slice(&self.seen[..count]);
        self.seen.drain(..count);
        Ok(count)
    }
}
`
