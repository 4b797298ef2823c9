from socket import *
import struct
cs=socket(AF_INET,SOCK_STREAM)
cs.connect(('127.0.0.1',8082))
while True:
    cmd=input('>>:').strip()
    if not cmd:continue
    cs.send(cmd.encode('utf-8'))
    # first the header
    header_struct=cs.recv(4)
    unpack_res=struct.unpack('I',header_struct)
    total_size=unpack_res[0]
    # then the data
    recv_size=0
    total_data=b''
    while recv_size<total_size:
        recv_data=cs.recv(1024)
        recv_size+=len(recv_data)
        total_data+=recv_data
    print(total_data.decode('gbk'))
cs.close()
