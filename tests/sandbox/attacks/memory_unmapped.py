"""Take away the interpreter's own memory under its feet."""

# expect: error
import ctypes


def attack():
    libc = ctypes.CDLL(None)
    libc.munmap.argtypes = [ctypes.c_size_t, ctypes.c_size_t]
    code = ctypes.cast(ctypes.pythonapi.Py_IncRef, ctypes.c_void_p).value
    libc.munmap(code & ~0xFFFF, 1 << 30)
    return "contained"
