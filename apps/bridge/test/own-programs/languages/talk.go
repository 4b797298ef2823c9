// A server and a client that log each Write and Read: its stream's ports and the bytes.
package main

import (
	"fmt"
	"net"
	"os"
)

var file *os.File

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func port(address net.Addr) int { return address.(*net.TCPAddr).Port }

func send(connection net.Conn, data []byte) {
	sent, err := connection.Write(data)
	must(err)
	fmt.Fprintf(file, "send %d %d %x\n", port(connection.LocalAddr()), port(connection.RemoteAddr()), data[:sent])
}

func receiveAll(connection net.Conn, limit int) {
	buffer := make([]byte, limit)
	for {
		count, err := connection.Read(buffer)
		if count == 0 || err != nil {
			return
		}
		fmt.Fprintf(file, "recv %d %d %x\n", port(connection.RemoteAddr()), port(connection.LocalAddr()), buffer[:count])
	}
}

func main() {
	var err error
	file, err = os.Create(os.Args[3])
	must(err)
	long := make([]byte, 3000)
	for i := range long {
		long[i] = byte(i * 7)
	}
	var connection net.Conn
	if os.Args[1] == "server" {
		listener, err := net.Listen("tcp", ":"+os.Args[2])
		must(err)
		connection, err = listener.Accept()
		must(err)
		receiveAll(connection, 700)
		send(connection, []byte("answer"))
		send(connection, []byte("多字节"))
	} else {
		connection, err = net.Dial("tcp", "127.0.0.1:"+os.Args[2])
		must(err)
		send(connection, []byte("hello"))
		send(connection, []byte("!"))
		send(connection, long)
		must(connection.(*net.TCPConn).CloseWrite())
		receiveAll(connection, 4)
	}
	must(connection.Close())
}
