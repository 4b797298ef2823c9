// What the programs in Rust import.

export const IMPORTS = `use std::io::{self, BufReader, Error, ErrorKind, Read, Write};
use std::net::TcpStream;`
