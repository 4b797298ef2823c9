# Becomes the command that follows, where no process may trace another: ptrace fails with EPERM, as the default seccomp
# profile of old container systems has it (seccomp(2)).
import ctypes, os, platform, struct, sys

PTRACE = {'x86_64': 101, 'aarch64': 117}[platform.machine()]
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
LOAD_NUMBER, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, ERRNO, EPERM = 0x7FFF0000, 0x00050000, 1

instructions = [
    struct.pack('HBBI', LOAD_NUMBER, 0, 0, 0),
    struct.pack('HBBI', JUMP_IF_EQUAL, 0, 1, PTRACE),
    struct.pack('HBBI', RETURN, 0, 0, ERRNO | EPERM),
    struct.pack('HBBI', RETURN, 0, 0, ALLOW),
]
code = ctypes.create_string_buffer(b''.join(instructions))
program = struct.pack('HxxxxxxP', len(instructions), ctypes.addressof(code))
libc = ctypes.CDLL(None, use_errno=True)
for arguments in [(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program, 0, 0)]:
    if libc.prctl(*arguments) != 0:
        sys.exit(os.strerror(ctypes.get_errno()))
os.execvp(sys.argv[1], sys.argv[1:])
