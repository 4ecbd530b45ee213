"""Call the kernel by its other entrances, where numbers mean something else."""

# expect: error
import ctypes
import mmap
import os

X32_FORK = b"\xb8\x39\x00\x00\x40\x0f\x05\xc3"  # mov eax, 0x40000039; syscall; ret
I386_FORK = b"\xb8\x02\x00\x00\x00\xcd\x80\xc3"  # mov eax, 2; int 0x80; ret


def run(code):
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(code)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    return ctypes.CFUNCTYPE(ctypes.c_int)(address)()


def attack():
    if os.uname().machine != "x86_64":
        os._exit(1)  # there are no such entrances
    parent = os.getpid()
    results = [run(code) for code in (X32_FORK, I386_FORK)]
    if os.getpid() != parent or any(pid > 0 for pid in results):
        return "forked"
    return str(results)
