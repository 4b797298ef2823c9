// A server and a client that log each write and read: its stream's ports and the bytes.
use std::fs::File;
use std::io::{Read, Result, Write};
use std::net::{Shutdown, TcpListener, TcpStream};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

type Ports = (u16, u16);

/// Its own port and the other's. Asked at once: a connection that both ends have closed has no peer any more.
fn ports_of(connection: &TcpStream) -> Result<Ports> {
    Ok((connection.local_addr()?.port(), connection.peer_addr()?.port()))
}

fn send(connection: &mut TcpStream, (here, there): Ports, data: &[u8], log: &mut File) -> Result<()> {
    let sent = connection.write(data)?;
    writeln!(log, "send {here} {there} {}", hex(&data[..sent]))
}

fn receive_all(connection: &mut TcpStream, (here, there): Ports, limit: usize, log: &mut File) -> Result<()> {
    let mut buffer = vec![0; limit];
    loop {
        let count = connection.read(&mut buffer)?;
        if count == 0 {
            return Ok(());
        }
        writeln!(log, "recv {there} {here} {}", hex(&buffer[..count]))?;
    }
}

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().collect();
    let mut log = File::create(&words[3])?;
    if words[1] == "server" {
        let (mut connection, _) = TcpListener::bind(format!("[::]:{}", words[2]))?.accept()?;
        let ports = ports_of(&connection)?;
        receive_all(&mut connection, ports, 700, &mut log)?;
        send(&mut connection, ports, b"answer", &mut log)?;
        send(&mut connection, ports, "多字节".as_bytes(), &mut log)
    } else {
        let mut connection = TcpStream::connect(format!("127.0.0.1:{}", words[2]))?;
        let ports = ports_of(&connection)?;
        let long: Vec<u8> = (0..3000u32).map(|i| (i * 7) as u8).collect();
        send(&mut connection, ports, b"hello", &mut log)?;
        send(&mut connection, ports, b"!", &mut log)?;
        send(&mut connection, ports, &long, &mut log)?;
        connection.shutdown(Shutdown::Write)?;
        receive_all(&mut connection, ports, 4, &mut log)
    }
}
