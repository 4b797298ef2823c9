// How a program in Rust begins: it connects to the host and port that it was given, and the error of bytes that break the framing.

export const WRONG = `
fn wrong(message: String) -> Error {
    Error::new(ErrorKind::InvalidData, message)
}
`

export const MAIN = `// rustc --edition 2021 frames.rs && ./frames HOST PORT: sends every frame back
fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let mut socket = TcpStream::connect(format!("{}:{}", arguments[1], arguments[2]))?;`
